/* What the tests of the geo room share: shapes from WKT (by GEOS) and from shapefiles, tables. */
#ifndef CHORA_TESTS_GEO_FIXTURE_H
#define CHORA_TESTS_GEO_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "geo/shape.h"

static inline unsigned char *wkb_of_wkt(const char *wkt, size_t *length)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *geometry = GEOSWKTReader_read_r(geos, reader, wkt);
    assert_non_null(geometry);
    GEOSWKBWriter *writer = GEOSWKBWriter_create_r(geos);
    GEOSWKBWriter_setOutputDimension_r(geos, writer, 3);
    unsigned char *hex = GEOSWKBWriter_write_r(geos, writer, geometry, length);
    unsigned char *copy = malloc(*length);
    memcpy(copy, hex, *length);
    GEOSFree_r(geos, hex);
    GEOSWKBWriter_destroy_r(geos, writer);
    GEOSWKTReader_destroy_r(geos, reader);
    GEOSGeom_destroy_r(geos, geometry);
    GEOS_finish_r(geos);
    return copy;
}

static inline chora_shape shape_of_wkt(const char *wkt, chora_arena *arena)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape = { 0 };
    size_t length = 0;
    unsigned char *wkb = wkb_of_wkt(wkt, &length);
    if (chora_shape_from_wkb(wkb, length, arena, &shape, &err))
        fail_msg("%s: %s", wkt, err.message);
    free(wkb);
    return shape;
}

static inline double planar_area(const chora_shape *shape)
{
    double area = 0;
    for (size_t ring = 0; ring < shape->path_count; ring++)
        for (size_t i = shape->start[ring]; i + 1 < shape->start[ring + 1]; i++)
            area += (shape->xy[i].x * shape->xy[i + 1].y - shape->xy[i + 1].x * shape->xy[i].y) / 2;
    return area;
}

static inline double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- shapefiles: just enough to read the polygons of our own layers ------------------------- */

typedef struct {
    chora_shape *shapes;
    const chora_shape **list;
    size_t count;
} layer;

static inline uint32_t le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
}

static inline chora_shape shape_of_record(const unsigned char *p, chora_arena *arena)
{
    chora_shape shape = { .kind = CHORA_SHAPE_POLYGONS, .box = CHORA_BOX_EMPTY };
    size_t parts = le32(p) == 5 ? le32(p + 36) : 0;
    size_t points = parts ? le32(p + 40) : 0;
    shape.path_count = parts;
    shape.start = chora_arena_alloc(arena, parts + 1, sizeof *shape.start);
    shape.polygon_of = chora_arena_alloc(arena, parts + 1, sizeof *shape.polygon_of);
    shape.xy = chora_arena_alloc(arena, points + 1, sizeof *shape.xy);
    for (size_t i = 0; i < parts; i++)
        shape.start[i] = le32(p + 44 + 4 * i);
    shape.start[parts] = points;
    if (points)
        memcpy(shape.xy, p + 44 + 4 * parts, points * sizeof *shape.xy);
    for (size_t i = 0; i < points; i++)
        chora_box_add(&shape.box, shape.xy[i]);
    size_t polygon = 0;
    for (size_t ring = 0; ring < parts; ring++) {
        double twice = 0;
        for (size_t i = shape.start[ring]; i + 1 < shape.start[ring + 1]; i++)
            twice += (shape.xy[i].x - shape.box.min_x) * shape.xy[i + 1].y -
                     (shape.xy[i + 1].x - shape.box.min_x) * shape.xy[i].y;
        polygon += ring > 0 && twice < 0;
        shape.polygon_of[ring] = polygon;
    }
    chora_shape_rewind(&shape);
    return shape;
}

static inline bool read_layer(const char *name, chora_arena *arena, layer *out)
{
    char path[512];
    snprintf(path, sizeof path, "%s/data/shapefiles/%s.shp", CHORA_SOURCE_FOLDER, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    fseek(file, 0, SEEK_END);
    size_t length = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(length);
    bool whole = fread(bytes, 1, length, file) == length;
    fclose(file);
    size_t count = 0;
    for (size_t at = 100; whole && at + 8 < length; at += 8 + 2 * be32(bytes + at + 4))
        count++;
    *out = (layer){ chora_arena_alloc(arena, count + 1, sizeof(chora_shape)),
                    chora_arena_alloc(arena, count + 1, sizeof(chora_shape *)), count };
    count = 0;
    for (size_t at = 100; whole && at + 8 < length; at += 8 + 2 * be32(bytes + at + 4)) {
        out->shapes[count] = shape_of_record(bytes + at + 8, arena);
        out->list[count] = &out->shapes[count];
        count++;
    }
    free(bytes);
    return whole;
}

/* ---- tables: fields parted by '|', '#' begins a comment ------------------------------------- */

typedef void (*row_test)(char *fields[], size_t count);

static inline void run_table(const char *name, row_test test)
{
    char path[512], line[1024];
    snprintf(path, sizeof path, "%s/cases/%s", CHORA_TESTS, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t rows = 0;
    while (fgets(line, sizeof line, file)) {
        char *fields[12], *rest = line;
        size_t count = 0;
        line[strcspn(line, "\r\n")] = '\0';
        if (!line[0] || line[0] == '#')
            continue;
        for (char *field; count < 12 && (field = strsep(&rest, "|")); count++) {
            field += strspn(field, " ");
            for (size_t n = strlen(field); n > 0 && field[n - 1] == ' '; n--)
                field[n - 1] = '\0';
            fields[count] = field;
        }
        test(fields, count);
        rows++;
    }
    fclose(file);
    assert_true(rows > 0);
}

#define assert_near(got, expected, tolerance)                                                      \
    do {                                                                                           \
        double got_ = (got), expected_ = (expected);                                               \
        if (!(fabs(got_ - expected_) <= (tolerance)))                                              \
            fail_msg("%s: got %.12g, expected %.12g", #got, got_, expected_);                      \
    } while (0)

#endif
