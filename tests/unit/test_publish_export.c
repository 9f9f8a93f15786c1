/* Exports: GeoJSON and CSV of areas and incidents, their precision and their account. */
#include "store_fixture.h"

#include <chora/figure.h>

static char *read_file(const char *path)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    assert_ok(chora_file_read(path, &text, &err), err);
    chora_buffer_add_byte(&text, '\0');
    return text.data;
}

static void put_area_shape(chora_store *store, int id, double west, double south)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    chora_xy xy[] = { { west, south },
                      { west + 1, south },
                      { west + 1, south + 1 },
                      { west, south + 1 },
                      { west, south } };
    size_t start[] = { 0, 5 }, polygon_of[] = { 0 };
    const chora_shape shape = { CHORA_SHAPE_POLYGONS, 1,  start,
                                polygon_of,           xy, { west, south, west + 1, south + 1 } };
    assert_ok(chora_query_open(store, "UPDATE area SET geom = ?1 WHERE id = ?2", &query, &err),
              err);
    assert_ok(chora_query_bind_shape(query, 1, &shape, &err), err);
    chora_query_bind_int(query, 2, id);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
}

static project make_project(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level) VALUES (2, 'provinces', 'areas', 1), "
        "(3, 'districts', 'areas', 2);"
        "INSERT INTO area (id, layer_id, level, code, parent_id, country, area_km2) VALUES "
        "(1, 2, 1, 'AF-KAB', NULL, 'AFG', 4523.9), (2, 2, 1, 'AF-HER', NULL, 'AFG', 54778), "
        "(3, 3, 2, 'AF-KAB-1', 1, 'AFG', 300);"
        "INSERT INTO name (kind, ref_id, lang, text, key) VALUES "
        "('area', 1, 'main', 'Kabul', 'kabul'), ('area', 2, 'main', 'Herat', 'herat'), "
        "('area', 3, 'main', 'Kabul City', 'kabul city'), "
        "('place', 5, 'main', 'Kabul', 'kabul');"
        "INSERT INTO place (id, area_id, geom) VALUES (5, 3, MakePoint(69.172345, 34.528901, "
        "4326));"
        "INSERT INTO dataset (name) VALUES ('documented');"
        "INSERT INTO coverage VALUES (1, NULL, 18993, 19051, 'full'), " /* 2022-01-01 .. 02-28 */
        "(1, 2, 18993, 19023, 'none');"
        "INSERT INTO incident (id, dataset_id, key, run_id, day, date_precision, lon, lat, killed, "
        "killed_high, type, claim, place_text, summary, sensitivity, hash) VALUES "
        "(1, 1, 'a1', 1, 18995, 'day', 69.1234567, 34.7654321, 3, 5, 'bombing', 'claimed', 'Gate', "
        "'=HYPERLINK(1)', NULL, 'h'), "
        "(2, 1, 'a2', 1, 19030, 'month', 69.2, 34.5, NULL, NULL, 'raid', NULL, NULL, NULL, '', "
        "'h'),"
        "(3, 1, 'a3', 1, 19031, 'day', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 'h'), "
        "(4, 1, 'a4', 1, 19032, 'day', 69.9, 34.9, 1, NULL, NULL, NULL, NULL, NULL, NULL, 'h'), "
        "(5, 1, 'a5', 1, 19033, 'day', 69.987654, 34.987654, 1, NULL, 'raid', NULL, 'Secret "
        "House', "
        "'who and where', 'restricted', 'h'), "
        "(6, 1, 'a6', 1, NULL, NULL, 69.4, 34.4, 1, NULL, NULL, NULL, NULL, NULL, NULL, 'h'), "
        "(7, 1, 'a7', 1, 20000, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 'h'), "
        "(8, 1, 'a8', 1, 19034, 'day', 69.44444444, 34.33333333, 1, NULL, NULL, NULL, NULL, NULL, "
        "NULL, 'h'), "
        "(9, 1, 'a9', 1, 19035, 'day', 69.5, 34.5, 99, NULL, NULL, NULL, NULL, NULL, NULL, 'h');"
        "INSERT INTO match (incident_id, layer_id, area_id, place_id, level, method) VALUES "
        "(1, 3, 3, 5, 'exact', 'point'), (2, 3, 3, 5, 'place', 'name'), "
        "(3, 3, 3, 5, 'district', 'name'), (4, 2, 2, NULL, 'province', 'name'), "
        "(5, 3, 3, NULL, 'exact', 'point'), (6, 3, 3, NULL, 'near', 'point'), "
        "(7, 3, 3, NULL, 'district', 'point'), (8, 3, 3, NULL, 'near', 'point'), "
        "(9, 2, NULL, NULL, 'none', 'none')");
    put_area_shape(p.store, 1, 69, 34);
    put_area_shape(p.store, 2, 62, 34);
    put_area_shape(p.store, 3, 69, 34);
    return p;
}

