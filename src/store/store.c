#include <chora/store.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "store/connection.h"
#include "store/cut_short.h"
#include "store/filter.h"
#include "store/held.h"
#include "store/image.h"
#include "store/migrate.h"
#include "store/query.h"
#include "store/seal.h"
#include "store/shield.h"
#include "store/stages.h"
#include "store/template.h"
#include "store/trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static chora_status store_new(const char *path, bool writable, chora_store **out, chora_error *err)
{
    chora_store *store = chora_alloc(1, sizeof *store);
    if (!store)
        return chora_no_memory(err);
    store->path = chora_strdup(path);
    if (!store->path) {
        chora_store_close(store);
        return chora_no_memory(err);
    }
    store->writable = writable;
    *out = store;
    return CHORA_OK;
}

static void disconnect(chora_store *store)
{
    chora_query_close(store->add_name);
    chora_connection_close(store->db, store->spatial);
    free(store->feeding); /* The connection's table of rows read it. */
    store->feeding = NULL;
    store->add_name = NULL;
    store->db = NULL;
    store->spatial = NULL;
}

void chora_store_close(chora_store *store)
{
    if (!store)
        return;
    chora_bulk_forget(store, -1);
    chora_seals_forget(store);
    chora_held_forget(store);
    disconnect(store);
    free(store->path);
    free(store);
}

const char *chora_store_path(const chora_store *store)
{
    return store->path;
}

void chora_store_time(chora_store *store, chora_stages *stages)
{
    store->stages = stages;
}

chora_stages *chora_store_stages(const chora_store *store)
{
    return store->stages;
}

static chora_status write_schema(chora_store *store, chora_error *err)
{
    chora_status st = chora_connection_execute(store->db, "PRAGMA application_id=0x43484f52", err);
    if (!st)
        st = chora_migrate(store->db, chora_migrations, chora_migration_count, err);
    if (!st)
        st = chora_store_begin(store, err);
    if (!st)
        st = chora_store_end(store, chora_filter_view_refresh(store, err), err);
    return st;
}

static chora_status add_spatial(chora_store *store, chora_error *err)
{
    return chora_connection_add_spatial(store->db, &store->spatial, err);
}

/* A copy of the template, or, where there is none that fits, step by step. */
static chora_status fill_empty(chora_store *store, chora_error *err)
{
    bool filled = false;
    chora_status st = chora_template_fill(store->db, "empty.template", "", &filled, err);
    if (!st && filled) /* were the template's kept, all projects would have one secret */
        st = chora_connection_execute(
            store->db, "DELETE FROM meta WHERE key = '" CHORA_SHIELD_SECRET "'", err);
    if (!st && !filled && !store->spatial)
        st = add_spatial(store, err);
    return st || filled ? st : write_schema(store, err);
}

/* Each project has its own; a template or a project in memory has none. */
static chora_status make_secret(chora_store *store, chora_error *err)
{
    return chora_connection_execute(store->db,
                                    "INSERT OR IGNORE INTO meta (key, value) VALUES "
                                    "('" CHORA_SHIELD_SECRET "', lower(hex(randomblob(32))))",
                                    err);
}

/* Without SpatiaLite's triggers: they hold the file together for other programs, and no other
 * program sees this one. */
static chora_status connect_memory(chora_store *store, chora_error *err)
{
    chora_status st = chora_connection_open_memory(&store->db, err);
    if (!st)
        st = chora_connection_settle(store->db, true, err);
    if (!st)
        st = fill_empty(store, err);
    if (!st)
        st = chora_connection_drop_triggers(store->db, err);
    if (!st)
        chora_connection_drop_modules(store->db);
    return st;
}

chora_status chora_store_create_in_memory(chora_store **out, chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = store_new(":memory:", true, &store, err);
    if (!st)
        st = connect_memory(store, err);
    if (st)
        chora_store_close(store);
    else
        *out = store;
    return st;
}

chora_status chora_store_create_from_template(const char *name, const char *basis,
                                              chora_store **out, chora_error *err)
{
    bool filled = false;
    chora_store *store = NULL;
    *out = NULL;
    chora_status st = store_new(":memory:", true, &store, err);
    if (!st)
        st = chora_connection_open_memory(&store->db, err);
    if (!st)
        st = chora_connection_settle(store->db, true, err);
    if (!st)
        st = chora_template_fill(store->db, name, basis, &filled, err);
    if (!st && filled) {
        chora_connection_drop_modules(store->db);
        *out = store;
    } else {
        chora_store_close(store);
    }
    return st;
}

