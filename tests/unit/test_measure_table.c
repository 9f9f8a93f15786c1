/* Numbers per area and period: small projects and what must come out, in tests/cases/measure. */
#include "store_fixture.h"

#include "compose/account_text.h"
#include "measure/account.h"
#include "measure/table.h"

#include <chora/measure.h>
#include <dirent.h>
#include <math.h>

#define WORDS_MAX 24

typedef struct {
    const char *file;
    int line;
    project project;
    chora_table *table;
    chora_status st;
    chora_error err;
    int checks;
} runner;

static void wrong(const runner *r, const char *got)
{
    fail_msg("%s:%d: %s", r->file, r->line, got);
}

/* ---- making a project ------------------------------------------------------------------------ */

/** Run one statement; "-" binds NULL, texts that are numbers become numbers by column affinity. */
static void put(runner *r, const char *sql, const char *const *values, int count)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(r->project.store, sql, &query, &err), err);
    for (int i = 0; i < count; i++)
        chora_query_bind_text(query, i + 1, values[i] && strcmp(values[i], "-") ? values[i] : NULL);
    chora_status st = chora_query_run(query, &err);
    chora_query_close(query);
    if (st)
        wrong(r, err.message);
}

static void begin_project(runner *r)
{
    if (r->project.store)
        project_free(&r->project);
    r->project = project_new();
    run(r->project.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'countries', 'areas', 0, 1),"
        " (2, 'provinces', 'areas', 1, 1), (3, 'districts', 'areas', 2, 1),"
        " (4, 'old provinces', 'areas', 1, 0)");
}

/** A day number of "2022-03-05", as text in `out`; "-" stays. */
static const char *day_number(const char *date, char *out)
{
    int y, m, d;
    if (sscanf(date, "%d-%d-%d", &y, &m, &d) != 3)
        return "-";
    snprintf(out, 16, "%d", (int)chora_day_from_ymd(y, m, d));
    return out;
}

/** The value of "name=value" among the words, or `otherwise`. */
static const char *option(char *const *words, int count, const char *name, const char *otherwise)
{
    size_t length = strlen(name);
    for (int i = 0; i < count; i++)
        if (strncmp(words[i], name, length) == 0 && words[i][length] == '=')
            return words[i] + length + 1;
    return otherwise;
}

#define AREA "(SELECT id FROM area WHERE code = %s ORDER BY layer_id LIMIT 1)"

/* incident KEY DATE LEVEL AREA PLACE [precision= stated= lon= lat= killed= sensitivity= extra=
   dataset= withdrawn=] */
static void put_incident(runner *r, char *const *w, int count)
{
    char day[16], end[16];
    const char *values[] = { w[1],
                             day_number(w[2], day),
                             option(w, count, "precision", "-"),
                             option(w, count, "stated", "-"),
                             option(w, count, "lon", "-"),
                             option(w, count, "lat", "-"),
                             option(w, count, "killed", "-"),
                             option(w, count, "sensitivity", "-"),
                             option(w, count, "extra", "-"),
                             option(w, count, "dataset", "documented"),
                             option(w, count, "withdrawn", "-"),
                             option(w, count, "claim", "-"),
                             option(w, count, "verification", "-"),
                             day_number(option(w, count, "end", "-"), end) };
    put(r,
        "INSERT INTO incident (key, run_id, day, date_precision, place_precision, lon, lat, "
        "killed, sensitivity, extra, dataset_id, withdrawn_run, claim, verification, day_end, "
        "hash) SELECT ?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, d.id, ?11, ?12, ?13, ?14, 'h' || ?1 "
        "FROM dataset d WHERE d.name = ?10",
        values, 14);
    if (strcmp(w[3], "-") == 0)
        return;
    const char *match[] = { w[1], w[3], w[4], w[5] };
    put(r,
        "INSERT INTO match (incident_id, layer_id, area_id, place_id, level, method) "
        "SELECT i.id, coalesce((SELECT layer_id FROM area WHERE code = ?3 ORDER BY layer_id), 2), "
        "(SELECT id FROM area WHERE code = ?3 ORDER BY layer_id), ?4, ?2, 'name' "
        "FROM incident i WHERE i.key = ?1",
        match, 4);
}

