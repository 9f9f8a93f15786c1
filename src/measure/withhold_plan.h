/**
 * @file
 * What is withheld of the months of a whole dataset, and what therefore of anything made of it.
 */
#ifndef CHORA_MEASURE_WITHHOLD_PLAN_H
#define CHORA_MEASURE_WITHHOLD_PLAN_H

#include "measure/withhold_towns.h"

typedef struct {
    chora_table *months;
    bool *withheld;         /**< Areas x (months + 1). */
    size_t *blocks;         /**< Areas x months: which of them spans tell together. */
    chora_town_plan *towns; /**< The same of towns. */
    int smallest;
} chora_withholding_plan;

/** How the months were measured: all of them, whatever was asked for. */
chora_measure_options chora_withholding_months(const chora_measure_options *options,
                                               const chora_table *table);

/** The towns of a table, to be looked up; a period is a month of theirs. CHORA_ENOMEM. */
chora_status chora_withholding_list_towns(const chora_table *table, chora_town_plan **out,
                                          chora_error *err);

/**
 * Mark the numbers of a table that would give away withheld months, by themselves or with other
 * spans. A span that ends inside of a month tells nothing of areas and towns that have incidents of
 * the month on both sides of its end.
 * @param also   Areas x periods.
 * @param towns  Of each symbol; NULL when no towns are counted.
 */
chora_status chora_withholding_mark(chora_store *store, const chora_measure_options *options,
                                    const chora_withholding_plan *plan, const chora_table *table,
                                    bool *also, bool *towns, chora_error *err);

/** The sums of each area's periods, the last flags of the rows of `withheld`, likewise. */
void chora_withholding_mark_totals(const chora_withholding_plan *plan, const chora_table *table,
                                   bool *withheld);

#endif
