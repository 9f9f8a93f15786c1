/* Borders that run beside one another, and those that only end in one place. */
#include "geo_fixture.h"

#include "geo/seams.h"

#include <math.h>

static const struct {
    const char *one, *other;
    size_t seams; /* segments of both that run along the other area */
} cases[] = {
    /* shared: no outer arc between them */
    { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))", 0 },
    /* a crack, and a strip that both claim */
    { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((2.01 0, 4 0, 4 2, 2.01 2, 2.01 0))", 2 },
    { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((1.99 0, 4 0, 4 2, 1.99 2, 1.99 0))", 2 },
    /* too far apart */
    { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((2.2 0, 4 0, 4 2, 2.2 2, 2.2 0))", 0 },
    /* only corners are near */
    { "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON((2.01 2.01, 4 2.01, 4 4, 2.01 4, 2.01 2.01))",
      0 },
};

static void what_runs_beside_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_shape one = shape_of_wkt(cases[i].one, arena);
        chora_shape other = shape_of_wkt(cases[i].other, arena);
        const chora_shape *shapes[2] = { &one, &other };
        chora_topology topology;
        chora_seam seams[64];
        chora_error err = CHORA_ERROR_INIT;
        size_t found = 0;
        assert_int_equal(chora_topology_build(shapes, 2, arena, &topology, &err), CHORA_OK);
        assert_true(chora_topology_points(&topology) <= 64);
        assert_int_equal(chora_seams_find(&topology, 0.05, seams, &err), CHORA_OK);
        for (size_t p = 0; p < chora_topology_points(&topology); p++) {
            if (seams[p].other == CHORA_NO_AREA)
                continue;
            found++;
            assert_true(
                fabs(hypot(seams[p].at.x - seams[p].foot.x, seams[p].at.y - seams[p].foot.y) -
                     0.01) < 1e-9);
        }
        if (found != cases[i].seams)
            fail_msg("case %zu: %zu segments", i, found);
        chora_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_runs_beside_is_found) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
