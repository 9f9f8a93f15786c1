/* Statements, transactions, bulk insertion. */
#include "store_fixture.h"

#include "store/bulk.h"
#include "store/names.h"
#include "store/seal.h"

#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

static int set_up(void **state)
{
    project *p = malloc(sizeof *p);
    *p = project_new();
    run(p->store, "CREATE TABLE t (a INTEGER PRIMARY KEY, b, c)");
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    project_free(*state);
    free(*state);
    return 0;
}

static chora_store *store_of(void **state)
{
    return ((project *)*state)->store;
}

static void values_go_in_and_out(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(store, "INSERT INTO t VALUES (?1, ?2, ?3)", &query, &err), err);
    chora_query_bind_int(query, 1, INT64_MAX);
    chora_query_bind_text(query, 2, "افغانستان");
    chora_query_bind_double(query, 3, 0.1);
    assert_ok(chora_query_run(query, &err), err);
    assert_int_equal(chora_store_last_id(store), INT64_MAX);
    chora_query_bind_int(query, 1, 2);
    chora_query_bind_text(query, 2, NULL);
    chora_query_bind_double(query, 3, NAN);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);

    bool row = false;
    assert_ok(chora_query_open(store, "SELECT a, b, c AS see FROM t ORDER BY a DESC", &query, &err),
              err);
    assert_int_equal(chora_query_columns(query), 3);
    assert_string_equal(chora_query_column_name(query, 2), "see");
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_true(row);
    assert_true(chora_query_int(query, 0) == INT64_MAX);
    assert_string_equal(chora_query_text(query, 1), "افغانستان");
    assert_true(chora_query_double(query, 2) == 0.1);
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_true(chora_query_is_null(query, 1));
    assert_null(chora_query_text(query, 1));
    assert_true(isnan(chora_query_double(query, 2)));
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_false(row);
    chora_query_close(query);
}

static void errors_are_told(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    int64_t value = 0;
    assert_int_equal(chora_query_open(store, "SELECT nothing FROM t", &query, &err), CHORA_ESTORE);
    assert_non_null(strstr(err.message, "nothing"));
    assert_null(query);

    assert_ok(chora_query_open(store, "SELECT a FROM t", &query, &err), err);
    assert_int_equal(chora_query_one_int(query, &value, &err), CHORA_ENOTFOUND);
    chora_query_close(query);

    assert_ok(chora_query_open(store, "SELECT ?1", &query, &err), err);
    chora_query_bind_int(query, 7, 1);
    assert_int_equal(chora_query_run(query, &err), CHORA_ESTORE);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);

    assert_int_equal(
        chora_store_execute(store, "INSERT INTO area (layer_id, level, code) VALUES (9, 1, 'x')",
                            &err),
        CHORA_ESTORE);
    assert_non_null(strstr(err.message, "FOREIGN KEY"));
}

static chora_status insert(chora_store *store, int a, chora_error *err)
{
    char sql[64];
    snprintf(sql, sizeof sql, "INSERT INTO t (a) VALUES (%d)", a);
    return chora_store_execute(store, sql, err);
}

