/**
 * @file
 * What is withheld of the months of a whole dataset, and what therefore of anything made of it.
 */
#ifndef CHORA_MEASURE_WITHHOLD_PLAN_H
#define CHORA_MEASURE_WITHHOLD_PLAN_H

#include "measure/withhold_rows.h"
#include "measure/withhold_towns.h"

typedef struct {
    chora_table *months;
    chora_row_plan areas;
    chora_row_plan whole;   /**< CHORA_WHOLE_ROWS of them. */
    chora_town_plan *towns; /**< The same of towns. */
    int smallest;
} chora_withholding_plan;

/** One of CHORA_WHOLE_ROWS sums of a period. */
int64_t chora_whole_count(const chora_table *table, size_t row, size_t period);

/** How the months were measured: all of them, whatever was asked for. */
chora_measure_options chora_withholding_months(const chora_store *store,
                                               const chora_measure_options *options,
                                               const chora_table *table);

/** The towns of a table, to be looked up; a period is a month of theirs. CHORA_ENOMEM. */
chora_status chora_withholding_list_towns(const chora_table *table, chora_town_plan **out,
                                          chora_error *err);

/** What of a table is to be withheld. */
typedef struct {
    bool *areas; /**< Areas x periods. */
    bool *whole; /**< CHORA_WHOLE_ROWS x (periods + 1): the sums over all areas. */
    bool *towns; /**< Of each symbol; NULL when no towns are counted. */
} chora_withholding_marks;

/**
 * Mark the numbers of a table that would give away withheld months, by themselves or with other
 * spans. A span that ends inside of a month tells nothing of areas and towns that have incidents of
 * the month on both sides of its end.
 */
chora_status chora_withholding_mark(chora_store *store, const chora_measure_options *options,
                                    const chora_withholding_plan *plan, const chora_table *table,
                                    const chora_withholding_marks *marks, chora_error *err);

/** The sums of each area's periods, the last flags of the rows of `withheld`, likewise. */
void chora_withholding_mark_totals(const chora_withholding_plan *plan, const chora_table *table,
                                   bool *withheld);

/** One of CHORA_WHOLE_ROWS sums over all periods: would it give away what is withheld? */
bool chora_withholding_hides_all(const chora_withholding_plan *plan, const chora_table *table,
                                 size_t row);

#endif