/* In memory, with all that a file has. */
static chora_status connect_unnamed(chora_store *store, chora_error *err)
{
    chora_status st = chora_connection_open_memory(&store->db, err);
    if (!st)
        st = chora_connection_settle(store->db, true, err);
    if (!st)
        st = add_spatial(store, err);
    if (!st)
        st = fill_empty(store, err);
    if (!st)
        st = make_secret(store, err);
    if (!st)
        chora_connection_drop_modules(store->db);
    return st;
}

chora_status chora_store_create_unnamed(const char *path, chora_store **out, chora_error *err)
{
    struct stat about;
    chora_store *store = NULL;
    if (lstat(path, &about) == 0)
        return chora_fail(err, CHORA_ECONFLICT,
                          "%s is there already: choose another name or remove it", path);
    chora_status st = store_new(path, true, &store, err);
    if (st)
        return st;
    st = connect_unnamed(store, err);
    if (st) {
        chora_store_close(store);
        chora_at(err, "%s", path);
        return st;
    }
    *out = store;
    return CHORA_OK;
}

/* A file that was removed may have left its journal: SQLite would undo its last write in the one
 * that has its name now. */
static chora_status remove_stale_journal(const char *path, chora_error *err)
{
    chora_buffer journal = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_printf(&journal, "%s-journal", path);
    chora_status st = journal.failed ? chora_no_memory(err) : CHORA_OK;
    if (!st && unlink(chora_buffer_text(&journal)) != 0 && errno != ENOENT)
        st = chora_fail(err, CHORA_EIO,
                        "%s is in the way, of a project that is no more, and cannot be removed: %s",
                        chora_buffer_text(&journal), strerror(errno));
    chora_buffer_free(&journal);
    return st;
}

static chora_status write_new(chora_store *store, chora_error *err)
{
    chora_output *output = NULL;
    chora_status st = chora_output_open_new(store->path, &output, err);
    if (st)
        return st;
    st = remove_stale_journal(store->path, err);
    if (!st)
        st = chora_image_write(store->db, output, err);
    if (!st)
        return chora_output_commit(output, NULL, err);
    chora_output_discard(output);
    return st;
}

/* What was just made need not be looked over. */
static chora_status connect_named(chora_store *store, chora_error *err)
{
    disconnect(store);
    chora_status st = chora_connection_open(store->path, SQLITE_OPEN_READWRITE, &store->db, err);
    if (!st)
        st = chora_connection_settle(store->db, true, err);
    if (!st)
        st = add_spatial(store, err);
    if (!st)
        chora_connection_drop_modules(store->db);
    if (st)
        chora_at(err, "%s", store->path);
    return st;
}

chora_status chora_store_name(chora_store *store, chora_error *err)
{
    chora_status st = write_new(store, err);
    return st ? st : connect_named(store, err);
}

chora_status chora_store_create(const char *path, chora_store **out, chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = chora_store_create_unnamed(path, &store, err);
    if (st)
        return st;
    st = chora_store_name(store, err);
    if (st)
        chora_store_close(store);
    else
        *out = store;
    return st;
}

static chora_status check_file(const char *path, chora_error *err)
{
    struct stat about;
    if (stat(path, &about))
        return chora_fail(err, CHORA_EIO, "cannot be opened: %s", strerror(errno));
    if (!S_ISREG(about.st_mode))
        return chora_fail(err, CHORA_EIO, "is not a regular file");
    return CHORA_OK;
}

static chora_status check_identity(sqlite3 *db, chora_error *err)
{
    int64_t application = 0, version = 0;
    chora_status st = chora_connection_int(db, "PRAGMA application_id", &application, err);
    if (!st && application != CHORA_APPLICATION_ID)
        return chora_fail(err, CHORA_EDATA, "not a Chora project");
    if (!st)
        st = chora_connection_int(db, "PRAGMA user_version", &version, err);
    if (!st && version < 1)
        return chora_fail(err, CHORA_EDATA, "not a Chora project");
    return st;
}

