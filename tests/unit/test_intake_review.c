/* The review round trip: questions out, decisions in, remembered, and on to another project. */
#include "intake_fixture.h"

#include "intake/review.h"

#include <chora/review.h>

static const char header[] = "id,date,country,province,place,place_precision\n";

/* Towns `first` and `first` + 1 of the project are always 1001 and 1002 of GeoNames. */
static project project_with_towns(int64_t first)
{
    project p = project_with_areas();
    chora_error err = CHORA_ERROR_INIT;
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO place (id, area_id, country, kind, geonames_id) VALUES"
             " (%lld, 11, 'AFG', 'PPL', 1001), (%lld, 14, 'AFG', 'PPL', 1002)",
             (long long)first, (long long)first + 1);
    run(p.store, sql);
    set_point(p.store, first, 60.5, 34.5);
    set_point(p.store, first + 1, 63.5, 34.5);
    assert_ok(chora_store_add_name(p.store, "place", first, "main", "Paghman", &err), err);
    assert_ok(chora_store_add_name(p.store, "place", first + 1, "main", "Wutapur", &err), err);
    return p;
}

static void import_rows(const project *p, const char *rows)
{
    chora_import_options options = CHORA_IMPORT_INIT;
    char text[4096];
    snprintf(text, sizeof text, "%s%s", header, rows);
    chora_import_report report = import_text(p, "reports.csv", text, options);
    assert_int_equal(report.rejected, 0);
    chora_import_report_free(&report);
}

/* Two texts that nothing resembles, one of them three times; a row that says nothing; one fine. */
static project project_with_questions(void)
{
    project p = project_with_towns(1);
    import_rows(&p, "a1,2022-03-01,,Kabul,,province\n"
                    "a2,2022-03-02,,Qqqwwwxyz,,province\n"
                    "a3,2022-03-03,,Vvvuuuzzz,,province\n"
                    "a4,2022-03-04,,QQQWWWXYZ,,province\n"
                    "a5,2022-03-05,,qqqwwwxyz.,,province\n"
                    "a6,2022-03-06,,,,\n");
    return p;
}

static char *read_text(const char *path)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    assert_ok(chora_file_read(path, &text, &err), err);
    chora_buffer_add_byte(&text, '\0');
    return text.data;
}

static chora_decisions_report decide(const project *p, const char *text)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_decisions_report report;
    char *path = write_file(p, "decisions.csv", text);
    assert_ok(chora_decisions_apply(p->store, path, NULL, &report, &err), err);
    assert_int_equal(report.rows, report.fresh + report.changed + report.unchanged + report.undone +
                                      report.undecided);
    free(path);
    return report;
}

static const char *deciding_badly(const project *p, const char *text)
{
    static chora_error err;
    char *path = write_file(p, "decisions.csv", text);
    err = (chora_error)CHORA_ERROR_INIT;
    assert_int_equal(chora_decisions_apply(p->store, path, NULL, NULL, &err), CHORA_EDATA);
    free(path);
    return err.message;
}

/* "AF-KAB province decision" */
static void assert_match(const project *p, const char *key, const char *expected)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "SELECT coalesce(a.code, '-') || ' ' || m.level || ' ' || m.method FROM incident i"
             " JOIN match m ON m.incident_id = i.id LEFT JOIN area a ON a.id = m.area_id"
             " WHERE i.key = '%s'",
             key);
    assert_asked(p->store, sql, expected);
}

static void assert_nowhere_by_decision(const project *p, const char *key)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "SELECT m.level || ' ' || coalesce(m.area_id, 0) || ' ' || m.problem || ' ' ||"
             " substr(m.reason, 1, 8) FROM incident i JOIN match m ON m.incident_id = i.id"
             " WHERE i.key = '%s'",
             key);
    assert_asked(p->store, sql, "none 0 ok decided:");
}

/* ---- questions ------------------------------------------------------------------------------- */

static void test_candidate_cells(void **state)
{
    static const struct {
        const char *cell, *code, *name;
    } cases[] = {
        { "AF-KAB: Kabul (province in Afghanistan) 0.93", "AF-KAB", "Kabul" },
        { "geonames:1138958: Kabul (place in Kabul) 1.00", "geonames:1138958", "Kabul" },
        { "X1: Spin (Upper) Ghar (district in A (b)) 0.50", "X1", "Spin (Upper) Ghar" },
        { "AF-KAB: Kabul", "AF-KAB", "Kabul" },
        { "", NULL, NULL },
        { "AF-KAB", NULL, NULL },
    };
    chora_arena *arena = chora_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *code, *name;
        bool read = chora_review_candidate_read(cases[i].cell, arena, &code, &name);
        assert_int_equal(read, cases[i].code != NULL);
        if (!read)
            continue;
        assert_string_equal(code, cases[i].code);
        assert_string_equal(name, cases[i].name);
    }
    chora_arena_free(arena);
}

