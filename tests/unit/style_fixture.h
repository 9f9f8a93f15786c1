/* Tables of texts and what they give: "==== name", the text, "----", the expected lines. */
#ifndef STYLE_FIXTURE_H
#define STYLE_FIXTURE_H

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the text gives: "ok" or the error's message. */
typedef void (*style_case_run)(const char *text, size_t length, chora_error *out);

/* The text up to a line that begins with `mark`; `*at` goes behind that line. */
static char *style_section(char **at, const char *mark)
{
    char *start = *at, *end = start;

    while (*end && strncmp(end, mark, strlen(mark)) != 0) {
        char *newline = strchr(end, '\n');
        end = newline ? newline + 1 : end + strlen(end);
    }
    char *next = strchr(end, '\n');
    *at = *end ? (next ? next + 1 : end + strlen(end)) : end;
    if (*end)
        end[strlen(mark) - 1] = '\0';
    *end = '\0';
    return start;
}

/* Every case of tests/cases/style/FILE. Messages name the text "f.yaml". */
static void style_run_cases(const char *file, style_case_run run)
{
    chora_buffer table = CHORA_BUFFER_INIT(1 << 20);
    char path[512];
    int failed = 0, count = 0;

    snprintf(path, sizeof path, "%s/cases/style/%s", CHORA_TESTS, file);
    assert_int_equal(chora_file_read(path, &table, NULL), CHORA_OK);
    char *at = table.data;
    style_section(&at, "====");
    while (*at) {
        char *text = style_section(&at, "----");
        char *expect = style_section(&at, "====");
        chora_error err = CHORA_ERROR_INIT;
        size_t length = strlen(expect);

        while (length > 0 && expect[length - 1] == '\n')
            expect[--length] = '\0';
        run(text, strlen(text), &err);
        count++;
        if (strcmp(err.message, expect) != 0) {
            print_error("%s case %d\n%s\nexpected:\n%s\ngot:\n%s\n\n", file, count, text, expect,
                        err.message);
            failed++;
        }
    }
    assert_true(count > 0);
    assert_int_equal(failed, 0);
    chora_buffer_free(&table);
}

#endif
