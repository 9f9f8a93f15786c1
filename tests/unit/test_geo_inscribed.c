/* The largest circle in a polygon, beside that of GEOS. */
#include "geo_fixture.h"

#include "base/memory.h"
#include "geo/inscribed.h"
#include "geo/shape_maker.h"

enum { MOST_CORNERS = 220 };

static double next_number(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* A star round a middle, with corners at all distances. */
static size_t add_star(chora_xy *xy, size_t corners, double least, double most, uint64_t *seed)
{
    for (size_t i = 0; i < corners; i++) {
        double angle = 6.283185307179586 * (double)i / (double)corners;
        double far = least + (most - least) * next_number(seed);
        xy[i] = (chora_xy){ 300 + far * cos(angle), 200 + 0.6 * far * sin(angle) };
    }
    xy[corners] = xy[0];
    return corners + 1;
}

static GEOSGeometry *ring_of(GEOSContextHandle_t geos, const chora_xy *xy, size_t count)
{
    return GEOSGeom_createLinearRing_r(
        geos, GEOSCoordSeq_copyFromBuffer_r(geos, (const double *)xy, (unsigned)count, 0, 0));
}

static GEOSGeometry *polygon_of(GEOSContextHandle_t geos, const chora_shape *shape)
{
    GEOSGeometry *hole = NULL, *shell = ring_of(geos, shape->xy, shape->start[1]);
    if (shape->path_count > 1)
        hole = ring_of(geos, shape->xy + shape->start[1], shape->start[2] - shape->start[1]);
    return GEOSGeom_createPolygon_r(geos, shell, hole ? &hole : NULL, hole ? 1 : 0);
}

static double radius_of_geos(GEOSContextHandle_t geos, const GEOSGeometry *polygon,
                             double tolerance)
{
    double length = 0;
    GEOSGeometry *line = GEOSMaximumInscribedCircle_r(geos, polygon, tolerance);
    assert_non_null(line);
    GEOSLength_r(geos, line, &length);
    GEOSGeom_destroy_r(geos, line);
    return length;
}

static void assert_as_geos(const chora_shape *shape)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *polygon = polygon_of(geos, shape);
    chora_xy start = shape->xy[0], centre;
    double tolerance = 0.5, radius = 0;
    assert_true(
        chora_inscribed_centre(shape, 0, shape->path_count, start, tolerance, &centre, &radius));
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, centre.x, centre.y);
    GEOSGeometry *border = GEOSBoundary_r(geos, polygon);
    double distance = 0;
    GEOSDistance_r(geos, point, border, &distance);
    assert_true(GEOSContains_r(geos, polygon, point) == 1);
    assert_true(fabs(distance - radius) < 1e-9);
    assert_true(fabs(radius - radius_of_geos(geos, polygon, tolerance)) <= tolerance);
    GEOSGeom_destroy_r(geos, border);
    GEOSGeom_destroy_r(geos, point);
    GEOSGeom_destroy_r(geos, polygon);
    GEOS_finish_r(geos);
}

static void circles_are_as_large_as_those_of_geos(void **state)
{
    uint64_t seed = 11;
    for (size_t i = 0; i < 60; i++) {
        chora_xy xy[2 * MOST_CORNERS];
        size_t start[3] = { 0, 0, 0 };
        start[1] = add_star(xy, 3 + i * 3, 100, 250, &seed);
        start[2] = start[1] + add_star(xy + start[1], 3 + i % 20, 20, 90, &seed);
        chora_shape shape = {
            .kind = CHORA_SHAPE_POLYGONS, .xy = xy, .start = start, .path_count = 1 + i % 2
        };
        shape.box = chora_box_of(xy, start[1]);
        assert_as_geos(&shape);
    }
}

static void a_shape_without_area_has_no_inside(void **state)
{
    chora_xy xy[] = { { 0, 0 }, { 1, 0 }, { 0, 0 }, { 0, 0 } }, centre;
    size_t start[] = { 0, 4 };
    double radius = 1;
    chora_shape flat = { .kind = CHORA_SHAPE_POLYGONS, .xy = xy, .start = start, .path_count = 1 };
    assert_true(chora_inscribed_centre(&flat, 0, 1, xy[1], 0.1, &centre, &radius));
    assert_true(radius == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(circles_are_as_large_as_those_of_geos),
        cmocka_unit_test(a_shape_without_area_has_no_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
