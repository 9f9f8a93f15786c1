/* Text and numbers: given / expect tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "base/direction.h"
#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void keys_make_spellings_one(void **state)
{
    static const char *const pairs[][2] = {
        { "Mazār-e  Sharīf", "mazar e sharif" },
        { "MAZAR-E SHARIF", "mazar e sharif" },
        { "  Kabul (PD13) ", "kabul pd13" },
        { "كابل", "کابل" },
        { "کابل", "کابل" },
        { "قندهــار", "قندهار" },
        { "می‌شود", "میشود" },
        { "۱۲٣", "123" },
        { "Nangarhār’s", "nangarhars" },
        { "İstanbul", "istanbul" },
        { "Straße", "strasse" },
        { "", "" },
        { " - ", "" },
    };
    chora_buffer key = CHORA_BUFFER_INIT(1000);

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        chora_text_key(pairs[i][0], &key);
        assert_false(key.failed);
        assert_string_equal(chora_buffer_text(&key), pairs[i][1]);
    }
    chora_buffer_free(&key);
}

static void numbers_are_strict(void **state)
{
    static const struct {
        const char *text;
        bool ok;
        double value;
    } cases[] = {
        { "34.5", true, 34.5 },
        { " -0.25 ", true, -0.25 },
        { "+7", true, 7 },
        { "۳۴٫۵", true, 34.5 },
        { "٣", true, 3 },
        { "1e3", true, 1000 },
        { "−5", true, -5 },
        { "34,5", false, 0 },
        { "34.5 N", false, 0 },
        { "1,000", false, 0 },
        { "nan", false, 0 },
        { "inf", false, 0 },
        { "0x10", false, 0 },
        { "1e400", false, 0 },
        { "", false, 0 },
        { ".", false, 0 },
        { "1.2.3", false, 0 },
        { "1e", false, 0 },
        { "12345678901234567890", true, 12345678901234567890.0 },
        { "69.217812345678912", true, 69.217812345678912 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 0;
        assert_int_equal(chora_text_number(cases[i].text, &value), cases[i].ok);
        if (cases[i].ok)
            assert_true(value == cases[i].value);
    }
    long long whole;
    assert_true(chora_text_integer("12.0", &whole) && whole == 12);
    assert_false(chora_text_integer("12.5", &whole));
}

static void numbers_out_lose_only_zeros(void **state)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        { 69.2, 6, "69.2" },  { -0.0000001, 6, "0" }, { 100, 2, "100" },
        { 0.125, 2, "0.12" }, { -12.5, 1, "-12.5" },  { 1e6, 0, "1000000" },
    };
    chora_buffer out = CHORA_BUFFER_INIT(1000);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_buffer_clear(&out);
        chora_buffer_add_number(&out, cases[i].value, cases[i].decimals);
        assert_string_equal(chora_buffer_text(&out), cases[i].text);
    }
    chora_buffer_free(&out);
}

static void fixed_numbers_out_are_the_same(void **state)
{
    static const int64_t whole[] = { 0,  1,       -1,        10,        -120,      1250, 100000,
                                     -7, 6920000, -17999999, 180000000, 999999999, 34 };
    chora_buffer fixed = CHORA_BUFFER_INIT(1000), number = CHORA_BUFFER_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        double scale = 1;
        for (int decimals = 0; decimals <= 9; decimals++, scale *= 10) {
            chora_buffer_clear(&fixed);
            chora_buffer_clear(&number);
            chora_buffer_add_fixed(&fixed, whole[i], decimals);
            chora_buffer_add_number(&number, (double)whole[i] / scale, decimals);
            assert_string_equal(chora_buffer_text(&fixed), chora_buffer_text(&number));
        }
    }
    chora_buffer_clear(&fixed);
    chora_buffer_add_fixed(&fixed, INT64_MIN, 0);
    assert_string_equal(chora_buffer_text(&fixed), "-9223372036854775808");
    chora_buffer_free(&fixed);
    chora_buffer_free(&number);
}

static void assert_printed(double value, int decimals)
{
    char expected[400];
    chora_buffer out = CHORA_BUFFER_INIT(1000);
    snprintf(expected, sizeof expected, "%.*f", decimals, value);
    chora_text_append_double(&out, value, decimals);
    assert_string_equal(chora_buffer_text(&out), expected);
    chora_buffer_free(&out);
}

/* Also where a number lies just on, or a hair off, the middle between two. */
static void numbers_out_are_those_of_printf(void **state)
{
    static const double corners[] = { 0,        -0.0,      0.5,       1.5,      2.5,     0.125,
                                      0.0005,   1.005,     69.222790, -1e-9,    1e-10,   999.9995,
                                      1e15,     1e20,      0.045,     8.345,    1e9,     -34.105,
                                      0.1 + .2, 4503599e9, 0x1p-67,   0x1p-68,  0x1p-69, 5e-324,
                                      0x1p52,   0x1p53,    9.5,       0.9999999 };
    uint64_t seed = 7;
    (void)state;
    for (int decimals = 0; decimals <= 19; decimals++) {
        for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
            assert_printed(corners[i], decimals);
            assert_printed(nextafter(corners[i], 0), decimals);
            assert_printed(nextafter(corners[i], 1e9), decimals);
        }
        for (int i = 0; i < 2000; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            double value = ((double)(seed >> 11) / 9007199254740992.0 - 0.5) * pow(10, i % 8);
            assert_printed(value, decimals);
            assert_printed(round(value * 1000) / 1000 + 0.0005, decimals);
        }
    }
}

