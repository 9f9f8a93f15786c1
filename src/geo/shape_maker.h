/**
 * @file
 * Puts a shape together path by path when its size is not known beforehand. Sticky: ask once, in
 * chora_shape_maker_finish.
 */
#ifndef CHORA_GEO_SHAPE_MAKER_H
#define CHORA_GEO_SHAPE_MAKER_H

#include "geo/shape.h"

typedef struct {
    chora_shape_kind kind;
    chora_xy *xy;
    size_t point_count, point_capacity;
    size_t *start; /**< Of the finished paths; the open one begins at path_begin. */
    size_t start_capacity;
    size_t *polygon_of;
    size_t polygon_capacity;
    size_t path_count;
    size_t path_begin;
    size_t polygon;  /**< Number of the current polygon. */
    bool shell_done; /**< The current polygon has its shell. */
    bool shell_lost; /**< Its shell was too short: its holes go with it. */
    bool any_polygon;
    bool failed; /**< Out of memory. */
} chora_shape_maker;

#define CHORA_SHAPE_MAKER_INIT(shape_kind)                                                         \
    {                                                                                              \
        .kind = (shape_kind)                                                                       \
    }

/** The next path is the shell of a new polygon, those after it its holes. */
void chora_shape_maker_polygon(chora_shape_maker *maker);
/** Add a point to the open path. */
void chora_shape_maker_point(chora_shape_maker *maker, chora_xy point);
/**
 * End the open path. A ring is closed; one of fewer than 4 points, a line of fewer than 2 and an
 * empty point path are dropped (with a shell its holes). Answers whether the path was kept.
 */
bool chora_shape_maker_path(chora_shape_maker *maker);
/** Add whole paths [first, last) of a shape of the same kind. */
void chora_shape_maker_paths(chora_shape_maker *maker, const chora_shape *shape, size_t first,
                             size_t last);

/** Make the shape in `arena`, rings rewound; frees the maker whatever happens. */
chora_status chora_shape_maker_finish(chora_shape_maker *maker, chora_arena *arena,
                                      chora_shape *out, chora_error *err);
/** Forget everything. */
void chora_shape_maker_free(chora_shape_maker *maker);

/** Signed planar area of a closed ring, counter-clockwise positive. */
double chora_ring_area(const chora_xy *ring, size_t count);
/** Index of the first ring after those of the polygon that begins at `ring`. */
size_t chora_shape_polygon_end(const chora_shape *shape, size_t ring);
/** Box of some points. */
chora_box chora_box_of(const chora_xy *xy, size_t count);
/** Deep copy. */
chora_status chora_shape_copy(const chora_shape *shape, chora_arena *arena, chora_shape *out,
                              chora_error *err);
/** No NaN, no infinity. */
bool chora_shape_is_finite(const chora_shape *shape);

#endif
