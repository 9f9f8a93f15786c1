/* Layers as large as Chora takes, and one more: GeoPackages of lines, which need no repair. */
#include "exchange_fixture.h"

#include "base/limits.h"
#include "intake/features.h"

#include <sqlite3.h>

static const char tables[] =
    "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; PRAGMA synchronous = OFF;"
    "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,"
    " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
    " definition TEXT NOT NULL, description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\","
    "DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
    "UNIT[\"degree\",0.0174532925199433]]', '');"
    "CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT, description TEXT, last_change DATETIME NOT NULL DEFAULT"
    " '2020-01-01T00:00:00Z', min_x, min_y, max_x, max_y, srs_id INTEGER);"
    "CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
    " m TINYINT NOT NULL);"
    "CREATE TABLE a(fid INTEGER PRIMARY KEY, geom BLOB);"
    "INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('a', 'features', 4326);"
    "INSERT INTO gpkg_geometry_columns VALUES('a', 'geom', 'LINESTRING', 4326, 0, 0)";

static void execute(sqlite3 *db, const char *sql)
{
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static sqlite3 *layer_of_lines(const char *path)
{
    sqlite3 *db = NULL;
    unlink(path);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    execute(db, tables);
    return db;
}

/* A GeoPackage's header, then a line of points from 0, 0 eastwards. */
static void add_line(sqlite3 *db, uint32_t points)
{
    static const unsigned char head[] = { 'G', 'P', 0, 1, 0xE6, 0x10, 0, 0, 1, 2, 0, 0, 0 };
    size_t length = sizeof head + 4 + (size_t)points * 16;
    unsigned char *blob = calloc(1, length);
    sqlite3_stmt *insert = NULL;

    assert_non_null(blob);
    memcpy(blob, head, sizeof head);
    memcpy(blob + sizeof head, &points, sizeof points);
    for (uint32_t i = 0; i < points; i++) {
        double lon = i / 1e6;
        memcpy(blob + sizeof head + 4 + (size_t)i * 16, &lon, sizeof lon);
    }
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO a(geom) VALUES (?1)", -1, &insert, NULL),
                     SQLITE_OK);
    sqlite3_bind_blob64(insert, 1, blob, length, free);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
}

static chora_status load(const char *path, size_t *count, chora_error *err)
{
    chora_rows_options options = CHORA_ROWS_INIT;
    chora_arena *arena = chora_arena_new();
    chora_features features = { 0 };

    options.want_geometry = true;
    chora_status st = chora_features_load(path, &options, CHORA_SHAPE_LINES, arena, &features, err);
    *count = 0;
    for (size_t i = 0; !st && i < features.count; i++)
        *count += features.items[i].problem == NULL;
    chora_arena_free(arena);
    return st;
}

static void takes_and_refuses(const char *path, sqlite3 *db, size_t taken, uint32_t more,
                              const char *words)
{
    chora_error err = CHORA_ERROR_INIT;
    size_t count = 0;

    assert_int_equal(load(path, &count, &err), CHORA_OK);
    assert_int_equal(count, taken);
    add_line(db, more);
    assert_int_equal(load(path, &count, &err), CHORA_ELIMIT);
    assert_non_null(strstr(err.message, words));
    sqlite3_close(db);
}

static void as_many_features(void **state)
{
    (void)state;
    char sql[400];
    const char *path = in_folder("features.gpkg");
    sqlite3 *db = layer_of_lines(path);

    add_line(db, 2);
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO a(geom) SELECT geom FROM n, a WHERE a.fid = 1",
             CHORA_MAX_FEATURES);
    execute(db, sql);
    takes_and_refuses(path, db, CHORA_MAX_FEATURES, 2, "more than 100000 shapes in one layer");
}

static void as_many_vertices(void **state)
{
    (void)state;
    const char *path = in_folder("vertices.gpkg");
    sqlite3 *db = layer_of_lines(path);

    add_line(db, CHORA_MAX_VERTICES / 2);
    add_line(db, CHORA_MAX_VERTICES / 2);
    takes_and_refuses(path, db, 2, 2, "more than 10000000 vertices in one layer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_features),
        cmocka_unit_test(as_many_vertices),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