static void transactions_nest(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(insert(store, 1, &err), err);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(insert(store, 2, &err), err);
    assert_int_equal(chora_store_end(store, CHORA_EDATA, &err), CHORA_EDATA);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(insert(store, 3, &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_int_equal(ask(store, "SELECT sum(a) FROM t"), 4);

    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(insert(store, 10, &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_int_equal(chora_store_end(store, CHORA_ESTOPPED, &err), CHORA_ESTOPPED);
    assert_int_equal(ask(store, "SELECT sum(a) FROM t"), 4);
}

static void read_only_store_takes_no_transaction(void **state)
{
    project *p = *state;
    chora_error err = CHORA_ERROR_INIT;
    chora_store *reader = NULL;
    assert_ok(chora_store_open(p->path, false, &reader, &err), err);
    assert_int_equal(chora_store_begin(reader, &err), CHORA_EINVAL);
    assert_int_equal(chora_store_execute(reader, "DELETE FROM t", &err), CHORA_EIO);
    assert_int_equal(ask(reader, "SELECT count(*) FROM t"), 0);
    chora_store_close(reader);
}

/* SQLite undoes the whole transaction by itself; what comes after must not be stored row by row. */
static void full_disk_undoes_everything(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    struct rlimit before, tight;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 500000;

    run(store, "INSERT INTO t VALUES (1, 'stays', NULL); PRAGMA cache_size=10");
    assert_ok(chora_store_begin(store, &err), err);
    setrlimit(RLIMIT_FSIZE, &tight);
    chora_status st = chora_store_execute(
        store,
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        " INSERT INTO t SELECT i, randomblob(1000), NULL FROM n",
        &err);
    assert_int_equal(st, CHORA_EIO);
    chora_query *query = NULL;
    assert_ok(chora_query_open(store, "INSERT INTO t VALUES (5, 'must not be stored', NULL)",
                               &query, &err),
              err);
    assert_int_equal(chora_query_run(query, &err), CHORA_ESTORE);
    chora_query_close(query);
    assert_int_equal(chora_store_execute(store, "INSERT INTO t (a) VALUES (6)", &err),
                     CHORA_ESTORE);
    assert_int_equal(chora_store_end(store, CHORA_OK, &err), CHORA_ESTORE);
    setrlimit(RLIMIT_FSIZE, &before);

    assert_int_equal(ask(store, "SELECT count(*) FROM t"), 1);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(insert(store, 7, &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    char *check = ask_text(store, "PRAGMA integrity_check");
    assert_string_equal(check, "ok");
    free(check);
}

static const char count_triggers[] = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
                                     "AND tbl_name IN ('area', 'place', 'incident')";

static void add_places(chora_store *store, int count)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(store, "INSERT INTO place (geom) VALUES (?1)", &query, &err), err);
    for (int i = 0; i < count; i++) {
        chora_query_bind_point(query, 1, (chora_xy){ 60 + i * 0.01, 30 });
        assert_ok(chora_query_run(query, &err), err);
    }
    chora_query_close(query);
}

static void bulk_restores_triggers_and_index(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    int64_t triggers = ask(store, count_triggers);
    assert_int_equal(triggers, 21);
    assert_int_equal(chora_store_bulk_begin(store, "place", &err), CHORA_EINVAL);

    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_bulk_begin(store, "place", &err), err);
    assert_ok(chora_store_bulk_begin(store, "incident", &err), err);
    assert_int_equal(ask(store, count_triggers), 8);
    add_places(store, 100);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_bulk_begin(store, "place", &err), err);
    assert_ok(chora_store_bulk_end(store, "place", &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_int_equal(ask(store, count_triggers), 8);
    assert_ok(chora_store_bulk_end(store, "place", &err), err);
    assert_int_equal(ask(store, count_triggers), 16);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_int_equal(ask(store, count_triggers), triggers);
    assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom"), 100);
    assert_int_equal(ask(store, "SELECT CheckSpatialIndex('place', 'geom')"), 1);
    assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom WHERE xmin > 60.495"), 50);
}

/* Three levels of nodes, packed, of which SQLite's own check finds nothing amiss and which it can
 * change; none and one row are trees too. */
static void packed_rtree_is_one_of_sqlites(void **state)
{
    static const int counts[] = { 0, 1, 51, 52, 5000 };
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        run(store, "DELETE FROM place");
        assert_ok(chora_store_begin(store, &err), err);
        assert_ok(chora_store_bulk_begin(store, "place", &err), err);
        add_places(store, counts[i]);
        assert_ok(chora_store_end(store, CHORA_OK, &err), err);
        char *check = ask_text(store, "SELECT rtreecheck('idx_place_geom')");
        assert_string_equal(check, "ok");
        free(check);
        assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom"), counts[i]);
    }
    assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom WHERE xmin > 69.995"), 4000);
    run(store, "DELETE FROM place WHERE id % 7 > 0");
    add_places(store, 300);
    char *check = ask_text(store, "SELECT rtreecheck('idx_place_geom')");
    assert_string_equal(check, "ok");
    free(check);
    assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom"),
                     ask(store, "SELECT count(*) FROM place"));
    assert_int_equal(ask(store, "SELECT CheckSpatialIndex('place', 'geom')"), 1);
    assert_int_equal(chora_store_execute(store, "DELETE FROM idx_place_geom_node", &err),
                     CHORA_ESTORE);
}

static void bulk_rolled_back_restores_triggers(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    int64_t triggers = ask(store, count_triggers);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_begin(store, &err), err);
    assert_ok(chora_store_bulk_begin(store, "place", &err), err);
    add_places(store, 3);
    chora_store_end(store, CHORA_ESTOPPED, NULL);
    assert_int_equal(ask(store, count_triggers), triggers);
    assert_ok(chora_store_bulk_begin(store, "place", &err), err);
    add_places(store, 2);
    assert_ok(chora_store_bulk_end(store, "place", &err), err);
    assert_ok(chora_store_end(store, CHORA_OK, &err), err);
    assert_int_equal(ask(store, count_triggers), triggers);
    assert_int_equal(ask(store, "SELECT count(*) FROM idx_place_geom"), 2);
}

static void wrong_geometry_is_refused_by_the_triggers(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_store_execute(store, "INSERT INTO place (geom) VALUES (x'00ff')", &err),
                     CHORA_ESTORE);
    assert_non_null(strstr(err.message, "geom"));
}

