/**
 * @file
 * Small multiples: one small map a period, or a value of a column, on one page.
 */
#ifndef CHORA_STYLE_MULTIPLES_H
#define CHORA_STYLE_MULTIPLES_H

#include <chora/period.h>

/** small_multiples: {by, columns} */
typedef struct {
    bool by_period;
    chora_period_kind step; /**< With by_period: month, quarter or year. */
    const char *column;     /**< Else: the column whose values have a map each. */
    size_t columns;         /**< Maps side by side; 0: as many as make them largest. */
} chora_figure_multiples;

/** Maps on one page at most; more go on further pages. */
#define CHORA_MULTIPLES_MAX 36

#endif
