#include "measure/withhold.h"

#include "measure/suppress.h"
#include "measure/withhold_plan.h"
#include "measure/withhold_spans.h"

#include <stdlib.h>

typedef chora_withholding_plan plan;

static void plan_free(plan *p)
{
    chora_table_free(p->months);
    free(p->withheld);
    free(p->blocks);
    chora_town_plan_free(p->towns);
}

/* ---- all months ------------------------------------------------------------------------------ */

static bool has_ends_of(chora_period_kind kind, const chora_measure_options *options)
{
    return chora_period_of(kind, options->first).first == options->first &&
           chora_period_of(kind, options->last).last == options->last;
}

/* A span of whole Solar Hijri months is one of that calendar. */
static chora_period_kind kind_of_months(const chora_measure_options *options)
{
    chora_calendar calendar = chora_period_calendar(options->by);
    chora_period_kind kind = chora_period_kind_in(CHORA_PERIOD_MONTH, calendar);
    bool is_span = options->span_given &&
                   (options->by == CHORA_PERIOD_ALL || options->by == CHORA_PERIOD_SPAN);
    if (is_span && !has_ends_of(kind, options) && has_ends_of(CHORA_PERIOD_SOLAR_MONTH, options))
        return CHORA_PERIOD_SOLAR_MONTH;
    return kind;
}

chora_measure_options chora_withholding_months(const chora_measure_options *options,
                                               const chora_table *table)
{
    chora_measure_options wanted = CHORA_MEASURE_INIT;
    wanted.by = kind_of_months(options);
    wanted.level = options->level;
    wanted.dataset = options->dataset;
    wanted.where = options->where;
    wanted.boundaries_given = true;
    wanted.boundaries_on = table->frame.on;
    return wanted;
}

static bool is_small(int64_t count, int smallest)
{
    return count > 0 && count < smallest;
}

static int64_t count_at(const chora_table *table, size_t area, size_t period)
{
    const chora_cell *cell = &table->cells[area * table->period_count + period];
    return cell->state == CHORA_CELL_NOT_COVERED ? -1 : cell->incidents;
}

static int64_t *list_counts(const chora_table *table)
{
    size_t cells = table->frame.count * table->period_count;
    int64_t *counts = chora_alloc(cells + 1, sizeof *counts);
    for (size_t i = 0; counts && i < cells; i++)
        counts[i] = count_at(table, i / table->period_count, i % table->period_count);
    return counts;
}

static int64_t *list_parents(const chora_table *table)
{
    int64_t *parents = chora_alloc(table->frame.count + 1, sizeof *parents);
    for (size_t i = 0; parents && i < table->frame.count; i++)
        parents[i] = chora_frame_drawn(&table->frame, i)->parent_id;
    return parents;
}

static chora_status suppress_table(const chora_table *table, const bool *also, int smallest,
                                   bool *out, chora_error *err)
{
    int64_t *counts = list_counts(table), *parents = list_parents(table);
    const chora_grouped_table grouped = { .rows = table->frame.count,
                                          .columns = table->period_count,
                                          .counts = counts,
                                          .group = parents,
                                          .also = also,
                                          .totals = table->period_count > 1,
                                          .smallest = smallest };
    chora_status st =
        counts && parents ? chora_suppress_groups(&grouped, out, err) : chora_no_memory(err);
    free(counts);
    free(parents);
    return st;
}

/* ---- conditions ------------------------------------------------------------------------------ */

static bool same_size(const chora_table *a, const chora_table *b)
{
    return a->period_count == b->period_count && a->frame.count == b->frame.count;
}

/* The same counts of incidents in other areas or under another condition. */
static chora_measure_options counts_like(const chora_measure_options *options,
                                         const chora_table *table)
{
    chora_measure_options wanted = *options;
    wanted.of = NULL;
    wanted.per = 0;
    wanted.per_value = wanted.told_apart = NULL;
    wanted.boundaries_given = true;
    wanted.boundaries_on = table->frame.on;
    return wanted;
}

