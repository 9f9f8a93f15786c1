#include "store/blob.h"

#include <math.h>
#include <string.h>

/*
 * The blob is walked twice, first to count and then to fill. Sticky: past the end every number is 0
 * and `bad` is set.
 */
typedef struct {
    const unsigned char *at, *end;
    bool little;
    const char *bad;    /* Why it cannot be read, NULL while it can. */
    chora_shape *shape; /* NULL while counting. */
    size_t paths, points, polygons;
} reader;

static void refuse(reader *in, const char *why)
{
    if (!in->bad)
        in->bad = why;
}

static bool has(reader *in, uint64_t bytes)
{
    if (in->bad || (uint64_t)(in->end - in->at) < bytes) {
        refuse(in, "it is cut short");
        return false;
    }
    return true;
}

static uint64_t get_bytes(reader *in, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value |= (uint64_t)in->at[in->little ? i : count - 1 - i] << (8 * i);
    in->at += count;
    return value;
}

static uint32_t get_int(reader *in)
{
    return has(in, 4) ? (uint32_t)get_bytes(in, 4) : 0;
}

static double get_double(reader *in)
{
    uint64_t bits = get_bytes(in, 8);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void fill_points(reader *in, uint32_t count)
{
    chora_xy *xy = in->shape->xy + in->points;
    for (uint32_t i = 0; i < count; i++) {
        xy[i].x = get_double(in);
        xy[i].y = get_double(in);
        if (!isfinite(xy[i].x) || !isfinite(xy[i].y))
            refuse(in, "it has a coordinate that is no number");
    }
}

/* One path of `count` points of the polygon that is being read. */
static void read_path(reader *in, uint32_t count)
{
    if (!has(in, (uint64_t)count * 16))
        return;
    if (in->shape) {
        in->shape->start[in->paths] = in->points;
        if (in->shape->polygon_of)
            in->shape->polygon_of[in->paths] = in->polygons;
        fill_points(in, count);
    } else {
        in->at += (size_t)count * 16;
    }
    in->paths++;
    in->points += count;
}

static void read_polygon(reader *in)
{
    uint32_t rings = get_int(in);
    for (uint32_t i = 0; i < rings && !in->bad; i++) {
        uint32_t count = get_int(in);
        if (count < 4)
            refuse(in, "it has a ring of fewer than four points");
        read_path(in, count);
    }
    in->polygons++;
}

static void read_single(reader *in, uint32_t class)
{
    if (class == CHORA_BLOB_CLASS_POINT)
        read_path(in, 1);
    else if (class == CHORA_BLOB_CLASS_LINE)
        read_path(in, get_int(in));
    else if (class == CHORA_BLOB_CLASS_POLYGON)
        read_polygon(in);
    else
        refuse(in, "it is of a kind that Chora does not read");
}

static void read_geometry(reader *in, uint32_t class)
{
    if (class < CHORA_BLOB_CLASS_MULTI_POINT || class > CHORA_BLOB_CLASS_MULTI_POLYGON) {
        read_single(in, class);
        return;
    }
    uint32_t parts = get_int(in),
             part = class - CHORA_BLOB_CLASS_MULTI_POINT + CHORA_BLOB_CLASS_POINT;
    for (uint32_t i = 0; i < parts && !in->bad; i++) {
        if (!has(in, 1) || *in->at++ != 0x69 || get_int(in) != part)
            refuse(in, "a part of it is of another kind");
        read_single(in, part);
    }
}

static bool header_is_right(const unsigned char *blob, size_t length)
{
    return blob && length >= CHORA_BLOB_HEADER && blob[0] == 0x00 && blob[1] <= 1 &&
           blob[38] == 0x7c;
}

static bool is_whole(const unsigned char *blob, size_t length)
{
    return header_is_right(blob, length) && length > CHORA_BLOB_HEADER && blob[length - 1] == 0xfe;
}

static reader reader_of(const unsigned char *blob, size_t length, size_t from)
{
    return (reader){ .at = blob + from, .end = blob + length - 1, .little = blob[1] == 1 };
}

bool chora_blob_box(const void *blob, size_t length, chora_box *out)
{
    if (!header_is_right(blob, length))
        return false;
    reader in = reader_of(blob, length, 6);
    out->min_x = get_double(&in);
    out->min_y = get_double(&in);
    out->max_x = get_double(&in);
    out->max_y = get_double(&in);
    return true;
}

static chora_status allocate(reader *counted, uint32_t class, chora_arena *arena, chora_shape *out,
                             chora_error *err)
{
    bool polygons = class == CHORA_BLOB_CLASS_POLYGON || class == CHORA_BLOB_CLASS_MULTI_POLYGON;
    bool lines = class == CHORA_BLOB_CLASS_LINE || class == CHORA_BLOB_CLASS_MULTI_LINE;
    out->kind = polygons ? CHORA_SHAPE_POLYGONS : lines ? CHORA_SHAPE_LINES : CHORA_SHAPE_POINTS;
    out->path_count = counted->paths;
    out->start = chora_arena_alloc(arena, counted->paths + 1, sizeof *out->start);
    out->xy = chora_arena_alloc(arena, counted->points + 1, sizeof *out->xy);
    if (polygons)
        out->polygon_of = chora_arena_alloc(arena, counted->paths + 1, sizeof *out->polygon_of);
    if (!out->start || !out->xy || (polygons && !out->polygon_of))
        return chora_no_memory(err);
    out->start[out->path_count] = counted->points;
    return CHORA_OK;
}

static const char *finish(chora_shape *shape)
{
    shape->box = (chora_box)CHORA_BOX_EMPTY;
    for (size_t i = 0; i < shape->start[shape->path_count]; i++)
        chora_box_add(&shape->box, shape->xy[i]);
    if (shape->kind != CHORA_SHAPE_POLYGONS)
        return NULL;
    for (size_t path = 0; path < shape->path_count; path++) {
        chora_xy first = shape->xy[shape->start[path]],
                 last = shape->xy[shape->start[path + 1] - 1];
        if (first.x != last.x || first.y != last.y)
            return "it has a ring that is not closed";
    }
    chora_shape_rewind(shape);
    return NULL;
}

chora_status chora_blob_read(const void *blob, size_t length, chora_arena *arena, chora_shape *out,
                             chora_error *err)
{
    if (!is_whole(blob, length))
        return chora_fail(err, CHORA_EDATA, "no geometry that Chora reads");
    reader in = reader_of(blob, length, CHORA_BLOB_HEADER - 4);
    uint32_t class = get_int(&in);
    reader count = in;
    read_geometry(&count, class);

    chora_shape shape = { 0 };
    const char *bad = count.bad;
    if (!bad) {
        chora_status st = allocate(&count, class, arena, &shape, err);
        if (st)
            return st;
        in.shape = &shape;
        read_geometry(&in, class);
        bad = in.bad ? in.bad : finish(&shape);
    }
    if (bad)
        return chora_fail(err, CHORA_EDATA, "a geometry cannot be read: %s", bad);
    *out = shape;
    return CHORA_OK;
}
