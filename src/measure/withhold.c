#include "measure/withhold.h"

#include "measure/suppress.h"

#include <stdlib.h>

/* The months of the whole dataset, and what of them is withheld in whatever is made of it. */
typedef struct {
    chora_table *months;
    bool *withheld; /* Areas x (months + 1). */
    int smallest;
} plan;

static void plan_free(plan *p)
{
    chora_table_free(p->months);
    free(p->withheld);
}

/* ---- all months ------------------------------------------------------------------------------ */

static chora_measure_options all_months(const chora_measure_options *options, const char *where,
                                        const chora_table *table)
{
    chora_measure_options wanted = CHORA_MEASURE_INIT;
    wanted.by = chora_period_kind_in(CHORA_PERIOD_MONTH, chora_period_calendar(options->by));
    wanted.level = options->level;
    wanted.dataset = options->dataset;
    wanted.where = where;
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

/* A condition that leaves out only a few gives those few away; so do parts of what is withheld. */
static chora_status mark_others(chora_store *store, const chora_measure_options *options,
                                const chora_table *table, int smallest, bool *also,
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
    for (size_t i = 0; comparable && i < table->frame.count * table->period_count; i++) {
        int64_t here = table->cells[i].incidents;
        also[i] = also[i] || printed->cells[i].withheld ||
                  (here > 0 && is_small(everyone->cells[i].incidents - here, smallest));
    }
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

static chora_status make_plan(chora_store *store, const chora_measure_options *options,
                              const chora_table *table, plan *p, chora_error *err)
{
    chora_measure_options wanted = all_months(options, options->where, table);
    chora_status st = chora_measure_unprotected(store, &wanted, &p->months, err);
    if (st)
        return st;
    size_t areas = p->months->frame.count, periods = p->months->period_count;
    bool *also = chora_alloc(areas * periods + 1, sizeof *also);
    p->withheld = chora_alloc(areas * (periods + 1) + 1, sizeof *p->withheld);
    st = also && p->withheld ? CHORA_OK : chora_no_memory(err);
    if (!st)
        st = mark_others(store, &wanted, p->months, p->smallest, also, err);
    if (!st)
        st = measure_above(store, &wanted, p->months, p->smallest, also, err);
    if (!st)
        st = suppress_table(p->months, also, p->smallest, p->withheld, err);
    free(also);
    return st;
}

/* ---- a table --------------------------------------------------------------------------------- */

/* Would the months that are printed elsewhere give the number away? One withheld month, or withheld
 * months with few incidents, would be what is left; a part of a withheld month is a part of it. */
static bool is_given_away(const plan *p, size_t row, chora_period period)
{
    const chora_table *months = p->months;
    const bool *withheld = p->withheld + row * (months->period_count + 1);
    size_t count = 0, covered = 0;
    int64_t hidden = 0;
    for (size_t i = 0; i < months->period_count; i++) {
        if (months->periods[i].last < period.first || months->periods[i].first > period.last)
            continue;
        covered++;
        count += withheld[i];
        if (withheld[i])
            hidden += months->cells[row * months->period_count + i].incidents;
    }
    bool all = covered == months->period_count && covered > 1;
    return count == 1 || (count > 1 && hidden < p->smallest) ||
           (all && withheld[months->period_count]);
}

/* Both are by code, and the months have all areas. */
static void mark_given_away(const plan *p, const chora_table *table, bool *also)
{
    size_t row = 0;
    for (size_t area = 0; area < table->frame.count; area++) {
        int64_t id = chora_frame_drawn(&table->frame, area)->id;
        while (row < p->months->frame.count && chora_frame_drawn(&p->months->frame, row)->id != id)
            row++;
        for (size_t i = 0; row < p->months->frame.count && i < table->period_count; i++)
            also[area * table->period_count + i] = is_given_away(p, row, table->periods[i]);
    }
}

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

static chora_status withhold_cells(chora_store *store, const chora_measure_options *options,
                                   const plan *p, chora_table *table, chora_error *err)
{
    size_t rows = table->frame.count, cells = rows * (table->period_count + 1) + 1;
    bool *also = chora_alloc(cells, sizeof *also), *withheld = chora_alloc(cells, sizeof *withheld);
    table->row_totals = chora_arena_alloc(table->arena, rows + 1, sizeof *table->row_totals);
    table->total_withheld =
        chora_arena_alloc(table->arena, rows + 1, sizeof *table->total_withheld);
    chora_status st = also && withheld && table->row_totals && table->total_withheld
                          ? CHORA_OK
                          : chora_no_memory(err);
    if (!st) {
        mark_given_away(p, table, also);
        if (chora_period_step(options->by) != CHORA_PERIOD_MONTH) /* else the months know already */
            st = mark_others(store, options, table, p->smallest, also, err);
    }
    if (!st && chora_period_step(options->by) != CHORA_PERIOD_MONTH)
        st = measure_above(store, options, table, p->smallest, also, err);
    if (!st)
        st = suppress_table(table, also, p->smallest, withheld, err);
    if (!st)
        st = chora_table_withhold_symbols(table, withheld, options->each, p->smallest, err);
    if (!st)
        apply(table, withheld);
    free(also);
    free(withheld);
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
