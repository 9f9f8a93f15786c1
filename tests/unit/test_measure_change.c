/* Two periods held against each other: which, how many, and whether chance could explain it. */
#include "store_fixture.h"

#include "base/buffer.h"
#include "measure/chance.h"
#include "measure/change_classes.h"

#include <chora/measure.h>
#include <math.h>

#define DASH "\xE2\x80\x93"
#define AT_LEAST "\xE2\x89\xA5"

/* Reference values: the definition in exact fractions. */
static void chance_is_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t hits, trials;
        double share, p;
    } cases[] = {
        { 11, 41, 0.5, 0.00432400493446 },
        { 30, 41, 0.5, 0.00432400493446 },
        { 1, 10, 0.5, 0.021484375 },
        { 0, 4, 0.5, 0.125 },
        { 3, 3, 0.5, 0.25 },
        { 0, 6, 0.5, 0.03125 },
        { 3, 6, 0.5, 1 },
        { 12, 30, 31.0 / 59, 0.201414201176 },
        { 40, 100, 0.5, 0.056887933641 },
        { 207, 261, 0.5, 2.71597329578e-22 },
        { 683, 1337, 0.5, 0.443831264384 },
        { 135, 316, 0.5, 0.0112420580129 },
        { 0, 5, 28.0 / 59, 0.0641180039119 }, /* February after January ... */
        { 5, 5, 28.0 / 59, 0.0240729934961 }, /* ... is shorter: five in it are more */
        { 2, 9, 365.0 / 731, 0.179691184304 },
        { 0, 0, 0.5, 1 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double p = chora_chance_two_sided(cases[i].hits, cases[i].trials, cases[i].share);
        if (fabs(p - cases[i].p) > 1e-9 * cases[i].p)
            fail_msg("%lld of %lld: %.12g, not %.12g", (long long)cases[i].hits,
                     (long long)cases[i].trials, p, cases[i].p);
    }
    double large = chora_chance_two_sided(500000, 1000000, 0.5);
    assert_true(large > 0.999 && large <= 1);
    assert_true(chora_chance_two_sided(498000, 1000000, 0.5) < 0.0001);
}

static void an_earlier_period_is_of_the_same_kind(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "2022-03", "previous", "2022-02" },
        { "2022-01", "previous", "2021-12" },
        { "2022-Q1", "previous", "2021-Q4" },
        { "2022", "previous", "2021" },
        { "2022-03", "year-ago", "2021-03" },
        { "2022-Q2", "year-ago", "2021-Q2" },
        { "2022-01..2022-03", "previous", "2021-10-01_2021-12-31" },
        { "2022-02..2022-02", "year-ago", "2021-02-01_2021-02-28" },
        { "2024-02..2024-02", "previous", "2024-01-01_2024-01-31" },
        { "2022-08-15..2023-08-14", "year-ago", "2021-08-15_2022-08-14" },
        { "2022-08-11..2022-08-20", "previous", "2022-08-01_2022-08-10" },
        { "2024-02-29", "year-ago", "2023-02-28_2023-02-28" },
        { "2022-03", "2021-08..2022-07", "2021-08-01_2022-07-31" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_period period;
        chora_against against;
        char id[CHORA_PERIOD_TEXT_MAX];
        assert_int_equal(chora_period_parse(cases[i][0], &period, NULL), CHORA_OK);
        assert_int_equal(chora_against_parse(cases[i][1], &against, NULL), CHORA_OK);
        chora_period_id(chora_against_period(against, period), id);
        assert_string_equal(id, cases[i][2]);
    }
}

/* ---- a small project ------------------------------------------------------------------------- */

