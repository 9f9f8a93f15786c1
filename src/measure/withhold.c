#include "measure/withhold.h"

#include "measure/withhold_plan.h"
#include "store/shield.h"

#include <stdlib.h>

typedef chora_withholding_plan plan;

static void plan_free(plan *p)
{
    chora_table_free(p->months);
    chora_row_plan_free(&p->areas);
    chora_row_plan_free(&p->whole);
    chora_town_plan_free(p->towns);
}

/* ---- all months ------------------------------------------------------------------------------ */

chora_measure_options chora_withholding_months(const chora_store *store,
                                               const chora_measure_options *options,
                                               const chora_table *table)
{
    chora_measure_options wanted = CHORA_MEASURE_INIT;
    wanted.by = chora_period_kind_in(CHORA_PERIOD_MONTH, chora_shield_report(store)->calendar);
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

static void fill_rows(const chora_table *table, int64_t *counts, int64_t *parents)
{
    for (size_t i = 0; i < table->frame.count; i++) {
        parents[i] = chora_frame_drawn(&table->frame, i)->parent_id;
        for (size_t period = 0; period < table->period_count; period++)
            counts[i * table->period_count + period] = count_at(table, i, period);
    }
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
    size_t rows = table->frame.count;
    int64_t *counts = chora_alloc(rows * table->period_count + 1, sizeof *counts);
    int64_t *parents = chora_alloc(rows + 1, sizeof *parents);
    const chora_grouped_table grouped = { .rows = rows,
                                          .columns = table->period_count,
                                          .counts = counts,
                                          .group = parents,
                                          .also = also,
                                          .totals = table->period_count > 1,
                                          .smallest = smallest };
    if (counts && parents)
        fill_rows(table, counts, parents);
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

static void mark_other_sums(const chora_table *everyone, const chora_table *printed,
                            const chora_table *table, int smallest, bool *whole)
{
    for (size_t row = 0; row < CHORA_WHOLE_ROWS; row++)
        for (size_t i = 0; i < table->period_count; i++)
            if (chora_table_sum_withheld(printed, row, i) ||
                leaves_few(chora_whole_count(table, row, i), chora_whole_count(everyone, row, i),
                           smallest))
                whole[chora_sum_index(table, row, i)] = true;
}

static void mark_other_areas(const chora_table *everyone, const chora_table *printed,
                             const chora_table *table, int smallest, bool *areas)
{
    for (size_t i = 0; i < table->frame.count * table->period_count; i++)
        areas[i] = areas[i] || printed->cells[i].withheld ||
                   leaves_few(table->cells[i].incidents, everyone->cells[i].incidents, smallest);
}

/* A condition that leaves out only a few gives those few away; so do parts of what is withheld. */
static chora_status mark_others(chora_store *store, const chora_measure_options *options,
                                const chora_table *table, int smallest,
                                const chora_withholding_marks *marks, chora_error *err)
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
    if (comparable) {
        mark_other_areas(everyone, printed, table, smallest, marks->areas);
        mark_other_sums(everyone, printed, table, smallest, marks->whole);
    }
    if (comparable && marks->towns)
        st = mark_other_towns(everyone, printed, table, smallest, marks->towns, err);
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

/* ---- all areas together ---------------------------------------------------------------------- */

/* Where the sum over all areas is withheld, what is printed of areas must not add up to it. */
static void mark_areas_under(const chora_table *table, size_t period, int smallest, bool *also)
{
    size_t least = CHORA_NO_INDEX;
    for (size_t area = 0; area < table->frame.count; area++) {
        if (is_small(count_at(table, area, period), smallest) ||
            also[area * table->period_count + period])
            return;
        if (is_better(table, period, area, least))
            least = area;
    }
    if (least != CHORA_NO_INDEX)
        also[least * table->period_count + period] = true;
}

/* The same of towns. */
static void mark_towns_under(const chora_table *table, size_t period, int smallest, bool *towns)
{
    size_t least = CHORA_NO_INDEX;
    for (size_t i = table->symbol_start[period]; i < table->symbol_start[period + 1]; i++) {
        if (is_small(table->symbols[i].incidents, smallest) || towns[i])
            return;
        if (least == CHORA_NO_INDEX ||
            table->symbols[i].incidents < table->symbols[least].incidents)
            least = i;
    }
    if (least != CHORA_NO_INDEX)
        towns[least] = true;
}

static void mark_under_sums(const chora_table *table, int smallest,
                            const chora_withholding_marks *marks)
{
    for (size_t i = 0; i < table->period_count; i++) {
        bool all = marks->whole[chora_sum_index(table, CHORA_WHOLE_ALL, i)];
        if (all || marks->whole[chora_sum_index(table, CHORA_BY_AREA, i)])
            mark_areas_under(table, i, smallest, marks->areas);
        if (marks->towns && (all || marks->whole[chora_sum_index(table, CHORA_BY_SYMBOL, i)]))
            mark_towns_under(table, i, smallest, marks->towns);
    }
}

static void mark_small_sums(const chora_table *table, int smallest, bool *whole)
{
    for (size_t row = 0; row < CHORA_WHOLE_ROWS; row++)
        for (size_t i = 0; i < table->period_count; i++)
            if (is_small(chora_whole_count(table, row, i), smallest))
                whole[chora_sum_index(table, row, i)] = true;
}

static chora_status make_whole(plan *p, const chora_withholding_marks *marks, chora_error *err)
{
    const chora_table *table = p->months;
    size_t months = table->period_count;
    chora_status st =
        chora_row_plan_new(CHORA_WHOLE_ROWS, table->periods, months, p->smallest, &p->whole, err);
    for (size_t i = 0; !st && i < CHORA_WHOLE_ROWS * months; i++) {
        p->whole.counts[i] = chora_whole_count(table, i / months, i % months);
        p->whole.also[i] =
            marks->whole[chora_sum_index(table, i / months, i % months)] && p->whole.counts[i] > 0;
    }
    if (!st)
        st = chora_row_plan_finish(&p->whole, err);
    for (size_t i = 0; !st && i < CHORA_WHOLE_ROWS * (months + 1); i++)
        marks->whole[i] = p->whole.withheld[i];
    if (!st)
        mark_under_sums(table, p->smallest, marks);
    return st;
}

/* ---- the months ------------------------------------------------------------------------------ */

static size_t symbol_count(const chora_table *table)
{
    return table->symbol_start[table->period_count];
}

static chora_status plan_months(chora_store *store, const chora_measure_options *wanted, plan *p,
                                bool *whole, bool *towns, chora_error *err)
{
    const chora_withholding_marks marks = { p->areas.also, whole, towns };
    chora_status st = mark_others(store, wanted, p->months, p->smallest, &marks, err);
    if (!st)
        st = measure_above(store, wanted, p->months, p->smallest, p->areas.also, err);
    if (!st)
        st = make_whole(p, &marks, err);
    if (!st)
        st = chora_row_plan_finish(&p->areas, err);
    const chora_withheld_areas areas = { p->areas.withheld, towns, p->smallest };
    return st ? st : chora_withhold_towns(p->months, &areas, &p->towns, err);
}

static chora_status make_plan(chora_store *store, const chora_measure_options *options,
                              const chora_table *table, plan *p, chora_error *err)
{
    chora_measure_options wanted = chora_withholding_months(store, options, table);
    chora_status st = chora_measure_unprotected(store, &wanted, &p->months, err);
    if (st)
        return st;
    st = chora_row_plan_new(p->months->frame.count, p->months->periods, p->months->period_count,
                            p->smallest, &p->areas, err);
    if (st)
        return st;
    p->areas.sums_known = true;
    fill_rows(p->months, p->areas.counts, p->areas.groups);
    size_t sums = CHORA_WHOLE_ROWS * (p->months->period_count + 1);
    bool *whole = chora_alloc(sums, sizeof *whole);
    bool *towns = chora_alloc(symbol_count(p->months) + 1, sizeof *towns);
    st = whole && towns ? plan_months(store, &wanted, p, whole, towns, err) : chora_no_memory(err);
    free(whole);
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
    chora_withholding_marks marks;
    bool *withheld;
} marking;

static chora_status mark_table(chora_store *store, const chora_measure_options *options,
                               const plan *p, const chora_table *table,
                               const chora_withholding_marks *marks, chora_error *err)
{
    chora_status st = chora_withholding_mark(store, options, p, table, marks, err);
    mark_small_sums(table, p->smallest, marks->whole);
    if (!st &&
        chora_period_step(options->by) != CHORA_PERIOD_MONTH) { /* the months know the rest */
        st = mark_others(store, options, table, p->smallest, marks, err);
        if (!st)
            st = measure_above(store, options, table, p->smallest, marks->areas, err);
    }
    if (!st)
        mark_under_sums(table, p->smallest, marks);
    return st;
}

static bool is_framed(const plan *p, const chora_table *table)
{
    return table->frame.count != p->months->frame.count;
}

static void withhold_sums(chora_table *table, size_t period)
{
    for (size_t row = 0; row < CHORA_WHOLE_ROWS; row++)
        table->sums_withheld[chora_sum_index(table, row, period)] = true;
}

/* Sums over some areas only would tell, beside those over others, what is withheld of one. */
static void withhold_framed(const plan *p, chora_table *table, const bool *withheld)
{
    size_t width = table->period_count + 1;
    for (size_t area = 0; is_framed(p, table) && area < table->frame.count; area++)
        for (size_t period = 0; period < table->period_count; period++)
            if (withheld[area * width + period]) {
                withhold_sums(table, period);
                withhold_sums(table, table->period_count);
            }
}

/* The sums of all periods: not when one period only is missing in them. */
static void withhold_overall(const plan *p, chora_table *table)
{
    size_t periods = table->period_count;
    for (size_t row = 0; row < CHORA_WHOLE_ROWS; row++) {
        bool *sums = table->sums_withheld + chora_sum_index(table, row, 0);
        size_t hidden = 0;
        for (size_t i = 0; i < periods; i++)
            hidden += sums[i];
        sums[periods] = sums[periods] || hidden == 1 || chora_withholding_hides_all(p, table, row);
    }
    if (is_small(table->overall.shown, p->smallest))
        table->sums_withheld[chora_sum_index(table, CHORA_BY_AREA, periods)] = true;
}

static chora_status withhold_marked(chora_store *store, const chora_measure_options *options,
                                    const plan *p, chora_table *table, const marking *m,
                                    chora_error *err)
{
    const chora_withheld_areas areas = { m->withheld, m->marks.towns, p->smallest };
    chora_withholding_marks marks = m->marks;
    marks.towns = options->each ? NULL : marks.towns;
    chora_status st = mark_table(store, options, p, table, &marks, err);
    if (!st)
        st = suppress_table(table, marks.areas, p->smallest, m->withheld, err);
    if (st)
        return st;
    chora_withholding_mark_totals(p, table, m->withheld);
    withhold_framed(p, table, m->withheld);
    withhold_overall(p, table);
    if (!options->each)
        st = chora_table_withhold_symbols(table, &areas, err);
    if (!st)
        apply(table, m->withheld);
    return st;
}

static chora_status make_room(chora_table *table, chora_error *err)
{
    size_t rows = table->frame.count + 1, periods = table->period_count + 1;
    table->row_totals = chora_arena_alloc(table->arena, rows, sizeof *table->row_totals);
    table->total_withheld = chora_arena_alloc(table->arena, rows, sizeof *table->total_withheld);
    table->sums_withheld =
        chora_arena_alloc(table->arena, CHORA_WHOLE_ROWS * periods, sizeof *table->sums_withheld);
    table->hidden = chora_arena_alloc(table->arena, periods, sizeof *table->hidden);
    return table->row_totals && table->total_withheld && table->sums_withheld && table->hidden
               ? CHORA_OK
               : chora_no_memory(err);
}

static chora_status withhold_cells(chora_store *store, const chora_measure_options *options,
                                   const plan *p, chora_table *table, chora_error *err)
{
    size_t cells = table->frame.count * (table->period_count + 1) + 1;
    chora_status st = make_room(table, err);
    if (st)
        return st;
    marking m = { .marks = { chora_alloc(cells, sizeof *m.marks.areas), table->sums_withheld,
                             chora_alloc(symbol_count(table) + 1, sizeof *m.marks.towns) },
                  .withheld = chora_alloc(cells, sizeof *m.withheld) };
    st = m.marks.areas && m.withheld && m.marks.towns
             ? withhold_marked(store, options, p, table, &m, err)
             : chora_no_memory(err);
    free(m.marks.areas);
    free(m.withheld);
    free(m.marks.towns);
    return st;
}

static bool has_ends_of(chora_period period, chora_calendar calendar)
{
    chora_period_kind kind = chora_period_kind_in(CHORA_PERIOD_MONTH, calendar);
    return chora_period_of(kind, period.first).first == period.first &&
           chora_period_of(kind, period.last).last == period.last;
}

/* Are its periods whole months of another calendar than the one that small numbers are withheld by?
 */
static bool is_of_other(const chora_table *table, chora_calendar calendar)
{
    bool solar = calendar == CHORA_CALENDAR_SOLAR_HIJRI;
    chora_calendar other = solar ? CHORA_CALENDAR_GREGORIAN : CHORA_CALENDAR_SOLAR_HIJRI;
    for (size_t i = 0; i < table->period_count; i++)
        if (has_ends_of(table->periods[i], calendar) || !has_ends_of(table->periods[i], other))
            return false;
    return true;
}

static bool any_withheld(const chora_table *table)
{
    bool any = false;
    for (size_t i = 0; i < table->period_count; i++)
        any = any || table->hidden[i].areas || table->hidden[i].symbols ||
              chora_table_sum_withheld(table, CHORA_WHOLE_ALL, i);
    return any;
}

/* Months of two calendars, put together, tell what is in one and not in the other. Where that
 * leaves nothing out it is all right. */
static chora_status check_calendar(const chora_store *store, const chora_table *table,
                                   chora_error *err)
{
    const chora_profile_report *profile = chora_shield_report(store);
    bool solar = profile->calendar == CHORA_CALENDAR_SOLAR_HIJRI;
    if (!is_of_other(table, profile->calendar) || !any_withheld(table))
        return CHORA_OK;
    return chora_fail(
        err, CHORA_EINVAL,
        "the output profile %s withholds numbers below %d by months of the %s "
        "calendar, and those of the %s calendar beside them would tell such numbers: "
        "keep to one calendar in all that is published; --profile %s is for the other",
        profile->name, profile->smallest_count, solar ? "Solar Hijri" : "Gregorian",
        solar ? "Gregorian" : "Solar Hijri", solar ? "public" : "public-solar-hijri");
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
    if (!st)
        st = withhold_cells(store, options, &p, table, err);
    if (!st)
        st = check_calendar(store, table, err);
    if (!st)
        table->smallest = smallest;
    plan_free(&p);
    return st;
}
