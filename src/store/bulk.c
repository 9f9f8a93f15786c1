#include "store/bulk.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/blob.h"
#include "store/connection.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_OF(number) #number
#define AS_TEXT(number) TEXT_OF(number)
#define HEADER AS_TEXT(CHORA_BLOB_HEADER)

static void bulk_free(chora_bulk *bulk)
{
    for (size_t i = 0; i < bulk->dropped_count; i++)
        free(bulk->dropped[i]);
    free(bulk->dropped);
    free(bulk->table);
    free(bulk);
}

/*
 * Looking up what each row refers to takes as long as putting it in; who begins a bulk table
 * vouches for its references.
 */
static void check_references(chora_store *store)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, store->bulk == NULL, NULL);
}

void chora_bulk_forget(chora_store *store, int depth)
{
    chora_bulk **link = &store->bulk;
    while (*link) {
        chora_bulk *bulk = *link;
        if (bulk->depth > depth) {
            *link = bulk->next;
            bulk_free(bulk);
        } else {
            link = &bulk->next;
        }
    }
    if (store->db)
        check_references(store);
}

static chora_bulk **find(chora_store *store, const char *table)
{
    chora_bulk **link = &store->bulk;
    while (*link && strcmp((*link)->table, table) != 0)
        link = &(*link)->next;
    return link;
}

static const char triggers_sql[] =
    "SELECT sql, printf('DROP TRIGGER \"%w\";', name) FROM sqlite_master"
    " WHERE type = 'trigger' AND tbl_name = ?1 ORDER BY rowid";
static const char indexes_sql[] =
    "SELECT sql, printf('DROP INDEX \"%w\";', name) FROM sqlite_master"
    " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?1"
    " ORDER BY rowid";

/* The texts of what is to be dropped, and the statements that do. */
static chora_status read_texts(chora_store *store, const char *sql, chora_bulk *bulk,
                               chora_buffer *drops, chora_error *err)
{
    sqlite3_stmt *found = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &found, NULL);
    if (!code)
        code = sqlite3_bind_text(found, 1, bulk->table, -1, SQLITE_STATIC);
    while (!code && (code = sqlite3_step(found)) == SQLITE_ROW) {
        char *text = chora_strdup((const char *)sqlite3_column_text(found, 0));
        code = text ? chora_grow((void **)&bulk->dropped, &bulk->capacity, bulk->dropped_count,
                                 sizeof text)
                    : -1;
        if (code) {
            free(text);
            code = SQLITE_NOMEM;
            break;
        }
        bulk->dropped[bulk->dropped_count++] = text;
        chora_buffer_add_text(drops, (const char *)sqlite3_column_text(found, 1));
    }
    chora_status st = code == SQLITE_DONE ? CHORA_OK : chora_connection_fail(store->db, code, err);
    sqlite3_finalize(found);
    return st || !drops->failed ? st : chora_no_memory(err);
}

/* An index is made at the end in a third of the time, but only all of it: of an empty table. */
static chora_status read_dropped(chora_store *store, chora_bulk *bulk, chora_buffer *drops,
                                 chora_error *err)
{
    int64_t some = 0;
    char *sql = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM main.\"%w\")", bulk->table);
    chora_status st = sql ? chora_connection_int(store->db, sql, &some, err) : chora_no_memory(err);
    sqlite3_free(sql);
    if (!st && !some)
        st = read_texts(store, indexes_sql, bulk, drops, err);
    return st ? st : read_texts(store, triggers_sql, bulk, drops, err);
}

