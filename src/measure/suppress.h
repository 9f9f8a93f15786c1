/**
 * @file
 * Small numbers withheld, and others with them, so that the small ones cannot be worked out from
 * totals.
 *
 * The numbers stand in rows (areas) and columns (periods). The total of each column is always known
 * (every account prints it), that of a row is printed unless it is withheld here. A number from 1
 * to below `smallest` is withheld. Then a withheld number is safe when another one is possible with
 * the same printed totals: when it lies on a cycle of withheld numbers that can be raised and
 * lowered in turn, a zero only being raised (D. Gusfield, "A graph theoretic approach to
 * statistical data security", SIAM Journal on Computing 17 (1988), 552-571). For one that is not,
 * the rectangle of least cost is withheld with it.
 */
#ifndef CHORA_MEASURE_SUPPRESS_H
#define CHORA_MEASURE_SUPPRESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    size_t rows, columns;
    const int64_t *counts; /**< Row by row; below 0: there is no number, and none is withheld. */
    bool totals;           /**< Are the rows' totals printed? */
    int smallest;
    const bool *also; /**< Row by row: withheld for another reason; NULL: none. */
} chora_suppress_table;

/**
 * @param out  rows x (columns + 1) flags: what is withheld; the last of a row is its total.
 * @return CHORA_OK; CHORA_ENOMEM. With a single row nothing can stand in for a small number, so
 * there it can be worked out from the column's total whatever is withheld.
 */
chora_status chora_suppress(const chora_suppress_table *table, bool *out, chora_error *err);

#endif
