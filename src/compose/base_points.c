/* Where towns and circles stand on the page. */
#include "compose/base_step.h"

#include <math.h>

static void to_page(chora_base_map *base, chora_xy *points, size_t count)
{
    chora_project(base->view.projection, points, count);
    chora_view_to_page(&base->view, points, count);
}

bool chora_base_is_elsewhere(const chora_base_map *base, chora_xy lonlat)
{
    lonlat.x += base->view.shifted && lonlat.x < 0 ? 360 : 0;
    return chora_away_holds(&base->view.away, lonlat) ||
           (base->plane > 0 && !chora_box_holds(base->of, lonlat));
}

static chora_xy spot_of(const chora_base_map *base, chora_xy at)
{
    return chora_base_is_elsewhere(base, at) ? (chora_xy){ NAN, NAN } : at;
}

chora_status chora_base_towns_make(chora_base_map *base, const chora_places *places,
                                   chora_error *err)
{
    size_t count = places ? places->place_count : 0;
    base->places = chora_arena_alloc(base->arena, count + 1, sizeof *base->places);
    if (!base->places)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        base->places[i] = spot_of(base, places->places[i].lonlat);
    to_page(base, base->places, count);
    return CHORA_OK;
}

chora_status chora_base_spots_make(chora_base_map *base, const chora_table *table, chora_error *err)
{
    base->period_count = chora_table_periods(table);
    base->spots = chora_arena_alloc(base->arena, base->period_count + 1, sizeof *base->spots);
    if (!base->spots)
        return chora_no_memory(err);
    for (size_t p = 0; p < base->period_count; p++) {
        chora_spots *spots = &base->spots[p];
        const chora_symbol *symbols = chora_table_symbols(table, p, &spots->count);
        spots->at = chora_arena_alloc(base->arena, spots->count + 1, sizeof *spots->at);
        if (!spots->at)
            return chora_no_memory(err);
        for (size_t i = 0; i < spots->count; i++)
            spots->at[i] = spot_of(base, (chora_xy){ symbols[i].lon, symbols[i].lat });
        to_page(base, spots->at, spots->count);
    }
    return CHORA_OK;
}
