/**
 * @file
 * The small forms that stand for incidents: told apart by form first, by colour second.
 */
#ifndef CHORA_COMPOSE_GLYPH_H
#define CHORA_COMPOSE_GLYPH_H

#include "compose/draw.h"

typedef enum {
    CHORA_GLYPH_CIRCLE,
    CHORA_GLYPH_SQUARE,
    CHORA_GLYPH_TRIANGLE,
    CHORA_GLYPH_DIAMOND,
    CHORA_GLYPH_DOWN, /**< A triangle on its tip. */
    CHORA_GLYPH_PLUS,
    CHORA_GLYPH_STAR,
    CHORA_GLYPH_X, /**< Two crossed lines. */
    CHORA_GLYPH_SHAPES
} chora_glyph_shape;

typedef enum {
    CHORA_FILL_FULL,
    CHORA_FILL_HALF,   /**< The left half. */
    CHORA_FILL_HOLLOW, /**< The paper's colour inside. */
    CHORA_FILL_DOT     /**< Hollow, with a dot in the middle. */
} chora_glyph_fill;

typedef struct {
    chora_glyph_shape shape;
    chora_glyph_fill fill;
    chora_colour colour;
} chora_glyph;

/** How far a glyph of that radius reaches from its middle; its area is that of the circle. */
double chora_glyph_reach(chora_glyph_shape shape, double radius);

/** The radius to draw a glyph with among packed ones, so that its corners keep off the others. */
double chora_glyph_packed(chora_glyph_shape shape, double radius);

/**
 * Draw one. `stroke` gives the width of its outline, in the glyph's own colour; `casing_pt` is
 * added in the paper's colour on each side. The meaning goes with the whole form; a half or a dot
 * inside it is a node of its own, with the role "symbol-part".
 */
void chora_glyph_draw(chora_drawing *drawing, chora_meaning meaning, chora_glyph glyph,
                      chora_xy centre, double radius, double stroke_pt, double casing_pt,
                      chora_colour paper);

#endif