static char *export_text(project *p, chora_export_options options, const char *name,
                         chora_export_report *report)
{
    chora_error err = CHORA_ERROR_INIT;
    char *path = chora_path_join(p->folder, name);
    options.path = path;
    assert_ok(chora_export(p->store, &options, report, &err), err);
    char *text = read_file(path);
    free(path);
    return text;
}

static void assert_says(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        fail_msg("no \"%s\" in:\n%s", wanted, text);
}

static void assert_silent(const char *text, const char *secret)
{
    if (strstr(text, secret))
        fail_msg("\"%s\" in:\n%s", secret, text);
}

static void assert_report(chora_export_report r, int64_t rows, const int64_t *account)
{
    assert_int_equal(r.rows, rows);
    assert_int_equal(r.accepted, account[0]);
    assert_int_equal(r.in_areas, account[1]);
    assert_int_equal(r.unplaced, account[2]);
    assert_int_equal(r.filtered_out, account[3]);
    assert_int_equal(r.outside_period, account[4]);
    assert_int_equal(r.too_coarse, account[5]);
}

/** The feature or line that begins with the id, up to the next end of line. */
static char *line_of(const char *text, const char *what)
{
    const char *at = strstr(text, what);
    if (!at)
        fail_msg("no %s in:\n%s", what, text);
    while (at > text && at[-1] != '\n')
        at--;
    return strndup(at, strcspn(at, "\n"));
}

static void test_areas(void **state)
{
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    options.profile = "internal"; /* one of them is marked: else small numbers are withheld */
    chora_export_report report;
    char *text = export_text(&p, options, "areas.geojson", &report);
    assert_says(text, "\"FeatureCollection\"");
    char *kabul = line_of(text, "AF-KAB");
    assert_says(kabul, "\"incidents\":5");
    assert_says(kabul, "\"value\":5");
    assert_says(kabul, "\"name\":\"Kabul\"");
    assert_says(kabul, "\"level\":1");
    assert_report(report, 2, (int64_t[]){ 9, 6, 1, 0, 1, 1 });
    free(kabul);
    free(text);

    options.span_given = true; /* January, when nobody looked at Herat */
    options.first = chora_day_from_ymd(2022, 1, 1);
    options.last = chora_day_from_ymd(2022, 1, 31);
    text = export_text(&p, options, "areas.geojson", &report);
    char *herat = line_of(text, "AF-HER");
    assert_says(herat, "\"incidents\":null");
    assert_says(herat, "\"value\":null");
    free(herat);
    free(text);

    options.span_given = false;
    text = export_text(&p, options, "areas.csv", &report);
    assert_says(text, "code,name,level,area_km2,incidents,value");
    assert_says(text, "AF-HER,Herat,1,54778,1,1");
    free(text);
    project_free(&p);
}

static void test_areas_by_month(void **state)
{
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    options.profile = "internal"; /* one of them is marked: else small numbers are withheld */
    options.by = CHORA_PERIOD_MONTH;
    options.of = "killed";
    chora_export_report report;
    char *text = export_text(&p, options, "areas.geojson", &report);
    char *herat = line_of(text, "AF-HER"), *kabul = line_of(text, "AF-KAB");
    assert_says(herat, "\"2022-01\":null");
    assert_says(herat, "\"2022-02\":1");
    assert_says(herat, "\"total\":1");
    assert_says(kabul, "\"2022-01\":3");
    assert_says(kabul, "\"2022-02\":2");
    assert_says(kabul, "\"total\":5");
    assert_report(report, 2, (int64_t[]){ 9, 6, 1, 0, 1, 1 });
    free(herat);
    free(kabul);
    free(text);
    project_free(&p);
}

static void check_feature(const char *text, const char *id, const char *geometry)
{
    char *feature = line_of(text, id);
    assert_says(feature, geometry);
    free(feature);
}

