/* The rows are a virtual table of the connection: its name is known to our statements only, and no
 * trigger or view of a file may use it. */
#include "store/feed.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 64 };

struct chora_feed {
    chora_store *store;
    chora_query *insert;
};

/** What is fed now. */
struct chora_feeding {
    size_t count;
    chora_feed_datum value;
    void *context;
};

/* ---- the virtual table ----------------------------------------------------------------------- */

typedef struct {
    sqlite3_vtab base;
    const struct chora_feeding *rows;
} rows_table;

typedef struct {
    sqlite3_vtab_cursor base;
    size_t at;
} rows_cursor;

static const struct chora_feeding *rows_of(sqlite3_vtab_cursor *cursor)
{
    return ((rows_table *)cursor->pVtab)->rows;
}

static int connect(sqlite3 *db, void *rows, int argc, const char *const *argv, sqlite3_vtab **out,
                   char **message)
{
    chora_buffer sql = CHORA_BUFFER_SMALL(1024);
    (void)argc;
    (void)argv;
    (void)message;
    chora_buffer_add_text(&sql, "CREATE TABLE rows (");
    for (int i = 0; i < COLUMNS_MAX; i++)
        chora_buffer_printf(&sql, "%sc%d", i ? ", " : "", i);
    chora_buffer_add_text(&sql, ")");
    int code = sqlite3_declare_vtab(db, sql.data);
    if (code)
        return code;
    rows_table *table = sqlite3_malloc(sizeof *table);
    if (!table)
        return SQLITE_NOMEM;
    *table = (rows_table){ .rows = rows };
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    *out = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedRows = 256;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    (void)table;
    rows_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    *cursor = (rows_cursor){ .at = 0 };
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int rewind_cursor(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc,
                         sqlite3_value **argv)
{
    (void)index;
    (void)name;
    (void)argc;
    (void)argv;
    ((rows_cursor *)cursor)->at = 0;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    ((rows_cursor *)cursor)->at++;
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *cursor)
{
    return ((rows_cursor *)cursor)->at >= rows_of(cursor)->count;
}

static int give_value(sqlite3_vtab_cursor *cursor, sqlite3_context *out, int column)
{
    const struct chora_feeding *rows = rows_of(cursor);
    chora_datum value = rows->value(rows->context, ((rows_cursor *)cursor)->at, column);
    switch (value.kind) {
    case CHORA_DATUM_INTEGER:
        sqlite3_result_int64(out, value.integer);
        break;
    case CHORA_DATUM_NUMBER:
        sqlite3_result_double(out, value.number);
        break;
    case CHORA_DATUM_TEXT:
        sqlite3_result_text(out, value.bytes, (int)value.length, SQLITE_STATIC);
        break;
    case CHORA_DATUM_BLOB:
        sqlite3_result_blob(out, value.bytes, (int)value.length, SQLITE_STATIC);
        break;
    case CHORA_DATUM_NULL:
        break;
    }
    return SQLITE_OK;
}

static int give_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)((rows_cursor *)cursor)->at;
    return SQLITE_OK;
}

/* Without xCreate: it is there by its name alone and cannot be made in a file. */
static const sqlite3_module module = {
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = rewind_cursor,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_value,
    .xRowid = give_rowid,
};

/* ---- statements ------------------------------------------------------------------------------ */

static chora_status make_table(chora_store *store, chora_error *err)
{
    if (store->feeding)
        return CHORA_OK;
    store->feeding = chora_alloc(1, sizeof *store->feeding);
    if (!store->feeding)
        return chora_no_memory(err);
    int code = sqlite3_create_module_v2(store->db, "chora_rows", &module, store->feeding, NULL);
    return code ? chora_connection_fail(store->db, code, err) : CHORA_OK;
}

chora_status chora_feed_open(chora_store *store, const char *into, int columns, const char *after,
                             chora_feed **out, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(8192);
    chora_status st = make_table(store, err);
    if (st)
        return st;
    chora_feed *feed = chora_alloc(1, sizeof *feed);
    if (!feed)
        return chora_no_memory(err);
    feed->store = store;
    chora_buffer_printf(&sql, "INSERT INTO main.%s SELECT ", into);
    for (int i = 0; i < columns; i++)
        chora_buffer_printf(&sql, "%sc%d", i ? ", " : "", i);
    /* SQLite's grammar wants the WHERE before an ON CONFLICT. */
    chora_buffer_printf(&sql, " FROM chora_rows WHERE true %s", after);
    st = sql.failed || columns > COLUMNS_MAX
             ? chora_no_memory(err)
             : chora_query_open(store, chora_buffer_text(&sql), &feed->insert, err);
    chora_buffer_free(&sql);
    if (st) {
        chora_feed_close(feed);
        return st;
    }
    *out = feed;
    return CHORA_OK;
}

chora_status chora_feed_run(chora_feed *feed, size_t count, chora_feed_datum value, void *context,
                            chora_error *err)
{
    if (count == 0)
        return CHORA_OK;
    *feed->store->feeding = (struct chora_feeding){ count, value, context };
    chora_status st = chora_query_run(feed->insert, err);
    *feed->store->feeding = (struct chora_feeding){ 0 };
    return st;
}

void chora_feed_close(chora_feed *feed)
{
    if (!feed)
        return;
    chora_query_close(feed->insert);
    free(feed);
}

/* ---- values -----------------------------------------------------------------------------------
 */

void chora_query_bind_datum(chora_query *query, int index, chora_datum value)
{
    switch (value.kind) {
    case CHORA_DATUM_INTEGER:
        chora_query_bind_int(query, index, value.integer);
        break;
    case CHORA_DATUM_NUMBER:
        chora_query_bind_double(query, index, value.number);
        break;
    case CHORA_DATUM_TEXT:
        chora_query_lend_text(query, index, value.bytes);
        break;
    case CHORA_DATUM_BLOB:
        chora_query_lend_blob(query, index, value.bytes, value.length);
        break;
    case CHORA_DATUM_NULL:
        chora_query_bind_null(query, index);
        break;
    }
}

chora_datum chora_datum_text(const char *text)
{
    if (!text)
        return (chora_datum){ .kind = CHORA_DATUM_NULL };
    return (chora_datum){ .kind = CHORA_DATUM_TEXT, .bytes = text, .length = strlen(text) };
}

chora_datum chora_datum_integer(int64_t value)
{
    return (chora_datum){ .kind = CHORA_DATUM_INTEGER, .integer = value };
}

chora_datum chora_datum_number(double value)
{
    return (chora_datum){ .kind = isnan(value) ? CHORA_DATUM_NULL : CHORA_DATUM_NUMBER,
                          .number = value };
}
