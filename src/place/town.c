#include "place/town.h"

#include <math.h>

#define NAMED_WITHIN_M 30000.0
#define NEAREST_WITHIN_M 5000.0

/* Metres in one degree of latitude where it is shortest. */
#define SHORTEST_DEGREE_M 110574.0

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

/* First of the towns, south to north, that is not south of a latitude. */
static size_t first_from(const chora_gazetteer *gazetteer, double latitude)
{
    size_t low = 0, high = gazetteer->town_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (gazetteer->by_latitude[middle].lonlat.y < latitude)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The largest sensible town around; towns are numbered by population, then name, then id. */
static size_t largest_within(const chora_gazetteer *gazetteer, chora_xy lonlat, double within_m,
                             size_t province)
{
    double degrees = within_m / SHORTEST_DEGREE_M;
    double shrink = cos(fmin(89.9, fabs(lonlat.y) + degrees) * 3.14159265358979323846 / 180);
    size_t best = CHORA_NO_SITE;
    for (size_t i = first_from(gazetteer, lonlat.y - degrees); i < gazetteer->town_count; i++) {
        chora_xy at = gazetteer->by_latitude[i].lonlat;
        if (at.y > lonlat.y + degrees)
            break;
        double apart = fabs(lonlat.x - at.x);
        if (fmin(apart, 360 - apart) * shrink > degrees)
            continue;
        size_t index = gazetteer->by_latitude[i].town;
        const chora_town *town = &gazetteer->towns[index];
        if (!town->sensible || (province != CHORA_NO_SITE && town->province != province) ||
            chora_geodesic_m(lonlat, at) > within_m)
            continue;
        if (best != CHORA_NO_SITE) {
            const chora_place *held = gazetteer->towns[best].place;
            if (town->place->population < held->population ||
                (town->place->population == held->population && town->place->id > held->id))
                continue;
        }
        best = index;
    }
    return best;
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
