/* Numbers of a report that an output profile withholds. */
#include "report/facts.h"

#include "measure/suppress.h"
#include "store/shield.h"

#include <chora/measure.h>

#include <stdlib.h>
#include <string.h>

/* The areas of a period, as maps show them; NULL: they could not be counted, so none is told. */
typedef struct {
    chora_period period;
    chora_table *table;
} fact_table;

struct chora_fact_withholding {
    int smallest;
    chora_measure_options measure;
    fact_table *tables;
    size_t count, capacity;
};

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
    if (w)
        free(w->tables);
    free(w);
    facts->withholding = NULL;
}

/* ---- areas ----------------------------------------------------------------------------------- */

static const chora_table *table_of(const chora_facts *facts, chora_period period)
{
    chora_fact_withholding *w = facts->withholding;
    for (size_t i = 0; i < w->count; i++)
        if (w->tables[i].period.first == period.first && w->tables[i].period.last == period.last)
            return w->tables[i].table;
    fact_table made = { period, NULL };
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

static bool is_area_withheld(const chora_facts *facts, size_t area, chora_period period)
{
    const chora_table *table = table_of(facts, period);
    int64_t id = chora_frame_drawn(&facts->records.frame, area)->id;
    for (size_t i = 0; table && i < chora_table_areas(table); i++)
        if (chora_table_area_id(table, i) == id)
            return chora_table_cell(table, i, 0).withheld;
    return true;
}

/* ---- scopes ---------------------------------------------------------------------------------- */

static bool is_narrowed(const chora_scope *scope)
{
    bool any = scope->deadly || scope->filter;
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++)
        any = any || scope->words[i];
    return any;
}

static bool is_small(const chora_facts *facts, int64_t incidents)
{
    return incidents > 0 && incidents < facts->withholding->smallest;
}

/* What is left of all is as telling as the part. */
static bool is_withheld(const chora_facts *facts, const chora_scope *scope, int64_t incidents)
{
    if (scope->area != CHORA_NO_INDEX && is_area_withheld(facts, scope->area, scope->period))
        return true;
    if (!is_narrowed(scope))
        return false;
    chora_scope all = chora_scope_of(scope->period);
    all.area = scope->area;
    int64_t others = chora_facts_count_unprotected(facts, &all).incidents - incidents;
    return is_small(facts, incidents) || (incidents > 0 && is_small(facts, others));
}

chora_count chora_facts_protect(const chora_facts *facts, const chora_scope *scope,
                                chora_count count)
{
    if (!facts->withholding || !is_withheld(facts, scope, count.incidents))
        return count;
    return (chora_count){ .withheld = true };
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* Parts of one scope, whose own number is told, are a column of a table. */
static chora_status suppress_parts(const chora_facts *facts, const chora_parts *parts, bool *out,
                                   chora_error *err)
{
    int64_t *counts = chora_alloc(parts->count + 1, sizeof *counts);
    bool *withheld = chora_alloc(2 * parts->count + 1, sizeof *withheld);
    const chora_suppress_table table = { .rows = parts->count,
                                         .columns = 1,
                                         .counts = counts,
                                         .smallest = facts->withholding->smallest };
    for (size_t i = 0; counts && i < parts->count; i++)
        counts[i] = parts->items[i].count.incidents;
    chora_status st =
        counts && withheld ? chora_suppress(&table, withheld, err) : chora_no_memory(err);
    for (size_t i = 0; !st && i < parts->count; i++)
        out[i] = withheld[2 * i];
    free(counts);
    free(withheld);
    return st;
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
        bool withheld = is_area_withheld(facts, parts->items[i].scope.area, scope->period);
        hidden[i] = withheld || (hidden[i] && is_narrowed(scope));
    }
    if (!st)
        split_parts(parts, hidden, spare);
    free(hidden);
    free(spare);
    return st;
}
