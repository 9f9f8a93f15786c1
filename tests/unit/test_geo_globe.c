/* The half of the Earth around a point: areas kept, cut at the edge, right on the other side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "geo/globe.h"
#include "geo/shape_maker.h"

static const double km2_of_earth = 510065621.0; /* of the sphere with a radius of 6371.0088 km */

static double area_of(const chora_shape *shape)
{
    double area = 0; /* even-odd: rings within rings are holes, whichever way they turn */
    for (size_t p = 0; p < shape->path_count; p++) {
        double one = fabs(
            chora_ring_area(shape->xy + shape->start[p], shape->start[p + 1] - shape->start[p]));
        area = fabs(one - area);
    }
    return area;
}

typedef struct {
    chora_xy middle;
    chora_box box; /* longitude/latitude */
    double share;  /* of the Earth that is on the disc */
} given;

static double sphere_share(chora_box box)
{
    const double degree = acos(-1) / 180;
    return (box.max_x - box.min_x) / 360 * (sin(box.max_y * degree) - sin(box.min_y * degree)) / 2;
}

static void check(const given *one)
{
    chora_globe *globe = NULL;
    chora_arena *arena = chora_arena_new();
    chora_error err;
    size_t start[2] = { 0, 5 }, polygon[1] = { 0 };
    chora_xy ring[5] = { { one->box.min_x, one->box.min_y },
                         { one->box.max_x, one->box.min_y },
                         { one->box.max_x, one->box.max_y },
                         { one->box.min_x, one->box.max_y },
                         { one->box.min_x, one->box.min_y } };
    chora_shape lonlat = { CHORA_SHAPE_POLYGONS, 1, start, polygon, ring, one->box }, out;
    assert_int_equal(chora_globe_open(one->middle, &globe, &err), CHORA_OK);
    assert_int_equal(chora_globe_shape(globe, &lonlat, 0, arena, &out, &err), CHORA_OK);
    double share = area_of(&out) / km2_of_earth;
    if (fabs(share - one->share) > 0.0003 + 0.002 * one->share)
        fail_msg("%g %g: %g, not %g", one->middle.x, one->middle.y, share, one->share);
    for (size_t i = 0; i < chora_shape_points(&out); i++)
        assert_true(hypot(out.xy[i].x, out.xy[i].y) < chora_globe_radius_km() * 1.000001);
    chora_globe_close(globe);
    chora_arena_free(arena);
}

static void areas_are_kept_and_cut(void **state)
{
    (void)state;
    const chora_box small = { 60, 29, 75, 39 }, antimeridian = { 175, -20, 185, -15 };
    const chora_box north = { -180, 60, 180, 90 }, west = { -180, -60, 0, 60 };
    const given cases[] = {
        { { 67.5, 34 }, small, sphere_share(small) },
        { { -112.5, -34 }, small, 0 }, /* on the other side */
        { { 179, -17 }, antimeridian, sphere_share(antimeridian) },
        { { -179, -17 }, antimeridian, sphere_share(antimeridian) },
        { { 0, 90 }, north, sphere_share(north) }, /* a ring that holds the middle */
        { { 0, 0 }, north, sphere_share(north) / 2 },
        { { 90, 0 }, west, 0 },
        { { 5, 0 }, west, sphere_share(west) * 85 / 180 },
        /* half of the Earth and more: holds the point opposite to the middle */
        { { 90, 0 }, { -180, -90, 80, 90 }, 0.5 * 80 / 180 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(&cases[i]);
}

static void points_beyond_stand_on_the_edge(void **state)
{
    (void)state;
    chora_globe *globe = NULL;
    chora_error err;
    assert_int_equal(chora_globe_open((chora_xy){ 0, 0 }, &globe, &err), CHORA_OK);
    chora_xy middle = chora_globe_point(globe, (chora_xy){ 0, 0 });
    chora_xy east = chora_globe_point(globe, (chora_xy){ 90, 0 });
    chora_xy beyond = chora_globe_point(globe, (chora_xy){ 150, 0 });
    assert_true(hypot(middle.x, middle.y) < 1e-6);
    assert_true(fabs(east.x - chora_globe_radius_km()) < 0.01);
    assert_true(fabs(beyond.x - chora_globe_radius_km()) < 0.01 && fabs(beyond.y) < 0.01);
    chora_globe_close(globe);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_kept_and_cut),
        cmocka_unit_test(points_beyond_stand_on_the_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
