/* Which hexagons there are, and what is in them. */
#include "compose/hexmap.h"

#include "compose/draw.h"
#include "compose/inset_extent.h"
#include "compose/layer_classes.h"

#include <math.h>
#include <stdlib.h>

/* A class can be seen in a hexagon of this size on the page; without a size it is the next round
 * one above it. */
static const double least_mm = 1.2, default_mm = 3.6;
static const double metres_per_km = 1000;

/* ---- the size -------------------------------------------------------------------------------- */

/* The least of 1, 2, 3, 5, 10, 20 … kilometres (or parts of one) that is not below `least`. */
static double round_km(double least)
{
    static const double steps[] = { 1, 2, 3, 5 };
    double power = pow(10, floor(log10(least)));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * power >= least * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

static double km_of_mm(const chora_view *view, double mm)
{
    return mm * CHORA_PT_PER_MM / view->points_per_metre / metres_per_km;
}

static chora_status choose_size(const chora_view *view, const chora_figure_layer *layer,
                                double *out, chora_error *err)
{
    if (!chora_projection_is_equal_area(view->projection))
        return chora_fail(err, CHORA_EINVAL,
                          "hexagons: the projection \"%s\" does not keep areas, so hexagons would "
                          "not be of one size on the ground; write frame: {projection: auto}",
                          chora_projection_text(view->projection));
    double least = km_of_mm(view, least_mm);
    *out = layer->size_km > 0 ? layer->size_km : round_km(km_of_mm(view, default_mm));
    if (*out < least)
        return chora_fail(err, CHORA_EINVAL,
                          "hexagons: with size_km: %g a hexagon is %.1f mm wide on this page, too "
                          "small to tell its class; write size_km: %g or more",
                          *out, *out / km_of_mm(view, 1), round_km(least));
    return CHORA_OK;
}

/* ---- gathering ------------------------------------------------------------------------------- */

/* A symbol and the hexagon it lies in. */
typedef struct {
    chora_hex hex;
    size_t plane, period, symbol;
} sighted;

typedef struct {
    sighted *items;
    size_t count;
} sightings;

static int compare_places(const sighted *a, const sighted *b)
{
    int order = (a->plane > b->plane) - (a->plane < b->plane);
    return order ? order : chora_hex_compare(a->hex, b->hex);
}

static int by_hexagon(const void *a, const void *b)
{
    const sighted *x = a, *y = b;
    int order = compare_places(x, y);
    if (!order)
        order = (x->period > y->period) - (x->period < y->period);
    return order ? order : (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

static size_t count_symbols(const chora_table *table)
{
    size_t all = 0, count = 0;
    for (size_t p = 0; p < chora_table_periods(table); p++, all += count)
        chora_table_symbols(table, p, &count);
    return all;
}

/* Of the map, and of what lies in each of its insets. */
typedef struct {
    chora_projection *of[CHORA_AWAY_MAX + 1]; /* the first is the view's */
    size_t count;
} planes;

static void planes_close(planes *all)
{
    for (size_t i = 1; i < all->count; i++)
        chora_projection_close(all->of[i]);
}

static chora_status planes_open(const chora_view *view, planes *out, chora_error *err)
{
    planes all = { { view->projection }, 1 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < view->away.count; i++) {
        const chora_inset_wish wish = chora_inset_away(&view->away, i);
        st = chora_inset_projection(&wish, &all.of[all.count], err);
        all.count += !st;
    }
    if (st)
        planes_close(&all);
    else
        *out = all;
    return st;
}

/* False: the projection cannot show it. */
static bool sight(const chora_view *view, const planes *all, const chora_symbol *symbol,
                  double pitch, sighted *out)
{
    chora_xy at = { symbol->lon, symbol->lat };
    chora_xy shifted = { at.x + (view->shifted && at.x < 0 ? 360 : 0), at.y };
    out->plane = chora_away_plane(&view->away, shifted);
    chora_project(all->of[out->plane], &at, 1);
    if (!isfinite(at.x) || !isfinite(at.y))
        return false;
    out->hex = chora_hex_at(pitch, at);
    return true;
}

/* Points that the projection cannot show are in no hexagon; the frame has all others. */
static chora_status find_hexagons(const chora_hexmap_ground *ground, const chora_table *table,
                                  double pitch, sightings *out, chora_error *err)
{
    planes all;
    chora_status st = planes_open(ground->view, &all, err);
    if (st)
        return st;
    out->items = chora_alloc(count_symbols(table) + 1, sizeof *out->items);
    for (size_t p = 0; out->items && p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++) {
            sighted *item = &out->items[out->count];
            item->period = p;
            item->symbol = i;
            out->count += sight(ground->view, &all, &symbols[i], pitch, item);
        }
    }
    planes_close(&all);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_hexagon);
    return out->items ? CHORA_OK : chora_no_memory(err);
}

static void add_symbol(chora_hexmap_number *number, const chora_symbol *symbols, size_t index)
{
    const chora_symbol *symbol = &symbols[index];
    bool best =
        number->symbol == CHORA_NO_INDEX || symbol->incidents > symbols[number->symbol].incidents;
    number->value += symbol->value;
    number->incidents += symbol->incidents;
    number->stated += symbol->stated;
    if (*symbol->name && best)
        number->symbol = index;
}

static chora_status add_up(const sightings *seen, const chora_table *table, chora_arena *arena,
                           chora_hexmap *map, chora_error *err)
{
    size_t room = 0;
    for (size_t i = 0; i < seen->count; i++)
        room += i == 0 || compare_places(&seen->items[i - 1], &seen->items[i]) != 0;
    map->period_count = chora_table_periods(table);
    map->cells = chora_arena_alloc(arena, room + 1, sizeof *map->cells);
    map->numbers = chora_arena_alloc(arena, room * map->period_count + 1, sizeof *map->numbers);
    if (!map->cells || !map->numbers)
        return chora_no_memory(err);
    for (size_t i = 0; i < room * map->period_count; i++)
        map->numbers[i].symbol = CHORA_NO_INDEX;
    for (size_t i = 0; i < seen->count; i++) {
        const sighted *item = &seen->items[i];
        size_t count = 0;
        if (i == 0 || compare_places(item - 1, item) != 0)
            map->cells[map->count++] =
                (chora_hexmap_cell){ .hex = item->hex, .plane = item->plane };
        add_symbol(&map->numbers[item->period * room + map->count - 1],
                   chora_table_symbols(table, item->period, &count), item->symbol);
    }
    return CHORA_OK;
}

static chora_status gather(const chora_hexmap_ground *ground, const chora_table *table,
                           chora_arena *arena, chora_hexmap *map, chora_error *err)
{
    sightings seen = { 0 };
    chora_status st = find_hexagons(ground, table, map->size_km * metres_per_km, &seen, err);
    if (!st)
        st = add_up(&seen, table, arena, map, err);
    free(seen.items);
    return st;
}

/* ---- classes --------------------------------------------------------------------------------- */

chora_cell chora_hexmap_cell_of(const chora_hexmap *map, size_t cell, size_t period)
{
    const chora_hexmap_number *number = &map->numbers[period * map->count + cell];
    bool told = number->stated > 0;
    return (chora_cell){ .state = told ? CHORA_CELL_NUMBER : CHORA_CELL_NO_DATA,
                         .value = told ? number->value : 0,
                         .incidents = number->incidents };
}

static chora_status class_periods(const chora_hexmap *map, const chora_classes_options *options,
                                  size_t first, size_t last, double *values, chora_classes *out,
                                  chora_error *err)
{
    size_t count = 0;
    for (size_t p = first; p < last; p++)
        for (size_t c = 0; c < map->count; c++) {
            chora_cell cell = chora_hexmap_cell_of(map, c, p);
            if (cell.incidents > 0 && cell.state == CHORA_CELL_NUMBER)
                values[count++] = cell.value;
        }
    chora_status st = chora_classes_make(values, count, options, out, err);
    if (st)
        chora_at(err, "classes");
    return st;
}

static chora_status make_classes(const chora_figure_layer *layer, const chora_table *table,
                                 chora_arena *arena, chora_hexmap *map, chora_error *err)
{
    chora_classes_options options = chora_layer_classes(layer, chora_table_is_whole(table));
    bool each = layer->over == CHORA_OVER_EACH_PERIOD;
    size_t periods = map->period_count;
    double *values = chora_alloc(map->count * periods + 1, sizeof *values);
    map->classes = chora_arena_alloc(arena, periods + 1, sizeof *map->classes);
    chora_status st = values && map->classes ? CHORA_OK : chora_no_memory(err);
    for (size_t p = 0; !st && p < periods; p++) {
        if (each || p == 0)
            st = class_periods(map, &options, p, each ? p + 1 : periods, values, &map->classes[p],
                               err);
        else
            map->classes[p] = map->classes[0];
    }
    free(values);
    return st;
}

static void look_through(chora_hexmap *map)
{
    for (size_t p = 0; p < map->period_count; p++)
        for (size_t c = 0; c < map->count; c++) {
            chora_cell cell = chora_hexmap_cell_of(map, c, p);
            bool told = cell.state == CHORA_CELL_NUMBER;
            map->no_data = map->no_data || (cell.incidents > 0 && !told);
            map->zero = map->zero || (cell.incidents > 0 && told && cell.value == 0);
        }
}

/* ---- together -------------------------------------------------------------------------------- */

chora_status chora_hexmap_make(const chora_hexmap_ground *ground, const chora_figure_inputs *inputs,
                               size_t index, chora_arena *arena, chora_hexmap *out,
                               chora_error *err)
{
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    const chora_table *table = inputs->tables[index];
    chora_hexmap map = { 0 };
    chora_status st = choose_size(ground->view, layer, &map.size_km, err);
    if (st)
        return st;
    map.area_km2 = chora_hex_area(map.size_km);
    st = gather(ground, table, arena, &map, err);
    if (!st)
        st = make_classes(layer, table, arena, &map, err);
    if (st)
        return st;
    look_through(&map);
    return chora_hexmap_part(&map, ground, arena, out, err);
}
