#include "geo_fixture.h"

#include "geo/repair.h"

typedef struct {
    const char *wkt;
    bool changed;
    const char *reason; /* How it begins. */
    double area, area_change;
} repairing;

static void repairs_and_tells(void **state)
{
    static const repairing cases[] = {
        { "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))", false, "", 16, 0 },
        { "POLYGON((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))", false, "", 16, 0 },
        { "POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))", true, "Self-intersection at 2 2", 8, 1 },
        { "POLYGON((0 0, 4 0, 4 4, 6 4, 4 4, 0 4, 0 0))", true, "Ring Self-intersection at 4 4", 16,
          0 },
        { "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))", true,
          "Hole lies outside shell at 5 5", 16, 0.5 / 15.5 },
        { "POLYGON((0 0, 4 0, 4 4, 6 4, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", true,
          "Ring Self-intersection at 4 4", 15, 0 },
        { "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((2 0, 6 0, 6 4, 2 4, 2 0)))", true,
          "Self-intersection at", 24, 0.25 },
        { "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 2, 1 1)))", true,
          "Nested shells at", 16, 1 / 17.0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape = shape_of_wkt(cases[i].wkt, arena), made;
        chora_repair report;
        if (chora_shape_repair(&shape, arena, &made, &report, &err))
            fail_msg("%s: %s", cases[i].wkt, err.message);
        if (report.changed != cases[i].changed ||
            strncmp(report.reason, cases[i].reason, strlen(cases[i].reason)) != 0)
            fail_msg("%s: changed %d, \"%s\"", cases[i].wkt, report.changed, report.reason);
        assert_near(planar_area(&made), cases[i].area, 1e-9);
        assert_near(report.area_change, cases[i].area_change, 1e-9);
        chora_arena_free(arena);
    }
}

static void valid_shapes_keep_their_coordinates(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape =
        shape_of_wkt("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, "
                     "1 1)), ((9 9, 10 9, 10 10, 9 9)))",
                     arena);
    chora_shape made;
    assert_int_equal(chora_shape_repair(&shape, arena, &made, NULL, &err), CHORA_OK);
    assert_int_equal(chora_shape_points(&made), chora_shape_points(&shape));
    assert_memory_equal(made.xy, shape.xy, chora_shape_points(&shape) * sizeof *made.xy);
    assert_memory_equal(made.polygon_of, shape.polygon_of, 3 * sizeof *made.polygon_of);
    chora_arena_free(arena);
}

static void says_when_nothing_is_left(void **state)
{
    static const char *const cases[] = { "POLYGON((0 0, 4 0, 8 0, 0 0))", "POLYGON EMPTY",
                                         "POLYGON((1 1, 1 1, 1 1, 1 1))" };
    for (size_t i = 0; i < 3; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape = shape_of_wkt(cases[i], arena), made;
        assert_int_equal(chora_shape_repair(&shape, arena, &made, NULL, &err), CHORA_EDATA);
        assert_true(err.message[0]);
        chora_arena_free(arena);
    }
}

static void gates_what_is_not_finite(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape = shape_of_wkt("POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))", arena), made;
    chora_xy point;
    shape.xy[2].y = NAN;
    assert_int_equal(chora_shape_repair(&shape, arena, &made, NULL, &err), CHORA_EDATA);
    assert_int_equal(chora_shape_inner_point(&shape, &point, NULL, &err), CHORA_EDATA);
    chora_arena_free(arena);
}

typedef struct {
    const char *wkt;
    chora_xy point;
    double radius, tolerance;
} inner;

static void inner_points_stand_widest(void **state)
{
    static const inner cases[] = {
        { "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))", { 2, 2 }, 2, 0.01 },
        { "POLYGON((0 0, 400 0, 400 400, 0 400, 0 0))", { 200, 200 }, 200, 1 },
        /* a thick head on a long tail */
        { "POLYGON((0 0, 4 0, 4 1.9, 20 1.9, 20 2.1, 4 2.1, 4 4, 0 4, 0 0))", { 2, 2 }, 2, 0.05 },
        /* the middle is a hole */
        { "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 7 1, 7 9, 1 9, 1 1))", { 8.5, 5 }, 1.5, 6 },
        /* the larger of two */
        { "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)), ((10 10, 14 10, 14 14, 10 14, 10 10)))",
          { 12, 12 },
          2,
          0.01 },
        /* as thin as a hair */
        { "POLYGON((0 0, 1000 0, 1000 0.01, 0 0.01, 0 0))", { 500, 0.005 }, 0.005, 0.001 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape = shape_of_wkt(cases[i].wkt, arena);
        chora_xy point;
        double radius = 0;
        if (chora_shape_inner_point(&shape, &point, &radius, &err))
            fail_msg("%s: %s", cases[i].wkt, err.message);
        assert_near(point.x, cases[i].point.x, cases[i].tolerance);
        assert_near(point.y, cases[i].point.y, cases[i].tolerance);
        assert_near(radius, cases[i].radius, 0.015 * cases[i].radius);
        chora_arena_free(arena);
    }
}

static void inner_point_needs_a_polygon(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape line = shape_of_wkt("LINESTRING(0 0, 1 1)", arena);
    chora_shape empty = shape_of_wkt("POLYGON EMPTY", arena);
    chora_shape bow_tie = shape_of_wkt("POLYGON((0 0, 4 4, 4 0, 0 4, 0 0))", arena);
    chora_xy point;
    assert_int_equal(chora_shape_inner_point(&line, &point, NULL, &err), CHORA_EINVAL);
    assert_int_equal(chora_shape_inner_point(&empty, &point, NULL, &err), CHORA_EDATA);
    chora_shape_inner_point(&bow_tie, &point, NULL, &err);
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repairs_and_tells),
        cmocka_unit_test(valid_shapes_keep_their_coordinates),
        cmocka_unit_test(says_when_nothing_is_left),
        cmocka_unit_test(gates_what_is_not_finite),
        cmocka_unit_test(inner_points_stand_widest),
        cmocka_unit_test(inner_point_needs_a_polygon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
