/* Cells to dates and numbers, and headers to columns: the tables of cases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/calendar.h"
#include "base/text.h"
#include "intake/cell_date.h"
#include "intake/cell_number.h"
#include "intake/cell_range.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** "given => expected" cut in two and trimmed; false for comments. */
static bool cut_case(char *line, char **given, char **expected)
{
    size_t length;
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0')
        return false;
    char *arrow = strstr(line, "=>");
    assert_non_null(arrow);
    *arrow = '\0';
    *expected = (char *)(uintptr_t)chora_text_trim(arrow + 2, &length);
    (*expected)[length] = '\0';
    *given = line;
    return true;
}

/** The part before '|', and what stands behind it without its spaces. */
static const char *cut_given(char *given, const char **cell)
{
    size_t length;
    char *bar = strchr(given, '|');
    assert_non_null(bar);
    *bar = '\0';
    char *text = (char *)(uintptr_t)chora_text_trim(bar + 1, &length);
    text[length] = '\0';
    *cell = text;
    return given;
}

static void write_reading(chora_reading read, const char *value, const char *reason, char *out,
                          size_t size)
{
    if (read == CHORA_READ_MISSING)
        snprintf(out, size, "missing");
    else if (read == CHORA_READ_REFUSED)
        snprintf(out, size, "! %s", reason);
    else
        snprintf(out, size, "%s", value);
}

/** A refusal fits when the reason holds what is expected. */
static bool fits(const char *found, const char *expected)
{
    if (expected[0] == '!')
        return found[0] == '!' && strstr(found, expected + 2) != NULL;
    return strcmp(found, expected) == 0;
}

static void read_date(const char *how, const char *cell, char *out, size_t size)
{
    static const char *const orders[] = { "undecided", "iso", "dmy", "mdy", "solar" };
    chora_cell_days days;
    char reason[CHORA_REASON_MAX] = "", value[160] = "";
    char first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];
    int order = 0;
    while (strncmp(how, orders[order], 3) != 0)
        order++;
    chora_reading read =
        chora_cell_date(cell, (chora_dates)order, strstr(how, "serials") != NULL, &days, reason);
    if (read == CHORA_READ_OK) {
        chora_day_format(days.first, first);
        chora_day_format(days.last, last);
        bool one = days.first == days.last;
        snprintf(value, sizeof value, "%s%s%s %s", first, one ? "" : "..", one ? "" : last,
                 days.precision);
    }
    write_reading(read, value, reason, out, size);
}

static void read_range(const char *how, const char *cell, char *out, size_t size)
{
    int64_t low, high;
    (void)how;
    if (chora_cell_range(cell, &low, &high))
        snprintf(out, size, "%lld..%lld", (long long)low, (long long)high);
    else
        snprintf(out, size, "none");
}

static void read_number(const char *how, const char *cell, char *out, size_t size)
{
    char reason[CHORA_REASON_MAX] = "";
    chora_buffer value = CHORA_BUFFER_INIT(64);
    chora_reading read;
    if (strncmp(how, "count", 5) == 0) {
        int64_t count = 0;
        read = chora_cell_count(cell, &count, reason);
        chora_buffer_printf(&value, "%lld", (long long)count);
    } else {
        double degrees = 0;
        bool lat = strncmp(how, "lat", 3) == 0;
        read = chora_cell_degrees(cell, lat ? "latitude" : "longitude", lat ? 90 : 180, &degrees,
                                  reason);
        chora_buffer_add_number(&value, degrees, 6);
    }
    write_reading(read, chora_buffer_text(&value), reason, out, size);
    chora_buffer_free(&value);
}

static void check_table(const char *path, void (*read)(const char *, const char *, char *, size_t),
                        int least)
{
    char line[1024], found[512];
    int number = 0, cases = 0, bad = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        char *given, *expected;
        const char *cell;
        number++;
        if (!cut_case(line, &given, &expected))
            continue;
        const char *how = cut_given(given, &cell);
        read(how, cell, found, sizeof found);
        if (!fits(found, expected)) {
            print_error("%s:%d: \"%s\" gives %s, not %s\n", path, number, cell, found, expected);
            bad++;
        }
        cases++;
    }
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(cases >= least);
}

static void dates_are_read_strictly(void **state)
{
    (void)state;
    check_table(CHORA_TESTS "/cases/intake/dates.txt", read_date, 70);
}

static void numbers_are_read_strictly(void **state)
{
    (void)state;
    check_table(CHORA_TESTS "/cases/intake/numbers.txt", read_number, 38);
}

static void ranges_are_read_strictly(void **state)
{
    (void)state;
    check_table(CHORA_TESTS "/cases/intake/ranges.txt", read_range, 20);
}

static void one_cell_tells_the_order_of_a_file(void **state)
{
    static const struct {
        const char *cell;
        chora_order order;
    } cases[] = {
        { "25/06/2022", CHORA_ORDER_DMY },
        { "06/25/2022", CHORA_ORDER_MDY },
        { "05/06/2022", CHORA_ORDER_AMBIGUOUS },
        { "06/06/2022", CHORA_ORDER_SILENT },
        { "2022-06-05", CHORA_ORDER_SILENT },
        { "5 June 2022", CHORA_ORDER_SILENT },
        { "31/31/2022", CHORA_ORDER_SILENT },
        { "29/2/2023", CHORA_ORDER_SILENT },
        { "", CHORA_ORDER_SILENT },
        { "13.1.22 10:00", CHORA_ORDER_DMY },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(chora_cell_order(cases[i].cell), cases[i].order);
}

/* Every day of twelve years, written and read again: leap years and the ends of months among them.
 */
static void every_solar_day_is_read_back(void **state)
{
    (void)state;
    chora_day first = chora_day_from_ymd(2018, 3, 21), last = chora_day_from_ymd(2030, 3, 20);
    for (chora_day day = first; day <= last; day++) {
        chora_date date = chora_date_of(CHORA_CALENDAR_SOLAR_HIJRI, day);
        chora_cell_days days;
        char text[32], reason[CHORA_REASON_MAX] = "";
        snprintf(text, sizeof text, "%d/%02d/%02d", date.year, date.month, date.day);
        if (chora_cell_date(text, CHORA_DATES_SOLAR_HIJRI, false, &days, reason) != CHORA_READ_OK)
            fail_msg("%s: %s", text, reason);
        assert_int_equal(days.first, day);
        assert_int_equal(days.last, day);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_solar_day_is_read_back),
        cmocka_unit_test(dates_are_read_strictly),
        cmocka_unit_test(numbers_are_read_strictly),
        cmocka_unit_test(ranges_are_read_strictly),
        cmocka_unit_test(one_cell_tells_the_order_of_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
