/* Incidents and casualties per period, area and value: what is added, what is not known, and the
 * account of every row. */
#include "store_fixture.h"

#include <chora/breakdown.h>

/* Two provinces, nine rows: one withdrawn, one known to the country only, one not placed, one
 * without a date, two that say nothing of the dead. */
static const char rows[] =
    "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
    "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'c', 'areas', 0, 1),"
    " (2, 'p', 'areas', 1, 1);"
    "INSERT INTO area (id, code, level, layer_id, parent_id, country) VALUES"
    " (1, 'AF', 0, 1, NULL, 'AFG'), (2, 'A', 1, 2, 1, 'AFG'), (3, 'B', 1, 2, 1, 'AFG');"
    "INSERT INTO dataset (id, name) VALUES (1, 'documented');"
    "INSERT INTO coverage VALUES (1, NULL, 18993, 19082, 'full');" /* 2022-01-01 .. 2022-03-31 */
    "INSERT INTO incident (id, dataset_id, run_id, key, day, claim, type, killed_low, killed,"
    " killed_high, evidence_count, extra, withdrawn_run, hash) VALUES"
    " (1, 1, 1, '1', 18998, 'claimed', 'raid', 2, NULL, 5, 3, '{\"camp\": \"x\"}', NULL, 'a'),"
    " (2, 1, 1, '2', 18999, 'suspected', 'bomb', NULL, 4, NULL, 0, '{\"camp\": \"y\"}', NULL, 'b'),"
    " (3, 1, 1, '3', 19000, 'claimed', 'bomb', NULL, NULL, NULL, 1, NULL, NULL, 'c'),"
    " (4, 1, 1, '4', 19060, NULL, 'bomb', 0, 0, 0, NULL, NULL, NULL, 'd'),"
    " (5, 1, 1, '5', 19001, 'none', 'bomb', 1, NULL, NULL, NULL, NULL, NULL, 'e'),"
    " (6, 1, 1, '6', 19002, 'claimed', 'bomb', NULL, NULL, NULL, NULL, NULL, NULL, 'f'),"
    " (7, 1, 1, '7', NULL, 'claimed', 'bomb', 9, 9, 9, NULL, NULL, NULL, 'g'),"
    " (8, 1, 1, '8', 18999, 'claimed', 'bomb', 9, 9, 9, NULL, NULL, 1, 'h'),"
    " (9, 1, 1, '9', 20000, 'claimed', 'bomb', 9, 9, 9, NULL, NULL, NULL, 'i');"
    "INSERT INTO match (incident_id, layer_id, area_id, level, method) VALUES"
    " (1, 2, 2, 'place', 'name'), (2, 2, 2, 'place', 'name'), (3, 2, 3, 'province', 'name'),"
    " (4, 2, 3, 'place', 'name'), (5, 1, 1, 'country', 'name'), (7, 2, 2, 'place', 'name'),"
    " (9, 2, 2, 'place', 'name')";

static project p;

static int make_project(void **state)
{
    p = project_new();
    run(p.store, rows);
    return 0;
}

static int free_project(void **state)
{
    project_free(&p);
    return 0;
}

static chora_breakdown *make(chora_breakdown_options options)
{
    chora_breakdown *made = NULL;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_breakdown_make(p.store, &options, &made, &err), err);
    return made;
}

static void assert_range(chora_range range, double low, double high, int64_t stated,
                         int64_t unknown)
{
    assert_true(range.low == low && range.high == high);
    assert_int_equal(range.stated, stated);
    assert_int_equal(range.unknown, unknown);
}

static void months_hold_every_dated_row(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.by = CHORA_PERIOD_MONTH;
    chora_breakdown *made = make(options);
    chora_breakdown_cell january = chora_breakdown_cell_of(made, 0, 0, CHORA_ALL_VALUES);

    assert_int_equal(chora_breakdown_periods(made), 3);
    assert_int_equal(january.incidents, 5); /* placed or not */
    assert_int_equal(january.deadly, 3);
    /* 2..5 and one figure alone twice: both bounds; two rows say nothing */
    assert_range(january.killed, 2 + 4 + 1, 5 + 4 + 1, 3, 2);
    assert_true(january.killed.best == 4 && january.killed.with_best == 1);
    assert_int_equal(january.evidence, 4);
    assert_int_equal(january.with_evidence, 2);
    assert_int_equal(chora_breakdown_cell_of(made, 0, 1, CHORA_ALL_VALUES).incidents, 0);
    assert_int_equal(chora_breakdown_cell_of(made, 0, 1, CHORA_ALL_VALUES).state,
                     CHORA_CELL_NUMBER);
    assert_range(chora_breakdown_cell_of(made, 0, 2, CHORA_ALL_VALUES).killed, 0, 0, 1, 0);
    chora_breakdown_free(made);
}

