/**
 * @file
 * Links between what a group claims and what was verified: two rows of two datasets that are the
 * same event.
 */
#ifndef CHORA_LINK_H
#define CHORA_LINK_H

#include <chora/status.h>
#include <chora/store.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * How a claim and a verified incident are known to be one event; a project keeps one such rule and
 * follows it again after every import. Start from CHORA_LINK_INIT. All borrowed.
 *
 * By `id`: "COLUMN" of the claims holds the id of the verified row; "COLUMN=OTHER" equals the
 * verified row's column OTHER. "id" is a row's own id.
 * By rule, of the claims that no id links: the same area of `level`, at most `days` between the
 * dates, and the same words in each column of `same`. Only a pair that is the only one for both is
 * linked; everything else is a question for a person.
 */
typedef struct {
    const char *claims, *verified; /**< Names of datasets. */
    const char *id;                /**< NULL: by rule only. */
    bool by_rule;
    int level;        /**< 0 country, 1 province, 2 district. */
    int days;         /**< 0 .. CHORA_LINK_DAYS_MAX. */
    const char *same; /**< "type,target"; NULL: no words are compared. */
} chora_link_options;

#define CHORA_LINK_INIT                                                                            \
    {                                                                                              \
        0, 0, 0, false, 1, 3, 0                                                                    \
    }
#define CHORA_LINK_DAYS_MAX 366

/** claims = by_id + by_rule + by_decision + apart + alone + to_review. */
typedef struct {
    char claims_dataset[256], verified_dataset[256];
    int64_t claims; /**< Rows of the claims that say, or do not deny, that they are claimed. */
    int64_t by_id, by_rule, by_decision; /**< Linked. */
    int64_t apart;                       /**< A person decided that no verified row is the same. */
    int64_t alone;                       /**< Nothing fits. */
    int64_t to_review;       /**< Something may fit; not linked until a person decides. */
    int64_t verified;        /**< Rows of the verified dataset. */
    int64_t verified_linked; /**< Of these, linked to at least one claim. */
} chora_link_report;

/**
 * Link the rows of two datasets, remember how, in one transaction. `options` NULL: once more, as
 * remembered.
 * @return CHORA_OK; CHORA_EINVAL (neither an id nor a rule; the same dataset twice; days out of
 * range); CHORA_ENOTFOUND (no such dataset or column, the nearest is named; nothing remembered);
 * CHORA_ELIMIT (a rule so wide that more than CHORA_LINK_PAIRS_MAX pairs fit); CHORA_ESTORE;
 * CHORA_EIO; CHORA_ENOMEM.
 */
CHORA_API chora_status chora_link(chora_store *store, const chora_link_options *options,
                                  chora_link_report *out, chora_error *err);

#define CHORA_LINK_PAIRS_MAX 1000000

/** Forget the rule, its links and its decisions. */
CHORA_API chora_status chora_link_forget(chora_store *store, chora_error *err);

/**
 * Write the claims that wait for a person: claim, date, place, problem, up to five candidates, and
 * the empty columns decision and note; CSV or XLSX by the extension, "-" is CSV.
 * @param rows  Receives their number; may be NULL.
 */
CHORA_API chora_status chora_link_review(chora_store *store, const char *path, int64_t *rows,
                                         chora_error *err);

/** rows = decided + undecided; decided = fresh + changed + unchanged + undone. */
typedef struct {
    int64_t rows, undecided, fresh, changed, unchanged, undone;
    chora_link_report links; /**< As they are now. */
} chora_link_decisions;

/**
 * Read such a table back: a decision is the id of a verified row, the number of a candidate, "none"
 * or "-" (no verified row is the same event), "undo", or empty (undecided). All decisions are
 * applied, or none: `err` names every row that cannot be understood.
 */
CHORA_API chora_status chora_link_decide(chora_store *store, const char *path,
                                         chora_link_decisions *out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