static void names_get_their_key_once(void **state)
{
    chora_store *store = store_of(state);
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_add_name(store, "area", 1, "main", "Mazār-e  Sharīf", &err), err);
    assert_ok(chora_store_add_name(store, "area", 1, "main", "Mazār-e  Sharīf", &err), err);
    assert_ok(chora_store_add_name(store, "area", 1, "en", "--", &err), err);
    assert_ok(chora_store_add_name(store, "area", 1, "en", NULL, &err), err);
    assert_int_equal(ask(store, "SELECT count(*) FROM name"), 1);
    char *key = ask_text(store, "SELECT key FROM name");
    assert_string_equal(key, "mazar e sharif");
    free(key);
}

/* A number in a seal is SQLite's text of it, whichever way it is written. */
static void sealed_numbers_are_sqlites(void **state)
{
    (void)state;
    static const double some[] = { 0,
                                   -0.0,
                                   1,
                                   -1,
                                   69,
                                   0.5,
                                   0.001,
                                   0.0009,
                                   1e-5,
                                   100,
                                   1e9,
                                   1e14,
                                   1e15,
                                   1e16,
                                   0.1,
                                   1.0 / 3,
                                   -2.0 / 3,
                                   1e300,
                                   123456789.123456789,
                                   999999999.99999,
                                   34.81949 };
    uint64_t random = 1;
    chora_buffer cells = CHORA_BUFFER_INIT(1 << 10);
    for (int i = 0; i < 200000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        int decimals = (int)(random >> 60);
        double power = pow(10, decimals),
               value = (double)(int64_t)(random >> 20 & 0x3FFFFFFFF) / power;
        char expect[64], text[40];
        value = (size_t)i < sizeof some / sizeof *some ? some[i] : i % 2 ? value : -value;
        sqlite3_snprintf(sizeof text, text, "%!.15g", value + 0.0);
        snprintf(expect, sizeof expect, "%zu:%s", strlen(text), text);
        chora_buffer_clear(&cells);
        chora_seal_datum(&cells, chora_datum_number(value));
        assert_string_equal(chora_buffer_text(&cells), expect);
    }
    chora_buffer_free(&cells);
}

#define with_store(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_store(values_go_in_and_out),
        with_store(errors_are_told),
        with_store(transactions_nest),
        with_store(read_only_store_takes_no_transaction),
        with_store(full_disk_undoes_everything),
        with_store(bulk_restores_triggers_and_index),
        with_store(packed_rtree_is_one_of_sqlites),
        with_store(bulk_rolled_back_restores_triggers),
        with_store(wrong_geometry_is_refused_by_the_triggers),
        with_store(names_get_their_key_once),
        cmocka_unit_test(sealed_numbers_are_sqlites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
