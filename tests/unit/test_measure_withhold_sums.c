/* Sums over all areas, values of a column, conditions, deaths and months of two calendars, from
 * tables, breakdowns and reports, put together: no small number follows from all that is printed.
 */
#include "measure/table.h"
#include "report/facts.h"
#include "style/language.h"

#include "invented_project.h"

#include <chora/breakdown.h>
#include <chora/profile.h>

enum {
    AREAS = 3,
    TYPES = 2,
    KINDS = 2 * TYPES, /* Of each type those with deaths, and those without. */
    MONTHS = 9,
    HALVES = 2 * MONTHS,
    UNKNOWNS = AREAS * KINDS * HALVES,
    SMALLEST = 5,
    TRIALS = 3
};
/* What is put together. Areas split by a column are held against tables of areas: a second way to
 * split areas, put beside them, is left to who publishes (docs/protection.md). */
enum {
    TABLES = 1,
    CONDITIONS = 2,
    FRAMES = 4,
    VALUES = 8,
    AREA_VALUES = 16,
    REPORT = 32,
    REPORT_AREAS = 64,
    REPORT_TYPES = 128,
    REPORT_DEATHS = 256
};
static const unsigned sets[] = {
    TABLES | CONDITIONS | FRAMES | VALUES | REPORT | REPORT_TYPES | REPORT_DEATHS,
    TABLES | AREA_VALUES,
    TABLES | REPORT | REPORT_AREAS | REPORT_DEATHS,
};
static unsigned reading;

#include "known_sums.h"
static const char *const type_names[TYPES] = { "arson", "bombing" };

/* ---- what is true ---------------------------------------------------------------------------- */

/* Of each area and kind the incidents of the 10th and of the 24th of each month. */
static int64_t truth[UNKNOWNS];

static void add_incidents(chora_store *store, int at)
{
    char sql[800];
    int area = at / HALVES / KINDS, kind = at / HALVES % KINDS, half = at % HALVES;
    chora_day day = chora_day_from_ymd(2022, half / 2 + 1, half % 2 ? 24 : 10);
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO incident (key, run_id, dataset_id, day, date_precision,"
             " place_precision, type, killed, sensitivity, hash) SELECT '%d-' || i, 1, 1, %d,"
             " 'day', 'province', '%s', %d, 'high', 'h' FROM n;"
             "INSERT INTO match (incident_id, layer_id, area_id, level, method) SELECT id, 2,"
             " %d, 'province', 'name' FROM incident WHERE key LIKE '%d-%%'",
             (int)truth[at], at, (int)day, type_names[kind / 2], kind % 2, 11 + area, at);
    run(store, sql);
}

/* Some months have few incidents in all. */
static void invent(chora_store *store, unsigned seed)
{
    for (int i = 0; i < UNKNOWNS; i++) {
        unsigned kind = next(&seed) % 5;
        bool scarce = (i % HALVES / 2 + seed % 3) % 3 == 0;
        truth[i] = kind < 3 ? 0 : kind == 3 ? next(&seed) % 3 : next(&seed) % 8;
        if (scarce && next(&seed) % 4)
            truth[i] = 0;
        if (truth[i] > 0)
            add_incidents(store, i);
    }
}

static project make_project(unsigned seed)
{
    project p = invented_project(AREAS, chora_day_from_ymd(2022, MONTHS, 30));
    invent(p.store, seed);
    run(p.store, "RELEASE made");
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(
        chora_profile_use(p.store, CHORA_TESTS "/cases/measure/counts.profile.yaml", NULL, &err),
        err);
    return p;
}

/* ---- what is printed: sums of unknowns, kept reduced ----------------------------------------- */

/* Areas and kinds as bits, and half months. */
typedef struct {
    unsigned areas, kinds;
    int first, last;
} sum_of;

enum { ALL_AREAS = (1 << AREAS) - 1, ALL_KINDS = (1 << KINDS) - 1, DEADLY = 0xA };

static unsigned kinds_of(int type)
{
    return 3u << 2 * type;
}

static bool is_in(sum_of of, int at)
{
    return (of.areas >> at / HALVES / KINDS & 1) && (of.kinds >> at / HALVES % KINDS & 1) &&
           at % HALVES >= of.first && at % HALVES <= of.last;
}

