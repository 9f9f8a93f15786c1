/* Incidents beside the tables. */
#include "store_fixture.h"

#include "store/held.h"

static int set_up(void **state)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_create_in_memory(&store, &err), err);
    *state = store;
    return 0;
}

static int tear_down(void **state)
{
    chora_store_close(*state);
    return 0;
}

static int64_t add_telling(chora_store *store, int64_t line, const char *key, const char *precision,
                           int64_t killed, const char *const *texts)
{
    chora_error err = CHORA_ERROR_INIT;
    int64_t first_line = -1, numbers[CHORA_HELD_NUMBERS] = { killed };
    char own[32];
    snprintf(own, sizeof own, "%s", key); /* what is kept is a copy */
    chora_held_row row = { .line = line, .key = own, .place_precision = precision };
    assert_ok(chora_held_add(chora_held_of(store), &row, numbers, texts, &first_line, &err), err);
    assert_int_equal(row.id == 0, first_line != 0);
    return first_line;
}

static int64_t add(chora_store *store, int64_t line, const char *key, const char *precision,
                   int64_t killed)
{
    return add_telling(store, line, key, precision, killed, NULL);
}

static void rows_come_by_key(void **state)
{
    static const char *const keys[] = { "abcdefgh", "abcdefgh2", "abcdefghi", "b", "\xC3\xA9" };
    chora_store *store = *state;
    chora_error err = CHORA_ERROR_INIT;
    assert_null(chora_held_of(store));
    assert_ok(chora_held_begin(store, true, &err), err);
    for (int i = 4; i >= 0; i--)
        assert_int_equal(add(store, 10 + i, keys[i], i % 2 ? "district" : NULL, i), 0);
    assert_ok(chora_held_settle(store, &err), err);
    const chora_held *held = chora_held_of(store);
    assert_int_equal(chora_held_count(held), 5);
    for (int i = 0; i < 5; i++) {
        const chora_held_row *row = chora_held_at(held, (size_t)i);
        assert_string_equal(row->key, keys[i]);
        assert_int_equal(row->id, 5 - i);
        assert_int_equal(row->line, 10 + i);
        assert_int_equal(chora_held_number(held, (size_t)i, 0), i);
        assert_true(i % 2 ? strcmp(row->place_precision, "district") == 0 : !row->place_precision);
    }
}

/* "type" and "place_text" of three rows; the second has the first's type. */
static void texts_are_kept_with_their_rows(void **state)
{
    chora_store *store = *state;
    chora_error err = CHORA_ERROR_INIT;
    int place = chora_held_column(chora_held_texts, "place_text");
    assert_int_equal(chora_held_column(chora_held_texts, "type"), 0);
    assert_int_equal(chora_held_column(chora_held_texts, "killed"), -1);
    assert_ok(chora_held_begin(store, CHORA_HELD_WITH_NUMBERS | CHORA_HELD_WITH_TEXTS, &err), err);
    for (int i = 0; i < 3; i++) {
        char key[2] = { (char)('c' - i), '\0' }, type[8], town[8];
        const char *texts[CHORA_HELD_TEXTS] = { NULL };
        snprintf(type, sizeof type, "type %d", i / 2);
        snprintf(town, sizeof town, "town %d", i);
        texts[0] = type;
        texts[place] = i == 1 ? NULL : town;
        assert_int_equal(add_telling(store, 2 + i, key, NULL, i, texts), 0);
    }
    assert_ok(chora_held_settle(store, &err), err);
    const chora_held *held = chora_held_of(store);
    assert_true(chora_held_has_texts(held) && chora_held_has_numbers(held));
    assert_string_equal(chora_held_text(held, 0, 0), "type 1");
    assert_string_equal(chora_held_text(held, 1, 0), "type 0");
    assert_string_equal(chora_held_text(held, 2, 0), "type 0");
    assert_string_equal(chora_held_text(held, 0, place), "town 2");
    assert_null(chora_held_text(held, 1, place));
    assert_null(chora_held_text(held, 2, 1));
    assert_int_equal(chora_held_number(held, 2, 0), 0);
}

static void a_key_is_kept_once(void **state)
{
    chora_store *store = *state;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_held_begin(store, false, &err), err);
    assert_int_equal(add(store, 2, "a", NULL, 0), 0);
    assert_int_equal(add(store, 3, "b", NULL, 0), 0);
    assert_int_equal(add(store, 4, "a", NULL, 0), 2);
    assert_int_equal(chora_held_count(chora_held_of(store)), 2);
    assert_false(chora_held_has_numbers(chora_held_of(store)));
}

static chora_status ask_for(chora_store *store, const char *sql)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(store, sql, &query, NULL);
    chora_query_close(query);
    return st;
}

static void sql_over_incidents_is_refused(void **state)
{
    static const char *const asked[] = {
        "SELECT count(*) FROM incident",
        "SELECT 1 FROM place WHERE id IN (SELECT place_id FROM match)", "SELECT url FROM evidence",
        "SELECT source_id FROM incident_source", "SELECT * FROM incident_filter"
    };
    chora_store *store = *state;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_held_begin(store, false, &err), err);
    assert_int_equal(ask_for(store, asked[0]), CHORA_OK);
    assert_ok(chora_held_settle(store, &err), err);
    assert_false(chora_held_was_missed(store));
    assert_int_equal(ask_for(store, "SELECT name FROM dataset"), CHORA_OK);
    assert_false(chora_held_was_missed(store));
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_int_not_equal(ask_for(store, asked[i]), CHORA_OK);
    assert_true(chora_held_was_missed(store));
}

static void forgotten_they_are_in_the_tables(void **state)
{
    chora_store *store = *state;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_held_begin(store, false, &err), err);
    assert_ok(chora_held_settle(store, &err), err);
    chora_held_forget(store);
    assert_null(chora_held_of(store));
    assert_false(chora_held_was_missed(store));
    assert_int_equal(ask_for(store, "SELECT count(*) FROM incident"), CHORA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_come_by_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_are_kept_with_their_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_is_kept_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sql_over_incidents_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(forgotten_they_are_in_the_tables, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