/* Kabul 4 in January and 12 in February, Herat 1 and 0, Logar nothing; one row has no day. */
static project make_project(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level) VALUES (2, 'provinces', 'areas', 1);"
        "INSERT INTO area (id, layer_id, level, code, country) VALUES (1, 2, 1, 'AF-KAB', 'AFG'),"
        " (2, 2, 1, 'AF-HER', 'AFG'), (3, 2, 1, 'AF-LOG', 'AFG');"
        "INSERT INTO dataset (name) VALUES ('documented');"
        "INSERT INTO coverage VALUES (1, NULL, 18993, 19051, 'full');" /* 2022-01-01 .. 02-28 */
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 17) "
        "INSERT INTO incident (id, dataset_id, key, run_id, day, date_precision, killed, hash) "
        "SELECT i, 1, 'a' || i, 1, CASE WHEN i <= 4 THEN 18995 WHEN i <= 16 THEN 19030 "
        "ELSE 18996 END, 'day', i, 'h' FROM n;"
        "INSERT INTO match (incident_id, layer_id, area_id, level, method) "
        "SELECT id, 2, CASE WHEN id = 17 THEN 2 ELSE 1 END, 'province', 'name' FROM incident;");
    return p;
}

static chora_measure_options in_month(int month)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.span_given = true;
    options.first = chora_day_from_ymd(2022, month, 1);
    options.last = chora_day_from_ymd(2022, month + 1, 1) - 1;
    return options;
}

static chora_change change_in(const chora_change_table *changes, const char *code)
{
    const chora_table *table = chora_change_after(changes);
    size_t area = 0;
    while (strcmp(chora_table_area_code(table, area), code) != 0)
        area++;
    return chora_change_of(changes, area, 0);
}

static void both_periods_are_counted_and_tested(void **state)
{
    (void)state;
    project p = make_project();
    chora_error err = CHORA_ERROR_INIT;
    chora_against against = { .kind = CHORA_AGAINST_PREVIOUS };
    chora_measure_options options = in_month(2);
    chora_change_table *changes = NULL;
    assert_ok(chora_measure_change(p.store, &options, against, &changes, &err), err);

    chora_change kabul = change_in(changes, "AF-KAB");
    assert_true(kabul.before.value == 4 && kabul.after.value == 12 && kabul.change == 8);
    assert_true(kabul.tested && !kabul.within_chance);
    chora_change herat = change_in(changes, "AF-HER");
    assert_true(herat.change == -1 && herat.tested && herat.within_chance);
    chora_change logar = change_in(changes, "AF-LOG");
    assert_true(logar.state == CHORA_CELL_NUMBER && logar.change == 0 && logar.p == 1);
    chora_change total = chora_change_total(changes, 0);
    assert_true(total.before.value == 5 && total.after.value == 12 && total.change == 7);

    chora_change_table_free(changes);
    project_free(&p);
}

static void sums_are_not_tested(void **state)
{
    (void)state;
    project p = make_project();
    chora_error err = CHORA_ERROR_INIT;
    chora_measure_options options = in_month(2);
    options.of = "killed";
    chora_change_table *changes = NULL;
    assert_ok(chora_measure_change(p.store, &options,
                                   (chora_against){ .kind = CHORA_AGAINST_PREVIOUS }, &changes,
                                   &err),
              err);
    chora_change kabul = change_in(changes, "AF-KAB");
    assert_true(kabul.before.value == 10 && kabul.after.value == 126);
    assert_true(!kabul.tested && !kabul.within_chance);
    chora_change_table_free(changes);
    project_free(&p);
}

/* January is covered and December is not: there is no change to tell. */
static void what_was_not_covered_has_no_change(void **state)
{
    (void)state;
    project p = make_project();
    chora_error err = CHORA_ERROR_INIT;
    chora_measure_options options = in_month(1);
    chora_change_table *changes = NULL;
    chora_against against = { .kind = CHORA_AGAINST_PREVIOUS };
    assert_ok(chora_measure_change(p.store, &options, against, &changes, &err), err);
    chora_change kabul = change_in(changes, "AF-KAB");
    assert_int_equal(kabul.state, CHORA_CELL_NOT_COVERED);
    assert_true(kabul.change == 0 && !kabul.tested && kabul.after.value == 4);
    assert_int_equal(chora_change_total(changes, 0).state, CHORA_CELL_NO_DATA);
    chora_change_table_free(changes);
    project_free(&p);
}

