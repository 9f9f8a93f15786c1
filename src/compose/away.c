#include "compose/away.h"

/* Groups that the new one has brought together become one. */
static void join(chora_away *away, size_t at, double gap)
{
    for (size_t i = 0; i < away->count;) {
        if (i == at || !chora_box_overlaps(chora_box_grow(away->boxes[at], gap), away->boxes[i])) {
            i++;
            continue;
        }
        chora_box_add_box(&away->boxes[at], away->boxes[i]);
        away->boxes[i] = away->boxes[--away->count];
        at = at == away->count ? i : at;
        i = 0;
    }
}

bool chora_away_add(chora_away *away, chora_box box, double gap, size_t most)
{
    for (size_t i = 0; i < away->count; i++)
        if (chora_box_overlaps(chora_box_grow(box, gap), away->boxes[i])) {
            chora_box_add_box(&away->boxes[i], box);
            join(away, i, gap);
            return true;
        }
    if (away->count >= most || away->count == CHORA_AWAY_MAX)
        return false;
    away->boxes[away->count++] = box;
    return true;
}

size_t chora_away_plane(const chora_away *away, chora_xy lonlat)
{
    for (size_t i = 0; i < away->count; i++)
        if (chora_box_holds(away->boxes[i], lonlat))
            return i + 1;
    return 0;
}

bool chora_away_holds(const chora_away *away, chora_xy lonlat)
{
    return chora_away_plane(away, lonlat) > 0;
}
