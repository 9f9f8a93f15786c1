/**
 * @file
 * Beside the legend: incidents that no area's number and no circle shows, by the area they are
 * known to. (Symbols that tell incidents apart list them with their forms: legend_kinds.h.)
 */
#ifndef CHORA_COMPOSE_LEGEND_LISTS_H
#define CHORA_COMPOSE_LEGEND_LISTS_H

#include "compose/base_map.h"
#include "compose/draw.h"

/**
 * In a column from the top of the box on: a head, what they are known to, an area a line. When the
 * box is too low the last areas are counted together; that much is drawn even in a box without
 * room. Answers the height taken, 0 when nothing is listed. With `draw` false it only measures.
 */
double chora_legend_lists_column(chora_drawing *drawing, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period, chora_box box,
                                 bool draw);

/** The same as running text under a legend over the map, two lines at most. */
double chora_legend_lists_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box,
                              bool draw);

/** The most that any period needs of a row of that width. */
chora_status chora_legend_lists_height(const chora_base_map *base,
                                       const chora_figure_inputs *inputs, double width_pt,
                                       const chora_ruler *ruler, double *out, chora_error *err);

#endif
