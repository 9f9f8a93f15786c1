#include "place/town.h"

#include "geo/wgs84.h"

#include <math.h>

#define NAMED_WITHIN_M 30000.0
#define NEAREST_WITHIN_M 5000.0

static size_t named_town(const chora_gazetteer *gazetteer, const char *key, chora_xy lonlat,
                         size_t province)
{
    chora_within within = { NULL, province, false };
    chora_hits found = { .count = 0 };
    chora_hits_by_name(gazetteer, within, CHORA_OF_TOWNS, key, &found);
    size_t best = CHORA_NO_SITE;
    double best_score = 0, best_distance = 0;
    for (size_t i = 0; i < found.count; i++) {
        const chora_hit *one = &found.list[i];
        double distance = chora_geodesic_m(lonlat, gazetteer->towns[one->site].place->lonlat);
        if (distance > NAMED_WITHIN_M || one->score < best_score ||
            (one->score == best_score && distance >= best_distance))
            continue;
        best = one->site;
        best_score = one->score;
        best_distance = distance;
    }
    return best;
}

size_t chora_town_named(const chora_gazetteer *gazetteer, const chora_words *words, chora_xy lonlat,
                        size_t province)
{
    for (size_t i = 0; i < words->town_key_count; i++) {
        size_t town = named_town(gazetteer, words->town_keys[i], lonlat, province);
        if (town != CHORA_NO_SITE)
            return town;
    }
    return CHORA_NO_SITE;
}

/* ---- around a point -------------------------------------------------------------------------- */

typedef struct {
    const chora_gazetteer *gazetteer;
    chora_xy lonlat;
    double shrink; /* Of a degree of longitude. */
    double near_m;
    size_t province; /* CHORA_NO_SITE: any. */
    chora_town_around found;
} looking;

static bool is_smaller(const chora_place *place, const chora_place *held)
{
    return place->population < held->population ||
           (place->population == held->population && place->id > held->id);
}

/*
 * On flat ground, which is within a hundredth of the ellipsoid's as near as this and as far from
 * the poles: the geodesic, which takes longer than all the rest, is only for what is about that
 * far.
 */
static double flat_m(const looking *l, chora_xy town)
{
    enum { DEGREE_M = 111200 };
    double east = fabs(l->lonlat.x - town.x), north = l->lonlat.y - town.y;
    east = (east > 180 ? 360 - east : east) * l->shrink;
    return sqrt(east * east + north * north) * DEGREE_M;
}

static bool is_within(const looking *l, chora_xy town, double flat, double within_m)
{
    enum { FLAT_LAT = 75 };
    if (fabs(l->lonlat.y) <= FLAT_LAT && fabs(flat - within_m) > within_m / 50)
        return flat < within_m;
    return chora_geodesic_m(l->lonlat, town) <= within_m;
}

static void take_larger(looking *l, const chora_town_at *at)
{
    const chora_town *towns = l->gazetteer->towns;
    size_t held = l->found.largest;
    if (l->province != CHORA_NO_SITE && at->province != l->province)
        return;
    if (held == CHORA_NO_SITE || !is_smaller(towns[at->town].place, towns[held].place))
        l->found.largest = at->town;
}

static void visit(void *context, const chora_town_at *at)
{
    looking *l = context;
    double flat = flat_m(l, at->lonlat);
    if (!is_within(l, at->lonlat, flat, NEAREST_WITHIN_M))
        return;
    take_larger(l, at);
    l->found.near = l->found.near || is_within(l, at->lonlat, flat, l->near_m);
}

chora_town_around chora_town_look_around(const chora_gazetteer *gazetteer, chora_xy lonlat,
                                         double near_m, size_t province)
{
    looking l = { gazetteer, lonlat,   cos(lonlat.y * CHORA_DEGREE),
                  near_m,    province, { false, CHORA_NO_SITE } };
    chora_town_rows_around(&gazetteer->town_rows, lonlat, NEAREST_WITHIN_M, visit, &l);
    return l.found;
}
