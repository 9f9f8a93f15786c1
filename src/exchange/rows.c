/* Opening any table or layer: what it is decides who reads it. */
#include "exchange/rows.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/archive.h"
#include "exchange/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void chora_rows_add_printable(chora_buffer *out, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t valid = chora_utf8_valid_prefix(bytes, length);
        chora_buffer_add(out, bytes, valid);
        bytes += valid;
        length -= valid;
        if (length > 0) {
            chora_buffer_printf(out, "\\x%02X", (unsigned char)*bytes);
            bytes++;
            length--;
        }
    }
}

/* ---- column names -------------------------------------------------------------------------- */

static bool is_taken(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* The trimmed name, or "column 7", or "name (2)" when it was there before. */
static const char *column_name(chora_arena *arena, const char *const *before, size_t index,
                               const char *text)
{
    size_t length = 0;
    const char *start = chora_text_trim(text ? text : "", &length);
    const char *name = length ? chora_arena_strndup(arena, start, length)
                              : chora_arena_printf(arena, "column %zu", index + 1);
    const char *unique = name;

    for (int n = 2; unique && is_taken(before, index, unique); n++)
        unique = chora_arena_printf(arena, "%s (%d)", name, n);
    return unique;
}

chora_status chora_rows_set_columns(chora_rows *rows, const char *const *names, size_t count,
                                    chora_error *err)
{
    const char **columns = chora_arena_alloc(rows->arena, count ? count : 1, sizeof *columns);

    for (size_t i = 0; columns && i < count; i++) {
        columns[i] = column_name(rows->arena, columns, i, names[i]);
        if (!columns[i])
            return chora_no_memory(err);
    }
    if (!columns)
        return chora_no_memory(err);
    rows->columns = columns;
    rows->column_count = count;
    return CHORA_OK;
}

/* ---- opening ------------------------------------------------------------------------------- */

/* What messages call the file: its last part without control characters. */
static void set_name(chora_rows *rows, const char *path)
{
    chora_buffer name = CHORA_BUFFER_INIT(4096);
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        length--;
    const char *from = path + length;
    while (from > path && from[-1] != '/')
        from--;
    chora_rows_add_printable(&name, from, (size_t)(path + length - from));
    const char *text = chora_buffer_text(&name);
    snprintf(rows->name, sizeof rows->name, "%.*s",
             (int)chora_utf8_cut(text, sizeof rows->name - 1), text);
    for (char *at = rows->name; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = '?';
    chora_buffer_free(&name);
}

static chora_status open_kind(chora_rows *rows, const char *path, chora_kind kind,
                              const chora_rows_options *options, chora_error *err)
{
    if (kind == CHORA_KIND_CSV || kind == CHORA_KIND_TSV)
        return chora_csv_open(rows, path, kind, options, err);
    return chora_layer_open(rows, path, kind, options, err);
}

/* `sheet` chooses in the archive; in the file itself only when that was the one way to read it. */
static chora_status open_zip(chora_rows *rows, const char *path, const chora_rows_options *options,
                             chora_error *err)
{
    chora_rows_options inside = *options;
    chora_kind kind = CHORA_KIND_NONE;
    char *inner = NULL;
    char description[sizeof rows->description];
    chora_status st =
        chora_archive_unpack(path, rows->name, options->sheet, &rows->folder, &inner, err);

    if (st)
        return st;
    char archive[sizeof rows->name];
    snprintf(archive, sizeof archive, "%s", rows->name);
    set_name(rows, inner);
    char file[sizeof rows->name];
    snprintf(file, sizeof file, "%s", rows->name);
    snprintf(rows->name, sizeof rows->name, "%.120s/%.120s", archive, file);
    if (chora_kind_of_name(inner) != CHORA_KIND_XLSX &&
        chora_kind_of_name(inner) != CHORA_KIND_ODS &&
        chora_kind_of_name(inner) != CHORA_KIND_GPKG &&
        chora_kind_of_name(inner) != CHORA_KIND_FILEGDB)
        inside.sheet = NULL;
    st = chora_kind_of_file(inner, rows->name, options->encoding != NULL, &kind, err);
    if (!st)
        st = open_kind(rows, inner, kind, &inside, err);
    free(inner);
    if (st)
        return st;
    snprintf(description, sizeof description, "%s", rows->description);
    snprintf(rows->description, sizeof rows->description, "zip: %.500s", description);
    return CHORA_OK;
}

static chora_status open_file(chora_rows *rows, const char *path, const chora_rows_options *options,
                              chora_error *err)
{
    chora_kind kind = CHORA_KIND_NONE;
    chora_status st = chora_kind_of_file(path, rows->name, options->encoding != NULL, &kind, err);

    if (st)
        return st;
    return kind == CHORA_KIND_ZIP ? open_zip(rows, path, options, err)
                                  : open_kind(rows, path, kind, options, err);
}

chora_status chora_rows_open(const char *path, const chora_rows_options *options, chora_rows **out,
                             chora_error *err)
{
    static const chora_rows_options defaults = CHORA_ROWS_INIT;
    chora_rows *rows = chora_alloc(1, sizeof *rows);

    if (!rows || !(rows->arena = chora_arena_new())) {
        free(rows);
        return chora_no_memory(err);
    }
    set_name(rows, path);
    chora_status st = open_file(rows, path, options ? options : &defaults, err);
    if (st) {
        chora_rows_close(rows);
        return st;
    }
    *out = rows;
    return CHORA_OK;
}

size_t chora_rows_columns(const chora_rows *rows, const char *const **names)
{
    if (names)
        *names = rows->columns;
    return rows->column_count;
}

const char *chora_rows_description(const chora_rows *rows)
{
    return rows->description;
}

int64_t chora_rows_header_found(const chora_rows *rows)
{
    return rows->header_found ? rows->header_line : 0;
}

bool chora_rows_has_geometry(const chora_rows *rows)
{
    return rows->has_geometry;
}

chora_status chora_rows_next(chora_rows *rows, chora_row *out, bool *more, chora_error *err)
{
    if (rows->failed)
        return chora_fail(err, rows->failed, "%s: cannot be read further", rows->name);
    rows->failed = rows->reader->next(rows, out, more, err);
    return rows->failed;
}

void chora_rows_close(chora_rows *rows)
{
    if (!rows)
        return;
    if (rows->reader)
        rows->reader->close(rows->state);
    if (rows->folder)
        chora_folder_remove(rows->folder);
    free(rows->folder);
    chora_arena_free(rows->arena);
    free(rows);
}
