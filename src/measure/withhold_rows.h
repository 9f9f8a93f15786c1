/**
 * @file
 * What is withheld of rows of months (areas, values of a column, the sum of all), and what may be
 * told of a row over other spans.
 *
 * A plan is made of all months of a dataset, whatever was asked for, so that two outputs of one
 * project withhold the same. A number from 1 to below `smallest` is withheld, and with it what it
 * could be worked out from (measure/suppress.h). A row has no single withheld month, and none with
 * few incidents together: its next smallest month is withheld too. Then its withheld months make
 * blocks (measure/withhold_spans.h), and a span is told only when it holds each block wholly or not
 * at all.
 */
#ifndef CHORA_MEASURE_WITHHOLD_ROWS_H
#define CHORA_MEASURE_WITHHOLD_ROWS_H

#include "base/error.h"

#include <chora/period.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    size_t rows, months;
    const chora_period *periods; /**< The months; borrowed. */
    int64_t *counts;             /**< Rows x months; below 0: there is no number. */
    int64_t *groups;             /**< Of each row: those of one group add up to what is known. */
    bool *also;                  /**< Rows x months: withheld for another reason. */
    bool sums_known;             /**< Else the rows add up to nothing, and `groups` say nothing. */
    int smallest;
    bool *withheld; /**< Rows x (months + 1); the last of a row is its sum. */
    size_t *blocks; /**< Rows x months: which of them spans tell together. */
} chora_row_plan;

/** Room for so many, all zeros. CHORA_ENOMEM. */
chora_status chora_row_plan_new(size_t rows, const chora_period *periods, size_t months,
                                int smallest, chora_row_plan *out, chora_error *err);
void chora_row_plan_free(chora_row_plan *plan);

/** Once counts, groups and `also` are filled in: what is withheld, and the blocks. CHORA_ENOMEM. */
chora_status chora_row_plan_finish(chora_row_plan *plan, chora_error *err);

/** Indices of months; none when `last` is before. */
typedef struct {
    size_t first, last;
} chora_months;

/** The months that a period touches. */
chora_months chora_months_of(const chora_period *months, size_t count, chora_period period);

/** How many incidents of the first and of the last month of a span there are, and how many of them
 * are inside of it. */
typedef struct {
    int64_t head, of_head, tail, of_tail;
} chora_span_ends;

/** Does the span end inside of a month, with incidents on both sides? */
bool chora_span_is_cut(const chora_span_ends *ends);
/** The months of which the span has any; a month without an incident inside is not in it. */
chora_months chora_span_inside(chora_months span, const chora_span_ends *ends);

/**
 * Would the number of a row over a span give away what is withheld?
 * @param head, tail  How many incidents of the first and of the last month are inside; below 0:
 * all.
 */
bool chora_row_plan_gives_away(const chora_row_plan *plan, size_t row, chora_months span,
                               int64_t head, int64_t tail);

#endif
