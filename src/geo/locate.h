/**
 * @file
 * Which area holds a point. GEOS STRtree and prepared polygons behind it.
 */
#ifndef CHORA_GEO_LOCATE_H
#define CHORA_GEO_LOCATE_H

#include "geo/shape.h"

typedef struct chora_locator chora_locator;

/** Nowhere. */
#define CHORA_NOWHERE ((size_t)-1)

/**
 * Polygon shapes in longitude/latitude (past 180 is fine); copied. An empty shape holds no point.
 * @return CHORA_OK; CHORA_EINVAL (no polygon); CHORA_EDATA (not finite); CHORA_ENOMEM.
 */
chora_status chora_locator_new(const chora_shape *const *shapes, size_t count, chora_locator **out,
                               chora_error *err);
void chora_locator_free(chora_locator *locator);

/**
 * Index of the shape that holds the point; on a shared border the lowest index; CHORA_NOWHERE
 * when none does or the point is not finite. Not for two threads at once.
 */
size_t chora_locate(chora_locator *locator, chora_xy lonlat);

/**
 * The nearest shape within `within_m` metres (0 when the point is inside) and the geodesic distance
 * in `distance_m` (may be NULL); of equally near ones the lowest index; CHORA_NOWHERE when none is
 * so near. The spot on the border is found on the locally flat ground: meant for up to 100 km.
 */
size_t chora_locate_nearest(chora_locator *locator, chora_xy lonlat, double within_m,
                            double *distance_m);

#endif
