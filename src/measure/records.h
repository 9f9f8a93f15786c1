/**
 * @file
 * The incidents of a dataset read once, so that a report can count them by period, area and column
 * as often as it likes, and list them.
 */
#ifndef CHORA_MEASURE_RECORDS_H
#define CHORA_MEASURE_RECORDS_H

#include "base/error.h"
#include "base/memory.h"
#include "measure/claims.h"
#include "measure/frame.h"

#include <chora/period.h>
#include <chora/place.h>
#include <chora/store.h>

/** The columns incidents are told apart by. */
typedef enum {
    CHORA_RECORD_TYPE,
    CHORA_RECORD_SUBTYPE,
    CHORA_RECORD_TARGET,
    CHORA_RECORD_COMMUNITY,
    CHORA_RECORD_PERPETRATOR,
    CHORA_RECORD_CLAIM,
    CHORA_RECORD_VERIFICATION,
    CHORA_RECORD_COLUMNS
} chora_record_column;

/** "type" ... "verification". */
const char *chora_record_column_name(chora_record_column column);

/** People of one incident: -1 where a figure is not stated. */
typedef struct {
    int64_t low, best, high;
} chora_record_people;

typedef struct {
    int64_t id;
    const char *key;
    const char *shown;  /**< Its id for people: its own, else "documented:12", dataset and line. */
    chora_day day;      /**< The first, of several days; with `dated`. */
    bool dated;         /**< Known to the month or finer: it belongs to one month. */
    int date_precision; /**< Of chora_date_precision. */
    chora_precision precision;
    size_t area; /**< Index of the drawn area, or CHORA_NO_INDEX. */
    bool placed; /**< The area counts it: known finely enough for the level. */
    const char *words[CHORA_RECORD_COLUMNS]; /**< "" when not stated; equal texts share one. */
    chora_record_people killed, injured;
    int64_t evidence;                                    /**< Pieces of evidence. */
    chora_claim_kind kind;                               /**< CHORA_NEITHER without a basis. */
    chora_record_people claimed_killed, claimed_injured; /**< What claims say; -1s without. */
} chora_record;

/** What to read. Start from zeros. All borrowed. */
typedef struct {
    const char *dataset;             /**< NULL: the only one. */
    const char *where;               /**< Condition over one incident's columns; NULL: all. */
    const char *frame;               /**< As chora_measure_options.frame. */
    const char *language;            /**< Of the areas' names; NULL: "en". */
    int level;                       /**< 1: provinces. */
    const chora_claims_basis *basis; /**< Tells what is claimed and what verified; NULL: not asked.
                                          With it a claim that is linked is left out. */
    const chora_day *boundaries_on;  /**< Else those of the last covered day. */
} chora_records_options;

typedef struct {
    chora_arena *arena; /**< Borrowed: all texts live in it. */
    int64_t dataset_id;
    const char *dataset;
    char hash[65];       /**< As chora_table_hash(). */
    chora_record *items; /**< Those the filter admits, by day, then key; undated last. */
    size_t count;
    int64_t accepted; /**< Rows of the dataset that are not withdrawn. */
    int64_t filtered_out;
    chora_frame frame;
    const char **area_names; /**< Of the drawn areas. */
    bool covered;            /**< Is the span known? */
    chora_day first, last;   /**< The covered span. */
} chora_records;

/**
 * @return CHORA_OK; as chora_measure(): CHORA_EINVAL, CHORA_ENOTFOUND, CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_records_load(chora_store *store, const chora_records_options *options,
                                chora_arena *arena, chora_records *out, chora_error *err);
/** The list; texts stay as long as the arena. */
void chora_records_free(chora_records *records);

/** What is only needed of an incident that is listed. Lives in `arena`. */
typedef struct {
    const char *place;   /**< In the source's words; "" for a protected incident. */
    const char *summary; /**< "" when not given. */
    const char **sources;
    size_t source_count;
    const char **links; /**< Addresses of its evidence. */
    size_t link_count;
} chora_record_story;

chora_status chora_record_read(chora_store *store, const chora_record *record, chora_arena *arena,
                               chora_record_story *out, chora_error *err);

/* ---- adding up ----------------------------------------------------------------------------- */

/**
 * People, from the lowest to the highest figure: the lows and the highs are added apart. An
 * incident with one figure has it as all three; those with none are unknown, not zero.
 */
typedef struct {
    int64_t low, high;
    int64_t best;      /**< Over the incidents that have a best figure. */
    int64_t stated;    /**< Incidents with any figure. */
    int64_t with_best; /**< Of these, with a best one (stated, or low and high are the same). */
    int64_t unknown;   /**< Incidents without any. */
} chora_toll;

typedef struct {
    int64_t incidents;
    int64_t deadly;         /**< At least one person killed on the lowest figure. */
    int64_t deadly_unknown; /**< No figure is stated. */
    chora_toll killed, injured;
    int64_t evidence, with_evidence;
    bool withheld; /**< An output profile does not print it: all numbers are 0. */
    bool
        deadly_withheld; /**< It does not print how many have deaths: `deadly`, `deadly_unknown`. */
} chora_count;

/** Add what one incident states. */
void chora_toll_add(chora_toll *toll, chora_record_people people);

/** Count one more. */
void chora_count_add(chora_count *count, const chora_record *record);

#endif