chora_status chora_store_bulk_begin(chora_store *store, const char *table, chora_error *err)
{
    if (store->depth == 0)
        return chora_fail(err, CHORA_EINVAL, "bulk insertion needs an open transaction");
    if (*find(store, table))
        return CHORA_OK;

    chora_buffer drops = CHORA_BUFFER_INIT(1 << 20);
    chora_status st = CHORA_OK;
    chora_bulk *bulk = chora_alloc(1, sizeof *bulk);
    if (!bulk)
        return chora_no_memory(err);
    bulk->depth = store->depth;
    bulk->table = chora_strdup(table);
    st = bulk->table ? read_dropped(store, bulk, &drops, err) : chora_no_memory(err);
    if (!st)
        st = chora_connection_execute(store->db, chora_buffer_text(&drops), err);
    if (st) {
        bulk_free(bulk);
    } else {
        bulk->next = store->bulk;
        store->bulk = bulk;
        check_references(store);
    }
    chora_buffer_free(&drops);
    return st;
}

/* A box is in the head of its geometry, so that no geometry need be read whole. */
static chora_status index_rows(chora_query *rows, chora_query *insert, chora_error *err)
{
    chora_status st;
    bool more = true;
    while ((st = chora_query_step(rows, &more, err)) == CHORA_OK && more) {
        size_t length = 0;
        const void *head = chora_query_blob(rows, 1, &length);
        chora_box box;
        if (!chora_blob_box(head, length, &box))
            return chora_fail(err, CHORA_EDATA, "row %lld holds no geometry",
                              (long long)chora_query_int(rows, 0));
        const double sides[] = { box.min_x, box.max_x, box.min_y, box.max_y };
        chora_query_bind_int(insert, 1, chora_query_int(rows, 0));
        for (int i = 0; i < 4; i++)
            chora_query_bind_double(insert, i + 2, sides[i]);
        st = chora_query_run(insert, err);
        if (st)
            break;
    }
    return st;
}

static chora_status open_formatted(chora_store *store, const char *format, const char *table,
                                   chora_query **out, chora_error *err)
{
    char *sql = sqlite3_mprintf(format, table);
    chora_status st = sql ? chora_query_open(store, sql, out, err) : chora_no_memory(err);
    sqlite3_free(sql);
    return st;
}

static chora_status has_rtree(chora_store *store, const char *table, bool *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t count = 0;
    chora_status st = open_formatted(
        store, "SELECT count(*) FROM sqlite_master WHERE name = 'idx_%q_geom'", table, &query, err);
    if (!st)
        st = chora_query_one_int(query, &count, err);
    chora_query_close(query);
    *out = count > 0;
    return st;
}

static chora_status rebuild_rtree(chora_store *store, const char *table, chora_error *err)
{
    chora_query *empty = NULL, *rows = NULL, *insert = NULL;
    bool there = false;
    chora_status st = has_rtree(store, table, &there, err);
    if (st || !there)
        return st;
    st = open_formatted(store, "DELETE FROM \"idx_%w_geom\"", table, &empty, err);
    if (!st)
        st = chora_query_run(empty, err);
    if (!st)
        st = open_formatted(store,
                            "INSERT INTO \"idx_%w_geom\" (pkid, xmin, xmax, ymin, ymax)"
                            " VALUES (?1, ?2, ?3, ?4, ?5)",
                            table, &insert, err);
    if (!st)
        st = open_formatted(store,
                            "SELECT rowid, substr(geom, 1, 43) FROM \"%w\" WHERE geom IS NOT NULL",
                            table, &rows, err);
    if (!st)
        st = index_rows(rows, insert, err);
    chora_query_close(rows);
    chora_query_close(insert);
    chora_query_close(empty);
    return st;
}

chora_status chora_store_bulk_end(chora_store *store, const char *table, chora_error *err)
{
    chora_bulk **link = find(store, table);
    chora_bulk *bulk = *link;
    if (!bulk || bulk->depth < store->depth)
        return CHORA_OK;
    chora_status st = rebuild_rtree(store, table, err);
    for (size_t i = 0; i < bulk->dropped_count && !st; i++)
        st = chora_connection_execute(store->db, bulk->dropped[i], err);
    *link = bulk->next;
    bulk_free(bulk);
    check_references(store);
    return st;
}
