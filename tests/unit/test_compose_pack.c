/* Discs packed side by side, and packs kept off each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "compose/pack.h"

static double between(chora_xy a, chora_xy b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

/* Radii of the best packs of equal discs, in pitches. */
static void test_hexagons_are_small(void **state)
{
    static const struct {
        size_t count;
        double radius;
    } cases[] = { { 1, 0 }, { 2, 0.5 },      { 3, 0.57735 }, { 4, 0.86603 },
                  { 7, 1 }, { 12, 1.52753 }, { 19, 2 },      { 37, 3 } };
    chora_arena *arena = chora_arena_new();
    chora_hexagons hexagons;
    assert_int_equal(chora_hexagons_make(40, arena, &hexagons, NULL), CHORA_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double radius = chora_hexagons_radius(&hexagons, cases[i].count);
        if (fabs(radius - cases[i].radius) > 1e-4)
            fail_msg("%zu discs: %f, not %f", cases[i].count, radius, cases[i].radius);
    }
    chora_arena_free(arena);
}

static void test_hexagons_do_not_touch(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_hexagons hexagons;
    assert_int_equal(chora_hexagons_make(60, arena, &hexagons, NULL), CHORA_OK);
    for (size_t count = 1; count <= 60; count++) {
        const chora_xy *spots = chora_hexagons_of(&hexagons, count);
        for (size_t i = 0; i < count; i++) {
            assert_true(i == 0 || hypot(spots[i].x, spots[i].y) + 1e-9 >=
                                      hypot(spots[i - 1].x, spots[i - 1].y));
            for (size_t j = 0; j < i; j++)
                assert_true(between(spots[i], spots[j]) > 1 - 1e-9);
        }
    }
    chora_arena_free(arena);
}

static void test_sizes_do_not_touch(void **state)
{
    static const double radii[] = { 3, 1, 7, 2, 2, 5, 0.5, 4, 1.5 };
    for (size_t count = 1; count <= 9; count++) {
        chora_xy at[9];
        double reach = chora_pack_sizes(radii, count, 0.5, at), area = 0;
        for (size_t i = 0; i < count; i++) {
            area += radii[i] * radii[i];
            assert_true(hypot(at[i].x, at[i].y) + radii[i] <= reach + 1e-9);
            for (size_t j = 0; j < i; j++)
                assert_true(between(at[i], at[j]) >= radii[i] + radii[j] + 0.5 - 1e-5);
        }
        assert_true(reach * reach < 3.2 * area + 1);
    }
}

enum { MANY = 150 };

static uint32_t next(uint32_t *seed)
{
    return *seed = *seed * 1664525u + 1013904223u;
}

static void scatter(chora_disc *discs, size_t count, double side)
{
    uint32_t seed = 7;
    for (size_t i = 0; i < count; i++) {
        discs[i].anchor.x = next(&seed) / 4294967296.0 * side;
        discs[i].anchor.y = next(&seed) / 4294967296.0 * side;
        discs[i].reach = 1 + next(&seed) / 4294967296.0 * 3;
    }
}

static void test_spread_leaves_none_overlapping(void **state)
{
    chora_disc discs[MANY], again[MANY];
    size_t order[MANY];
    chora_box box = { 0, 0, 120, 120 };
    scatter(discs, MANY, 120);
    scatter(again, MANY, 120);
    assert_int_equal(chora_discs_spread(discs, MANY, box, order), 0);
    for (size_t i = 0; i < MANY; i++) {
        assert_true(chora_box_holds(chora_box_grow(box, 1e-6 - discs[i].reach), discs[i].at));
        for (size_t j = 0; j < i; j++)
            assert_true(chora_discs_overlap(&discs[i], &discs[j]) < 1e-3);
    }
    assert_int_equal(chora_discs_spread(again, MANY, box, order), 0);
    assert_memory_equal(discs, again, sizeof discs);
}

static void test_spread_tells_when_there_is_no_room(void **state)
{
    chora_disc discs[MANY];
    size_t order[MANY];
    chora_box box = { 0, 0, 30, 30 };
    scatter(discs, MANY, 30);
    assert_true(chora_discs_spread(discs, MANY, box, order) > 0);
}

static void test_discs_on_one_spot_come_apart(void **state)
{
    chora_disc discs[6];
    size_t order[6];
    for (size_t i = 0; i < 6; i++)
        discs[i] = (chora_disc){ { 50, 50 }, { 0, 0 }, 4 };
    assert_int_equal(chora_discs_spread(discs, 6, (chora_box){ 0, 0, 100, 100 }, order), 0);
    for (size_t i = 0; i < 6; i++)
        assert_true(between(discs[i].at, discs[i].anchor) < 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hexagons_are_small),
        cmocka_unit_test(test_hexagons_do_not_touch),
        cmocka_unit_test(test_sizes_do_not_touch),
        cmocka_unit_test(test_spread_leaves_none_overlapping),
        cmocka_unit_test(test_spread_tells_when_there_is_no_room),
        cmocka_unit_test(test_discs_on_one_spot_come_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
