/**
 * @file
 * How often the lines of a shape cross: a scribble of thousands of crossings is no area, and would
 * keep a repair busy for hours.
 */
#ifndef CHORA_GEO_CROSSINGS_H
#define CHORA_GEO_CROSSINGS_H

#include "geo/shape.h"

/** Crossings of segments within and between paths, counted up to `limit`; 0 without memory. */
size_t chora_shape_crossings(const chora_shape *shape, size_t limit);

#endif
