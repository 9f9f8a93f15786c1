/**
 * @file
 * The inside of a breakdown: a table for periods, coverage and areas, and cells of its own.
 */
#ifndef CHORA_MEASURE_BREAKDOWN_H
#define CHORA_MEASURE_BREAKDOWN_H

#include "measure/claims.h"
#include "measure/incidents.h"
#include "measure/table.h"

#include <chora/breakdown.h>

/** A column whose texts incidents are told apart by, as SQL over `i`. */
typedef struct {
    const char *name;  /**< NULL: none. */
    const char *sql;   /**< One text, NULL where not stated. */
    const char *bound; /**< For ?2: the key of `extra`; else NULL. */
} chora_group_column;

/** CHORA_ENOTFOUND with the nearest name or the list of those there are; CHORA_ESTORE. */
chora_status chora_group_column_choose(chora_store *store, int64_t dataset_id, const char *name,
                                       chora_group_column *out, chora_error *err);

/** The different texts, in the order of strcmp, "" for those without. Lives in `arena`. */
chora_status chora_group_values(chora_store *store, int64_t dataset_id,
                                const chora_group_column *column, chora_arena *arena,
                                const char ***out, size_t *count, chora_error *err);

/** The order a reader expects: certainty first, then number, not stated last. */
int chora_group_compare(const char *column, const char *a, int64_t incidents_a, const char *b,
                        int64_t incidents_b);

/** Told of each incident that is shown; a failure ends the counting. */
typedef struct {
    chora_status (*shown)(void *context, const chora_incident *incident, size_t period,
                          const char *place, const chora_breakdown_cell *cell, chora_error *err);
    void *context;
} chora_breakdown_listener;

/** As chora_breakdown_make(), with somebody listening; `listener` may be NULL. */
chora_status chora_breakdown_make_heard(chora_store *store, const chora_breakdown_options *options,
                                        const chora_breakdown_listener *listener,
                                        chora_breakdown **out, chora_error *err);

struct chora_breakdown;
/**
 * Withhold numbers below `smallest` and what would give them away: of areas what their table
 * withholds, of values as rows that add up to their area, by the months of the whole dataset, so
 * that outputs with other periods withhold the same. The cells stay; reading them does not tell.
 * @param options  What it was made with.
 * @return CHORA_OK; as chora_breakdown_make().
 */
chora_status chora_breakdown_withhold(chora_store *store, const chora_breakdown_options *options,
                                      struct chora_breakdown *breakdown, int smallest,
                                      chora_error *err);

/** chora_breakdown_make() with every number in it: only for finding what is to be withheld. */
chora_status chora_breakdown_make_unprotected(chora_store *store,
                                              const chora_breakdown_options *options,
                                              chora_breakdown **out, chora_error *err);

/** Is the sum over all rows of a period (of all of them: `periods`) withheld? */
bool chora_breakdown_is_sum_withheld(const struct chora_breakdown *breakdown, size_t period);

/** The rule that ties claims to this dataset, borrowed; NULL: there is none. */
const struct chora_link_rule *chora_breakdown_claims_tie(const struct chora_breakdown *breakdown);

struct chora_breakdown {
    chora_table *table; /**< Owned; its areas are the rows when `by_area`. */
    chora_arena *arena; /**< Holds all that follows. */
    bool by_area;
    size_t areas, periods;
    size_t value_count;  /**< Slots, one a text of the column. */
    size_t values_shown; /**< The first of them, in a reader's order, have incidents. */
    const char **values;
    chora_breakdown_cell *cells; /**< [area][period][value_count + 1]; the last is all values. */
    chora_claims_basis claims;   /**< With CHORA_CLAIMED_VERIFIED; else zeros. */
    int64_t linked;
    bool claims_covered; /**< With them: is their span known? */
    chora_day claims_first, claims_last;
    bool *withheld;          /**< As `cells`; NULL: an output profile withholds nothing. */
    bool *row_withheld;      /**< [area][value_count + 1]: the sum over all periods. */
    bool folded;             /**< Some value is withheld somewhere. */
    chora_account *accounts; /**< One a period. */
    chora_account overall;
};

#endif
