#include "place/town.h"

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

typedef struct {
    const chora_gazetteer *gazetteer;
    chora_xy lonlat;
    double within_m;
    size_t province; /* CHORA_NO_SITE: any. */
    size_t best;
} largest;

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
static bool is_within(chora_xy a, chora_xy b, double within_m)
{
    enum { DEGREE_M = 111200, FLAT_M = 50000, FLAT_LAT = 75 };
    double east = fabs(a.x - b.x);
    east = fmin(east, 360 - east) * cos((a.y + b.y) / 2 * 3.14159265358979323846 / 180);
    double flat_m = hypot(east, a.y - b.y) * DEGREE_M;
    if (within_m <= FLAT_M && fabs(a.y) <= FLAT_LAT && fabs(flat_m - within_m) > within_m / 50)
        return flat_m < within_m;
    return chora_geodesic_m(a, b) <= within_m;
}

static void take_larger(void *context, const chora_town_at *at)
{
    largest *l = context;
    const chora_town *town = &l->gazetteer->towns[at->town];
    if (!town->sensible || (l->province != CHORA_NO_SITE && town->province != l->province))
        return;
    if (l->best != CHORA_NO_SITE && is_smaller(town->place, l->gazetteer->towns[l->best].place))
        return;
    if (is_within(l->lonlat, at->lonlat, l->within_m))
        l->best = at->town;
}

/* The largest sensible town around; towns are numbered by population, then name, then id. */
static size_t largest_within(const chora_gazetteer *gazetteer, chora_xy lonlat, double within_m,
                             size_t province)
{
    largest l = { gazetteer, lonlat, within_m, province, CHORA_NO_SITE };
    chora_town_rows_around(&gazetteer->town_rows, lonlat, within_m, take_larger, &l);
    return l.best;
}

size_t chora_town_for(const chora_gazetteer *gazetteer, const chora_words *words, chora_xy lonlat,
                      size_t province)
{
    for (size_t i = 0; i < words->town_key_count; i++) {
        size_t town = named_town(gazetteer, words->town_keys[i], lonlat, province);
        if (town != CHORA_NO_SITE)
            return town;
    }
    return largest_within(gazetteer, lonlat, NEAREST_WITHIN_M, province);
}

bool chora_town_is_near(const chora_gazetteer *gazetteer, chora_xy lonlat, double within_m)
{
    return largest_within(gazetteer, lonlat, within_m, CHORA_NO_SITE) != CHORA_NO_SITE;
}
