/* Several outputs of one project, put together by somebody who knows how they are made: no small
 * number can be worked out from what they print. */
#include "store_fixture.h"

#include <chora/breakdown.h>
#include <chora/measure.h>
#include <chora/profile.h>

enum {
    PROVINCES = 4,
    DISTRICTS = 12,
    MONTHS = 6,
    QUARTERS = 2,
    SMALLEST = 5,
    TRIALS = 4,
    MANY = 1000
};

/* ---- what is true and what is known ---------------------------------------------------------- */

typedef struct {
    int64_t truth, low, high;
    bool printed;
} unknown;

/* Counts of districts and provinces by month, quarter and over all; of the incidents of one type,
 * and of the others, by province. */
static struct {
    unknown district[DISTRICTS][MONTHS], district_all[DISTRICTS];
    unknown province[PROVINCES][MONTHS], province_all[PROVINCES];
    unknown quarter[PROVINCES][QUARTERS], bombing[PROVINCES][MONTHS], other[PROVINCES][MONTHS];
    unknown month[MONTHS];
} seen;

static void forget(unknown *of, int64_t truth)
{
    *of = (unknown){ truth, 0, MANY, false };
}

static unsigned next(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7FFF;
}

static void invent(unsigned seed)
{
    memset(&seen, 0, sizeof seen);
    for (int d = 0; d < DISTRICTS; d++)
        for (int m = 0; m < MONTHS; m++) {
            unsigned kind = next(&seed) % 4;
            int64_t count = kind == 0 ? 0 : kind == 1 ? next(&seed) % 5 : next(&seed) % 12;
            int64_t bombing = count ? next(&seed) % (count + 1) : 0;
            int p = d / 3;
            forget(&seen.district[d][m], count);
            forget(&seen.district_all[d], seen.district_all[d].truth + count);
            forget(&seen.province[p][m], seen.province[p][m].truth + count);
            forget(&seen.province_all[p], seen.province_all[p].truth + count);
            forget(&seen.quarter[p][m / 3], seen.quarter[p][m / 3].truth + count);
            forget(&seen.bombing[p][m], seen.bombing[p][m].truth + bombing);
            forget(&seen.other[p][m], seen.other[p][m].truth + count - bombing);
            forget(&seen.month[m], seen.month[m].truth + count);
        }
}

/* ---- the project ----------------------------------------------------------------------------- */

static void add_incidents(chora_store *store, int district, int month, int64_t count,
                          const char *type)
{
    char sql[1024];
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %lld)"
             " INSERT INTO incident (key, run_id, dataset_id, day, date_precision,"
             " place_precision, type, sensitivity, summary, hash) SELECT '%d-%d-%s-' || i, 1, 1,"
             " %d, 'day', 'district', '%s', 'high', 'hidden', 'h' FROM n",
             (long long)count, district, month, type, (int)chora_day_from_ymd(2022, month + 1, 10),
             type);
    if (count > 0)
        run(store, sql);
    snprintf(sql, sizeof sql,
             "INSERT INTO match (incident_id, layer_id, area_id, level, method) SELECT id, 3, %d,"
             " 'district', 'name' FROM incident WHERE key LIKE '%d-%d-%s-%%'",
             101 + district, district, month, type);
    run(store, sql);
}

static project make_project(unsigned seed)
{
    project p = project_new();
    char sql[256];
    run(p.store,
        "SAVEPOINT made; INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents',"
        " '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'c', 'areas', 0, 1),"
        " (2, 'p', 'areas', 1, 1), (3, 'd', 'areas', 2, 1);"
        "INSERT INTO area (id, code, level, layer_id, country) VALUES (1, 'AA', 0, 1, 'AAA');"
        "INSERT INTO dataset (id, name) VALUES (1, 'd');");
    snprintf(sql, sizeof sql,
             "INSERT INTO coverage (dataset_id, first_day, last_day, state) VALUES (1, %d, %d, "
             "'full')",
             (int)chora_day_from_ymd(2022, 1, 1), (int)chora_day_from_ymd(2022, 6, 30));
    run(p.store, sql);
    for (int i = 0; i < PROVINCES + DISTRICTS; i++) {
        bool district = i >= PROVINCES;
        int d = i - PROVINCES;
        snprintf(sql, sizeof sql,
                 "INSERT INTO area (id, code, level, layer_id, parent_id, country) VALUES (%d, "
                 "'%s%02d', %d, %d, %d, 'AAA')",
                 district ? 101 + d : 11 + i, district ? "D" : "P", district ? d : i,
                 district ? 2 : 1, district ? 3 : 2, district ? 11 + d / 3 : 1);
        run(p.store, sql);
    }
    invent(seed);
    for (int d = 0; d < DISTRICTS; d++)
        for (int m = 0; m < MONTHS; m++) {
            int64_t bombing = seen.district[d][m].truth * (1 + (d + m) % 3) / 4;
            add_incidents(p.store, d, m, bombing, "bombing");
            add_incidents(p.store, d, m, seen.district[d][m].truth - bombing, "other");
        }
    run(p.store, "RELEASE made");
    for (int q = 0; q < PROVINCES; q++)
        for (int m = 0; m < MONTHS; m++) {
            forget(&seen.bombing[q][m], 0);
            for (int d = 3 * q; d < 3 * q + 3; d++)
                seen.bombing[q][m].truth += seen.district[d][m].truth * (1 + (d + m) % 3) / 4;
            forget(&seen.other[q][m], seen.province[q][m].truth - seen.bombing[q][m].truth);
        }
    return p;
}

