/* A breakdown under an output profile. */
#include "measure/breakdown.h"
#include "measure/withhold.h"
#include "measure/withhold_rows.h"
#include "store/shield.h"

#include <stdlib.h>
#include <string.h>

static size_t cell_index(const chora_breakdown *b, size_t area, size_t period, size_t value)
{
    return (area * b->periods + period) * (b->value_count + 1) + value;
}

/* Areas are rows of the table, which has found what is to be withheld of them; without areas there
 * is one row, the sum over all. */
static void take_areas(chora_breakdown *b)
{
    size_t slots = b->value_count + 1;
    for (size_t period = 0; !b->by_area && period < b->periods; period++)
        b->withheld[cell_index(b, 0, period, b->value_count)] =
            chora_breakdown_is_sum_withheld(b, period);
    if (!b->by_area)
        b->row_withheld[b->value_count] = chora_breakdown_is_sum_withheld(b, b->periods);
    for (size_t area = 0; b->by_area && area < b->areas; area++) {
        b->row_withheld[area * slots + b->value_count] =
            b->table->total_withheld && b->table->total_withheld[area];
        for (size_t period = 0; period < b->periods; period++)
            b->withheld[cell_index(b, area, period, b->value_count)] =
                chora_table_cell(b->table, area, period).withheld;
    }
}

/* ---- the months ------------------------------------------------------------------------------ */

/* What is withheld of values is found from all months of the dataset, whatever was asked for. */
typedef struct {
    chora_store *store;
    const chora_breakdown_options *options;
    chora_breakdown *months;
    chora_row_plan plan;          /* A row for each area and value of the months. */
    size_t *order;                /* The values of the months in the order of strcmp. */
    chora_breakdown *head, *tail; /* The parts of months in which the span ends, or NULL. */
} planning;

static chora_status count_unprotected(const planning *p, const chora_breakdown *b,
                                      chora_period_kind by, const chora_period *span,
                                      chora_breakdown **out, chora_error *err)
{
    chora_breakdown_options wanted = *p->options;
    wanted.by = by;
    wanted.span_given = span != NULL;
    wanted.first = span ? span->first : 0;
    wanted.last = span ? span->last : 0;
    wanted.boundaries_given = true;
    wanted.boundaries_on = b->table->frame.on;
    return chora_breakdown_make_unprotected(p->store, &wanted, out, err);
}

static chora_status make_flags(chora_breakdown *b, chora_error *err)
{
    size_t slots = b->value_count + 1;
    b->withheld = chora_arena_alloc(b->arena, b->areas * b->periods * slots, sizeof *b->withheld);
    b->row_withheld = chora_arena_alloc(b->arena, b->areas * slots, sizeof *b->row_withheld);
    if (!b->withheld || !b->row_withheld)
        return chora_no_memory(err);
    take_areas(b);
    return CHORA_OK;
}

/* By text: reports have them in the same order, and withhold the same. */
static chora_status order_values(planning *p, chora_error *err)
{
    const chora_breakdown *of = p->months;
    p->order = chora_alloc(of->values_shown + 1, sizeof *p->order);
    for (size_t i = 0; p->order && i < of->values_shown; i++) {
        size_t at = i;
        for (; at > 0 && strcmp(of->values[p->order[at - 1]], of->values[i]) > 0; at--)
            p->order[at] = p->order[at - 1];
        p->order[at] = i;
    }
    return p->order ? CHORA_OK : chora_no_memory(err);
}

/* Values of one area and month add up to what is known, or to what is withheld. */
static chora_status plan_rows(planning *p, int smallest, chora_error *err)
{
    const chora_breakdown *of = p->months;
    chora_status st = chora_row_plan_new(of->areas * of->values_shown, of->table->periods,
                                         of->periods, smallest, &p->plan, err);
    if (st)
        return st;
    p->plan.sums_known = true;
    for (size_t row = 0; row < p->plan.rows; row++) {
        size_t area = row / of->values_shown, value = p->order[row % of->values_shown];
        p->plan.groups[row] = (int64_t)area;
        for (size_t i = 0; i < of->periods; i++) {
            p->plan.counts[row * of->periods + i] =
                of->cells[cell_index(of, area, i, value)].incidents;
            p->plan.also[row * of->periods + i] =
                of->withheld[cell_index(of, area, i, of->value_count)];
        }
    }
    return chora_row_plan_finish(&p->plan, err);
}

static chora_status count_part(planning *p, const chora_breakdown *b, size_t month,
                               chora_breakdown **out, chora_error *err)
{
    chora_period span = b->table->periods[0];
    chora_period of = chora_table_covered(p->months->table, p->months->table->periods[month]);
    if (span.first <= of.first && span.last >= of.last)
        return CHORA_OK;
    of.first = span.first > of.first ? span.first : of.first;
    of.last = span.last < of.last ? span.last : of.last;
    return count_unprotected(p, b, CHORA_PERIOD_ALL, &of, out, err);
}

