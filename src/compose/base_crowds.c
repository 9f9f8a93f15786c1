/* The packed symbols of all periods, at one size: the largest at which they can be kept apart. */
#include "compose/base_map.h"
#include "compose/cloud.h"
#include "compose/draw.h"
#include "compose/page_shape.h"
#include "compose/wording.h"

#include <math.h>

enum { SIZES = 16 };
static const double step = 0.86;
/* Of the map's land that packed symbols may take. */
static const double most_land = 0.3;
/* No glyph is smaller: it could not be told from another form. */
static const double least_radius_pt = 0.36 * CHORA_PT_PER_MM;

static double land_of(const chora_base_map *base)
{
    double land = 0;
    for (size_t a = 0; a < base->area_count; a++)
        land += chora_page_shape_size(&base->shapes[a]);
    return land;
}

static size_t dots_of(const chora_base_map *base, const chora_table *table, size_t period)
{
    size_t count = 0, dots = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++)
        if (chora_box_holds(base->layout.map, base->spots[period].at[i]))
            dots += (size_t)symbols[i].incidents;
    return dots;
}

static double taken_by(size_t dots, double radius, const chora_style *style)
{
    double pitch = radius * style->cluster_pitch;
    return (double)dots * pitch * pitch * sqrt(0.75);
}

static chora_status too_many(size_t dots, const chora_period period, chora_error *err)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    chora_period_label(period, label);
    return chora_fail(
        err, CHORA_EINVAL,
        "%s: one symbol for each of %zu incidents would cover the map, too small to tell "
        "their kinds apart; leave out by, or use symbols: {at: place}, a larger page, "
        "a shorter period or a narrower where",
        label, dots);
}

/* The radius at which the fullest period has room. */
static chora_status choose_radius(chora_base_map *base, const chora_table *table,
                                  const chora_style *style, double *radius, chora_error *err)
{
    double land = land_of(base) * most_land;
    size_t most = 0, fullest = 0;
    for (size_t p = 0; p < base->period_count; p++) {
        size_t dots = dots_of(base, table, p);
        if (dots > most) {
            most = dots;
            fullest = p;
        }
    }
    double wanted = *radius, least = fmin(least_radius_pt, wanted);
    if (most > 1 && taken_by(most, wanted, style) > land)
        wanted = fmax(wanted * sqrt(land / taken_by(most, wanted, style)), least);
    *radius = wanted;
    if (most <= 1 || taken_by(most, wanted, style) <= 1.15 * land)
        return CHORA_OK;
    if (base->kinds.count > 1) /* forms of that size are all alike */
        return too_many(most, chora_table_period(table, fullest), err);
    chora_cloud cloud = chora_cloud_of(most, land_of(base));
    *radius = cloud.radius;
    base->cloud_alpha = cloud.alpha;
    return CHORA_OK;
}

/* Forms as large as their number may cover no more of the land than a reader sees past. */
static bool takes_too_much(const chora_base_map *base, const chora_crowding *crowding,
                           size_t period)
{
    double most = crowding->style->circle_max_mm * CHORA_PT_PER_MM, taken = 0, widest = 0;
    const chora_crowd *crowd = &base->crowds[period];
    for (size_t c = 0; c < crowd->count; c++) {
        double reach = crowd->clusters[c].disc.reach;
        taken += acos(-1) * reach * reach;
        widest = fmax(widest, reach);
    }
    return !base->kinds.each && (widest > most || taken > most_land * land_of(base));
}

static chora_status make_all(chora_base_map *base, const chora_table *table,
                             const chora_crowding *crowding, bool *dense, chora_error *err)
{
    chora_status st = CHORA_OK;
    *dense = false;
    for (size_t p = 0; !st && p < base->period_count; p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        st = (base->cloud_alpha > 0 ? chora_cloud_make : chora_crowd_make)(
            crowding, symbols, base->spots[p].at, count, base->arena, &base->crowds[p], err);
        *dense = *dense || (!st && (base->crowds[p].is_dense || takes_too_much(base, crowding, p)));
    }
    return st;
}

chora_status chora_base_crowds_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                    double radius_pt, chora_error *err)
{
    if (base->kinds.count == 0)
        return CHORA_OK;
    const chora_table *table = inputs->tables[base->circles];
    base->crowds = chora_arena_alloc(base->arena, base->period_count + 1, sizeof *base->crowds);
    if (!base->crowds)
        return chora_no_memory(err);
    base->dot_radius = radius_pt;
    chora_status st = base->kinds.each
                          ? choose_radius(base, table, inputs->style, &base->dot_radius, err)
                          : CHORA_OK;
    if (!st && base->cloud_alpha > 0) {
        base->kinds.kinds[0].note = chora_say(inputs->words, base->arena, "kinds.cloud", NULL);
        st = base->kinds.kinds[0].note ? CHORA_OK : chora_no_memory(err);
    }
    bool dense = true;
    for (int size = 0; !st && dense && size < SIZES; size++) {
        if (size)
            base->points_per_root *= step;
        chora_crowding crowding = { &base->kinds, inputs->style, base->layout.map, base->dot_radius,
                                    base->points_per_root };
        st = make_all(base, table, &crowding, &dense, err);
    }
    return st;
}
