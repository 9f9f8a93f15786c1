/**
 * @file
 * What is too far from the main land for one frame: it has insets.
 */
#ifndef CHORA_COMPOSE_FAR_LANDS_H
#define CHORA_COMPOSE_FAR_LANDS_H

#include "compose/polygons.h"

/** What the frame is made for. */
typedef struct {
    const chora_polygons *all;
    const chora_areas *areas;
    size_t land;            /**< The main one; CHORA_NO_INDEX: none is known. */
    const chora_xy *points; /**< May be lost by no map; longitudes like the polygons'. */
    size_t count;
    size_t fixed; /**< So many, the last, stand in the frame itself. */
    size_t most;  /**< Insets. */
} chora_far_wish;

/**
 * Whole areas of a country that lie off it, as Alaska and Hawaii: with one of them in the frame the
 * main land would be drawn much smaller, and they are few of its areas and little of its land.
 * What is tiny and has no point is left out. Then `frame` is of the rest, and `away` has theirs,
 * with those of other far points. False, and nothing altered, where one frame is as good.
 */
bool chora_far_lands(const chora_far_wish *wish, chora_box *frame, chora_away *away);

/**
 * The same for points alone: `main` is the main land with what is near it, `whole` with all points.
 * What would stretch the frame far over the main land goes to `away`; the frame is returned.
 */
chora_box chora_far_points(const chora_far_wish *wish, chora_box main, chora_box whole,
                           chora_away *away);

/** Is the box so much wider or higher than what the map is about that more is worth leaving out? */
bool chora_far_stretches(chora_box box, chora_box main);

#endif
