#include "geo/repair.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "geo/crossings.h"
#include "geo/geos_bridge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double shape_area(const chora_shape *shape)
{
    double area = 0;
    for (size_t ring = 0; ring < shape->path_count; ring++) {
        bool shell = ring == 0 || shape->polygon_of[ring] != shape->polygon_of[ring - 1];
        double one = fabs(chora_ring_area(shape->xy + shape->start[ring],
                                          shape->start[ring + 1] - shape->start[ring]));
        area += shell ? one : -one;
    }
    return area;
}

static double relative_change(double before, double after)
{
    if (before > 0)
        return fabs(after - before) / before;
    return after > 0 ? 1 : 0;
}

static void write_reason(chora_geos *geos, const char *reason, const GEOSGeometry *place,
                         char out[120])
{
    chora_buffer text = CHORA_BUFFER_SMALL(119);
    double x = 0, y = 0;
    chora_buffer_add_text(&text, reason);
    if (place && GEOSGeomGetX_r(geos->handle, place, &x) == 1 &&
        GEOSGeomGetY_r(geos->handle, place, &y) == 1) {
        chora_buffer_add_text(&text, " at ");
        chora_buffer_add_number(&text, x, 5);
        chora_buffer_add_text(&text, " ");
        chora_buffer_add_number(&text, y, 5);
    }
    memcpy(out, chora_buffer_text(&text), text.length + 1);
    chora_buffer_free(&text);
}

/* 1 valid, 0 invalid (with the reason), -1 when GEOS fails. */
static int validity(chora_geos *geos, const GEOSGeometry *geometry, char reason_out[120])
{
    char *reason = NULL;
    GEOSGeometry *place = NULL;
    char valid = GEOSisValidDetail_r(geos->handle, geometry, 0, &reason, &place);
    if (valid == 0)
        write_reason(geos, reason ? reason : "Invalid", place, reason_out);
    if (reason)
        GEOSFree_r(geos->handle, reason);
    if (place)
        GEOSGeom_destroy_r(geos->handle, place);
    return valid == 1 ? 1 : valid == 0 ? 0 : -1;
}

static chora_status make_valid(chora_geos *geos, const chora_shape *shape, chora_arena *arena,
                               chora_shape *out, chora_error *err)
{
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_POLYGONS);
    GEOSGeometry *valid = chora_geos_make_valid(geos, shape, 0, shape->path_count);
    bool done = valid && chora_geos_collect(geos, valid, &maker);
    if (valid)
        GEOSGeom_destroy_r(geos->handle, valid);
    if (!done) {
        chora_shape_maker_free(&maker);
        return chora_fail(err, CHORA_EDATA, "the polygon cannot be repaired: %s", geos->message);
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}

static chora_status repair_polygons(chora_geos *geos, const chora_shape *shape, chora_arena *arena,
                                    chora_shape *out, chora_repair *report, chora_error *err)
{
    GEOSGeometry *geometry = chora_geos_from_shape(geos, shape);
    if (!geometry)
        return chora_fail(err, CHORA_EDATA, "the polygon cannot be read: %s", geos->message);
    chora_shape made = { 0 };
    chora_status st;
    int valid = validity(geos, geometry, report->reason);
    if (valid == 1)
        st = chora_shape_copy(shape, arena, &made, err);
    else if (chora_shape_crossings(shape, CHORA_MAX_CROSSINGS + 1) > CHORA_MAX_CROSSINGS)
        st = chora_fail(err, CHORA_EDATA, "its border crosses itself more than %d times",
                        CHORA_MAX_CROSSINGS);
    else
        st = make_valid(geos, shape, arena, &made, err);
    GEOSGeom_destroy_r(geos->handle, geometry);
    if (st)
        return st;
    if (made.path_count == 0)
        return chora_fail(err, CHORA_EDATA, "nothing is left of the polygon after repair (%s)",
                          report->reason);
    report->changed = valid != 1;
    report->area_change = valid == 1 ? 0 : relative_change(shape_area(shape), shape_area(&made));
    *out = made;
    return CHORA_OK;
}

chora_status chora_shape_repair(const chora_shape *shape, chora_arena *arena, chora_shape *out,
                                chora_repair *report, chora_error *err)
{
    chora_repair told = { 0 };
    chora_repair *tell = report ? report : &told;
    *tell = told;
    if (shape->kind != CHORA_SHAPE_POLYGONS)
        return chora_shape_copy(shape, arena, out, err);
    if (shape->path_count == 0)
        return chora_fail(err, CHORA_EDATA, "the polygon is empty");
    if (!chora_shape_is_finite(shape))
        return chora_fail(err, CHORA_EDATA, "the polygon has a coordinate that is not finite");
    chora_geos geos;
    if (!chora_geos_open(&geos))
        return chora_no_memory(err);
    chora_status st = repair_polygons(&geos, shape, arena, out, tell, err);
    chora_geos_close(&geos);
    return st;
}
