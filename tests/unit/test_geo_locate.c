#include "geo_fixture.h"

#include "base/buffer.h"
#include "geo/locate.h"

static chora_locator *locator_of(const char *const *wkts, size_t count, chora_arena *arena)
{
    chora_shape *shapes = chora_arena_alloc(arena, count, sizeof *shapes);
    const chora_shape **list = chora_arena_alloc(arena, count, sizeof *list);
    chora_error err = CHORA_ERROR_INIT;
    chora_locator *locator = NULL;
    for (size_t i = 0; i < count; i++) {
        shapes[i] = shape_of_wkt(wkts[i], arena);
        list[i] = &shapes[i];
    }
    if (chora_locator_new(list, count, &locator, &err))
        fail_msg("%s", err.message);
    return locator;
}

static const char *const provinces[] = {
    "POLYGON EMPTY",
    "POLYGON((60 30, 62 30, 62 32, 60 32, 60 30), (60.5 30.5, 61 30.5, 61 31, 60.5 31, 60.5 30.5))",
    "MULTIPOLYGON(((62 30, 64 30, 64 32, 62 32, 62 30)), ((70 30, 71 30, 71 31, 70 31, 70 30)))",
    "POLYGON((60.5 30.5, 61 30.5, 61 31, 60.5 31, 60.5 30.5))",
    "POLYGON((179 -17, 181 -17, 181 -16, 179 -16, 179 -17))",
};

static void finds_the_area(void **state)
{
    static const struct {
        chora_xy point;
        size_t expect;
    } cases[] = {
        { { 61.5, 31.5 }, 1 },
        { { 63, 31 }, 2 },
        { { 70.5, 30.5 }, 2 },
        { { 60.7, 30.7 }, 3 },
        { { 62, 31 }, 1 },   /* border of 1 and 2 */
        { { 61, 30.7 }, 1 }, /* edge of the hole and of what fills it */
        { { 62, 32 }, 1 },   /* corner of both */
        { { 64, 32 }, 2 },
        { { 66, 31 }, CHORA_NOWHERE },
        { { 0, 0 }, CHORA_NOWHERE },
        { { NAN, 31 }, CHORA_NOWHERE },
        { { 61, INFINITY }, CHORA_NOWHERE },
        { { 179.5, -16.5 }, 4 },
        { { -179.5, -16.5 }, 4 },
        { { 180.5, -16.5 }, 4 },
        { { 180, -16.5 }, 4 },
        { { -180, -16.5 }, 4 },
        { { -178.5, -16.5 }, CHORA_NOWHERE },
    };
    chora_arena *arena = chora_arena_new();
    chora_locator *locator = locator_of(provinces, 5, arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t got = chora_locate(locator, cases[i].point);
        if (got != cases[i].expect)
            fail_msg("%g %g: %zd", cases[i].point.x, cases[i].point.y, (ssize_t)got);
    }
    chora_locator_free(locator);
    chora_locator_free(NULL);
    chora_arena_free(arena);
}

static void finds_the_nearest(void **state)
{
    static const struct {
        chora_xy point;
        double within_m;
        size_t expect;
        double distance_m;
    } cases[] = {
        { { 63, 31 }, 100, 2, 0 },
        { { 64.01, 31 }, 1000, 2, 955.1 },
        { { 64.01, 31 }, 950, CHORA_NOWHERE, 0 },
        { { 61, 29.99 }, 2000, 1, 1108.5 },
        { { 62, 29.99 }, 2000, 1, 1108.5 }, /* as near to 2 */
        { { -178.99, -16.5 }, 2000, 4, 1067.5 },
        { { 75, 31 }, 1e6, 2, 382000 },
        { { NAN, 31 }, 1e6, CHORA_NOWHERE, 0 },
        { { 64.01, 31 }, -1, CHORA_NOWHERE, 0 },
        { { 64.01, 31 }, NAN, CHORA_NOWHERE, 0 },
    };
    chora_arena *arena = chora_arena_new();
    chora_locator *locator = locator_of(provinces, 5, arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double metres = -1;
        size_t got = chora_locate_nearest(locator, cases[i].point, cases[i].within_m, &metres);
        if (got != cases[i].expect)
            fail_msg("%g %g: %zd", cases[i].point.x, cases[i].point.y, (ssize_t)got);
        if (got != CHORA_NOWHERE)
            assert_near(metres, cases[i].distance_m, 0.001 * cases[i].distance_m + 0.1);
    }
    chora_locator_free(locator);
    chora_arena_free(arena);
}

/* At 60 degrees north a degree of longitude is half one of latitude: 0.03° east is nearer than
 * 0.02° north. */
static void nearest_is_on_the_ground_not_in_degrees(void **state)
{
    static const char *const two[] = {
        "POLYGON((10 60.02, 11 60.02, 11 61, 10 61, 10 60.02))",
        "POLYGON((10.53 59, 11 59, 11 60.01, 10.53 60.01, 10.53 59))"
    };
    chora_arena *arena = chora_arena_new();
    chora_locator *locator = locator_of(two, 2, arena);
    double metres = 0;
    assert_int_equal(chora_locate_nearest(locator, (chora_xy){ 10.5, 60 }, 5000, &metres), 1);
    assert_near(metres, 1674, 2);
    chora_locator_free(locator);

    /* A border that runs north-east on the ground. */
    static const char *const slanting[] = { "POLYGON((10 60, 10.2 60.1, 10 60.1, 10 60))" };
    locator = locator_of(slanting, 1, arena);
    assert_int_equal(chora_locate_nearest(locator, (chora_xy){ 10.1, 60 }, 5000, &metres), 0);
    assert_near(metres, 3945, 15);
    chora_locator_free(locator);
    chora_arena_free(arena);
}

