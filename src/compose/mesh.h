/**
 * @file
 * Shapes as shared arcs, projected, set on the page and simplified: borders stay shared.
 */
#ifndef CHORA_COMPOSE_MESH_H
#define CHORA_COMPOSE_MESH_H

#include "compose/view.h"
#include "geo/topology.h"

/** The one geometric tolerance of all outputs, in points. */
#define CHORA_PAGE_TOLERANCE_PT 0.07

/** Arcs of polygons (longitude/latitude), long edges made of short ones, projected to metres. */
chora_status chora_mesh_project(const chora_shape *const *shapes, size_t count,
                                const chora_view *view, chora_arena *arena, chora_topology *out,
                                chora_error *err);

/** The same for lines: every path is an arc with no area on either side. */
chora_status chora_mesh_project_lines(const chora_shape *shape, const chora_view *view,
                                      chora_arena *arena, chora_topology *out, chora_error *err);

chora_box chora_mesh_box(const chora_topology *mesh);

/**
 * Metres to the page (in place), then simplified into `out`. The view must be fitted. `shapes`
 * (area_count, may be NULL) receives the polygons of the areas; those of an area too small to see
 * are empty.
 */
chora_status chora_mesh_settle(chora_topology *mesh, const chora_view *view, chora_arena *arena,
                               chora_topology *out, chora_shape *shapes, chora_error *err);

#endif
