/* Well-known binary in. Everything is measured against the bytes left before it is believed. */
#include "base/limits.h"
#include "geo/shape.h"
#include "geo/shape_maker.h"

#include <math.h>
#include <string.h>

/* Larger numbers are no coordinates in any unit, and make geometry predicates overflow. */
#define LARGEST 1e12

enum {
    WKB_ANY = 0,
    WKB_POINT,
    WKB_LINE,
    WKB_POLYGON,
    WKB_MULTI_POINT,
    WKB_MULTI_LINE,
    WKB_MULTI_POLYGON,
    WKB_COLLECTION,
    WKB_SURFACE = 15,
    WKB_TIN,
    WKB_TRIANGLE
};

typedef struct {
    const unsigned char *bytes;
    size_t length, at;
    bool swapped;              /* The geometry being read has the other byte order. */
    size_t stride;             /* Numbers per coordinate: 2, 3 or 4. */
    chora_shape_kind filled;   /* Highest kind met that holds points; 0 when none. */
    chora_shape_kind declared; /* Highest kind met. */
    chora_shape_maker *maker;  /* NULL while only looking. */
    chora_error *err;
} reader;

static chora_status bad(reader *r, const char *what)
{
    return chora_fail(r->err, CHORA_EDATA, "geometry, byte %zu: %s", r->at, what);
}

static bool has(const reader *r, size_t bytes)
{
    return r->length - r->at >= bytes;
}

static chora_status read_count(reader *r, size_t smallest, size_t *out)
{
    uint32_t count = 0;
    if (!has(r, 4))
        return bad(r, "cut short");
    memcpy(&count, r->bytes + r->at, 4);
    r->at += 4;
    count = r->swapped ? __builtin_bswap32(count) : count;
    if (count > (r->length - r->at) / smallest)
        return bad(r, "announces more than there is");
    *out = count;
    return CHORA_OK;
}

static double read_double(const reader *r, size_t at)
{
    uint64_t bits = 0;
    double value = 0;
    memcpy(&bits, r->bytes + at, 8);
    bits = r->swapped ? __builtin_bswap64(bits) : bits;
    memcpy(&value, &bits, 8);
    return value;
}

/* `out` receives the point; an empty one (both coordinates NaN) is left to the caller. */
static chora_status read_xy(reader *r, bool may_be_empty, chora_xy *out)
{
    if (!has(r, 8 * r->stride))
        return bad(r, "cut short");
    chora_xy xy = { read_double(r, r->at), read_double(r, r->at + 8) };
    bool empty = may_be_empty && isnan(xy.x) && isnan(xy.y);
    if (!empty && !(fabs(xy.x) <= LARGEST && fabs(xy.y) <= LARGEST))
        return bad(r, "a coordinate is not finite or too large");
    r->at += 8 * r->stride;
    *out = xy;
    return CHORA_OK;
}

static void note_kind(reader *r, chora_shape_kind kind, bool filled)
{
    if (kind > r->declared)
        r->declared = kind;
    if (filled && kind > r->filled)
        r->filled = kind;
}

static bool is_taken(const reader *r, chora_shape_kind kind)
{
    return r->maker && r->maker->kind == kind;
}

static chora_status read_point(reader *r)
{
    chora_xy xy;
    chora_status st = read_xy(r, true, &xy);
    if (st)
        return st;
    note_kind(r, CHORA_SHAPE_POINTS, !isnan(xy.x));
    if (is_taken(r, CHORA_SHAPE_POINTS) && !isnan(xy.x)) {
        chora_shape_maker_point(r->maker, xy);
        chora_shape_maker_path(r->maker);
    }
    return CHORA_OK;
}

static chora_status read_path(reader *r, chora_shape_kind kind)
{
    size_t count = 0;
    chora_status st = read_count(r, 8 * r->stride, &count);
    for (size_t i = 0; i < count && !st; i++) {
        chora_xy xy;
        st = read_xy(r, false, &xy);
        if (!st && is_taken(r, kind))
            chora_shape_maker_point(r->maker, xy);
    }
    if (st)
        return st;
    note_kind(r, kind, count > 0);
    if (is_taken(r, kind))
        chora_shape_maker_path(r->maker);
    return CHORA_OK;
}

