/**
 * @file
 * Shapes in and out of the project file's geometry columns, without a detour through SQL functions.
 */
#ifndef CHORA_STORE_GEOMETRY_H
#define CHORA_STORE_GEOMETRY_H

#include "geo/shape.h"
#include "store/query.h"

/**
 * Bind a shape as the column's SpatiaLite blob: MULTIPOLYGON, MULTILINESTRING or, when it is one
 * point, POINT. NULL or an empty shape binds NULL; several points are CHORA_EINVAL.
 */
chora_status chora_query_bind_shape(chora_query *query, int index, const chora_shape *shape,
                                    chora_error *err);
/** Bind a POINT; NaN binds NULL. */
void chora_query_bind_point(chora_query *query, int index, chora_xy lonlat);
/**
 * Read a geometry column; an empty shape for NULL. Lives in `arena`. CHORA_EDATA when the blob is
 * broken or of a kind that Chora does not write.
 */
chora_status chora_query_shape(chora_query *query, int column, chora_arena *arena, chora_shape *out,
                               chora_error *err);
/**
 * Give the table incident an R-tree, unless it has one or the project is in memory. Before
 * chora_store_bulk_begin("incident"), best while it is empty. CHORA_ESTORE.
 */
chora_status chora_store_index_incidents(chora_store *store, chora_error *err);
/** An empty shape, safe to walk. */
chora_status chora_shape_none(chora_arena *arena, chora_shape *out, chora_error *err);

#endif