static void put_place(runner *r, char *const *w)
{
    const char *values[] = { w[1], w[2], w[3], w[4] };
    put(r,
        "INSERT INTO place (id, geom) SELECT CAST(?1 AS INTEGER), "
        "MakePoint(CAST(?3 AS REAL), CAST(?4 AS REAL), 4326) WHERE ?2 IS NOT NULL",
        values, 4);
    put(r,
        "INSERT INTO name (kind, ref_id, lang, text, key) VALUES ('place', ?1, 'main', ?2 || "
        "' (main)', ?2), ('place', ?1, 'en', ?2, ?2), ('place', ?1, 'ps', 'x', 'x')",
        values, 2);
}

static bool make(runner *r, char **w, int count)
{
    char first[16], last[16];
    if (strcmp(w[0], "project") == 0) {
        begin_project(r);
    } else if (strcmp(w[0], "area") == 0) {
        const char *values[] = { w[1], w[2], w[3], w[4], w[5], option(w, count, "layer", "-") };
        put(r,
            "INSERT INTO area (code, level, layer_id, parent_id, country, area_km2) VALUES (?1, "
            "?2, coalesce(?6, ?2 + 1), (SELECT id FROM area WHERE code = ?3), ?4, ?5)",
            values, 6);
    } else if (strcmp(w[0], "place") == 0) {
        put_place(r, w);
    } else if (strcmp(w[0], "value") == 0) {
        const char *values[] = { w[1], w[2], w[3], w[4] };
        put(r,
            "INSERT INTO area_value (area_id, name, year, value) "
            "SELECT id, ?2, ?3, ?4 FROM area WHERE code = ?1",
            values, 4);
    } else if (strcmp(w[0], "dataset") == 0) {
        const char *values[] = { w[1] };
        put(r, "INSERT INTO dataset (name) VALUES (?1)", values, 1);
    } else if (strcmp(w[0], "coverage") == 0) {
        const char *values[] = { w[1], day_number(w[2], first), day_number(w[3], last), w[4] };
        put(r,
            "INSERT INTO coverage (dataset_id, area_id, first_day, last_day, state) "
            "SELECT 1, (SELECT id FROM area WHERE code = ?1), ?2, ?3, ?4",
            values, 4);
    } else if (strcmp(w[0], "incident") == 0) {
        put_incident(r, w, count);
    } else {
        return false;
    }
    return true;
}

/* ---- measuring and looking at the table -------------------------------------------------------
 */

static void measure(runner *r, char *const *w, int count)
{
    chora_measure_options options = CHORA_MEASURE_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_period span;
    const char *by = option(w, count, "by", "all");
    assert_ok(chora_period_kind_parse(by, &options.by, &err), err);
    chora_calendar calendar = CHORA_CALENDAR_GREGORIAN;
    const char *named = option(w, count, "calendar", NULL);
    if (named)
        assert_ok(chora_calendar_parse(named, &calendar, &err), err);
    options.by = chora_period_kind_in(options.by, calendar);
    const char *period = option(w, count, "span", NULL);
    if (period) {
        assert_ok(chora_period_read(period, &span, NULL, &err), err);
        options.span_given = true;
        options.first = span.first;
        options.last = span.last;
    }
    options.level = atoi(option(w, count, "level", "1"));
    options.dataset = option(w, count, "dataset", NULL);
    options.where = option(w, count, "where", NULL);
    options.of = option(w, count, "of", NULL);
    options.per = strtod(option(w, count, "per", "0"), NULL);
    options.per_value = option(w, count, "per_value", NULL);
    options.each = strcmp(option(w, count, "each", "no"), "yes") == 0;
    options.told_apart = option(w, count, "told", NULL);
    options.untold = strcmp(option(w, count, "untold", "no"), "yes") == 0;
    chora_table_free(r->table);
    r->table = NULL;
    r->err = (chora_error)CHORA_ERROR_INIT;
    r->st = chora_measure(r->project.store, &options, &r->table, &r->err);
}

