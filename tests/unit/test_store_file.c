/* The project file as a file: made, opened, refused, migrated, read by others. */
#include "store_fixture.h"

#include "store/migrate.h"
#include "store/schema.h"
#include "store/trust.h"

#include <spatialite.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void created_file_is_private_and_identified(void **state)
{
    (void)state;
    project p = project_new();
    struct stat about;
    assert_int_equal(stat(p.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(ask(p.store, "PRAGMA application_id"), 0x43484f52);
    assert_int_equal(ask(p.store, "PRAGMA user_version"), CHORA_SCHEMA_VERSION);
    assert_int_equal(ask(p.store, "PRAGMA foreign_keys"), 1);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM geometry_columns"), 4);
    assert_int_equal(ask(p.store, "SELECT CheckSpatialIndex('area', 'geom')"), 1);
    char *mode = ask_text(p.store, "PRAGMA journal_mode");
    assert_string_equal(mode, "delete");
    free(mode);
    assert_string_equal(chora_store_path(p.store), p.path);
    project_free(&p);
}

/* Objects, rows and settings of an empty project, however it came to be. */
static char *description_of(chora_store *store)
{
    return ask_text(store, "SELECT group_concat(coalesce(sql, name), ';') FROM"
                           " (SELECT sql, name FROM sqlite_master ORDER BY type, name)");
}

/* With CHORA_DATA naming a folder whose template is of another schema, the steps are taken. */
static void template_is_what_the_steps_make(void **state)
{
    (void)state;
    project p = project_new(), steps = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    chora_output *output = NULL;
    char *old = chora_path_join(p.folder, "empty.template");
    assert_ok(chora_output_open(old, &output, &err), err);
    chora_output_write(output, "of another schema", 17);
    assert_ok(chora_output_commit(output, NULL, &err), err);
    setenv("CHORA_DATA", p.folder, 1);
    steps = project_new();
    unsetenv("CHORA_DATA");
    char *by_template = description_of(p.store), *by_steps = description_of(steps.store);
    assert_string_equal(by_template, by_steps);
    assert_int_equal(ask(steps.store, "PRAGMA application_id"),
                     ask(p.store, "PRAGMA application_id"));
    free(by_template);
    free(by_steps);
    free(old);
    project_free(&steps);
    project_free(&p);
}

static void created_twice_is_a_conflict(void **state)
{
    (void)state;
    project p = project_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_store *second = NULL;
    assert_int_equal(chora_store_create(p.path, &second, &err), CHORA_ECONFLICT);
    assert_null(second);
    assert_non_null(strstr(err.message, "there already"));
    project_free(&p);
}

static void created_in_no_folder_is_an_io_error(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    assert_int_equal(chora_store_create("/no/such/folder/x.chora", &store, &err), CHORA_EIO);
}

static void name_that_looks_like_a_uri_is_a_name(void **state)
{
    (void)state;
    project p = project_new();
    char old[4096];
    assert_non_null(getcwd(old, sizeof old));
    assert_int_equal(chdir(p.folder), 0);
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    assert_ok(chora_store_create("file:odd.chora?mode=memory", &store, &err), err);
    chora_store_close(store);
    assert_int_equal(access("file:odd.chora?mode=memory", F_OK), 0);
    assert_int_equal(chdir(old), 0);
    project_free(&p);
}

/* Whatever the statement does to the file, opening it answers `expected` with `words`. */
static void assert_refused_after(const char *sql, chora_status expected, const char *words)
{
    project p = project_new();
    chora_store_close(p.store);
    p.store = NULL;
    sqlite3 *db = NULL;
    void *spatial = spatialite_alloc_connection();
    assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
    spatialite_init_ex(db, spatial, 0);
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message))
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
    spatialite_cleanup_ex(spatial);

    for (int writable = 0; writable < 2; writable++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_store *store = NULL;
        chora_status st = chora_store_open(p.path, writable, &store, &err);
        if (st != expected || (words && !strstr(err.message, words)))
            fail_msg("%s: %s: \"%s\"", sql, chora_status_name(st), err.message);
        chora_store_close(store);
    }
    project_free(&p);
}

