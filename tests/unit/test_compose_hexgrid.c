/* Hexagons: every point lies in the one whose middle is nearest, and the grid leaves no ground out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "compose/hexgrid.h"
#include "geo/shape_maker.h"

static double away(double pitch, chora_hex hex, chora_xy point)
{
    chora_xy middle = chora_hex_middle(pitch, hex);
    return hypot(middle.x - point.x, middle.y - point.y);
}

static void a_point_is_in_the_nearest(void **state)
{
    const double pitch = 50;
    for (int i = 0; i < 4000; i++) {
        chora_xy point = { fmod(i * 137.31, 700) - 350, fmod(i * 61.77, 900) - 450 };
        chora_hex own = chora_hex_at(pitch, point);
        double least = away(pitch, own, point);
        assert_true(least <= pitch / sqrt(3) + 1e-9);
        for (int32_t c = -1; c <= 1; c++)
            for (int32_t r = -1; r <= 1; r++) {
                chora_hex other = { own.column + c, own.row + r };
                assert_true(least <= away(pitch, other, point) + 1e-9);
            }
    }
}

static void neighbours_are_a_pitch_apart(void **state)
{
    const chora_hex around[] = { { 1, 0 }, { 0, 1 }, { -1, 1 }, { -1, 0 }, { 0, -1 }, { 1, -1 } };
    for (int i = 0; i < 6; i++)
        assert_float_equal(away(20, around[i], (chora_xy){ 0, 0 }), 20, 1e-9);
}

static void the_ring_has_the_area(void **state)
{
    chora_xy ring[7];
    chora_hex_ring(100, (chora_hex){ 3, -2 }, ring);
    assert_true(ring[0].x == ring[6].x && ring[0].y == ring[6].y);
    assert_float_equal(chora_ring_area(ring, 7), chora_hex_area(100), 1e-6);
    assert_float_equal(chora_hex_area(50), 2165.06, 0.01); /* km² of 50 km from side to side */
}

static void they_are_in_order_by_row(void **state)
{
    chora_hex low = { 5, -1 }, left = { -5, 0 }, right = { 5, 0 };
    assert_true(chora_hex_compare(low, left) < 0);
    assert_true(chora_hex_compare(left, right) < 0);
    assert_int_equal(chora_hex_compare(right, right), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_is_in_the_nearest),
        cmocka_unit_test(neighbours_are_a_pitch_apart),
        cmocka_unit_test(the_ring_has_the_area),
        cmocka_unit_test(they_are_in_order_by_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
