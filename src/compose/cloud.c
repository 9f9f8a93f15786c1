#include "compose/cloud.h"

#include <math.h>

/* A dot that is still seen alone, in print and on a screen; the smaller where they lie thick. */
static const double radius_pt = 0.7, least_radius_pt = 0.5;
static const double thick = 3; /* Layers of dots on the land. */
/* Alone nearly opaque; a hundred over each other are no more than black. */
static const double most_alpha = 0.62, least_alpha = 0.1;

static double layers_of(size_t dots, double radius, double land)
{
    return (double)dots * acos(-1) * radius * radius / fmax(land, 1);
}

chora_cloud chora_cloud_of(size_t dots, double land)
{
    bool is_thick = layers_of(dots, radius_pt, land) > thick;
    double radius = is_thick ? least_radius_pt : radius_pt;
    double alpha = most_alpha / (1 + 0.8 * layers_of(dots, radius, land));
    return (chora_cloud){ radius, fmax(alpha, least_alpha) };
}

static bool is_seen(const chora_crowding *crowding, chora_xy at)
{
    return isfinite(at.x) && isfinite(at.y) && chora_box_holds(crowding->frame, at);
}

/* `symbol->district`: how many are known no better than the town. */
static bool is_town(const chora_symbol *symbol)
{
    return symbol->district > 0;
}

static chora_dot *add_dot(chora_crowd *crowd, const chora_crowding *crowding, size_t symbol,
                          chora_xy at)
{
    chora_dot *dot = &crowd->dots[crowd->dot_count++];
    *dot = (chora_dot){
        .at = at, .radius = crowding->radius, .symbol = symbol, .value = 1, .incidents = 1
    };
    return dot;
}

static void add_town(chora_crowd *crowd, const chora_crowding *crowding,
                     const chora_hexagons *hexagons, const chora_symbol *symbol, size_t index,
                     chora_xy at)
{
    size_t count = (size_t)symbol->incidents;
    double pitch = crowding->radius * crowding->style->cluster_pitch;
    double reach = pitch * chora_hexagons_radius(hexagons, count) + crowding->radius +
                   crowding->style->cluster_plate_pt;
    const chora_xy *spots = chora_hexagons_of(hexagons, count);
    crowd->clusters[crowd->count++] = (chora_cluster){ .disc = { at, at, reach },
                                                       .is_town = true,
                                                       .is_packed = count > 1,
                                                       .first_dot = crowd->dot_count,
                                                       .dot_count = count,
                                                       .symbol = index,
                                                       .incidents = symbol->incidents,
                                                       .value = symbol->value };
    for (size_t i = 0; i < count; i++)
        add_dot(crowd, crowding, index,
                (chora_xy){ at.x + pitch * spots[i].x, at.y + pitch * spots[i].y });
}

chora_status chora_cloud_make(const chora_crowding *crowding, const chora_symbol *symbols,
                              const chora_xy *at, size_t count, chora_arena *arena,
                              chora_crowd *out, chora_error *err)
{
    size_t dots = 0, towns = 0, largest = 1;
    chora_hexagons hexagons;
    for (size_t i = 0; i < count; i++) {
        dots += (size_t)symbols[i].incidents;
        towns += is_town(&symbols[i]);
        if (is_town(&symbols[i]) && (size_t)symbols[i].incidents > largest)
            largest = (size_t)symbols[i].incidents;
    }
    chora_crowd crowd = { .clusters = chora_arena_alloc(arena, towns + 1, sizeof *crowd.clusters),
                          .dots = chora_arena_alloc(arena, dots + 1, sizeof *crowd.dots) };
    if (!crowd.clusters || !crowd.dots)
        return chora_no_memory(err);
    chora_status st = chora_hexagons_make(largest, arena, &hexagons, err);
    for (size_t i = 0; !st && i < count; i++) {
        if (!is_seen(crowding, at[i]))
            continue;
        if (is_town(&symbols[i]))
            add_town(&crowd, crowding, &hexagons, &symbols[i], i, at[i]);
        for (int64_t n = 0; !is_town(&symbols[i]) && n < symbols[i].incidents; n++)
            add_dot(&crowd, crowding, i, at[i]);
    }
    if (!st)
        *out = crowd;
    return st;
}