static void foreign_objects_are_refused(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "CREATE TRIGGER planted AFTER INSERT ON incident BEGIN DELETE FROM incident; END",
        "CREATE VIEW planted AS SELECT * FROM incident",
        "CREATE VIRTUAL TABLE planted USING rtree(a, b, c)",
        "CREATE VIRTUAL TABLE planted USING VirtualText('/etc/passwd', 'UTF-8', 0, POINT, COMMA)",
        /* The right name with another text. */
        "DROP TRIGGER ggi_incident_geom; CREATE TRIGGER ggi_incident_geom BEFORE INSERT ON incident"
        " BEGIN DELETE FROM area; END",
        /* A row that lies about what it is. */
        "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES ('table', 'planted', "
        "'incident', 0,"
        " 'CREATE TRIGGER planted AFTER INSERT ON incident BEGIN DELETE FROM incident; END')",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        assert_refused_after(hostile[i], CHORA_EDATA, i == 4 ? "ggi_incident_geom" : "planted");
}

static void own_and_plain_objects_are_not_refused(void **state)
{
    (void)state;
    assert_refused_after("CREATE TABLE notes (text)", CHORA_OK, NULL);
    assert_refused_after("SELECT CreateSpatialIndex('incident', 'geom')", CHORA_OK, NULL);
    assert_refused_after("DROP VIEW incident_filter; CREATE VIEW incident_filter AS SELECT 1",
                         CHORA_OK, NULL);
}

static void other_files_are_refused(void **state)
{
    (void)state;
    assert_refused_after("PRAGMA application_id=7", CHORA_EDATA, "not a Chora project");
    assert_refused_after("PRAGMA user_version=99", CHORA_EDATA, "newer Chora");
    assert_refused_after("DROP TABLE seal", CHORA_EDATA, "it has no table \"seal\"");

    project p = project_new();
    char *text = chora_path_join(p.folder, "text.chora");
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    assert_ok(chora_file_write(text, "id,date\n1,2022-01-01\n", 21, &err), err);
    assert_int_equal(chora_store_open(text, false, &store, &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, text));
    assert_int_equal(chora_store_open(p.folder, false, &store, &err), CHORA_EIO);
    assert_int_equal(chora_store_open("/no/such/file.chora", false, &store, &err), CHORA_EIO);
    free(text);
    project_free(&p);
}

static void damaged_pages_are_told(void **state)
{
    (void)state;
    project p = project_new();
    run(p.store, "INSERT INTO meta VALUES ('a', 'b')");
    int64_t root = ask(p.store, "SELECT rootpage FROM sqlite_master WHERE name = 'incident'");
    chora_store_close(p.store);
    p.store = NULL;
    FILE *file = fopen(p.path, "r+b");
    fseek(file, (long)(root - 1) * 4096, SEEK_SET);
    fwrite("garbage garbage garbage", 1, 23, file);
    fclose(file);
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_store_open(p.path, true, &p.store, &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "damaged"));
    project_free(&p);
}

/* The digest in trust.c is what makes opening fast: told here when it has to be renewed. */
static void fresh_project_has_the_known_digest(void **state)
{
    (void)state;
    if (strcmp(spatialite_version(), "5.0.1") != 0)
        skip();
    project p = project_new();
    sqlite3 *db = NULL;
    char digest[CHORA_SHA256_TEXT];
    assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
    assert_int_equal(chora_trust_digest(db, digest, NULL), CHORA_OK);
    assert_string_equal(digest, chora_trust_known_digest);
    sqlite3_close(db);

    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_index_incidents(p.store, &err), err);
    assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
    assert_int_equal(chora_trust_digest(db, digest, NULL), CHORA_OK);
    assert_string_equal(digest, chora_trust_indexed_digest);
    sqlite3_close(db);
    project_free(&p);
}

static chora_status fail_after(sqlite3 *db, chora_error *err)
{
    (void)db;
    return chora_fail(err, CHORA_ESTORE, "this step fails");
}