static bool leaves_few(int64_t here, int64_t everyone, int smallest)
{
    return here > 0 && is_small(everyone - here, smallest);
}

static chora_status mark_other_towns(const chora_table *everyone, const chora_table *printed,
                                     const chora_table *table, int smallest, bool *towns,
                                     chora_error *err)
{
    chora_town_plan *all = NULL, *told = NULL;
    chora_status st = chora_withholding_list_towns(everyone, &all, err);
    if (!st)
        st = chora_withholding_list_towns(printed, &told, err);
    for (size_t period = 0; !st && period < table->period_count; period++)
        for (size_t i = table->symbol_start[period]; i < table->symbol_start[period + 1]; i++) {
            const chora_symbol *symbol = &table->symbols[i];
            towns[i] =
                towns[i] || chora_town_plan_count(told, symbol, period) == 0 ||
                leaves_few(symbol->incidents, chora_town_plan_count(all, symbol, period), smallest);
        }
    chora_town_plan_free(all);
    chora_town_plan_free(told);
    return st;
}

/* A condition that leaves out only a few gives those few away; so do parts of what is withheld.
 * `towns`: NULL when no towns are counted. */
static chora_status mark_others(chora_store *store, const chora_measure_options *options,
                                const chora_table *table, int smallest, bool *also, bool *towns,
                                chora_error *err)
{
    chora_measure_options wanted = counts_like(options, table);
    chora_table *everyone = NULL, *printed = NULL;
    if (!options->where || !*options->where)
        return CHORA_OK;
    wanted.where = NULL;
    chora_status st = chora_measure_unprotected(store, &wanted, &everyone, err);
    if (!st)
        st = chora_measure(store, &wanted, &printed, err);
    bool comparable = !st && same_size(everyone, table) && same_size(printed, table);
    for (size_t i = 0; comparable && i < table->frame.count * table->period_count; i++)
        also[i] = also[i] || printed->cells[i].withheld ||
                  leaves_few(table->cells[i].incidents, everyone->cells[i].incidents, smallest);
    if (comparable && towns)
        st = mark_other_towns(everyone, printed, table, smallest, towns, err);
    chora_table_free(everyone);
    chora_table_free(printed);
    return st;
}

/* ---- the areas above ------------------------------------------------------------------------- */

static bool is_better(const chora_table *table, size_t period, size_t area, size_t than)
{
    int64_t count = count_at(table, area, period);
    return count > 0 && (than == CHORA_NO_INDEX || count < count_at(table, than, period));
}

/* What is withheld of an area must not be the sum of what is printed of those in it: the smallest
 * of them is withheld too. The small ones are in any case. */
static void mark_parts(const chora_table *table, const int64_t *parents, int64_t parent,
                       size_t period, int smallest, bool *also)
{
    size_t least = CHORA_NO_INDEX;
    for (size_t area = 0; area < table->frame.count; area++) {
        if (parents[area] != parent)
            continue;
        if (is_small(count_at(table, area, period), smallest))
            return;
        if (is_better(table, period, area, least))
            least = area;
    }
    if (least != CHORA_NO_INDEX)
        also[least * table->period_count + period] = true;
}

/* `above`: the areas that hold those of the table, over the same periods. */
static chora_status mark_under(const chora_table *above, const chora_table *table, int smallest,
                               bool *also, chora_error *err)
{
    int64_t *parents = list_parents(table);
    if (!parents)
        return chora_no_memory(err);
    for (size_t i = 0; i < above->frame.count; i++)
        for (size_t period = 0; period < table->period_count; period++)
            if (above->cells[i * above->period_count + period].withheld)
                mark_parts(table, parents, chora_frame_drawn(&above->frame, i)->id, period,
                           smallest, also);
    free(parents);
    return CHORA_OK;
}

