/* The part of a shape inside a box. Only polygons that cross its edge go through GEOS. */
#include "geo/geos_bridge.h"

#include <math.h>

static bool box_is_inside(chora_box inner, chora_box outer)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

/* Unlike chora_box_overlaps also for the flat box of a straight line. */
static bool box_is_near(chora_box a, chora_box b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static GEOSGeometry *clip_by_rect(chora_geos *geos, const GEOSGeometry *geometry, chora_box box)
{
    return GEOSClipByRect_r(geos->handle, geometry, box.min_x, box.min_y, box.max_x, box.max_y);
}

/* Slower, but right for whatever can be made valid. */
static GEOSGeometry *clip_by_overlay(chora_geos *geos, const chora_shape *shape, size_t first,
                                     size_t last, chora_box box)
{
    GEOSGeometry *valid = chora_geos_make_valid(geos, shape, first, last);
    GEOSGeometry *frame =
        GEOSGeom_createRectangle_r(geos->handle, box.min_x, box.min_y, box.max_x, box.max_y);
    GEOSGeometry *part = NULL;
    if (valid && frame)
        part = GEOSIntersection_r(geos->handle, valid, frame);
    if (valid)
        GEOSGeom_destroy_r(geos->handle, valid);
    if (frame)
        GEOSGeom_destroy_r(geos->handle, frame);
    return part;
}

/* The quick way trusts its input and can answer invalid rings along the box's edge. */
static GEOSGeometry *clip_polygon(chora_geos *geos, const chora_shape *shape, size_t first,
                                  size_t last, chora_box box)
{
    GEOSGeometry *whole = chora_geos_polygon(geos, shape, first, last);
    GEOSGeometry *part = NULL;
    if (!whole)
        return NULL;
    if (GEOSisValid_r(geos->handle, whole) == 1)
        part = clip_by_rect(geos, whole, box);
    GEOSGeom_destroy_r(geos->handle, whole);
    if (part && GEOSisValid_r(geos->handle, part) == 1)
        return part;
    if (part)
        GEOSGeom_destroy_r(geos->handle, part);
    return clip_by_overlay(geos, shape, first, last, box);
}

static GEOSGeometry *clip_line(chora_geos *geos, const chora_shape *shape, size_t path,
                               chora_box box)
{
    chora_shape one = *shape;
    one.path_count = 1;
    one.start = shape->start + path;
    GEOSGeometry *whole = chora_geos_from_shape(geos, &one);
    if (!whole)
        return NULL;
    GEOSGeometry *part = clip_by_rect(geos, whole, box);
    GEOSGeom_destroy_r(geos->handle, whole);
    return part;
}

static bool is_vertex(const chora_shape *shape, size_t first, size_t last, chora_xy p)
{
    for (size_t i = shape->start[first]; i < shape->start[last]; i++)
        if (shape->xy[i].x == p.x && shape->xy[i].y == p.y)
            return true;
    return false;
}

static double rounded(double value, double grid)
{
    return round(value / grid) * grid;
}

/*
 * Where a border crosses the box, GEOS's answer differs in its last digits between the two areas
 * that share the border. New points on the box's edge are put on a fine grid along it, so that the
 * two still have them in common.
 */
static void settle_crossings(const chora_shape *shape, size_t first, size_t last, chora_box box,
                             chora_xy *xy, size_t count)
{
    double extent = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
    double grid = ldexp(1, ilogb(extent) - 30);
    for (size_t i = 0; i < count; i++) {
        bool on_side = xy[i].x == box.min_x || xy[i].x == box.max_x;
        bool on_end = xy[i].y == box.min_y || xy[i].y == box.max_y;
        if (on_side == on_end || is_vertex(shape, first, last, xy[i]))
            continue;
        if (on_side)
            xy[i].y = fmax(box.min_y, fmin(box.max_y, rounded(xy[i].y, grid)));
        else
            xy[i].x = fmax(box.min_x, fmin(box.max_x, rounded(xy[i].x, grid)));
    }
}

static bool take_crossing(chora_geos *geos, const chora_shape *shape, size_t first, size_t last,
                          chora_box box, chora_shape_maker *maker)
{
    GEOSGeometry *part = shape->kind == CHORA_SHAPE_POLYGONS
                             ? clip_polygon(geos, shape, first, last, box)
                             : clip_line(geos, shape, first, box);
    if (!part)
        return false;
    size_t before = maker->point_count;
    bool done = chora_geos_collect(geos, part, maker);
    GEOSGeom_destroy_r(geos->handle, part);
    if (shape->kind == CHORA_SHAPE_POLYGONS && !maker->failed)
        settle_crossings(shape, first, last, box, maker->xy + before, maker->point_count - before);
    return done;
}

static void clip_points(const chora_shape *shape, chora_box box, chora_shape_maker *maker)
{
    size_t count = chora_shape_points(shape);
    for (size_t i = 0; i < count; i++) {
        if (!chora_box_holds(box, shape->xy[i]))
            continue;
        chora_shape_maker_point(maker, shape->xy[i]);
        chora_shape_maker_path(maker);
    }
}

static bool clip_paths(chora_geos *geos, const chora_shape *shape, chora_box box,
                       chora_shape_maker *maker)
{
    for (size_t path = 0, end; path < shape->path_count; path = end) {
        end = shape->kind == CHORA_SHAPE_POLYGONS ? chora_shape_polygon_end(shape, path) : path + 1;
        size_t start = shape->start[path];
        chora_box own = chora_box_of(shape->xy + start, shape->start[path + 1] - start);
        if (box_is_inside(own, box))
            chora_shape_maker_paths(maker, shape, path, end);
        else if (box_is_near(own, box) && !take_crossing(geos, shape, path, end, box, maker))
            return false;
    }
    return true;
}

static chora_status take_clip(chora_geos *geos, const chora_shape *shape, chora_box box,
                              chora_arena *arena, chora_shape *out, chora_error *err)
{
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(shape->kind);
    if (shape->kind == CHORA_SHAPE_POINTS)
        clip_points(shape, box, &maker);
    else if (!clip_paths(geos, shape, box, &maker)) {
        chora_shape_maker_free(&maker);
        return chora_fail(err, CHORA_EDATA, "the shape cannot be cut: %s", geos->message);
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}

chora_status chora_shape_clip(const chora_shape *shape, chora_box box, chora_arena *arena,
                              chora_shape *out, chora_error *err)
{
    bool finite =
        isfinite(box.min_x) && isfinite(box.min_y) && isfinite(box.max_x) && isfinite(box.max_y);
    if (!finite || !(box.min_x < box.max_x && box.min_y < box.max_y))
        return chora_fail(err, CHORA_EINVAL, "the box to cut with has no inside");
    if (!chora_shape_is_finite(shape))
        return chora_fail(err, CHORA_EDATA, "the shape has a coordinate that is not finite");
    chora_geos geos;
    if (!chora_geos_open(&geos))
        return chora_no_memory(err);
    chora_status st = take_clip(&geos, shape, box, arena, out, err);
    chora_geos_close(&geos);
    return st;
}
