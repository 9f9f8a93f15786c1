/* A person's condition: what it admits, what it is refused for, and that it can do no harm. */
#include "store_fixture.h"

#include "base/buffer.h"
#include "base/text.h"
#include "store/extra_keys.h"
#include "store/filter.h"
#include "store/names.h"

static void fill(chora_store *store)
{
    chora_error err = CHORA_ERROR_INIT;
    run(store,
        "INSERT INTO layer (id, name, role, level) VALUES (1, 'l', 'areas', 1);"
        "INSERT INTO area (id, layer_id, level, code) VALUES (1, 1, 1, 'AF-KAB');"
        "INSERT INTO dataset (id, name) VALUES (1, 'documented'), (2, 'acled');"
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '');"
        "INSERT INTO incident (id, dataset_id, key, run_id, hash, day, type, verification, killed, "
        "summary,"
        " place_precision, area_text, extra) VALUES"
        " (1, 1, 'a-1', 1, '', 18992, 'bombing', 'verified', 12, 'A Mosque', 'exact', NULL,"
        "  '{\"severity\": \"9\", \"number of shooters\": 3, \"code\":\"007\", \"type\": "
        "\"clash\"}'),"
        " (2, 1, 'a-2', 1, '', 19060, 'raid', 'unverified', 2, NULL, NULL, 'Balkh',"
        "  '{\"severity\":\"10\",\"number of shooters\":null,\"code\":\"12\"}'),"
        " (3, 1, 'a-3', 1, '', 19200, 'bombing', 'verified', 0, NULL, 'near', NULL,"
        "  "
        "'{\"severity\":\"\",\"a\\/b\":\"yes\",\"nested\":{\"x\":[1,\"}\"]},\"SEVERITY\":\"1\"}'),"
        " (4, 2, 'b-1', 1, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{\"note\":\"it''s\"}'),"
        " (5, 1, 'gone', 1, '', 18993, 'bombing', 'verified', 99, NULL, NULL, NULL, "
        "'{\"withdrawn\":1}');"
        "UPDATE incident SET withdrawn_run = 1 WHERE id = 5;"
        "INSERT INTO match (incident_id, layer_id, area_id, level, method) VALUES (1, 1, 1, "
        "'exact', 'point'),"
        " (2, 1, NULL, 'district', 'none');");
    assert_ok(chora_store_add_name(store, "area", 1, "main", "کابل", &err), err);
    assert_ok(chora_store_add_name(store, "area", 1, "en", "Kabul", &err), err);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_end(store, chora_filter_view_refresh(store, &err), &err), err);
}

static int set_up(void **state)
{
    project *p = malloc(sizeof *p);
    *p = project_new();
    fill(p->store);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    project_free(*state);
    free(*state);
    return 0;
}

static void list_admitted(const chora_filter *filter, char *out, size_t size)
{
    size_t length = 0;
    out[0] = '\0';
    for (int64_t id = 1; id <= 4; id++)
        if (chora_filter_admits(filter, id))
            length +=
                (size_t)snprintf(out + length, size - length, "%s%d", length ? " " : "", (int)id);
}

static int check_case(chora_store *store, int number, const char *where, const char *wanted)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_filter *filter = NULL;
    char admitted[64];
    chora_status st = chora_filter_new(store, where, &filter, &err);
    int bad;
    if (wanted[0] == '!') {
        bad = st != CHORA_EINVAL || !strstr(err.message, wanted + 2);
    } else {
        if (!st)
            list_admitted(filter, admitted, sizeof admitted);
        bad = st || strcmp(admitted, wanted) != 0;
    }
    if (bad)
        print_error("line %d: %s\n  gives %s\n", number, where, st ? err.message : admitted);
    chora_filter_free(filter);
    return bad;
}

static void table_of_cases_holds(void **state)
{
    char line[1024];
    int number = 0, bad = 0, cases = 0;
    FILE *file = fopen(CHORA_TESTS "/cases/store/filters.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        char *arrow = strstr(line, "=> ");
        if (!arrow && strlen(line) >= 2 && strcmp(line + strlen(line) - 2, "=>") == 0)
            arrow = line + strlen(line) - 2;
        if (line[0] == '#' || !arrow)
            continue;
        const char *wanted = arrow + 2 + strspn(arrow + 2, " ");
        while (arrow > line && arrow[-1] == ' ')
            arrow--;
        *arrow = '\0';
        bad += check_case(((project *)*state)->store, number, line, wanted);
        cases++;
    }
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(cases > 50);
}

static void no_condition_admits_everything(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    chora_filter *filter = NULL;
    assert_ok(chora_filter_new(store, NULL, &filter, &err), err);
    assert_true(chora_filter_admits(filter, 123456789));
    chora_filter_free(filter);
    assert_ok(chora_filter_new(store, "killed >= 0", &filter, &err), err);
    assert_false(chora_filter_admits(filter, 5));
    assert_false(chora_filter_admits(filter, 0));
    assert_false(chora_filter_admits(filter, INT64_MAX));
    chora_filter_free(filter);
}

