/**
 * @file
 * What is drawn round an inset: its place on the main map, its plate, its frame and title.
 */
#ifndef CHORA_COMPOSE_INSET_DRAW_H
#define CHORA_COMPOSE_INSET_DRAW_H

#include "compose/base_map.h"
#include "compose/draw.h"

/** From the edge of a title's tab to the title. */
#define CHORA_INSET_TITLE_EDGE_PT (1.6 * CHORA_PT_PER_MM)

/** The rectangles on the main map, under its symbols. */
chora_status chora_insets_locators(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_group **out, chora_error *err);

/** The white under the insets' frames. */
chora_status chora_insets_under(const chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_ruler *ruler, chora_group **out, chora_error *err);

/** The frames with their titles. */
chora_status chora_insets_over(const chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_group **out, chora_error *err);

#endif
