/* Tables of incidents into a project: every row accounted for, nothing overwritten without a trace.
 */
#include "intake_fixture.h"

#include "store/ledger.h"

static const chora_import_options plain = CHORA_IMPORT_INIT;

static const char first_file[] = "id,date,province,killed,url,source,sector\n"
                                 "a,2022-03-05,Kabul,3,https://one | https://two,AP | AFP,01\n"
                                 "b,2022-03-06,Herat,,https://three,AP,7\n"
                                 "c,2022-03-07,Balkh,unknown,,,\n";

static void rows_become_incidents(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    (void)state;
    assert_int_equal(report.read, 3);
    assert_int_equal(report.fresh, 3);
    assert_string_equal(report.dataset, "attacks");
    assert_string_equal(report.rejects_path, "");
    assert_holds(report.mapping, "  area: province\n");
    assert_int_equal(report.placing.total, 3);
    assert_int_equal(report.placing.by_level[CHORA_PROVINCE], 3);
    assert_asked(p.store,
                 "SELECT day || ' ' || day_end || ' ' || date_precision || ' ' || area_text"
                 " || ' ' || killed || ' ' || evidence_count FROM incident WHERE key = 'a'",
                 "19056 19056 day Kabul 3 2");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE killed IS NULL"), 2);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM evidence"), 3);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM source"), 2);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident_source"), 3);
    /* Codes keep their zeros, numbers are numbers, empty cells are not there. */
    assert_asked(p.store, "SELECT json_extract(extra, '$.sector') FROM incident WHERE key = 'a'",
                 "01");
    assert_asked(p.store,
                 "SELECT typeof(json_extract(extra, '$.sector')) FROM incident WHERE key = 'b'",
                 "integer");
    assert_int_equal(ask(p.store, "SELECT extra IS NULL FROM incident WHERE key = 'c'"), 1);
    assert_asked(p.store, "SELECT first_day || ' ' || last_day || ' ' || state FROM coverage",
                 "19056 19058 full");
    assert_asked(p.store,
                 "SELECT kind || file || mode || read || new || length(sha256) FROM run "
                 "WHERE kind = 'incidents'",
                 "incidentsattacks.csvsnapshot3364");
    chora_import_report_free(&report);
    project_free(&p);
}

static void same_file_changes_nothing(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    (void)state;
    chora_import_report_free(&report);
    report = import_text(&p, "attacks.csv", first_file, plain);
    assert_int_equal(report.unchanged, 3);
    assert_int_equal(report.withdrawn, 0);
    assert_int_equal(ask(p.store, "SELECT max(version) FROM incident"), 1);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident_old"), 0);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM evidence"), 3);
    chora_import_report_free(&report);
    /* Nor does the same with its columns in another order, an empty one more and a BOM. */
    report = import_text(&p, "attacks.csv",
                         "\xEF\xBB\xBFsource,sector,empty,id,date,province,killed,url\r\n"
                         "AP | AFP,01,,a, 2022-03-05 ,Kabul,3,https://one | https://two\r\n"
                         "AP,7,,b,2022/03/06,Herat,,https://three\r\n"
                         ",,,c,7 March 2022,Balkh,,\r\n",
                         plain);
    assert_int_equal(report.unchanged, 3);
    chora_import_report_free(&report);
    project_free(&p);
}

