/**
 * @file
 * Small projects for the tests: a temporary folder, a store in it, SQL in, values out.
 */
#ifndef CHORA_TESTS_STORE_FIXTURE_H
#define CHORA_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "store/geometry.h"
#include "store/query.h"

#include <chora/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Fails the test with the message when `st` is not CHORA_OK. */
#define assert_ok(st, err)                                                                         \
    do {                                                                                           \
        if ((st) != CHORA_OK)                                                                      \
            fail_msg("%s", (err).message);                                                         \
    } while (0)

typedef struct {
    char *folder;
    char *path; /**< Of the project. */
    chora_store *store;
} project;

static inline project project_new(void)
{
    chora_error err = CHORA_ERROR_INIT;
    project p = { 0 };
    assert_ok(chora_folder_temporary(&p.folder, &err), err);
    p.path = chora_path_join(p.folder, "test.chora");
    assert_ok(chora_store_create(p.path, &p.store, &err), err);
    return p;
}

static inline void project_free(project *p)
{
    chora_store_close(p->store);
    chora_folder_remove(p->folder);
    free(p->folder);
    free(p->path);
}

static inline void run(chora_store *store, const char *sql)
{
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_execute(store, sql, &err), err);
}

static inline int64_t ask(chora_store *store, const char *sql)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    int64_t value = -1;
    assert_ok(chora_query_open(store, sql, &query, &err), err);
    assert_ok(chora_query_one_int(query, &value, &err), err);
    chora_query_close(query);
    return value;
}

/** The first column of the first row; free() it. */
static inline char *ask_text(chora_store *store, const char *sql)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    bool row = false;
    assert_ok(chora_query_open(store, sql, &query, &err), err);
    assert_ok(chora_query_step(query, &row, &err), err);
    assert_true(row);
    char *text = chora_strdup(chora_query_text(query, 0));
    chora_query_close(query);
    return text;
}

/** A polygon shape of one closed ring, corners as x, y pairs. */
static inline chora_shape ring_shape(chora_arena *arena, const double *corners, size_t count)
{
    chora_shape shape = { .kind = CHORA_SHAPE_POLYGONS, .path_count = 1, .box = CHORA_BOX_EMPTY };
    shape.start = chora_arena_alloc(arena, 2, sizeof *shape.start);
    shape.polygon_of = chora_arena_alloc(arena, 1, sizeof *shape.polygon_of);
    shape.xy = chora_arena_alloc(arena, count + 1, sizeof *shape.xy);
    for (size_t i = 0; i <= count; i++) {
        shape.xy[i] = (chora_xy){ corners[2 * (i % count)], corners[2 * (i % count) + 1] };
        chora_box_add(&shape.box, shape.xy[i]);
    }
    shape.start[1] = count + 1;
    return shape;
}

static inline chora_shape box_shape(chora_arena *arena, double x0, double y0, double x1, double y1)
{
    const double corners[] = { x0, y0, x1, y0, x1, y1, x0, y1 };
    return ring_shape(arena, corners, 4);
}

/** Set area.geom of `id` to a rectangle. */
static inline void set_box(chora_store *store, int64_t id, double x0, double y0, double x1,
                           double y1)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    chora_shape shape = box_shape(arena, x0, y0, x1, y1);
    chora_query *query = NULL;
    assert_ok(chora_query_open(store, "UPDATE area SET geom = ?2 WHERE id = ?1", &query, &err),
              err);
    chora_query_bind_int(query, 1, id);
    assert_ok(chora_query_bind_shape(query, 2, &shape, &err), err);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
    chora_arena_free(arena);
}

/** Set place.geom of `id`. */
static inline void set_point(chora_store *store, int64_t id, double x, double y)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(store, "UPDATE place SET geom = ?2 WHERE id = ?1", &query, &err),
              err);
    chora_query_bind_int(query, 1, id);
    chora_query_bind_point(query, 2, (chora_xy){ x, y });
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
}

#endif
