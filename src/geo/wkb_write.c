/* Little-endian OGC WKB out. */
#include "geo/shape.h"
#include "geo/shape_maker.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    unsigned char *at;
} writer;

static void put_u32(writer *w, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        *w->at++ = (unsigned char)(value >> (8 * i));
}

static void put_double(writer *w, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, 8);
    for (int i = 0; i < 8; i++)
        *w->at++ = (unsigned char)(bits >> (8 * i));
}

static void put_head(writer *w, uint32_t type)
{
    *w->at++ = 1;
    put_u32(w, type);
}

static void put_points(writer *w, const chora_xy *xy, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_double(w, xy[i].x);
        put_double(w, xy[i].y);
    }
}

static void put_path(writer *w, const chora_shape *shape, size_t path)
{
    size_t count = shape->start[path + 1] - shape->start[path];
    put_u32(w, (uint32_t)count);
    put_points(w, shape->xy + shape->start[path], count);
}

static void put_multi_point(writer *w, const chora_shape *shape)
{
    size_t count = chora_shape_points(shape);
    if (count != 1) {
        put_head(w, 4);
        put_u32(w, (uint32_t)count);
    }
    for (size_t i = 0; i < count; i++) {
        put_head(w, 1);
        put_points(w, shape->xy + i, 1);
    }
}

static void put_multi_line(writer *w, const chora_shape *shape)
{
    put_head(w, 5);
    put_u32(w, (uint32_t)shape->path_count);
    for (size_t path = 0; path < shape->path_count; path++) {
        put_head(w, 2);
        put_path(w, shape, path);
    }
}

static size_t polygon_count(const chora_shape *shape)
{
    size_t count = 0;
    for (size_t ring = 0; ring < shape->path_count; ring = chora_shape_polygon_end(shape, ring))
        count++;
    return count;
}

static void put_multi_polygon(writer *w, const chora_shape *shape)
{
    put_head(w, 6);
    put_u32(w, (uint32_t)polygon_count(shape));
    for (size_t ring = 0; ring < shape->path_count;) {
        size_t end = chora_shape_polygon_end(shape, ring);
        put_head(w, 3);
        put_u32(w, (uint32_t)(end - ring));
        for (; ring < end; ring++)
            put_path(w, shape, ring);
    }
}

/* Heads and counts never take more than this. */
static size_t size_at_most(const chora_shape *shape)
{
    size_t points = chora_shape_points(shape);
    size_t per_point = shape->kind == CHORA_SHAPE_POINTS ? 21 : 16;
    return 9 + points * per_point + shape->path_count * 13;
}

chora_status chora_shape_to_wkb(const chora_shape *shape, void **wkb, size_t *length,
                                chora_error *err)
{
    if (chora_shape_points(shape) > UINT32_MAX / 32)
        return chora_fail(err, CHORA_ELIMIT, "a shape of %zu points is too large to write",
                          chora_shape_points(shape));
    unsigned char *bytes = chora_alloc(size_at_most(shape), 1);
    if (!bytes)
        return chora_no_memory(err);
    writer w = { bytes };
    if (shape->kind == CHORA_SHAPE_POINTS)
        put_multi_point(&w, shape);
    else if (shape->kind == CHORA_SHAPE_LINES)
        put_multi_line(&w, shape);
    else
        put_multi_polygon(&w, shape);
    *wkb = bytes;
    *length = (size_t)(w.at - bytes);
    return CHORA_OK;
}
