/**
 * @file
 * The half of the Earth around a point on an equal-area disc: for maps too small for arcs and edges
 * that bend (compose/locator.h).
 */
#ifndef CHORA_GEO_GLOBE_H
#define CHORA_GEO_GLOBE_H

#include "geo/shape.h"

typedef struct chora_globe chora_globe;

/** CHORA_EINVAL (no such point), CHORA_ENOMEM. */
chora_status chora_globe_open(chora_xy lonlat, chora_globe **out, chora_error *err);
void chora_globe_close(chora_globe *globe);

/** Kilometres, x east, y north, the point itself at 0, 0. The disc's edge is chora_globe_radius_km
 * away from it; what lies on the other half comes to stand on that edge. */
chora_xy chora_globe_point(chora_globe *globe, chora_xy lonlat);
double chora_globe_radius_km(void);

/**
 * A longitude/latitude shape on the disc, in kilometres, cut at its edge; points nearer than
 * `step_km` to the one before are left out. Rings are filled even-odd: the disc's own edge is among
 * them when the shape holds the point on the other side of the Earth. May be empty.
 * Equal-area by Lambert's azimuthal projection on the sphere (Snyder, "Map Projections: A Working
 * Manual", USGS Professional Paper 1395, 1987, page 182). CHORA_ENOMEM.
 */
chora_status chora_globe_shape(chora_globe *globe, const chora_shape *lonlat, double step_km,
                               chora_arena *arena, chora_shape *out, chora_error *err);

#endif
