/* A stranger's CSV: every row has as many cells as there are columns, or a problem. */
#include "fuzz.h"

#include "base/text.h"
#include "exchange/rows.h"

#include <unistd.h>

static const char *write_file(const uint8_t *data, size_t size)
{
    static char path[64];
    if (!*path)
        snprintf(path, sizeof path, "/tmp/chora-fuzz-%ld.csv", (long)getpid());
    FILE *file = fopen(path, "wb");
    PROMISE(file && fwrite(data, 1, size, file) == size);
    fclose(file);
    return path;
}

static void check_row(const chora_row *row, size_t columns)
{
    PROMISE(row->raw && (row->problem || row->cell_count == columns));
    PROMISE(row->line >= 1);
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i])
            PROMISE(chora_utf8_valid_prefix(row->cells[i], strlen(row->cells[i])) ==
                    strlen(row->cells[i]));
}

static void read_with(const char *path, const char *encoding)
{
    chora_rows_options options = CHORA_ROWS_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_rows *rows = NULL;
    const char *const *names;
    bool more = true;

    options.encoding = encoding;
    if (chora_rows_open(path, &options, &rows, &err)) {
        PROMISE(*err.message);
        return;
    }
    size_t columns = chora_rows_columns(rows, &names);
    PROMISE(columns > 0);
    for (chora_row row; chora_rows_next(rows, &row, &more, &err) == CHORA_OK && more;)
        check_row(&row, columns);
    chora_rows_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = write_file(data, size);
    read_with(path, NULL);
    read_with(path, "CP1256");
    unlink(path);
    return 0;
}
