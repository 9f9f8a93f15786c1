/**
 * @file
 * Water inside the areas: holes of theirs that are nobody's.
 */
#ifndef CHORA_COMPOSE_LAKES_H
#define CHORA_COMPOSE_LAKES_H

#include "compose/base_map.h"
#include "compose/draw.h"

/**
 * Over the ground: holes of the areas, which no other area and no other country fills, in the
 * paper's colour, as the sea is. Of a map of some areas only none is drawn: what is missing in them
 * may be an area that was not asked for. The neighbours are known by now.
 */
chora_status chora_lakes_draw(const chora_base_map *base, const chora_figure_inputs *inputs,
                              chora_drawing *drawing, chora_error *err);

#endif
