/**
 * @file
 * What may be told of an area over more than one month when some of its months are withheld.
 *
 * The withheld months of an area are put into blocks of at least two months and `smallest`
 * incidents: those of a quarter where that is possible, else of a year, else of all. A span is told
 * only when it holds each block wholly or not at all. However many spans are added and subtracted
 * then, they tell the sums of blocks and no more; and every withheld month of an area can be
 * another number with the same sums of blocks and of areas (measure/rings.h), else the blocks are
 * larger.
 */
#ifndef CHORA_MEASURE_WITHHOLD_SPANS_H
#define CHORA_MEASURE_WITHHOLD_SPANS_H

#include "measure/table.h"

typedef struct {
    const chora_table *months;
    const bool *withheld;   /**< Areas x (months + 1); the last of a row is the area's total. */
    const int64_t *parents; /**< Of each area: numbers of areas with one parent add up to its. */
    int smallest;
} chora_withheld_months;

/** @param out  Areas x months: the block of a withheld month; CHORA_NO_INDEX: it may be in no span.
 * CHORA_ENOMEM. */
chora_status chora_withhold_blocks(const chora_withheld_months *withheld, size_t *out,
                                   chora_error *err);

/** Would the number of an area over the months first..last (indices) give away what is withheld? */
bool chora_withhold_gives_away(const chora_withheld_months *withheld, const size_t *blocks,
                               size_t area, size_t first, size_t last);

#endif
