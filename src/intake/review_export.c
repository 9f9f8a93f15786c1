/* The decisions of a project as a table that another project reads: codes, not ids. */
#include <chora/review.h>

#include "intake/review.h"

#include <string.h>

/* An area of a layer that is no longer in use keeps its code. */
static const char decisions_sql[] =
    "SELECT d.text, d.parent, d.country, d.verdict, a.code, p.geonames_id,"
    " (SELECT n.text FROM name n WHERE n.lang = 'main' AND n.kind = d.verdict"
    "  AND n.ref_id = CASE d.verdict WHEN 'place' THEN d.place_id ELSE d.area_id END LIMIT 1),"
    " substr(r.started_utc, 1, 10), r.file, d.note"
    " FROM decision d LEFT JOIN area a ON a.id = d.area_id LEFT JOIN place p ON p.id = d.place_id"
    " LEFT JOIN run r ON r.id = d.run_id ORDER BY d.text, d.parent, d.country, d.id";

enum { TEXT, PARENT, COUNTRY, DECISION, NAME, DECIDED, FILE_NAME, NOTE, COLUMNS };

static const chora_field fields[COLUMNS] = {
    { "text", CHORA_FIELD_TEXT },    { "parent", CHORA_FIELD_TEXT },
    { "country", CHORA_FIELD_TEXT }, { "decision", CHORA_FIELD_TEXT },
    { "name", CHORA_FIELD_TEXT },    { "decided", CHORA_FIELD_TEXT },
    { "file", CHORA_FIELD_TEXT },    { "note", CHORA_FIELD_TEXT },
};

static chora_cell_out text_cell(const char *text)
{
    return (chora_cell_out){ .missing = !text || !*text, .text = text };
}

/* "" when what was decided on is gone. */
static const char *decision_of(chora_query *query, chora_buffer *buffer)
{
    const char *verdict = chora_query_text(query, 3), *code = chora_query_text(query, 4);
    if (verdict && strcmp(verdict, "none") == 0)
        return "none";
    if (verdict && strcmp(verdict, "place") == 0 && chora_query_int(query, 5)) {
        chora_buffer_clear(buffer);
        chora_buffer_printf(buffer, CHORA_GEONAMES_PREFIX "%lld",
                            (long long)chora_query_int(query, 5));
        return chora_buffer_text(buffer);
    }
    return code ? code : "";
}

static chora_status write_row(chora_writer *writer, chora_query *query, chora_buffer *buffer,
                              chora_error *err)
{
    chora_cell_out cells[COLUMNS] = {
        [TEXT] = text_cell(chora_query_text(query, 0)),
        [PARENT] = text_cell(chora_query_text(query, 1)),
        [COUNTRY] = text_cell(chora_query_text(query, 2)),
        [DECISION] = text_cell(decision_of(query, buffer)),
        [NAME] = text_cell(chora_query_text(query, 6)),
        [DECIDED] = text_cell(chora_query_text(query, 7)),
        [FILE_NAME] = text_cell(chora_query_text(query, 8)),
        [NOTE] = text_cell(chora_query_text(query, 9)),
    };
    return chora_writer_add(writer, NULL, NULL, 0, cells, err);
}

static chora_status write_rows(chora_writer *writer, chora_query *query, int64_t *count,
                               chora_error *err)
{
    chora_buffer buffer = CHORA_BUFFER_INIT(64);
    bool row = false;
    chora_status st = CHORA_OK;
    *count = 0;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        st = write_row(writer, query, &buffer, err);
        ++*count;
    }
    chora_buffer_free(&buffer);
    return st;
}

chora_status chora_decisions_write(chora_store *store, const char *path, int64_t *count,
                                   chora_error *err)
{
    chora_write_format format;
    chora_writer *writer = NULL;
    chora_query *query = NULL;
    int64_t written = 0;
    chora_status st = chora_review_format(path, &format, err);
    if (!st)
        st = chora_query_open(store, decisions_sql, &query, err);
    if (!st)
        st = chora_writer_open(path, format, "decisions", (chora_shape_kind)0, fields, COLUMNS,
                               &writer, err);
    if (!st)
        st = write_rows(writer, query, &written, err);
    if (!st) {
        st = chora_writer_close(writer, err);
        writer = NULL;
    }
    chora_writer_discard(writer);
    chora_query_close(query);
    if (!st && count)
        *count = written;
    return st;
}
