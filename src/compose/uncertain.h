/**
 * @file
 * Areas that hold incidents that the map cannot place more finely: a bar in each, hatched in
 * proportion (legend: {uncertain: bar}), or all of it hatched (hatch).
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

/** Is it an area of the map, or one that holds areas of it; no country? */
bool chora_uncertain_is_mapped(const chora_figure_inputs *inputs, int64_t id);
/** Is the area of the map the listed one, or in it? */
bool chora_uncertain_lies_in(const chora_figure_inputs *inputs, const chora_area *area,
                             int64_t listed);

/** Points; of the style's type, so that it grows with a slide's. */
double chora_uncertain_bar_width(const chora_style *style);
double chora_uncertain_bar_height(const chora_style *style);

/** An upright bar, hatched from its foot up to that share of it (0 .. 1). */
void chora_uncertain_bar(chora_drawing *drawing, const chora_style *style, const chora_meaning *of,
                         chora_box box, double share);

/** What the map has, in a box of the legend that is so wide: a bar half hatched, or the lines over
 * an area. */
double chora_uncertain_swatch_width(const chora_figure *figure, const chora_style *style);
void chora_uncertain_swatch(chora_drawing *drawing, const chora_figure *figure,
                            const chora_style *style, chora_box box);

#endif
