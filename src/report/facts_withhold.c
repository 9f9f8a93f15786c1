/* Numbers of a report that an output profile withholds. */
#include "report/facts_withhold.h"

#include "measure/suppress.h"
#include "measure/table.h"
#include "store/shield.h"

#include <stdlib.h>
#include <string.h>

chora_status chora_facts_withholding_open(chora_facts *facts, const chora_records_options *options,
                                          chora_error *err)
{
    const chora_profile_report *profile = chora_shield_report(facts->store);
    if (profile->coarser == 0 || profile->smallest_count == 0)
        return CHORA_OK;
    chora_fact_withholding *made = chora_alloc(1, sizeof *made);
    if (!made)
        return chora_no_memory(err);
    made->smallest = profile->smallest_count;
    made->calendar = profile->calendar;
    made->measure = (chora_measure_options)CHORA_MEASURE_INIT;
    made->measure.span_given = true;
    made->measure.level = options->level;
    made->measure.dataset = chora_arena_strdup(facts->teller.arena, options->dataset);
    made->measure.where = chora_arena_strdup(facts->teller.arena, options->where);
    made->measure.frame = chora_arena_strdup(facts->teller.arena, options->frame);
    made->measure.boundaries_given = true;
    made->measure.boundaries_on = facts->records.frame.on;
    facts->withholding = made;
    return CHORA_OK;
}

void chora_facts_withholding_close(chora_facts *facts)
{
    chora_fact_withholding *w = facts->withholding;
    for (size_t i = 0; w && i < w->count; i++)
        chora_table_free(w->tables[i].table);
    if (w) {
        chora_table_free(w->by_month);
        chora_facts_plans_free(w);
        free(w->tables);
    }
    free(w);
    facts->withholding = NULL;
}

/* ---- areas ----------------------------------------------------------------------------------- */

/* Months are asked for again and again: they are counted together. */
static const chora_table *months_of(chora_facts const *facts)
{
    chora_fact_withholding *w = facts->withholding;
    chora_measure_options options = w->measure;
    options.by = chora_period_kind_in(CHORA_PERIOD_MONTH, w->calendar);
    options.span_given = false;
    if (!w->by_month && chora_measure(facts->store, &options, &w->by_month, NULL))
        w->by_month = NULL;
    return w->by_month;
}

/* Which of them it is; CHORA_NO_INDEX: none. */
static size_t month_index(const chora_table *months, chora_period period)
{
    for (size_t i = 0; months && i < chora_table_periods(months); i++) {
        chora_period month = chora_table_period(months, i);
        if (month.first == period.first && month.last == period.last)
            return i;
    }
    return CHORA_NO_INDEX;
}

static const chora_table *measure_period(const chora_facts *facts, chora_period period)
{
    chora_fact_withholding *w = facts->withholding;
    for (size_t i = 0; i < w->count; i++)
        if (w->tables[i].period.first == period.first && w->tables[i].period.last == period.last)
            return w->tables[i].table;
    chora_fact_table made = { period, NULL };
    chora_measure_options options = w->measure;
    options.first = period.first;
    options.last = period.last;
    if (chora_grow((void **)&w->tables, &w->capacity, w->count, sizeof made) ||
        chora_measure(facts->store, &options, &made.table, NULL))
        made.table = NULL;
    if (w->capacity > w->count)
        w->tables[w->count++] = made;
    return made.table;
}

/* The table that has the period, and where. */
static const chora_table *table_of(const chora_facts *facts, chora_period period, size_t *index)
{
    const chora_table *months = months_of(facts);
    *index = month_index(months, period);
    if (*index != CHORA_NO_INDEX)
        return months;
    *index = 0;
    return measure_period(facts, period);
}

bool chora_facts_area_withheld(const chora_facts *facts, size_t area, chora_period period)
{
    size_t index = 0;
    const chora_table *table = table_of(facts, period, &index);
    if (!table)
        return true;
    if (area == CHORA_NO_INDEX)
        return chora_table_sum_withheld(table, CHORA_WHOLE_ALL, index);
    int64_t id = chora_frame_drawn(&facts->records.frame, area)->id;
    for (size_t i = 0; i < chora_table_areas(table); i++)
        if (chora_table_area_id(table, i) == id)
            return chora_table_cell(table, i, index).withheld;
    return true;
}

chora_status chora_facts_check_told(const chora_facts *facts, chora_period period, chora_error *err)
{
    size_t index = 0;
    const chora_fact_withholding *w = facts->withholding;
    if (!w)
        return CHORA_OK;
    if (!table_of(facts, period, &index)) { /* once more, for the reason */
        chora_measure_options options = w->measure;
        chora_table *table = NULL;
        options.first = period.first;
        options.last = period.last;
        chora_status st = chora_measure(facts->store, &options, &table, err);
        chora_table_free(table);
        return st;
    }
    return CHORA_OK;
}