static void the_account_closes(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.by = CHORA_PERIOD_MONTH;
    options.where = "claim <> 'suspected' OR claim IS NULL";
    chora_breakdown *made = make(options);
    chora_account all = chora_breakdown_overall_account(made);

    assert_int_equal(all.accepted, 8);
    assert_int_equal(all.filtered_out, 1);
    assert_int_equal(all.outside_period, 1);
    assert_int_equal(all.date_too_coarse, 1); /* without a date */
    assert_int_equal(all.shown, 5);
    assert_int_equal(chora_breakdown_account(made, 0).shown, 4);
    /* What the condition leaves out is told in its own month only. */
    assert_int_equal(chora_breakdown_account(made, 2).outside_period, 6);
    assert_int_equal(chora_breakdown_account(made, 2).filtered_out, 0);
    assert_int_equal(chora_breakdown_account(made, 0).filtered_out, 1);
    chora_breakdown_free(made);
}

static void values_stand_in_the_order_of_certainty(void **state)
{
    static const char *const order[] = { "claimed", "suspected", "none", "" };
    static const int64_t counts[] = { 3, 1, 1, 1 };
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.column = "claim";
    options.span_given = true;
    options.first = 18993;
    options.last = 19082;
    chora_breakdown *made = make(options);

    assert_int_equal(chora_breakdown_values(made), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(chora_breakdown_value(made, i), order[i]);
        assert_int_equal(chora_breakdown_total(made, i).incidents, counts[i]);
    }
    assert_int_equal(chora_breakdown_total(made, CHORA_ALL_VALUES).incidents, 6);
    chora_breakdown_free(made);
}

static void columns_of_the_tables_own_can_be_used(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.column = "camp";
    options.where = "id IN ('1', '2')";
    chora_breakdown *made = make(options);

    assert_int_equal(chora_breakdown_values(made), 2);
    assert_string_equal(chora_breakdown_value(made, 0), "x");
    chora_breakdown_free(made);
}

static void areas_follow_the_rules_of_the_map(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.level = 1;
    options.column = "type";
    chora_breakdown *made = make(options);

    assert_int_equal(chora_breakdown_areas(made), 2);
    assert_string_equal(chora_breakdown_area_code(made, 1), "B");
    assert_string_equal(chora_breakdown_value(made, 0), "bomb");
    assert_int_equal(chora_breakdown_area_total(made, 0, 0).incidents, 1);
    assert_range(chora_breakdown_area_total(made, 1, CHORA_ALL_VALUES).killed, 0, 0, 1, 1);
    chora_account account = chora_breakdown_account(made, 0);
    assert_int_equal(account.shown, 4);
    assert_int_equal(account.place_too_coarse, 1);
    assert_int_equal(account.unplaced, 1);
    chora_breakdown_free(made);
}

static void a_frame_takes_its_own_rows_only(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.frame = "A";
    chora_breakdown *made = make(options);
    chora_account account = chora_breakdown_overall_account(made);

    assert_int_equal(chora_breakdown_areas(made), 1);
    assert_int_equal(account.shown, 2);
    assert_int_equal(account.outside_frame, 2);
    assert_int_equal(account.place_too_coarse, 1);
    chora_breakdown_free(made);
}

static void mistakes_are_told(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    chora_breakdown *made = NULL;
    chora_error err = CHORA_ERROR_INIT;

    options.column = "targt";
    assert_int_equal(chora_breakdown_make(p.store, &options, &made, &err), CHORA_ENOTFOUND);
    assert_string_equal(err.message, "no column \"targt\"; did you mean \"target\"?");
    options.column = "xyzzy";
    assert_int_equal(chora_breakdown_make(p.store, &options, &made, &err), CHORA_ENOTFOUND);
    assert_non_null(strstr(err.message, "there are type, subtype"));
    assert_non_null(strstr(err.message, ", camp"));
    assert_null(made);
}

static void too_many_kinds_are_refused(void **state)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    chora_breakdown *made = NULL;
    chora_error err = CHORA_ERROR_INIT;

    run(p.store, "WITH RECURSIVE n(x) AS (SELECT 100 UNION ALL SELECT x + 1 FROM n WHERE x < 600) "
                 "INSERT INTO incident (dataset_id, run_id, key, day, target, hash) "
                 "SELECT 1, 1, x, 19000, 't' || x, x FROM n");
    options.column = "target";
    assert_int_equal(chora_breakdown_make(p.store, &options, &made, &err), CHORA_ELIMIT);
    run(p.store, "DELETE FROM incident WHERE target LIKE 't%'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_hold_every_dated_row),
        cmocka_unit_test(the_account_closes),
        cmocka_unit_test(values_stand_in_the_order_of_certainty),
        cmocka_unit_test(columns_of_the_tables_own_can_be_used),
        cmocka_unit_test(areas_follow_the_rules_of_the_map),
        cmocka_unit_test(a_frame_takes_its_own_rows_only),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(too_many_kinds_are_refused),
    };
    return cmocka_run_group_tests(tests, make_project, free_project);
}
