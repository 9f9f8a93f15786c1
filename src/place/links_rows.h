/**
 * @file
 * The rows of two datasets as links see them, and the rule that a project keeps.
 */
#ifndef CHORA_PLACE_LINKS_ROWS_H
#define CHORA_PLACE_LINKS_ROWS_H

#include "base/buffer.h"
#include "place/links.h"

#include <chora/store.h>

/** The rule as it is kept; texts live in the arena. */
typedef struct chora_link_rule {
    bool kept; /**< False: the project has none, and nothing else is filled in. */
    int64_t claims_id, verified_id;
    const char *claims, *verified;               /**< Names of the datasets. */
    const char *claims_column, *verified_column; /**< NULL: no id. */
    bool by_rule;
    int level, days;
    const char *same;                    /**< As it was written; "". */
    const char *words[CHORA_LINK_WORDS]; /**< The columns of `same`. */
    size_t word_count;
} chora_link_rule;

/** Sets `words` from `same`. CHORA_EINVAL: more than CHORA_LINK_WORDS. */
chora_status chora_link_rule_words(chora_link_rule *rule, chora_arena *arena, chora_error *err);

/** The rule of the project. */
chora_status chora_link_rule_load(chora_store *store, chora_arena *arena, chora_link_rule *out,
                                  chora_error *err);

/** CHORA_ENOTFOUND: a column that one of the datasets does not have; the nearest is named. */
chora_status chora_link_columns_check(chora_store *store, const chora_link_rule *rule,
                                      chora_arena *arena, chora_error *err);

/** Claims, verified rows and decisions, in the arena. A column that is gone states nothing. */
chora_status chora_link_set_load(chora_store *store, const chora_link_rule *rule,
                                 chora_arena *arena, chora_link_set *out, chora_error *err);

/** How the claims stand by the project's rule, without writing anything; zeros without a rule. */
chora_status chora_links_count(chora_store *store, chora_link_report *out, chora_error *err);

/** The links of the project anew, as its rule says; nothing when it has none. Within the caller's
 * transaction. `out` may be NULL. */
chora_status chora_links_renew(chora_store *store, chora_link_report *out, chora_error *err);

/** "id verified_id=id; same province, within 3 days, same type": the rule for programs. People
 * read chora_claim_rule_words(). */
void chora_link_rule_text(const chora_link_rule *rule, chora_buffer *out);

#endif
