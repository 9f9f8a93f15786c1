/* Language files: complete, well formed, and what numbers, plurals and dates become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/direction.h"
#include "base/file.h"
#include "style/data_names.h"
#include "style/language_inside.h"

static chora_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = chora_arena_new();
    return arena ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    chora_arena_free(arena);
    return 0;
}

static const chora_words *load(const char *language)
{
    chora_error err = CHORA_ERROR_INIT;
    const chora_words *words = NULL;
    if (chora_words_load(language, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, &err))
        fail_msg("%s", err.message);
    return words;
}

/* ---- every file ------------------------------------------------------------------------------ */

/* Its own, or of the language that it is like. */
static const chora_phrase *phrase_of(const chora_words *words, const char *key)
{
    const chora_words *owner = NULL;
    const chora_phrase *found = chora_phrase_find(words, key, &owner);
    return owner && owner->fallback ? found : NULL;
}

/* Every brace of the English phrase is used; "{areas} with zero" may be told as "zero: {n}". */
static void check_braces(const char *tag, const chora_phrase *english, const chora_phrase *own)
{
    const char *form = own->forms[CHORA_PLURAL_OTHER];
    const char *text = english->forms[CHORA_PLURAL_OTHER];
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        char brace[32];
        snprintf(brace, sizeof brace, "%.*s", (int)strcspn(at, "}") + 1, at);
        if (!strstr(form, brace) && !(strcmp(brace, "{areas}") == 0 && strstr(form, "{n}")))
            fail_msg("%s: %s: \"%s\" lacks %s", tag, own->key, form, brace);
    }
}

/* What counts has a form for every plural of the language, where English has two that differ. */
static void check_plurals(const chora_words *words, const chora_phrase *english,
                          const chora_phrase *own)
{
    const char *one = english->forms[CHORA_PLURAL_ONE];
    bool plain = true; /* "Shown: 5 of 7" has one form for all. */
    for (int form = 0; form < CHORA_PLURAL_OTHER; form++)
        plain &= own->forms[form] == NULL;
    if (plain || !one || strcmp(one, english->forms[CHORA_PLURAL_OTHER]) == 0)
        return;
    for (int form = 0; form < CHORA_PLURALS; form++)
        if (words->plural[form] && !own->forms[form])
            fail_msg("%s: %s has no form \"%s\"", words->tag, own->key, chora_plural_names[form]);
}

/* A new phrase is translated in the change that brings it: a reader of Dari must not meet English.
 */
static void every_language_says_all(void **state)
{
    (void)state;
    const char *const *names = NULL;
    const chora_words *english = load("en");
    assert_int_equal(chora_data_names("styles/languages", "en", arena, &names, NULL), CHORA_OK);
    for (size_t i = 0; names[i]; i++) {
        const chora_words *words = load(names[i]);
        size_t missing = 0;
        if (!words->fallback)
            continue; /* English itself */
        const char *lacked = "";
        assert_string_equal(words->tag, names[i]);
        for (size_t k = 0; k < english->phrase_count; k++) {
            const chora_phrase *own = phrase_of(words, english->phrases[k].key);
            missing += own == NULL;
            if (!own) {
                lacked = english->phrases[k].key;
                continue;
            }
            check_braces(names[i], &english->phrases[k], own);
            check_plurals(words, &english->phrases[k], own);
        }
        if (missing)
            fail_msg("styles/languages/%s.yaml lacks %zu phrases of en.yaml, such as \"%s\"",
                     names[i], missing, lacked);
    }
}

/* ---- cases ----------------------------------------------------------------------------------- */

static void part_of(const char *line, int index, char *out, size_t room)
{
    for (; index > 0 && line; index--) {
        line = strchr(line, '|');
        line += line != NULL;
    }
    assert_non_null(line);
    line += strspn(line, " ");
    size_t length = strcspn(line, "|\n");
    while (length && line[length - 1] == ' ')
        length--;
    snprintf(out, room, "%.*s", (int)length, line);
}

