/**
 * @file
 * How colours are seen: with a colour-vision deficiency, in greys, and how far apart two are.
 */
#ifndef CHORA_STYLE_VISION_H
#define CHORA_STYLE_VISION_H

#include "style/style.h"

typedef enum {
    CHORA_VISION_COMMON,
    CHORA_VISION_PROTAN, /**< No long-wave cones. */
    CHORA_VISION_DEUTAN, /**< No middle-wave cones: the most frequent. */
    CHORA_VISION_TRITAN, /**< No short-wave cones. */
    CHORA_VISION_GREY,   /**< A photocopy: luminance only. */
    CHORA_VISIONS
} chora_vision;

typedef struct {
    double l, a, b;
} chora_lab;

/** CIE L*a*b* (D65) of an sRGB colour as it is seen; the deficiencies are those of Machado,
 * Oliveira and Fernandes 2009 at full severity, in linear RGB. */
chora_lab chora_vision_lab(chora_colour colour, chora_vision vision);

/** CIEDE2000 (CIE 142-2001; formulas of Sharma, Wu and Dalal 2005), all weights 1. */
double chora_lab_distance(chora_lab a, chora_lab b);

#endif
