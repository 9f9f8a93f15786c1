/* Numbers, heads and filled-in titles, from tests/cases/compose/wording.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compose/legend.h"
#include "compose/projection_text.h"
#include "compose/wording.h"

typedef struct {
    char what[32], given[128], expect[128];
} given_case;

static void trim_into(char *out, size_t size, const char *text, size_t length)
{
    while (length && (*text == ' ')) {
        text++;
        length--;
    }
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\n'))
        length--;
    snprintf(out, size, "%.*s", (int)length, text);
}

static bool read_case(const char *line, given_case *out)
{
    const char *first = strchr(line, '|'), *second = first ? strchr(first + 1, '|') : NULL;
    if (*line == '#' || !second)
        return false;
    trim_into(out->what, sizeof out->what, line, (size_t)(first - line));
    trim_into(out->given, sizeof out->given, first + 1, (size_t)(second - first - 1));
    trim_into(out->expect, sizeof out->expect, second + 1, strlen(second + 1));
    return true;
}

/* The two spaces that a table cannot show. */
static void visible(const char *text, char *out)
{
    while (*text) {
        if (strncmp(text, "\xC2\xA0", 2) == 0) {
            *out++ = '~';
            text += 2;
        } else if (strncmp(text, "\xE2\x80\x89", 3) == 0) {
            *out++ = '_';
            text += 3;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
}

/* "projection fa": what the foot of a map calls it. */
static const char *projection_in(const char *tag, const char *label, chora_arena *arena)
{
    const chora_words *words = NULL;
    assert_int_equal(chora_words_load(tag, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, NULL),
                     CHORA_OK);
    return chora_projection_text_in(words, label, arena);
}

static const char *answer(const given_case *given, const chora_words *words, chora_arena *arena)
{
    static char number[CHORA_NUMBER_TEXT_MAX];
    chora_fillings with = { "March 2022", "Afghanistan", "sample", "74" };
    chora_figure_layer layer = { .level = 1, .measure = { given->given, 0, NULL } };
    if (strcmp(given->what, "number") == 0 || strcmp(given->what, "rate") == 0) {
        chora_number_text(words, atof(given->given), strcmp(given->what, "number") == 0, number);
        return number;
    }
    if (strncmp(given->what, "projection ", 11) == 0)
        return projection_in(given->what + 11, given->given, arena);
    if (strcmp(given->what, "fill") == 0)
        return chora_fill(given->given, &with, arena);
    if (strcmp(given->what, "per-100000") == 0)
        layer.measure.per = 100000;
    if (strcmp(given->what, "per-km2") == 0)
        layer.measure.per_value = "km2";
    return chora_legend_title(words, &layer, &layer.measure, false, arena);
}

static void words_are_as_in_the_table(void **state)
{
    (void)state;
    FILE *table = fopen(CHORA_TESTS "/cases/compose/wording.txt", "r");
    assert_non_null(table);
    char line[512], shown[512];
    int count = 0;
    while (fgets(line, sizeof line, table)) {
        given_case given;
        if (!read_case(line, &given))
            continue;
        chora_arena *arena = chora_arena_new();
        const chora_words *words = NULL;
        assert_int_equal(chora_words_load("en", CHORA_CALENDAR_OF_LANGUAGE, arena, &words, NULL),
                         CHORA_OK);
        visible(answer(&given, words, arena), shown);
        if (strcmp(shown, given.expect))
            fail_msg("%s %s: \"%s\", expected \"%s\"", given.what, given.given, shown,
                     given.expect);
        chora_arena_free(arena);
        count++;
    }
    fclose(table);
    assert_true(count > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(words_are_as_in_the_table) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
