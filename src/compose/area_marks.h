/**
 * @file
 * One symbol an area: a circle, a ring or pie of parts, or two halves; none over another.
 */
#ifndef CHORA_COMPOSE_AREA_MARKS_H
#define CHORA_COMPOSE_AREA_MARKS_H

#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/findings.h"
#include "compose/legend.h"

/** The numbers of an area: of each part; of a plain circle the first one. */
typedef struct {
    double parts[CHORA_PARTS_MAX];
    double whole; /**< Of halves the incidents, else the sum of the parts. */
} chora_area_numbers;

/** False where there is no symbol: nothing is known, or all numbers are 0. */
bool chora_area_numbers_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period, chora_area_numbers *out);

/** The largest number that a symbol, or a half of one, stands for in any period. */
double chora_area_marks_largest(const chora_base_map *base, const chora_figure_inputs *inputs);

/** Place those of all periods; `points_per_root` becomes smaller until they have room. */
chora_status chora_area_marks_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_error *err);

void chora_area_marks_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, size_t period);
/** Keep names off them and their leaders. */
chora_status chora_area_marks_block(const chora_base_map *base, size_t period,
                                    chora_label_field *field, chora_error *err);
/** Does none of a period reach into the box? */
bool chora_area_marks_are_off(const chora_base_map *base, size_t period, chora_box box);

/* ---- words and legend (area_marks_words.c) --------------------------------------------------- */

/** The number at an area's name: the whole, of halves "26 | 41". In `arena`, NULL without memory.
 */
const char *chora_area_marks_number(const chora_base_map *base, const chora_figure_inputs *inputs,
                                    size_t area, size_t period, chora_arena *arena);
/** What the numbers of the period say of halves, in place of those of areas. */
void chora_area_marks_findings(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, chora_findings *found);
/** "74 incidents: 44 Claimed, 5 Attributed"; "" for plain circles. */
const char *chora_area_marks_sentence(const chora_base_map *base, const chora_figure_inputs *inputs,
                                      size_t period, const char *all, chora_arena *arena);
/** For the alt text: "Kabul 41 (26 Claimed, 2 Attributed); Nangarhar 10 (…)". */
const char *chora_area_marks_highest(const chora_base_map *base, const chora_figure_inputs *inputs,
                                     size_t period, chora_arena *arena);
/** The parts with their numbers, and what has no symbol; as chora_legend_list. */
chora_legend_entries chora_area_marks_entries(const chora_base_map *base,
                                              const chora_figure_inputs *inputs, size_t period,
                                              chora_arena *arena);
/** Over them: "Target", "Claimed and verified". */
const char *chora_area_marks_head(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_arena *arena);
/** The same as running text over the map: boxes with their words, on as many lines as they need.
 * Answers the height; with `draw` false it only measures. */
double chora_area_marks_row(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, const chora_class_colours *colours,
                            size_t period, chora_box box, bool draw);
/** Is there anything to list? Plain circles need only what has none. */
bool chora_area_marks_has_entries(const chora_base_map *base);

#endif
