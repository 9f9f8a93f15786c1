/**
 * @file
 * An equal-area projection for a box.
 */
#ifndef CHORA_GEO_PROJECTION_AUTO_H
#define CHORA_GEO_PROJECTION_AUTO_H

#include "base/buffer.h"
#include "geo/shape.h"

/** The PROJ string for a longitude/latitude box; an empty or impossible box is the world. */
void chora_projection_choose(chora_box lonlat, chora_buffer *out);

#endif