static void test_questions(void **state)
{
    project p = project_with_questions();
    chora_error err = CHORA_ERROR_INIT;
    chora_review_report report;
    char *path = chora_path_join(p.folder, "review.csv");
    assert_ok(chora_review_write(p.store, path, &report, &err), err);
    assert_int_equal(report.incidents, 6);
    assert_int_equal(report.placed, 1);
    assert_int_equal(report.to_review, 5);
    assert_int_equal(report.set_aside, 0);
    assert_int_equal(report.rows, 3);
    char *text = read_text(path);
    assert_holds(text, "text,parent,country,problem,incidents,example,reason,candidate 1,");
    assert_holds(text, "decision,note\nQqqwwwxyz,,,unknown,3,reports:a2 (reports.csv line 3),");
    assert_holds(text, "\nVvvuuuzzz,,,unknown,1,");
    assert_holds(text, "\n,,,empty,1,reports:a6");
    free(text);
    free(path);
    project_free(&p);
}

/* An old list of questions does not stay behind as if it were today's. */
static void test_no_questions(void **state)
{
    project p = project_with_towns(1);
    chora_error err = CHORA_ERROR_INIT;
    chora_review_report report;
    char *path = write_file(&p, "review.csv", "old");
    import_rows(&p, "a1,2022-03-01,,Kabul,,province\n");
    assert_ok(chora_review_write(p.store, path, &report, &err), err);
    assert_int_equal(report.incidents, 1);
    assert_int_equal(report.placed, 1);
    assert_int_equal(report.rows, 0);
    char *text = read_text(path);
    assert_memory_equal(text, "text,parent,", 12);
    assert_int_equal(strcspn(text, "\n"), strlen(text) - 1);
    free(text);
    assert_int_equal(chora_review_write(p.store, "review.geojson", &report, &err), CHORA_EINVAL);
    free(path);
    project_free(&p);
}

/* ---- decisions ------------------------------------------------------------------------------- */

static void test_decisions(void **state)
{
    project p = project_with_questions();
    const char *table = "text,parent,country,candidate 1,candidate 2,decision,note\n"
                        "Qqqwwwxyz,,,,AF-HER: Herat (province) 0.5,2,as the map shows\n"
                        "Vvvuuuzzz,,,,,-,\n";
    chora_decisions_report report = decide(&p, table);
    assert_int_equal(report.fresh, 2);
    assert_int_equal(report.incidents, 4);
    assert_true(report.placed);
    assert_match(&p, "a2", "AF-HER province decision");
    assert_match(&p, "a4", "AF-HER province decision");
    assert_match(&p, "a5", "AF-HER province decision");
    assert_nowhere_by_decision(&p, "a3");
    assert_match(&p, "a1", "AF-KAB province name");
    assert_asked(p.store,
                 "SELECT who || '|' || (SELECT kind || ' ' || file FROM run r WHERE"
                 " r.id = d.run_id) FROM decision d",
                 "|decisions decisions.csv");

    chora_review_report left;
    chora_error err = CHORA_ERROR_INIT;
    char *path = chora_path_join(p.folder, "review.csv");
    assert_ok(chora_review_write(p.store, path, &left, &err), err);
    assert_int_equal(left.incidents, left.placed + left.set_aside + left.to_review);
    assert_int_equal(left.placed, 4);
    assert_int_equal(left.set_aside, 1);
    assert_int_equal(left.to_review, 1);
    free(path);

    int64_t runs = ask(p.store, "SELECT count(*) FROM run");
    report = decide(&p, table);
    assert_int_equal(report.unchanged, 2);
    assert_false(report.placed);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM run"), runs);

    report = decide(&p, "text,decision\nqqqwwwxyz,AF-BAL\nVvvuuuzzz,undo\nAaabbb,undo\nKabul,\n");
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.undone, 1);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(report.undecided, 1);
    assert_match(&p, "a2", "AF-BAL province decision");
    assert_match(&p, "a3", "- none none");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM decision"), 1);
    project_free(&p);
}

