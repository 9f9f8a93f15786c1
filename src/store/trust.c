#include "store/trust.h"

#include "base/memory.h"
#include "store/schema.h"

#include <string.h>

/*
 * A fresh project has these, one with an R-tree of its incidents those; comparing with them saves
 * building a template (20 ms) at every open. Another version of SpatiaLite words its triggers
 * differently: then the template is built.
 */
const char chora_trust_known_digest[] =
    "1393536c82e0de9ff1be5a37fa4364fffe6b006feaa84eaa7d94f0f57908bc89";
const char chora_trust_indexed_digest[] =
    "842e8b2229c129fa16607dbaaf82a0166dd61a0f2ea9d3843d44f023f645d684";

/*
 * SQLite itself always writes these beginnings. Whatever else stands in the schema table, also in a
 * row that lies about its type, is special. Ordered, so that two files can be compared.
 */
#define SPECIAL_OBJECTS                                                                            \
    "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL"                              \
    " AND NOT (type = 'table' AND substr(sql, 1, 13) = 'CREATE TABLE ')"                           \
    " AND NOT (type = 'index' AND substr(sql, 1, 13) = 'CREATE INDEX ')"                           \
    " AND NOT (type = 'index' AND substr(sql, 1, 20) = 'CREATE UNIQUE INDEX ')"                    \
    " AND NOT (type = 'view' AND name = 'incident_filter'"                                         \
    "          AND substr(sql, 1, 28) = 'CREATE VIEW incident_filter ')"                           \
    " ORDER BY sql"

chora_status chora_trust_digest(sqlite3 *db, char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_buffer texts = CHORA_BUFFER_INIT(16 << 20);
    sqlite3_stmt *objects = NULL;
    int code = sqlite3_prepare_v2(db, SPECIAL_OBJECTS, -1, &objects, NULL);
    while (!code && (code = sqlite3_step(objects)) == SQLITE_ROW) {
        chora_buffer_add(&texts, sqlite3_column_text(objects, 2),
                         (size_t)sqlite3_column_bytes(objects, 2));
        chora_buffer_add(&texts, "\n", 1);
        code = SQLITE_OK;
    }
    chora_status st = CHORA_OK;
    if (code != SQLITE_DONE)
        st = chora_connection_fail(db, code, err);
    else if (texts.failed)
        st = chora_no_memory(err);
    else
        chora_sha256(texts.data ? texts.data : "", texts.length, out);
    sqlite3_finalize(objects);
    chora_buffer_free(&texts);
    return st;
}

/* A project in memory that has everything a project may have. */
static chora_status template_open(sqlite3 **db, void **spatial, chora_error *err)
{
    static const char more[] = "SELECT CreateSpatialIndex('incident', 'geom');"
                               "SELECT CreateSpatialIndex('line', 'geom');";

    if (sqlite3_open_v2(":memory:", db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
        return chora_connection_fail(*db, sqlite3_errcode(*db), err);
    chora_status st = chora_connection_add_spatial(*db, spatial, err);
    if (!st)
        st = chora_connection_execute(*db, "BEGIN", err);
    if (!st)
        st = chora_connection_execute(*db, chora_schema_sql, err);
    if (!st)
        st = chora_connection_execute(*db, chora_schema_spatial_sql, err);
    if (!st)
        st = chora_connection_execute(*db, more, err);
    return st;
}

static bool template_has(sqlite3_stmt *lookup, sqlite3_value *sql)
{
    sqlite3_bind_value(lookup, 1, sql);
    bool has = sqlite3_step(lookup) == SQLITE_ROW;
    sqlite3_reset(lookup);
    return has;
}

static chora_status compare(sqlite3 *db, sqlite3 *model, chora_error *err)
{
    sqlite3_stmt *objects = NULL, *lookup = NULL;
    chora_status st = CHORA_OK;
    int code =
        sqlite3_prepare_v2(model, "SELECT 1 FROM sqlite_master WHERE sql = ?1", -1, &lookup, NULL);
    if (code) {
        st = chora_connection_fail(model, code, err);
        goto done;
    }
    code = sqlite3_prepare_v2(db, SPECIAL_OBJECTS, -1, &objects, NULL);
    while (!code && (code = sqlite3_step(objects)) == SQLITE_ROW) {
        if (!template_has(lookup, sqlite3_column_value(objects, 2))) {
            st = chora_fail(err, CHORA_EDATA,
                            "holds the %s \"%s\", which is not Chora's: not opened",
                            (const char *)sqlite3_column_text(objects, 1),
                            (const char *)sqlite3_column_text(objects, 0));
            goto done;
        }
        code = SQLITE_OK;
    }
    if (code != SQLITE_DONE)
        st = chora_connection_fail(db, code, err);
done:
    sqlite3_finalize(objects);
    sqlite3_finalize(lookup);
    return st;
}

chora_status chora_trust_check(sqlite3 *db, chora_error *err)
{
    char digest[CHORA_SHA256_TEXT];
    chora_status st = chora_trust_digest(db, digest, err);
    if (st || strcmp(digest, chora_trust_known_digest) == 0 ||
        strcmp(digest, chora_trust_indexed_digest) == 0)
        return st;

    sqlite3 *model = NULL;
    void *spatial = NULL;
    st = template_open(&model, &spatial, err);
    if (!st)
        st = compare(db, model, err);
    chora_connection_close(model, spatial);
    return st;
}