static chora_status measure_above(chora_store *store, const chora_measure_options *options,
                                  const chora_table *table, int smallest, bool *also,
                                  chora_error *err)
{
    chora_measure_options wanted = counts_like(options, table);
    chora_table *above = NULL;
    if (options->level < 1)
        return CHORA_OK;
    wanted.level--;
    chora_status st = chora_measure(store, &wanted, &above, NULL);
    if (st == CHORA_ENOTFOUND) /* there is no such level */
        return CHORA_OK;
    if (st)
        return chora_fail(err, st, "the areas of level %d cannot be counted", wanted.level);
    if (above->period_count == table->period_count)
        st = mark_under(above, table, smallest, also, err);
    chora_table_free(above);
    return st;
}

/* ---- the months ------------------------------------------------------------------------------ */

/* A single withheld month, or withheld months with few incidents, would be what is left of an
 * area's total: its next smallest month is withheld too. Are there such? */
static bool mark_lonely(const plan *p, bool *also)
{
    const chora_table *months = p->months;
    bool any = false;
    for (size_t area = 0; area < months->frame.count; area++) {
        const bool *withheld = p->withheld + area * (months->period_count + 1);
        size_t count = 0, least = CHORA_NO_INDEX;
        int64_t sum = 0;
        for (size_t i = 0; i < months->period_count; i++) {
            int64_t here = count_at(months, area, i);
            count += withheld[i];
            sum += withheld[i] ? here : 0;
            if (!withheld[i] && here > 0 &&
                (least == CHORA_NO_INDEX || here < count_at(months, area, least)))
                least = i;
        }
        bool lonely = count > 0 && (count < 2 || sum < p->smallest);
        if (lonely && least != CHORA_NO_INDEX && !withheld[months->period_count])
            any = also[area * months->period_count + least] = true;
    }
    return any;
}

static chora_status make_blocks(plan *p, chora_error *err)
{
    int64_t *parents = list_parents(p->months);
    const chora_withheld_months of = { p->months, p->withheld, parents, p->smallest };
    p->blocks =
        chora_alloc(p->months->frame.count * p->months->period_count + 1, sizeof *p->blocks);
    chora_status st =
        parents && p->blocks ? chora_withhold_blocks(&of, p->blocks, err) : chora_no_memory(err);
    free(parents);
    return st;
}

static size_t symbol_count(const chora_table *table)
{
    return table->symbol_start[table->period_count];
}

static chora_status suppress_months(chora_store *store, const chora_measure_options *wanted,
                                    plan *p, bool *also, bool *towns, chora_error *err)
{
    chora_status st = mark_others(store, wanted, p->months, p->smallest, also, towns, err);
    if (!st)
        st = measure_above(store, wanted, p->months, p->smallest, also, err);
    do {
        if (!st)
            st = suppress_table(p->months, also, p->smallest, p->withheld, err);
    } while (!st && mark_lonely(p, also));
    const chora_withheld_areas areas = { p->withheld, towns, p->smallest };
    if (!st)
        st = chora_withhold_towns(p->months, &areas, &p->towns, err);
    return st ? st : make_blocks(p, err);
}

static chora_status make_plan(chora_store *store, const chora_measure_options *options,
                              const chora_table *table, plan *p, chora_error *err)
{
    chora_measure_options wanted = chora_withholding_months(options, table);
    chora_status st = chora_measure_unprotected(store, &wanted, &p->months, err);
    if (st)
        return st;
    size_t areas = p->months->frame.count, periods = p->months->period_count;
    bool *also = chora_alloc(areas * periods + 1, sizeof *also);
    bool *towns = chora_alloc(symbol_count(p->months) + 1, sizeof *towns);
    p->withheld = chora_alloc(areas * (periods + 1) + 1, sizeof *p->withheld);
    st = also && towns && p->withheld ? suppress_months(store, &wanted, p, also, towns, err)
                                      : chora_no_memory(err);
    free(also);
    free(towns);
    return st;
}

/* ---- a table --------------------------------------------------------------------------------- */

