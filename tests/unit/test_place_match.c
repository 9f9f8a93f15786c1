/* From words and coordinates to an area: the table of cases, and whole projects. */
#include "store_fixture.h"

#include "base/text.h"
#include "store/names.h"

#include <chora/place.h>
#include <math.h>
#include <time.h>

typedef struct {
    project project;
    chora_placer *placer;
} world;

static void add_area(chora_store *store, int64_t id, int level, const char *code,
                     const char *country, int64_t parent, const char *name, double x, double y,
                     double width, double height)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(
        chora_query_open(
            store,
            "INSERT INTO area (id, layer_id, level, code, country, parent_id, label_lon, label_lat)"
            " VALUES (?1, ?2 + 1, ?2, ?3, ?4, nullif(?5, 0), ?6, ?7)",
            &query, &err),
        err);
    chora_query_bind_int(query, 1, id);
    chora_query_bind_int(query, 2, level);
    chora_query_bind_text(query, 3, code);
    chora_query_bind_text(query, 4, country);
    chora_query_bind_int(query, 5, parent);
    chora_query_bind_double(query, 6, x + width / 2);
    chora_query_bind_double(query, 7, y + height / 2);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
    set_box(store, id, x, y, x + width, y + height);
    assert_ok(chora_store_add_name(store, "area", id, "main", name, &err), err);
}

static void add_town(chora_store *store, int64_t id, const char *name, int64_t population, double x,
                     double y, const char *kind)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(store,
                               "INSERT INTO place (id, kind, population) VALUES (?1, ?2, ?3)",
                               &query, &err),
              err);
    chora_query_bind_int(query, 1, id);
    chora_query_bind_text(query, 2, kind);
    chora_query_bind_int(query, 3, population);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
    set_point(store, id, x, y);
    assert_ok(chora_store_add_name(store, "place", id, "main", name, &err), err);
}

static void fill(chora_store *store)
{
    chora_error err = CHORA_ERROR_INIT;
    run(store,
        "INSERT INTO layer (id, name, role, level) VALUES (1, 'countries', 'areas', 0),"
        " (2, 'provinces', 'areas', 1), (3, 'districts', 'areas', 2), (4, 'old', 'areas', 1);"
        "UPDATE layer SET current = 0 WHERE id = 4;"
        "INSERT INTO area (id, layer_id, level, code) VALUES (99, 4, 1, 'AF-OLD');");
    add_area(store, 1, 0, "AFG", "AFG", 0, "Afghanistan", 66, 34, 5, 3);
    add_area(store, 2, 0, "TJK", "TJK", 0, "Tajikistan", 68, 38, 2, 1);
    add_area(store, 11, 1, "AF-KAB", "AFG", 1, "Kabul", 69, 34, 1, 1);
    add_area(store, 12, 1, "AF-BAL", "AFG", 1, "Balkh", 67, 36, 1, 1);
    add_area(store, 13, 1, "AF-KDZ", "AFG", 1, "Kunduz", 68, 36, 1, 1);
    add_area(store, 14, 1, "AF-NAN", "AFG", 1, "Nangarhar", 70, 34, 1, 1);
    add_area(store, 21, 1, "TJ-BAL", "TJK", 2, "Balkh", 68, 38, 1, 1);
    add_area(store, 31, 2, "AF-NAN-AC", "AFG", 14, "Achin", 70, 34, 0.4, 0.4);
    add_area(store, 32, 2, "AF-NAN-RO", "AFG", 14, "Rodat", 70.4, 34, 0.4, 0.4);
    assert_ok(chora_store_add_name(store, "area", 11, "fa", "کابل", &err), err);
    assert_ok(chora_store_add_name(store, "area", 11, "alt", "Caubul", &err), err);
    run(store, "INSERT INTO area_code VALUES (11, 'pcode', 'AF01'), (11, 'pcode', 'AF99'), (13, "
               "'old', 'AF99')");
    add_town(store, 1, "Kabul", 4000000, 69.17, 34.53, "PPLC");
    add_town(store, 2, "Paghman", 50000, 69.17, 34.58, "PPLA2");
    add_town(store, 3, "Jalalabad", 200000, 70.45, 34.43, "PPLA");
    add_town(store, 4, "Khost", 1000, 69.9, 34.1, "PPL");
    add_town(store, 5, "Khost", 900, 67.5, 36.5, "PPL");
    add_town(store, 6, "Qala", 0, 68.1, 36.1, "PPL");
    add_town(store, 7, "Qala", 0, 68.9, 36.9, "PPL");
    add_town(store, 8, "Kabul Quarter", 9000000, 69.171, 34.531, "PPLX");
}

static int set_up(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    world *w = calloc(1, sizeof *w);
    w->project = project_new();
    fill(w->project.store);
    assert_ok(chora_placer_new(w->project.store, &w->placer, &err), err);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    world *w = *state;
    chora_placer_free(w->placer);
    project_free(&w->project);
    free(w);
    return 0;
}

/* ---- the table ---------------------------------------------------------------------------- */

