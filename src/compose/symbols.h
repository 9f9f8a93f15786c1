/**
 * @file
 * Gathered symbols: one circle a town, its area in proportion to the number.
 */
#ifndef CHORA_COMPOSE_SYMBOLS_H
#define CHORA_COMPOSE_SYMBOLS_H

#include "compose/base_map.h"
#include "compose/draw.h"

/**
 * What a symbol of the table stands for: "town", or "place" when one of them, in any period, is at
 * coordinates that no town of the gazetteer was found for. Part of a phrase's key.
 */
const char *chora_symbols_spot(const chora_table *table);

/** Radius in points. */
double chora_circle_radius(const chora_base_map *base, double value);

/** Radius with what its line and casing add outside. */
double chora_circle_reach(const chora_base_map *base, double value);

/** The same circle on the map and in the legend. */
chora_look chora_circle_look(const chora_base_map *base);

/** Largest first, so that small ones lie on top. Negative and zero values have no symbol. */
void chora_symbols_draw(chora_drawing *drawing, const chora_base_map *base,
                        const chora_figure_inputs *inputs, size_t period);

/** Keep labels off the circles. */
chora_status chora_symbols_block(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_label_field *field, chora_error *err);

/** Keep labels off one circle. */
chora_status chora_circle_block(chora_label_field *field, chora_xy at, double radius,
                                chora_error *err);

/** Does no symbol of any period reach into the box? */
bool chora_symbols_are_off(const chora_base_map *base, const chora_figure_inputs *inputs,
                           chora_box box);

/** Rows in the circles that are known only to their town or its district. */
int64_t chora_symbols_coarse(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period);

#endif
