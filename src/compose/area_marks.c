/* The numbers of symbols of areas, and where they stand. */
#include "compose/area_marks.h"

#include "compose/disc_leader.h"
#include "compose/page_shape.h"
#include "compose/symbols.h"

#include <math.h>
#include <stdlib.h>

enum { SIZES = 18 };
static const double step = 0.88;
/* Of the map's land that symbols may take. */
static const double most_land = 0.3;
static const double casing_pt = 0.8;

/* ---- numbers --------------------------------------------------------------------------------- */

static int by_area(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key, other = ((const chora_listed *)item)->area_id;
    return (id > other) - (id < other);
}

static void add_parts(const chora_parts *parts, const chora_listed *placed,
                      chora_area_numbers *numbers)
{
    for (int64_t i = 0; placed && placed->marks && i < placed->incidents; i++) {
        const chora_mark *mark = &placed->marks[i];
        numbers->parts[parts->of[mark->category]] += mark->value;
        numbers->whole += mark->value;
    }
}

static void add_halves(const chora_base_map *base, const chora_figure_inputs *inputs, size_t area,
                       size_t period, chora_area_numbers *numbers)
{
    for (int i = 0; i < 2; i++) {
        const chora_table *table = inputs->tables[base->marks + i];
        chora_cell cell = chora_table_cell(table, base->row[area], period);
        numbers->parts[i] = (double)cell.part;
        numbers->whole = (double)cell.incidents;
    }
}

bool chora_area_numbers_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period, chora_area_numbers *out)
{
    chora_area_numbers numbers = { .whole = 0 };
    const chora_table *table = inputs->tables[base->marks];
    if (base->row[area] == CHORA_NO_INDEX)
        return false;
    chora_cell cell = chora_table_cell(table, base->row[area], period);
    /* Of halves one number may be known where the other is not. */
    if (cell.incidents == 0 || (cell.state != CHORA_CELL_NUMBER && !base->parts.halves))
        return false;
    if (base->parts.halves)
        add_halves(base, inputs, area, period, &numbers);
    else if (base->parts.count == 0)
        numbers.parts[0] = numbers.whole = cell.value;
    else {
        size_t count = 0;
        const chora_listed *placed = chora_table_placed(table, period, &count);
        int64_t id = chora_table_area_id(table, base->row[area]);
        if (count)
            add_parts(&base->parts, bsearch(&id, placed, count, sizeof *placed, by_area), &numbers);
    }
    *out = numbers;
    return base->parts.halves ? numbers.parts[0] > 0 || numbers.parts[1] > 0 : numbers.whole > 0;
}

static double largest_of(const chora_base_map *base, const chora_area_numbers *numbers)
{
    return base->parts.halves ? fmax(numbers->parts[0], numbers->parts[1]) : numbers->whole;
}

double chora_area_marks_largest(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    double largest = 0;
    chora_area_numbers numbers;
    for (size_t p = 0; p < chora_table_periods(inputs->tables[base->marks]); p++)
        for (size_t a = 0; a < base->area_count; a++)
            if (chora_area_numbers_of(base, inputs, a, p, &numbers))
                largest = fmax(largest, largest_of(base, &numbers));
    return largest;
}

/* ---- places ---------------------------------------------------------------------------------- */

static int largest_first(const void *a, const void *b)
{
    const chora_area_mark *x = a, *y = b;
    if (x->disc.reach != y->disc.reach)
        return x->disc.reach > y->disc.reach ? -1 : 1;
    return (x->area > y->area) - (x->area < y->area);
}

static void list_marks(const chora_base_map *base, const chora_figure_inputs *inputs, size_t period,
                       chora_area_marks *out)
{
    chora_area_numbers numbers;
    out->count = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        if (!isfinite(base->inner[a].x) ||
            chora_base_is_elsewhere(base, inputs->areas->areas[a].label) ||
            !chora_area_numbers_of(base, inputs, a, period, &numbers))
            continue;
        double radius = chora_circle_radius(base, largest_of(base, &numbers));
        out->items[out->count++] =
            (chora_area_mark){ a, { base->inner[a], base->inner[a], radius + casing_pt }, false };
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, largest_first);
}

static double land_of(const chora_base_map *base)
{
    double land = 0;
    for (size_t a = 0; a < base->area_count; a++)
        land += chora_page_shape_size(&base->shapes[a]);
    return land;
}

/* True when they have room. `discs` and `order` have room for all areas. */
static bool spread(const chora_base_map *base, chora_area_marks *marks, chora_disc *discs,
                   size_t *order)
{
    double taken = 0;
    for (size_t i = 0; i < marks->count; i++) {
        discs[i] = marks->items[i].disc;
        taken += acos(-1) * discs[i].reach * discs[i].reach;
    }
    bool room = chora_discs_spread(discs, marks->count, base->layout.map, order) == 0;
    for (size_t i = 0; i < marks->count; i++) {
        chora_area_mark *mark = &marks->items[i];
        mark->disc = discs[i];
        double moved =
            hypot(mark->disc.at.x - mark->disc.anchor.x, mark->disc.at.y - mark->disc.anchor.y);
        mark->is_led = moved > mark->disc.reach;
    }
    return room && (taken <= most_land * land_of(base) || marks->count < 2);
}

chora_status chora_area_marks_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_error *err)
{
    size_t areas = base->area_count, periods = chora_table_periods(inputs->tables[base->marks]);
    base->period_count = periods;
    base->area_marks = chora_arena_alloc(base->arena, periods + 1, sizeof *base->area_marks);
    chora_disc *discs = chora_arena_alloc(base->arena, areas + 1, sizeof *discs);
    size_t *order = chora_arena_alloc(base->arena, areas + 1, sizeof *order);
    if (!base->area_marks || !discs || !order)
        return chora_no_memory(err);
    for (size_t p = 0; p < periods; p++) {
        base->area_marks[p].items =
            chora_arena_alloc(base->arena, areas + 1, sizeof *base->area_marks[p].items);
        if (!base->area_marks[p].items)
            return chora_no_memory(err);
    }
    bool room = false;
    for (int size = 0; !room && size < SIZES; size++) {
        room = true;
        base->points_per_root *= size ? step : 1;
        for (size_t p = 0; p < periods; p++) {
            list_marks(base, inputs, p, &base->area_marks[p]);
            room = spread(base, &base->area_marks[p], discs, order) && room;
        }
        if (base->is_inset) /* the size is that of the map */
            break;
    }
    return CHORA_OK;
}

chora_status chora_area_marks_block(const chora_base_map *base, size_t period,
                                    chora_label_field *field, chora_error *err)
{
    const chora_area_marks *marks = &base->area_marks[period];
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < marks->count; i++) {
        const chora_area_mark *mark = &marks->items[i];
        st = chora_circle_block(field, mark->disc.at, mark->disc.reach, err);
        if (!st && mark->is_led)
            st = chora_label_field_block_leader(field, chora_disc_leader(&mark->disc), err);
    }
    return st;
}

bool chora_area_marks_are_off(const chora_base_map *base, size_t period, chora_box box)
{
    const chora_area_marks *marks = &base->area_marks[period];
    for (size_t i = 0; i < marks->count; i++)
        if (chora_box_holds(chora_box_grow(box, marks->items[i].disc.reach),
                            marks->items[i].disc.at))
            return false;
    return true;
}
