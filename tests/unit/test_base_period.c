/* Days and periods. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include <chora/period.h>
#include <string.h>

static void days_go_round(void **state)
{
    (void)state;
    assert_int_equal(chora_day_from_ymd(1970, 1, 1), 0);
    assert_int_equal(chora_day_from_ymd(2021, 8, 15), 18854);
    for (chora_day day = -800000; day < 800000; day += 97) {
        int y, m, d;
        chora_day_to_ymd(day, &y, &m, &d);
        assert_int_equal(chora_day_from_ymd(y, m, d), day);
    }
    assert_true(chora_ymd_valid(2024, 2, 29));
    assert_false(chora_ymd_valid(2023, 2, 29));
    assert_false(chora_ymd_valid(2019, 13, 1));
}

static void periods_are_read_and_named(void **state)
{
    static const struct {
        const char *text, *id, *label;
    } cases[] = {
        { "2022-03", "2022-03", "March 2022" },
        { "2022-Q1", "2022-Q1", "January–March 2022" },
        { "2022", "2022", "2022" },
        { "2022-03-05", "2022-03-05_2022-03-05", "5 March 2022" },
        { "2021-08..2023-08", "2021-08-01_2023-08-31", "August 2021 – August 2023" },
        { "2021-08-15..2023-08-15", "2021-08-15_2023-08-15", "15 August 2021 – 15 August 2023" },
        { "2022-01..2022-12", "2022-01-01_2022-12-31", "2022" },
        { "2022-01..2022-06", "2022-01-01_2022-06-30", "January–June 2022" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_period period;
        char text[CHORA_PERIOD_TEXT_MAX];
        assert_int_equal(chora_period_parse(cases[i].text, &period, &err), CHORA_OK);
        chora_period_id(period, text);
        assert_string_equal(text, cases[i].id);
        chora_period_label(period, text);
        assert_string_equal(text, cases[i].label);
    }
}

static void wrong_periods_say_what_is_expected(void **state)
{
    static const char *const wrong[] = { "",       "2022-13",    "March",
                                         "2022-3", "2022-Q5",    "2022-02-30",
                                         "2022..", "2023..2022", "2022-03x" };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_period period;
        assert_int_equal(chora_period_parse(wrong[i], &period, &err), CHORA_EINVAL);
        assert_non_null(strstr(err.message, "period"));
    }
}

static void months_follow_each_other(void **state)
{
    chora_period month = chora_period_of(CHORA_PERIOD_MONTH, chora_day_from_ymd(2021, 8, 15));
    size_t count = 0;

    (void)state;
    while (month.first <= chora_day_from_ymd(2023, 8, 15)) {
        count++;
        chora_period next = chora_period_next(month);
        assert_int_equal(next.first, month.last + 1);
        month = next;
    }
    assert_int_equal(count, 25);
    assert_int_equal(chora_period_count(CHORA_PERIOD_MONTH, chora_day_from_ymd(2021, 8, 15),
                                        chora_day_from_ymd(2023, 8, 15)),
                     25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_go_round),
        cmocka_unit_test(periods_are_read_and_named),
        cmocka_unit_test(wrong_periods_say_what_is_expected),
        cmocka_unit_test(months_follow_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
