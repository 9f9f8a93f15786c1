/**
 * @file
 * How true a projection is to size: what a scale bar must know, and whether areas keep theirs.
 */
#ifndef CHORA_GEO_SCALE_H
#define CHORA_GEO_SCALE_H

#include "geo/projection.h"

/**
 * Metres on the ellipsoid that one projected metre stands for at a projected point, along
 * `direction_deg` (0 along +x, counter-clockwise). A scale bar at `at` that says L metres is
 * L / chora_scale_at(projection, at, 0) projected metres long. NaN where nothing is projected to.
 */
double chora_scale_at(chora_projection *projection, chora_xy at, double direction_deg);

/** Smallest and largest chora_scale_at; both NaN when no point was on the ground. */
typedef struct {
    double min, max;
} chora_scale_range;

/** Over a projected box, by a grid of 9 by 9 points, its edges included. */
chora_scale_range chora_scale_over(chora_projection *projection, chora_box metres,
                                   double direction_deg);

/** By how much of itself the scale varies: max / min - 1 (0.02 is 2 %). NaN for no range. */
double chora_scale_variation(chora_scale_range range);

/** Projected area per area on the ellipsoid at a longitude/latitude; 1 where size is kept. */
double chora_scale_area(chora_projection *projection, chora_xy lonlat);

#endif
