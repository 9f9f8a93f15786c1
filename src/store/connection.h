/**
 * @file
 * What is behind a chora_store: the SQLite connection, its settings, its errors. Only for this
 * room.
 */
#ifndef CHORA_STORE_CONNECTION_H
#define CHORA_STORE_CONNECTION_H

#include "base/error.h"
#include "base/stages.h"

#include <chora/profile.h>
#include <chora/store.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/** "CHOR", in the header of every project file. */
#define CHORA_APPLICATION_ID 0x43484f52

/** A table whose triggers, and indexes, are down while many rows go in. */
typedef struct chora_bulk {
    struct chora_bulk *next;
    int depth; /**< Of the transaction it was begun in: rolling that back restores the triggers. */
    char *table;
    char **dropped; /**< The SQL that makes them again, in this order. */
    size_t dropped_count, capacity;
} chora_bulk;

/** Seals of incidents that are going in. */
typedef struct chora_seals chora_seals;

struct chora_store {
    sqlite3 *db;
    void *spatial; /**< SpatiaLite's own; NULL on a read-only connection and for a project in
                      memory, which need none of it. */
    char *path;
    bool writable;
    int depth;              /**< Transactions open: 0 none, 1 the real one, more are savepoints. */
    unsigned long failures; /**< chora_memory_failures when the transaction began. */
    chora_bulk *bulk;
    chora_seals *seals;            /**< NULL unless chora_seals_begin() began. */
    struct chora_feeding *feeding; /**< The rows of a chora_feed; its own list. */
    struct chora_held *held;       /**< Incidents beside the tables; NULL: all are in these. */
    bool shielded;                /**< Marked incidents are seen as an output profile shows them. */
    chora_profile_report profile; /**< Which one, and what it did. */
    struct chora_query *add_name; /**< Kept from name to name; made by the first. */
    chora_stages *stages;         /**< Borrowed; NULL: nobody asked for times. */
};

/**
 * Open the database file. A path is never taken for a URI. `flags` are SQLITE_OPEN_READONLY or
 * SQLITE_OPEN_READWRITE. The settings of chora_connection_settle are not made yet.
 */
chora_status chora_connection_open(const char *path, int flags, sqlite3 **out, chora_error *err);

/** A new, empty database in memory. */
chora_status chora_connection_open_memory(sqlite3 **out, chora_error *err);

/** Hardening, limits, foreign keys, busy timeout, journal mode. */
chora_status chora_connection_settle(sqlite3 *db, bool writable, chora_error *err);

/**
 * SpatiaLite's functions and modules. Free `spatial` with chora_connection_close, after failure
 * too.
 */
chora_status chora_connection_add_spatial(sqlite3 *db, void **spatial, chora_error *err);
/** Take away its modules that read other files; no later statement can name them. */
void chora_connection_drop_modules(sqlite3 *db);
/** All triggers there are. */
chora_status chora_connection_drop_triggers(sqlite3 *db, chora_error *err);
void chora_connection_close(sqlite3 *db, void *spatial);

/** Say SQLite's error; the status by who can act: a damaged file is data, a full disk is the
 * system. */
chora_status chora_connection_fail(sqlite3 *db, int code, chora_error *err);

/** Run statements that give no rows of interest. */
chora_status chora_connection_execute(sqlite3 *db, const char *sql, chora_error *err);

/** The one whole number of a statement without values; 0 when there is no row. */
chora_status chora_connection_int(sqlite3 *db, const char *sql, int64_t *out, chora_error *err);

/** Forget the bulk tables of transactions deeper than `depth` (they were rolled back). */
void chora_bulk_forget(chora_store *store, int depth);

#endif
