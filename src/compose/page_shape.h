/**
 * @file
 * Points, segments and boxes against shapes on the page.
 */
#ifndef CHORA_COMPOSE_PAGE_SHAPE_H
#define CHORA_COMPOSE_PAGE_SHAPE_H

#include "geo/shape.h"

/** Inside by the even-odd rule; either side for a point on an edge. */
bool chora_page_shape_holds(const chora_shape *shape, chora_xy point);
/** Box, edges and all, wholly inside. */
bool chora_page_shape_contains(const chora_shape *shape, chora_box box);
/** Any point in common. */
bool chora_page_shape_meets(const chora_shape *shape, chora_box box);
/** Square points, holes taken off. */
double chora_page_shape_size(const chora_shape *shape);
/** Distance to the nearest edge; infinite without one. */
double chora_page_shape_clearance(const chora_shape *shape, chora_xy point);

/** The part of a segment between two heights spans these x; false when there is none. */
bool chora_segment_span(chora_xy a, chora_xy b, double low, double high, double *left,
                        double *right);
bool chora_segment_meets_box(chora_xy a, chora_xy b, chora_box box);
/** Smallest distance of two segments, 0 when they cross. */
double chora_segment_distance(chora_xy a, chora_xy b, chora_xy c, chora_xy d);

#endif
