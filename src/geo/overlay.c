#include "geo/overlay.h"

#include "geo/geos_bridge.h"

#include <stdlib.h>

static void destroy(chora_geos *geos, GEOSGeometry *geometry)
{
    if (geometry)
        GEOSGeom_destroy_r(geos->handle, geometry);
}

/* Takes the geometry over whatever happens. */
static chora_status take(chora_geos *geos, GEOSGeometry *geometry, chora_arena *arena,
                         chora_shape *out, chora_error *err)
{
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_POLYGONS);
    bool done = geometry && chora_geos_collect(geos, geometry, &maker);
    destroy(geos, geometry);
    if (done)
        return chora_shape_maker_finish(&maker, arena, out, err);
    chora_shape_maker_free(&maker);
    return chora_fail(err, CHORA_EDATA, "areas cannot be laid over each other: %s", geos->message);
}

/* NULL when one of them cannot be made valid; `members` has room for all. */
static GEOSGeometry *joined(chora_geos *geos, const chora_shape *shapes, size_t count,
                            GEOSGeometry **members)
{
    size_t made = 0;
    bool lost = false;
    for (size_t i = 0; i < count && !lost; i++) {
        if (shapes[i].path_count == 0)
            continue;
        members[made] = chora_geos_make_valid(geos, &shapes[i], 0, shapes[i].path_count);
        lost = !members[made];
        made += !lost;
    }
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, members, (unsigned)made);
    GEOSGeometry *one = all && !lost ? GEOSUnaryUnion_r(geos->handle, all) : NULL;
    destroy(geos, all);
    return one;
}

chora_status chora_shape_union(const chora_shape *shapes, size_t count, chora_arena *arena,
                               chora_shape *out, chora_error *err)
{
    chora_geos geos;
    GEOSGeometry **members = chora_alloc(count + 1, sizeof *members);
    if (!members || !chora_geos_open(&geos)) {
        free(members);
        return chora_no_memory(err);
    }
    chora_status st = take(&geos, joined(&geos, shapes, count, members), arena, out, err);
    chora_geos_close(&geos);
    free(members);
    return st;
}

chora_status chora_shape_common(const chora_shape *a, const chora_shape *b, chora_arena *arena,
                                chora_shape *out, chora_error *err)
{
    chora_geos geos;
    if (a->path_count == 0 || b->path_count == 0) {
        *out = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .box = CHORA_BOX_EMPTY };
        return CHORA_OK;
    }
    if (!chora_geos_open(&geos))
        return chora_no_memory(err);
    GEOSGeometry *one = chora_geos_from_shape(&geos, a), *other = chora_geos_from_shape(&geos, b);
    GEOSGeometry *both = one && other ? GEOSIntersection_r(geos.handle, one, other) : NULL;
    destroy(&geos, one);
    destroy(&geos, other);
    chora_status st = take(&geos, both, arena, out, err);
    chora_geos_close(&geos);
    return st;
}