static int64_t true_sum(sum_of of)
{
    int64_t sum = 0;
    for (int i = 0; i < UNKNOWNS; i++)
        sum += is_in(of, i) ? truth[i] : 0;
    return sum;
}

static void make_sum(sum_of of, uint64_t sum[UNKNOWNS])
{
    for (int i = 0; i < UNKNOWNS; i++)
        sum[i] = is_in(of, i);
}

/* A sum that is printed. */
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

static int printed, withheld;

static void print(sum_of of, int64_t value)
{
    printed++;
    if (value != true_sum(of))
        fail_msg("areas %u, kinds %u, halves %d to %d: %d is printed, not %d", of.areas, of.kinds,
                 of.first, of.last, (int)value, (int)true_sum(of));
    learn(of);
}

/* ---- periods --------------------------------------------------------------------------------- */

/* The half months of a period: days 10 and 24 that are in it. */
static sum_of at_period(chora_period period, unsigned areas, unsigned kinds)
{
    sum_of of = { areas, kinds, HALVES, -1 };
    for (int half = 0; half < HALVES; half++) {
        chora_day day = chora_day_from_ymd(2022, half / 2 + 1, half % 2 ? 24 : 10);
        if (day < period.first || day > period.last)
            continue;
        of.first = half < of.first ? half : of.first;
        of.last = half;
    }
    return of;
}

static sum_of over(const chora_table *table, unsigned areas, unsigned kinds)
{
    chora_period all = chora_table_period(table, 0);
    all.last = chora_table_period(table, chora_table_periods(table) - 1).last;
    return at_period(all, areas, kinds);
}

/* ---- the outputs ----------------------------------------------------------------------------- */

static void read_account(chora_account account, sum_of of)
{
    withheld += account.is_withheld;
    if (account.is_withheld)
        assert_int_equal(account.accepted + account.shown + account.outside_period, 0);
    else
        print(of, account.shown);
}

static void read_table(const chora_table *table, unsigned areas, unsigned kinds)
{
    for (size_t period = 0; period < chora_table_periods(table); period++) {
        chora_period when = chora_table_period(table, period);
        for (size_t area = 0; area < chora_table_areas(table); area++) {
            unsigned bit = 1u << (chora_table_area_id(table, area) - 11);
            chora_cell cell = chora_table_cell(table, area, period);
            withheld += cell.withheld;
            if (!cell.withheld)
                print(at_period(when, bit, kinds), (int64_t)cell.value);
        }
        read_account(chora_table_account(table, period), at_period(when, areas, kinds));
        chora_withheld hidden;
        if (chora_table_withheld(table, period, &hidden) && !hidden.is_sum_withheld)
            print(at_period(when, areas, kinds), (int64_t)hidden.area_total);
    }
    read_account(chora_table_overall_account(table), over(table, areas, kinds));
    for (size_t area = 0; table->total_withheld && area < chora_table_areas(table); area++)
        if (chora_table_periods(table) > 1 && !table->total_withheld[area])
            print(over(table, 1u << (chora_table_area_id(table, area) - 11), kinds),
                  (int64_t)table->row_totals[area]);
}

/* `frame` takes the first areas only. */
static void measure(chora_store *store, chora_measure_options options, unsigned kinds, int framed)
{
    unsigned output = options.where ? CONDITIONS : framed ? FRAMES : TABLES;
    if (!(reading & output))
        return;
    static const char *const frames[] = { "P00,P01,P02", "P00", "P00,P01" };
    chora_error err = CHORA_ERROR_INIT;
    chora_table *table = NULL;
    options.frame = framed ? frames[framed] : NULL;
    chora_status st = chora_measure(store, &options, &table, &err);
    if (st == CHORA_EINVAL && strstr(err.message, "calendar"))
        return;
    assert_ok(st, err);
    read_table(table, framed ? (1u << framed) - 1 : ALL_AREAS, kinds);
    chora_table_free(table);
}

