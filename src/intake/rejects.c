#include "intake/rejects.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const chora_field fields[] = { { "file", CHORA_FIELD_TEXT },
                                      { "line", CHORA_FIELD_INTEGER },
                                      { "column", CHORA_FIELD_TEXT },
                                      { "reason", CHORA_FIELD_TEXT },
                                      { "raw", CHORA_FIELD_TEXT } };
enum { FIELDS = sizeof fields / sizeof *fields };

static chora_status choose_path(chora_rejects *rejects, chora_store *store, const char *wanted,
                                chora_error *err)
{
    const char *project = chora_store_path(store);
    int folder = (int)(chora_path_name(project) - project);
    int length = wanted ? snprintf(rejects->path, sizeof rejects->path, "%s", wanted)
                        : snprintf(rejects->path, sizeof rejects->path, "%.*s%s.rejects.csv",
                                   folder, project, rejects->file);
    if (length < 0 || (size_t)length >= sizeof rejects->path)
        return chora_fail(err, CHORA_EINVAL, "the path for rejected rows is too long");
    return CHORA_OK;
}

chora_status chora_rejects_open(chora_rejects *rejects, chora_store *store, int64_t run_id,
                                const char *file, const char *const *headers, size_t count,
                                const char *wanted, chora_error *err)
{
    *rejects = (chora_rejects){
        .file = file, .headers = headers, .header_count = count, .run_id = run_id
    };
    chora_status st = choose_path(rejects, store, wanted, err);
    if (st)
        return st;
    return chora_query_open(store,
                            "INSERT INTO reject (run_id, line, column_no, column_name, reason, raw)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            &rejects->insert, err);
}

enum { ROW_MAX = 16 << 20 };

/* The list is read in terminals: a row is often rejected for what it would do there. */
static chora_status write_row(chora_rejects *rejects, const chora_row *row, const char *column,
                              const char *reason, chora_error *err)
{
    const char *const texts[] = { rejects->file, column, reason, row->raw };
    chora_buffer shown[4];
    bool failed = false;

    for (int i = 0; i < 4; i++) {
        shown[i] = (chora_buffer)CHORA_BUFFER_INIT(ROW_MAX);
        chora_text_add_visible(&shown[i], texts[i] ? texts[i] : "");
        failed = failed || shown[i].failed;
    }
    chora_cell_out cells[FIELDS] = { { .text = chora_buffer_text(&shown[0]) },
                                     { .integer = row->line },
                                     { .text = chora_buffer_text(&shown[1]),
                                       .missing = column == NULL },
                                     { .text = chora_buffer_text(&shown[2]) },
                                     { .text = chora_buffer_text(&shown[3]) } };
    chora_status st = failed ? chora_no_memory(err)
                             : chora_writer_add(rejects->writer, NULL, NULL, 0, cells, err);
    for (int i = 0; i < 4; i++)
        chora_buffer_free(&shown[i]);
    return st;
}

static chora_status list_row(chora_rejects *rejects, const chora_row *row, const char *column,
                             const char *reason, chora_error *err)
{
    if (rejects->path[0] == '\0')
        return CHORA_OK;
    if (rejects->writer == NULL) {
        chora_status st =
            chora_writer_open(rejects->path, CHORA_WRITE_CSV, "rejects", (chora_shape_kind)0,
                              fields, FIELDS, &rejects->writer, err);
        if (st)
            return st;
    }
    return write_row(rejects, row, column, reason, err);
}

chora_status chora_rejects_add(chora_rejects *rejects, const chora_row *row, size_t column,
                               const char *reason, chora_error *err)
{
    bool named = column > 0 && column <= rejects->header_count;
    const char *name = named ? rejects->headers[column - 1] : NULL;
    rejects->count++;
    chora_query_bind_int(rejects->insert, 1, rejects->run_id);
    chora_query_bind_int(rejects->insert, 2, row->line);
    if (column > 0)
        chora_query_bind_int(rejects->insert, 3, (int64_t)column);
    else
        chora_query_bind_null(rejects->insert, 3);
    chora_query_bind_text(rejects->insert, 4, name);
    chora_query_bind_text(rejects->insert, 5, reason);
    chora_query_bind_text(rejects->insert, 6, row->raw);
    chora_status st = chora_query_run(rejects->insert, err);
    return st ? st : list_row(rejects, row, name, reason, err);
}

enum { COLUMNS_TOLD = 4 };

/* With a bare column beside min(), SQLite gives that column of the row that has the least. */
static const char by_column[] =
    "SELECT column_name, count(*), reason, min(line) FROM reject WHERE run_id = ?1 "
    "GROUP BY column_name ORDER BY count(*) DESC, min(line)";

static void tell_column(chora_query *query, chora_buffer *out)
{
    int64_t count = chora_query_int(query, 1);
    const char *column = chora_query_text(query, 0), *reason = chora_query_text(query, 2);
    bool named = column && strncmp(reason, column, strlen(column)) != 0;
    chora_buffer_printf(out, "rejected, %lld row%s (%sline %lld)%s%s: %s\n", (long long)count,
                        count == 1 ? "" : "s", count == 1 ? "" : "the first in ",
                        (long long)chora_query_int(query, 3), named ? ", " : "",
                        named ? column : "", reason);
}

chora_status chora_rejects_tell(const chora_rejects *rejects, chora_store *store, chora_buffer *out,
                                chora_error *err)
{
    chora_query *query = NULL;
    bool more = rejects->count > 0;
    chora_status st = more ? chora_query_open(store, by_column, &query, err) : CHORA_OK;
    if (query)
        chora_query_bind_int(query, 1, rejects->run_id);
    for (int told = 0; !st && more && told <= COLUMNS_TOLD; told++)
        if (!(st = chora_query_step(query, &more, err)) && more && told < COLUMNS_TOLD)
            tell_column(query, out);
    if (!st && more)
        chora_buffer_add_text(out, "and rows rejected for other columns: see the list\n");
    chora_query_close(query);
    return !st && out->failed ? chora_no_memory(err) : st;
}

chora_status chora_rejects_publish(chora_rejects *rejects, chora_error *err)
{
    chora_writer *writer = rejects->writer;
    rejects->writer = NULL;
    if (writer == NULL) {
        rejects->path[0] = '\0';
        return CHORA_OK;
    }
    return chora_writer_close(writer, err);
}

void chora_rejects_close(chora_rejects *rejects)
{
    chora_query_close(rejects->insert);
    chora_writer_discard(rejects->writer);
    rejects->insert = NULL;
    rejects->writer = NULL;
}