static chora_status make_plan(planning *p, const chora_breakdown *b, int smallest, chora_error *err)
{
    chora_calendar calendar = chora_shield_report(p->store)->calendar;
    chora_status st = count_unprotected(p, b, chora_period_kind_in(CHORA_PERIOD_MONTH, calendar),
                                        NULL, &p->months, err);
    if (!st)
        st = make_flags(p->months, err);
    if (!st)
        st = order_values(p, err);
    if (!st)
        st = plan_rows(p, smallest, err);
    if (st || b->periods > 1)
        return st;
    chora_months span = chora_months_of(p->plan.periods, p->plan.months, b->table->periods[0]);
    if (span.first <= span.last)
        st = count_part(p, b, span.first, &p->head, err);
    if (!st && span.first < span.last)
        st = count_part(p, b, span.last, &p->tail, err);
    return st;
}

static void planning_end(planning *p)
{
    chora_breakdown_free(p->months);
    chora_breakdown_free(p->head);
    chora_breakdown_free(p->tail);
    chora_row_plan_free(&p->plan);
    free(p->order);
}

static size_t find_value(const chora_breakdown *of, const char *text)
{
    for (size_t i = 0; i < of->values_shown; i++)
        if (strcmp(of->values[i], text) == 0)
            return i;
    return CHORA_NO_INDEX;
}

/* How many of a part of a month have the value; below 0: all, as it is no part. */
static int64_t count_in(const chora_breakdown *part, size_t area, const char *text)
{
    size_t value = part ? find_value(part, text) : CHORA_NO_INDEX;
    if (!part)
        return -1;
    return value == CHORA_NO_INDEX ? 0 : part->cells[cell_index(part, area, 0, value)].incidents;
}

static bool gives_away(const planning *p, const chora_breakdown *b, size_t area, size_t value,
                       chora_period period)
{
    const char *text = b->values[value];
    size_t of = 0;
    while (of < p->months->values_shown && strcmp(p->months->values[p->order[of]], text) != 0)
        of++;
    chora_months span = chora_months_of(p->plan.periods, p->plan.months, period);
    return of < p->months->values_shown &&
           chora_row_plan_gives_away(&p->plan, area * p->months->values_shown + of, span,
                                     count_in(p->head, area, text), count_in(p->tail, area, text));
}

/* ---- values ---------------------------------------------------------------------------------- */

/* One row for each area and value. */
typedef struct {
    int64_t *counts, *group;
    bool *also, *withheld;
    size_t rows;
} value_rows;

static void fill_rows(const planning *p, const chora_breakdown *b, value_rows *v)
{
    for (size_t row = 0; row < v->rows; row++) {
        size_t area = row / b->values_shown, value = row % b->values_shown;
        v->group[row] = (int64_t)area;
        for (size_t period = 0; period < b->periods; period++) {
            size_t at = row * b->periods + period;
            v->counts[at] = b->cells[cell_index(b, area, period, value)].incidents;
            v->also[at] = b->withheld[cell_index(b, area, period, b->value_count)] ||
                          gives_away(p, b, area, value, b->table->periods[period]);
        }
    }
}

static void take_rows(const planning *p, chora_breakdown *b, const value_rows *v)
{
    chora_period all = b->table->periods[0];
    all.last = b->table->periods[b->periods - 1].last;
    for (size_t row = 0; row < v->rows; row++) {
        size_t area = row / b->values_shown, value = row % b->values_shown;
        const bool *withheld = v->withheld + row * (b->periods + 1);
        for (size_t period = 0; period < b->periods; period++) {
            b->withheld[cell_index(b, area, period, value)] = withheld[period];
            b->folded = b->folded || withheld[period];
        }
        b->row_withheld[area * (b->value_count + 1) + value] =
            b->periods > 1 && (withheld[b->periods] || gives_away(p, b, area, value, all));
    }
}

static chora_status withhold_values(const planning *p, chora_breakdown *b, int smallest,
                                    chora_error *err)
{
    value_rows v = { .rows = b->areas * b->values_shown };
    size_t cells = v.rows * (b->periods + 1) + 1;
    v.counts = chora_alloc(cells, sizeof *v.counts);
    v.group = chora_alloc(v.rows + 1, sizeof *v.group);
    v.also = chora_alloc(cells, sizeof *v.also);
    v.withheld = chora_alloc(cells, sizeof *v.withheld);
    chora_status st = v.counts && v.group && v.also && v.withheld ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        fill_rows(p, b, &v);
        const chora_grouped_table grouped = { .rows = v.rows,
                                              .columns = b->periods,
                                              .counts = v.counts,
                                              .group = v.group,
                                              .also = v.also,
                                              .totals = b->periods > 1,
                                              .smallest = smallest };
        st = chora_suppress_groups(&grouped, v.withheld, err);
    }
    if (!st)
        take_rows(p, b, &v);
    free(v.counts);
    free(v.group);
    free(v.also);
    free(v.withheld);
    return st;
}

chora_status chora_breakdown_withhold(chora_store *store, const chora_breakdown_options *options,
                                      chora_breakdown *b, int smallest, chora_error *err)
{
    planning p = { .store = store, .options = options };
    chora_status st = make_flags(b, err);
    if (st || !b->values_shown)
        return st;
    st = make_plan(&p, b, smallest, err);
    if (!st)
        st = withhold_values(&p, b, smallest, err);
    planning_end(&p);
    return st;
}
