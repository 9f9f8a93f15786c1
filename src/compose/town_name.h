/**
 * @file
 * What a town with a symbol is called on the page.
 */
#ifndef CHORA_COMPOSE_TOWN_NAME_H
#define CHORA_COMPOSE_TOWN_NAME_H

#include "compose/figure_page.h"

/** The name of a place in the language of the figure, when it has one; else `name`. */
const char *chora_town_name(const chora_figure_inputs *inputs, int64_t place_id, const char *name);

#endif