static chora_status read_polygon(reader *r)
{
    size_t rings = 0;
    chora_status st = read_count(r, 4, &rings);
    note_kind(r, CHORA_SHAPE_POLYGONS, false);
    if (!st && is_taken(r, CHORA_SHAPE_POLYGONS))
        chora_shape_maker_polygon(r->maker);
    for (size_t i = 0; i < rings && !st; i++)
        st = read_path(r, CHORA_SHAPE_POLYGONS);
    return st;
}

/* ISO adds thousands for Z and M, EWKB sets high bits; both are understood. */
static chora_status read_type(reader *r, uint32_t *out)
{
    if (!has(r, 5))
        return bad(r, "cut short");
    unsigned char order = r->bytes[r->at];
    if (order > 1)
        return bad(r, "no byte order");
    r->swapped = order != (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
    uint32_t type = 0;
    memcpy(&type, r->bytes + r->at + 1, 4);
    type = r->swapped ? __builtin_bswap32(type) : type;
    r->at += 5;
    bool has_z = type & 0x80000000u, has_m = type & 0x40000000u, has_srid = type & 0x20000000u;
    type &= 0x1fffffffu;
    if (type >= 4000)
        return bad(r, "unknown geometry type");
    has_z = has_z || type / 1000 == 1 || type / 1000 == 3;
    has_m = has_m || type / 1000 >= 2;
    r->stride = 2 + (size_t)has_z + (size_t)has_m;
    if (has_srid && !has(r, 4))
        return bad(r, "cut short");
    r->at += has_srid ? 4 : 0;
    *out = type % 1000;
    return CHORA_OK;
}

static chora_status read_geometry(reader *r, int depth, uint32_t required);

static chora_status read_members(reader *r, int depth, uint32_t required)
{
    static const chora_shape_kind kinds[] = {
        [WKB_POINT] = CHORA_SHAPE_POINTS,
        [WKB_LINE] = CHORA_SHAPE_LINES,
        [WKB_POLYGON] = CHORA_SHAPE_POLYGONS,
        [WKB_TRIANGLE] = CHORA_SHAPE_POLYGONS,
    };
    size_t count = 0;
    chora_status st = read_count(r, 9, &count);
    if (required != WKB_ANY)
        note_kind(r, kinds[required], false);
    for (size_t i = 0; i < count && !st; i++)
        st = read_geometry(r, depth + 1, required);
    return st;
}

static chora_status read_geometry(reader *r, int depth, uint32_t required)
{
    uint32_t type = 0;
    if (depth > CHORA_MAX_NESTING)
        return bad(r, "collections nested too deep");
    chora_status st = read_type(r, &type);
    if (st)
        return st;
    if (required != WKB_ANY && type != required)
        return bad(r, "a member is of another type than its collection says");
    switch (type) {
    case WKB_POINT:
        return read_point(r);
    case WKB_LINE:
        return read_path(r, CHORA_SHAPE_LINES);
    case WKB_POLYGON:
    case WKB_TRIANGLE:
        return read_polygon(r);
    case WKB_MULTI_POINT:
        return read_members(r, depth, WKB_POINT);
    case WKB_MULTI_LINE:
        return read_members(r, depth, WKB_LINE);
    case WKB_MULTI_POLYGON:
    case WKB_SURFACE:
        return read_members(r, depth, WKB_POLYGON);
    case WKB_TIN:
        return read_members(r, depth, WKB_TRIANGLE);
    case WKB_COLLECTION:
        return read_members(r, depth, WKB_ANY);
    default:
        return bad(r, type >= 8 && type <= 14 ? "curves are not read; make them lines first"
                                              : "unknown geometry type");
    }
}

/* Once to see that all is well and which dimension wins, once to take it. */
chora_status chora_shape_from_wkb(const void *wkb, size_t length, chora_arena *arena,
                                  chora_shape *out, chora_error *err)
{
    reader look = { .bytes = wkb, .length = length, .err = err };
    chora_status st = read_geometry(&look, 0, WKB_ANY);
    if (st)
        return st;
    if (look.at != length)
        return bad(&look, "bytes after the end of the geometry");

    chora_shape_kind kind = look.filled ? look.filled : look.declared;
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(kind ? kind : CHORA_SHAPE_POINTS);
    reader take = { .bytes = wkb, .length = length, .maker = &maker, .err = err };
    st = read_geometry(&take, 0, WKB_ANY);
    if (st) {
        chora_shape_maker_free(&maker);
        return st;
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}
