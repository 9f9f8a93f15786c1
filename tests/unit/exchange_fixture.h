/* Shared by the tests of the exchange room: a private folder, small files, rows as text. */
#ifndef CHORA_TEST_EXCHANGE_FIXTURE_H
#define CHORA_TEST_EXCHANGE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "exchange/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *folder; /* Of this test program, removed at its end. */

__attribute__((unused)) static int make_folder(void **state)
{
    (void)state;
    return chora_folder_temporary(&folder, NULL) == CHORA_OK ? 0 : -1;
}

__attribute__((unused)) static int remove_folder(void **state)
{
    (void)state;
    chora_folder_remove(folder);
    free(folder);
    return 0;
}

/* A path in the folder; one of eight places, so that a few can be used side by side. */
__attribute__((unused)) static const char *in_folder(const char *name)
{
    static char paths[8][512];
    static size_t next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

__attribute__((unused)) static const char *put(const char *name, const void *bytes, size_t length)
{
    const char *path = in_folder(name);
    assert_int_equal(chora_file_write(path, bytes, length, NULL), CHORA_OK);
    return path;
}

__attribute__((unused)) static const char *put_text(const char *name, const char *text)
{
    return put(name, text, strlen(text));
}

static void dump_row(chora_buffer *out, const chora_row *row)
{
    chora_buffer_printf(out, "%lld:", (long long)row->line);
    for (size_t i = 0; i < row->cell_count; i++)
        chora_buffer_printf(out, "%s%s", i ? "|" : " ",
                            row->cells[i] ? row->cells[i] : "(missing)");
    if (row->wkb)
        chora_buffer_printf(out, " wkb %zu", row->wkb_length);
    if (row->problem)
        chora_buffer_printf(out, " !%zu %s", row->problem_column, row->problem);
    chora_buffer_add_byte(out, '\n');
}

static void dump_rows(chora_buffer *out, chora_rows *rows, chora_error *err)
{
    const char *const *names;
    size_t count = chora_rows_columns(rows, &names);
    chora_row row;
    bool more = true;

    chora_buffer_printf(out, "%s\n", chora_rows_description(rows));
    for (size_t i = 0; i < count; i++)
        chora_buffer_printf(out, "%s%s", i ? "|" : "", names[i]);
    chora_buffer_add_byte(out, '\n');
    while (chora_rows_next(rows, &row, &more, err) == CHORA_OK && more) {
        assert_non_null(row.raw);
        dump_row(out, &row);
    }
}

/* Everything a reader says about a file, failures as "(status) message". */
__attribute__((unused)) static char *dump(const char *path, const chora_rows_options *options)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_error err = CHORA_ERROR_INIT;
    chora_rows *rows = NULL;

    if (chora_rows_open(path, options, &rows, &err) == CHORA_OK)
        dump_rows(&out, rows, &err);
    else
        assert_null(rows);
    if (err.status)
        chora_buffer_printf(&out, "(%s) %s\n", chora_status_name(err.status), err.message);
    chora_rows_close(rows);
    assert_false(out.failed);
    return out.data;
}

__attribute__((unused)) static void expect_dump(const char *path, const chora_rows_options *options,
                                                const char *expected)
{
    char *said = dump(path, options);
    if (strcmp(said, expected) != 0)
        print_error("%s gave\n%s", path, said);
    assert_string_equal(said, expected);
    free(said);
}

/* The message of a refusal must hold this. */
__attribute__((unused)) static void expect_refusal(const char *path,
                                                   const chora_rows_options *options,
                                                   chora_status status, const char *part)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_rows *rows = NULL;

    chora_status st = chora_rows_open(path, options, &rows, &err);
    if (st != status || !strstr(err.message, part))
        print_error("%s gave (%s) %s\n", path, chora_status_name(st), err.message);
    assert_int_equal(st, status);
    assert_non_null(strstr(err.message, part));
    chora_rows_close(rows);
}

#endif
