/* Solar Hijri dates and the direction of texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/direction.h"
#include "base/solar_hijri.h"

static void dates_are_as_in_the_table(void **state)
{
    (void)state;
    FILE *table = fopen(CHORA_TESTS "/cases/base/solar_hijri.txt", "r");
    assert_non_null(table);
    char line[256];
    int count = 0;
    while (fgets(line, sizeof line, table)) {
        int y, m, d, year, month, day, got_year, got_month, got_day;
        if (*line == '#')
            continue;
        assert_int_equal(sscanf(line, "%d-%d-%d | %d-%d-%d", &y, &m, &d, &year, &month, &day), 6);
        chora_day gregorian = chora_day_from_ymd(y, m, d);
        chora_solar_hijri_of(gregorian, &got_year, &got_month, &got_day);
        if (got_year != year || got_month != month || got_day != day)
            fail_msg("%.10s: %d-%d-%d", line, got_year, got_month, got_day);
        assert_int_equal(chora_solar_hijri_day(year, month, day), gregorian);
        count++;
    }
    fclose(table);
    assert_true(count > 15);
}

/* There and back, day by day, and no month longer or shorter than it is. */
static void every_day_has_one_date(void **state)
{
    (void)state;
    int year, month, day, last_month = 0, last_day = 0, last_year = 0;
    for (chora_day at = chora_day_from_ymd(1827, 3, 22); at < chora_day_from_ymd(2119, 1, 1);
         at++) {
        chora_solar_hijri_of(at, &year, &month, &day);
        assert_int_equal(chora_solar_hijri_day(year, month, day), at);
        if (day == 1 && last_month)
            assert_int_equal(last_day, chora_solar_hijri_month_days(last_year, last_month));
        else if (last_month)
            assert_int_equal(day, last_day + 1);
        last_year = year;
        last_month = month;
        last_day = day;
    }
}

static void the_first_letter_gives_the_side(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int side;
    } cases[] = { { "", 0 },      { "41", 0 },        { "(2–3)", 0 },           { "Kabul", -1 },
                  { "کابل", 1 },  { "۴۱ Kabul", -1 }, { "41 کابل", 1 },         { "«Ōb»", -1 },
                  { "Київ", -1 }, { "北京", -1 },     { "\xE2\x80\x8F 41", 1 }, { "، ۱۲", 0 },
                  { "גבול", 1 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (chora_text_side(cases[i].text) != cases[i].side)
            fail_msg("\"%s\": %d", cases[i].text, chora_text_side(cases[i].text));
}

static void isolates_have_their_partner_on_the_line(void **state)
{
    static const char line[] = "a " CHORA_ISOLATE "b" CHORA_ISOLATE_END " c" CHORA_ISOLATE_END;
    static const char open[] = "a " CHORA_ISOLATE "b c";
    (void)state;
    assert_true(chora_text_isolates(line, 2));
    assert_true(chora_text_isolates(line, 6));
    assert_false(chora_text_isolates(line, 11)); /* an end without a beginning */
    assert_false(chora_text_isolates(line, 0));
    assert_false(chora_text_isolates(open, 2));
    assert_string_equal(chora_isolate_open_at(line, 2), "");
    assert_string_equal(chora_isolate_open_at(line, 6), CHORA_ISOLATE_RIGHTWARD);
    assert_string_equal(chora_isolate_open_at(line, 10), "");
    assert_string_equal(chora_isolate_open_at(CHORA_ISOLATE "کابل", 5), CHORA_ISOLATE_LEFTWARD);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(isolates_have_their_partner_on_the_line),
                                        cmocka_unit_test(dates_are_as_in_the_table),
                                        cmocka_unit_test(every_day_has_one_date),
                                        cmocka_unit_test(the_first_letter_gives_the_side) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
