/**
 * @file
 * What may be told of a row (an area, a value) over more than one month when some are withheld.
 *
 * The withheld months of a row are put into blocks of at least two months and `smallest`
 * incidents: those of a quarter where that is possible, else of a year, else of all. A span is told
 * only when it holds each block wholly or not at all. However many spans are added and subtracted
 * then, they tell the sums of blocks and no more; and every withheld month of a row can be
 * another number with the same sums of blocks and of rows (measure/rings.h), else the blocks are
 * larger.
 */
#ifndef CHORA_MEASURE_WITHHOLD_SPANS_H
#define CHORA_MEASURE_WITHHOLD_SPANS_H

#include "measure/withhold_rows.h"

/** @param out  Rows x months: the block of a withheld month; CHORA_NO_INDEX: it may be in no span.
 * CHORA_ENOMEM. */
chora_status chora_withhold_blocks(const chora_row_plan *withheld, size_t *out, chora_error *err);

/** Would the number of a row over the months first..last (indices) give away what is withheld? */
bool chora_withhold_gives_away(const chora_row_plan *withheld, const size_t *blocks, size_t row,
                               size_t first, size_t last);

#endif
