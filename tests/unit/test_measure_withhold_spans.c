/* Every span of months, and spans that end inside of a month, put together: no small number of an
 * area or town follows from all that is printed, not even by adding and subtracting many of them.
 */
#include "measure/table.h"

#include "invented_project.h"

#include <chora/measure.h>
#include <chora/profile.h>

enum {
    AREAS = 4,
    PARTS = 3, /* Two towns, and what is in none. */
    MONTHS = 12,
    HALVES = 2 * MONTHS,
    PLACES = AREAS * PARTS,
    UNKNOWNS = PLACES * HALVES,
    SMALLEST = 5,
    TRIALS = 2
};
#include "known_sums.h"

/* ---- what is true ---------------------------------------------------------------------------- */

/* Of each part of each area the incidents of the 10th and of the 20th of each month. */
static int64_t truth[UNKNOWNS];

static chora_day day_of(int half)
{
    return chora_day_from_ymd(2022, half / 2 + 1, half % 2 ? 20 : 10);
}

static void add_incidents(chora_store *store, int at)
{
    char sql[800];
    int place = at / HALVES;
    bool in_town = place % PARTS != PARTS - 1;
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO incident (key, run_id, dataset_id, day, date_precision,"
             " place_precision, lon, lat, sensitivity, hash) SELECT '%d-' || i, 1, 1, %d, 'day',"
             " '%s', %s, %s, 'high', 'h' FROM n",
             (int)truth[at], at, (int)day_of(at % HALVES), in_town ? "exact" : "province",
             in_town ? "69.5" : "NULL",
             in_town ? (const char *[]){ "34.5", "34.75" }[place % PARTS] : "NULL");
    run(store, sql);
    snprintf(sql, sizeof sql,
             "UPDATE incident SET lon = lon + %d WHERE key LIKE '%d-%%';"
             "INSERT INTO match (incident_id, layer_id, area_id, level, method) SELECT id, 2,"
             " %d, '%s', 'name' FROM incident WHERE key LIKE '%d-%%'",
             place / PARTS, at, 11 + place / PARTS, in_town ? "exact" : "province", at);
    run(store, sql);
}

static void invent(chora_store *store, unsigned seed)
{
    for (int i = 0; i < UNKNOWNS; i++) {
        unsigned kind = next(&seed) % 5;
        truth[i] = kind < 2 ? 0 : kind == 2 ? next(&seed) % 3 : 2 + next(&seed) % 9;
        if (truth[i] > 0)
            add_incidents(store, i);
    }
}

static project make_project(unsigned seed)
{
    project p = invented_project(AREAS, chora_day_from_ymd(2022, 12, 31));
    invent(p.store, seed);
    run(p.store, "RELEASE made");
    return p;
}

/* ---- what is printed: sums of unknowns, kept reduced ------------------------------------------
 */

/* The half months from the first to the last, of the places from one to before another. */
typedef struct {
    int place, past, first, last;
} sum_of;

static bool is_in(sum_of of, int at)
{
    return at / HALVES >= of.place && at / HALVES < of.past && at % HALVES >= of.first &&
           at % HALVES <= of.last;
}

static void make_sum(sum_of of, uint64_t sum[UNKNOWNS])
{
    for (int i = 0; i < UNKNOWNS; i++)
        sum[i] = is_in(of, i);
}

static void learn(sum_of of)
{
    uint64_t sum[UNKNOWNS];
    make_sum(of, sum);
    known_learn(sum);
}

static bool is_known(sum_of of)
{
    uint64_t sum[UNKNOWNS];
    make_sum(of, sum);
    return known_reduce(sum) == UNKNOWNS;
}

static int64_t true_sum(sum_of of)
{
    int64_t sum = 0;
    for (int i = 0; i < UNKNOWNS; i++)
        sum += is_in(of, i) ? truth[i] : 0;
    return sum;
}

static sum_of of_area(int area, int first, int last)
{
    return (sum_of){ area * PARTS, (area + 1) * PARTS, first, last };
}

