#include "store/query.h"

#include "base/memory.h"
#include "store/connection.h"

#include <math.h>
#include <stdlib.h>

struct chora_query {
    chora_store *store;
    sqlite3_stmt *statement;
    int failed;  /**< First bind that went wrong, told by the next step. */
    bool active; /**< Stepped and not reset: binding needs a reset first. */
};

chora_status chora_query_open(chora_store *store, const char *sql, chora_query **out,
                              chora_error *err)
{
    chora_query *query = chora_alloc(1, sizeof *query);
    if (!query)
        return chora_no_memory(err);
    query->store = store;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &query->statement, NULL);
    if (code) {
        chora_status st = chora_connection_fail(store->db, code, err);
        chora_query_close(query);
        return st;
    }
    *out = query;
    return CHORA_OK;
}

void chora_query_close(chora_query *query)
{
    if (!query)
        return;
    sqlite3_finalize(query->statement);
    free(query);
}

void chora_query_reset(chora_query *query)
{
    sqlite3_reset(query->statement);
    query->active = false;
}

/* A statement that stands on a row takes no new values. */
static sqlite3_stmt *ready(chora_query *query)
{
    if (query->active)
        chora_query_reset(query);
    return query->statement;
}

static void keep(chora_query *query, int code)
{
    if (code && !query->failed)
        query->failed = code;
}

void chora_query_bind_int(chora_query *query, int index, int64_t value)
{
    keep(query, sqlite3_bind_int64(ready(query), index, value));
}

void chora_query_bind_double(chora_query *query, int index, double value)
{
    keep(query, isnan(value) ? sqlite3_bind_null(ready(query), index)
                             : sqlite3_bind_double(ready(query), index, value));
}

void chora_query_bind_text(chora_query *query, int index, const char *text)
{
    keep(query, sqlite3_bind_text(ready(query), index, text, -1, SQLITE_TRANSIENT));
}

void chora_query_bind_blob(chora_query *query, int index, const void *bytes, size_t length)
{
    keep(query, sqlite3_bind_blob64(ready(query), index, bytes, length, SQLITE_TRANSIENT));
}

void chora_query_lend_text(chora_query *query, int index, const char *text)
{
    keep(query, sqlite3_bind_text(ready(query), index, text, -1, SQLITE_STATIC));
}

void chora_query_lend_blob(chora_query *query, int index, const void *bytes, size_t length)
{
    keep(query, sqlite3_bind_blob64(ready(query), index, bytes, length, SQLITE_STATIC));
}

void chora_query_bind_null(chora_query *query, int index)
{
    keep(query, sqlite3_bind_null(ready(query), index));
}

/*
 * After a full disk SQLite has already rolled the whole transaction back and would store what comes
 * next row by row: half an import.
 */
static bool transaction_is_gone(const chora_store *store)
{
    return store->depth > 0 && sqlite3_get_autocommit(store->db);
}

chora_status chora_query_step(chora_query *query, bool *row, chora_error *err)
{
    if (row)
        *row = false;
    if (transaction_is_gone(query->store))
        return chora_fail(err, CHORA_ESTORE, "an earlier failure has undone the whole transaction");
    int code = query->failed ? query->failed : sqlite3_step(query->statement);
    if (code == SQLITE_ROW) {
        query->active = true;
        if (row)
            *row = true;
        return CHORA_OK;
    }
    chora_status st =
        code == SQLITE_DONE ? CHORA_OK : chora_connection_fail(query->store->db, code, err);
    query->failed = SQLITE_OK;
    chora_query_reset(query);
    return st;
}

chora_status chora_query_run(chora_query *query, chora_error *err)
{
    bool row = true;
    chora_status st = CHORA_OK;
    while (row && !st)
        st = chora_query_step(query, &row, err);
    return st;
}

bool chora_query_is_null(chora_query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

int64_t chora_query_int(chora_query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

double chora_query_double(chora_query *query, int column)
{
    return chora_query_is_null(query, column) ? NAN
                                              : sqlite3_column_double(query->statement, column);
}

const char *chora_query_text(chora_query *query, int column)
{
    return (const char *)sqlite3_column_text(query->statement, column);
}

const void *chora_query_blob(chora_query *query, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(query->statement, column);
    *length = (size_t)sqlite3_column_bytes(query->statement, column);
    return bytes;
}

int chora_query_columns(chora_query *query)
{
    return sqlite3_column_count(query->statement);
}

const char *chora_query_column_name(chora_query *query, int column)
{
    return sqlite3_column_name(query->statement, column);
}

chora_status chora_query_one_int(chora_query *query, int64_t *out, chora_error *err)
{
    bool row = false;
    chora_status st = chora_query_step(query, &row, err);
    if (st)
        return st;
    if (!row)
        return chora_fail(err, CHORA_ENOTFOUND, "no such row in the project");
    *out = chora_query_int(query, 0);
    chora_query_reset(query);
    return CHORA_OK;
}

chora_status chora_store_execute(chora_store *store, const char *sql, chora_error *err)
{
    if (transaction_is_gone(store))
        return chora_fail(err, CHORA_ESTORE, "an earlier failure has undone the whole transaction");
    return chora_connection_execute(store->db, sql, err);
}

int64_t chora_store_changes(chora_store *store)
{
    return sqlite3_changes64(store->db);
}

int64_t chora_store_last_id(chora_store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}
