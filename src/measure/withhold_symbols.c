/* The towns of an area, and the incidents of it that no town has, add up to the area's number. */
#include "measure/withhold.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_table *table;
    size_t period, first, count; /* The symbols of the period. */
    int64_t *counts, *group;     /* Of symbols, then of what is left of each area. */
    const bool *cells;           /* Areas x (periods + 1): what is withheld of the areas. */
    bool *also, *exempt, *withheld;
    int smallest;
} towns;

static size_t area_row(const chora_table *table, int64_t area_id)
{
    for (size_t i = 0; i < table->frame.count; i++)
        if (chora_frame_drawn(&table->frame, i)->id == area_id)
            return i;
    return CHORA_NO_INDEX;
}

/* The number of each area less those of its towns; the rows of areas stand behind the towns. */
static void fill(towns *t)
{
    const chora_table *table = t->table;
    for (size_t i = 0; i < table->frame.count; i++) {
        const chora_cell *cell = &table->cells[i * table->period_count + t->period];
        t->counts[t->count + i] = cell->incidents;
        t->group[t->count + i] = chora_frame_drawn(&table->frame, i)->id;
        t->exempt[t->count + i] = true; /* what is left is in no place */
    }
    for (size_t i = 0; i < t->count; i++) {
        const chora_symbol *symbol = &table->symbols[t->first + i];
        size_t row = area_row(table, symbol->area_id);
        t->counts[i] = symbol->incidents;
        t->group[i] = symbol->area_id;
        if (row != CHORA_NO_INDEX)
            t->counts[t->count + row] -= symbol->incidents;
    }
    for (size_t i = 0; i < table->frame.count; i++)
        if (t->counts[t->count + i] < 0)
            t->counts[t->count + i] = -1; /* known to a town, but not to an area that is drawn */
}

/* The towns of an area that is withheld must not add up to it: the smallest of them, or what is
 * left, is withheld. */
static void mark_under(towns *t)
{
    const chora_table *table = t->table;
    size_t rows = t->count + table->frame.count;
    for (size_t area = 0; area < table->frame.count; area++) {
        size_t least = CHORA_NO_INDEX;
        if (!t->cells[area * (table->period_count + 1) + t->period])
            continue;
        for (size_t i = 0; i < rows; i++)
            if (t->group[i] == t->group[t->count + area] && t->counts[i] > 0 &&
                (least == CHORA_NO_INDEX || t->counts[i] < t->counts[least]))
                least = i;
        if (least != CHORA_NO_INDEX)
            t->also[least] = true;
    }
}

static bool is_withheld(const towns *t, size_t row)
{
    return t->withheld[2 * row];
}

/* Those that stay move together; the others are told in the account. */
static size_t keep_symbols(towns *t, size_t to)
{
    chora_table *table = t->table;
    for (size_t i = 0; i < t->count; i++) {
        const chora_symbol symbol = table->symbols[t->first + i];
        table->hidden[t->period].symbol_total += symbol.value;
        if (!is_withheld(t, i)) {
            table->symbols[to++] = symbol;
            continue;
        }
        table->hidden[t->period].symbols++;
        for (unsigned way = 0; way < CHORA_WAYS; way++)
            if ((way & CHORA_BY_SYMBOL) && !(way & CHORA_BY_AREA))
                table->accounts[way][t->period].withheld += symbol.incidents;
    }
    return to;
}

/* A small number in a list gives away as much as a circle; so does what is left of an area. */
static size_t keep_listed(const towns *t, chora_lists *lists, size_t from, size_t end, size_t to,
                          bool by_area)
{
    for (size_t i = from; i < end; i++) {
        size_t row = by_area ? area_row(t->table, lists->items[i].area_id) : CHORA_NO_INDEX;
        bool left = row != CHORA_NO_INDEX && is_withheld(t, t->count + row);
        if (!left && lists->items[i].incidents >= t->smallest)
            lists->items[to++] = lists->items[i];
    }
    return to;
}

static chora_status suppress_period(towns *t, chora_error *err)
{
    size_t rows = t->count + t->table->frame.count;
    t->counts = chora_alloc(rows + 1, sizeof *t->counts);
    t->group = chora_alloc(rows + 1, sizeof *t->group);
    t->also = chora_alloc(rows + 1, sizeof *t->also);
    t->withheld = chora_alloc(2 * rows + 1, sizeof *t->withheld);
    t->exempt = chora_alloc(rows + 1, sizeof *t->exempt);
    if (!t->counts || !t->group || !t->also || !t->exempt || !t->withheld)
        return chora_no_memory(err);
    fill(t);
    mark_under(t);
    const chora_grouped_table grouped = { .rows = rows,
                                          .columns = 1,
                                          .counts = t->counts,
                                          .group = t->group,
                                          .also = t->also,
                                          .exempt = t->exempt,
                                          .smallest = t->smallest };
    return chora_suppress_groups(&grouped, t->withheld, err);
}

chora_status chora_table_withhold_symbols(chora_table *table, const bool *withheld, bool each,
                                          int smallest, chora_error *err)
{
    chora_lists *const lists[] = { &table->pointless, &table->coarse };
    size_t kept = 0, listed[2] = { 0, 0 }, from = 0, begin[2] = { 0, 0 };
    chora_status st = CHORA_OK;
    for (size_t period = 0; !st && !each && period < table->period_count; period++) {
        towns t = {
            .table = table, .period = period, .first = from, .cells = withheld, .smallest = smallest
        };
        t.count = table->symbol_start[period + 1] - from;
        from = table->symbol_start[period + 1];
        st = suppress_period(&t, err);
        if (!st) {
            kept = keep_symbols(&t, kept);
            table->symbol_start[period + 1] = kept;
        }
        for (int i = 0; !st && i < 2 && lists[i]->start; i++) {
            size_t end = lists[i]->start[period + 1];
            listed[i] = keep_listed(&t, lists[i], begin[i], end, listed[i], i == 0);
            begin[i] = end;
            lists[i]->start[period + 1] = listed[i];
        }
        free(t.counts);
        free(t.group);
        free(t.also);
        free(t.exempt);
        free(t.withheld);
    }
    return st;
}
