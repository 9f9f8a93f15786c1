/* Geometry blobs against SpatiaLite's own reading and writing of them. */
#include "store_fixture.h"

#include "store/blob.h"

#include <math.h>

static void assert_same_shape(const chora_shape *a, const chora_shape *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->path_count, b->path_count);
    assert_memory_equal(a->start, b->start, (a->path_count + 1) * sizeof *a->start);
    if (a->kind == CHORA_SHAPE_POLYGONS)
        assert_memory_equal(a->polygon_of, b->polygon_of, a->path_count * sizeof *a->polygon_of);
    assert_memory_equal(a->xy, b->xy, a->start[a->path_count] * sizeof *a->xy);
    assert_memory_equal(&a->box, &b->box, sizeof a->box);
}

/* What SpatiaLite makes of a WKT and what we make of its blob; then our blob against its own. */
static void check_wkt(chora_store *store, const char *wkt, const char *as_written)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    chora_query *query = NULL;
    chora_shape shape, again;
    bool row = false;
    unsigned char *blob = NULL;
    size_t length = 0;

    assert_ok(chora_query_open(store, "SELECT GeomFromText(?1, 4326)", &query, &err), err);
    chora_query_bind_text(query, 1, wkt);
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_ok(chora_query_shape(query, 0, arena, &shape, &err), err);
    chora_query_close(query);

    assert_ok(chora_blob_write(&shape, &blob, &length, &err), err);
    assert_ok(chora_blob_read(blob, length, arena, &again, &err), err);
    assert_same_shape(&shape, &again);

    assert_ok(chora_query_open(
                  store, "SELECT AsText(?1), ST_IsValid(?1), ?1 = GeomFromText(?2, 4326), Srid(?1)",
                  &query, &err),
              err);
    assert_ok(chora_query_bind_shape(query, 1, &shape, &err), err);
    chora_query_bind_text(query, 2, as_written);
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_string_equal(chora_query_text(query, 0), as_written);
    assert_int_equal(chora_query_int(query, 1), 1);
    if (!chora_query_int(query, 2))
        fail_msg("%s: the bytes differ from SpatiaLite's", wkt);
    assert_int_equal(chora_query_int(query, 3), 4326);
    chora_query_close(query);

    /* WKB made by the two roads is the same. */
    void *wkb = NULL;
    assert_ok(chora_shape_to_wkb(&shape, &wkb, &length, &err), err);
    assert_ok(chora_query_open(store, "SELECT AsBinary(?1) = ?2", &query, &err), err);
    assert_ok(chora_query_bind_shape(query, 1, &shape, &err), err);
    chora_query_bind_blob(query, 2, wkb, length);
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_int_equal(chora_query_int(query, 0), 1);
    chora_query_close(query);
    free(wkb);
    free(blob);
    chora_arena_free(arena);
}

static void blobs_agree_with_spatialite(void **state)
{
    (void)state;
    static const struct {
        const char *given, *written;
    } cases[] = {
        { "POINT(69.2 34.5)", "POINT(69.2 34.5)" },
        { "MULTILINESTRING((0 0, 1 1, 2 0), (5 5, 6 6))",
          "MULTILINESTRING((0 0, 1 1, 2 0), (5 5, 6 6))" },
        { "LINESTRING(0 0, 1 1)", "MULTILINESTRING((0 0, 1 1))" },
        { "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))", "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))" },
        /* A polygon with a hole, an island in another polygon; the wrong way round. */
        { "MULTIPOLYGON(((0 0, 0 9, 9 9, 9 0, 0 0), (2 2, 4 2, 4 4, 2 2)), ((20 0, 21 0, 21 1, 20 "
          "0)))",
          NULL },
        { "POLYGON((0 0, 1 0, 1 1, 0 0))", "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))" },
    };
    project p = project_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].written)
            check_wkt(p.store, cases[i].given, cases[i].written);
    check_wkt(p.store, cases[4].given,
              "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 4 4, 4 2, 2 2)), ((20 0, 21 0, 21 1, "
              "20 0)))");
    project_free(&p);
}

static void nothing_is_null(void **state)
{
    (void)state;
    project p = project_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    chora_query *query = NULL;
    bool row = false;
    chora_shape shape;
    assert_ok(chora_query_open(p.store, "SELECT ?1, ?2", &query, &err), err);
    assert_ok(chora_query_bind_shape(query, 1, NULL, &err), err);
    chora_query_bind_point(query, 2, (chora_xy){ NAN, 34 });
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_true(chora_query_is_null(query, 0));
    assert_true(chora_query_is_null(query, 1));
    assert_ok(chora_query_shape(query, 0, arena, &shape, &err), err);
    assert_int_equal(shape.path_count, 0);
    assert_true(chora_box_is_empty(shape.box));
    assert_ok(chora_query_bind_shape(query, 1, &shape, &err), err);
    chora_query_close(query);
    chora_arena_free(arena);
    project_free(&p);
}

/* Every cut and every changed byte is either read or refused; sanitizers watch. */
static void broken_blobs_are_refused(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    chora_shape box = box_shape(arena, 60, 30, 61, 31), out;
    unsigned char *blob = NULL;
    size_t length = 0;
    assert_ok(chora_blob_write(&box, &blob, &length, &err), err);
    for (size_t cut = 0; cut < length; cut++)
        assert_int_equal(chora_blob_read(blob, cut, arena, &out, &err), CHORA_EDATA);
    for (size_t i = 0; i < length; i++)
        for (int bit = 0; bit < 8; bit++) {
            blob[i] ^= (unsigned char)(1 << bit);
            chora_status st = chora_blob_read(blob, length, arena, &out, &err);
            assert_true(st == CHORA_OK || st == CHORA_EDATA);
            blob[i] ^= (unsigned char)(1 << bit);
        }
    free(blob);
    chora_arena_free(arena);
}

static void several_points_are_refused(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    size_t start[] = { 0, 1, 2 }, length = 0;
    chora_xy xy[] = { { 1, 2 }, { 3, 4 } };
    chora_shape points = { .kind = CHORA_SHAPE_POINTS, .path_count = 2, .start = start, .xy = xy };
    unsigned char *blob = NULL;
    assert_int_equal(chora_blob_write(&points, &blob, &length, &err), CHORA_EINVAL);
    assert_null(blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blobs_agree_with_spatialite),
        cmocka_unit_test(nothing_is_null),
        cmocka_unit_test(broken_blobs_are_refused),
        cmocka_unit_test(several_points_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