const char *chora_facts_hidden_words(const chora_facts *facts)
{
    const chora_teller *teller = &facts->teller;
    const char *text = chora_say(teller->words, teller->arena, "account.hidden", NULL);
    return text ? chora_arena_printf(teller->arena, "%s%s", text, chora_words_stop(teller->words))
                : NULL;
}

/* ---- scopes ---------------------------------------------------------------------------------- */

static chora_count hide_deaths(const chora_facts *facts, const chora_scope *scope,
                               chora_count count)
{
    chora_scope deadly = *scope;
    deadly.deadly = true;
    if (scope->deadly || count.incidents == 0 || !chora_facts_scope_withheld(facts, &deadly))
        return count;
    count.deadly_withheld = true;
    count.deadly = count.deadly_unknown = 0;
    return count;
}

chora_count chora_facts_protect(const chora_facts *facts, const chora_scope *scope,
                                chora_count count)
{
    if (!facts->withholding)
        return count;
    if (chora_facts_scope_withheld(facts, scope))
        return (chora_count){ .withheld = true };
    return hide_deaths(facts, scope, count);
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* Parts of one scope, whose own number is told, are a column of a table. */
static chora_status suppress_parts(const chora_facts *facts, const chora_parts *parts, bool *out,
                                   chora_error *err)
{
    int64_t *counts = chora_alloc(parts->count + 1, sizeof *counts);
    bool *withheld = chora_alloc(2 * parts->count + 1, sizeof *withheld);
    bool *also = chora_alloc(parts->count + 1, sizeof *also);
    const chora_suppress_table table = { .rows = parts->count,
                                         .columns = 1,
                                         .counts = counts,
                                         .also = also,
                                         .smallest = facts->withholding->smallest };
    for (size_t i = 0; counts && also && i < parts->count; i++) {
        counts[i] = parts->items[i].count.incidents;
        also[i] = chora_scope_is_narrowed(&parts->items[i].scope) &&
                  chora_facts_scope_withheld(facts, &parts->items[i].scope);
    }
    chora_status st =
        counts && withheld && also ? chora_suppress(&table, withheld, err) : chora_no_memory(err);
    for (size_t i = 0; !st && i < parts->count; i++)
        out[i] = withheld[2 * i];
    free(counts);
    free(withheld);
    free(also);
    return st;
}

/* What has been counted for them is not told yet of deaths. */
static void hide_part_deaths(const chora_facts *facts, chora_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        chora_part *part = &parts->items[i];
        bool deadly = part->count.deadly > 0;
        if (part->count.withheld)
            continue;
        part->count = hide_deaths(facts, &part->scope, part->count);
        parts->hidden_deadly += deadly && part->count.deadly_withheld;
    }
}

static void split_parts(chora_parts *parts, const bool *hidden, chora_part *spare)
{
    size_t kept = 0, put_off = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (!hidden[i])
            parts->items[kept++] = parts->items[i];
        else if (parts->items[i].count.incidents > 0)
            spare[put_off++] = parts->items[i];
    for (size_t i = 0; i < put_off; i++) {
        parts->items[kept + i] = spare[i];
        parts->hidden_deadly += spare[i].count.deadly > 0;
        parts->items[kept + i].count = (chora_count){ .withheld = true };
    }
    parts->count = kept;
    parts->hidden = put_off;
}

chora_status chora_facts_hide_parts(const chora_facts *facts, const chora_scope *scope,
                                    bool by_area, chora_parts *parts, chora_error *err)
{
    if (!facts->withholding)
        return CHORA_OK;
    bool *hidden = chora_alloc(parts->count + 1, sizeof *hidden);
    chora_part *spare = chora_alloc(parts->count + 1, sizeof *spare);
    chora_status st = hidden && spare ? CHORA_OK : chora_no_memory(err);
    if (!st)
        st = suppress_parts(facts, parts, hidden, err);
    for (size_t i = 0; !st && by_area && i < parts->count; i++) {
        bool withheld = chora_facts_area_withheld(facts, parts->items[i].scope.area, scope->period);
        hidden[i] = withheld || (hidden[i] && chora_scope_is_narrowed(scope));
    }
    if (!st)
        split_parts(parts, hidden, spare);
    if (!st)
        hide_part_deaths(facts, parts);
    free(hidden);
    free(spare);
    return st;
}
