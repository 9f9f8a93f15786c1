#include "geo/locate.h"
#include "geo/geos_bridge.h"
#include "geo/locate_grid.h"
#include "geo/wgs84.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

/* Metres in one degree of latitude where it is shortest: windows made with it are wide enough. */
#define SHORTEST_DEGREE_M 110574.0

/*
 * GEOS takes 2.0 us of CPU for a point in one of the world's provinces, a grid over them 0.6 us;
 * the grid is made in the time of a look for so many corners.
 */
#define CORNERS_A_LOOK 64
#define LOOKS_MIN 256

/* One polygon of a shape; a tree item. */
typedef struct {
    GEOSGeometry *polygon;
    const GEOSPreparedGeometry *prepared;
    size_t area;
    const chora_shape *shape;
    size_t first, last; /* Its rings. */
} part;

struct chora_locator {
    chora_geos geos;
    chora_arena *arena;
    GEOSSTRtree *tree;
    part *parts;
    size_t part_count;
    chora_box box;
    struct geod_geodesic ellipsoid;
    chora_locate_grid *grid; /* NULL until so many points were looked for that it pays. */
    size_t corners, looked;
};

static size_t count_polygons(const chora_shape *const *shapes, size_t count)
{
    size_t polygons = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t ring = 0; ring < shapes[i]->path_count;
             ring = chora_shape_polygon_end(shapes[i], ring))
            polygons++;
    return polygons;
}

static bool add_part(chora_locator *locator, const chora_shape *shape, size_t area, size_t first)
{
    part *item = &locator->parts[locator->part_count];
    *item = (part){ .area = area, .shape = shape, .first = first };
    item->last = chora_shape_polygon_end(shape, first);
    item->polygon = chora_geos_polygon(&locator->geos, shape, first, item->last);
    if (!item->polygon)
        return false;
    locator->part_count++;
    item->prepared = GEOSPrepare_r(locator->geos.handle, item->polygon);
    if (!item->prepared)
        return false;
    GEOSSTRtree_insert_r(locator->geos.handle, locator->tree, item->polygon, item);
    return true;
}

static chora_status add_shape(chora_locator *locator, const chora_shape *shape, size_t area,
                              chora_error *err)
{
    chora_shape *own = chora_arena_alloc(locator->arena, 1, sizeof *own);
    if (!own)
        return chora_no_memory(err);
    chora_status st = chora_shape_copy(shape, locator->arena, own, err);
    if (st)
        return st;
    chora_box_add_box(&locator->box, own->box);
    locator->corners += own->start[own->path_count];
    for (size_t ring = 0; ring < own->path_count; ring = chora_shape_polygon_end(own, ring))
        if (!add_part(locator, own, area, ring))
            return chora_fail(err, CHORA_EDATA, "area %zu cannot be searched: %s", area,
                              locator->geos.message);
    return CHORA_OK;
}

static chora_status check_shapes(const chora_shape *const *shapes, size_t count, chora_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (shapes[i]->path_count > 0 && shapes[i]->kind != CHORA_SHAPE_POLYGONS)
            return chora_fail(err, CHORA_EINVAL, "shape %zu is no polygon", i);
        if (!chora_shape_is_finite(shapes[i]))
            return chora_fail(err, CHORA_EDATA, "shape %zu has a coordinate that is not finite", i);
    }
    return CHORA_OK;
}

static chora_status fill(chora_locator *locator, const chora_shape *const *shapes, size_t count,
                         chora_error *err)
{
    size_t polygons = count_polygons(shapes, count);
    locator->arena = chora_arena_new();
    locator->parts = chora_alloc(polygons + 1, sizeof *locator->parts);
    if (!chora_geos_open(&locator->geos) || !locator->arena || !locator->parts)
        return chora_no_memory(err);
    locator->tree = GEOSSTRtree_create_r(locator->geos.handle, 8);
    if (!locator->tree)
        return chora_no_memory(err);
    chora_status st = CHORA_OK;
    for (size_t i = 0; i < count && !st; i++)
        if (shapes[i]->path_count > 0)
            st = add_shape(locator, shapes[i], i, err);
    return st;
}

