/**
 * @file
 * Polygons as shared arcs: a border between two areas is one line, simplified once, drawn once.
 */
#ifndef CHORA_GEO_TOPOLOGY_H
#define CHORA_GEO_TOPOLOGY_H

#include "geo/shape.h"

/** No area on that side of an arc. */
#define CHORA_NO_AREA ((size_t)-1)

/** A line between two nodes (or a closed ring); immutable. */
typedef struct {
    size_t first, count; /**< Its points in chora_topology.xy. */
    size_t left, right;  /**< The areas beside it, or CHORA_NO_AREA; of overlaps, the lowest. */
} chora_arc;

/** Rings of all areas as chains of arcs. */
typedef struct {
    size_t area_count;
    size_t *ring_start; /**< area_count + 1: the rings of an area. */
    size_t ring_count;
    bool *ring_is_hole; /**< ring_count; a hole belongs to the shell before it. */
    size_t *link_start; /**< ring_count + 1: the links of a ring. */
    int64_t *links;     /**< Arc index, or ~index when run backwards. */
    size_t arc_count;
    chora_arc *arcs;
    chora_xy *xy;
} chora_topology;

/**
 * Build from polygon shapes that share borders vertex for vertex (exact match). Empty shapes keep
 * their number; repeated points and rings of fewer than 3 different neighbours in a row are left
 * out. The same input gives the same arcs in the same order. Lives in `arena`.
 * @return CHORA_OK; CHORA_EINVAL (a shape is no polygon); CHORA_ELIMIT (2^31 points);
 *         CHORA_ENOMEM.
 */
chora_status chora_topology_build(const chora_shape *const *shapes, size_t count,
                                  chora_arena *arena, chora_topology *out, chora_error *err);

/**
 * Simplify every arc to `tolerance` (the shapes' units; 0 copies), nodes kept, so that borders
 * stay shared: no point left out is further than that from its line (Douglas-Peucker). A ring
 * larger than tolerance², and the largest of every area, keeps at least 4 points, its direction and
 * half its area: its arcs are simplified less where that needs it. Other rings may shrink to
 * nothing. Lines may cross by less than the tolerance: choose one that cannot be seen. Lives in
 * `arena`.
 * @return CHORA_OK; CHORA_EINVAL (negative or not finite); CHORA_ENOMEM.
 */
chora_status chora_topology_simplify(const chora_topology *topology, double tolerance,
                                     chora_arena *arena, chora_topology *out, chora_error *err);

/**
 * The polygons of an area put together again. Rings of fewer than 4 points or without area are
 * left out, a shell with its holes; the shape may so be empty.
 */
chora_status chora_topology_shape(const chora_topology *topology, size_t area, chora_arena *arena,
                                  chora_shape *out, chora_error *err);

/** Is the arc between these two areas (either may be CHORA_NO_AREA) wanted? */
typedef bool (*chora_arc_select)(void *context, size_t left, size_t right);

/**
 * The chosen arcs as lines, each arc once, joined end to end into long lines; where several could
 * go on, the straightest does. `select` NULL takes every arc. An outline of some areas: those arcs
 * that have exactly one of them beside it. Lives in `arena`.
 */
chora_status chora_topology_lines(const chora_topology *topology, chora_arc_select select,
                                  void *context, chora_arena *arena, chora_shape *out,
                                  chora_error *err);

#endif
