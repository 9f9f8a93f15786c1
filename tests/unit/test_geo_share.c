#include "geo_fixture.h"

#include "geo/share.h"

static void share_is_by_area(void **state)
{
    static const struct {
        const char *inner, *outer;
        double share;
    } cases[] = {
        { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", 1 },
        { "POLYGON((0 0, 1 0, 1 2, 0 2, 0 0))", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", 1 },
        { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((0 0, 1 0, 1 2, 0 2, 0 0))", 0.5 },
        { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((1.96 0, 4 0, 4 2, 1.96 2, 1.96 0))",
          0.02 },
        { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", 0 },
        { "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 2 0, 2 4, 0 4, 0 0))",
          "MULTIPOLYGON(((2 0, 3 0, 3 4, 2 4, 2 0)), ((3 0, 4 0, 4 4, 3 4, 3 0)))", 1 },
        { "POLYGON EMPTY", "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", 0 },
        { "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", "POLYGON EMPTY", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_shape inner = shape_of_wkt(cases[i].inner, arena);
        chora_shape outer = shape_of_wkt(cases[i].outer, arena);
        chora_error err = CHORA_ERROR_INIT;
        double share = -1;
        chora_status st = chora_shape_share(&inner, &outer, &share, &err);
        if (i != 5 && (st || !(share > cases[i].share - 1e-9 && share < cases[i].share + 1e-9)))
            fail_msg("case %zu: %g, not %g (%s)", i, share, cases[i].share, err.message);
        /* Rings that touch along a whole side are not valid: an answer or a refusal, no crash. */
        assert_true(st == CHORA_OK || st == CHORA_EDATA);
        chora_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(share_is_by_area) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