static size_t period_named(const runner *r, const char *name)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    if (!r->table)
        wrong(r, r->err.message);
    for (size_t i = 0; i < chora_table_periods(r->table); i++) {
        chora_period_id(chora_table_period(r->table, i), id);
        if (strcmp(name, "*") == 0 || strcmp(name, id) == 0)
            return i;
    }
    wrong(r, "no such period");
    return 0;
}

/** "3", "3 partial", "no data", "not covered"; "/n" when the rows behind it are not as many. */
static void tell_cell(const runner *r, const char *code, const char *period, char *out)
{
    for (size_t i = 0; i < chora_table_areas(r->table); i++) {
        if (strcmp(chora_table_area_code(r->table, i), code) != 0)
            continue;
        chora_cell cell = chora_table_cell(r->table, i, period_named(r, period));
        char value[64] = "no data", rows[32] = "";
        if (cell.state == CHORA_CELL_NUMBER)
            snprintf(value, sizeof value, "%.9g", cell.value);
        else if (cell.state == CHORA_CELL_NOT_COVERED)
            strcpy(value, "not covered");
        if ((double)cell.incidents != cell.value)
            snprintf(rows, sizeof rows, " /%d", (int)cell.incidents);
        snprintf(out, 1024, "%s%s%s", value, rows, cell.partial ? " partial" : "");
        return;
    }
    wrong(r, "no such area");
}

static chora_account account_of(const runner *r, const char *way, const char *period)
{
    size_t at = period_named(r, period);
    if (strcmp(way, "symbols") == 0)
        return chora_table_symbol_account(r->table, at);
    if (strcmp(way, "both") == 0)
        return chora_table_both_account(r->table, at);
    if (strcmp(way, "listed") == 0)
        return chora_table_account_of(r->table, CHORA_BY_SYMBOL | CHORA_BY_LIST, at);
    if (strcmp(way, "areas-listed") == 0)
        return chora_table_account_of(r->table, CHORA_BY_AREA | CHORA_BY_LIST, at);
    if (strcmp(way, "overall") == 0)
        return chora_table_overall_account(r->table);
    return chora_table_account(r->table, at);
}

/** What is not zero: "6 = 3 shown + 1 filtered". */
static void tell_account(chora_account a, char *out)
{
    const char *names[] = { "shown", "filtered", "outside", "frame", "coarse", "date", "unplaced" };
    int64_t numbers[] = { a.shown,         a.filtered_out,     a.outside_period,
                          a.outside_frame, a.place_too_coarse, a.date_too_coarse,
                          a.unplaced };
    int length = snprintf(out, 1024, "%d =", (int)a.accepted);
    const char *plus = "";
    for (int i = 0; i < 7; i++) {
        if (numbers[i] == 0)
            continue;
        length += snprintf(out + length, 1024 - (size_t)length, "%s %d %s", plus, (int)numbers[i],
                           names[i]);
        plus = " +";
    }
}

/** " claimed! suspected": "!" for what was not verified. */
static int tell_marks(const runner *r, const chora_mark *marks, int64_t count, char *out)
{
    int length = 0;
    for (int64_t i = 0; marks && i < count; i++) {
        const char *word = chora_table_category(r->table, marks[i].category);
        length += snprintf(out + length, 200, " %s%s", *word ? word : "?",
                           marks[i].unverified ? "!" : "");
    }
    return length;
}