static void older_file_is_migrated_in_steps(void **state)
{
    (void)state;
    static const chora_migration steps[] = {
        { 1, "CREATE TABLE a (x)", NULL },
        { 2, "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2)", NULL },
        { 3, "UPDATE a SET y = 3", NULL },
        { 4, "DROP TABLE a", fail_after },
    };
    sqlite3 *db = NULL;
    int64_t value = 0;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_ok(chora_migrate(db, steps, 1, &err), err);
    assert_ok(chora_migrate(db, steps, 3, &err), err);
    assert_ok(chora_connection_int(db, "PRAGMA user_version", &value, &err), err);
    assert_int_equal(value, 3);
    assert_ok(chora_connection_int(db, "SELECT y FROM a", &value, &err), err);
    assert_int_equal(value, 3);

    assert_int_equal(chora_migrate(db, steps, 4, &err), CHORA_ESTORE);
    assert_non_null(strstr(err.message, "version 4"));
    assert_ok(chora_connection_int(db, "SELECT count(*) FROM a", &value, &err), err);
    assert_int_equal(value, 1);
    assert_int_equal(chora_migrate(db, steps, 2, &err), CHORA_EDATA);
    sqlite3_close(db);
}

static void execute(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message))
        fail_msg("%s: %s", sql, message);
}

/* The rows of all tables that are the project's own, as one text; free() it. */
static char *dump_rows(sqlite3 *db)
{
    static const char tables[] =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'idx\\_%' ESCAPE "
        "'\\'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name IN ('meta', 'run', 'layer', 'area',"
        " 'place', 'name', 'line', 'dataset', 'coverage', 'incident', 'incident_old', 'evidence',"
        " 'incident_link', 'conflict', 'source', 'incident_source', 'tally', 'match', 'decision',"
        " 'reject', 'ledger') ORDER BY name";
    chora_buffer out = CHORA_BUFFER_INIT(1 << 20);
    sqlite3_stmt *list = NULL, *rows = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &list, NULL), SQLITE_OK);
    while (sqlite3_step(list) == SQLITE_ROW) {
        char sql[256];
        snprintf(sql, sizeof sql, "SELECT * FROM %s", sqlite3_column_text(list, 0));
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
        while (sqlite3_step(rows) == SQLITE_ROW) {
            chora_buffer_printf(&out, "%s:", (const char *)sqlite3_column_text(list, 0));
            for (int i = 0; i < sqlite3_column_count(rows); i++) /* new columns come last, empty */
                if (sqlite3_column_type(rows, i) != SQLITE_NULL)
                    chora_buffer_printf(&out, " %s=%s", sqlite3_column_name(rows, i),
                                        (const char *)sqlite3_column_text(rows, i));
            chora_buffer_add_byte(&out, '\n');
        }
        sqlite3_finalize(rows);
    }
    sqlite3_finalize(list);
    return out.data;
}

/* A row or more in every table that people's work is in, as each version could hold it. */
static const char old_rows[] =
    "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2022-01-01T00:00:00Z');"
    "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'p', 'areas', 1, 1);"
    "INSERT INTO area (id, layer_id, level, code) VALUES (1, 1, 1, 'AF-KAB');"
    "INSERT INTO name (kind, ref_id, lang, text, key) VALUES ('area', 1, 'main', 'Kabul', 'kabul');"
    "INSERT INTO dataset (id, name, licence) VALUES (1, 'd', 'CC BY 4.0');"
    "INSERT INTO coverage (dataset_id, first_day, last_day, state) VALUES (1, 19000, 19030, "
    "'full');"
    "INSERT INTO incident (id, dataset_id, key, run_id, day, lon, lat, killed, site_id, summary,"
    " extra, hash) VALUES (1, 1, 'k1', 1, 19001, 69.1, 34.5, 3, 'school', 'text', '{\"a\":1}', "
    "'h1'),"
    " (2, 1, 'k2', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'h2');"
    "INSERT INTO incident_old VALUES (1, 1, 1, '{}');"
    "INSERT INTO incident_link (a, b, rule) VALUES (1, 2, 'same');"
    "INSERT INTO conflict (incident_id, run_id, row) VALUES (1, 1, '{}');"
    "INSERT INTO evidence (incident_id, url) VALUES (1, 'https://example.org/1');"
    "INSERT INTO source (id, name) VALUES (1, 'Press'); INSERT INTO incident_source VALUES (1, 1);"
    "INSERT INTO tally (dataset_id, incidents, citation) VALUES (1, 283, 'No. 12');"
    "INSERT INTO match (incident_id, layer_id, area_id, level, method) VALUES (1, 1, 1, 'exact',"
    " 'point'); INSERT INTO decision (text, verdict, who) VALUES ('Qqq', 'none', 'me');"
    "INSERT INTO reject (run_id, line, reason) VALUES (1, 7, 'no date');";

