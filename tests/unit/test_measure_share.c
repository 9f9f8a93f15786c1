/* Shares: part and whole, what cannot be told, and areas without incidents. */
#include "store_fixture.h"

#include "measure/share.h"

#include <chora/measure.h>

#define DASH "\xE2\x80\x93"

static void percent_is_whole_and_never_all_or_none_by_rounding(void **state)
{
    (void)state;
    static const struct {
        int64_t part, whole;
        double percent;
    } cases[] = { { 0, 5, 0 },       { 5, 5, 100 }, { 1, 3, 33 },  { 2, 3, 67 },   { 1, 1000, 1 },
                  { 999, 1000, 99 }, { 1, 2, 50 },  { 1, 200, 1 }, { 26, 41, 63 }, { 0, 0, 0 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(chora_share_percent(cases[i].part, cases[i].whole) == cases[i].percent);
}

/* Areas A (two of three, and one not stated), B (one not stated), C (nobody), D (none of one). */
static project sample(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023');"
        "INSERT INTO layer (id, name, role, level) VALUES (2, 'provinces', 'areas', 1);"
        "INSERT INTO area (id, layer_id, level, code, country) VALUES (1, 2, 1, 'A', 'XXX'), "
        "(2, 2, 1, 'B', 'XXX'), (3, 2, 1, 'C', 'XXX'), (4, 2, 1, 'D', 'XXX');"
        "INSERT INTO dataset (name) VALUES ('sample');"
        "INSERT INTO coverage VALUES (1, NULL, 18628, 18992, 'full');"
        "INSERT INTO incident (id, dataset_id, key, run_id, day, date_precision, killed, hash) "
        "VALUES (1, 1, 'a', 1, 18800, 'day', 3, 'h'), (2, 1, 'b', 1, 18800, 'day', 1, 'h'), "
        "(3, 1, 'c', 1, 18800, 'day', 0, 'h'), (4, 1, 'd', 1, 18800, 'day', NULL, 'h'), "
        "(5, 1, 'e', 1, 18800, 'day', NULL, 'h'), (6, 1, 'f', 1, 18800, 'day', 0, 'h');"
        "INSERT INTO match (incident_id, layer_id, area_id, level, method) SELECT id, 2, "
        "CASE WHEN id < 5 THEN 1 WHEN id = 5 THEN 2 ELSE 4 END, 'province', 'name' FROM incident");
    return p;
}

static void assert_cell(const chora_table *table, size_t area, chora_cell_state state, int64_t part,
                        int64_t whole, double value)
{
    chora_cell cell = chora_table_cell(table, area, 0);
    assert_int_equal(cell.state, state);
    assert_int_equal(cell.part, part);
    assert_int_equal(cell.whole, whole);
    assert_true(cell.value == value);
}

static void a_share_is_of_what_can_be_told(void **state)
{
    (void)state;
    project p = sample();
    chora_measure_options options = CHORA_MEASURE_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_table *table = NULL;
    options.share_of = "killed > 0";
    assert_ok(chora_measure(p.store, &options, &table, &err), err);
    assert_true(chora_table_is_share(table) && chora_table_is_whole(table));
    assert_cell(table, 0, CHORA_CELL_NUMBER, 2, 3, 67);
    assert_cell(table, 1, CHORA_CELL_NO_DATA, 0, 0, 0);
    assert_cell(table, 2, CHORA_CELL_NUMBER, 0, 0, 0);
    assert_cell(table, 3, CHORA_CELL_NUMBER, 0, 1, 0);
    assert_int_equal(chora_table_cell(table, 0, 0).incidents, 4);
    assert_int_equal(chora_table_account(table, 0).shown, 6);
    chora_table_free(table);

    options.where = "killed = 3"; /* the condition is asked of what the filter leaves */
    assert_ok(chora_measure(p.store, &options, &table, &err), err);
    assert_cell(table, 0, CHORA_CELL_NUMBER, 1, 1, 100);
    chora_table_free(table);
    project_free(&p);
}

static void assert_refused(chora_store *store, chora_measure_options options, const char *says)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_table *table = NULL;
    assert_int_not_equal(chora_measure(store, &options, &table, &err), CHORA_OK);
    assert_null(table);
    if (!strstr(err.message, says))
        fail_msg("%s", err.message);
}

static void what_has_no_share_is_refused(void **state)
{
    (void)state;
    project p = sample();
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.share_of = "kiled > 0";
    assert_refused(p.store, options, "share_of: where: kiled > 0: there is no column \"kiled\"");
    options.share_of = " ";
    assert_refused(p.store, options, "share_of: names no condition");
    options.share_of = "killed > 0";
    options.of = "killed";
    assert_refused(p.store, options, "share_of: a share is one of incidents");
    options.of = "count";
    options.per_value = "km2";
    assert_refused(p.store, options, "share_of: a share is in percent");
    project_free(&p);
}

static void classes_are_told_by_their_bounds(void **state)
{
    (void)state;
    static const double fifths[] = { 20, 40, 60, 80, 100 }, values[] = { 0, 30, 50, 63, 100 };
    static const char *const labels[] = { "0" DASH "20", "21" DASH "40", "41" DASH "60",
                                          "61" DASH "80", "81" DASH "100" };
    chora_classes_options options = CHORA_CLASSES_INIT;
    chora_classes classes;
    options.method = CHORA_FIXED;
    options.fixed = fifths;
    options.count = options.fixed_count = 5;
    options.zero_own = false;
    options.whole = true;
    assert_int_equal(chora_classes_make(values, 5, &options, &classes, NULL), CHORA_OK);
    chora_share_label(&classes);
    assert_int_equal(classes.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(classes.classes[i].label, labels[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percent_is_whole_and_never_all_or_none_by_rounding),
        cmocka_unit_test(a_share_is_of_what_can_be_told),
        cmocka_unit_test(what_has_no_share_is_refused),
        cmocka_unit_test(classes_are_told_by_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
