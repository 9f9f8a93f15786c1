/* A cell taken apart, and what a file of letters may hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "base/file.h"
#include "place/languages.h"
#include "place/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Kabul|Herat (outer/inner)" of a cell. */
static void read_cell(const chora_languages *languages, const char *text, const char *expected)
{
    chora_arena *arena = chora_arena_new();
    chora_buffer got = CHORA_BUFFER_INIT(4096);
    chora_cell cell;
    assert_true(chora_cell_read(languages, text, arena, &cell));
    for (size_t i = 0; i < cell.count; i++)
        chora_buffer_printf(&got, "%s%s", i ? "|" : "", cell.parts[i]);
    if (cell.inner)
        chora_buffer_printf(&got, " (%s/%s)", cell.outer, cell.inner);
    assert_string_equal(chora_buffer_text(&got), expected);
    chora_buffer_free(&got);
    chora_arena_free(arena);
}

static void a_dash_alone_is_no_place(void **state)
{
    chora_languages *languages = NULL;
    chora_error err = CHORA_ERROR_INIT;
    (void)state;
    assert_int_equal(chora_languages_load(&languages, &err), CHORA_OK);
    read_cell(languages, "Kabul, -, Herat", "Kabul| Herat");
    read_cell(languages, " - ", "");
    read_cell(languages, "--", "--"); /* nobody knows what that says */
    read_cell(languages, "-, , -;Kabul", "Kabul");
    read_cell(languages, "Kabul (-)", "Kabul (-)");
    read_cell(languages, "Kabul (x)", "Kabul (x) (Kabul /x)");
    read_cell(languages, "- (x)", "- (x)");
    chora_languages_free(languages);
}

/* `text` as the only file of languages; what loading it answers. */
static chora_status load(const char *text, chora_error *err)
{
    char *folder = NULL;
    chora_languages *languages = NULL;
    assert_int_equal(chora_folder_temporary(&folder, NULL), CHORA_OK);
    char *inner = chora_path_join(folder, "gazetteer/languages");
    char *path = chora_path_join(inner, "x.txt");
    assert_int_equal(chora_folder_make(inner, NULL), CHORA_OK);
    assert_int_equal(chora_file_write(path, text, strlen(text), NULL), CHORA_OK);
    setenv("CHORA_DATA", folder, 1);
    chora_status st = chora_languages_load(&languages, err);
    unsetenv("CHORA_DATA");
    chora_languages_free(languages);
    chora_folder_remove(folder);
    free(path);
    free(inner);
    free(folder);
    return st;
}

static void letters_are_letters(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    (void)state;
    assert_int_equal(load("letter ^a a b$ b ^c$ c\n", &err), CHORA_OK);
    assert_int_equal(load("letter $ s\n", &err), CHORA_OK); /* itself, not the end of nothing */
    assert_int_equal(load("letter ^ a\n", &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "x.txt: line 1: \"^\" is no letter"));
    assert_int_equal(load("letter a\n", &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "\"a\" has no sound"));
    assert_int_equal(load("\n# a note\nletters a b\n", &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "x.txt: line 3: \"letters\" is none of"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dash_alone_is_no_place),
        cmocka_unit_test(letters_are_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
