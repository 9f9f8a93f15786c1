/* Places too far from the main land are gathered by nearness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/away.h"

static chora_box at(double x, double y)
{
    return (chora_box){ x, y, x + 1, y + 1 };
}

static void near_ones_are_one_group(void **state)
{
    chora_away away = { .count = 0 };
    (void)state;
    assert_true(chora_away_add(&away, at(0, 0), 2, 4));
    assert_true(chora_away_add(&away, at(10, 0), 2, 4));
    assert_true(chora_away_add(&away, at(2, 1), 2, 4));
    assert_int_equal(away.count, 2);
    assert_true(chora_away_holds(&away, (chora_xy){ 2.5, 1.5 }));
    assert_true(chora_away_holds(&away, (chora_xy){ 10.5, 0.5 }));
    assert_false(chora_away_holds(&away, (chora_xy){ 6, 0.5 }));
}

static void one_between_joins_two(void **state)
{
    chora_away away = { .count = 0 };
    (void)state;
    assert_true(chora_away_add(&away, at(20, 0), 2, 4));
    assert_true(chora_away_add(&away, at(0, 0), 2, 4));
    assert_true(chora_away_add(&away, at(5, 0), 2, 4));
    assert_int_equal(away.count, 3);
    assert_true(chora_away_add(&away, (chora_box){ 2, 0, 4, 1 }, 2, 4));
    assert_int_equal(away.count, 2);
    assert_true(chora_away_holds(&away, (chora_xy){ 5.5, 0.5 }));
    assert_true(chora_away_holds(&away, (chora_xy){ 20.5, 0.5 }));
}

static void too_many_are_refused(void **state)
{
    chora_away away = { .count = 0 };
    (void)state;
    for (int i = 0; i < 2; i++)
        assert_true(chora_away_add(&away, at(10 * i, 0), 2, 2));
    assert_false(chora_away_add(&away, at(40, 0), 2, 2));
    assert_true(chora_away_add(&away, at(11, 0), 2, 2));
    assert_int_equal(away.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(near_ones_are_one_group),
                                        cmocka_unit_test(one_between_joins_two),
                                        cmocka_unit_test(too_many_are_refused) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
