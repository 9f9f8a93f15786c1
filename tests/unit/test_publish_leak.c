/* What a profile hides is found however it is written, and nothing else is. */
#include "store_fixture.h"

#include "exchange/writer.h"
#include "paint/paint.h"
#include "publish/leak.h"

#include <chora/profile.h>

static project marked_project(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
        "INSERT INTO dataset (id, name) VALUES (1, 'd');"
        "INSERT INTO incident (id, dataset_id, key, run_id, day, lon, lat, place_precision, "
        "summary,"
        " sensitivity, site_id, hash, target, extra) VALUES"
        " (1, 1, 'open-1', 1, 19000, 69.187654, 34.512345, 'exact', 'An open case, told', NULL,"
        "  NULL, 'h1', NULL, NULL),"
        " (2, 1, 'case-77', 1, 19000, 69.171717, 34.531234, 'exact', 'The \"blue\" school & its "
        "head',"
        "  'high', 'school-a', 'h2', 'Shiite seminary', '{\"x\":\"planted-extra-value\"}'),"
        " (3, 1, 'case-78', 1, 19000, 69.187654, 34.512345, 'exact', 'An open case, told', 'high',"
        "  NULL, 'h3', 'market', NULL);"
        "INSERT INTO evidence (incident_id, url) VALUES (1, 'https://example.org/1'),"
        " (2, 'https://example.org/2');");
    return p;
}

static const char *const leaks[] = {
    "POINT (69.171717 34.531234)",
    "\"coordinates\":[69.1717,34.5312]",
    "34.5312, 69.1717",
    "34,53123; 69,17171",
    "at 34.5312 / 69.1717",
    "34\u00b031'52.4\"N 69\u00b010'18.2\"E",
    "<text>case-77</text>",
    "\"The \\\"blue\\\" school & its head\"",
    "\"The \"\"blue\"\" school & its head\"",
    "The \"blue\" school &amp; its head",
    "see https://example.org/2.",
    "site=school-a",
    "34.531234 12.000000 69.171717", /* one between */
    /* decimals cut or rounded to about 100 m, in text */
    "69.172, 34.531",
    "69.171;34.531",
    "lat 34.531 (2022) lon 69.172",
    /* degrees and minutes */
    "34\u00b031.874'N 69\u00b010.303'E",
    "34 31 52.4 N, 69 10 18 E",
    /* Web Mercator and UTM, zone 42 north */
    "7700160.31 4100358.79",
    "x=7700160 y=4100358",
    "515758 3821074",
    "3821074.09, 515758.30",
    /* digits of other scripts */
    "\u06f3\u06f4\u066b\u06f5\u06f3\u06f1\u06f2 \u06f6\u06f9\u066b\u06f1\u06f7\u06f1\u06f7",
    "\u0663\u0664\u066b\u0665\u0663\u0661\u0662 \u0666\u0669\u066b\u0661\u0667\u0661\u0667",
    /* in other words' clothes */
    "<td>69.1717</td><td>34.5312</td>",
    "<svg><text>34.5312</text><text x=\"3\">69.1717</text></svg>",
    "<p>The &quot;blue&quot; school\n   &amp; its head</p>",
    "<p>THE &#8220;Blue&#x201d; school &amp; its head</p>",
    "<a title=\"The &#34;blue&#34; school &#38; its head\">x</a>",
    "{\"a\": \"The \\u0022blue\\u0022 school\\n\\u0026 its head\"}",
    "The \u201cblue\u201d\u00a0school & its\u200b head",
    "a row, \"Shiite seminary\"",
    "seen by planted-extra-value",
    "<img src=\"data:image/png;base64,U2VlIGNhc2UtNzcgaGVyZS4=\">",
};

static const char *const clean[] = {
    "69.187654,34.512345", /* an incident that is not marked is there too */
    "An open case, told",
    "https://example.org/1",
    "https://example.org/22",
    "case-770 mycase-77",
    "69.17 34.53",                   /* about a kilometre */
    "<path d=\"M 69.172 34.531\"/>", /* three decimals are a chance hit in a drawing */
    "69.188 34.512",                 /* the incident that is shown, rounded */
    "markets and schools, the seminary",
    "7700160",
    "34 31 69 10 1 2",
    "69.175717 34.531234",
    "34.531234 12.000000 11.000000 69.171717",
    "M 34 69 L 34.5 69.2",
    "",
};

static void test_find(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p = marked_project();
    chora_leaks *secrets = NULL;
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    assert_null(secrets); /* no profile holds */
    assert_ok(chora_profile_use(p.store, "public", NULL, &err), err);
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    assert_non_null(secrets);
    for (size_t i = 0; i < sizeof leaks / sizeof *leaks; i++)
        if (chora_leaks_find(secrets, "x", leaks[i], strlen(leaks[i]), &err) != CHORA_EDATA)
            fail_msg("not found: %s", leaks[i]);
    for (size_t i = 0; i < sizeof clean / sizeof *clean; i++)
        if (chora_leaks_find(secrets, "x", clean[i], strlen(clean[i]), &err) != CHORA_OK)
            fail_msg("%s: %s", clean[i], err.message);
    const double pair[2] = { 69.171717, 34.531234 };
    assert_int_equal(chora_leaks_find(secrets, "x", (const char *)pair, sizeof pair, &err),
                     CHORA_EDATA);
    chora_leaks_free(secrets);
    project_free(&p);
}

