/**
 * @file
 * What a map says of the disputed areas that it shows.
 */
#ifndef CHORA_COMPOSE_DISCLAIMERS_H
#define CHORA_COMPOSE_DISCLAIMERS_H

#include "compose/base_map.h"

/**
 * A sentence for each disputed area that meets `metres`, the frame in the projection of the view;
 * of more than three only the names. "" when there is none; NULL without memory.
 */
const char *chora_disclaimers_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 chora_box metres);

#endif
