/* Findings: each kind from a row that shows it, none from rows that do not. */
#include "store_fixture.h"

#include "publish/check_list.h"

#include <chora/check.h>

/* Provinces 1 Kabul and 2 Herat, district 3 in Kabul, town 5; dataset 1 covers January and
 * February 2022 (not Herat in February); incident 1 is without blemish. */
static project make_project(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, file, started_utc) VALUES"
        " (1, 'incidents', 'a.csv', '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level) VALUES (1, 'provinces', 'areas', 1),"
        " (2, 'districts', 'areas', 2);"
        "INSERT INTO area (id, layer_id, level, code, parent_id, country) VALUES"
        " (1, 1, 1, 'AF-KAB', NULL, 'AFG'), (2, 1, 1, 'AF-HER', NULL, 'AFG'),"
        " (3, 2, 2, 'AF-KAB-1', 1, 'AFG');"
        "INSERT INTO place (id, area_id) VALUES (5, 3);"
        "INSERT INTO dataset (id, name) VALUES (1, 'one'), (2, 'two');"
        "INSERT INTO coverage VALUES (1, NULL, 18993, 19051, 'full'), (1, 2, 19024, 19051, 'none');"
        "INSERT INTO incident (id, dataset_id, key, run_id, line, day, date_precision, place_text,"
        " type, killed, evidence_count, verification, lon, lat, hash) VALUES"
        " (1, 1, 'a1', 1, 2, 18995, 'day', 'Gate', 'raid', 0, 1, 'verified', 69.2, 34.5, 'h');"
        "INSERT INTO match (incident_id, layer_id, area_id, place_id, level, method, score)"
        " VALUES (1, 2, 3, 5, 'exact', 'point', 1)");
    return p;
}

static chora_check_report check(project *p)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_check_report report;
    assert_ok(chora_check(p->store, &report, &err), err);
    return report;
}

static const chora_finding *find(const chora_check_report *report, const char *id)
{
    for (size_t i = 0; i < report->count; i++)
        if (strcmp(report->findings[i].id, id) == 0)
            return &report->findings[i];
    return NULL;
}

/* A second incident like the first, on another day and somewhere else; then `change`. */
#define SECOND                                                                                     \
    "INSERT INTO incident (id, dataset_id, key, run_id, line, day, date_precision, place_text,"    \
    " type, killed, evidence_count, verification, hash) VALUES"                                    \
    " (2, 1, 'a2', 1, 3, 18996, 'day', 'Market', 'raid', 0, 1, 'verified', 'h');"                  \
    "INSERT INTO match (incident_id, layer_id, area_id, level, method, score)"                     \
    " VALUES (2, 2, 3, 'near', 'point', 1);"
#define IT "UPDATE incident SET "
#define MATCHED "UPDATE match SET "
#define IS_2 " WHERE id = 2"
#define OF_2 " WHERE incident_id = 2"