/* Cuts `text` at `separator`s in place; fields are trimmed, "-" becomes "". */
static int split(char *text, const char *separator, char **fields, int max)
{
    int count = 0;
    while (text && count < max) {
        char *next = strstr(text, separator);
        if (next)
            *next = '\0';
        size_t length = strlen(text);
        char *field = (char *)chora_text_trim(text, &length);
        field[length] = '\0';
        fields[count++] = strcmp(field, "-") == 0 ? field + 1 : field;
        text = next ? next + strlen(separator) : NULL;
    }
    return count;
}

static chora_evidence_of_place read_given(char *text)
{
    char *fields[7];
    if (split(text, "|", fields, 7) != 7)
        fail_msg("seven fields wanted: %s", text);
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    evidence.country = fields[0];
    evidence.area = fields[1];
    evidence.district = fields[2];
    evidence.place = fields[3];
    evidence.code = fields[4];
    if (fields[5][0])
        sscanf(fields[5], "%lf %lf", &evidence.lon, &evidence.lat);
    evidence.stated = chora_precision_parse(fields[6]);
    return evidence;
}

static char *name_by_id(chora_store *store, const char *sql, int64_t id)
{
    char text[256];
    if (id == 0)
        return calloc(1, 1);
    snprintf(text, sizeof text, sql, (long long)id);
    return ask_text(store, text);
}

static int check_case(world *w, int number, char *line)
{
    char *sides[2], *wanted[5], given[1024];
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    char *copy = strdup(line);
    if (split(copy, "=>", sides, 2) != 2)
        fail_msg("line %d has no =>", number);
    snprintf(given, sizeof given, "%s", sides[0]);
    chora_evidence_of_place evidence = read_given(sides[0]);
    if (split(sides[1], " | ", wanted, 5) != 5)
        fail_msg("line %d: five expectations wanted", number);
    assert_ok(chora_placer_match(w->placer, &evidence, &match, &err), err);
    char *area =
        name_by_id(w->project.store, "SELECT code FROM area WHERE id = %lld", match.area_id);
    char *town =
        name_by_id(w->project.store,
                   "SELECT text FROM name WHERE kind = 'place' AND lang = 'main' AND ref_id = %lld",
                   match.place_id);
    int bad = strcmp(wanted[0], chora_precision_name(match.level)) || strcmp(wanted[1], area) ||
              strcmp(wanted[2], town) || strcmp(wanted[3], match.method) ||
              !strstr(match.reason, wanted[4]) || !(match.score >= 0 && match.score <= 1);
    if (bad)
        print_error("line %d: %s\n  gives %s | %s | %s | %s | %s (%g)\n", number, given,
                    chora_precision_name(match.level), area, town, match.method, match.reason,
                    match.score);
    free(area);
    free(town);
    free(copy);
    return bad != 0;
}

static void table_of_cases_holds(void **state)
{
    char line[1024];
    int number = 0, cases = 0, bad = 0;
    FILE *file = fopen(CHORA_TESTS "/cases/place/match.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        bad += check_case(*state, number, line);
        cases++;
    }
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(cases > 50);
}

/* ---- whole projects ----------------------------------------------------------------------- */

static void add_incidents(chora_store *store)
{
    run(store, "INSERT INTO dataset (id, name) VALUES (1, 'd');"
               "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '');"
               "INSERT INTO incident (id, dataset_id, key, run_id, hash, area_text, lon, lat, "
               "place_precision)"
               " VALUES (1, 1, 'a', 1, '', 'Kabul', 69.5, 34.6, 'exact'),"
               " (2, 1, 'b', 1, '', 'Kabul', NULL, NULL, NULL),"
               " (3, 1, 'c', 1, '', 'Atlantis', NULL, NULL, NULL),"
               " (4, 1, 'd', 1, '', NULL, 70.2, 34.2, 'near'),"
               " (5, 1, 'e', 1, '', 'Kabul', NULL, NULL, NULL);"
               "UPDATE incident SET withdrawn_run = 1 WHERE id = 5;");
}

static void all_incidents_get_one_row(void **state)
{
    chora_store *store = ((world *)*state)->project.store;
    chora_error err = CHORA_ERROR_INIT;
    chora_placing placing;
    add_incidents(store);
    for (int again = 0; again < 2; again++) {
        assert_ok(chora_place_all(store, NULL, &placing, &err), err);
        assert_int_equal(placing.total, 4);
        assert_int_equal(placing.by_level[CHORA_EXACT], 1);
        assert_int_equal(placing.by_level[CHORA_NEAR], 1);
        assert_int_equal(placing.by_level[CHORA_PROVINCE], 1);
        assert_int_equal(placing.by_level[CHORA_NONE], 1);
    }
    assert_int_equal(ask(store, "SELECT count(*) FROM match"), 4);
    assert_int_equal(
        ask(store, "SELECT count(*) FROM run WHERE kind = 'match' AND read = 4 AND new = 3"), 2);
    assert_int_equal(ask(store, "SELECT area_id * 10 + layer_id FROM match WHERE incident_id = 4"),
                     313);
    assert_int_equal(ask(store,
                         "SELECT layer_id FROM match WHERE incident_id = 3 AND area_id IS NULL"
                         " AND level = 'none' AND reason LIKE '%Atlantis%'"),
                     2);
}