/* ---- what is printed ------------------------------------------------------------------------- */

static void learn(unknown *of, chora_cell cell)
{
    assert_int_equal(cell.state == CHORA_CELL_NO_DATA, cell.withheld);
    if (cell.withheld)
        return;
    assert_int_equal((int64_t)cell.value, of->truth);
    if (of->truth > 0 && of->truth < SMALLEST)
        fail_msg("%lld is printed", (long long)of->truth);
    of->low = of->high = of->truth;
    of->printed = true;
}

static chora_table *measure(chora_store *store, chora_measure_options options)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_table *table = NULL;
    assert_ok(chora_measure(store, &options, &table, &err), err);
    return table;
}

static void read_districts(chora_store *store)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.level = 2;
    options.by = CHORA_PERIOD_MONTH;
    chora_table *table = measure(store, options);
    for (size_t d = 0; d < DISTRICTS; d++)
        for (size_t m = 0; m < MONTHS; m++)
            learn(&seen.district[d][m], chora_table_cell(table, d, m));
    chora_table_free(table);
    options.by = CHORA_PERIOD_ALL;
    table = measure(store, options);
    for (size_t d = 0; d < DISTRICTS; d++)
        learn(&seen.district_all[d], chora_table_cell(table, d, 0));
    chora_table_free(table);
}

static void read_provinces(chora_store *store)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.by = CHORA_PERIOD_MONTH;
    chora_table *all = measure(store, options);
    options.where = "type = 'bombing'";
    chora_table *bombing = measure(store, options);
    for (size_t p = 0; p < PROVINCES; p++)
        for (size_t m = 0; m < MONTHS; m++) {
            learn(&seen.province[p][m], chora_table_cell(all, p, m));
            learn(&seen.bombing[p][m], chora_table_cell(bombing, p, m));
        }
    chora_table_free(all);
    chora_table_free(bombing);
}

/* Other spans, as figures of a batch have them. */
static void read_spans(chora_store *store)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    chora_table *table = measure(store, options);
    for (size_t p = 0; p < PROVINCES; p++)
        learn(&seen.province_all[p], chora_table_cell(table, p, 0));
    chora_table_free(table);
    options.by = CHORA_PERIOD_QUARTER;
    table = measure(store, options);
    for (size_t p = 0; p < PROVINCES; p++)
        for (size_t q = 0; q < QUARTERS; q++)
            learn(&seen.quarter[p][q], chora_table_cell(table, p, q));
    chora_table_free(table);
    options.by = CHORA_PERIOD_MONTH;
    options.span_given = true;
    for (int first = 0; first < MONTHS; first += 2) {
        options.first = chora_day_from_ymd(2022, first + 1, 1);
        options.last = chora_day_from_ymd(2022, first + 2, 28);
        table = measure(store, options);
        for (size_t p = 0; p < PROVINCES; p++)
            for (int m = 0; m < 2; m++)
                learn(&seen.province[p][first + m], chora_table_cell(table, p, (size_t)m));
        chora_table_free(table);
    }
}

/* ---- the attack ------------------------------------------------------------------------------ */

static bool changed;

static void narrow(unknown *of, int64_t low, int64_t high)
{
    if (low > of->low) {
        of->low = low;
        changed = true;
    }
    if (high < of->high) {
        of->high = high;
        changed = true;
    }
    assert_true(of->low <= of->truth && of->truth <= of->high);
}

/* The parts add up to the sum: what follows for each. */
static void add_up(unknown *sum, unknown **parts, size_t count)
{
    int64_t low = 0, high = 0;
    for (size_t i = 0; i < count; i++) {
        low += parts[i]->low;
        high += parts[i]->high;
    }
    narrow(sum, low, high);
    for (size_t i = 0; i < count; i++)
        narrow(parts[i], sum->low - (high - parts[i]->high), sum->high - (low - parts[i]->low));
}

