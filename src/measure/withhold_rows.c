#include "measure/withhold_rows.h"

#include "base/memory.h"
#include "measure/withhold.h"
#include "measure/withhold_spans.h"

#include <stdlib.h>

chora_status chora_row_plan_new(size_t rows, const chora_period *periods, size_t months,
                                int smallest, chora_row_plan *out, chora_error *err)
{
    size_t cells = rows * (months + 1) + 1;
    chora_row_plan plan = { .rows = rows,
                            .months = months,
                            .periods = periods,
                            .smallest = smallest,
                            .counts = chora_alloc(cells, sizeof *plan.counts),
                            .groups = chora_alloc(rows + 1, sizeof *plan.groups),
                            .also = chora_alloc(cells, sizeof *plan.also),
                            .withheld = chora_alloc(cells, sizeof *plan.withheld),
                            .blocks = chora_alloc(cells, sizeof *plan.blocks) };
    if (plan.counts && plan.groups && plan.also && plan.withheld && plan.blocks) {
        *out = plan;
        return CHORA_OK;
    }
    chora_row_plan_free(&plan);
    return chora_no_memory(err);
}

void chora_row_plan_free(chora_row_plan *plan)
{
    free(plan->counts);
    free(plan->groups);
    free(plan->also);
    free(plan->withheld);
    free(plan->blocks);
    *plan = (chora_row_plan){ 0 };
}

/* ---- what is withheld ------------------------------------------------------------------------ */

static bool is_small(const chora_row_plan *plan, int64_t count)
{
    return count > 0 && count < plan->smallest;
}

/* Rows by themselves: the small numbers, and what was said. */
static void withhold_alone(chora_row_plan *plan)
{
    for (size_t row = 0; row < plan->rows; row++) {
        bool *withheld = plan->withheld + row * (plan->months + 1);
        int64_t sum = 0;
        for (size_t i = 0; i < plan->months; i++) {
            int64_t here = plan->counts[row * plan->months + i];
            sum += here > 0 ? here : 0;
            withheld[i] = is_small(plan, here) || plan->also[row * plan->months + i];
        }
        withheld[plan->months] = is_small(plan, sum);
    }
}

static chora_status withhold(chora_row_plan *plan, chora_error *err)
{
    const chora_grouped_table grouped = { .rows = plan->rows,
                                          .columns = plan->months,
                                          .counts = plan->counts,
                                          .group = plan->groups,
                                          .also = plan->also,
                                          .totals = plan->months > 1,
                                          .smallest = plan->smallest };
    if (plan->sums_known)
        return chora_suppress_groups(&grouped, plan->withheld, err);
    withhold_alone(plan);
    return CHORA_OK;
}

/* A single withheld month, or withheld months with few incidents, would be what is left of a row's
 * sum; so would months with one incident each, as each is known to have one at least. */
static bool is_lonely(const chora_row_plan *plan, size_t row)
{
    const bool *withheld = plan->withheld + row * (plan->months + 1);
    int64_t sum = 0, count = 0;
    for (size_t i = 0; i < plan->months; i++) {
        int64_t here = plan->counts[row * plan->months + i];
        count += withheld[i];
        sum += withheld[i] && here > 0 ? here : 0;
    }
    return count > 0 && (count < 2 || sum < plan->smallest || sum <= count) &&
           !withheld[plan->months];
}

/* Its smallest month that is told; CHORA_NO_INDEX: none has incidents. */
static size_t least_told(const chora_row_plan *plan, size_t row)
{
    const int64_t *counts = plan->counts + row * plan->months;
    size_t least = CHORA_NO_INDEX;
    for (size_t i = 0; i < plan->months; i++)
        if (!plan->withheld[row * (plan->months + 1) + i] && counts[i] > 0 &&
            (least == CHORA_NO_INDEX || counts[i] < counts[least]))
            least = i;
    return least;
}

static bool mark_lonely(chora_row_plan *plan)
{
    bool any = false;
    for (size_t row = 0; row < plan->rows; row++) {
        size_t least = is_lonely(plan, row) ? least_told(plan, row) : CHORA_NO_INDEX;
        if (least != CHORA_NO_INDEX)
            any = plan->also[row * plan->months + least] = true;
    }
    return any;
}

chora_status chora_row_plan_finish(chora_row_plan *plan, chora_error *err)
{
    chora_status st;
    do
        st = withhold(plan, err);
    while (!st && mark_lonely(plan));
    return st ? st : chora_withhold_blocks(plan, plan->blocks, err);
}

/* ---- spans ----------------------------------------------------------------------------------- */

static const chora_months no_months = { .first = 1 };

chora_months chora_months_of(const chora_period *months, size_t count, chora_period period)
{
    chora_months span = { 0, 0 };
    while (span.first < count && months[span.first].last < period.first)
        span.first++;
    span.last = span.first;
    while (span.last < count && months[span.last].first <= period.last)
        span.last++;
    if (span.last == span.first) /* outside of what the dataset covers */
        return no_months;
    span.last--;
    return span;
}

bool chora_span_is_cut(const chora_span_ends *ends)
{
    return (ends->head > 0 && ends->head < ends->of_head) ||
           (ends->tail > 0 && ends->tail < ends->of_tail);
}

chora_months chora_span_inside(chora_months span, const chora_span_ends *ends)
{
    size_t first = span.first + (ends->of_head > 0 && ends->head == 0);
    size_t past = span.last + 1 - (ends->of_tail > 0 && ends->tail == 0);
    return first < past ? (chora_months){ first, past - 1 } : no_months;
}

bool chora_row_plan_gives_away(const chora_row_plan *plan, size_t row, chora_months span,
                               int64_t head, int64_t tail)
{
    if (span.last < span.first)
        return false;
    const int64_t *counts = plan->counts + row * plan->months;
    chora_span_ends ends = { .of_head = counts[span.first], .of_tail = counts[span.last] };
    ends.head = head < 0 ? ends.of_head : head;
    ends.tail = tail < 0 ? ends.of_tail : tail;
    chora_months inside = chora_span_inside(span, &ends);
    return chora_span_is_cut(&ends) ||
           (inside.first <= inside.last &&
            chora_withhold_gives_away(plan, plan->blocks, row, inside.first, inside.last));
}
