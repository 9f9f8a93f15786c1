#include "store/migrate.h"

#include "store/schema.h"

#include <stdio.h>

/*
 * SpatiaLite's functions answer 0 instead of failing: look whether the columns are there. The
 * dropped tables need modules that Chora takes away.
 */
static chora_status add_geometry(sqlite3 *db, chora_error *err)
{
    static const char drops[] = "DROP TABLE IF EXISTS KNN; DROP TABLE IF EXISTS KNN2;"
                                "DROP TABLE IF EXISTS ElementaryGeometries";

    chora_status st = chora_connection_execute(db, chora_schema_spatial_sql, err);
    if (!st)
        st = chora_connection_execute(db, drops, err);
    if (st)
        return st;
    int64_t columns = 0, indexes = 0;
    st = chora_connection_int(db, "SELECT count(*) FROM geometry_columns WHERE srid = 4326",
                              &columns, err);
    if (!st)
        st = chora_connection_int(
            db,
            "SELECT count(*) FROM sqlite_master WHERE name IN ('idx_area_geom', 'idx_place_geom')",
            &indexes, err);
    if (!st && (columns != 4 || indexes != 2))
        return chora_fail(err, CHORA_ESTORE,
                          "SpatiaLite made %d of 4 geometry columns and %d of 2 indexes",
                          (int)columns, (int)indexes);
    return st;
}

const chora_migration chora_migrations[] = {
    { 1, chora_schema_sql, add_geometry }, { 2, chora_schema_2_sql, NULL },
    { 3, chora_schema_3_sql, NULL },       { 4, chora_schema_4_sql, NULL },
    { 5, chora_schema_5_sql, NULL },       { 6, chora_schema_6_sql, NULL },
};
const size_t chora_migration_count = sizeof chora_migrations / sizeof *chora_migrations;

static chora_status take_step(sqlite3 *db, const chora_migration *step, chora_error *err)
{
    chora_status st = step->sql ? chora_connection_execute(db, step->sql, err) : CHORA_OK;
    if (!st && step->after)
        st = step->after(db, err);
    if (!st) {
        char pragma[64];
        snprintf(pragma, sizeof pragma, "PRAGMA user_version=%d", step->to_version);
        st = chora_connection_execute(db, pragma, err);
    }
    if (st)
        chora_at(err, "migrating to version %d", step->to_version);
    return st;
}

static chora_status take_steps(sqlite3 *db, const chora_migration *steps, size_t count,
                               chora_error *err)
{
    int64_t version = 0;
    chora_status st = chora_connection_int(db, "PRAGMA user_version", &version, err);
    if (st)
        return st;
    if (count && version > steps[count - 1].to_version)
        return chora_fail(
            err, CHORA_EDATA,
            "made by a newer Chora (version %d of the file format, this one knows %d)",
            (int)version, steps[count - 1].to_version);
    for (size_t i = 0; i < count && !st; i++)
        if (steps[i].to_version > version)
            st = take_step(db, &steps[i], err);
    return st;
}

chora_status chora_migrate(sqlite3 *db, const chora_migration *steps, size_t count,
                           chora_error *err)
{
    chora_status st = chora_connection_execute(db, "BEGIN IMMEDIATE", err);
    if (st)
        return st;
    /* The version is read inside: another process may just have done the work. */
    st = take_steps(db, steps, count, err);
    if (!st)
        st = chora_connection_execute(db, "COMMIT", err);
    if (st && !sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}
