#include "store/blob.h"

#include <string.h>

#define ENTITY 5 /* 69 and the class of one part of a multi geometry */
#define SRID_WGS84 4326

static unsigned char *put_int(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        *at++ = (unsigned char)(value >> (8 * i));
    return at;
}

static unsigned char *put_double(unsigned char *at, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        *at++ = (unsigned char)(bits >> (8 * i));
    return at;
}

static unsigned char *put_xy(unsigned char *at, chora_xy point)
{
    return put_double(put_double(at, point.x), point.y);
}

static unsigned char *put_header(unsigned char *at, chora_box box, uint32_t class)
{
    *at++ = 0x00;
    *at++ = 0x01; /* little-endian */
    at = put_int(at, SRID_WGS84);
    at = put_xy(at, (chora_xy){ box.min_x, box.min_y });
    at = put_xy(at, (chora_xy){ box.max_x, box.max_y });
    *at++ = 0x7c;
    return put_int(at, class);
}

static unsigned char *put_entity(unsigned char *at, uint32_t class)
{
    *at++ = 0x69;
    return put_int(at, class);
}

static unsigned char *put_path(unsigned char *at, const chora_shape *shape, size_t path)
{
    size_t from = shape->start[path], to = shape->start[path + 1];
    at = put_int(at, (uint32_t)(to - from));
    for (size_t i = from; i < to; i++)
        at = put_xy(at, shape->xy[i]);
    return at;
}

static size_t rings_of(const chora_shape *shape, size_t first)
{
    size_t next = first + 1;
    while (next < shape->path_count && shape->polygon_of[next] == shape->polygon_of[first])
        next++;
    return next - first;
}

static uint32_t count_polygons(const chora_shape *shape)
{
    uint32_t count = 0;
    for (size_t path = 0; path < shape->path_count; path += rings_of(shape, path))
        count++;
    return count;
}

static unsigned char *put_polygons(unsigned char *at, const chora_shape *shape)
{
    at = put_int(at, count_polygons(shape));
    for (size_t path = 0; path < shape->path_count;) {
        size_t rings = rings_of(shape, path);
        at = put_int(put_entity(at, CHORA_BLOB_CLASS_POLYGON), (uint32_t)rings);
        for (; rings > 0; rings--)
            at = put_path(at, shape, path++);
    }
    return at;
}

static unsigned char *put_lines(unsigned char *at, const chora_shape *shape)
{
    at = put_int(at, (uint32_t)shape->path_count);
    for (size_t path = 0; path < shape->path_count; path++)
        at = put_path(put_entity(at, CHORA_BLOB_CLASS_LINE), shape, path);
    return at;
}

void chora_blob_point(chora_xy lonlat, unsigned char out[CHORA_BLOB_POINT])
{
    chora_box box = { lonlat.x, lonlat.y, lonlat.x, lonlat.y };
    unsigned char *at = put_header(out, box, CHORA_BLOB_CLASS_POINT);
    at = put_xy(at, lonlat);
    *at = 0xfe;
}

/* Enough for any shape: every path may be a polygon of its own. */
static size_t largest(const chora_shape *shape)
{
    return CHORA_BLOB_HEADER + 4 + shape->path_count * (ENTITY + 4 + 4) +
           chora_shape_points(shape) * 16 + 1;
}

static chora_box box_of(const chora_shape *shape)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < shape->start[shape->path_count]; i++)
        chora_box_add(&box, shape->xy[i]);
    return box;
}

chora_status chora_blob_write(const chora_shape *shape, unsigned char **out, size_t *length,
                              chora_error *err)
{
    size_t points = shape->path_count ? chora_shape_points(shape) : 0;
    if (points == 0 || (shape->kind == CHORA_SHAPE_POINTS && points > 1))
        return chora_fail(err, CHORA_EINVAL, "%zu points are no geometry of the project file",
                          points);

    unsigned char *blob = chora_alloc(largest(shape), 1);
    if (!blob)
        return chora_no_memory(err);
    unsigned char *end = blob;
    switch (shape->kind) {
    case CHORA_SHAPE_POINTS:
        chora_blob_point(shape->xy[0], blob);
        end = blob + CHORA_BLOB_POINT - 1;
        break;
    case CHORA_SHAPE_LINES:
        end = put_lines(put_header(blob, box_of(shape), CHORA_BLOB_CLASS_MULTI_LINE), shape);
        break;
    case CHORA_SHAPE_POLYGONS:
        end = put_polygons(put_header(blob, box_of(shape), CHORA_BLOB_CLASS_MULTI_POLYGON), shape);
        break;
    }
    *end++ = 0xfe;
    *out = blob;
    *length = (size_t)(end - blob);
    return CHORA_OK;
}
