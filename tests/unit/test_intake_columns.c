/* Headers, tags and mapping files to columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/tsv.h"
#include "intake/presets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64 };

typedef struct {
    chora_presets presets;
    chora_arena *arena;
} known;

static int open_presets(void **state)
{
    known *k = calloc(1, sizeof *k);
    chora_error err = CHORA_ERROR_INIT;
    if (chora_presets_load(&k->presets, &err))
        fail_msg("%s", err.message);
    k->arena = chora_arena_new();
    *state = k;
    return 0;
}

static int close_presets(void **state)
{
    known *k = *state;
    chora_presets_free(&k->presets);
    chora_arena_free(k->arena);
    free(k);
    return 0;
}

static void write_mapping(const chora_mapping *mapping, chora_buffer *out)
{
    chora_buffer_clear(out);
    if (strcmp(mapping->kind, "table") != 0)
        chora_buffer_printf(out, "%s ", mapping->kind);
    for (int i = 0; i < CHORA_COLUMNS; i++)
        if (mapping->columns[i])
            chora_buffer_printf(out, "%s=%s ", chora_column_about((chora_column)i)->name,
                                mapping->columns[i]);
    if (out->length > 0)
        out->data[--out->length] = '\0';
}

/** "a; ; b" with empty parts kept. */
static size_t cut_list(chora_arena *arena, const char *text, const char **out)
{
    size_t count = 0;
    while (text) {
        const char *end = strchr(text, ';');
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char *part = chora_arena_strndup(arena, text, length);
        const char *trimmed = chora_text_trim(part, &length);
        ((char *)(uintptr_t)trimmed)[length] = '\0';
        assert_true(count < COLUMNS_MAX);
        out[count++] = trimmed;
        text = end ? end + 1 : NULL;
    }
    return count;
}

static void headers_are_recognised(void **state)
{
    known *k = *state;
    char line[4096];
    const char *headers[COLUMNS_MAX], *tags[COLUMNS_MAX];
    size_t count = 0;
    int number = 0, cases = 0, bad = 0;
    chora_buffer found = CHORA_BUFFER_INIT(8192);
    FILE *file = fopen(CHORA_TESTS "/cases/intake/headers.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        chora_mapping mapping;
        chora_error err = CHORA_ERROR_INIT;
        size_t length;
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        char *arrow = strstr(line, "=>");
        assert_non_null(arrow);
        *arrow = '\0';
        char *expected = (char *)(uintptr_t)chora_text_trim(arrow + 2, &length);
        expected[length] = '\0';
        bool tagged = strncmp(line, "tags ", 5) == 0;
        if (tagged)
            assert_int_equal(cut_list(k->arena, line + 5, tags), count);
        else
            count = cut_list(k->arena, line, headers);
        assert_int_equal(chora_presets_recognise(&k->presets, headers, tagged ? tags : NULL, count,
                                                 k->arena, &mapping, &err),
                         CHORA_OK);
        write_mapping(&mapping, &found);
        if (strcmp(chora_buffer_text(&found), expected) != 0) {
            print_error("headers.txt:%d: gives\n%s, not\n%s\n", number, chora_buffer_text(&found),
                        expected);
            bad++;
        }
        cases++;
    }
    fclose(file);
    chora_buffer_free(&found);
    assert_int_equal(bad, 0);
    assert_true(cases > 20);
}

static const char *means(const known *k, const char *kind, chora_column column, const char *word)
{
    chora_mapping mapping;
    chora_words words;
    chora_error err = CHORA_ERROR_INIT;
    chora_mapping_init(&mapping);
    mapping.kind = kind;
    mapping.columns[column] = "c";
    assert_int_equal(chora_presets_words(&k->presets, &mapping, k->arena, &words, &err), CHORA_OK);
    const char *found = chora_words_find(&words, column, word);
    chora_words_free(&words);
    return found ? found : "-";
}