static void tell_list(const runner *r, const char *which, const char *period, char *out)
{
    size_t count = 0, at = period_named(r, period);
    const chora_listed *lists = strcmp(which, "pointless") == 0
                                    ? chora_table_pointless(r->table, at, &count)
                                    : chora_table_coarse(r->table, at, &count);
    int length = 0;
    for (size_t i = 0; i < count; i++) {
        length += snprintf(out + length, 1024 - (size_t)length, "%s%d: %d/%.9g", length ? "; " : "",
                           (int)lists[i].area_id, (int)lists[i].incidents, lists[i].value);
        for (int level = 0; level < CHORA_NOT_STATED; level++)
            if (lists[i].known[level])
                length += snprintf(out + length, 1024 - (size_t)length, " %s %d",
                                   chora_precision_name((chora_precision)level),
                                   (int)lists[i].known[level]);
        length += tell_marks(r, lists[i].marks, lists[i].incidents, out + length);
    }
    if (count == 0)
        strcpy(out, "none");
}

static void tell_symbols(const runner *r, const char *period, char *out)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(r->table, period_named(r, period), &count);
    int length = 0;
    for (size_t i = 0; i < count; i++) {
        length +=
            snprintf(out + length, 1024 - (size_t)length, "%s%s %.9g,%.9g %.9g/%d",
                     length ? "; " : "", *symbols[i].name ? symbols[i].name : "-", symbols[i].lon,
                     symbols[i].lat, symbols[i].value, (int)symbols[i].incidents);
        if (symbols[i].district)
            length += snprintf(out + length, 1024 - (size_t)length, " district %d",
                               (int)symbols[i].district);
        if (symbols[i].is_site)
            length += snprintf(out + length, 1024 - (size_t)length, " site");
        length += tell_marks(r, symbols[i].marks, symbols[i].incidents, out + length);
    }
    if (count == 0)
        strcpy(out, "none");
}

static void tell_sentence(const runner *r, const char *layers, const char *period, char *out)
{
    chora_account areas = account_of(r, "areas", period), both = account_of(r, "both", period);
    chora_account symbols = account_of(r, "symbols", period);
    chora_arena *arena = chora_arena_new();
    const chora_words *words = NULL;
    assert_int_equal(chora_words_load("en", CHORA_CALENDAR_OF_LANGUAGE, arena, &words, NULL),
                     CHORA_OK);
    bool areas_only = strcmp(layers, "areas") == 0, symbols_only = strcmp(layers, "symbols") == 0;
    snprintf(out, 1024, "%s",
             chora_account_text(words,
                                areas_only     ? &areas
                                : symbols_only ? NULL
                                               : &both,
                                areas_only ? NULL : &symbols, arena));
    chora_arena_free(arena);
}

static void tell_table(const runner *r, char *out)
{
    chora_day first, last;
    char from[CHORA_PERIOD_TEXT_MAX], to[CHORA_PERIOD_TEXT_MAX];
    chora_table_span(r->table, &first, &last);
    chora_day_format(first, from);
    chora_day_format(last, to);
    snprintf(out, 1024, "\"%s\" %zu areas %zu periods %s..%s %s", chora_table_dataset(r->table),
             chora_table_areas(r->table), chora_table_periods(r->table), from, to,
             chora_table_is_whole(r->table) ? "whole" : "real");
}

static void check_error(runner *r, const char *status, const char *says)
{
    chora_status wanted = strcmp(status, "invalid") == 0     ? CHORA_EINVAL
                          : strcmp(status, "not-found") == 0 ? CHORA_ENOTFOUND
                                                             : CHORA_ELIMIT;
    if (r->st != wanted || !strstr(r->err.message, says))
        wrong(r, r->st ? r->err.message : "no error");
    r->checks++;
}

/** A check line is "WHAT arguments -> text". */
static void check(runner *r, char **w, int count, const char *wanted)
{
    char got[1024] = "";
    if (strcmp(w[0], "error") == 0) {
        check_error(r, w[1], wanted);
        return;
    }
    if (!r->table)
        wrong(r, r->err.message);
    if (strcmp(w[0], "cell") == 0)
        tell_cell(r, w[1], w[2], got);
    else if (strcmp(w[0], "account") == 0)
        tell_account(account_of(r, w[1], w[2]), got);
    else if (strcmp(w[0], "symbols") == 0)
        tell_symbols(r, w[1], got);
    else if (strcmp(w[0], "list") == 0)
        tell_list(r, w[1], w[2], got);
    else if (strcmp(w[0], "sentence") == 0)
        tell_sentence(r, w[1], w[2], got);
    else if (strcmp(w[0], "table") == 0)
        tell_table(r, got);
    else
        wrong(r, "unknown line");
    if (strcmp(got, wanted) != 0)
        wrong(r, got);
    r->checks++;
}

