/**
 * @file
 * The steps that a base map is made of; inside of it.
 */
#ifndef CHORA_COMPOSE_BASE_STEP_H
#define CHORA_COMPOSE_BASE_STEP_H

#include "compose/base_map.h"

/** Which row of the table belongs to each area, and how its numbers are printed. */
chora_status chora_base_rows_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_error *err);

/** What is in the legend of any period is in that of all: it keeps its form from page to page. */
void chora_base_look_through(chora_base_map *base, const chora_figure_inputs *inputs);

/** Project the areas, lay out the page, fit the view, settle the areas in it. */
chora_status chora_base_areas_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_error *err);
/** Shapes, borders and inner points on the page, of projected areas; the view is fitted. */
chora_status chora_base_areas_settle(chora_base_map *base, const chora_areas *areas,
                                     chora_topology *metres, chora_error *err);
/** The page points of the towns that may be named. */
chora_status chora_base_towns_make(chora_base_map *base, const chora_places *places,
                                   chora_error *err);
/** The same of symbols; of what has an inset of its own they are not finite. */
chora_status chora_base_spots_make(chora_base_map *base, const chora_table *table,
                                   chora_error *err);

/** Takes those that this map shows into the box, in metres; of all periods. */
void chora_base_symbols_box(const chora_base_map *base, const chora_table *table, chora_box *box);

/** Of the whole map, or, with a parent, of a part of it; nothing without hexagons. */
chora_status chora_base_hexmap_make(chora_base_map *base, const chora_base_map *parent,
                                    const chora_figure_inputs *inputs, chora_error *err);

/** Ground, lines, borders, scale bar and graticule. */
chora_status chora_base_strokes_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                     const chora_ruler *ruler, chora_error *err);

#endif
