#include "base/tsv.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

#define FILE_MAX ((size_t)256 << 20)

/** Cuts the next line off `*rest`; NULL at the end. */
static char *next_line(char **rest)
{
    char *line = *rest;
    if (line == NULL || *line == '\0')
        return NULL;
    char *end = strchr(line, '\n');
    *rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    size_t length = strlen(line);
    if (length > 0 && line[length - 1] == '\r')
        line[length - 1] = '\0';
    return line;
}

static size_t count_bytes(const char *text, char byte)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == byte;
    return count;
}

static void cut_cells(char *line, const char **cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cells[i] = line;
        char *tab = line + strcspn(line, "\t");
        line = *tab ? tab + 1 : tab;
        *tab = '\0';
    }
}

static chora_status parse(char *text, chora_arena *arena, chora_tsv *tsv, chora_error *err)
{
    size_t lines = count_bytes(text, '\n') + 1;
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    for (char *line; (line = next_line(&text));) {
        if (*line == '#' || *line == '\0')
            continue;
        if (tsv->column_count == 0) {
            tsv->column_count = count_bytes(line, '\t') + 1;
            tsv->columns = chora_arena_alloc(arena, tsv->column_count, sizeof(char *));
            tsv->cells = chora_arena_alloc(arena, lines * tsv->column_count, sizeof(char *));
            if (tsv->columns == NULL || tsv->cells == NULL)
                return chora_no_memory(err);
            cut_cells(line, tsv->columns, tsv->column_count);
            continue;
        }
        cut_cells(line, tsv->cells + tsv->row_count++ * tsv->column_count, tsv->column_count);
    }
    if (tsv->column_count == 0)
        return chora_fail(err, CHORA_EDATA, "there is no header line");
    return CHORA_OK;
}

chora_status chora_tsv_load(const char *path, chora_arena *arena, chora_tsv *out, chora_error *err)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(FILE_MAX);
    chora_tsv tsv = { .name = chora_arena_strdup(arena, chora_path_name(path)) };
    chora_status st = chora_file_read(path, &bytes, err);
    if (st == CHORA_OK) {
        char *text = chora_arena_strndup(arena, chora_buffer_text(&bytes), bytes.length);
        st = text && tsv.name ? parse(text, arena, &tsv, err) : chora_no_memory(err);
    }
    chora_buffer_free(&bytes);
    if (st) {
        chora_at(err, "%s", chora_path_name(path));
        return st;
    }
    *out = tsv;
    return CHORA_OK;
}

size_t chora_tsv_column(const chora_tsv *tsv, const char *name)
{
    for (size_t i = 0; i < tsv->column_count; i++)
        if (strcmp(tsv->columns[i], name) == 0)
            return i;
    return CHORA_TSV_NONE;
}

const char *chora_tsv_cell(const chora_tsv *tsv, size_t row, size_t column)
{
    return column == CHORA_TSV_NONE ? "" : tsv->cells[row * tsv->column_count + column];
}

const char **chora_split(chora_arena *arena, const char *text, const char *separator, size_t *count)
{
    size_t most = 1, width = strlen(separator);
    for (const char *at = text; width > 0 && (at = strstr(at, separator)); at += width)
        most++;
    *count = 0;
    const char **parts = chora_arena_alloc(arena, most, sizeof *parts);
    while (parts && text) {
        const char *end = width > 0 ? strstr(text, separator) : NULL;
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char *part = chora_arena_strndup(arena, text, length);
        if (part == NULL) {
            *count = 0;
            return NULL;
        }
        const char *trimmed = chora_text_trim(part, &length);
        part[(size_t)(trimmed - part) + length] = '\0';
        if (length > 0)
            parts[(*count)++] = trimmed;
        text = end ? end + width : NULL;
    }
    return parts;
}
