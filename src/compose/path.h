/**
 * @file
 * The path of the mean centre over the map: a dot a period, arrows from each to the next.
 */
#ifndef CHORA_COMPOSE_PATH_H
#define CHORA_COMPOSE_PATH_H

#include "compose/base_map.h"
#include "compose/naming_step.h"

/** Find the centres and where they stand; nothing without inputs->path. CHORA_ENOMEM. */
chora_status chora_path_make(chora_base_map *base, const chora_figure_inputs *inputs,
                             chora_error *err);

/** No centre lies in the box, or at its edge: a scale bar or an inset may stand there. */
bool chora_path_is_off(const chora_base_map *base, chora_box box);

/** Those of the periods that have ended by the end of the page's. */
void chora_path_draw(chora_drawing *drawing, const chora_base_map *base,
                     const chora_figure_inputs *inputs, size_t period);

/** Keep other names off it, and name its periods: the last and the first before the others. */
chora_status chora_naming_path(const chora_naming *name);

/** "Arrows: mean centre of the incidents of each quarter …" for the foot; "" without a path. In
 * `arena`; NULL without memory. */
const char *chora_path_note(const chora_figure_inputs *inputs, chora_arena *arena);

/** The same path in words, for the alternative text; "" without one. */
const char *chora_path_words(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period, chora_arena *arena);

#endif
