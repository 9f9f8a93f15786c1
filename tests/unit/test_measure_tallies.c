/* What totals without rows say of a period: never more than they state, never a day twice. */
#include "measure/tallies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MARCH chora_day_from_ymd(2023, 3, 1), chora_day_from_ymd(2023, 3, 31)

static chora_day march(int day)
{
    return chora_day_from_ymd(2023, 3, day);
}

static chora_tally_told told_of(const chora_tally *items, size_t count, const char *area)
{
    const chora_tallies tallies = { .dataset = "newsletter", .items = items, .count = count };
    return chora_tallies_of(&tallies, area, (chora_period){ CHORA_PERIOD_MONTH, MARCH });
}

static void the_months_own_total_goes_before_its_weeks(void **state)
{
    (void)state;
    const chora_tally items[] = {
        { "", 0, MARCH, { 29, 100, -1 }, "320" },
        { "", 0, march(1), march(7), { 9, 40, 3 }, "318" },
    };
    chora_tally_told told = told_of(items, 2, "");
    assert_int_equal(told.totals, 1);
    assert_int_equal(told.numbers[CHORA_TALLY_INCIDENTS], 29);
    assert_int_equal(told.numbers[CHORA_TALLY_INJURED], -1);
    assert_false(told.partial);
    assert_string_equal(told.citation, "320");
}

static void weeks_add_up_and_leave_days_out(void **state)
{
    (void)state;
    const chora_tally items[] = {
        { "", 0, march(1), march(7), { 9, -1, -1 }, "" },
        { "", 0, march(8), march(14), { 5, 12, -1 }, "" },
        { "", 0, march(14), march(20), { 7, 1, -1 }, "" },    /* a day twice */
        { "", 0, march(29), march(31) + 4, { 4, 4, 4 }, "" }, /* beyond the month */
    };
    chora_tally_told told = told_of(items, 4, "");
    assert_int_equal(told.totals, 2);
    assert_int_equal(told.numbers[CHORA_TALLY_INCIDENTS], 14);
    assert_int_equal(told.numbers[CHORA_TALLY_KILLED], 12);
    assert_true(told.partial);
}

static void areas_stand_for_the_whole_only_without_one(void **state)
{
    (void)state;
    const chora_tally items[] = {
        { "NG-BO", 1, MARCH, { 4, -1, -1 }, "" },
        { "NG-YO", 1, MARCH, { 2, -1, -1 }, "" },
        { "NG-BO-1", 2, MARCH, { 1, -1, -1 }, "" },
        { "", 0, MARCH, { 9, -1, -1 }, "" },
    };
    assert_int_equal(told_of(items, 4, "NG-YO").numbers[0], 2);
    assert_int_equal(told_of(items, 4, "NG-LA").numbers[0], -1);
    assert_int_equal(told_of(items, 4, "").numbers[0], 9);
    chora_tally_told summed = told_of(items, 3, "");
    assert_int_equal(summed.numbers[0], 6);
    assert_true(summed.summed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_months_own_total_goes_before_its_weeks),
        cmocka_unit_test(weeks_add_up_and_leave_days_out),
        cmocka_unit_test(areas_stand_for_the_whole_only_without_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
