/* Where a label stands best: the centre of the largest circle inside the largest polygon. */
#include "geo/geos_bridge.h"
#include "geo/inscribed.h"
#include "geo/repair.h"

#include <math.h>

/* The search starts from cells as wide as the shorter side: thinner polygons would need too many.
 */
#define THINNEST 500.0
/* Finer than this part of the longer side nobody sees where a label stands. */
#define FINENESS 1000.0

static double polygon_area(const chora_shape *shape, size_t first, size_t last)
{
    double area = 0;
    for (size_t ring = first; ring < last; ring++)
        area += chora_ring_area(shape->xy + shape->start[ring],
                                shape->start[ring + 1] - shape->start[ring]);
    return area;
}

static size_t largest_polygon(const chora_shape *shape)
{
    size_t best = 0;
    double best_area = -INFINITY;
    for (size_t ring = 0, end; ring < shape->path_count; ring = end) {
        end = chora_shape_polygon_end(shape, ring);
        double area = polygon_area(shape, ring, end);
        if (area > best_area) {
            best_area = area;
            best = ring;
        }
    }
    return best;
}

static bool centroid_of(chora_geos *geos, const GEOSGeometry *polygon, chora_xy *out)
{
    GEOSGeometry *point = GEOSGetCentroid_r(geos->handle, polygon);
    bool found = point && GEOSGeomGetX_r(geos->handle, point, &out->x) == 1 &&
                 GEOSGeomGetY_r(geos->handle, point, &out->y) == 1;
    if (point)
        GEOSGeom_destroy_r(geos->handle, point);
    return found && isfinite(out->x) && isfinite(out->y);
}

/* The rings [first, last) of the shape are the polygon. */
static bool circle_centre(chora_geos *geos, const GEOSGeometry *polygon, const chora_shape *shape,
                          size_t first, size_t last, chora_xy *point, double *radius)
{
    size_t start = shape->start[first];
    chora_box box = chora_box_of(shape->xy + start, shape->start[first + 1] - start);
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
    double longer = fmax(width, height), shorter = fmin(width, height);
    chora_xy centroid;
    return shorter * THINNEST > longer && centroid_of(geos, polygon, &centroid) &&
           chora_inscribed_centre(shape, first, last, centroid, longer / FINENESS, point, radius);
}

static bool surface_point(chora_geos *geos, const GEOSGeometry *polygon, chora_xy *point,
                          double *radius)
{
    GEOSGeometry *spot = GEOSPointOnSurface_r(geos->handle, polygon);
    GEOSGeometry *edge = GEOSBoundary_r(geos->handle, polygon);
    chora_xy xy;
    double distance = 0;
    bool found = spot && edge && GEOSGeomGetX_r(geos->handle, spot, &xy.x) == 1 &&
                 GEOSGeomGetY_r(geos->handle, spot, &xy.y) == 1 &&
                 GEOSDistance_r(geos->handle, spot, edge, &distance) == 1;
    if (spot)
        GEOSGeom_destroy_r(geos->handle, spot);
    if (edge)
        GEOSGeom_destroy_r(geos->handle, edge);
    if (!found)
        return false;
    *point = xy;
    *radius = distance;
    return true;
}

static bool find_point(chora_geos *geos, const chora_shape *shape, chora_xy *point, double *radius)
{
    size_t first = largest_polygon(shape);
    size_t last = chora_shape_polygon_end(shape, first);
    GEOSGeometry *polygon = chora_geos_polygon(geos, shape, first, last);
    if (!polygon)
        return false;
    bool found = circle_centre(geos, polygon, shape, first, last, point, radius) ||
                 surface_point(geos, polygon, point, radius);
    GEOSGeom_destroy_r(geos->handle, polygon);
    return found;
}

chora_status chora_shape_inner_point(const chora_shape *shape, chora_xy *point, double *radius,
                                     chora_error *err)
{
    if (shape->kind != CHORA_SHAPE_POLYGONS)
        return chora_fail(err, CHORA_EINVAL, "only polygons have an inside");
    if (shape->path_count == 0)
        return chora_fail(err, CHORA_EDATA, "the polygon is empty");
    if (!chora_shape_is_finite(shape))
        return chora_fail(err, CHORA_EDATA, "the polygon has a coordinate that is not finite");
    chora_geos geos;
    if (!chora_geos_open(&geos))
        return chora_no_memory(err);
    chora_xy found = { 0, 0 };
    double distance = 0;
    bool done = find_point(&geos, shape, &found, &distance);
    chora_geos_close(&geos);
    if (!done)
        return chora_fail(err, CHORA_EDATA, "no point inside the polygon can be found");
    *point = found;
    if (radius)
        *radius = distance;
    return CHORA_OK;
}