/* Those that are not written by whole numbers, up to what there is room for. */
static void large_numbers_out_are_those_of_printf(void **state)
{
    static const double large[] = { 0x1p52, 0x1p53, 1e18, 123456789012345678e3, 1e300, DBL_MAX };
    chora_buffer out = CHORA_BUFFER_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        for (int decimals = 0; decimals <= 80; decimals += 8) {
            assert_printed(large[i], decimals);
            assert_printed(-large[i], decimals);
        }
    /* 309 digits, a point and decimals: 399 bytes are as many as there may be. */
    assert_printed(DBL_MAX, 89);
    assert_printed(-DBL_MAX, 88);
    chora_text_append_double(&out, DBL_MAX, 90);
    assert_true(out.failed);
    assert_int_equal(out.length, 0);
    chora_buffer_free(&out);
}

static void code_points_are_encoded(void **state)
{
    static const struct {
        uint32_t code;
        const char *bytes;
    } cases[] = { { 'a', "a" },
                  { 0x7F, "\x7F" },
                  { 0x80, "\xC2\x80" },
                  { 0x7FF, "\xDF\xBF" },
                  { 0x800, "\xE0\xA0\x80" },
                  { 0xFFFF, "\xEF\xBF\xBF" },
                  { 0x10000, "\xF0\x90\x80\x80" },
                  { 0x10FFFF, "\xF4\x8F\xBF\xBF" },
                  { 0x110000, "" } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[4];
        size_t length = chora_utf8_encode(cases[i].code, out);
        assert_int_equal(length, strlen(cases[i].bytes));
        assert_memory_equal(out, cases[i].bytes, length);
    }
}

static void invalid_utf8_is_found(void **state)
{
    (void)state;
    assert_int_equal(chora_utf8_valid_prefix("abc", 3), 3);
    assert_int_equal(chora_utf8_valid_prefix("ab\xFF", 3), 2);
    assert_int_equal(chora_utf8_valid_prefix("ab\xFF"
                                             "defghijkl",
                                             12),
                     2);
    assert_int_equal(chora_utf8_valid_prefix("abcdefghij\xFF", 11), 10);
    assert_int_equal(chora_utf8_valid_prefix("abcdefghi\0klm", 13), 9);
    assert_int_equal(chora_utf8_valid_prefix("\xD8\xA7"
                                             "bcdefghijk",
                                             12),
                     12);
    assert_int_equal(chora_utf8_valid_prefix("abcdefghijk\xD8", 12), 11);
    assert_int_equal(chora_utf8_valid_prefix("a\0b", 3), 1);
    assert_int_equal(chora_utf8_valid_prefix("\xED\xA0\x80", 3), 0); /* a surrogate */
    assert_int_equal(chora_utf8_valid_prefix("\xC0\xAF", 2), 0);     /* overlong */
    assert_int_equal(chora_utf8_cut("کابل", 3), 2);
}

static void encodings_are_converted(void **state)
{
    chora_buffer out = CHORA_BUFFER_INIT(1000);

    (void)state;
    assert_int_equal(chora_text_to_utf8("UTF-16LE", "K\0a\0", 4, &out), 0);
    assert_string_equal(chora_buffer_text(&out), "Ka");
    chora_buffer_clear(&out);
    assert_int_equal(chora_text_to_utf8("CP1256", "\xE3", 1, &out), 0);
    assert_string_equal(chora_buffer_text(&out), "م");
    assert_int_equal(chora_text_to_utf8("no-such", "a", 1, &out), -1);
    chora_buffer_clear(&out);
    assert_int_equal(chora_text_to_utf8("UTF-8", "\xFF", 1, &out), -2);
    chora_buffer_free(&out);
}

