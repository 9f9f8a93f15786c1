#include "store/connection.h"

#include "base/memory.h"

#include <spatialite.h>
#include <stdlib.h>
#include <string.h>

static chora_status status_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return CHORA_ENOMEM;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return CHORA_EDATA;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return CHORA_EIO;
    case SQLITE_INTERRUPT:
        return CHORA_ESTOPPED;
    default:
        return CHORA_ESTORE;
    }
}

/* A disk that fails, a limit on files, a folder that is gone: what the system says of it. What was
 * half written is undone from the journal by whoever opens the project next. */
static chora_status fail_of_system(sqlite3 *db, const char *words, chora_error *err)
{
    int number = db ? sqlite3_system_errno(db) : 0;
    return chora_fail(err, CHORA_EIO,
                      "the project cannot be read or written (%s%s%s): when that is put right, try "
                      "again; what was begun is undone",
                      words, number ? ": " : "", number ? strerror(number) : "");
}

chora_status chora_connection_fail(sqlite3 *db, int code, chora_error *err)
{
    const char *words = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return chora_no_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return chora_fail(err, CHORA_ESTORE,
                          "the project is in use by another program (%s): close it there, or wait "
                          "until it is done, and try again",
                          words);
    case SQLITE_FULL:
        return chora_fail(err, CHORA_EIO,
                          "no room to write the project; nothing was changed (%s): make room on "
                          "its disk and try again",
                          words);
    case SQLITE_IOERR:
        return fail_of_system(db, words, err);
    case SQLITE_READONLY:
        return chora_fail(err, CHORA_EIO,
                          "the project cannot be written where it is (%s): copy it to where it can "
                          "be",
                          words);
    case SQLITE_CORRUPT:
        return chora_fail(err, CHORA_EDATA, "the project file is damaged (%s)", words);
    case SQLITE_NOTADB:
        return chora_fail(err, CHORA_EDATA, "not a Chora project (%s)", words);
    default:
        return chora_fail(err, status_of(code), "project file: %s", words);
    }
}

/* Debian's SQLite takes a name beginning with "file:" for a URI whatever the flags say. */
static char *plain_path(const char *path)
{
    size_t length = strlen(path);
    char *plain = chora_alloc(length + 3, 1);
    if (!plain)
        return NULL;
    if (path[0] != '/')
        strcpy(plain, "./");
    strcat(plain, path);
    return plain;
}

static chora_status open_named(const char *name, int flags, sqlite3 **out, chora_error *err)
{
    sqlite3 *db = NULL;
    int code =
        sqlite3_open_v2(name, &db, flags | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code) {
        chora_status st = chora_connection_fail(db, code, err);
        sqlite3_close(db);
        return st;
    }
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 30000); /* From the first question on: who writes is waited for. */
    *out = db;
    return CHORA_OK;
}

chora_status chora_connection_open(const char *path, int flags, sqlite3 **out, chora_error *err)
{
    char *plain = plain_path(path);
    chora_status st = plain ? open_named(plain, flags, out, err) : chora_no_memory(err);
    free(plain);
    return st;
}

chora_status chora_connection_open_memory(sqlite3 **out, chora_error *err)
{
    return open_named(":memory:", SQLITE_OPEN_READWRITE, out, err);
}

static void set_limits(sqlite3 *db)
{
    static const struct {
        int id, value;
    } limits[] = {
        { SQLITE_LIMIT_LENGTH, 256 << 20 }, /* one area's geometry; a million vertices are 16 MiB */
        { SQLITE_LIMIT_SQL_LENGTH, 1000000 }, { SQLITE_LIMIT_EXPR_DEPTH, 100 },
        { SQLITE_LIMIT_FUNCTION_ARG, 32 },    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
        { SQLITE_LIMIT_TRIGGER_DEPTH, 16 },   { SQLITE_LIMIT_WORKER_THREADS, 0 },
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(db, limits[i].id, limits[i].value);
}

chora_status chora_connection_settle(sqlite3 *db, bool writable, chora_error *err)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    /* SpatiaLite's triggers call its functions, which takes a trusted schema: trust.c reads it
     * first. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, writable, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, writable, NULL);
    set_limits(db);

    chora_status st = chora_connection_execute(db,
                                               "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; "
                                               "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536",
                                               err);
    if (!st && writable)
        st = chora_connection_execute(
            db, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
            err);
    return st;
}

chora_status chora_connection_add_spatial(sqlite3 *db, void **spatial, chora_error *err)
{
    void *cache = spatialite_alloc_connection();
    if (!cache)
        return chora_no_memory(err);
    spatialite_init_ex(db, cache, 0);
    *spatial = cache;
    return CHORA_OK;
}

void chora_connection_drop_modules(sqlite3 *db)
{
    /* VirtualText and its like read any file of the machine; the JSON tables are SQLite's own. */
    static const char *kept[] = { "rtree",     "SpatialIndex", "VirtualSpatialIndex",
                                  "json_each", "json_tree",    NULL };
    sqlite3_drop_modules(db, kept);
}

chora_status chora_connection_drop_triggers(sqlite3 *db, chora_error *err)
{
    static const char names[] = "SELECT group_concat(printf('DROP TRIGGER \"%w\";', name), '')"
                                " FROM sqlite_master WHERE type = 'trigger'";
    sqlite3_stmt *statement = NULL;
    chora_status st = CHORA_OK;
    int code = sqlite3_prepare_v2(db, names, -1, &statement, NULL);
    if (!code)
        code = sqlite3_step(statement);
    char *drops = code == SQLITE_ROW && sqlite3_column_text(statement, 0)
                      ? chora_strdup((const char *)sqlite3_column_text(statement, 0))
                      : NULL;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW)
        return chora_connection_fail(db, code, err);
    if (drops)
        st = chora_connection_execute(db, drops, err);
    free(drops);
    return st;
}

void chora_connection_close(sqlite3 *db, void *spatial)
{
    sqlite3_close(db);
    if (spatial)
        spatialite_cleanup_ex(spatial);
}

chora_status chora_connection_execute(sqlite3 *db, const char *sql, chora_error *err)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code ? chora_connection_fail(db, code, err) : CHORA_OK;
}

chora_status chora_connection_int(sqlite3 *db, const char *sql, int64_t *out, chora_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    if (!code)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        *out = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
        code = SQLITE_OK;
    }
    chora_status st = code ? chora_connection_fail(db, code, err) : CHORA_OK;
    sqlite3_finalize(statement);
    return st;
}
