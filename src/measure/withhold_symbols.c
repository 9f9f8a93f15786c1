/* The towns of an area, and the incidents of it that no town has, add up to the area's number. */
#include "measure/withhold.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t id;
    size_t row;
} area_row;

typedef struct {
    const chora_table *table;
    const chora_withheld_areas *areas;
    area_row *rows;              /* By id. */
    size_t period, first, count; /* The symbols of the period. */
    int64_t *counts, *group;     /* Of symbols, then of what is left of each area. */
    bool *also, *withheld;
} towns;

static int by_id(const void *a, const void *b)
{
    const area_row *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static chora_status list_rows(towns *t, chora_error *err)
{
    size_t count = t->table->frame.count;
    t->rows = chora_alloc(count + 1, sizeof *t->rows);
    if (!t->rows)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        t->rows[i] = (area_row){ chora_frame_drawn(&t->table->frame, i)->id, i };
    if (count > 1)
        qsort(t->rows, count, sizeof *t->rows, by_id);
    return CHORA_OK;
}

static size_t find_row(const towns *t, int64_t area_id)
{
    const area_row wanted = { area_id, 0 };
    const area_row *found =
        bsearch(&wanted, t->rows, t->table->frame.count, sizeof *t->rows, by_id);
    return found ? found->row : CHORA_NO_INDEX;
}

static bool is_area_withheld(const towns *t, size_t area)
{
    return t->areas->cells[area * (t->table->period_count + 1) + t->period];
}

/* The number of each area less those of its towns; the rows of areas stand behind the towns. */
static void fill(towns *t)
{
    const bool *also = t->areas->also;
    const chora_table *table = t->table;
    for (size_t i = 0; i < table->frame.count; i++) {
        const chora_cell *cell = &table->cells[i * table->period_count + t->period];
        t->counts[t->count + i] = cell->incidents;
        t->group[t->count + i] = chora_frame_drawn(&table->frame, i)->id;
    }
    for (size_t i = 0; i < t->count; i++) {
        const chora_symbol *symbol = &table->symbols[t->first + i];
        size_t row = find_row(t, symbol->area_id);
        t->counts[i] = symbol->incidents;
        t->also[i] = also && also[t->first + i];
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
static chora_status mark_under(towns *t, chora_error *err)
{
    size_t areas = t->table->frame.count;
    size_t *least = chora_alloc(areas + 1, sizeof *least); /* Of each area, and 1. */
    if (!least)
        return chora_no_memory(err);
    for (size_t i = 0; i < t->count + areas; i++) {
        size_t row = find_row(t, t->group[i]);
        if (row != CHORA_NO_INDEX && t->counts[i] > 0 &&
            (!least[row] || t->counts[i] < t->counts[least[row] - 1]))
            least[row] = i + 1;
    }
    for (size_t area = 0; area < areas; area++)
        if (is_area_withheld(t, area) && least[area])
            t->also[least[area] - 1] = true;
    free(least);
    return CHORA_OK;
}

static bool is_withheld(const towns *t, size_t row)
{
    return t->withheld[2 * row];
}

/* Those that stay move together; the others are told in the account. */
static size_t keep_symbols(const towns *t, chora_table *table, size_t to)
{
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
        size_t row = by_area ? find_row(t, lists->items[i].area_id) : CHORA_NO_INDEX;
        bool left = row != CHORA_NO_INDEX && is_withheld(t, t->count + row);
        if (!left && lists->items[i].incidents >= t->areas->smallest)
            lists->items[to++] = lists->items[i];
    }
    return to;
}

static void forget_period(towns *t)
{
    free(t->counts);
    free(t->group);
    free(t->also);
    free(t->withheld);
    t->counts = t->group = NULL;
    t->also = t->withheld = NULL;
}

static chora_status suppress_period(towns *t, chora_error *err)
{
    size_t rows = t->count + t->table->frame.count;
    t->counts = chora_alloc(rows + 1, sizeof *t->counts);
    t->group = chora_alloc(rows + 1, sizeof *t->group);
    t->also = chora_alloc(rows + 1, sizeof *t->also);
    t->withheld = chora_alloc(2 * rows + 1, sizeof *t->withheld);
    if (!t->counts || !t->group || !t->also || !t->withheld)
        return chora_no_memory(err);
    fill(t);
    chora_status st = mark_under(t, err);
    if (st)
        return st;
    const chora_grouped_table grouped = { .rows = rows,
                                          .columns = 1,
                                          .counts = t->counts,
                                          .group = t->group,
                                          .also = t->also,
                                          .smallest = t->areas->smallest };
    return chora_suppress_groups(&grouped, t->withheld, err);
}

/* ---- a table --------------------------------------------------------------------------------- */

/* How far the lists of a table have been gone through, and what of them stays. */
typedef struct {
    chora_lists *lists;
    size_t begin, kept;
    bool by_area;
} keeping;

static void keep_period(const towns *t, chora_table *table, size_t *symbols, keeping *lists)
{
    *symbols = keep_symbols(t, table, *symbols);
    table->symbol_start[t->period + 1] = *symbols;
    for (int i = 0; i < 2 && lists[i].lists->start; i++) {
        size_t end = lists[i].lists->start[t->period + 1];
        lists[i].kept =
            keep_listed(t, lists[i].lists, lists[i].begin, end, lists[i].kept, lists[i].by_area);
        lists[i].begin = end;
        lists[i].lists->start[t->period + 1] = lists[i].kept;
    }
}

chora_status chora_table_withhold_symbols(chora_table *table, const chora_withheld_areas *areas,
                                          chora_error *err)
{
    keeping lists[] = { { &table->pointless, 0, 0, true }, { &table->coarse, 0, 0, false } };
    size_t kept = 0, from = 0;
    towns t = { .table = table, .areas = areas };
    chora_status st = list_rows(&t, err);
    for (size_t period = 0; !st && period < table->period_count; period++) {
        t.period = period;
        t.first = from;
        t.count = table->symbol_start[period + 1] - from;
        from = table->symbol_start[period + 1];
        st = suppress_period(&t, err);
        if (!st)
            keep_period(&t, table, &kept, lists);
        forget_period(&t);
    }
    free(t.rows);
    return st;
}

/* ---- the months ------------------------------------------------------------------------------ */

static chora_status add_period(const towns *t, chora_town_plan *plan, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < t->count; i++) {
        chora_town_month town = chora_town_month_of(&t->table->symbols[t->first + i], t->period);
        town.hidden = is_withheld(t, i);
        st = chora_town_plan_add(plan, town, err);
    }
    for (size_t i = 0; !st && i < t->table->frame.count; i++) {
        chora_town_month area = { .kind = CHORA_ROW_REST,
                                  .area_id = chora_frame_drawn(&t->table->frame, i)->id,
                                  .month = t->period,
                                  .incidents = t->counts[t->count + i],
                                  .hidden = true };
        if (is_withheld(t, t->count + i))
            st = chora_town_plan_add(plan, area, err);
        area.kind = CHORA_ROW_AREA;
        area.incidents = t->table->cells[i * t->table->period_count + t->period].incidents;
        if (!st && is_area_withheld(t, i))
            st = chora_town_plan_add(plan, area, err);
    }
    return st;
}

chora_status chora_withhold_towns(const chora_table *months, const chora_withheld_areas *areas,
                                  chora_town_plan **out, chora_error *err)
{
    towns t = { .table = months, .areas = areas };
    chora_town_plan *plan = NULL;
    chora_status st = chora_town_plan_new(areas->smallest, &plan, err);
    if (!st)
        st = list_rows(&t, err);
    for (size_t period = 0; !st && period < months->period_count; period++) {
        t.period = period;
        t.first = months->symbol_start[period];
        t.count = months->symbol_start[period + 1] - t.first;
        st = suppress_period(&t, err);
        if (!st)
            st = add_period(&t, plan, err);
        forget_period(&t);
    }
    if (!st)
        st = chora_town_plan_finish(plan, err);
    free(t.rows);
    if (st)
        chora_town_plan_free(plan);
    else
        *out = plan;
    return st;
}
