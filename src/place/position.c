#include "place/position.h"

#include <math.h>

/* Layers of different origin disagree near borders: the district counts only inside its province.
 */
static size_t finest_inside(chora_gazetteer *gazetteer, chora_xy lonlat)
{
    size_t province = chora_gazetteer_locate(gazetteer, 1, lonlat);
    size_t district = chora_gazetteer_locate(gazetteer, 2, lonlat);
    if (district != CHORA_NO_SITE &&
        (province == CHORA_NO_SITE || chora_gazetteer_ancestor(gazetteer, district, 1) == province))
        return district;
    return province != CHORA_NO_SITE ? province : chora_gazetteer_locate(gazetteer, 0, lonlat);
}

/* The nearest province, else district, else country. */
static size_t nearest(chora_gazetteer *gazetteer, chora_xy lonlat, double *distance_m)
{
    static const int levels[] = { 1, 2, 0 };
    size_t found = CHORA_NO_SITE;
    for (size_t i = 0; i < 3 && found == CHORA_NO_SITE; i++)
        found = chora_gazetteer_nearest(gazetteer, levels[i], lonlat, CHORA_NEAREST_M, distance_m);
    return found;
}

static chora_position read_position(chora_gazetteer *gazetteer, chora_xy lonlat)
{
    chora_position position = { CHORA_POSITION_MISSING, CHORA_NO_SITE, CHORA_NO_SITE, CHORA_NO_SITE,
                                0 };
    if (isnan(lonlat.x) || isnan(lonlat.y) || (lonlat.x == 0 && lonlat.y == 0))
        return position;
    position.state = CHORA_POSITION_INVALID;
    if (!(fabs(lonlat.x) <= 180 && fabs(lonlat.y) <= 90))
        return position;

    position.state = CHORA_POSITION_INSIDE;
    position.finest = finest_inside(gazetteer, lonlat);
    /* A country's own outline may hold what its provinces' just miss. */
    if (position.finest == CHORA_NO_SITE || gazetteer->areas[position.finest]->level == 0) {
        size_t near = nearest(gazetteer, lonlat, &position.distance_m);
        if (near != CHORA_NO_SITE &&
            (position.finest == CHORA_NO_SITE || gazetteer->areas[near]->level > 0)) {
            position.state = CHORA_POSITION_NEAREST;
            position.finest = near;
        }
    }
    if (position.finest == CHORA_NO_SITE) {
        position.state = CHORA_POSITION_OUTSIDE;
        return position;
    }
    position.province = chora_gazetteer_ancestor(gazetteer, position.finest, 1);
    position.country = chora_gazetteer_ancestor(gazetteer, position.finest, 0);
    return position;
}

chora_position chora_position_read(chora_gazetteer *gazetteer, chora_xy lonlat)
{
    chora_stage before = chora_stages_enter(gazetteer->stages, CHORA_STAGE_JOIN);
    chora_position position = read_position(gazetteer, lonlat);
    chora_stages_enter(gazetteer->stages, before);
    return position;
}