static void changes_keep_the_old_version(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    (void)state;
    chora_import_report_free(&report);
    report = import_text(&p, "attacks.csv",
                         "id,date,province,killed,url,source,sector\n"
                         "a,2022-03-05,Kabul,5,https://one,AP,01\n" /* updated */
                         "b,2022-03-09,Kunar,,https://three,AP,7\n" /* date and place: conflict */
                         "d,2022-03-07,Balkh,1,,,\n",               /* new; c is gone */
                         plain);
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.conflict, 1);
    assert_int_equal(report.fresh, 1);
    assert_int_equal(report.withdrawn, 1);
    assert_holds(report.notes, "\"b\" has another date and another place");
    assert_asked(p.store, "SELECT version || ' ' || killed FROM incident WHERE key = 'a'", "2 5");
    assert_asked(p.store,
                 "SELECT json_extract(row, '$.killed') || ' ' || "
                 "json_extract(row, '$.evidence[1]') || ' ' || version FROM incident_old",
                 "3 https://two 1");
    assert_asked(p.store, "SELECT area_text FROM incident WHERE key = 'b'", "Herat");
    assert_asked(p.store, "SELECT json_extract(row, '$.area') FROM conflict", "Kunar");
    assert_int_equal(ask(p.store, "SELECT withdrawn_run IS NOT NULL FROM incident WHERE key = 'c'"),
                     1);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM evidence"), 2);
    chora_import_report_free(&report);

    /* The first file again: a goes back, b is as it was, c comes back, d is withdrawn. */
    report = import_text(&p, "attacks.csv", first_file, plain);
    assert_int_equal(report.updated, 2);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.withdrawn, 1);
    assert_int_equal(ask(p.store, "SELECT withdrawn_run IS NULL FROM incident WHERE key = 'c'"), 1);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident_old"), 3);
    chora_import_report_free(&report);
    project_free(&p);
}

static void one_of_date_and_place_may_change(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    (void)state;
    chora_import_report_free(&report);
    report = import_text(
        &p, "attacks.csv",
        "id,date,province\na,2022-03-04,Kabul\nb,2022-03-06,Kunar\nc,2022-03-07,Balkh\n", plain);
    assert_int_equal(report.updated, 2);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.conflict, 0);
    chora_import_report_free(&report);
    project_free(&p);
}

static void one_conflict_is_kept_once(void **state)
{
    static const char other[] = "id,date,province\nb,2022-03-09,Kunar\n";
    project p = project_with_areas();
    chora_import_options options = plain;
    (void)state;
    options.append = true;
    options.dataset = "attacks";
    chora_import_report report = import_text(&p, "attacks.csv", first_file, options);
    chora_import_report_free(&report);
    for (int i = 0; i < 2; i++) {
        report = import_text(&p, "more.csv", other, options);
        assert_int_equal(report.conflict, 1);
        assert_int_equal(report.withdrawn, 0);
        chora_import_report_free(&report);
    }
    assert_int_equal(ask(p.store, "SELECT count(*) FROM conflict"), 1);
    project_free(&p);
}

static void bad_rows_are_rejected_with_their_reason(void **state)
{
    static const char text[] =
        "id,date,province,lat,lon,killed,killed low,killed high,geo precision\n"
        "a,2019-13-40,Kabul,,,,,,\n"
        "b,2022-03-05,Kabul,,,12+,,,\n"
        "c,2022-03-05,Kabul,95,60,,,,\n"
        "d,2022-03-05,Kabul,34.5,,,,,\n"
        "e,2022-03-05,Kabul,\"34,5\",60.5,,,,\n"
        "f,2022-03-05,Kabul,,,,5,3,\n"
        "g,2022-03-05,Kabul,,,,,,vaguely\n"
        "h,2022-03-05,Kabul\n"
        ",2022-03-05,Kabul,,,,,,exact\n"
        "ok,2022-03-05,Kabul,0,0,0,,,exact\n"
        "ok,2022-03-06,Herat,,,,,,exact\n"
        "=1+1,2022-03-05 99,Herat,,,,,,exact\n";
    static const struct {
        int line;
        const char *column, *reason;
    } expected[] = {
        { 2, "date", "date \"2019-13-40\" is no date" },
        { 3, "killed", "killed \"12+\" is no number" },
        { 4, "lat", "are latitude and longitude swapped?" },
        { 5, "lon", "latitude without longitude" },
        { 6, "lat", "has a comma" },
        { 7, "killed low", "lowest killed 5 is more than the highest, 3" },
        { 8, "geo precision", "none of: exact, near, place, district, province, country, none" },
        { 9, NULL, "3 cells" },
        { 10, "id", "the row has no id" },
        { 12, "id", "the same id as row 11" },
        { 13, "date", "is no date" },
    };
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "bad.csv", text, plain);
    chora_buffer listed = CHORA_BUFFER_INIT(65536);
    chora_error err = CHORA_ERROR_INIT;
    char sql[256];
    (void)state;
    assert_int_equal(report.read, 12);
    assert_int_equal(report.rejected, 11);
    assert_holds(report.notes, "1 rows at latitude 0, longitude 0");
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        snprintf(sql, sizeof sql,
                 "SELECT coalesce(column_name, '-') || ': ' || reason FROM reject "
                 "WHERE line = %d",
                 expected[i].line);
        char *found = ask_text(p.store, sql);
        assert_holds(found, expected[i].reason);
        if (expected[i].column)
            assert_int_equal(strncmp(found, expected[i].column, strlen(expected[i].column)), 0);
        free(found);
    }
    assert_int_equal(ask(p.store, "SELECT lon IS NULL AND killed = 0 FROM incident"), 1);
    assert_holds(report.rejects_path, "bad.csv.rejects.csv");
    assert_ok(chora_file_read(report.rejects_path, &listed, &err), err);
    assert_holds(listed.data, "file,line,column,reason,raw");
    assert_holds(listed.data, "bad.csv,2,date,\"date \"\"2019-13-40\"\" is no date\"");
    assert_holds(listed.data, "'=1+1");
    chora_buffer_free(&listed);
    chora_import_report_free(&report);
    project_free(&p);
}

