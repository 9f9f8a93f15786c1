/**
 * @file
 * Classes told apart by lines in place of colour, for a photocopier.
 */
#ifndef CHORA_COMPOSE_CLASS_LINES_H
#define CHORA_COMPOSE_CLASS_LINES_H

#include "compose/choropleth.h"

/**
 * Fill `of` and `hatch` from the style's hatches. Fewer classes take hatches at even steps, the
 * lightest and the darkest among them. Classes of a change run the other way where numbers fell.
 * CHORA_EINVAL: more classes than the style has hatches.
 */
chora_status chora_class_lines(const chora_style *style, chora_class_colours *colours,
                               chora_error *err);

#endif