static void test_incidents(void **state)
{
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    options.kind = CHORA_EXPORT_INCIDENTS;
    chora_export_report report;
    char *text = export_text(&p, options, "incidents.geojson", &report);
    assert_report(report, 9, (int64_t[]){ 9, 8, 1, 0, 0, 0 });
    check_feature(text, "\"a1\"", "[69.123457,34.765432]");
    check_feature(text, "\"a1\"", "\"date\":\"2022-01-03\"");
    check_feature(text, "\"a1\"", "\"province\":\"Kabul\"");
    check_feature(text, "\"a1\"", "\"killed\":3");
    check_feature(text, "\"a1\"", "\"killed_low\":null");
    check_feature(text, "\"a2\"", "[69.172,34.529]");
    check_feature(text, "\"a2\"", "\"date\":\"2022-02\"");
    check_feature(text, "\"a3\"", "[69.17,34.53]");
    check_feature(text, "\"a4\"", "\"geometry\":null");
    check_feature(text, "\"a4\"", "\"province\":\"Herat\"");
    assert_silent(text, "\"a5\""); /* restricted, a word that no profile lists: another id */
    check_feature(text, "\"p-", "\"geometry\":null");
    check_feature(text, "\"a6\"", "\"date\":null");
    check_feature(text, "\"a8\"", "[69.4444,34.3333]");
    check_feature(text, "\"a9\"", "\"geometry\":null");
    check_feature(text, "\"a9\"", "\"level\":\"none\"");
    assert_silent(text, "69.98");
    assert_silent(text, "Secret");
    assert_silent(text, "who and where");
    free(text);

    text = export_text(&p, options, "incidents.csv", &report);
    assert_says(text, "'=HYPERLINK");
    assert_says(text, "69.172");
    assert_silent(text, "69.1723");
    assert_silent(text, "69.98");
    assert_silent(text, "Secret");
    free(text);
    project_free(&p);
}

/** Written by the helper: skipped where only some rooms are built. */
static void test_geopackage(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    if (chora_file_check(CHORA_BUILD_FOLDER "/chora-exchange", &err))
        skip();
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    chora_export_report report;
    options.by = CHORA_PERIOD_MONTH;
    char *text = export_text(&p, options, "areas.gpkg", &report);
    assert_memory_equal(text, "SQLite format 3", 15);
    assert_int_equal(report.rows, 2);
    free(text);
    options.kind = CHORA_EXPORT_INCIDENTS;
    text = export_text(&p, options, "incidents.gpkg", &report);
    assert_memory_equal(text, "SQLite format 3", 15);
    assert_int_equal(report.rows, 9);
    free(text);
    project_free(&p);
}

static void test_filter_and_span(void **state)
{
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    options.kind = CHORA_EXPORT_INCIDENTS;
    options.where = "killed < 50 OR killed IS NULL";
    options.span_given = true;
    options.first = chora_day_from_ymd(2022, 2, 1);
    options.last = chora_day_from_ymd(2022, 2, 28);
    chora_export_report report;
    char *text = export_text(&p, options, "incidents.geojson", &report);
    assert_report(report, 5, (int64_t[]){ 9, 5, 0, 1, 2, 1 });
    free(text);

    /* an incident is marked, and one is left out: only who makes the file is told the account */
    options.kind = CHORA_EXPORT_AREAS;
    text = export_text(&p, options, "areas.geojson", &report);
    assert_true(report.is_withheld);
    assert_report(report, 2, (int64_t[]){ 9, 5, 0, 1, 2, 1 });
    assert_silent(text, "in_areas");
    free(text);
    project_free(&p);

    p = make_project();
    options.profile = "internal";
    text = export_text(&p, options, "areas.geojson", &report);
    assert_true(!report.is_withheld);
    assert_report(report, 2, (int64_t[]){ 9, 5, 0, 1, 2, 1 });
    assert_says(text, "in_areas");
    free(text);
    project_free(&p);
}

static void test_errors(void **state)
{
    project p = make_project();
    chora_export_options options = CHORA_EXPORT_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_export_report report = { .rows = 77 };
    options.path = "areas.docx";
    assert_int_equal(chora_export(p.store, &options, &report, &err), CHORA_EINVAL);
    options.kind = CHORA_EXPORT_INCIDENTS;
    char *path = chora_path_join(p.folder, "none.geojson");
    options.path = path;
    options.where = "no_such_column = 1";
    assert_int_equal(chora_export(p.store, &options, &report, &err), CHORA_EINVAL);
    options.where = NULL;
    options.span_given = true;
    options.first = 10;
    assert_int_equal(chora_export(p.store, &options, &report, &err), CHORA_EINVAL);
    assert_int_equal(report.rows, 77);
    assert_int_equal(chora_file_check(path, &err), CHORA_EIO);
    free(path);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_areas),      cmocka_unit_test(test_areas_by_month),
        cmocka_unit_test(test_incidents),  cmocka_unit_test(test_filter_and_span),
        cmocka_unit_test(test_geopackage), cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
