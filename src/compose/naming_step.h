/**
 * @file
 * What the steps of naming share; inside of naming.
 */
#ifndef CHORA_COMPOSE_NAMING_STEP_H
#define CHORA_COMPOSE_NAMING_STEP_H

#include "compose/naming.h"

/** What every step needs. */
typedef struct {
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_class_colours *colours;
    const chora_findings *findings;
    size_t period;
    const chora_ruler *ruler;
    chora_label_field *field;
    chora_arena *arena; /**< Of the labels' group: keys and names live as long as they. */
    chora_names names;
    const bool *uncertain; /**< One an area: it is hatched as uncertain; NULL: none is. */
    double least_leader;   /**< An area with a smaller number has no leader. */
    chora_error *err;
} chora_naming;

/** Towns with circles, or the largest places, with dots, of those that have none. */
chora_status chora_naming_towns(const chora_naming *name, bool circles);

/** A bar in each area of what the map cannot place more finely, beside its name. */
chora_status chora_naming_bars(const chora_naming *name);

/** Has a town been named that has the area's name? */
bool chora_naming_town_says(const chora_naming *name, size_t area);

/** "No recorded incidents" in the middle of the map, when the author's own subtitle cannot say it.
 */
chora_status chora_naming_say_empty(const chora_naming *name);

#endif