static void rejected_row_does_not_withdraw_its_incident(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    (void)state;
    chora_import_report_free(&report);
    report = import_text(&p, "attacks.csv",
                         "id,date,province\na,2022-99-05,Kabul\nb,2022-03-06,Herat\n", plain);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.withdrawn, 1);
    assert_int_equal(ask(p.store, "SELECT withdrawn_run IS NULL FROM incident WHERE key = 'a'"), 1);
    chora_import_report_free(&report);
    project_free(&p);
}

static void rows_without_id_are_a_snapshot_only(void **state)
{
    static const char text[] =
        "date,province\n2022-03-05,Kabul\n2022-03-05,Kabul\n2022-03-06,Herat\n";
    project p = project_with_areas();
    chora_import_options options = plain;
    chora_import_report report = import_text(&p, "plain.csv", text, plain);
    (void)state;
    assert_int_equal(report.fresh, 3);
    chora_import_report_free(&report);
    report = import_text(&p, "plain.csv", text, plain);
    assert_int_equal(report.unchanged, 3);
    chora_import_report_free(&report);
    report =
        import_text(&p, "plain.csv", "date,province\n2022-03-05,Kabul\n2022-03-07,Herat\n", plain);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.fresh, 1);
    assert_int_equal(report.withdrawn, 2);
    chora_import_report_free(&report);
    options.append = true;
    assert_holds(import_failing(&p, "plain.csv", text, options), "only when they have an id");
    project_free(&p);
}

static void order_of_dates_is_found_or_asked_for(void **state)
{
    project p = project_with_areas();
    chora_import_options options = plain;
    (void)state;
    chora_import_report report = import_text(
        &p, "dmy.csv", "id,date,province\na,05/06/2022,Kabul\nb,25/06/2022,Kabul\n", plain);
    assert_holds(report.notes, "dates are read as day-month-year, as row 3 \"25/06/2022\"");
    assert_holds(report.mapping, "dates: dmy\n");
    assert_int_equal(ask(p.store, "SELECT day FROM incident WHERE key = 'a'"),
                     chora_day_from_ymd(2022, 6, 5));
    chora_import_report_free(&report);
    assert_holds(import_failing(&p, "both.csv", "id,date,province\na,05/06/2022,Kabul\n", plain),
                 "row 2 \"05/06/2022\"; say --dates dmy or --dates mdy");
    assert_holds(import_failing(&p, "mixed.csv",
                                "id,date,province\na,25/06/2022,Kabul\nb,06/25/2022,Kabul\n",
                                plain),
                 "row 2 \"25/06/2022\", row 3 \"06/25/2022\"");
    options.dates = "mdy";
    report = import_text(&p, "both.csv", "id,date,province\na,05/06/2022,Kabul\n", options);
    assert_int_equal(ask(p.store,
                         "SELECT max(day) FROM incident i JOIN dataset d ON d.id = dataset_id "
                         "WHERE d.name = 'both'"),
                     chora_day_from_ymd(2022, 5, 6));
    chora_import_report_free(&report);
    options.dates = "ymd";
    assert_holds(import_failing(&p, "both.csv", "id,date,province\na,05/06/2022,Kabul\n", options),
                 "dates are iso, dmy, mdy or solar-hijri");
    project_free(&p);
}

