/**
 * @file
 * Invalid rings made valid, with what was done to them told.
 */
#ifndef CHORA_GEO_REPAIR_H
#define CHORA_GEO_REPAIR_H

#include "geo/shape.h"

typedef struct {
    bool changed;       /**< Was the shape invalid? */
    char reason[120];   /**< Why, with the coordinates ("Self-intersection at 69.2 34.5"). */
    double area_change; /**< |new - old| / old planar area; 0 when unchanged, 1 when old was 0. */
} chora_repair;

/**
 * Polygons only; other shapes are copied. Valid ones keep every coordinate, so shared borders stay
 * shared. `report` may be NULL. Lives in `arena`.
 * @return CHORA_OK; CHORA_EDATA (nothing is left, empty or not finite); CHORA_ENOMEM.
 */
chora_status chora_shape_repair(const chora_shape *shape, chora_arena *arena, chora_shape *out,
                                chora_repair *report, chora_error *err);

/**
 * The point furthest inside the largest polygon (pole of inaccessibility) and its distance to the
 * edge, in the shape's units (NULL is fine), to a thousandth of the polygon's longer side. For
 * labels project first. Falls back to a point on the surface for very thin polygons.
 * @return CHORA_OK; CHORA_EINVAL (no polygon); CHORA_EDATA (empty or not finite); CHORA_ENOMEM.
 */
chora_status chora_shape_inner_point(const chora_shape *shape, chora_xy *point, double *radius,
                                     chora_error *err);

#endif
