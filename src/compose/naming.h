/**
 * @file
 * What is named on the map: areas with their numbers, towns, neighbours.
 */
#ifndef CHORA_COMPOSE_NAMING_H
#define CHORA_COMPOSE_NAMING_H

#include "compose/choropleth.h"
#include "compose/findings.h"

/** The groups that naming fills; owned by the caller. */
typedef struct {
    chora_group *labels, *leaders;
    chora_group *dots; /**< Of towns that are named and have no circle. */
    chora_group *bars; /**< Of what is known too coarsely for the map. */
    const chora_group
        *insets[CHORA_INSETS_MAX]; /**< Labels of the insets, for the note; borrowed. */
} chora_names;

/** Names in the order of claim: symbols and the scale bar block, then areas, towns, neighbours. */
chora_status chora_names_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                              const chora_class_colours *colours, const chora_findings *findings,
                              size_t period, const chora_ruler *ruler, chora_names *out,
                              chora_error *err);

/** "Not named on the map: Samangan 1, Parwan 1" for the foot; "" when every number has its name. */
const char *chora_names_note(const chora_names *names, const chora_base_map *base,
                             const chora_figure_inputs *inputs, size_t period, chora_arena *arena);

#endif
