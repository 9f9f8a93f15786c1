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

/* ---- the other calendar ---------------------------------------------------------------------- */

static void solar_periods_are_read_and_named(void **state)
{
    static const struct {
        const char *text, *id, *label, *first, *last, *previous, *year_ago;
    } cases[] = {
        { "1402-01", "1402-01", "Hamal 1402", "2023-03-21", "2023-04-20", "1401-12", "1401-01" },
        { "1399-01", "1399-01", "Hamal 1399", "2020-03-20", "2020-04-19", "1398-12", "1398-01" },
        { "1399-12", "1399-12", "Hut 1399", "2021-02-19", "2021-03-20", "1399-11", "1398-12" },
        { "1400-12", "1400-12", "Hut 1400", "2022-02-20", "2022-03-20", "1400-11", "1399-12" },
        { "1403-12", "1403-12", "Hut 1403", "2025-02-19", "2025-03-20", "1403-11", "1402-12" },
        { "1404-01", "1404-01", "Hamal 1404", "2025-03-21", "2025-04-20", "1403-12", "1403-01" },
        { "1402-Q1", "1402-Q1", "Hamal–Jawza 1402", "2023-03-21", "2023-06-21", "1401-Q4",
          "1401-Q1" },
        { "1403", "1403", "1403", "2024-03-20", "2025-03-20", "1402", "1402" },
        { "1402-11..1402-12", "2024-01-21_2024-03-19", "21 January 2024 – 19 March 2024",
          "2024-01-21", "2024-03-19", "2023-11-22_2024-01-20", "2023-01-21_2023-03-20" },
        { "1402-03-15", "2023-06-05_2023-06-05", "5 June 2023", "2023-06-05", "2023-06-05",
          "2023-06-04_2023-06-04", "2022-06-05_2022-06-05" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const chora_against previous = { .kind = CHORA_AGAINST_PREVIOUS };
        const chora_against year_ago = { .kind = CHORA_AGAINST_YEAR_AGO };
        chora_calendar written = CHORA_CALENDAR_OF_LANGUAGE;
        chora_period period, again;
        char text[CHORA_PERIOD_TEXT_MAX];
        assert_int_equal(chora_period_read(cases[i].text, &period, &written, NULL), CHORA_OK);
        assert_int_equal(written, CHORA_CALENDAR_SOLAR_HIJRI);
        chora_period_id(period, text);
        assert_string_equal(text, cases[i].id);
        assert_int_equal(chora_period_from_id(text, &again, NULL), CHORA_OK);
        assert_int_equal(again.first, period.first);
        assert_int_equal(again.last, period.last);
        assert_int_equal(again.kind, period.kind);
        chora_period_label(period, text);
        assert_string_equal(text, cases[i].label);
        chora_day_format(period.first, text);
        assert_string_equal(text, cases[i].first);
        chora_day_format(period.last, text);
        assert_string_equal(text, cases[i].last);
        chora_period_id(chora_against_period(previous, period), text);
        assert_string_equal(text, cases[i].previous);
        chora_period_id(chora_against_period(year_ago, period), text);
        assert_string_equal(text, cases[i].year_ago);
    }
}

/* A year such as 1402 is nobody's guess. */
static void a_calendar_must_be_stated(void **state)
{
    static const struct {
        const char *text, *says;
    } wrong[] = {
        { "1402-01", "if it is Solar Hijri (then it is 2023-03-21 to 2023-04-20), say so" },
        { "1402-01..1402-06", "2023-03-21 to 2023-09-22" },
        { "1402-07-31", "is no period" }, /* Mizan has 30 days */
        { "1402-12-30", "is no period" }, /* no leap year */
        { "1401-01..2023-08", "begins in one calendar and ends in another" },
        { "1600-01", "years from 1700 are Gregorian, years 1206 to 1498 Solar Hijri" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_period period;
        assert_int_equal(chora_period_parse(wrong[i].text, &period, &err), CHORA_EINVAL);
        if (!strstr(err.message, wrong[i].says))
            fail_msg("%s: \"%s\"", wrong[i].text, err.message);
    }
    chora_period leap;
    assert_int_equal(chora_period_read("1403-12-30", &leap, NULL, NULL), CHORA_OK);
    assert_int_equal(chora_period_read("1399-12-30", &leap, NULL, NULL), CHORA_OK);
}

static void solar_months_follow_each_other(void **state)
{
    chora_day from = chora_day_from_ymd(2017, 3, 21), to = chora_day_from_ymd(2033, 3, 19);
    chora_period_kind kinds[] = { CHORA_PERIOD_SOLAR_MONTH, CHORA_PERIOD_SOLAR_QUARTER,
                                  CHORA_PERIOD_SOLAR_YEAR };
    const size_t counts[] = { 16 * 12, 16 * 4, 16 };

    (void)state;
    for (size_t k = 0; k < 3; k++) {
        chora_period period = chora_period_of(kinds[k], from);
        size_t count = 0;
        for (; period.first <= to; count++) {
            chora_period next = chora_period_next(period);
            assert_int_equal(next.first, period.last + 1);
            assert_int_equal(chora_period_of(kinds[k], period.last).first, period.first);
            period = next;
        }
        assert_int_equal(count, counts[k]);
        assert_int_equal(chora_period_count(kinds[k], from, to), counts[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_go_round),
        cmocka_unit_test(periods_are_read_and_named),
        cmocka_unit_test(wrong_periods_say_what_is_expected),
        cmocka_unit_test(months_follow_each_other),
        cmocka_unit_test(solar_periods_are_read_and_named),
        cmocka_unit_test(a_calendar_must_be_stated),
        cmocka_unit_test(solar_months_follow_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