/* Stars with a hole, each beside the next, some over each other: corners enough for a grid. */
static chora_shape star(chora_xy at, double radius, int corners, chora_arena *arena)
{
    chora_buffer wkt = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_add_text(&wkt, "POLYGON(");
    for (int hole = 0; hole < 2; hole++) {
        chora_buffer_add_text(&wkt, hole ? ", (" : "(");
        for (int i = 0; i <= corners; i++) {
            double angle = 2 * 3.14159265358979323846 * (i % corners) / corners;
            double out = radius * (hole ? 0.3 : 1 - 0.4 * (i % 2));
            chora_buffer_printf(&wkt, "%s%.6f %.6f", i ? ", " : "", at.x + out * cos(angle),
                                at.y + out * sin(angle));
        }
        chora_buffer_add_text(&wkt, ")");
    }
    chora_buffer_add_text(&wkt, ")");
    chora_shape shape = shape_of_wkt(chora_buffer_text(&wkt), arena);
    chora_buffer_free(&wkt);
    return shape;
}

/* A locator that was asked little has no grid yet: GEOS answers. */
static void grid_says_what_geos_says(void **state)
{
    enum { STARS = 9, LOOKS = 20000, FEW = 100 };
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shapes[STARS];
    const chora_shape *list[STARS];
    chora_locator *locator = NULL, *fresh = NULL;
    uint32_t random = 7;
    size_t inside = 0;
    for (int i = 0; i < STARS; i++) {
        chora_xy at = { 10.0 * (i % 3), 8.0 * (i / 3) };
        shapes[i] = star(at, i == 4 ? 9 : 6, 40 + 10 * i, arena);
        list[i] = &shapes[i];
    }
    assert_int_equal(chora_locator_new(list, STARS, &locator, &err), CHORA_OK);
    for (int i = 0; i < LOOKS; i++) {
        if (i % FEW == 0) {
            chora_locator_free(fresh);
            assert_int_equal(chora_locator_new(list, STARS, &fresh, &err), CHORA_OK);
        }
        chora_xy at = { 0, 0 };
        random = random * 1664525u + 1013904223u;
        at.x = -8 + 36.0 * (random >> 8) / 16777216.0;
        random = random * 1664525u + 1013904223u;
        at.y = -8 + 32.0 * (random >> 8) / 16777216.0;
        if (i % 10 == 0) /* a corner: rounding decides, so GEOS is asked */
            at = shapes[i / 10 % STARS].xy[i % 40];
        size_t got = chora_locate(locator, at), expect = chora_locate(fresh, at);
        if (got != expect)
            fail_msg("%.9f %.9f: %zd, not %zd", at.x, at.y, (ssize_t)got, (ssize_t)expect);
        inside += got != CHORA_NOWHERE;
    }
    assert_in_range(inside, LOOKS / 4, LOOKS * 9 / 10);
    chora_locator_free(fresh);
    chora_locator_free(locator);
    chora_arena_free(arena);
}

static void refuses_what_it_cannot_search(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_locator *locator = NULL;
    chora_shape shape = shape_of_wkt("LINESTRING(0 0, 1 1)", arena);
    const chora_shape *list[] = { &shape };
    assert_int_equal(chora_locator_new(list, 1, &locator, &err), CHORA_EINVAL);
    shape = shape_of_wkt("POLYGON((0 0, 1 0, 1 1, 0 0))", arena);
    shape.xy[1].x = NAN;
    assert_int_equal(chora_locator_new(list, 1, &locator, &err), CHORA_EDATA);
    assert_null(locator);
    assert_int_equal(chora_locator_new(NULL, 0, &locator, &err), CHORA_OK);
    assert_int_equal(chora_locate(locator, (chora_xy){ 0, 0 }), CHORA_NOWHERE);
    chora_locator_free(locator);
    chora_arena_free(arena);
}

static void is_fast_on_provinces(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_locator *locator = NULL;
    layer provinces_34 = { 0 };
    if (!read_layer("afg_admin1", arena, &provinces_34))
        skip();
    assert_int_equal(provinces_34.count, 34);
    assert_int_equal(chora_locator_new(provinces_34.list, 34, &locator, &err), CHORA_OK);
    size_t inside = 0;
    uint32_t random = 1;
    double before = seconds();
    for (int i = 0; i < 100000; i++) {
        random = random * 1664525u + 1013904223u;
        double x = 60.5 + 14.5 * (random >> 8) / 16777216.0;
        random = random * 1664525u + 1013904223u;
        double y = 29.4 + 9.1 * (random >> 8) / 16777216.0;
        inside += chora_locate(locator, (chora_xy){ x, y }) != CHORA_NOWHERE;
    }
    double took = seconds() - before;
    print_message("100000 points against 34 provinces: %.3f s, %zu inside\n", took, inside);
    assert_in_range(inside, 40000, 65000);
    assert_true(took < 2);
    chora_locator_free(locator);
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_area),
        cmocka_unit_test(finds_the_nearest),
        cmocka_unit_test(nearest_is_on_the_ground_not_in_degrees),
        cmocka_unit_test(grid_says_what_geos_says),
        cmocka_unit_test(refuses_what_it_cannot_search),
        cmocka_unit_test(is_fast_on_provinces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