static void placing_joins_an_open_transaction(void **state)
{
    chora_store *store = ((world *)*state)->project.store;
    chora_error err = CHORA_ERROR_INIT;
    chora_placing placing;
    assert_ok(chora_store_begin(store, &err), err);
    add_incidents(store);
    assert_ok(chora_place_all(store, NULL, &placing, &err), err);
    assert_int_equal(chora_store_end(store, CHORA_ESTOPPED, &err), CHORA_ESTOPPED);
    assert_int_equal(ask(store, "SELECT count(*) FROM match"), 0);
    assert_int_equal(ask(store, "SELECT count(*) FROM incident"), 0);
}

static void project_without_areas_places_nothing(void **state)
{
    (void)state;
    project p = project_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_placing placing;
    add_incidents(p.store);
    assert_ok(chora_place_all(p.store, NULL, &placing, &err), err);
    assert_int_equal(placing.total, 4);
    assert_int_equal(placing.by_level[CHORA_NONE], 4);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM match"), 0);
    project_free(&p);
}

/* One country: a name that it does not know for itself is told, not fatal. */
static void single_country_is_lenient_about_its_name(void **state)
{
    (void)state;
    project p = project_new();
    chora_error err = CHORA_ERROR_INIT;
    run(p.store, "INSERT INTO layer (id, name, role, level) VALUES (2, 'provinces', 'areas', 1)");
    add_area(p.store, 11, 1, "AF-KAB", "AFG", 0, "Kabul Province", 69, 34, 1, 1);
    chora_placer *placer = NULL;
    chora_match match;
    assert_ok(chora_placer_new(p.store, &placer, &err), err);
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    evidence.country = "Land of the Afghans";
    evidence.area = "Kabul";
    assert_ok(chora_placer_match(placer, &evidence, &match, &err), err);
    assert_int_equal(match.area_id, 11);
    assert_non_null(strstr(match.reason, "Land of the Afghans"));
    evidence.country = "Islamic Emirate of Afghanistan";
    assert_ok(chora_placer_match(placer, &evidence, &match, &err), err);
    assert_int_equal(match.area_id, 11);
    assert_null(strstr(match.reason, "no country"));
    evidence.country = "afg";
    evidence.area = NULL;
    assert_ok(chora_placer_match(placer, &evidence, &match, &err), err);
    assert_int_equal(match.level, CHORA_COUNTRY);
    assert_int_equal(match.area_id, 0);
    assert_string_equal(match.reason, "the country is AFG");
    chora_placer_free(placer);
    project_free(&p);
}

static void hundred_thousand_rows_are_quick(void **state)
{
    chora_store *store = ((world *)*state)->project.store;
    chora_error err = CHORA_ERROR_INIT;
    chora_placing placing;
    run(store,
        "INSERT INTO dataset (id, name) VALUES (1, 'd');"
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '');"
        "DROP TRIGGER ggi_incident_geom; DROP TRIGGER tmi_incident_geom;"
        "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        " INSERT INTO incident (dataset_id, key, run_id, hash, area_text, place_text, lon, lat)"
        " SELECT 1, i, 1, '', 'Kabul', 'Kabul ' || (i % 1000), 69 + (i % 997) / 997.0, 34 + (i % "
        "991) / 991.0"
        " FROM n; COMMIT");
    clock_t before = clock();
    assert_ok(chora_place_all(store, NULL, &placing, &err), err);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    print_message("100,000 rows placed in %.2f s of CPU time\n", seconds);
    assert_int_equal(placing.total, 100000);
    assert_int_equal(placing.by_level[CHORA_NONE], 0);
    assert_true(seconds < 20); /* the goal is 2 in an optimised build; this one may be sanitized */
}

static void precision_names_go_both_ways(void **state)
{
    (void)state;
    for (int i = 0; i < CHORA_NOT_STATED; i++)
        assert_int_equal(chora_precision_parse(chora_precision_name((chora_precision)i)), i);
    assert_int_equal(chora_precision_parse(""), CHORA_NOT_STATED);
    assert_int_equal(chora_precision_parse(NULL), CHORA_NOT_STATED);
    assert_int_equal(chora_precision_parse("Exact"), CHORA_NOT_STATED);
    assert_string_equal(chora_precision_name(CHORA_NOT_STATED), "");
}

#define with_world(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_world(table_of_cases_holds),
        with_world(all_incidents_get_one_row),
        with_world(placing_joins_an_open_transaction),
        cmocka_unit_test(project_without_areas_places_nothing),
        cmocka_unit_test(single_country_is_lenient_about_its_name),
        with_world(hundred_thousand_rows_are_quick),
        cmocka_unit_test(precision_names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