/** Words are separated by spaces; "~" stands for one in the value of an option. */
static void run_line(runner *r, char *text)
{
    char *w[WORDS_MAX], *save = NULL, *arrow = strstr(text, " -> ");
    const char *wanted = "";
    if (arrow) {
        *arrow = '\0';
        wanted = arrow + 4;
    }
    int count = 0;
    for (char *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        assert_true(count < WORDS_MAX);
        for (char *c = strchr(word, '='); c && *c; c++)
            *c = *c == '~' ? ' ' : *c;
        w[count++] = word;
    }
    if (count == 0 || *w[0] == '#')
        return;
    if (arrow)
        check(r, w, count, wanted);
    else if (strcmp(w[0], "measure") == 0)
        measure(r, w, count);
    else if (!make(r, w, count))
        wrong(r, "unknown line");
}

static void run_cases(const char *name, int least)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/cases/measure/%s.txt", CHORA_TESTS, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    runner r = { .file = name };
    char *text = NULL;
    size_t size = 0;
    while (getline(&text, &size, file) > 0) {
        r.line++;
        text[strcspn(text, "\n")] = '\0';
        run_line(&r, text);
    }
    free(text);
    fclose(file);
    chora_table_free(r.table);
    if (r.project.store)
        project_free(&r.project);
    assert_true(r.checks >= least);
}

static void test_cells(void **state)
{
    run_cases("cells", 20);
}

static void test_accounts(void **state)
{
    run_cases("accounts", 20);
}

static void test_coverage(void **state)
{
    run_cases("coverage", 15);
}

static void test_symbols(void **state)
{
    run_cases("symbols", 8);
}

static void test_marks(void **state)
{
    run_cases("marks", 12);
}

static void test_solar(void **state)
{
    run_cases("solar", 10);
}

static void test_errors(void **state)
{
    run_cases("errors", 8);
}

/* ---- what is easier said in C ------------------------------------------------------------------
 */

static void test_hash_follows_the_rows(void **state)
{
    runner r = { .file = "hash" };
    begin_project(&r);
    run(r.project.store,
        "INSERT INTO area (layer_id, level, code) VALUES (2, 1, 'A');"
        "INSERT INTO dataset (name) VALUES ('d');"
        "INSERT INTO incident (dataset_id, key, run_id, day, hash) VALUES (1, 'b', 1, 19000, 'x'),"
        " (1, 'a', 1, 19001, 'y')");
    chora_measure_options options = CHORA_MEASURE_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_table *table = NULL;
    char before[65];
    assert_ok(chora_measure(r.project.store, &options, &table, &err), err);
    snprintf(before, sizeof before, "%s", chora_table_hash(table));
    assert_int_equal(strlen(before), 64);
    char wanted[CHORA_SHA256_TEXT];
    chora_sha256("a\0y\0b\0x", 8, wanted);
    assert_string_equal(before, wanted);
    chora_table_free(table);

    run(r.project.store, "UPDATE incident SET hash = 'z' WHERE key = 'a'");
    assert_ok(chora_measure(r.project.store, &options, &table, &err), err);
    assert_string_not_equal(chora_table_hash(table), before);
    chora_table_free(table);
    project_free(&r.project);
}

