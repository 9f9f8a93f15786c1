/**
 * @file
 * The inside of a painter, for the formats that paint several pages.
 */
#ifndef CHORA_PAINT_PAINTER_H
#define CHORA_PAINT_PAINTER_H

#include "paint/paint.h"
#include "paint/typeset.h"

/** Its lines; borrowed. */
chora_typeset *chora_painter_lines(chora_painter *painter);

#endif
