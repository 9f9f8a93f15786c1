/**
 * @file
 * The legend of symbols that tell incidents apart, and of the incidents that are no points.
 */
#ifndef CHORA_COMPOSE_LEGEND_KINDS_H
#define CHORA_COMPOSE_LEGEND_KINDS_H

#include "compose/base_map.h"
#include "compose/draw.h"

/**
 * In a column: forms with what they mean and how many there are, then what is not drawn as points,
 * by area, with its forms. Takes as much of the box as it needs from the top on, leaving out first
 * the second lines, then the last areas (which it counts together). Answers the height taken. With
 * `draw` false it only measures.
 */
double chora_legend_kinds_column(chora_drawing *drawing, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period, chora_box box,
                                 bool draw);

/** The same as running text, line after line, for a legend over the map. */
double chora_legend_kinds_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box,
                              bool draw);

#endif
