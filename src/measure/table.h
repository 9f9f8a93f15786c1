/**
 * @file
 * The inside of a table: made by measuring, immutable afterwards.
 */
#ifndef CHORA_MEASURE_TABLE_H
#define CHORA_MEASURE_TABLE_H

#include "base/file.h"
#include "base/memory.h"
#include "measure/frame.h"

#include <chora/measure.h>

/** Every sum of CHORA_BY_AREA, CHORA_BY_SYMBOL and CHORA_BY_LIST has an account of its own. */
enum { CHORA_BY_EITHER = CHORA_BY_AREA | CHORA_BY_SYMBOL, CHORA_WAYS = 8 };

/** The sums over all areas that an account tells: what is shown in each way, and what there is. */
enum { CHORA_WHOLE_ALL = CHORA_WAYS, CHORA_WHOLE_ROWS };

/** Lists of all periods, one behind the other. */
typedef struct {
    chora_listed *items;
    size_t *start; /**< period_count + 1 entries; NULL: nothing was listed. */
} chora_lists;

struct chora_table {
    chora_arena *arena; /**< Holds all that follows. */
    const char *dataset;
    char hash[CHORA_SHA256_TEXT];
    chora_day first, last;
    bool is_whole, is_share, is_untold;
    chora_frame frame; /**< `on` says in whose boundaries. */
    size_t period_count;
    chora_period *periods;
    chora_cell *cells;                   /**< Area by area, its periods in order. */
    int smallest;                        /**< Smaller numbers are withheld; 0: none are. Else ... */
    double *row_totals;                  /**< ... the sum of each area's periods, ... */
    bool *total_withheld;                /**< ... and whether it is withheld. */
    chora_withheld *hidden;              /**< One a period; NULL: nothing is withheld. */
    bool *sums_withheld;                 /**< CHORA_WHOLE_ROWS x (periods + 1), the last of a row
                                              over all periods; NULL: none is. */
    chora_account *accounts[CHORA_WAYS]; /**< One a period, by sum of ways; 0 is of none. */
    chora_account overall;               /**< By area, over all periods together. */
    chora_symbol *symbols;
    size_t *symbol_start; /**< period_count + 1 entries. */
    const char **categories;
    size_t category_count;
    chora_lists pointless, coarse, placed;
};

/** Of sums_withheld. */
static inline size_t chora_sum_index(const chora_table *table, size_t row, size_t period)
{
    return row * (table->period_count + 1) + period;
}

/** What of a period the data cover: a span that ends where they do is no part of it. */
chora_period chora_table_covered(const chora_table *table, chora_period period);

/** Is a sum over all areas withheld? `period` may be period_count: of all periods together. */
static inline bool chora_table_sum_withheld(const chora_table *table, size_t row, size_t period)
{
    return table->sums_withheld && table->sums_withheld[chora_sum_index(table, row, period)];
}

/** The account, or one that tells nothing when it would tell a sum that is withheld. */
chora_account chora_table_protect(const chora_table *table, const chora_account *account,
                                  size_t row, size_t period);

/** The same with no sum withheld, for whoever makes an output and never for what is made. Borrows.
 */
chora_table chora_table_opened(const chora_table *table);

/**
 * The account of all periods together: a row is shown when its area and period are in the table,
 * outside the period when it is in none of them.
 */
chora_account chora_table_overall_account(const chora_table *table);

#endif