static const struct {
    const char *id; /* Of the one finding; NULL: there must be none. */
    int64_t count;
    const char *change;
} cases[] = {
    { NULL, 0, IT "summary = 'x'" IS_2 },
    { "unplaced-unknown", 1, MATCHED "area_id = NULL, level = 'none', problem = 'unknown'" OF_2 },
    { "unplaced-ambiguous", 1,
      MATCHED "area_id = NULL, level = 'none', problem = 'ambiguous'" OF_2 },
    { "unplaced-several", 1, MATCHED "area_id = NULL, level = 'none', problem = 'several'" OF_2 },
    { "unplaced-disagree", 1, MATCHED "area_id = NULL, level = 'none', problem = 'disagree'" OF_2 },
    { "unplaced-outside", 1, MATCHED "area_id = NULL, level = 'none', problem = 'outside'" OF_2 },
    { "unplaced-swapped", 1, MATCHED "area_id = NULL, level = 'none', problem = 'swapped'" OF_2 },
    { "unplaced-invalid", 1, MATCHED "area_id = NULL, level = 'none', problem = 'invalid'" OF_2 },
    /* Decided to be no place. */
    { NULL, 0, MATCHED "area_id = NULL, level = 'none', problem = 'ok'" OF_2 },
    { NULL, 0,
      IT "place_precision = 'none'" IS_2 ";" MATCHED "level = 'none', method = 'none'" OF_2 },
    { "unplaced-never", 1, "DELETE FROM match" OF_2 },
    { "missing-place", 1, MATCHED "area_id = NULL, level = 'none', problem = 'empty'" OF_2 },
    { "doubtful-spelling", 1, MATCHED "method = 'similar', problem = 'doubtful'" OF_2 },
    { "doubtful-nearest", 1, MATCHED "method = 'nearest'" OF_2 },
    { "doubtful-unknown", 1, MATCHED "problem = 'unknown'" OF_2 },
    { "doubtful-ambiguous", 1, MATCHED "problem = 'ambiguous'" OF_2 },
    { "doubtful-several", 1, MATCHED "problem = 'several'" OF_2 },
    { "doubtful-disagree", 1, MATCHED "problem = 'disagree'" OF_2 },
    { "doubtful-outside", 1, MATCHED "problem = 'outside'" OF_2 },
    { "doubtful-swapped", 1, MATCHED "problem = 'swapped'" OF_2 },
    { "doubtful-invalid", 1, MATCHED "problem = 'invalid'" OF_2 },
    { "doubtful-coordinates", 1, IT "lon = 0, lat = 34.5" IS_2 },
    { "doubtful-coordinates", 1, IT "lon = 34.5, lat = 34.5" IS_2 },
    { "doubtful-pile", 5,
      IT
      "lon = 69.2, lat = 34.5" IS_2 ";"
      "INSERT INTO incident (id, dataset_id, key, run_id, day, place_text, killed, hash, lon, lat)"
      " VALUES (3, 1, 'a3', 1, 18997, 'Gate', 0, 'h', 69.2, 34.5),"
      " (4, 1, 'a4', 1, 18998, 'Bazaar', 0, 'h', 69.2, 34.5),"
      " (6, 1, 'a6', 1, 18999, 'Bridge', 0, 'h', 69.2, 34.5);"
      "INSERT INTO match (incident_id, layer_id, area_id, level, method)"
      " SELECT id, 2, 3, 'near', 'point' FROM incident WHERE id > 2" },
    { "doubtful-decision", 1,
      "INSERT INTO decision (text, area_id, verdict) VALUES ('x', 99, 'area'), ('y', 1, 'area'),"
      " ('z', NULL, 'none')" },
    { "doubtful-decision", 1,
      "INSERT INTO decision (text, place_id, verdict) VALUES ('x', 99, 'place'), ('y', 5, "
      "'place')" },
    { "contradictory-dates", 1, IT "day_end = 18990" IS_2 },
    { "contradictory-killed", 1, IT "killed = 2, killed_low = 3" IS_2 },
    { "contradictory-killed", 1, IT "killed = 2, killed_high = 1" IS_2 },
    { "contradictory-killed", 1, IT "killed = NULL, killed_low = 2, killed_high = 1" IS_2 },
    { NULL, 0, IT "killed = 2, killed_low = 2, killed_high = 2" IS_2 },
    { "contradictory-injured", 1, IT "injured = 2, injured_low = 3" IS_2 },
    { "contradictory-evidence", 1, IT "evidence_count = 0" IS_2 },
    { "contradictory-evidence", 1, IT "evidence_count = NULL" IS_2 },
    { NULL, 0, IT "evidence_count = NULL, verification = 'unverified'" IS_2 },
    { "duplicated-id", 2, IT "dataset_id = 2, key = 'a1'" IS_2 },
    { NULL, 0,
      IT "dataset_id = 2, key = 'a1'" IS_2 "; INSERT INTO incident_link (a, b) VALUES (1, 2)" },
    /* Running numbers: only on the same day. */
    { NULL, 0, IT "key = '7' WHERE id = 1;" IT "dataset_id = 2, key = '7'" IS_2 },
    { "duplicated-id", 2,
      IT "key = '7' WHERE id = 1;" IT "dataset_id = 2, key = '7', day = 18995" IS_2 },
    { "duplicated-event", 2, IT "day = 18995" IS_2 ";" MATCHED "place_id = 5" OF_2 },
    { "duplicated-event", 2,
      MATCHED "place_id = NULL;" IT "day = 18995, place_text = 'gate'" IS_2 },
    { NULL, 0, IT "day = 18995, type = 'bombing'" IS_2 ";" MATCHED "place_id = 5" OF_2 },
    { NULL, 0, IT "day = 18995, dataset_id = 2" IS_2 ";" MATCHED "place_id = 5" OF_2 },
    { "outside-future", 1, IT "dataset_id = 2, day = 60000" IS_2 },
    { "outside-past", 1, IT "dataset_id = 2, day = -25568" IS_2 },
    { NULL, 0, IT "dataset_id = 2, day = -25567" IS_2 },
    { "outside-coverage", 1, IT "day = 19052" IS_2 },
    { NULL, 0, IT "day = 19051" IS_2 },
    { "outside-coverage", 1, IT "day = 19030" IS_2 ";" MATCHED "area_id = 2" OF_2 },
    { "outside-vintage", 1, "UPDATE layer SET valid_from = 18996 WHERE id = 2" },
    { "outside-vintage", 2, "UPDATE layer SET valid_to = 18994 WHERE id = 1" },
    { NULL, 0,
      "UPDATE layer SET valid_from = 18996 WHERE id = 2; INSERT INTO layer (id, name, role, level,"
      " valid_to, current) VALUES (3, 'old districts', 'areas', 2, 18995, 2)" },
    { "doubtful-vintage", 1,
      IT "date_precision = 'month'" IS_2 "; UPDATE layer SET valid_from = 18998 WHERE id = 2;"
         "INSERT INTO layer (id, name, role, level, valid_to, current)"
         " VALUES (3, 'old districts', 'areas', 2, 18997, 2)" },
    { "missing-date", 1, IT "day = NULL" IS_2 },
    { "missing-killed", 1, IT "killed = NULL" IS_2 },
    { NULL, 0, IT "killed = NULL, killed_low = 1" IS_2 },
    { "waiting-conflict", 1,
      "INSERT INTO conflict (incident_id, run_id, line, row) VALUES (1, 1, 9, '{}')" },
    { "waiting-rejected", 2,
      "INSERT INTO run (id, kind, file, started_utc) VALUES (3, 'incidents', 'a.csv', ''),"
      " (4, 'incidents', 'a.csv', '');"
      "INSERT INTO reject (run_id, line, reason) VALUES (3, 2, 'old'), (4, 2, 'x'), (4, 3, 'y')" },
    { "coarse-place-district", 1, MATCHED "level = 'district'" OF_2 },
    { "coarse-place-province", 1, MATCHED "level = 'province'" OF_2 },
    { "coarse-place-country", 1, MATCHED "level = 'country'" OF_2 },
    { "coarse-date-week", 1, IT "date_precision = 'week'" IS_2 },
    { "coarse-date-month", 1, IT "date_precision = 'month'" IS_2 },
    { "coarse-date-year", 1, IT "date_precision = 'year'" IS_2 },
    { NULL, 0, IT "killed = NULL, day = NULL, withdrawn_run = 1" IS_2 },
};