static void failed_import_leaves_the_project_as_it_was(void **state)
{
    project p = project_with_areas();
    (void)state;
    assert_holds(
        import_failing(&p, "cut.csv", "id,date,province\na,2022-03-05,Kabul\n\"b,2022", plain),
        "cut.csv");
    assert_int_equal(ask(p.store,
                         "SELECT (SELECT count(*) FROM incident) + (SELECT count(*) FROM run) + "
                         "(SELECT count(*) FROM dataset)"),
                     0);
    project_free(&p);
}

static void unreadable_table_withdraws_nothing(void **state)
{
    project p = project_with_areas();
    chora_import_report report =
        import_text(&p, "plain.csv", "date,province\n2022-03-05,Kabul\n", plain);
    (void)state;
    chora_import_report_free(&report);
    assert_holds(import_failing(&p, "plain.csv", "date,province\n", plain),
                 "plain.csv: the table has a header and no rows");
    report = import_text(&p, "plain.csv", "date,province\nMarch the fifth,Kabul\n", plain);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.withdrawn, 0);
    assert_holds(report.notes, "nothing is withdrawn");
    chora_import_report_free(&report);
    assert_holds(import_failing(&p, "headless.csv", "a,b\n1,2\n", plain),
                 "headless.csv: no column is known to hold a date");
    project_free(&p);
}

static void mapping_beside_the_table_is_used(void **state)
{
    project p = project_with_areas();
    char *path = write_file(&p, "list.mapping.yaml",
                            "chora-columns: 1\n"
                            "dataset: the list\n"
                            "coverage: 2022-01..2022-12\n"
                            "columns: {id: n, date: d, area: p, claim: s, evidence: u}\n"
                            "values: {claim: {us: claimed, them: attributed}, area: {HRT: Herat}}\n"
                            "split: \"; \"\n");
    chora_import_report report = import_text(
        &p, "list.csv", "n,d,p,s,u\n1,2022-03-05,HRT,us,a; b; a\n2,2022-03-05,Kabul,me,\n", plain);
    (void)state;
    assert_int_equal(report.fresh, 1);
    assert_int_equal(report.rejected, 1);
    assert_string_equal(report.dataset, "the list");
    assert_holds(report.notes, "columns are taken from list.mapping.yaml");
    assert_asked(p.store, "SELECT area_text || ' ' || claim || ' ' || evidence_count FROM incident",
                 "Herat claimed 2");
    assert_asked(p.store, "SELECT first_day || ' ' || last_day FROM coverage", "18993 19357");
    free(path);
    chora_import_report_free(&report);
    project_free(&p);
}

static void strange_words_leave_a_recognised_column_out(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "cases.csv",
                                             "id,date,province,status\n"
                                             "1,2022-03-05,Kabul,open\n"
                                             "2,2022-03-05,Kabul,closed\n",
                                             plain);
    (void)state;
    assert_int_equal(report.fresh, 2);
    assert_holds(report.notes, "column \"status\" is not taken as claim");
    assert_asked(p.store, "SELECT json_extract(extra, '$.status') FROM incident WHERE key = '1'",
                 "open");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE claim IS NULL"), 2);
    chora_import_report_free(&report);
    project_free(&p);
}

