#include "measure/withhold_plan.h"

#include "measure/withhold.h"
#include "measure/withhold_spans.h"

#include <stdlib.h>

/* What of a month is inside of a span that ends in it. */
typedef struct {
    chora_table *areas; /* NULL: all is. */
    chora_town_plan *towns;
} part;

/* Indices of months; none when `last` is before. The first and last may be inside only in part. */
typedef struct {
    size_t first, last;
    part head, tail;
} months_span;

static const months_span no_months = { .first = 1 };

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

static months_span find_months(const chora_table *months, chora_period period)
{
    months_span span = { 0 };
    while (span.first < months->period_count && months->periods[span.first].last < period.first)
        span.first++;
    span.last = span.first;
    while (span.last < months->period_count && months->periods[span.last].first <= period.last)
        span.last++;
    if (span.last == span.first) /* outside of what the dataset covers */
        return no_months;
    span.last--;
    return span;
}

static chora_status measure_part(chora_store *store, const chora_measure_options *options,
                                 const chora_table *table, chora_period month, part *out,
                                 chora_error *err)
{
    chora_period span = table->periods[0];
    chora_measure_options wanted = chora_withholding_months(options, table);
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
    if (span->last < span->first)
        return CHORA_OK;
    chora_period first = plan->months->periods[span->first];
    chora_period last = plan->months->periods[span->last];
    chora_status st = CHORA_OK;
    if (period.first > first.first || period.last < first.last)
        st = measure_part(store, options, table, first, &span->head, err);
    if (!st && span->last > span->first && period.last < last.last)
        st = measure_part(store, options, table, last, &span->tail, err);
    return st;
}

static void part_free(part *p)
{
    chora_table_free(p->areas);
    chora_town_plan_free(p->towns);
}

/* ---- areas and towns --------------------------------------------------------------------------
 */

/* How many incidents of the first and last month there are, and how many of them are inside. */
typedef struct {
    int64_t head, of_head, tail, of_tail;
} ends;

static bool is_cut(const ends *e)
{
    return (e->head > 0 && e->head < e->of_head) || (e->tail > 0 && e->tail < e->of_tail);
}

static int64_t count_at(const chora_table *table, size_t row, size_t period)
{
    return table->cells[row * table->period_count + period].incidents;
}

/* A month without an incident inside is not in the span. */
static size_t first_of(months_span span, const ends *e)
{
    return span.first + (e->of_head > 0 && e->head == 0);
}

static size_t past_of(months_span span, const ends *e)
{
    return span.last + 1 - (e->of_tail > 0 && e->tail == 0);
}

static bool area_gives_away(const chora_withholding_plan *plan, size_t row, months_span span)
{
    const chora_withheld_months of = { plan->months, plan->withheld, NULL, plan->smallest };
    if (span.last < span.first)
        return false;
    ends e = { .of_head = count_at(plan->months, row, span.first),
               .of_tail = count_at(plan->months, row, span.last) };
    e.head = span.head.areas ? count_at(span.head.areas, row, 0) : e.of_head;
    e.tail = span.tail.areas ? count_at(span.tail.areas, row, 0) : e.of_tail;
    size_t first = first_of(span, &e), past = past_of(span, &e);
    return is_cut(&e) ||
           (first < past && chora_withhold_gives_away(&of, plan->blocks, row, first, past - 1));
}

static bool town_gives_away(const chora_withholding_plan *plan, const chora_symbol *symbol,
                            months_span span)
{
    if (span.last < span.first)
        return false;
    ends e = { .of_head = chora_town_plan_count(plan->towns, symbol, span.first),
               .of_tail = chora_town_plan_count(plan->towns, symbol, span.last) };
    e.head = span.head.towns ? chora_town_plan_count(span.head.towns, symbol, 0) : e.of_head;
    e.tail = span.tail.towns ? chora_town_plan_count(span.tail.towns, symbol, 0) : e.of_tail;
    size_t first = first_of(span, &e), past = past_of(span, &e);
    return is_cut(&e) ||
           (first < past && chora_town_plan_gives_away(plan->towns, symbol, first, past - 1));
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
                       months_span span, bool *also, size_t step)
{
    size_t row = 0;
    for (size_t area = 0; area < table->frame.count; area++) {
        row = find_row(plan->months, table, area, row);
        if (row < plan->months->frame.count && area_gives_away(plan, row, span))
            also[area * step] = true;
    }
}

static void mark_period(const chora_withholding_plan *plan, const chora_table *table, size_t period,
                        months_span span, bool *also, bool *towns)
{
    mark_areas(plan, table, span, also + period, table->period_count);
    for (size_t i = table->symbol_start[period]; towns && i < table->symbol_start[period + 1]; i++)
        towns[i] = town_gives_away(plan, &table->symbols[i], span);
}

chora_status chora_withholding_mark(chora_store *store, const chora_measure_options *options,
                                    const chora_withholding_plan *plan, const chora_table *table,
                                    bool *also, bool *towns, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < table->period_count; i++) {
        months_span span = find_months(plan->months, table->periods[i]);
        if (table->period_count == 1)
            st = find_parts(store, options, plan, table, &span, err);
        if (!st)
            mark_period(plan, table, i, span, also, towns);
        part_free(&span.head);
        part_free(&span.tail);
    }
    return st;
}

void chora_withholding_mark_totals(const chora_withholding_plan *plan, const chora_table *table,
                                   bool *withheld)
{
    chora_period all = table->periods[0];
    all.last = table->periods[table->period_count - 1].last;
    if (table->period_count > 1)
        mark_areas(plan, table, find_months(plan->months, all), withheld + table->period_count,
                   table->period_count + 1);
}