chora_status chora_locator_new(const chora_shape *const *shapes, size_t count, chora_locator **out,
                               chora_error *err)
{
    chora_status st = check_shapes(shapes, count, err);
    if (st)
        return st;
    chora_locator *locator = chora_alloc(1, sizeof *locator);
    if (!locator)
        return chora_no_memory(err);
    locator->box = (chora_box)CHORA_BOX_EMPTY;
    geod_init(&locator->ellipsoid, CHORA_WGS84_A, CHORA_WGS84_F);
    st = fill(locator, shapes, count, err);
    if (st) {
        chora_locator_free(locator);
        return st;
    }
    *out = locator;
    return CHORA_OK;
}

void chora_locator_free(chora_locator *locator)
{
    if (!locator)
        return;
    if (locator->tree)
        GEOSSTRtree_destroy_r(locator->geos.handle, locator->tree);
    for (size_t i = 0; i < locator->part_count; i++) {
        if (locator->parts[i].prepared)
            GEOSPreparedGeom_destroy_r(locator->geos.handle, locator->parts[i].prepared);
        GEOSGeom_destroy_r(locator->geos.handle, locator->parts[i].polygon);
    }
    chora_geos_close(&locator->geos);
    chora_locate_grid_free(locator->grid);
    chora_arena_free(locator->arena);
    free(locator->parts);
    free(locator);
}

/* ---- the area that holds a point ------------------------------------------------------------- */

typedef struct {
    chora_locator *locator;
    GEOSGeometry *point;
    size_t count, part; /* How many hold it, and the one of the first area. */
} search;

static void look_inside(void *item, void *context)
{
    const part *candidate = item;
    search *s = context;
    if (GEOSPreparedIntersects_r(s->locator->geos.handle, candidate->prepared, s->point) != 1)
        return;
    const part *best = s->locator->parts + s->part;
    if (s->count++ == 0 || candidate->area < best->area)
        s->part = (size_t)(candidate - s->locator->parts);
}

/** A chora_locate_ask. */
static size_t ask_geos(void *context, chora_xy xy, size_t *found)
{
    chora_locator *locator = context;
    search s = { .locator = locator };
    s.point = GEOSGeom_createPointFromXY_r(locator->geos.handle, xy.x, xy.y);
    if (!s.point)
        return 0;
    GEOSSTRtree_query_r(locator->geos.handle, locator->tree, s.point, look_inside, &s);
    GEOSGeom_destroy_r(locator->geos.handle, s.point);
    *found = s.part;
    return s.count;
}

static void make_grid(chora_locator *locator)
{
    chora_locate_rings *polygons = chora_alloc(locator->part_count, sizeof *polygons);
    for (size_t i = 0; polygons && i < locator->part_count; i++)
        polygons[i] = (chora_locate_rings){ locator->parts[i].shape, locator->parts[i].first,
                                            locator->parts[i].last };
    if (polygons)
        locator->grid =
            chora_locate_grid_new(polygons, locator->part_count, locator->box, ask_geos, locator);
    free(polygons);
}

static size_t first_area(const chora_locator *locator, const size_t *parts, size_t count)
{
    size_t area = CHORA_NOWHERE;
    for (size_t i = 0; i < count; i++)
        if (locator->parts[parts[i]].area < area)
            area = locator->parts[parts[i]].area;
    return area;
}

static size_t locate_at(chora_locator *locator, chora_xy xy)
{
    size_t parts[CHORA_LOCATE_OVER], count = 0;
    if (!chora_box_holds(locator->box, xy))
        return CHORA_NOWHERE;
    if (++locator->looked == locator->corners / CORNERS_A_LOOK + LOOKS_MIN)
        make_grid(locator);
    if (!locator->grid || !chora_locate_grid_find(locator->grid, xy, parts, &count))
        count = ask_geos(locator, xy, parts) ? 1 : 0;
    return first_area(locator, parts, count);
}