static sqlite3 *make_version(const char *path, size_t version, void *spatial)
{
    chora_error err = CHORA_ERROR_INIT;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    spatialite_init_ex(db, spatial, 0);
    execute(db, "PRAGMA application_id=1128812370");
    assert_ok(chora_migrate(db, chora_migrations, version, &err), err);
    execute(db, old_rows);
    return db;
}

/* Every older version loses nothing; what is interrupted is as it was; what is newer is refused. */
static void older_projects_lose_nothing(void **state)
{
    (void)state;
    for (size_t version = 1; version < chora_migration_count; version++) {
        project p = project_new();
        chora_error err = CHORA_ERROR_INIT;
        void *spatial = spatialite_alloc_connection();
        chora_store_close(p.store);
        p.store = NULL;
        assert_int_equal(unlink(p.path), 0);
        sqlite3 *db = make_version(p.path, version, spatial);
        char *before = dump_rows(db);
        int64_t now = 0;
        /* the last of all steps fails: not one of them is kept */
        chora_migration steps[16];
        memcpy(steps, chora_migrations, chora_migration_count * sizeof *steps);
        steps[chora_migration_count] =
            (chora_migration){ CHORA_SCHEMA_VERSION + 1, "DELETE FROM incident", fail_after };
        assert_int_equal(chora_migrate(db, steps, chora_migration_count + 1, &err), CHORA_ESTORE);
        assert_ok(chora_connection_int(db, "PRAGMA user_version", &now, &err), err);
        assert_int_equal(now, version);
        char *after = dump_rows(db);
        assert_string_equal(before, after);
        free(after);
        sqlite3_close(db);
        spatialite_cleanup_ex(spatial);

        assert_ok(chora_store_open(p.path, false, &p.store, &err), err);
        assert_int_equal(ask(p.store, "PRAGMA user_version"), CHORA_SCHEMA_VERSION);
        chora_store_close(p.store);
        p.store = NULL;
        assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
        after = dump_rows(db);
        for (char *line = strtok(before, "\n"); line; line = strtok(NULL, "\n"))
            if (!strstr(after, line))
                fail_msg("version %zu: lost: %s", version, line);
        free(before);
        free(after);
        sqlite3_close(db);
        assert_ok(chora_store_open(p.path, true, &p.store, &err), err);
        project_free(&p);
    }
}

/* A project as version 1 made it: layers, a decision. Both ways of opening bring it up to date. */
static void project_of_version_1_is_brought_up_to_date(void **state)
{
    (void)state;
    for (int writable = 0; writable <= 1; writable++) {
        project p = project_new();
        chora_error err = CHORA_ERROR_INIT;
        sqlite3 *db = NULL;
        void *spatial = spatialite_alloc_connection();
        chora_store_close(p.store);
        p.store = NULL;
        assert_int_equal(unlink(p.path), 0);
        assert_int_equal(sqlite3_open(p.path, &db), SQLITE_OK);
        spatialite_init_ex(db, spatial, 0);
        execute(db, "PRAGMA application_id=1128812370");
        assert_ok(chora_migrate(db, chora_migrations, 1, &err), err);
        execute(db, "INSERT INTO layer (name, role, level, current, valid_to) VALUES"
                    " ('old', 'areas', 1, 0, 100), ('new', 'areas', 1, 1, NULL);"
                    "INSERT INTO decision (text, verdict) VALUES ('Qqq', 'none')");
        sqlite3_close(db);
        spatialite_cleanup_ex(spatial);
        assert_ok(chora_store_open(p.path, writable, &p.store, &err), err);
        assert_int_equal(ask(p.store, "PRAGMA user_version"), CHORA_SCHEMA_VERSION);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM decision WHERE note IS NULL"), 1);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM layer WHERE current > 0"), 1);
        project_free(&p);
    }
}