static chora_status check_pages(sqlite3 *db, chora_error *err)
{
    sqlite3_stmt *check = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &check, NULL);
    if (!code)
        code = sqlite3_step(check);
    chora_status st = CHORA_OK;
    if (code != SQLITE_ROW)
        st = chora_connection_fail(db, code, err);
    else if (strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0)
        st = chora_fail(err, CHORA_EDATA, "the project file is damaged (%s)",
                        (const char *)sqlite3_column_text(check, 0));
    sqlite3_finalize(check);
    return st;
}

/* Nothing of the file's own runs before chora_trust_check: no trigger, no view, no module. */
static chora_status connect_to(chora_store *store, bool writable, chora_error *err)
{
    chora_status st = check_file(store->path, err);
    if (!st)
        st = chora_connection_open(
            store->path, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, &store->db, err);
    if (!st && writable && sqlite3_db_readonly(store->db, "main"))
        st = chora_fail(err, CHORA_EIO, "cannot be written: it is read-only");
    if (!st && !writable)
        st = chora_cut_short_undo(store->path, store->db, err);
    if (!st)
        st = check_identity(store->db, err);
    if (!st)
        st = chora_trust_check(store->db, err);
    if (!st)
        st = chora_connection_settle(store->db, writable, err);
    if (!st && writable)
        st = check_pages(store->db, err);
    if (!st && writable)
        st = chora_connection_add_spatial(store->db, &store->spatial, err);
    if (!st)
        chora_connection_drop_modules(store->db);
    return st;
}

static chora_status needs_migration(chora_store *store, bool *needed, chora_error *err)
{
    int64_t version = 0;
    chora_status st = chora_connection_int(store->db, "PRAGMA user_version", &version, err);
    *needed = !st && version != chora_migrations[chora_migration_count - 1].to_version;
    return st;
}

/* What the version says is there. */
static chora_status check_tables(sqlite3 *db, chora_error *err)
{
    static const char wanted[] =
        "WITH wanted(name) AS (VALUES ('area'), ('area_code'), ('area_value'), ('conflict'),"
        " ('coverage'), ('dataset'), ('decision'), ('evidence'), ('incident'), ('incident_link'),"
        " ('incident_old'), ('incident_source'), ('layer'), ('ledger'), ('line'),"
        " ('link_decision'), ('link_rule'), ('match'), ('meta'), ('name'), ('place'), ('reject'),"
        " ('run'), ('seal'), ('site'), ('source'), ('tally')) SELECT name FROM wanted WHERE name"
        " NOT IN (SELECT name FROM sqlite_master WHERE type = 'table') LIMIT 1";
    sqlite3_stmt *missing = NULL;
    chora_status st = CHORA_OK;
    int code = sqlite3_prepare_v2(db, wanted, -1, &missing, NULL);
    if (!code)
        code = sqlite3_step(missing);
    if (code == SQLITE_ROW)
        st = chora_fail(err, CHORA_EDATA, "the project file is damaged (it has no table \"%s\")",
                        (const char *)sqlite3_column_text(missing, 0));
    else if (code != SQLITE_DONE)
        st = chora_connection_fail(db, code, err);
    sqlite3_finalize(missing);
    return st;
}

static chora_status connect_to_migrate(chora_store *store, chora_error *err)
{
    disconnect(store);
    chora_status st = connect_to(store, true, err);
    if (st)
        chora_at(err,
                 "made by an older Chora, and cannot be brought up to date where it is (copy it "
                 "to where it can be written)");
    return st;
}

/* A file opened for reading is migrated through a connection that writes, then opened again. */
static chora_status migrate_if_older(chora_store *store, chora_error *err)
{
    bool needed = false;
    chora_status st = needs_migration(store, &needed, err);
    if (!st && needed && !store->writable)
        st = connect_to_migrate(store, err);
    if (!st && needed)
        st = chora_migrate(store->db, chora_migrations, chora_migration_count, err);
    if (!st && needed)
        st = make_secret(store, err);
    if (!st && needed && !store->writable) {
        disconnect(store);
        st = connect_to(store, false, err);
    }
    return st ? st : check_tables(store->db, err);
}

chora_status chora_store_open(const char *path, bool writable, chora_store **out, chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = store_new(path, writable, &store, err);
    if (st)
        return st;
    st = connect_to(store, writable, err);
    if (!st)
        st = migrate_if_older(store, err);
    if (st) {
        chora_store_close(store);
        chora_at(err, "%s", path);
        return st;
    }
    *out = store;
    return CHORA_OK;
}