static void test_each(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        project p = make_project();
        run(p.store, SECOND);
        run(p.store, cases[i].change);
        chora_check_report report = check(&p);
        size_t wanted = cases[i].id ? 1 : 0;
        const char *found = report.count ? report.findings[0].id : "nothing";
        bool of_note = cases[i].id && strncmp(cases[i].id, "coarse", 6) == 0;
        size_t count = of_note || !wanted ? report.count : report.problem_count;
        if (count != wanted || (wanted && strcmp(found, cases[i].id) != 0))
            fail_msg("%s: %zu findings, the first %s, not %s", cases[i].change, count, found,
                     cases[i].id ? cases[i].id : "nothing");
        if (wanted && report.findings[0].count != cases[i].count)
            fail_msg("%s: %lld of %s", cases[i].change, (long long)report.findings[0].count, found);
        chora_check_report_free(&report);
        project_free(&p);
    }
}

/* Every kind of the list is shown by a case; "doubtful-empty" cannot come from the placer. */
static void test_all_have_a_case(void **state)
{
    for (const chora_check_item *item = chora_check_items; item->id; item++) {
        bool shown = strcmp(item->id, "doubtful-empty") == 0;
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            shown |= cases[i].id && strcmp(cases[i].id, item->id) == 0;
        if (!shown)
            fail_msg("no case shows %s", item->id);
    }
}

static void test_example_and_remedy(void **state)
{
    project p = make_project();
    run(p.store, SECOND);
    run(p.store, MATCHED "level = 'none', problem = 'unknown', reason = 'no \"Market\"'");
    chora_check_report report = check(&p);
    const chora_finding *finding = find(&report, "unplaced-unknown");
    assert_non_null(finding);
    assert_int_equal(finding->count, 2);
    assert_string_equal(finding->group, "unplaced");
    assert_string_equal(finding->dataset, "one");
    assert_string_equal(finding->key, "a1");
    assert_string_equal(finding->file, "a.csv");
    assert_int_equal(finding->line, 2);
    assert_string_equal(finding->detail, "no \"Market\"");
    assert_non_null(strstr(finding->todo, "chora match test.chora --review"));
    assert_int_equal(report.incidents, 2);
    chora_check_report_free(&report);
    project_free(&p);
}

/* An incident with a match in each of two layers is one incident. */
static void test_counts_once(void **state)
{
    project p = make_project();
    run(p.store,
        SECOND MATCHED "level = 'province'" OF_2 ";"
                       "INSERT INTO match (incident_id, layer_id, area_id, level, method) VALUES"
                       " (2, 1, 1, 'province', 'name')");
    chora_check_report report = check(&p);
    assert_int_equal(find(&report, "coarse-place-province")->count, 1);
    chora_check_report_free(&report);
    project_free(&p);
}

static void test_notes_and_json(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    project p = make_project();
    run(p.store, SECOND MATCHED "level = 'province'" OF_2);
    chora_check_report report = check(&p);
    assert_int_equal(report.count, 1);
    assert_int_equal(report.problem_count, 0);
    assert_true(report.findings[0].is_note);
    char *json = NULL;
    assert_ok(chora_check_json(&report, &json, &err), err);
    assert_non_null(strstr(json, "\"incidents\": 2"));
    assert_non_null(strstr(json, "\"id\": \"coarse-place-province\""));
    assert_non_null(strstr(json, "\"note\": true"));
    free(json);
    chora_check_report_free(&report);
    project_free(&p);
}

static void test_empty(void **state)
{
    project p = project_new();
    chora_check_report report = check(&p);
    assert_int_equal(report.count, 0);
    assert_int_equal(report.incidents, 0);
    chora_check_report_free(&report);
    chora_check_report_free(NULL);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_all_have_a_case),
        cmocka_unit_test(test_example_and_remedy),
        cmocka_unit_test(test_counts_once),
        cmocka_unit_test(test_notes_and_json),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
