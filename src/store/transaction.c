#include "base/memory.h"
#include "store/bulk.h"
#include "store/connection.h"
#include "store/ledger.h"
#include "store/query.h"
#include "store/seal.h"

#include <stdio.h>

/* The outermost level is the transaction itself, those inside are savepoints named by their depth.
 */
static chora_status level_execute(chora_store *store, const char *outermost, const char *inner,
                                  chora_error *err)
{
    char sql[96];
    snprintf(sql, sizeof sql, inner, store->depth, store->depth);
    return chora_connection_execute(store->db, store->depth == 1 ? outermost : sql, err);
}

chora_status chora_store_begin(chora_store *store, chora_error *err)
{
    if (!store->writable)
        return chora_fail(err, CHORA_EINVAL, "the project was opened for reading only");
    if (store->depth > 0 && sqlite3_get_autocommit(store->db))
        return chora_fail(err, CHORA_ESTORE, "an earlier failure has undone the whole transaction");
    if (store->depth++ == 0)
        store->failures = chora_memory_failures();
    /* IMMEDIATE: waiting for another writer works only before anything was read. */
    chora_status st = level_execute(store, "BEGIN IMMEDIATE", "SAVEPOINT level_%d", err);
    if (st)
        store->depth--;
    return st;
}

static void undo(chora_store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        level_execute(store, "ROLLBACK", "ROLLBACK TO level_%d; RELEASE level_%d", NULL);
    chora_bulk_forget(store, store->depth - 1);
    chora_seals_forget(store);
}

/* A table must not be committed without its triggers. */
static chora_status end_bulk(chora_store *store, chora_error *err)
{
    chora_status st = CHORA_OK;
    while (!st && store->bulk && store->bulk->depth == store->depth)
        st = chora_store_bulk_end(store, store->bulk->table, err);
    return st;
}

chora_status chora_store_end(chora_store *store, chora_status st, chora_error *err)
{
    if (!st && sqlite3_get_autocommit(store->db))
        st = chora_fail(err, CHORA_ESTORE, "an earlier failure has undone the whole transaction");
    if (!st)
        st = end_bulk(store, err);
    if (!st && store->depth == 1)
        st = chora_ledger_write(store, err);
    /* A key or a name that memory did not suffice for may have been passed over in silence. */
    if (!st && store->depth == 1 && chora_memory_failures() != store->failures)
        st = chora_no_memory(err);
    if (store->depth == 1)
        chora_seals_forget(store);
    if (!st)
        st = level_execute(store, "COMMIT", "RELEASE level_%d", err);
    if (st)
        undo(store);
    store->depth--;
    return st;
}
