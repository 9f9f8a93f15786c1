/* From a number to the size of its circle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/circle_scale.h"

#include <math.h>

static double share(chora_circle_rule rule, double value, double largest)
{
    const chora_circle_scale scale = { rule, largest };
    return chora_circle_size(scale, 2, value) / (2 * sqrt(largest));
}

static void assert_near(double got, double expected)
{
    if (fabs(got - expected) > 1e-4)
        fail_msg("%g, not %g", got, expected);
}

static void areas_are_in_proportion(void **state)
{
    (void)state;
    assert_near(share(CHORA_CIRCLES_AREA, 41, 41), 1);
    assert_near(share(CHORA_CIRCLES_AREA, 10, 40), 0.5);
    assert_near(share(CHORA_CIRCLES_AREA, 0, 40), 0);
    assert_near(share(CHORA_CIRCLES_AREA, -3, 40), 0);
}

/* A circle four times the number has 2.209 times the radius, not twice: 4^0.5716. */
static void flannery_makes_large_circles_larger(void **state)
{
    (void)state;
    assert_near(share(CHORA_CIRCLES_FLANNERY, 40, 40), 1);
    assert_near(1 / share(CHORA_CIRCLES_FLANNERY, 10, 40), 2.2087);
    assert_near(1 / share(CHORA_CIRCLES_FLANNERY, 1, 100), 13.9059);
    assert_near(share(CHORA_CIRCLES_FLANNERY, 0, 40), 0);
}

static void steps_hold_every_number(void **state)
{
    (void)state;
    double upper[CHORA_CIRCLE_STEPS_MAX];
    assert_int_equal(chora_circle_steps(41, upper), 3);
    assert_true(upper[0] == 41 && upper[1] == 10 && upper[2] == 1);
    double small = share(CHORA_CIRCLES_GRADUATED, 1, 41);
    double middle = share(CHORA_CIRCLES_GRADUATED, 2, 41);
    assert_true(small < middle && middle < 1);
    assert_near(share(CHORA_CIRCLES_GRADUATED, 10, 41), middle);
    assert_near(share(CHORA_CIRCLES_GRADUATED, 11, 41), 1);
    assert_near(share(CHORA_CIRCLES_GRADUATED, 41, 41), 1);
    assert_int_equal(chora_circle_steps(1, upper), 1);
    assert_near(share(CHORA_CIRCLES_GRADUATED, 1, 1), 1);
    assert_int_equal(chora_circle_steps(0, upper), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_in_proportion),
        cmocka_unit_test(flannery_makes_large_circles_larger),
        cmocka_unit_test(steps_hold_every_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