static void words_and_codes_are_crossed(void **state)
{
    static const struct {
        const char *kind;
        chora_column column;
        const char *word, *meaning;
    } cases[] = {
        { "acled", CHORA_COLUMN_PLACE_PRECISION, "1", "place" },
        { "acled", CHORA_COLUMN_PLACE_PRECISION, "2", "district" },
        { "acled", CHORA_COLUMN_PLACE_PRECISION, "3", "province" },
        { "acled", CHORA_COLUMN_PLACE_PRECISION, "4", "-" },
        { "acled", CHORA_COLUMN_DATE_PRECISION, "1", "day" },
        { "acled", CHORA_COLUMN_DATE_PRECISION, "2", "week" },
        { "acled", CHORA_COLUMN_DATE_PRECISION, "3", "month" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "1", "exact" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "2", "near" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "3", "district" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "4", "province" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "5", "country" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "6", "country" },
        { "ged", CHORA_COLUMN_PLACE_PRECISION, "7", "none" },
        { "ged", CHORA_COLUMN_DATE_PRECISION, "3", "week" },
        { "ged", CHORA_COLUMN_DATE_PRECISION, "5", "year" },
        { "ged", CHORA_COLUMN_TYPE, "3", "one-sided violence" },
        { "table", CHORA_COLUMN_PLACE_PRECISION, "1", "-" },
        { "table", CHORA_COLUMN_PLACE_PRECISION, "Exact", "exact" },
        { "table", CHORA_COLUMN_PLACE_PRECISION, "ADM 1", "-" },
        { "table", CHORA_COLUMN_PLACE_PRECISION, "adm1", "province" },
        { "table", CHORA_COLUMN_CLAIM, "claimed_by_iskp", "claimed" },
        { "table", CHORA_COLUMN_CLAIM, "claimed", "claimed" },
        { "table", CHORA_COLUMN_CLAIM, "reclaimed by the sea", "-" },
        { "table", CHORA_COLUMN_CLAIM, "none", "none" },
        { "table", CHORA_COLUMN_VERIFICATION, "YES", "verified" },
        { "table", CHORA_COLUMN_VERIFICATION, "0", "unverified" },
        { "table", CHORA_COLUMN_VERIFICATION, "maybe", "-" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(means(*state, cases[i].kind, cases[i].column, cases[i].word),
                            cases[i].meaning);
}

static const char full[] = "chora-columns: 1\n"
                           "dataset: attacks\n"
                           "kind: table\n"
                           "licence: \"CC BY: 4.0\"\n"
                           "coverage: 2021-08-15..2023-08-15\n"
                           "dates: dmy\n"
                           "columns:\n"
                           "  id: id\n"
                           "  date: \"Date of, \\\"it\\\"\"\n"
                           "  area: province\n"
                           "  claim: status\n"
                           "values:\n"
                           "  claim: {claimed_by_us: claimed, \"no\": none}\n"
                           "split: \" | \"\n";

static void mapping_is_written_as_it_was_read(void **state)
{
    known *k = *state;
    chora_mapping mapping;
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer out = CHORA_BUFFER_INIT(8192);
    if (chora_mapping_parse("m.yaml", full, strlen(full), k->arena, &mapping, &err))
        fail_msg("%s", err.message);
    assert_int_equal(mapping.first, chora_day_from_ymd(2021, 8, 15));
    assert_int_equal(mapping.last, chora_day_from_ymd(2023, 8, 15));
    chora_mapping_write(&mapping, &out);
    assert_string_equal(chora_buffer_text(&out), full);
    chora_buffer_free(&out);
}

static void mistakes_are_told_at_once(void **state)
{
    static const char text[] = "chora-columns: 1\n"
                               "datset: x\n"
                               "kind: acledd\n"
                               "coverage: whenever\n"
                               "columns:\n"
                               "  dtae: day\n"
                               "  lat: [a]\n"
                               "values:\n"
                               "  claim: {x: clamed}\n"
                               "  killed: {many: 12}\n";
    static const char *const expected[] = {
        "m.yaml:2:1: unknown key \"datset\"; did you mean \"dataset\"?",
        "m.yaml:3:7: unknown kind \"acledd\"; did you mean \"acled\"?",
        "m.yaml:4:11: coverage: ",
        "m.yaml:6:3: unknown column \"dtae\"; did you mean \"date\"?",
        "m.yaml:7:8: lat takes one value",
        "m.yaml:9:14: unknown claim \"clamed\"; did you mean \"claimed\"?",
        "m.yaml:10:3: killed holds no words",
    };
    known *k = *state;
    chora_mapping mapping;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_mapping_parse("m.yaml", text, strlen(text), k->arena, &mapping, &err),
                     CHORA_EINVAL);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (strstr(err.message, expected[i]) == NULL)
            fail_msg("no \"%s\" in:\n%s", expected[i], err.message);
}

static void columns_that_are_not_there_are_told(void **state)
{
    static const char text[] = "chora-columns: 1\n"
                               "columns:\n"
                               "  date: dat\n"
                               "  area: Province\n"
                               "  place: town\n";
    const char *headers[] = { "date", "PROVINCE", "town", "town" };
    known *k = *state;
    chora_mapping mapping;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_mapping_parse("m.yaml", text, strlen(text), k->arena, &mapping, &err),
                     CHORA_OK);
    assert_int_equal(chora_mapping_bind(&mapping, headers, 4, false, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, "m.yaml:3:9: the file has no column \"dat\"; did you mean "
                                        "\"date\"?"));
    assert_non_null(strstr(err.message, "m.yaml:5:10: the file has more than one column \"town\""));
    assert_int_equal(mapping.index[CHORA_COLUMN_AREA], 1);
}

static void nothing_to_place_by_shows_headers_and_a_template(void **state)
{
    const char *headers[] = { "Date", "Killed" };
    known *k = *state;
    chora_mapping mapping;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(
        chora_presets_recognise(&k->presets, headers, NULL, 2, k->arena, &mapping, &err), CHORA_OK);
    assert_int_equal(chora_mapping_bind(&mapping, headers, 2, false, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, "the file has \"Date\", \"Killed\""));
    assert_non_null(strstr(err.message, "--columns mapping.yaml"));
    assert_non_null(strstr(err.message, "chora-columns: 1"));
    assert_non_null(strstr(err.message, "  date: Date\n  area: \"its column here\"\n"));
    assert_int_equal(chora_mapping_bind(&mapping, headers, 2, true, &err), CHORA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_recognised),
        cmocka_unit_test(words_and_codes_are_crossed),
        cmocka_unit_test(mapping_is_written_as_it_was_read),
        cmocka_unit_test(mistakes_are_told_at_once),
        cmocka_unit_test(columns_that_are_not_there_are_told),
        cmocka_unit_test(nothing_to_place_by_shows_headers_and_a_template),
    };
    return cmocka_run_group_tests(tests, open_presets, close_presets);
}
