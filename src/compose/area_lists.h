/**
 * @file
 * Incidents that are known to an area, but too coarsely for the map: listed beside it by area.
 */
#ifndef CHORA_COMPOSE_AREA_LISTS_H
#define CHORA_COMPOSE_AREA_LISTS_H

#include "compose/base_map.h"

/** Of one period. Start with chora_area_lists_of. */
typedef struct {
    const chora_figure_inputs *inputs;
    chora_arena *arena;
    const chora_figure_layer *layer; /**< Whose number it is that is listed. */
    bool points;                     /**< They would be symbols, not numbers of areas. */
    bool whole;                      /**< Its numbers are. */
    const chora_listed *items;       /**< The largest number first, then by name. */
    size_t count;                    /**< 0: nothing is listed. */
    bool marked; /**< Areas of it are hatched on the map, or have a bar. Not when all is known to
                    the country only. */
} chora_area_lists;

/**
 * With a choropleth what no area of its level has in its number, else what has no symbol; nothing
 * when the figure lists nothing (compose/shown.h). CHORA_ENOMEM.
 */
chora_status chora_area_lists_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_arena *arena, chora_area_lists *out,
                                 chora_error *err);

/** "Not drawn as points: 5 incidents", "Counted in no district: 34 people killed". */
const char *chora_area_lists_head(const chora_area_lists *lists);
/** "known to the province only", or how many to which level; behind "hatched: ..." or
 * "hatched part of the bar: ..." where they are marked. */
const char *chora_area_lists_note(const chora_area_lists *lists);
/** The area of one, in the figure's language. */
const char *chora_area_lists_name(const chora_area_lists *lists, const chora_listed *listed);
/** Its number as printed: of incidents, or of what the layer counts. */
const char *chora_area_lists_number(const chora_area_lists *lists, const chora_listed *listed);
/** Those from the index `from` on, together: "and 3 more", and their number. */
const char *chora_area_lists_more(const chora_area_lists *lists, size_t from);
const char *chora_area_lists_rest(const chora_area_lists *lists, size_t from);

/**
 * What it has of all that is known of its area, in areas of the map or not: "2 of 5". Counts of
 * incidents, but of a sum that is divided by nothing the sums. False where a number is not known,
 * and where the hatched part of a bar would be too low to be seen.
 */
bool chora_area_lists_bar(const chora_area_lists *lists, const chora_listed *listed, size_t period,
                          double *part, double *whole);

/** In words, the first `most` by name: "Counted in no district: 12 incidents (Kabul 5, Herat 4, and
 * 2 more 3)"; "" when nothing is listed. All of these are in the arena, NULL without memory. */
const char *chora_area_lists_sentence(const chora_area_lists *lists, size_t most);

#endif
