#include "geo/share.h"

#include "geo/geos_bridge.h"

#include <math.h>

static chora_status cut(chora_geos *geos, const chora_shape *inner, const chora_shape *outer,
                        double *out, chora_error *err)
{
    GEOSGeometry *whole = chora_geos_from_shape(geos, inner);
    GEOSGeometry *other = chora_geos_from_shape(geos, outer);
    GEOSGeometry *common = whole && other ? GEOSIntersection_r(geos->handle, whole, other) : NULL;
    double all = 0, shared = 0;
    bool done = common && GEOSArea_r(geos->handle, whole, &all) == 1 &&
                GEOSArea_r(geos->handle, common, &shared) == 1;
    GEOSGeom_destroy_r(geos->handle, common);
    GEOSGeom_destroy_r(geos->handle, other);
    GEOSGeom_destroy_r(geos->handle, whole);
    if (!done)
        return chora_fail(err, CHORA_EDATA, "two areas cannot be laid over each other: %s",
                          geos->message);
    *out = all > 0 ? fmin(shared / all, 1) : 0;
    return CHORA_OK;
}

chora_status chora_shape_share(const chora_shape *inner, const chora_shape *outer, double *out,
                               chora_error *err)
{
    chora_geos geos;
    if (inner->path_count == 0 || outer->path_count == 0) {
        *out = 0;
        return CHORA_OK;
    }
    if (!chora_geos_open(&geos))
        return chora_no_memory(err);
    chora_status st = cut(&geos, inner, outer, out, err);
    chora_geos_close(&geos);
    return st;
}
