/**
 * @file
 * Lines of equal latitude and longitude, and an arrow to the north, where a figure asks for them.
 */
#ifndef CHORA_COMPOSE_GRATICULE_H
#define CHORA_COMPOSE_GRATICULE_H

#include "compose/base_map.h"

/** 1, 2, 5, 10, 15, 20 or 30 degrees and their tenths: about four lines over `degrees`. */
double chora_graticule_step(double degrees);

/** Fill base->graticule and base->north, with the boxes that names must leave free. */
chora_status chora_graticule_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, chora_error *err);

#endif
