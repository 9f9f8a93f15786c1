#include "store/geometry.h"

#include "store/blob.h"
#include "store/connection.h"

#include <math.h>
#include <stdlib.h>

chora_status chora_query_bind_shape(chora_query *query, int index, const chora_shape *shape,
                                    chora_error *err)
{
    if (!shape || shape->path_count == 0) {
        chora_query_bind_null(query, index);
        return CHORA_OK;
    }
    unsigned char *blob = NULL;
    size_t length = 0;
    chora_status st = chora_blob_write(shape, &blob, &length, err);
    if (st)
        return st;
    chora_query_bind_blob(query, index, blob, length);
    free(blob);
    return CHORA_OK;
}

void chora_query_bind_point(chora_query *query, int index, chora_xy lonlat)
{
    if (!isfinite(lonlat.x) || !isfinite(lonlat.y)) {
        chora_query_bind_null(query, index);
        return;
    }
    unsigned char blob[CHORA_BLOB_POINT];
    chora_blob_point(lonlat, blob);
    chora_query_bind_blob(query, index, blob, sizeof blob);
}

chora_status chora_shape_none(chora_arena *arena, chora_shape *out, chora_error *err)
{
    size_t *start = chora_arena_alloc(arena, 1, sizeof *start);
    if (!start)
        return chora_no_memory(err);
    *out = (chora_shape){
        .kind = CHORA_SHAPE_POLYGONS, .start = start, .polygon_of = start, .box = CHORA_BOX_EMPTY
    };
    return CHORA_OK;
}

chora_status chora_query_shape(chora_query *query, int column, chora_arena *arena, chora_shape *out,
                               chora_error *err)
{
    if (chora_query_is_null(query, column))
        return chora_shape_none(arena, out, err);
    size_t length = 0;
    const void *blob = chora_query_blob(query, column, &length);
    return chora_blob_read(blob, length, arena, out, err);
}

chora_status chora_store_index_incidents(chora_store *store, chora_error *err)
{
    int64_t there = 0, made = 0;
    if (!store->spatial)
        return CHORA_OK;
    chora_status st = chora_connection_int(
        store->db, "SELECT count(*) FROM sqlite_master WHERE name = 'idx_incident_geom'", &there,
        err);
    if (st || there)
        return st;
    st = chora_connection_int(store->db, "SELECT CreateSpatialIndex('incident', 'geom')", &made,
                              err);
    if (!st && !made)
        st = chora_fail(err, CHORA_ESTORE, "the R-tree of the incidents cannot be made");
    return st;
}