static void apply(chora_table *table, const bool *withheld)
{
    size_t width = table->period_count + 1;
    for (size_t area = 0; area < table->frame.count; area++) {
        double sum = 0;
        for (size_t period = 0; period < table->period_count; period++) {
            chora_cell *cell = &table->cells[area * table->period_count + period];
            sum += cell->state == CHORA_CELL_NUMBER ? cell->value : 0;
            table->hidden[period].area_total += cell->state == CHORA_CELL_NUMBER ? cell->value : 0;
            if (!withheld[area * width + period])
                continue;
            for (unsigned way = 0; way < CHORA_WAYS; way++)
                if (way & CHORA_BY_AREA)
                    table->accounts[way][period].withheld += cell->incidents;
            table->hidden[period].areas++;
            *cell = (chora_cell){ .state = CHORA_CELL_NO_DATA,
                                  .partial = cell->partial,
                                  .withheld = true };
        }
        table->row_totals[area] = sum;
        table->total_withheld[area] = withheld[area * width + table->period_count];
    }
}

/* What is withheld of a table for what the months say of it. */
typedef struct {
    bool *also, *withheld, *towns;
} marking;

static chora_status mark_table(chora_store *store, const chora_measure_options *options,
                               const plan *p, const chora_table *table, const marking *m,
                               chora_error *err)
{
    bool *towns = options->each ? NULL : m->towns;
    chora_status st = chora_withholding_mark(store, options, p, table, m->also, towns, err);
    if (st || chora_period_step(options->by) == CHORA_PERIOD_MONTH)
        return st; /* the months know the rest */
    st = mark_others(store, options, table, p->smallest, m->also, towns, err);
    return st ? st : measure_above(store, options, table, p->smallest, m->also, err);
}

static chora_status withhold_marked(chora_store *store, const chora_measure_options *options,
                                    const plan *p, chora_table *table, const marking *m,
                                    chora_error *err)
{
    const chora_withheld_areas areas = { m->withheld, m->towns, p->smallest };
    chora_status st = mark_table(store, options, p, table, m, err);
    if (!st)
        st = suppress_table(table, m->also, p->smallest, m->withheld, err);
    if (st)
        return st;
    chora_withholding_mark_totals(p, table, m->withheld);
    if (!options->each)
        st = chora_table_withhold_symbols(table, &areas, err);
    if (!st)
        apply(table, m->withheld);
    return st;
}

static chora_status withhold_cells(chora_store *store, const chora_measure_options *options,
                                   const plan *p, chora_table *table, chora_error *err)
{
    size_t rows = table->frame.count, cells = rows * (table->period_count + 1) + 1;
    marking m = { .also = chora_alloc(cells, sizeof *m.also),
                  .withheld = chora_alloc(cells, sizeof *m.withheld),
                  .towns = chora_alloc(symbol_count(table) + 1, sizeof *m.towns) };
    table->row_totals = chora_arena_alloc(table->arena, rows + 1, sizeof *table->row_totals);
    table->total_withheld =
        chora_arena_alloc(table->arena, rows + 1, sizeof *table->total_withheld);
    chora_status st = m.also && m.withheld && m.towns && table->row_totals && table->total_withheld
                          ? withhold_marked(store, options, p, table, &m, err)
                          : chora_no_memory(err);
    free(m.also);
    free(m.withheld);
    free(m.towns);
    return st;
}

chora_status chora_table_withhold(chora_store *store, const chora_measure_options *options,
                                  chora_table *table, int smallest, chora_error *err)
{
    if (table->is_share)
        return chora_fail(
            err, CHORA_EINVAL,
            "share_of: the output profile withholds numbers of marked incidents below "
            "%d, which a share would give away; show counts, or use another profile",
            smallest);
    plan p = { .smallest = smallest };
    chora_status st = make_plan(store, options, table, &p, err);
    table->hidden =
        st ? NULL : chora_arena_alloc(table->arena, table->period_count + 1, sizeof *table->hidden);
    if (!st && !table->hidden)
        st = chora_no_memory(err);
    if (!st)
        st = withhold_cells(store, options, &p, table, err);
    if (!st)
        table->smallest = smallest;
    plan_free(&p);
    return st;
}
