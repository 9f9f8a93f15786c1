/**
 * @file
 * Two numbers of each area as one colour of a square: the choropleth's across, the second's up.
 */
#ifndef CHORA_COMPOSE_BIVARIATE_H
#define CHORA_COMPOSE_BIVARIATE_H

#include "compose/choropleth.h"
#include "compose/findings.h"

/** Does the figure show two numbers of each area? */
bool chora_bivariate_is(const chora_base_map *base, const chora_figure_inputs *inputs);

/** The number up the square; as chora_base_cell. */
chora_cell chora_bivariate_second(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  size_t area, size_t period);

/** Colours, or lines, of the boxes of a layer and the one behind it. `out->classes` is set. */
chora_status chora_bivariate_colours(const chora_figure_inputs *inputs, size_t layer,
                                     chora_class_colours *out, chora_error *err);

/** Its box, counted from the lower left one along the rows, or a CHORA_KIND_...: zero is without an
 * incident; no data when either number is missing. */
int chora_bivariate_class(const chora_class_colours *colours, chora_cell across, chora_cell up);

/** Where colours are lines: those of the number up, over those of the number across. Gap 0: none.
 */
chora_look chora_bivariate_over(const chora_class_colours *colours, int class_index);

/** Draw them over all areas. */
void chora_bivariate_draw_over(chora_drawing *drawing, const chora_base_map *base,
                               const chora_figure_inputs *inputs,
                               const chora_class_colours *colours, size_t period);

/** "41 | 372", for labels; in `arena`, NULL without memory, as all that follow. */
const char *chora_bivariate_number(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   size_t area, size_t period, chora_arena *arena);
/** "Kabul: 41 incidents, 372 people killed". */
const char *chora_bivariate_title(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  size_t area, size_t period, chora_arena *arena);

/** What stands at an axis: the author's title, else "People killed"; 0 across, 1 up. */
const char *chora_bivariate_axis(const chora_figure_inputs *inputs, size_t layer, int axis,
                                 chora_arena *arena);

/** "In the highest class of both: Kabul, Nangarhar"; "" when no area is. */
const char *chora_bivariate_sentence(const chora_base_map *base, const chora_figure_inputs *inputs,
                                     size_t period, chora_arena *arena);
/** For the alt text: the areas with the highest numbers; then the classes of both. */
const char *chora_bivariate_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                    size_t period, chora_arena *arena);
const char *chora_bivariate_classes(const chora_figure_inputs *inputs, size_t layer,
                                    const chora_classes *shown, chora_arena *arena);

/* ---- the legend (legend_bivariate.c) --------------------------------------------------------- */

/** The square with its axes, and under it (in a column) or beside it (in a row) what has no box. */
void chora_legend_bivariate(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, const chora_class_colours *colours,
                            size_t period);
/** Height of the row. */
double chora_legend_bivariate_height(const chora_figure_inputs *inputs, size_t layer);

#endif
