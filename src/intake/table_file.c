#include "intake/table_file.h"

#include "base/file.h"

#include <string.h>

static const char *const *copy_texts(chora_arena *arena, const char *const *texts, size_t count)
{
    const char **copies = chora_arena_alloc(arena, count + 1, sizeof *copies);
    for (size_t i = 0; copies && i < count; i++) {
        copies[i] = chora_arena_strdup(arena, texts[i] ? texts[i] : "");
        if (copies[i] == NULL)
            return NULL;
    }
    return copies;
}

/** Every cell that says something begins with '#', and one does. */
static bool is_tag_row(const chora_row *row)
{
    size_t tags = 0;
    if (row->problem)
        return false;
    for (size_t i = 0; i < row->cell_count; i++) {
        const char *cell = row->cells[i] ? row->cells[i] : "";
        cell += strspn(cell, " ");
        if (*cell && (*cell != '#' || strchr("abcdefghijklmnopqrstuvwxyz", cell[1]) == NULL))
            return false;
        tags += *cell == '#';
    }
    return tags > 0;
}

static chora_status look_for_tags(chora_table_file *file, chora_arena *arena, chora_error *err)
{
    bool more;
    chora_status st = chora_rows_next(file->rows, &file->held, &more, err);
    if (st)
        return st;
    file->ended = !more;
    if (more && is_tag_row(&file->held)) {
        file->tags = copy_texts(arena, file->held.cells, file->count);
        return file->tags ? CHORA_OK : chora_no_memory(err);
    }
    file->holds = more;
    return CHORA_OK;
}

chora_status chora_table_file_open(const char *path, const char *encoding, const char *sheet,
                                   chora_arena *arena, chora_table_file *out, chora_error *err)
{
    return chora_table_file_open_at(path, encoding, sheet, 0, arena, out, err);
}

chora_status chora_table_file_open_at(const char *path, const char *encoding, const char *sheet,
                                      int64_t header_row, chora_arena *arena, chora_table_file *out,
                                      chora_error *err)
{
    chora_rows_options options = CHORA_ROWS_INIT;
    chora_table_file file = { 0 };
    char extension[16];
    options.encoding = encoding;
    options.sheet = sheet;
    options.want_geometry = true;
    options.header_row = header_row;
    chora_status st = chora_rows_open(path, &options, &file.rows, err);
    if (st)
        return st;
    const char *const *names;
    chora_path_extension(path, extension);
    file.serials = strcmp(extension, "xlsx") == 0 || strcmp(extension, "ods") == 0;
    file.count = chora_rows_columns(file.rows, &names);
    file.headers = copy_texts(arena, names, file.count);
    file.has_points = chora_rows_has_geometry(file.rows);
    st = file.headers ? look_for_tags(&file, arena, err) : chora_no_memory(err);
    if (st) {
        chora_rows_close(file.rows);
        return st;
    }
    *out = file;
    return CHORA_OK;
}

chora_status chora_table_file_next(chora_table_file *file, chora_row *row, bool *more,
                                   chora_error *err)
{
    if (file->holds) {
        file->holds = false;
        *row = file->held;
        *more = true;
        return CHORA_OK;
    }
    if (file->ended) {
        *more = false;
        return CHORA_OK;
    }
    chora_status st = chora_rows_next(file->rows, row, more, err);
    file->ended = st == CHORA_OK && !*more;
    return st;
}

void chora_table_file_at(chora_error *err, const char *path)
{
    const char *name = chora_path_name(path);
    if (err && strncmp(err->message, name, strlen(name)) != 0)
        chora_at(err, "%s", name);
}

void chora_table_file_close(chora_table_file *file)
{
    chora_rows_close(file->rows);
    *file = (chora_table_file){ 0 };
}
