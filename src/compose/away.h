/**
 * @file
 * Places that are too far from the main land for one frame: they are gathered, for an inset each.
 */
#ifndef CHORA_COMPOSE_AWAY_H
#define CHORA_COMPOSE_AWAY_H

#include "geo/shape.h"

enum { CHORA_AWAY_MAX = 4 };

typedef struct {
    chora_box boxes[CHORA_AWAY_MAX]; /**< Longitude/latitude. */
    size_t count;
} chora_away;

/**
 * What is within `gap` of a group belongs to it. False when there would be more than `most` groups:
 * then `out` means nothing.
 */
bool chora_away_add(chora_away *away, chora_box box, double gap, size_t most);

bool chora_away_holds(const chora_away *away, chora_xy lonlat);
/** One more than the place of the first box that holds it; 0: none does. */
size_t chora_away_plane(const chora_away *away, chora_xy lonlat);

#endif
