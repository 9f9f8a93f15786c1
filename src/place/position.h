/**
 * @file
 * What the coordinates of a row say about its place, before its words are looked at.
 */
#ifndef CHORA_PLACE_POSITION_H
#define CHORA_PLACE_POSITION_H

#include "place/gazetteer.h"

/** An area that is at most so far is the one meant: outlines are coarse. */
#define CHORA_NEAREST_M 5000.0

typedef enum {
    CHORA_POSITION_MISSING, /**< No coordinates, half of them, or (0, 0). */
    CHORA_POSITION_INVALID, /**< Not on the Earth. */
    CHORA_POSITION_INSIDE,
    CHORA_POSITION_NEAREST, /**< In no area, but one is within CHORA_NEAREST_M. */
    CHORA_POSITION_OUTSIDE
} chora_position_state;

typedef struct {
    chora_position_state state;
    size_t finest; /**< Index into the areas; CHORA_NO_SITE. */
    size_t province;
    size_t country;
    double distance_m; /**< To the nearest area. */
} chora_position;

chora_position chora_position_read(chora_gazetteer *gazetteer, chora_xy lonlat);

#endif