static void break_down(chora_store *store, chora_period_kind by, int level)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    chora_breakdown *made = NULL;
    options.by = by;
    options.column = "type";
    options.level = level;
    if (!(reading & (level == CHORA_NO_LEVEL ? VALUES : AREA_VALUES)))
        return;
    chora_status st = chora_breakdown_make(store, &options, &made, &err);
    if (st == CHORA_EINVAL && strstr(err.message, "calendar"))
        return;
    assert_ok(st, err);
    size_t periods = chora_breakdown_periods(made), areas = chora_breakdown_areas(made);
    for (size_t period = 0; period < periods; period++) {
        chora_period when = chora_breakdown_period(made, period);
        read_account(chora_breakdown_account(made, period), at_period(when, ALL_AREAS, ALL_KINDS));
        for (size_t value = 0; value < chora_breakdown_values(made); value++) {
            const char *name = chora_breakdown_value(made, value);
            int type = strcmp(name, type_names[0]) == 0 ? 0 : 1;
            if (strcmp(name, CHORA_WITHHELD_VALUE) == 0)
                continue;
            for (size_t area = 0; area < areas; area++) {
                chora_breakdown_cell cell = chora_breakdown_cell_of(made, area, period, value);
                unsigned bits = level == CHORA_NO_LEVEL ? ALL_AREAS : 1u << area;
                if (!cell.withheld)
                    print(at_period(when, bits, kinds_of(type)), cell.incidents);
            }
            chora_breakdown_cell sum = chora_breakdown_period_total(made, period, value);
            if (!sum.withheld)
                print(at_period(when, ALL_AREAS, kinds_of(type)), sum.incidents);
        }
    }
    for (size_t value = 0; value < chora_breakdown_values(made); value++) {
        const char *name = chora_breakdown_value(made, value);
        chora_breakdown_cell sum = chora_breakdown_total(made, value);
        if (strcmp(name, CHORA_WITHHELD_VALUE) == 0 || sum.withheld)
            continue;
        chora_period all = chora_breakdown_period(made, 0);
        all.last = chora_breakdown_period(made, periods - 1).last;
        print(at_period(all, ALL_AREAS, kinds_of(strcmp(name, type_names[0]) ? 1 : 0)),
              sum.incidents);
    }
    chora_breakdown_free(made);
}

static void read_spans(chora_store *store)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.span_given = true;
    for (int first = 0; first < HALVES; first++)
        for (int last = first; last < HALVES; last++) {
            if ((first * 5 + last) % 4 && (first % 2 || last % 2 == 0))
                continue;
            options.first = chora_day_from_ymd(2022, first / 2 + 1, first % 2 ? 15 : 1);
            options.last = chora_day_from_ymd(2022, last / 2 + 1, 14);
            if (last % 2)
                options.last = chora_period_of(CHORA_PERIOD_MONTH, options.last).last;
            options.where = (first + last) % 3 ? NULL : "type = 'arson'";
            measure(store, options, options.where ? kinds_of(0) : ALL_KINDS,
                    options.where ? 0 : (first + last) % 3);
        }
}

static void read_tables(chora_store *store)
{
    static const chora_period_kind kinds[] = { CHORA_PERIOD_MONTH, CHORA_PERIOD_QUARTER,
                                               CHORA_PERIOD_YEAR, CHORA_PERIOD_ALL,
                                               CHORA_PERIOD_SOLAR_MONTH };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        chora_measure_options options = CHORA_MEASURE_INIT;
        options.by = kinds[i];
        for (int framed = 0; framed < 3; framed++)
            measure(store, options, ALL_KINDS, framed);
        options.where = "type = 'bombing'";
        measure(store, options, kinds_of(1), 0);
        options.where = "killed > 0";
        measure(store, options, DEADLY, 0);
        break_down(store, kinds[i], CHORA_NO_LEVEL);
        break_down(store, kinds[i], 1);
    }
}

static bool is_read(const chora_scope *scope)
{
    return (reading & REPORT) && (scope->area == CHORA_NO_INDEX || (reading & REPORT_AREAS)) &&
           (!scope->words[CHORA_RECORD_TYPE] || (reading & REPORT_TYPES)) &&
           (!scope->deadly || (reading & REPORT_DEATHS));
}