static void hxl_tags_are_used_and_not_counted(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(&p, "hxl.csv",
                                             "Quand,Ou,Nombre\n"
                                             "#date,#adm1+name,#affected+killed\n"
                                             "2022-03-05,Kabul,4\n",
                                             plain);
    (void)state;
    assert_int_equal(report.read, 1);
    assert_holds(report.notes, "HXL");
    assert_int_equal(ask(p.store, "SELECT killed FROM incident WHERE line = 3"), 4);
    chora_import_report_free(&report);
    project_free(&p);
}

static void acled_is_recognised(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(
        &p, "acled.csv",
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,iso,country,"
        "admin1,"
        "admin2,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
        "AFG1,16 February 2023,1,Battles,Armed clash,X,4,Afghanistan,Kabul,Kabul,Kabul,34.5,60.5,1,"
        "AP; AFP,text,3,1700000000\n"
        "AFG2,2023-02-01,3,Battles,Armed "
        "clash,X,4,Afghanistan,Herat,,Herat,34.5,61.5,3,AP,text,0,1\n",
        plain);
    (void)state;
    assert_int_equal(report.fresh, 2);
    assert_holds(report.notes, "recognised as ACLED");
    assert_asked(p.store,
                 "SELECT place_precision || ' ' || date_precision || ' ' || killed FROM incident "
                 "WHERE key = 'AFG2'",
                 "province month 0");
    assert_asked(p.store, "SELECT kind FROM dataset", "acled");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM source"), 2);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE perpetrator IS NULL"), 2);
    assert_int_equal(report.placing.by_level[CHORA_PLACE], 1);
    assert_int_equal(report.placing.by_level[CHORA_PROVINCE], 1);
    chora_import_report_free(&report);
    project_free(&p);
}

static void many_rows_go_in_bulk(void **state)
{
    enum { ROWS = 6000 };
    project p = project_with_areas();
    chora_buffer text = CHORA_BUFFER_INIT((size_t)1 << 22);
    (void)state;
    chora_buffer_add_text(&text, "id,date,lat,lon\n");
    for (int i = 0; i < ROWS; i++)
        chora_buffer_printf(&text, "%d,2022-03-%02d,34.5,%d.5\n", i, i % 28 + 1, 60 + i % 4);
    chora_import_report report = import_text(&p, "many.csv", text.data, plain);
    assert_int_equal(report.fresh, ROWS);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE geom IS NOT NULL"), ROWS);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND "
                                  "tbl_name = 'incident'") > 0,
                     1);
    chora_import_report_free(&report);
    report = import_text(&p, "many.csv", text.data, plain);
    assert_int_equal(report.unchanged, ROWS);
    chora_import_report_free(&report);
    chora_buffer_free(&text);
    project_free(&p);
}

/* Few rows go through SpatiaLite's triggers, many are packed; both are seen by other programs. */
static void incidents_get_an_rtree_when_asked(void **state)
{
    (void)state;
    for (int rows = 10; rows <= 6000; rows += 5990) {
        project p = project_with_areas();
        chora_buffer text = CHORA_BUFFER_INIT((size_t)1 << 22);
        chora_import_options options = plain;
        options.spatial_index = true;
        chora_buffer_add_text(&text, "id,date,lat,lon\n");
        for (int i = 0; i < rows; i++)
            chora_buffer_printf(&text, "%d,2022-03-%02d,34.5,%d.5\n", i, i % 28 + 1, 60 + i % 4);
        for (int turn = 0; turn < 2; turn++) {
            chora_import_report report = import_text(&p, "many.csv", text.data, options);
            chora_import_report_free(&report);
            assert_int_equal(ask(p.store, "SELECT count(*) FROM idx_incident_geom"), rows);
            assert_int_equal(ask(p.store, "SELECT CheckSpatialIndex('incident', 'geom')"), 1);
        }
        chora_store_close(p.store);
        p.store = NULL;
        chora_error err = CHORA_ERROR_INIT;
        assert_ok(chora_store_open(p.path, true, &p.store, &err), err);
        chora_buffer_free(&text);
        project_free(&p);
    }
}