/* Marks that a table cannot show. */
static void make_visible(char *text)
{
    static const char *const marks[][2] = { { "\xE2\x80\x89", "_" }, { "\xC2\xA0", "~" },
                                            { "\xE2\x80\x8E", "<" }, { "\xE2\x80\xAF", "^" },
                                            { CHORA_ISOLATE, "[" },  { CHORA_ISOLATE_END, "]" } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (char *at; (at = strstr(text, marks[i][0]));) {
            *at = *marks[i][1];
            memmove(at + 1, at + strlen(marks[i][0]), strlen(at + strlen(marks[i][0])) + 1);
        }
}

static void answer(const chora_words *words, const char *what, const char *given, char *out,
                   size_t room)
{
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    chora_period period;
    double n = strtod(given, NULL);
    if (strcmp(what, "numeral") == 0) {
        chora_words_numeral(words, given, &text);
    } else if (strcmp(what, "plural") == 0) {
        chora_buffer_add_text(&text, chora_plural_names[chora_plural_of(words, n)]);
    } else if (strcmp(what, "incidents") == 0) {
        chora_buffer_add_text(
            &text, chora_say_many_of(words, arena, "count", "incidents", n, given, NULL));
    } else if (strcmp(what, "highest") == 0) {
        chora_buffer_add_text(
            &text, chora_say(words, arena, "finding.highest", "area", given, "top", "4", NULL));
    } else {
        assert_int_equal(chora_period_read(given, &period, NULL, NULL), CHORA_OK);
        if (strcmp(what, "short") == 0)
            chora_words_day(words, period.first, true, &text);
        else
            chora_words_period(words, period, &text);
    }
    snprintf(out, room, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
    make_visible(out);
}

static void words_are_as_in_the_table(void **state)
{
    (void)state;
    FILE *table = fopen(CHORA_TESTS "/cases/style/language.txt", "r");
    assert_non_null(table);
    char line[512], language[16], what[16], given[64], expect[256], got[1024];
    int count = 0, failed = 0;
    while (fgets(line, sizeof line, table)) {
        if (*line == '#' || *line == '\n')
            continue;
        part_of(line, 0, language, sizeof language);
        part_of(line, 1, what, sizeof what);
        part_of(line, 2, given, sizeof given);
        part_of(line, 3, expect, sizeof expect);
        answer(load(language), what, given, got, sizeof got);
        if (strcmp(got, expect) != 0) {
            print_error("%s %s %s: \"%s\", expected \"%s\"\n", language, what, given, got, expect);
            failed++;
        }
        count++;
    }
    fclose(table);
    assert_int_equal(failed, 0);
    assert_true(count > 15);
}

static void a_calendar_may_be_chosen(void **state)
{
    (void)state;
    const chora_words *words = NULL;
    char got[256];
    assert_int_equal(chora_words_load("en", CHORA_CALENDAR_SOLAR_HIJRI, arena, &words, NULL),
                     CHORA_OK);
    answer(words, "period", "2021-08-15", got, sizeof got);
    assert_string_equal(got, "24 Asad 1400");
}

/* ---- mistakes -------------------------------------------------------------------------------- */

static void expect_mistake(const char *language, const char *says)
{
    chora_error err = CHORA_ERROR_INIT;
    const chora_words *words = NULL;
    assert_int_not_equal(
        chora_words_load(language, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, &err), CHORA_OK);
    if (!strstr(err.message, says))
        fail_msg("\"%s\" does not say \"%s\"", err.message, says);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void mistakes_are_told_with_their_row(void **state)
{
    (void)state;
    static const char text[] = "chora: 1\nlanguage: xx\nplural: {one: \"n is 1\"}\n"
                               "numbers: {digits: \"0123\"}\ndates: {months: [a, b]}\nwords:\n"
                               "  legend.no-dada: nothing\n  legend.zero: \"{null}, none\"\n"
                               "  count.killed: {few: x}\n";
    char *folder = NULL;
    assert_int_equal(chora_folder_temporary(&folder, NULL), CHORA_OK);
    char *path = chora_path_join(folder, "xx.yaml");
    write_text(path, text);
    expect_mistake(path, "xx.yaml:3:15: n is 1 is no condition such as n % 10 = 2..4");
    expect_mistake(path, "xx.yaml:4:19: digits takes the ten digits from 0 to 9");
    expect_mistake(path, "xx.yaml:5:17: months takes a list of 12 names");
    expect_mistake(path, "xx.yaml:7:3: \"legend.no-dada\" is no phrase of Chora");
    expect_mistake(path, "xx.yaml:8:16: {null} is not filled in here; English says");
    expect_mistake(path, "xx.yaml:9:18: few is no plural form of this language");
    expect_mistake("xx", "no language \"xx\"");
    write_text(path, "chora: 1\nlanguage: xx\nlike: fa-IR\n");
    expect_mistake(path, "xx.yaml:3:7: fa-IR is itself like another language");
    write_text(path, "chora: 1\nlanguage: xx\nlike: zz\n");
    expect_mistake(path, "xx.yaml:3:7: no language \"zz\"");
    expect_mistake("klingon", "; there are ");
    chora_folder_remove(folder);
    free(folder);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_language_says_all),
                                        cmocka_unit_test(words_are_as_in_the_table),
                                        cmocka_unit_test(a_calendar_may_be_chosen),
                                        cmocka_unit_test(mistakes_are_told_with_their_row) };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