static sum_of of_place(int place, int first, int last)
{
    return (sum_of){ place, place + 1, first, last };
}

/* ---- the outputs ----------------------------------------------------------------------------- */

static int printed, withheld, towns;

static void print(sum_of of, int64_t value)
{
    printed++;
    assert_int_equal(value, true_sum(of));
    learn(of);
}

static void read_towns(const chora_table *table, size_t period, int first, int last)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++) {
        int place = (int)(symbols[i].lon - 69) * PARTS + (symbols[i].lat > 34.6);
        print(of_place(place, first, last), symbols[i].incidents);
        towns++;
    }
}

static void read_areas(const chora_table *table, size_t period, int first, int last)
{
    for (int area = 0; area < AREAS; area++) {
        chora_cell cell = chora_table_cell(table, (size_t)area, period);
        withheld += cell.withheld;
        if (!cell.withheld)
            print(of_area(area, first, last), (int64_t)cell.value);
    }
}

static void read_span(chora_store *store, chora_period_kind by, int first, int last)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_measure_options options = CHORA_MEASURE_INIT;
    chora_table *table = NULL;
    options.by = by;
    options.span_given = true;
    options.first = chora_day_from_ymd(2022, first / 2 + 1, first % 2 ? 15 : 1);
    options.last = chora_day_from_ymd(2022, last / 2 + 1, 14);
    if (last % 2)
        options.last = chora_period_of(CHORA_PERIOD_MONTH, options.last).last;
    assert_ok(chora_measure(store, &options, &table, &err), err);
    for (size_t i = 0; i < chora_table_periods(table); i++) {
        int from = first + 2 * (int)i, to = by == CHORA_PERIOD_MONTH ? from + 1 : last;
        read_areas(table, i, from, to);
        read_towns(table, i, from, to);
    }
    for (int area = 0; by == CHORA_PERIOD_MONTH && area < AREAS; area++)
        if (!table->total_withheld[area])
            learn(of_area(area, first, last));
    chora_table_free(table);
}

/* What an account says of all areas together is no secret, but for spans that cut a month. */
static void read_all(chora_store *store)
{
    for (int month = 0; month < MONTHS; month++)
        learn((sum_of){ 0, PLACES, 2 * month, 2 * month + 1 });
    for (int first = 0; first < HALVES; first += 2)
        read_span(store, CHORA_PERIOD_MONTH, first, HALVES - 1);
    for (int first = 0; first < HALVES; first++)
        for (int last = first; last < HALVES; last++)
            if ((first * 7 + last) % 5 == 0 || (first % 2 == 0 && last % 2 == 1))
                read_span(store, CHORA_PERIOD_ALL, first, last);
}

static void expect_unknown(sum_of of, const char *what)
{
    int64_t sum = true_sum(of);
    if (sum > 0 && sum < SMALLEST && is_known(of))
        fail_msg("%s %d: halves %d to %d are known to be %d\n", what, of.place / PARTS, of.first,
                 of.last, (int)sum);
}

static void test_all_spans(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        project p = make_project(trial * 7919 + 3);
        memset(&known, 0, sizeof known);
        assert_ok(chora_profile_use(p.store, CHORA_TESTS "/cases/measure/counts.profile.yaml", NULL,
                                    &err),
                  err);
        read_all(p.store);
        for (int first = 0; first < HALVES; first++)
            for (int last = first; last < HALVES; last++) {
                for (int area = 0; area < AREAS; area++)
                    expect_unknown(of_area(area, first, last), "area");
                for (int place = 0; place < PLACES; place++)
                    expect_unknown(of_place(place, first, last), place % PARTS == PARTS - 1
                                                                     ? "what no town has of area"
                                                                     : "town of area");
            }
        project_free(&p);
    }
    print_message("%d printed, %d withheld, %d towns\n", printed, withheld, towns);
    assert_true(printed > 1000 && withheld > 500 && towns > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_all_spans) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