/* Everything an import writes but its times, as one text of the table's rows. */
static int64_t sum_of(chora_store *store, const char *table)
{
    char sql[256];
    chora_query *query = NULL;
    chora_error err = CHORA_ERROR_INIT;
    bool row = false;
    int64_t sum = 0;
    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", table);
    assert_ok(chora_query_open(store, sql, &query, &err), err);
    while (chora_query_step(query, &row, &err) == CHORA_OK && row)
        for (int i = 0; i < chora_query_columns(query); i++) {
            size_t length = 0;
            const unsigned char *bytes = chora_query_blob(query, i, &length);
            for (size_t k = 0; k < length; k++)
                sum = (int64_t)((uint64_t)sum * 31 + bytes[k]);
            sum = (int64_t)((uint64_t)sum * 31 + (uint64_t)i);
        }
    chora_query_close(query);
    return sum;
}

/* Coordinates of every length, repeated ids, rejected rows, sources, evidence, other columns. */
static void write_odd_rows(chora_buffer *out, int rows)
{
    unsigned random = 7;
    chora_buffer_add_text(out, "id,date,lat,lon,province,source,url,killed,sector\n");
    for (int i = 0; i < rows; i++) {
        double spread[4];
        for (int k = 0; k < 4; k++) {
            random = random * 1103515245u + 12345u;
            spread[k] = (random >> 8) / 16777216.0;
        }
        chora_buffer_printf(
            out, "%d,2022-03-%02d,%.*g,%.*g,%s,%s,%s,%d,%s\n", i % 997 == 0 && i > 0 ? i - 5 : i,
            i % 31 + 1 > 28 && i % 7 ? 28 : i % 31 + 1, 1 + i % 17, 34 + spread[0], 1 + i % 15,
            60 + 4 * spread[1], i % 3 ? "Kabul" : "Kubul", i % 4 ? "AP | AFP" : "",
            i % 5 ? "" : "https://x", i % 11 == 0 ? -1 : i % 11, i % 2 ? "01" : "7");
    }
    chora_buffer_add_text(out, "z1,2022-03-01,-0,-0.0,,,,,\nz2,2022-03-01,34.5,6.05e1,,,,,\n"
                               "z3,2022-03-01,1e-7,60,,,,,\nz4,2022-03-01,34,60,,,,,\n");
}

static void side_by_side_is_as_in_turns(void **state)
{
    static const char *const tables[] = { "incident", "match",  "incident_source", "source",
                                          "evidence", "reject", "coverage" };
    chora_buffer text = CHORA_BUFFER_INIT((size_t)1 << 22);
    int64_t sums[2][7];
    (void)state;
    write_odd_rows(&text, 7000);
    for (int workers = 1; workers <= 2; workers++) {
        project p = project_with_areas();
        chora_import_options options = plain;
        options.workers = workers;
        chora_import_report report = import_text(&p, "odd.csv", text.data, options);
        assert_int_equal(report.read, 7004);
        assert_int_equal(report.fresh + report.rejected, 7004);
        assert_true(report.rejected > 600 && report.rejected < 700);
        assert_int_equal(report.placing.total, report.fresh);
        for (int i = 0; i < 7; i++)
            sums[workers - 1][i] = sum_of(p.store, tables[i]);
        assert_int_equal(ask(p.store, "PRAGMA foreign_keys"), 1);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM sqlite_master WHERE name IN "
                                      "('incident_by_day', 'match_by_area')"),
                         2);
        chora_import_report_free(&report);
        project_free(&p);
    }
    for (int i = 0; i < 7; i++)
        assert_int_equal(sums[0][i], sums[1][i]);
    chora_buffer_free(&text);
}

static void check_seals(const project *p, int64_t incidents)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_ledger_findings found = { .problems = CHORA_BUFFER_INIT(1 << 16) };
    assert_ok(chora_ledger_check(p->store, &found, &err), err);
    assert_string_equal(chora_buffer_text(&found.problems), "");
    assert_int_equal(found.incidents, incidents);
    chora_buffer_free(&found.problems);
}

