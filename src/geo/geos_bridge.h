/**
 * @file
 * Shapes to GEOS geometries and back; one GEOS context per owner, never shared.
 */
#ifndef CHORA_GEO_GEOS_BRIDGE_H
#define CHORA_GEO_GEOS_BRIDGE_H

#include "geo/shape.h"
#include "geo/shape_maker.h"

#include <geos_c.h>

/** Must not move while open: GEOS writes its messages into it. */
typedef struct {
    GEOSContextHandle_t handle;
    char message[160]; /**< The last thing that went wrong. */
} chora_geos;

bool chora_geos_open(chora_geos *geos);
void chora_geos_close(chora_geos *geos);

/** The polygon whose rings are [first, last), or NULL. */
GEOSGeometry *chora_geos_polygon(chora_geos *geos, const chora_shape *shape, size_t first,
                                 size_t last);
/** The whole shape as a multi-polygon or multi-line, or NULL. Coordinates must be finite. */
GEOSGeometry *chora_geos_from_shape(chora_geos *geos, const chora_shape *shape);

/** Add what is of the maker's kind in a geometry. False when GEOS fails. */
bool chora_geos_collect(chora_geos *geos, const GEOSGeometry *geometry, chora_shape_maker *maker);

/**
 * Rings made valid, holes taken off their shell, shells merged; the result is valid. A hole outside
 * its shell takes nothing off (GEOS alone would make it an island). NULL when GEOS fails.
 */
GEOSGeometry *chora_geos_make_valid(chora_geos *geos, const chora_shape *shape, size_t first,
                                    size_t last);

#endif
