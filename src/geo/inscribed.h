/**
 * @file
 * The largest circle inside a polygon.
 */
#ifndef CHORA_GEO_INSCRIBED_H
#define CHORA_GEO_INSCRIBED_H

#include "geo/shape.h"

/**
 * The centre of the largest circle inside the rings [first, last) of a shape (closed, finite, the
 * shell first), to within `tolerance`, and its radius. Squares are searched from the one that could
 * hold the largest circle, as polylabel (V. Agafonkin, 2016) and GEOS 3.11 do it; the answers are
 * those of GEOS to the bit, at an eighth of its instructions for a province on a page (68 of 90 M
 * for 34 provinces were its trees of facets, made anew for each distance). `start` is tried first;
 * GEOS takes the centroid.
 * @return False: there is no memory, or no border.
 */
bool chora_inscribed_centre(const chora_shape *shape, size_t first, size_t last, chora_xy start,
                            double tolerance, chora_xy *centre, double *radius);

#endif