static void read_scope(const chora_facts *facts, chora_scope scope)
{
    if (!is_read(&scope))
        return;
    int type = scope.words[CHORA_RECORD_TYPE]
                   ? strcmp(scope.words[CHORA_RECORD_TYPE], type_names[0]) != 0
                   : -1;
    unsigned areas = scope.area == CHORA_NO_INDEX ? ALL_AREAS : 1u << scope.area;
    unsigned kinds = (type < 0 ? ALL_KINDS : kinds_of(type)) & (scope.deadly ? DEADLY : ALL_KINDS);
    chora_count count = chora_facts_count(facts, &scope);
    withheld += count.withheld;
    if (count.withheld)
        return;
    print(at_period(scope.period, areas, kinds), count.incidents);
    if (!count.deadly_withheld)
        print(at_period(scope.period, areas, kinds & DEADLY), count.deadly);
}

static void read_facts(const chora_facts *facts, chora_period period)
{
    for (int area = -1; area < AREAS; area++)
        for (int type = -1; type < TYPES; type++) {
            chora_scope scope = chora_scope_of(period);
            scope.area = area < 0 ? CHORA_NO_INDEX : (size_t)area;
            scope.words[CHORA_RECORD_TYPE] = type < 0 ? NULL : type_names[type];
            read_scope(facts, scope);
            scope.deadly = true;
            read_scope(facts, scope);
        }
}

static void read_reports(chora_store *store)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    const chora_records_options options = { .level = 1 };
    const chora_words *words = NULL;
    chora_facts facts;
    assert_ok(chora_words_load("en", CHORA_CALENDAR_OF_LANGUAGE, arena, &words, &err), err);
    assert_ok(chora_facts_load(store, &options, NULL, words, arena, &facts, &err), err);
    for (int i = 0; i < MONTHS; i++)
        read_facts(&facts, chora_period_of(CHORA_PERIOD_MONTH, chora_day_from_ymd(2022, i + 1, 1)));
    for (int i = 0; i < MONTHS; i += 3)
        read_facts(&facts,
                   chora_period_of(CHORA_PERIOD_QUARTER, chora_day_from_ymd(2022, i + 1, 1)));
    read_facts(&facts, chora_period_of(CHORA_PERIOD_YEAR, chora_day_from_ymd(2022, 1, 1)));
    chora_facts_free(&facts);
    chora_arena_free(arena);
}

/* ---- what must not be known ------------------------------------------------------------------ */

static void expect_unknown(sum_of of, const char *what)
{
    int64_t sum = true_sum(of);
    if (sum > 0 && sum < SMALLEST && is_known(of))
        fail_msg("%s: areas %u, kinds %u, halves %d to %d are known to be %d", what, of.areas,
                 of.kinds, of.first, of.last, (int)sum);
}

static void expect_span_unknown(int first, int last)
{
    expect_unknown((sum_of){ ALL_AREAS, ALL_KINDS, first, last }, "all areas");
    for (int type = 0; type < TYPES; type++)
        expect_unknown((sum_of){ ALL_AREAS, kinds_of(type), first, last }, "a type");
    expect_unknown((sum_of){ ALL_AREAS, DEADLY, first, last }, "with deaths");
    expect_unknown((sum_of){ ALL_AREAS, ALL_KINDS & ~DEADLY, first, last }, "without deaths");
    for (unsigned area = 0; area < AREAS; area++) {
        expect_unknown((sum_of){ 1u << area, ALL_KINDS, first, last }, "an area");
        for (int type = 0; type < TYPES; type++)
            expect_unknown((sum_of){ 1u << area, kinds_of(type), first, last },
                           "a type in an area");
        expect_unknown((sum_of){ 1u << area, DEADLY, first, last }, "with deaths in an area");
    }
}

static void expect_all_unknown(void)
{
    for (int first = 0; first < HALVES; first++)
        for (int last = first; last < HALVES; last++)
            expect_span_unknown(first, last);
}

static void test_sums(void **state)
{
    (void)state;
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        project p = make_project(trial * 7919 + 3);
        for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
            memset(&known, 0, sizeof known);
            reading = sets[i];
            read_tables(p.store);
            read_spans(p.store);
            read_reports(p.store);
            expect_all_unknown();
        }
        project_free(&p);
    }
    print_message("%d printed, %d withheld\n", printed, withheld);
    assert_true(printed > 1000 && withheld > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_sums) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
