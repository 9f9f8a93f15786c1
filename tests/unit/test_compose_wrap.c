/* Text that gives way: wrapped, narrowed, shrunk, cut. The ruler has 0.5 em a character. */
#include "compose_fixture.h"

#include "compose/wrap.h"

static chora_lines_of_text wrapped(const char *text, double width, chora_arena *arena)
{
    chora_ruler ruler = chora_ruler_fixed();
    chora_lines_of_text lines;
    assert_int_equal(
        chora_wrap(text, fixture_type(10, 400, 0xFF), width, &ruler, arena, &lines, NULL),
        CHORA_OK);
    return lines;
}

static void assert_lines(const char *text, double width, const char *joined)
{
    chora_arena *arena = chora_arena_new();
    chora_lines_of_text lines = wrapped(text, width, arena);
    char got[512] = "";
    for (size_t i = 0; i < lines.count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? "/" : "", lines.lines[i]);
    assert_string_equal(got, joined);
    chora_arena_free(arena);
}

static void wraps_at_spaces(void **state)
{
    (void)state;
    assert_lines("", 50, "");
    assert_lines("one two", 35, "one two");
    assert_lines("one two", 34, "one/two");
    assert_lines("  one   two  ", 20, "one/two");
    assert_lines("Kabul\xC2\xA0"
                 "41 incidents",
                 45,
                 "Kabul\xC2\xA0"
                 "41/incidents");
}

static void cuts_a_word_wider_than_the_line(void **state)
{
    (void)state;
    assert_lines("abcdefghij kl", 25, "abcde/fghij/kl");
    assert_lines("\xC5\x8D\xC5\x8D\xC5\x8D", 10, "\xC5\x8D\xC5\x8D/\xC5\x8D");
    assert_lines("xyz", 1, "x/y/z");
}

static void gives_way_step_by_step(void **state)
{
    (void)state;
    static const struct {
        double width;
        size_t lines;
        double size;
        int narrow;
    } cases[] = {
        { 100, 1, 10, 100 },                                       /* 20 characters are 100 pt */
        { 88, 1, 10, 87 },                                         /* narrower */
        { 82, 1, 9.3, 87 },  { 66, 1, 8.6, 75 }, { 61, 1, 8, 75 }, /* the smallest allowed */
        { 40, 2, 8, 75 },                                          /* and then a second line */
    };
    chora_ruler ruler = chora_ruler_fixed();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_lines_of_text lines;
        chora_giving giving = { 1, 8, 75 };
        assert_int_equal(chora_fit("Incidents in Nimroz.", fixture_type(10, 400, 0xFF),
                                   cases[i].width, giving, &ruler, arena, &lines, NULL),
                         CHORA_OK);
        assert_int_equal(lines.count, cases[i].lines);
        assert_float_equal(lines.type.size_pt, cases[i].size, 1e-3);
        assert_int_equal(lines.type.width, cases[i].narrow);
        chora_arena_free(arena);
    }
}

static void evens_out_lines(void **state)
{
    (void)state;
    chora_ruler ruler = chora_ruler_fixed();
    chora_arena *arena = chora_arena_new();
    chora_lines_of_text lines;
    assert_int_equal(chora_wrap_even("24 of 34 provinces have none on record",
                                     fixture_type(10, 400, 0xFF), 170, &ruler, arena, &lines, NULL),
                     CHORA_OK);
    assert_int_equal(lines.count, 2);
    assert_string_equal(lines.lines[0], "24 of 34 provinces");
    assert_string_equal(lines.lines[1], "have none on record");
    /* a clause a line, where both fit */
    assert_int_equal(chora_wrap_even("Kabul saw 41; 24 of 34 have none",
                                     fixture_type(10, 400, 0xFF), 100, &ruler, arena, &lines, NULL),
                     CHORA_OK);
    assert_int_equal(lines.count, 2);
    assert_string_equal(lines.lines[0], "Kabul saw 41;");
    assert_string_equal(lines.lines[1], "24 of 34 have none");
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_at_spaces),
        cmocka_unit_test(cuts_a_word_wider_than_the_line),
        cmocka_unit_test(gives_way_step_by_step),
        cmocka_unit_test(evens_out_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