/* Areas over the antimeridian may have longitudes past 180. */
size_t chora_locate(chora_locator *locator, chora_xy lonlat)
{
    if (!isfinite(lonlat.x) || !isfinite(lonlat.y) || locator->part_count == 0)
        return CHORA_NOWHERE;
    size_t found = locate_at(locator, lonlat);
    if (found == CHORA_NOWHERE)
        found = locate_at(locator, (chora_xy){ lonlat.x + 360, lonlat.y });
    if (found == CHORA_NOWHERE)
        found = locate_at(locator, (chora_xy){ lonlat.x - 360, lonlat.y });
    return found;
}

typedef struct {
    chora_locator *locator;
    chora_xy from;
    double lon_scale; /* Degrees of longitude in degrees of latitude here. */
    double nearest_m;
    size_t found;
} near_search;

/* The point of a segment nearest to `from` on the locally flat ground. */
static chora_xy nearest_on_segment(const near_search *s, chora_xy a, chora_xy b, double *square)
{
    double ax = (a.x - s->from.x) * s->lon_scale, ay = a.y - s->from.y;
    double dx = (b.x - a.x) * s->lon_scale, dy = b.y - a.y;
    double length = dx * dx + dy * dy;
    double t = length > 0 ? -(ax * dx + ay * dy) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double px = ax + t * dx, py = ay + t * dy;
    *square = px * px + py * py;
    return (chora_xy){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
}

static chora_xy nearest_on_part(const near_search *s, const part *candidate)
{
    double best = INFINITY;
    chora_xy nearest = s->from;
    for (size_t ring = candidate->first; ring < candidate->last; ring++) {
        size_t end = candidate->shape->start[ring + 1];
        for (size_t i = candidate->shape->start[ring]; i + 1 < end; i++) {
            double square = 0;
            chora_xy point = nearest_on_segment(s, candidate->shape->xy[i],
                                                candidate->shape->xy[i + 1], &square);
            if (square < best) {
                best = square;
                nearest = point;
            }
        }
    }
    return nearest;
}

static void look_near(void *item, void *context)
{
    near_search *s = context;
    const part *candidate = item;
    chora_xy edge = nearest_on_part(s, candidate);
    double metres = 0;
    geod_inverse(&s->locator->ellipsoid, s->from.y, s->from.x, edge.y, edge.x, &metres, NULL, NULL);
    if (metres < s->nearest_m || (metres == s->nearest_m && candidate->area < s->found)) {
        s->nearest_m = metres;
        s->found = candidate->area;
    }
}

static void search_near(near_search *s, double within_m)
{
    double high = within_m / SHORTEST_DEGREE_M;
    double poleward = fmin(89.9, fabs(s->from.y) + high);
    double wide = fmin(360, high / cos(poleward * CHORA_DEGREE));
    GEOSContextHandle_t handle = s->locator->geos.handle;
    GEOSGeometry *window = GEOSGeom_createRectangle_r(handle, s->from.x - wide, s->from.y - high,
                                                      s->from.x + wide, s->from.y + high);
    if (!window)
        return;
    s->lon_scale = cos(s->from.y * CHORA_DEGREE);
    GEOSSTRtree_query_r(handle, s->locator->tree, window, look_near, s);
    GEOSGeom_destroy_r(handle, window);
}

size_t chora_locate_nearest(chora_locator *locator, chora_xy lonlat, double within_m,
                            double *distance_m)
{
    size_t inside = chora_locate(locator, lonlat);
    if (inside != CHORA_NOWHERE && distance_m)
        *distance_m = 0;
    bool can = isfinite(lonlat.x) && isfinite(lonlat.y) && isfinite(within_m) && within_m >= 0;
    if (inside != CHORA_NOWHERE || !can || locator->part_count == 0)
        return inside;
    near_search s = { .locator = locator, .nearest_m = INFINITY, .found = CHORA_NOWHERE };
    for (int turn = -1; turn <= 1; turn++) {
        s.from = (chora_xy){ lonlat.x + 360.0 * turn, lonlat.y };
        search_near(&s, within_m);
    }
    if (s.found == CHORA_NOWHERE || s.nearest_m > within_m)
        return CHORA_NOWHERE;
    if (distance_m)
        *distance_m = s.nearest_m;
    return s.found;
}
