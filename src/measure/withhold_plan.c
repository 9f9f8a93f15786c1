#include "measure/withhold_plan.h"

#include "measure/withhold.h"

#include <stdlib.h>

/* What of a month is inside of a span that ends in it. */
typedef struct {
    chora_table *areas; /* NULL: all is. */
    chora_town_plan *towns;
} part;

typedef struct {
    chora_months months; /* The first and last may be inside only in part. */
    part head, tail;
} months_span;

int64_t chora_whole_count(const chora_table *table, size_t row, size_t period)
{
    if (row < CHORA_WAYS)
        return table->accounts[row][period].shown;
    const chora_account *account = &table->accounts[0][period];
    return account->accepted - account->filtered_out - account->outside_period;
}

chora_status chora_withholding_list_towns(const chora_table *table, chora_town_plan **out,
                                          chora_error *err)
{
    chora_town_plan *towns = NULL;
    chora_status st = chora_town_plan_new(0, &towns, err);
    for (size_t period = 0; !st && period < table->period_count; period++)
        for (size_t i = table->symbol_start[period]; !st && i < table->symbol_start[period + 1];
             i++)
            st = chora_town_plan_add(towns, chora_town_month_of(&table->symbols[i], period), err);
    if (!st)
        st = chora_town_plan_finish(towns, err);
    if (st)
        chora_town_plan_free(towns);
    else
        *out = towns;
    return st;
}

/* ---- the months of a span -------------------------------------------------------------------- */

static chora_months find_months(const chora_withholding_plan *plan, chora_period period)
{
    return chora_months_of(plan->months->periods, plan->months->period_count, period);
}

static chora_status measure_part(chora_store *store, const chora_measure_options *options,
                                 const chora_table *table, chora_period month, part *out,
                                 chora_error *err)
{
    chora_period span = table->periods[0];
    chora_measure_options wanted = chora_withholding_months(store, options, table);
    wanted.by = CHORA_PERIOD_ALL;
    wanted.span_given = true;
    wanted.first = span.first > month.first ? span.first : month.first;
    wanted.last = span.last < month.last ? span.last : month.last;
    chora_status st = chora_measure_unprotected(store, &wanted, &out->areas, err);
    return st ? st : chora_withholding_list_towns(out->areas, &out->towns, err);
}

/* Only a single span can end inside of a month. */
static chora_status find_parts(chora_store *store, const chora_measure_options *options,
                               const chora_withholding_plan *plan, const chora_table *table,
                               months_span *span, chora_error *err)
{
    chora_period period = table->periods[0];
    chora_months at = span->months;
    if (at.last < at.first)
        return CHORA_OK;
    chora_period first = chora_table_covered(plan->months, plan->months->periods[at.first]);
    chora_period last = chora_table_covered(plan->months, plan->months->periods[at.last]);
    chora_status st = CHORA_OK;
    if (period.first > first.first || period.last < first.last)
        st = measure_part(store, options, table, first, &span->head, err);
    if (!st && at.last > at.first && period.last < last.last)
        st = measure_part(store, options, table, last, &span->tail, err);
    return st;
}

static void part_free(part *p)
{
    chora_table_free(p->areas);
    chora_town_plan_free(p->towns);
}

/* ---- areas, towns and all of them ------------------------------------------------------------ */

static int64_t count_at(const chora_table *table, size_t row)
{
    return table ? table->cells[row * table->period_count].incidents : -1;
}

static bool area_gives_away(const chora_withholding_plan *plan, size_t row, const months_span *span)
{
    return chora_row_plan_gives_away(&plan->areas, row, span->months,
                                     count_at(span->head.areas, row),
                                     count_at(span->tail.areas, row));
}

static int64_t whole_at(const chora_table *table, size_t row)
{
    return table ? chora_whole_count(table, row, 0) : -1;
}

static bool whole_gives_away(const chora_withholding_plan *plan, const months_span *span,
                             size_t row)
{
    return chora_row_plan_gives_away(&plan->whole, row, span->months,
                                     whole_at(span->head.areas, row),
                                     whole_at(span->tail.areas, row));
}

static bool town_gives_away(const chora_withholding_plan *plan, const chora_symbol *symbol,
                            const months_span *span)
{
    chora_months at = span->months;
    if (at.last < at.first)
        return false;
    chora_span_ends e = { .of_head = chora_town_plan_count(plan->towns, symbol, at.first),
                          .of_tail = chora_town_plan_count(plan->towns, symbol, at.last) };
    e.head = span->head.towns ? chora_town_plan_count(span->head.towns, symbol, 0) : e.of_head;
    e.tail = span->tail.towns ? chora_town_plan_count(span->tail.towns, symbol, 0) : e.of_tail;
    chora_months inside = chora_span_inside(at, &e);
    return chora_span_is_cut(&e) ||
           (inside.first <= inside.last &&
            chora_town_plan_gives_away(plan->towns, symbol, inside.first, inside.last));
}

/* Both are by code, and the months have all areas. */
static size_t find_row(const chora_table *months, const chora_table *table, size_t area,
                       size_t from)
{
    int64_t id = chora_frame_drawn(&table->frame, area)->id;
    while (from < months->frame.count && chora_frame_drawn(&months->frame, from)->id != id)
        from++;
    return from;
}

static void mark_areas(const chora_withholding_plan *plan, const chora_table *table,
                       const months_span *span, bool *also, size_t step)
{
    size_t row = 0;
    for (size_t area = 0; area < table->frame.count; area++) {
        row = find_row(plan->months, table, area, row);
        if (row < plan->months->frame.count && area_gives_away(plan, row, span))
            also[area * step] = true;
    }
}

static void mark_period(const chora_withholding_plan *plan, const chora_table *table, size_t period,
                        const months_span *span, const chora_withholding_marks *marks)
{
    mark_areas(plan, table, span, marks->areas + period, table->period_count);
    for (size_t row = 0; row < CHORA_WHOLE_ROWS; row++)
        if (whole_gives_away(plan, span, row))
            marks->whole[chora_sum_index(table, row, period)] = true;
    for (size_t i = table->symbol_start[period];
         marks->towns && i < table->symbol_start[period + 1]; i++)
        marks->towns[i] = town_gives_away(plan, &table->symbols[i], span);
}

chora_status chora_withholding_mark(chora_store *store, const chora_measure_options *options,
                                    const chora_withholding_plan *plan, const chora_table *table,
                                    const chora_withholding_marks *marks, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < table->period_count; i++) {
        months_span span = { .months = find_months(plan, table->periods[i]) };
        if (table->period_count == 1)
            st = find_parts(store, options, plan, table, &span, err);
        if (!st)
            mark_period(plan, table, i, &span, marks);
        part_free(&span.head);
        part_free(&span.tail);
    }
    return st;
}

static months_span all_of(const chora_withholding_plan *plan, const chora_table *table)
{
    chora_period all = table->periods[0];
    all.last = table->periods[table->period_count - 1].last;
    return (months_span){ .months = find_months(plan, all) };
}

void chora_withholding_mark_totals(const chora_withholding_plan *plan, const chora_table *table,
                                   bool *withheld)
{
    months_span span = all_of(plan, table);
    if (table->period_count > 1)
        mark_areas(plan, table, &span, withheld + table->period_count, table->period_count + 1);
}

bool chora_withholding_hides_all(const chora_withholding_plan *plan, const chora_table *table,
                                 size_t row)
{
    months_span span = all_of(plan, table);
    return whole_gives_away(plan, &span, row);
}