static void ogr_reads_the_layers(void **state)
{
    (void)state;
    if (system("command -v ogrinfo >/dev/null 2>&1") != 0)
        skip();
    project p = project_new();
    run(p.store, "INSERT INTO layer (id, name, role, level) VALUES (1, 'l', 'areas', 1);"
                 "INSERT INTO area (id, layer_id, level, code) VALUES (1, 1, 1, 'AF-KAB');");
    set_box(p.store, 1, 68, 34, 70, 35);
    chora_store_close(p.store);
    p.store = NULL;

    char command[8192], line[512];
    snprintf(command, sizeof command, "ogrinfo -ro '%s' 2>&1; ogrinfo -ro -al '%s' area 2>&1",
             p.path, p.path);
    static const char *const wanted[] = {
        "area (Multi Polygon)", "place (Point)",          "line (Multi Line String)",
        "incident (Point)",     "code (String) = AF-KAB", "MULTIPOLYGON (((68 34,70 34"
    };
    bool seen[6] = { false };
    FILE *output = popen(command, "r");
    while (fgets(line, sizeof line, output))
        for (size_t i = 0; i < 6; i++)
            seen[i] = seen[i] || strstr(line, wanted[i]);
    assert_int_equal(pclose(output), 0);
    for (size_t i = 0; i < 6; i++)
        if (!seen[i])
            fail_msg("ogrinfo does not show \"%s\"", wanted[i]);
    project_free(&p);
}

/* As after a kill or an empty battery: half of a write is in the file, its journal beside it. */
static void cut_short(const char *path)
{
    pid_t child = fork();
    if (!child) {
        sqlite3 *db = NULL;
        sqlite3_open(path, &db);
        sqlite3_exec(db, "BEGIN; UPDATE meta SET value = 'half'", NULL, NULL, NULL);
        _exit(sqlite3_db_cacheflush(db));
    }
    int ended = 1;
    waitpid(child, &ended, 0);
    assert_int_equal(ended, 0);
}

static void write_cut_short_is_undone_by_the_next_reader(void **state)
{
    (void)state;
    project p = project_new();
    chora_store_close(p.store);
    p.store = NULL;
    for (int writable = 0; writable < 2; writable++) {
        cut_short(p.path);
        chora_error err = CHORA_ERROR_INIT;
        assert_ok(chora_store_open(p.path, writable, &p.store, &err), err);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM meta WHERE value = 'half'"), 0);
        chora_store_close(p.store);
        p.store = NULL;
    }
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(created_file_is_private_and_identified),
        cmocka_unit_test(template_is_what_the_steps_make),
        cmocka_unit_test(created_twice_is_a_conflict),
        cmocka_unit_test(created_in_no_folder_is_an_io_error),
        cmocka_unit_test(name_that_looks_like_a_uri_is_a_name),
        cmocka_unit_test(foreign_objects_are_refused),
        cmocka_unit_test(own_and_plain_objects_are_not_refused),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(damaged_pages_are_told),
        cmocka_unit_test(fresh_project_has_the_known_digest),
        cmocka_unit_test(older_file_is_migrated_in_steps),
        cmocka_unit_test(project_of_version_1_is_brought_up_to_date),
        cmocka_unit_test(older_projects_lose_nothing),
        cmocka_unit_test(ogr_reads_the_layers),
        cmocka_unit_test(write_cut_short_is_undone_by_the_next_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
