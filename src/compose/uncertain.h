/**
 * @file
 * Hatched areas: they hold incidents that the map cannot place more finely
 * (legend: {uncertain: hatch}).
 */
#ifndef CHORA_COMPOSE_UNCERTAIN_H
#define CHORA_COMPOSE_UNCERTAIN_H

#include "compose/base_map.h"
#include "compose/draw.h"

/** Does the figure hatch them? */
bool chora_uncertain_is_hatched(const chora_figure_inputs *inputs);

/**
 * One flag an area: it is listed, or lies in an area that is. What is known only to the country
 * hatches none. In `arena`; NULL, with CHORA_OK, when none is hatched. CHORA_ENOMEM.
 */
chora_status chora_uncertain_areas(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   size_t period, chora_arena *arena, const bool **out,
                                   chora_error *err);

/** Lines with a casing, to be seen on any colour, over those areas. */
void chora_uncertain_draw(chora_drawing *drawing, const chora_base_map *base,
                          const chora_figure_inputs *inputs, size_t period);

/** The same lines in a box of the legend. */
void chora_uncertain_swatch(chora_drawing *drawing, const chora_style *style, chora_box box);

#endif
