#include "geo/shape_maker.h"

#include <stdlib.h>

void chora_shape_maker_polygon(chora_shape_maker *maker)
{
    if (maker->any_polygon)
        maker->polygon++;
    maker->any_polygon = true;
    maker->shell_done = false;
    maker->shell_lost = false;
}

void chora_shape_maker_point(chora_shape_maker *maker, chora_xy point)
{
    if (maker->failed)
        return;
    if (maker->point_count == maker->point_capacity &&
        chora_grow((void **)&maker->xy, &maker->point_capacity, maker->point_count,
                   sizeof(chora_xy))) {
        maker->failed = true;
        return;
    }
    maker->xy[maker->point_count++] = point;
}

static void close_ring(chora_shape_maker *maker)
{
    size_t count = maker->point_count - maker->path_begin;
    if (count == 0)
        return;
    chora_xy first = maker->xy[maker->path_begin];
    chora_xy last = maker->xy[maker->point_count - 1];
    if (first.x != last.x || first.y != last.y)
        chora_shape_maker_point(maker, first);
}

static size_t shortest_path(chora_shape_kind kind)
{
    return kind == CHORA_SHAPE_POLYGONS ? 4 : kind == CHORA_SHAPE_LINES ? 2 : 1;
}

static bool path_is_wanted(chora_shape_maker *maker)
{
    bool long_enough = maker->point_count - maker->path_begin >= shortest_path(maker->kind);
    if (maker->kind != CHORA_SHAPE_POLYGONS)
        return long_enough;
    if (!maker->shell_done) {
        maker->shell_done = true;
        maker->shell_lost = !long_enough;
    }
    return long_enough && !maker->shell_lost;
}

static void note_path(chora_shape_maker *maker)
{
    if (chora_grow((void **)&maker->start, &maker->start_capacity, maker->path_count,
                   sizeof(size_t)) ||
        chora_grow((void **)&maker->polygon_of, &maker->polygon_capacity, maker->path_count,
                   sizeof(size_t))) {
        maker->failed = true;
        return;
    }
    maker->start[maker->path_count] = maker->path_begin;
    maker->polygon_of[maker->path_count] = maker->polygon;
    maker->path_count++;
    maker->path_begin = maker->point_count;
}

bool chora_shape_maker_path(chora_shape_maker *maker)
{
    if (!maker->failed && maker->kind == CHORA_SHAPE_POLYGONS)
        close_ring(maker);
    if (maker->failed)
        return false;
    if (!path_is_wanted(maker)) {
        maker->point_count = maker->path_begin;
        return false;
    }
    note_path(maker);
    return !maker->failed;
}

void chora_shape_maker_paths(chora_shape_maker *maker, const chora_shape *shape, size_t first,
                             size_t last)
{
    for (size_t path = first; path < last; path++) {
        if (shape->polygon_of &&
            (path == first || shape->polygon_of[path] != shape->polygon_of[path - 1]))
            chora_shape_maker_polygon(maker);
        for (size_t i = shape->start[path]; i < shape->start[path + 1]; i++)
            chora_shape_maker_point(maker, shape->xy[i]);
        chora_shape_maker_path(maker);
    }
}

void chora_shape_maker_free(chora_shape_maker *maker)
{
    free(maker->xy);
    free(maker->start);
    free(maker->polygon_of);
    *maker = (chora_shape_maker)CHORA_SHAPE_MAKER_INIT(maker->kind);
}

/* Polygons that lost their shell leave gaps in the numbers; close them. */
static void renumber_polygons(size_t *polygon_of, size_t count)
{
    size_t next = 0, before = 0;
    for (size_t i = 0; i < count; i++) {
        size_t number = polygon_of[i];
        if (i > 0 && number != before)
            next++;
        before = number;
        polygon_of[i] = next;
    }
}

static bool copy_out(const chora_shape_maker *maker, chora_arena *arena, chora_shape *shape)
{
    size_t paths = maker->path_count;
    size_t points = maker->path_begin;
    shape->start = chora_arena_alloc(arena, paths + 1, sizeof(size_t));
    shape->xy = chora_arena_alloc(arena, points + 1, sizeof(chora_xy));
    if (!shape->start || !shape->xy)
        return false;
    for (size_t i = 0; i < paths; i++)
        shape->start[i] = maker->start[i];
    for (size_t i = 0; i < points; i++)
        shape->xy[i] = maker->xy[i];
    shape->start[paths] = points;
    shape->path_count = paths;
    shape->box = chora_box_of(shape->xy, points);
    if (maker->kind != CHORA_SHAPE_POLYGONS)
        return true;
    shape->polygon_of = chora_arena_alloc(arena, paths + 1, sizeof(size_t));
    if (!shape->polygon_of)
        return false;
    for (size_t i = 0; i < paths; i++)
        shape->polygon_of[i] = maker->polygon_of[i];
    renumber_polygons(shape->polygon_of, paths);
    return true;
}

chora_status chora_shape_maker_finish(chora_shape_maker *maker, chora_arena *arena,
                                      chora_shape *out, chora_error *err)
{
    chora_shape shape = { .kind = maker->kind };
    bool done = !maker->failed && copy_out(maker, arena, &shape);
    chora_shape_maker_free(maker);
    if (!done)
        return chora_no_memory(err);
    chora_shape_rewind(&shape);
    *out = shape;
    return CHORA_OK;
}
