/**
 * @file
 * Mixing colours.
 */
#ifndef CHORA_STYLE_COLOUR_H
#define CHORA_STYLE_COLOUR_H

#include "style/style.h"

/** The colour `share` of the way from `a` (0) to `b` (1), in OKLab: even steps for the eye. Opaque.
 */
chora_colour chora_colour_mix(chora_colour a, chora_colour b, double share);

#endif