static void hints_are_near(void **state)
{
    static const char *const words[] = { "title", "subtitle", "frame", NULL };

    (void)state;
    assert_string_equal(chora_text_nearest("tilte", words), "title");
    assert_string_equal(chora_text_nearest("Frame", words), "frame");
    assert_null(chora_text_nearest("projection", words));
}

static void slugs_are_safe(void **state)
{
    static const char *const pairs[][2] = {
        { "../../etc/passwd", "etc-passwd" },
        { "", "figure" },
        { "..", "figure" },
        { "Attacks by province", "Attacks-by-province" },
        { "a\nb", "a-b" },
        { ".hidden", "hidden" },
    };
    chora_buffer out = CHORA_BUFFER_INIT(1000);

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        chora_text_slug(pairs[i][0], &out);
        assert_string_equal(chora_buffer_text(&out), pairs[i][1]);
    }
    chora_buffer_free(&out);
}

static void beyond_what_is_said(void **state)
{
    (void)state;
    assert_string_equal(chora_text_beyond("By month", "By month, 2021"), "2021");
    assert_string_equal(chora_text_beyond("ماه", "ماه، ۱۴۰۰"), "۱۴۰۰");
    assert_string_equal(chora_text_beyond("By month", "By month"), "");
    assert_string_equal(chora_text_beyond("By month", "By months, 2021"), "By months, 2021");
    assert_string_equal(chora_text_beyond("By year", "By month, 2021"), "By month, 2021");
    assert_string_equal(chora_text_beyond("", "By month, 2021"), "By month, 2021");
}

static void long_hashes_are_shortened(void **state)
{
    (void)state;
    static const struct {
        const char *given, *expect;
    } cases[] = {
        { "MX-0013", "MX-0013" },
        { "deadbeef-1", "deadbeef-1" },
        { "4a87b8df1fd538cb961fb69e1ee8f8bd1975ae5f12c0575141aead871920e032-1",
          "4a87b8df1fd5\xE2\x80\xA6-1" },
        { "x: 4a87b8df1fd538cb961fb69e1ee8f8bd1975ae5f12c0575141aead871920e032 and y",
          "x: 4a87b8df1fd5\xE2\x80\xA6 and y" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_buffer out = CHORA_BUFFER_INIT(4096);
        chora_text_add_short(&out, cases[i].given);
        assert_string_equal(chora_buffer_text(&out), cases[i].expect);
        chora_buffer_free(&out);
    }
}

static void most_letters_say_which_way(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool on_rightward, on_leftward; /* Turned on a page that runs so? */
    } cases[] = {
        { "Sources report", false, true },
        { "در این ماه چهار رویداد (AP, 2021) ثبت شد", true, false },
        { "AP می‌گوید که در این ماه چهار رویداد ثبت شده است",
          true, false },
        { "Kabul (کابل) is the capital", false, true },
        { "کابل (Kabul) is the capital of the country", false, false },
        { "\xE2\x81\xA8"
          "Kandahar and Herat"
          "\xE2\x81\xA9 کابل",
          true, false },
        { "12–15", false, false },
        { "", false, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_text_sides sides = { 0 };
        chora_text_count_sides(cases[i].text, &sides);
        assert_int_equal(chora_sides_turned(&sides, false), cases[i].on_rightward);
        assert_int_equal(chora_sides_turned(&sides, true), cases[i].on_leftward);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_make_spellings_one),
        cmocka_unit_test(numbers_are_strict),
        cmocka_unit_test(fixed_numbers_out_are_the_same),
        cmocka_unit_test(numbers_out_lose_only_zeros),
        cmocka_unit_test(numbers_out_are_those_of_printf),
        cmocka_unit_test(large_numbers_out_are_those_of_printf),
        cmocka_unit_test(code_points_are_encoded),
        cmocka_unit_test(invalid_utf8_is_found),
        cmocka_unit_test(encodings_are_converted),
        cmocka_unit_test(hints_are_near),
        cmocka_unit_test(slugs_are_safe),
        cmocka_unit_test(beyond_what_is_said),
        cmocka_unit_test(long_hashes_are_shortened),
        cmocka_unit_test(most_letters_say_which_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