/* What a person may type, for the same text each time. */
static void test_ways_to_say_it(void **state)
{
    static const struct {
        const char *decision, *match;
    } cases[] = {
        { "AF-HER", "AF-HER province decision" },
        { "af-her", "AF-HER province decision" },
        { " Herat ", "AF-HER province decision" },
        { "code two", "AF-KNR province decision" }, /* The name of a candidate. */
        { "1", "AF-BAL province decision" },
        { "2.0", "AF-KNR province decision" },
        { "none", NULL },
        { "None", NULL },
        { "\xE2\x80\x93", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        project p = project_with_questions();
        char table[512];
        snprintf(table, sizeof table,
                 "text,candidate 1,candidate 2,decision\n"
                 "Qqqwwwxyz,AF-BAL: Balkh (province) 0.5,AF-KNR: Code Two (province) 0.4,%s\n",
                 cases[i].decision);
        assert_int_equal(decide(&p, table).fresh, 1);
        if (cases[i].match)
            assert_match(&p, "a2", cases[i].match);
        else
            assert_nowhere_by_decision(&p, "a2");
        project_free(&p);
    }
}

static void test_all_mistakes_at_once(void **state)
{
    project p = project_with_questions();
    const char *message =
        deciding_badly(&p, "text,parent,candidate 1,candidate 2,decision\n"
                           "Qqqwwwxyz,,,,AF-KAX\n"
                           "Vvvuuuzzz,,,,AF-HER\n"
                           ",,,,AF-HER\n"
                           "Aaa,,AF-KAB: Kabul (province) 0.9,,4\n"
                           "Bbb,,K1: Same (district in A) 0.9,K2: Same (district in B) 0.9,same\n"
                           "Ccc,,,,geonames:77\n"
                           "vvvuuuzzz,,,,AF-KAB\n"
                           "Ddd,,ZZ-1: Gone (province) 0.9,,1\n"
                           "Eee,,,,geonames:many\n");
    assert_holds(message,
                 "decisions.csv: row 2, column decision: \"AF-KAX\" is neither a code nor a "
                 "name of the project; the nearest is AF-KAB (Kabul)");
    assert_holds(message, "row 4, column decision: the question is about no words");
    assert_holds(message, "row 5, column decision: the row has no candidate 4");
    assert_holds(message, "row 6, column decision: 2 candidates are called \"same\"");
    assert_holds(message,
                 "row 7, column decision: no town of the project has the GeoNames number 77");
    assert_holds(message, "row 8, column decision: row 3 decides the same text otherwise");
    assert_holds(message, "row 9, column decision: its candidate ZZ-1 is no area of this project");
    assert_holds(message, "row 10, column decision: \"many\" is no GeoNames number");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM decision"), 0);
    assert_match(&p, "a3", "- none none");

    assert_holds(deciding_badly(&p, "text,answer\nx,y\n"), "has the columns text and decision");
    project_free(&p);
}

/* A decision says which place a text means; how precisely the incident is known stays as stated. */
static void test_no_more_than_stated(void **state)
{
    project p = project_with_towns(1);
    import_rows(&p, "b1,2022-03-01,,,Qqqwwwxyz,place\n"
                    "b2,2022-03-02,,,Qqqwwwxyz,province\n"
                    "b3,2022-03-03,,,Qqqwwwxyz,district\n");
    assert_int_equal(decide(&p, "text,decision\nQqqwwwxyz,geonames:1002\n").fresh, 1);
    assert_match(&p, "b1", "AF-KNR place decision");
    assert_match(&p, "b2", "AF-KNR province decision");
    assert_match(&p, "b3", "AF-KNR district decision");
    assert_asked(p.store,
                 "SELECT place_id FROM match m JOIN incident i ON i.id = m.incident_id"
                 " WHERE i.key = 'b1'",
                 "2");
    decide(&p, "text,decision\nQqqwwwxyz,AF-HER\n");
    assert_match(&p, "b1", "AF-HER province decision");
    project_free(&p);
}

/* The same words beside another province are another question. */
static void test_parent(void **state)
{
    project p = project_with_towns(1);
    import_rows(&p, "c1,2022-03-01,,Kabul,Qqqwwwxyz,place\n"
                    "c2,2022-03-02,,Kunar,Qqqwwwxyz,place\n");
    decide(&p, "text,parent,decision\nQqqwwwxyz,Kunar,Wutapur\n");
    assert_match(&p, "c2", "AF-KNR place decision");
    assert_asked(p.store,
                 "SELECT method FROM match m JOIN incident i ON i.id = m.incident_id"
                 " WHERE i.key = 'c1' AND m.method <> 'decision' AND m.place_id IS NULL",
                 "name");
    project_free(&p);
}

/* A bare name decided once says nothing about rows whose own province speaks against it. */
static void test_no_parent_gives_way(void **state)
{
    project p = project_with_towns(1);
    import_rows(&p, "d1,2022-03-01,,,Qqqwwwxyz,place\n"
                    "d2,2022-03-02,,Herat,Qqqwwwxyz,place\n"
                    "d3,2022-03-03,,Kunar,Qqqwwwxyz,place\n"
                    "d4,2022-03-04,Afghanistan,,Qqqwwwxyz,place\n");
    decide(&p, "text,decision\nQqqwwwxyz,Wutapur\n");
    assert_match(&p, "d1", "AF-KNR place decision");
    assert_match(&p, "d2", "AF-HER province name");
    assert_match(&p, "d3", "AF-KNR place decision");
    assert_match(&p, "d4", "AF-KNR place decision");
    decide(&p, "text,country,decision\nQqqwwwxyz,AF,Paghman\n");
    assert_match(&p, "d4", "AF-KAB place decision");
    project_free(&p);
}

/* "On the road" is no place; that it was in Kunar stays true. */
static void test_no_place_in_a_province(void **state)
{
    project p = project_with_towns(1);
    import_rows(&p, "f1,2022-03-01,,Kunar,Qqqwwwxyz,place\n");
    assert_int_equal(decide(&p, "text,decision\nQqqwwwxyz,none\n").incidents, 1);
    assert_match(&p, "f1", "AF-KNR province name");
    assert_asked(p.store, "SELECT problem FROM match", "ok");
    project_free(&p);
}

/* ---- elsewhere ------------------------------------------------------------------------------- */

static void test_to_another_project(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    project p = project_with_questions(), q = project_with_towns(71);
    int64_t count;
    decide(&p, "text,parent,country,decision\nQqqwwwxyz,,,geonames:1001\nVvvuuuzzz,,,none\n=Www,,,"
               "AF-BAL\n");
    import_rows(&q, "e1,2022-03-02,,,Qqqwwwxyz,place\ne2,2022-03-02,,=Www,,province\n");
    const char *const names[] = { "decisions-out.csv", "decisions-out.xlsx" };
    for (int i = 0; i < 2; i++) {
        if (i == 1 && chora_file_check(CHORA_BUILD_FOLDER "/chora-exchange", NULL))
            break;
        chora_decisions_report report;
        char *path = chora_path_join(p.folder, names[i]);
        assert_ok(chora_decisions_write(p.store, path, &count, &err), err);
        assert_int_equal(count, 3);
        assert_ok(chora_decisions_apply(q.store, path, NULL, &report, &err), err);
        assert_int_equal(i == 0 ? report.fresh : report.unchanged, 3);
        free(path);
    }
    assert_match(&q, "e1", "AF-KAB place decision");
    assert_match(&q, "e2", "AF-BAL province decision");
    assert_asked(q.store, "SELECT place_id FROM decision WHERE verdict = 'place'", "71");
    project_free(&q);
    project_free(&p);
}

/* A decision about an area of a layer that was replaced is found again by its code. */
static void test_new_layer(void **state)
{
    project p = project_with_questions();
    chora_placing placing;
    chora_error err = CHORA_ERROR_INIT;
    decide(&p, "text,decision\nQqqwwwxyz,AF-HER\n");
    run(p.store, "UPDATE layer SET current = 0 WHERE id = 2;"
                 "INSERT INTO layer (id, name, role, level) VALUES (9, 'new', 'areas', 1);"
                 "INSERT INTO area (id, layer_id, level, code, parent_id, country, label_lon,"
                 " label_lat, geom) SELECT 100 + id, 9, 1, code, parent_id, country, label_lon,"
                 " label_lat, geom FROM area WHERE layer_id = 2;"
                 "INSERT INTO name (kind, ref_id, lang, text, key) SELECT kind, 100 + ref_id, lang,"
                 " text, key FROM name WHERE kind = 'area' AND ref_id > 10");
    assert_ok(chora_place_all(p.store, NULL, &placing, &err), err);
    assert_match(&p, "a2", "AF-HER province decision");
    assert_asked(p.store,
                 "SELECT area_id FROM match m JOIN incident i ON i.id = m.incident_id"
                 " WHERE i.key = 'a2'",
                 "112");
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_candidate_cells),     cmocka_unit_test(test_questions),
        cmocka_unit_test(test_no_questions),        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_ways_to_say_it),      cmocka_unit_test(test_all_mistakes_at_once),
        cmocka_unit_test(test_no_more_than_stated), cmocka_unit_test(test_parent),
        cmocka_unit_test(test_no_parent_gives_way), cmocka_unit_test(test_no_place_in_a_province),
        cmocka_unit_test(test_to_another_project),  cmocka_unit_test(test_new_layer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
