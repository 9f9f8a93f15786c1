#include "geo_fixture.h"

#include "geo/overlay.h"

#define SQUARE "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"

static void together_they_have_no_border_between(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shapes[] = { shape_of_wkt(SQUARE, arena),
                             shape_of_wkt("POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", arena),
                             shape_of_wkt("POLYGON EMPTY", arena),
                             shape_of_wkt("POLYGON((9 9, 10 9, 10 10, 9 10, 9 9))", arena) };
    chora_shape all;
    assert_int_equal(chora_shape_union(shapes, 4, arena, &all, &err), CHORA_OK);
    assert_int_equal(all.path_count, 2);
    assert_float_equal(planar_area(&all), 9, 1e-9);
    assert_int_equal(chora_shape_union(shapes, 0, arena, &all, &err), CHORA_OK);
    assert_int_equal(all.path_count, 0);
    chora_arena_free(arena);
}

static void common_is_what_both_hold(void **state)
{
    static const struct {
        const char *other;
        double area;
    } cases[] = {
        { "POLYGON((1 1, 3 1, 3 3, 1 3, 1 1))", 1 },
        { SQUARE, 4 },
        { "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", 0 }, /* a side in common is no ground */
        { "POLYGON((5 5, 6 5, 6 6, 5 6, 5 5))", 0 },
        { "POLYGON EMPTY", 0 },
        { "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0)), ((1.5 1.5, 3 1.5, 3 3, 1.5 3, 1.5 1.5)))",
          1.25 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape square = shape_of_wkt(SQUARE, arena);
        chora_shape other = shape_of_wkt(cases[i].other, arena), both;
        if (chora_shape_common(&square, &other, arena, &both, &err))
            fail_msg("case %zu: %s", i, err.message);
        if (fabs(planar_area(&both) - cases[i].area) > 1e-9)
            fail_msg("case %zu: %g, not %g", i, planar_area(&both), cases[i].area);
        chora_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(together_they_have_no_border_between),
                                        cmocka_unit_test(common_is_what_both_hold) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
