/**
 * @file
 * Hexagons on the page and in the legend, and what is said of them.
 */
#ifndef CHORA_COMPOSE_HEXMAP_DRAW_H
#define CHORA_COMPOSE_HEXMAP_DRAW_H

#include "compose/choropleth.h"
#include "compose/findings.h"
#include "compose/legend.h"

void chora_hexmap_draw(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, const chora_class_colours *colours,
                       size_t period);

/** Keep names of areas off them. */
chora_status chora_hexmap_block(const chora_base_map *base, size_t period, chora_label_field *field,
                                chora_error *err);

/** The legend's entries, counted by hexagons; as chora_legend_list. */
chora_legend_entries chora_hexmap_entries(const chora_base_map *base,
                                          const chora_figure_inputs *inputs,
                                          const chora_class_colours *colours, size_t period,
                                          chora_arena *arena);

/** What the numbers of the period say, in place of those of areas. */
void chora_hexmap_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t period, chora_findings *out);

/** "68 incidents in 21 hexagons; most, 39, around Kabul"; `all`: "68 incidents mapped". */
const char *chora_hexmap_sentence(const chora_findings *findings, const chora_base_map *base,
                                  const chora_figure_inputs *inputs, size_t period, const char *all,
                                  chora_arena *arena);

/** For the alt text: "Kabul 39, Jalalabad 8"; "" when no hexagon has a name. */
const char *chora_hexmap_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_arena *arena);

/** "each 50 km from side to side, 2165 km²", for the legend. */
const char *chora_hexmap_size(const chora_base_map *base, const chora_words *words,
                              chora_arena *arena);
/** "Hexagons 50 km from side to side (2165 km²), cut at the border; includes 67 known only to the
 * town or its district", for the foot. */
const char *chora_hexmap_note(const chora_base_map *base, const chora_figure_inputs *inputs,
                              size_t period, chora_arena *arena);

#endif
