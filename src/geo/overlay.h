/**
 * @file
 * Polygons laid over each other: all of them as one, what two have in common.
 */
#ifndef CHORA_GEO_OVERLAY_H
#define CHORA_GEO_OVERLAY_H

#include "geo/shape.h"

/**
 * All polygons as one shape, without the borders between them; invalid ones are made valid first.
 * Empty for none. Lives in `arena`.
 * @return CHORA_OK; CHORA_EDATA (GEOS cannot join them); CHORA_ENOMEM.
 */
chora_status chora_shape_union(const chora_shape *shapes, size_t count, chora_arena *arena,
                               chora_shape *out, chora_error *err);

/**
 * The ground that lies in both of two valid shapes of polygons; may be empty. Lives in `arena`.
 * @return CHORA_OK; CHORA_EDATA (GEOS cannot cut them); CHORA_ENOMEM.
 */
chora_status chora_shape_common(const chora_shape *a, const chora_shape *b, chora_arena *arena,
                                chora_shape *out, chora_error *err);

#endif
