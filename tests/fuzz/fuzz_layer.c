/*
 * A stranger's layer or workbook, through the helper: the first letter says of what kind the rest
 * is. What comes back is checked like the helper's words: valid UTF-8, as many cells as columns.
 */
#include "fuzz_file.h"

#include "base/text.h"
#include "exchange/rows.h"
#include "geo/shape_maker.h"

static const char *extension_of(uint8_t letter)
{
    switch (letter) {
    case 'g':
        return "geojson";
    case 't':
        return "topojson";
    case 'k':
        return "kml";
    case 'x':
        return "xlsx";
    case 'o':
        return "ods";
    case 'p':
        return "gpkg";
    case 'f':
        return "fgb";
    case 'z':
        return "zip";
    default:
        return "shp";
    }
}

static void check_row(const chora_row *row, size_t columns)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape;
    PROMISE(row->cell_count == columns);
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i])
            PROMISE(chora_utf8_valid_prefix(row->cells[i], strlen(row->cells[i])) ==
                    strlen(row->cells[i]));
    if (row->wkb && chora_shape_from_wkb(row->wkb, row->wkb_length, arena, &shape, NULL) == 0)
        PROMISE(chora_shape_is_finite(&shape));
    chora_arena_free(arena);
}

static void read_layer(const char *path)
{
    chora_rows_options options = CHORA_ROWS_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_rows *rows = NULL;
    const char *const *names;
    bool more = true;

    options.want_geometry = true;
    if (chora_rows_open(path, &options, &rows, &err)) {
        PROMISE(*err.message);
        return;
    }
    size_t columns = chora_rows_columns(rows, &names);
    for (chora_row row; chora_rows_next(rows, &row, &more, &err) == CHORA_OK && more;)
        check_row(&row, columns);
    chora_rows_close(rows);
}

/* The parts of a shapefile stand behind one another: the .dbf behind "dbf!", the .shx behind
 * "shx!". */
static size_t write_part(const char *mark, const char *extension, const uint8_t *data, size_t size)
{
    char path[96];
    for (size_t i = 0; i + 4 <= size; i++)
        if (memcmp(data + i, mark, 4) == 0) {
            fuzz_write(fuzz_path(extension, path), data + i + 4, size - i - 4);
            return i;
        }
    unlink(fuzz_path(extension, path));
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[96];
    if (size < 2)
        return 0;
    const char *extension = extension_of(*data++);
    size--;
    fuzz_path(extension, path);
    if (strcmp(extension, "shp") == 0) {
        size = write_part("shx!", "shx", data, size);
        size = write_part("dbf!", "dbf", data, size);
    }
    fuzz_write(path, data, size);
    read_layer(path);
    unlink(path);
    return 0;
}