static void reason(void)
{
    unknown *parts[MONTHS + DISTRICTS];
    for (int m = 0; m < MONTHS; m++) {
        for (int p = 0; p < PROVINCES; p++) {
            for (int d = 0; d < 3; d++)
                parts[d] = &seen.district[3 * p + d][m];
            add_up(&seen.province[p][m], parts, 3);
            parts[0] = &seen.bombing[p][m];
            parts[1] = &seen.other[p][m];
            add_up(&seen.province[p][m], parts, 2);
        }
        for (int p = 0; p < PROVINCES; p++)
            parts[p] = &seen.province[p][m];
        add_up(&seen.month[m], parts, PROVINCES);
    }
    for (int d = 0; d < DISTRICTS; d++) {
        for (int m = 0; m < MONTHS; m++)
            parts[m] = &seen.district[d][m];
        add_up(&seen.district_all[d], parts, MONTHS);
    }
    for (int p = 0; p < PROVINCES; p++) {
        for (int m = 0; m < MONTHS; m++)
            parts[m] = &seen.province[p][m];
        add_up(&seen.province_all[p], parts, MONTHS);
        add_up(&seen.quarter[p][0], parts, 3);
        add_up(&seen.quarter[p][1], parts + 3, 3);
        for (int d = 0; d < 3; d++)
            parts[d] = &seen.district_all[3 * p + d];
        add_up(&seen.province_all[p], parts, 3);
    }
}

static void expect_safe(const unknown *of, size_t count, const char *what, int *withheld)
{
    for (size_t i = 0; i < count; i++) {
        bool is_small = of[i].truth > 0 && of[i].truth < SMALLEST;
        *withheld += is_small;
        if (is_small && of[i].low == of[i].high)
            fail_msg("%s %zu is known to be %lld", what, i, (long long)of[i].truth);
    }
}

static void test_set_of_tables(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    int withheld = 0;
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        project p = make_project(trial * 7919 + 1);
        assert_ok(chora_profile_use(p.store, CHORA_TESTS "/cases/measure/counts.profile.yaml", NULL,
                                    &err),
                  err);
        for (int m = 0; m < MONTHS; m++) /* every account says the sum of a month */
            narrow(&seen.month[m], seen.month[m].truth, seen.month[m].truth);
        read_districts(p.store);
        read_provinces(p.store);
        read_spans(p.store);
        do {
            changed = false;
            reason();
        } while (changed);
        expect_safe(seen.district[0], DISTRICTS * MONTHS, "district", &withheld);
        expect_safe(seen.province[0], PROVINCES * MONTHS, "province", &withheld);
        expect_safe(seen.province_all, PROVINCES, "province over all", &withheld);
        expect_safe(seen.quarter[0], PROVINCES * QUARTERS, "province's quarter", &withheld);
        expect_safe(seen.bombing[0], PROVINCES * MONTHS, "bombings", &withheld);
        expect_safe(seen.other[0], PROVINCES * MONTHS, "others", &withheld);
        project_free(&p);
    }
    assert_true(withheld > 100);
}

/* Values of a column: the small ones are counted together, sums are as they are. */
static void test_values(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    chora_breakdown *made = NULL;
    project p = make_project(5);
    run(p.store, "UPDATE incident SET type = 'rare' WHERE id IN (SELECT id FROM incident WHERE "
                 "type = 'other' ORDER BY id LIMIT 3)");
    assert_ok(
        chora_profile_use(p.store, CHORA_TESTS "/cases/measure/counts.profile.yaml", NULL, &err),
        err);
    options.column = "type";
    assert_ok(chora_breakdown_make(p.store, &options, &made, &err), err);
    size_t values = chora_breakdown_values(made);
    assert_int_equal(values, 4);
    assert_string_equal(chora_breakdown_value(made, values - 1), CHORA_WITHHELD_VALUE);
    int64_t told = 0, all = chora_breakdown_total(made, CHORA_ALL_VALUES).incidents;
    int withheld = 0;
    for (size_t i = 0; i < values; i++) {
        chora_breakdown_cell cell = chora_breakdown_cell_of(made, 0, 0, i);
        assert_int_equal(cell.incidents, chora_breakdown_total(made, i).incidents);
        assert_true(!cell.withheld || (cell.incidents == 0 && cell.state == CHORA_CELL_NO_DATA));
        withheld += cell.withheld;
        told += cell.incidents;
    }
    assert_int_equal(told, all);
    assert_int_equal(withheld, 2); /* the rare ones, and others with them */
    assert_true(chora_breakdown_cell_of(made, 0, 0, values - 1).incidents > SMALLEST);
    chora_breakdown_free(made);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_of_tables),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
