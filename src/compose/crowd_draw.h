/**
 * @file
 * Packed symbols on the page: plates, rings, glyphs, leaders; and what they keep names off.
 */
#ifndef CHORA_COMPOSE_CROWD_DRAW_H
#define CHORA_COMPOSE_CROWD_DRAW_H

#include "compose/base_map.h"
#include "compose/draw.h"

void chora_crowd_draw(chora_drawing *drawing, const chora_base_map *base,
                      const chora_figure_inputs *inputs, size_t period);

/** Keep names off the clusters and their leaders. */
chora_status chora_crowd_block(const chora_base_map *base, size_t period, chora_label_field *field,
                               chora_error *err);

/** The dots of a cloud, with their alpha. */
chora_colour chora_cloud_colour(const chora_base_map *base);

/** The ring round what is known only to its town, on the map and in the legend alike. */
chora_look chora_crowd_ring(const chora_style *style);

#endif