static const chora_leaks *open_leaks(project *p, chora_leaks **out)
{
    chora_error err = CHORA_ERROR_INIT;
    *p = marked_project();
    assert_ok(chora_profile_use(p->store, "public", NULL, &err), err);
    assert_ok(chora_leaks_new(p->store, out, &err), err);
    return *out;
}

static void expect_leak(const chora_leaks *secrets, const chora_buffer *bytes, const char *where)
{
    chora_error err = CHORA_ERROR_INIT;
    assert_false(bytes->failed);
    if (chora_leaks_find(secrets, "out", bytes->data, bytes->length, &err) != CHORA_EDATA ||
        !strstr(err.message, where))
        fail_msg("expected a hit in %s, got: %s", where, err.message);
}

/* What a workbook says is packed, and its cells are apart. */
static void test_workbook(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p;
    chora_leaks *secrets = NULL;
    open_leaks(&p, &secrets);
    const chora_field fields[] = { { "note", CHORA_FIELD_TEXT },
                                   { "east", CHORA_FIELD_REAL },
                                   { "north", CHORA_FIELD_REAL } };
    const struct {
        const char *note, *where;
        double east, north;
    } rows[] = { { "see CASE-77", "xl/worksheets/sheet1.xml", 1, 2 },
                 { "a", "xl/worksheets/sheet1.xml", 69.171717, 34.531234 },
                 { "a", "xl/worksheets/sheet1.xml", 34.5312, 69.1717 } };
    char *path = chora_path_join(p.folder, "out.xlsx");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        chora_writer *writer = NULL;
        chora_buffer bytes = CHORA_BUFFER_INIT(1 << 20);
        const chora_cell_out cells[] = { { .text = rows[i].note },
                                         { .real = rows[i].east },
                                         { .real = rows[i].north } };
        assert_ok(chora_writer_open(path, CHORA_WRITE_XLSX, "t", 0, fields, 3, &writer, &err), err);
        assert_ok(chora_writer_add(writer, NULL, NULL, 0, cells, &err), err);
        assert_ok(chora_writer_close(writer, &err), err);
        assert_ok(chora_file_read(path, &bytes, &err), err);
        expect_leak(secrets, &bytes, rows[i].where);
        bytes.length /= 2; /* what cannot be read back is not handed out */
        assert_int_equal(chora_leaks_find(secrets, "cut", bytes.data, bytes.length, &err),
                         CHORA_EDATA);
        chora_buffer_free(&bytes);
    }
    free(path);
    chora_leaks_free(secrets);
    project_free(&p);
}

/* What a PDF says is deflated, in the codes of its fonts. */
static void test_pdf(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
        bool hit;
    } pages[] = {
        { "At 34.5312, 69.1717 it was", "a", true },
        { "as case-77 (said) \\ was", "a", true },
        { "\u06f3\u06f4\u066b\u06f5\u06f3\u06f1\u06f2, \u06f6\u06f9\u066b\u06f1\u06f7\u06f1\u06f7",
          "a", true },
        { "nothing", "The \"blue\" school & its head", true },
        { "At 34.53, 69.17 it was, as case-770", "a", false },
    };
    chora_error err = CHORA_ERROR_INIT;
    project p;
    chora_leaks *secrets = NULL;
    chora_painter *painter = NULL;
    open_leaks(&p, &secrets);
    assert_ok(chora_painter_new(&painter, &err), err);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        chora_page *page = chora_page_new(300, 100);
        chora_group *group = chora_group_new();
        chora_buffer bytes = CHORA_BUFFER_INIT(1 << 24);
        const chora_run run = { pages[i].text, { "Noto Sans", 9, 400, 100, false, 0, 0xFF } };
        const chora_node node = {
            .kind = CHORA_NODE_TEXT, .baseline = { 10, 50 }, .runs = &run, .run_count = 1
        };
        assert_int_equal(chora_group_add(group, &node), 0);
        assert_int_equal(
            chora_page_add(page, group, "labels", (chora_xy){ 0, 0 }, (chora_box){ 1, 1, 0, 0 }),
            0);
        page->title = pages[i].title;
        assert_int_equal(chora_leaks_page(secrets, page, NULL, "page", &err) == CHORA_EDATA,
                         pages[i].hit);
        assert_ok(chora_paint(painter, page, CHORA_PAINT_PDF, 72, &bytes, &err), err);
        if (pages[i].hit)
            expect_leak(secrets, &bytes, i == 3 ? "out" : "its words");
        else
            assert_ok(chora_leaks_find(secrets, "out", bytes.data, bytes.length, &err), err);
        chora_buffer_free(&bytes);
        chora_group_unref(group);
        chora_page_free(page);
    }
    chora_painter_free(painter);
    chora_leaks_free(secrets);
    project_free(&p);
}

static void test_file(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p = marked_project();
    chora_leaks *secrets = NULL;
    assert_ok(chora_profile_use(p.store, NULL, NULL, &err), err);
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    char *path = chora_path_join(p.folder, "out.csv");
    assert_ok(chora_file_write(path, "a,b\n1,case-77\n", 14, &err), err);
    assert_int_equal(chora_leaks_file(secrets, path, &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "case-77"));
    assert_int_not_equal(chora_file_check(path, &err), CHORA_OK); /* it is gone */
    free(path);
    chora_leaks_free(secrets);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_workbook),
        cmocka_unit_test(test_pdf),
        cmocka_unit_test(test_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
