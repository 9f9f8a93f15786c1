#include "store/bulk.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/query.h"
#include "store/rtree_pack.h"

#include <stdlib.h>
#include <string.h>

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
    " AND sql NOT LIKE '% WHERE %'" /* of few rows: reading all for them takes longer */
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

/* An index is made at the end in a third of the time, but only all of it: of an empty table, or one
 * that far more come to. */
static chora_status read_dropped(chora_store *store, chora_bulk *bulk, bool many,
                                 chora_buffer *drops, chora_error *err)
{
    int64_t some = 0;
    char *sql = sqlite3_mprintf("SELECT EXISTS (SELECT 1 FROM main.\"%w\")", bulk->table);
    chora_status st = sql ? chora_connection_int(store->db, sql, &some, err) : chora_no_memory(err);
    sqlite3_free(sql);
    if (!st && (!some || many))
        st = read_texts(store, indexes_sql, bulk, drops, err);
    return st ? st : read_texts(store, triggers_sql, bulk, drops, err);
}

static chora_status bulk_begin(chora_store *store, const char *table, bool many, chora_error *err)
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
    st = bulk->table ? read_dropped(store, bulk, many, &drops, err) : chora_no_memory(err);
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

chora_status chora_store_bulk_begin(chora_store *store, const char *table, chora_error *err)
{
    return bulk_begin(store, table, false, err);
}

chora_status chora_store_bulk_begin_many(chora_store *store, const char *table, chora_error *err)
{
    return bulk_begin(store, table, true, err);
}

static chora_status rebuild_rtree(chora_store *store, const char *table, chora_error *err)
{
    int64_t there = 0;
    char *sql =
        sqlite3_mprintf("SELECT count(*) FROM sqlite_master WHERE name = 'idx_%q_geom'", table);
    chora_status st =
        sql ? chora_connection_int(store->db, sql, &there, err) : chora_no_memory(err);
    sqlite3_free(sql);
    return st || !there ? st : chora_rtree_pack(store, table, err);
}

/* A project in memory is read whole, once: no row of these is looked for by its day or area. */
static bool needs_indexes(const chora_store *store, const char *table)
{
    bool in_memory = strcmp(store->path, ":memory:") == 0;
    return !in_memory || (strcmp(table, "incident") != 0 && strcmp(table, "match") != 0);
}

chora_status chora_store_bulk_end(chora_store *store, const char *table, chora_error *err)
{
    chora_bulk **link = find(store, table);
    chora_bulk *bulk = *link;
    if (!bulk || bulk->depth < store->depth)
        return CHORA_OK;
    chora_status st = rebuild_rtree(store, table, err);
    for (size_t i = 0; i < bulk->dropped_count && !st && needs_indexes(store, table); i++)
        st = chora_connection_execute(store->db, bulk->dropped[i], err);
    *link = bulk->next;
    bulk_free(bulk);
    check_references(store);
    return st;
}