static void unlike_periods_are_refused(void **state)
{
    (void)state;
    project p = make_project();
    chora_error err = CHORA_ERROR_INIT;
    chora_measure_options options = in_month(2);
    chora_change_table *changes = NULL;
    chora_against against;
    assert_int_equal(chora_against_parse("2021", &against, NULL), CHORA_OK);
    assert_int_equal(chora_measure_change(p.store, &options, against, &changes, &err),
                     CHORA_EINVAL);
    assert_string_equal(err.message,
                        "February 2022 has 28 days and 2021 has 365: numbers of periods so unlike "
                        "cannot be held against each other; choose periods of one length");
    assert_int_equal(chora_against_parse("2022-02-14..2022-03-13", &against, NULL), CHORA_OK);
    assert_int_equal(chora_measure_change(p.store, &options, against, &changes, &err),
                     CHORA_EINVAL);
    assert_non_null(strstr(err.message, "overlap"));
    assert_null(changes);
    project_free(&p);
}

/* ---- classes --------------------------------------------------------------------------------- */

static void assert_labels(const double *changes, size_t count, chora_change_classes_options options,
                          const char *expected)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_classes classes;
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    if (chora_change_classes_make(changes, count, &options, &classes, &err))
        fail_msg("%s", err.message);
    assert_int_equal(classes.count, options.count);
    size_t half = classes.count / 2, all = 0;
    for (size_t c = 0; c < classes.count; c++) {
        assert_string_equal(classes.classes[c].label, classes.classes[2 * half - c].label);
        all += classes.classes[c].count;
    }
    assert_int_equal(all, count);
    for (size_t c = half; c < classes.count; c++)
        chora_buffer_printf(&text, "%s%s", c > half ? " " : "", classes.classes[c].label);
    assert_string_equal(chora_buffer_text(&text), expected);
    for (size_t i = 0; i < count; i++) {
        int class = chora_classes_of(&classes, changes[i]);
        int side = changes[i] > 0 ? 1 : changes[i] < 0 ? -1 : 0;
        assert_true(side == (class > (int)half) - (class < (int)half));
    }
    chora_buffer_free(&text);
}

static void classes_of_a_change_have_two_sides(void **state)
{
    (void)state;
    const chora_change_classes_options seven = { .count = 7,
                                                 .method = CHORA_FISHER,
                                                 .whole = true };
    chora_change_classes_options other = seven;
    const double attacks[] = { -19, -8, -4, -1, -1, -1, 0, 0, 1, 3 };
    assert_labels(attacks, 10, seven, "0 1" DASH "4 5" DASH "9 10+");
    const double ones[] = { -1, 1, 1, 0 };
    assert_labels(ones, 4, seven, "0 1 2" DASH "4 5+");
    assert_labels(ones, 0, seven, "0 1 2" DASH "4 5+");
    const double large[] = { -1200, 40, 41, 39, 900, 5, -7, 2 };
    assert_labels(large, 8, seven, "0 1" DASH "499 500" DASH "999 1000+");
    const double breaks[] = { 3, 9 };
    other.method = CHORA_FIXED;
    other.breaks = breaks;
    assert_labels(attacks, 10, other, "0 1" DASH "3 4" DASH "9 10+");
    other = seven;
    other.count = 3;
    assert_labels(attacks, 10, other, "0 1+");
    other = seven;
    other.whole = false;
    const double rates[] = { -0.31, 0.02, 0.04, 0.05, 2.6, -2.2, 0.3, 0 };
    assert_labels(rates, 8, other, "0 <0.2 0.2" DASH "2 " AT_LEAST "2");
    other.count = 6;
    chora_classes classes;
    assert_int_equal(chora_change_classes_make(attacks, 10, &other, &classes, NULL), CHORA_EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_is_exact),
        cmocka_unit_test(an_earlier_period_is_of_the_same_kind),
        cmocka_unit_test(both_periods_are_counted_and_tested),
        cmocka_unit_test(sums_are_not_tested),
        cmocka_unit_test(what_was_not_covered_has_no_change),
        cmocka_unit_test(unlike_periods_are_refused),
        cmocka_unit_test(classes_of_a_change_have_two_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