/* Seals are made of what goes in; a later import reads the table and seals anew: the same. */
static void seals_are_those_of_the_table(void **state)
{
    (void)state;
    for (int rows = 900; rows <= 6900; rows += 6000) { /* Without and with repeated ids. */
        project p = project_with_areas();
        chora_buffer text = CHORA_BUFFER_INIT((size_t)1 << 22);
        write_odd_rows(&text, rows);
        chora_import_report report = import_text(&p, "odd.csv", text.data, plain);
        int64_t first = sum_of(p.store, "seal");
        check_seals(&p, report.fresh);
        chora_import_report_free(&report);
        report = import_text(&p, "odd.csv", text.data, plain);
        assert_int_equal(report.fresh, 0);
        assert_int_equal(sum_of(p.store, "seal"), first);
        check_seals(&p, report.unchanged);
        chora_import_report_free(&report);
        chora_buffer_free(&text);
        project_free(&p);
    }
}

/* Whoever changes an incident in the transaction of its import has it sealed as it then is. */
static void a_change_after_the_import_is_sealed(void **state)
{
    project p = project_with_areas();
    chora_error err = CHORA_ERROR_INIT;
    (void)state;
    assert_ok(chora_store_begin(p.store, &err), err);
    chora_import_report report = import_text(&p, "attacks.csv", first_file, plain);
    run(p.store, "UPDATE incident SET summary = 'mended' WHERE key = 'b'");
    assert_ok(chora_store_end(p.store, CHORA_OK, &err), err);
    check_seals(&p, 3);
    run(p.store, "UPDATE incident SET summary = 'changed' WHERE key = 'b'");
    chora_ledger_findings found = { .problems = CHORA_BUFFER_INIT(1 << 16) };
    assert_ok(chora_ledger_check(p.store, &found, &err), err);
    assert_string_equal(chora_buffer_text(&found.problems),
                        "incident b of dataset \"attacks\" was changed by no import\n");
    chora_buffer_free(&found.problems);
    chora_import_report_free(&report);
    project_free(&p);
}

static void points_of_a_layer_are_coordinates(void **state)
{
    project p = project_with_areas();
    chora_import_report report = import_text(
        &p, "points.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"p\",\"date\":\"2022-03-05\"},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[61.5,34.5]}},"
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"q\",\"date\":\"2022-03-05\"},"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[61.5,34.5],[62,34.5]]}}]}",
        plain);
    (void)state;
    assert_int_equal(report.fresh, 1);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(ask(p.store, "SELECT lon = 61.5 AND lat = 34.5 FROM incident"), 1);
    chora_import_report_free(&report);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_incidents),
        cmocka_unit_test(same_file_changes_nothing),
        cmocka_unit_test(changes_keep_the_old_version),
        cmocka_unit_test(one_of_date_and_place_may_change),
        cmocka_unit_test(one_conflict_is_kept_once),
        cmocka_unit_test(bad_rows_are_rejected_with_their_reason),
        cmocka_unit_test(rejected_row_does_not_withdraw_its_incident),
        cmocka_unit_test(rows_without_id_are_a_snapshot_only),
        cmocka_unit_test(order_of_dates_is_found_or_asked_for),
        cmocka_unit_test(failed_import_leaves_the_project_as_it_was),
        cmocka_unit_test(unreadable_table_withdraws_nothing),
        cmocka_unit_test(mapping_beside_the_table_is_used),
        cmocka_unit_test(strange_words_leave_a_recognised_column_out),
        cmocka_unit_test(hxl_tags_are_used_and_not_counted),
        cmocka_unit_test(acled_is_recognised),
        cmocka_unit_test(many_rows_go_in_bulk),
        cmocka_unit_test(incidents_get_an_rtree_when_asked),
        cmocka_unit_test(side_by_side_is_as_in_turns),
        cmocka_unit_test(seals_are_those_of_the_table),
        cmocka_unit_test(a_change_after_the_import_is_sealed),
        cmocka_unit_test(points_of_a_layer_are_coordinates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