static bool has_column(char *const *columns, const char *name)
{
    for (; *columns; columns++)
        if (strcmp(*columns, name) == 0)
            return true;
    return false;
}

static void columns_are_typed_and_extra_ones(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    char **columns = NULL;
    assert_ok(chora_filter_columns(store, &columns, &err), err);
    assert_string_equal(columns[0], "id");
    static const char *const wanted[] = { "killed", "province", "severity", "number of shooters",
                                          "a/b",    "nested" };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!has_column(columns, wanted[i]))
            fail_msg("no column %s", wanted[i]);
    assert_false(has_column(columns, "SEVERITY"));
    assert_false(has_column(columns, "withdrawn"));
    assert_false(has_column(columns, "incident_id"));
    free(columns);
    /* The stored view, for others, has the same ones. */
    assert_int_equal(ask(store, "SELECT count(*) FROM incident_filter WHERE severity > 9"), 1);
}

/* A hostile view of the right name is never run. */
static void stored_view_is_not_used(void **state)
{
    project *p = *state;
    run(p->store, "DROP VIEW incident_filter; CREATE VIEW incident_filter AS SELECT 4 AS "
                  "incident_id, 'verified'"
                  " AS verification, (SELECT group_concat(value) FROM meta) AS stolen");
    chora_error err = CHORA_ERROR_INIT;
    chora_filter *filter = NULL;
    assert_int_equal(chora_filter_new(p->store, "stolen IS NOT NULL", &filter, &err), CHORA_EINVAL);
    assert_ok(chora_filter_new(p->store, "verification = 'verified'", &filter, &err), err);
    assert_false(chora_filter_admits(filter, 4));
    assert_true(chora_filter_admits(filter, 1));
    chora_filter_free(filter);
}

static void long_conditions_are_refused(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    chora_filter *filter = NULL;
    char *where = malloc(20001);
    memset(where, '(', 20000);
    where[20000] = '\0';
    assert_int_equal(chora_filter_new(store, where, &filter, &err), CHORA_EINVAL);
    memset(where, '(', 200);
    strcpy(where + 200, "killed");
    memset(where + 206, ')', 200);
    where[406] = '\0';
    chora_status st = chora_filter_new(store, where, &filter, &err);
    assert_true(st == CHORA_OK || st == CHORA_EINVAL);
    chora_filter_free(filter);
    free(where);
}

static void broken_extra_is_passed_over(void **state)
{
    (void)state;
    static const char *const broken[] = { "",         "{",         "[]",
                                          "{\"a\"",   "{\"a\":",   "{\"a\":\"",
                                          "{\"a\":{", "{\"a\":1,", "{\"a\":1 \"b\"",
                                          "{\"a\\",   "null",      "{\"a\":\"\\\"}" };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        chora_extra_keys keys = { 0 };
        chora_extra_keys_scan(&keys, broken[i]);
        assert_true(keys.count <= 1);
        chora_extra_keys_free(&keys);
    }
}

static void kinds_of_extra_values(void **state)
{
    (void)state;
    static const struct {
        const char *json, *written;
    } cases[] = {
        { "{\"a\":1}", "Na\n" },
        { "{\"a\":\"1.5\"}", "Na\n" },
        { "{\"a\":\"-3\"}", "Na\n" },
        { "{\"a\":\"\"}", "Ta\n" },
        { "{\"a\":null}", "Ta\n" },
        { "{\"a\":\"01\"}", "Ta\n" },
        { "{\"a\":\"1e5\"}", "Ta\n" },
        { "{\"a\":true}", "Ta\n" },
        { "{\"a\":\"12 \"}", "Ta\n" },
        { "{\"a\":\"1.\"}", "Ta\n" },
        { "{\"a\":[1]}", "Ta\n" },
        { "{\"a\":\"1234567890123456\"}", "Ta\n" },
        { "{ \"a\" : 1 , \"b\" : 2 }", "Na\nNb\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_extra_keys keys = { 0 };
        chora_buffer text = CHORA_BUFFER_INIT(1000);
        chora_extra_keys_scan(&keys, cases[i].json);
        chora_extra_keys_write(&keys, &text);
        assert_string_equal(chora_buffer_text(&text), cases[i].written);
        chora_buffer_free(&text);
        chora_extra_keys_free(&keys);
    }
}

#define with_store(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_store(table_of_cases_holds),
        with_store(no_condition_admits_everything),
        with_store(columns_are_typed_and_extra_ones),
        with_store(stored_view_is_not_used),
        with_store(long_conditions_are_refused),
        cmocka_unit_test(broken_extra_is_passed_over),
        cmocka_unit_test(kinds_of_extra_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