/** Many random rows: every account closes for every kind of period and level. */
static void test_sums_close(void **state)
{
    runner r = { .file = "random" };
    begin_project(&r);
    run(r.project.store,
        "INSERT INTO area (id, layer_id, level, code, parent_id, country) VALUES "
        "(1, 1, 0, 'AF', NULL, 'AFG'), (2, 2, 1, 'A', 1, 'AFG'), (3, 2, 1, 'B', 1, 'AFG'), "
        "(4, 3, 2, 'A1', 2, 'AFG'), (5, 3, 2, 'B1', 3, 'AFG'), (6, 3, 2, 'X1', NULL, 'AFG'), "
        "(7, 4, 1, 'OLD', 1, 'AFG');"
        "INSERT INTO dataset (name) VALUES ('d');"
        "INSERT INTO place (id, geom) VALUES (1, MakePoint(69, 34, 4326));"
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1499) "
        "INSERT INTO incident (dataset_id, key, run_id, day, date_precision, lon, lat, killed, "
        "hash)"
        " SELECT 1, 'k' || i, 1, CASE i % 11 WHEN 0 THEN NULL ELSE 19000 + i * 7919 % 800 END, "
        "CASE i % 7 WHEN 0 THEN 'year' WHEN 1 THEN 'month' WHEN 2 THEN 'week' ELSE 'day' END, "
        "CASE i % 3 WHEN 0 THEN 69.0 + i % 10 * 0.01 END, CASE i % 3 WHEN 0 THEN 34.5 END, "
        "CASE i % 5 WHEN 0 THEN NULL ELSE i % 9 END, 'h' FROM n;"
        "INSERT INTO match (incident_id, layer_id, area_id, place_id, level, method) "
        "SELECT id, 2, CASE id % 8 WHEN 0 THEN NULL ELSE id % 8 END, CASE id % 4 WHEN 0 THEN 1 END,"
        " CASE id % 13 WHEN 0 THEN 'exact' WHEN 1 THEN 'near' WHEN 2 THEN 'place' WHEN 3 THEN "
        "'province' WHEN 4 THEN 'country' WHEN 5 THEN 'none' ELSE 'district' END, 'name' "
        "FROM incident WHERE id % 17 > 0");
    for (int kind = CHORA_PERIOD_SPAN; kind <= CHORA_PERIOD_SOLAR_YEAR; kind++)
        for (int level = 0; level <= 2; level++) {
            chora_measure_options options = CHORA_MEASURE_INIT;
            chora_error err = CHORA_ERROR_INIT;
            chora_table *table = NULL;
            options.by = (chora_period_kind)kind;
            options.level = level;
            options.where = level == 1 ? "killed > 2" : NULL;
            assert_ok(chora_measure(r.project.store, &options, &table, &err), err);
            int64_t shown = 0, incidents = 0, gathered = 0, by_symbol = 0;
            for (size_t p = 0; p < chora_table_periods(table); p++) {
                chora_account areas = chora_table_account(table, p);
                chora_account symbols = chora_table_symbol_account(table, p);
                chora_account both = chora_table_both_account(table, p);
                assert_ok(chora_account_check(&areas, "areas", &err), err);
                assert_ok(chora_account_check(&symbols, "symbols", &err), err);
                assert_ok(chora_account_check(&both, "both", &err), err);
                assert_int_equal(areas.accepted, 1500);
                assert_true(both.shown >= areas.shown && both.shown >= symbols.shown);
                assert_true(both.shown <= areas.shown + symbols.shown);
                size_t count = 0;
                const chora_symbol *symbol = chora_table_symbols(table, p, &count);
                for (size_t s = 0; s < count; s++)
                    gathered += symbol[s].incidents;
                for (size_t a = 0; a < chora_table_areas(table); a++)
                    incidents += chora_table_cell(table, a, p).incidents;
                shown += areas.shown;
                by_symbol += symbols.shown;
            }
            assert_int_equal(shown, incidents);
            assert_int_equal(by_symbol, gathered);
            assert_int_equal(shown, chora_table_overall_account(table).shown);
            chora_table_free(table);
        }
    project_free(&r.project);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),      cmocka_unit_test(test_accounts),
        cmocka_unit_test(test_coverage),   cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_solar),      cmocka_unit_test(test_marks),
        cmocka_unit_test(test_errors),     cmocka_unit_test(test_hash_follows_the_rows),
        cmocka_unit_test(test_sums_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
