#include "geo_fixture.h"

typedef struct {
    const char *wkt;
    chora_shape_kind kind;
    size_t paths, points;
} reading;

static void reads_every_kind(void **state)
{
    static const reading cases[] = {
        { "POINT(69.2 34.5)", CHORA_SHAPE_POINTS, 1, 1 },
        { "POINT EMPTY", CHORA_SHAPE_POINTS, 0, 0 },
        { "POINT Z(1 2 3)", CHORA_SHAPE_POINTS, 1, 1 },
        { "MULTIPOINT((1 2), (3 4), (5 6))", CHORA_SHAPE_POINTS, 3, 3 },
        { "LINESTRING(0 0, 1 1, 2 0)", CHORA_SHAPE_LINES, 1, 3 },
        { "LINESTRING Z(0 0 9, 1 1 9)", CHORA_SHAPE_LINES, 1, 2 },
        { "MULTILINESTRING((0 0, 1 1), (2 2, 3 3, 4 4))", CHORA_SHAPE_LINES, 2, 5 },
        { "POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", CHORA_SHAPE_POLYGONS, 2,
          10 },
        { "POLYGON EMPTY", CHORA_SHAPE_POLYGONS, 0, 0 },
        { "MULTIPOLYGON EMPTY", CHORA_SHAPE_POLYGONS, 0, 0 },
        { "GEOMETRYCOLLECTION EMPTY", CHORA_SHAPE_POINTS, 0, 0 },
        { "GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(0 0, 1 1))", CHORA_SHAPE_LINES, 1, 2 },
        { "GEOMETRYCOLLECTION(POINT(1 1), POLYGON((0 0, 1 0, 1 1, 0 0)))", CHORA_SHAPE_POLYGONS, 1,
          4 },
        { "GEOMETRYCOLLECTION(POLYGON EMPTY, POINT(1 1))", CHORA_SHAPE_POINTS, 1, 1 },
        { "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))", CHORA_SHAPE_POLYGONS, 2,
          8 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_shape shape = shape_of_wkt(cases[i].wkt, arena);
        if (shape.kind != cases[i].kind || shape.path_count != cases[i].paths ||
            chora_shape_points(&shape) != cases[i].points)
            fail_msg("%s: kind %d, %zu paths, %zu points", cases[i].wkt, (int)shape.kind,
                     shape.path_count, chora_shape_points(&shape));
        chora_arena_free(arena);
    }
}

static void rewinds_and_numbers_polygons(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = shape_of_wkt("MULTIPOLYGON(((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 "
                                     "2, 1 1)), ((9 9, 10 9, 10 10, 9 9)))",
                                     arena);
    assert_int_equal(shape.polygon_of[0], 0);
    assert_int_equal(shape.polygon_of[1], 0);
    assert_int_equal(shape.polygon_of[2], 1);
    assert_near(planar_area(&shape), 15.5, 1e-12);
    assert_near(shape.box.max_x, 10, 0);
    chora_arena_free(arena);
}

/* A polygon of two rings with one point each: no area, so nothing stays. */
static void drops_what_has_no_extent(void **state)
{
    static const unsigned char flat[] = { 1, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0,    0,
                                          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,    0,
                                          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f };
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape;
    assert_int_equal(chora_shape_from_wkb(flat, sizeof flat, arena, &shape, &err), CHORA_OK);
    assert_int_equal(shape.kind, CHORA_SHAPE_POLYGONS);
    assert_int_equal(shape.path_count, 0);
    assert_true(chora_box_is_empty(shape.box));
    chora_arena_free(arena);
}

static void reads_other_dialects(void **state)
{
    static const unsigned char big_endian[] = { 0, 0, 0,    0, 1, 0x3f, 0xf0, 0, 0, 0, 0,
                                                0, 0, 0x40, 0, 0, 0,    0,    0, 0, 0 };
    static const unsigned char ewkb_srid_z[] = {
        1, 1, 0, 0, 0xa0, 0xe6, 0x10, 0,    0, 0, 0, 0, 0, 0, 0,    0xf0, 0x3f,
        0, 0, 0, 0, 0,    0,    0,    0x40, 0, 0, 0, 0, 0, 0, 0x08, 0x40
    };
    static const unsigned char iso_zm[] = { 1, 0xb9, 0x0b, 0, 0, 0, 0, 0,    0, 0, 0, 0xf0, 0x3f,
                                            0, 0,    0,    0, 0, 0, 0, 0x40, 0, 0, 0, 0,    0,
                                            0, 0,    0,    0, 0, 0, 0, 0,    0, 0, 0 };
    const struct {
        const unsigned char *bytes;
        size_t length;
    } cases[] = { { big_endian, sizeof big_endian },
                  { ewkb_srid_z, sizeof ewkb_srid_z },
                  { iso_zm, sizeof iso_zm } };
    for (size_t i = 0; i < 3; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape;
        if (chora_shape_from_wkb(cases[i].bytes, cases[i].length, arena, &shape, &err))
            fail_msg("dialect %zu: %s", i, err.message);
        assert_int_equal(chora_shape_points(&shape), 1);
        assert_near(shape.xy[0].x, 1, 0);
        assert_near(shape.xy[0].y, 2, 0);
        chora_arena_free(arena);
    }
}

static chora_status read_bytes(const void *bytes, size_t length)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape shape;
    chora_status st = chora_shape_from_wkb(bytes, length, arena, &shape, &err);
    if (!st)
        for (size_t i = 0; i < chora_shape_points(&shape); i++)
            assert_true(isfinite(shape.xy[i].x) && isfinite(shape.xy[i].y));
    assert_int_equal(st, err.status);
    chora_arena_free(arena);
    return st;
}

static unsigned char *nested(int depth, size_t *length)
{
    static const unsigned char level[] = { 1, 7, 0, 0, 0, 1, 0, 0, 0 };
    static const unsigned char leaf[] = { 1, 4, 0, 0, 0, 0, 0, 0, 0 };
    *length = (size_t)depth * sizeof level + sizeof leaf;
    unsigned char *bytes = malloc(*length);
    for (int i = 0; i < depth; i++)
        memcpy(bytes + (size_t)i * sizeof level, level, sizeof level);
    memcpy(bytes + (size_t)depth * sizeof level, leaf, sizeof leaf);
    return bytes;
}

static void refuses_deep_nesting(void **state)
{
    static const struct {
        int depth;
        chora_status expect;
    } cases[] = { { 1, CHORA_OK }, { 32, CHORA_OK }, { 33, CHORA_EDATA }, { 100000, CHORA_EDATA } };
    for (size_t i = 0; i < 4; i++) {
        size_t length = 0;
        unsigned char *bytes = nested(cases[i].depth, &length);
        assert_int_equal(read_bytes(bytes, length), cases[i].expect);
        free(bytes);
    }
}

static void refuses_broken_bytes(void **state)
{
    static const unsigned char curve[] = { 1, 8, 0, 0, 0, 0, 0, 0, 0 };
    static const unsigned char huge_count[] = { 1, 2, 0, 0, 0, 0xff, 0xff, 0xff, 0xff };
    static const unsigned char wrong_member[] = { 1, 5, 0, 0, 0, 1, 0, 0, 0,
                                                  1, 4, 0, 0, 0, 0, 0, 0, 0 };
    static const unsigned char no_order[] = { 7, 1, 0, 0, 0 };
    static const unsigned char unknown[] = { 1, 99, 0, 0, 0, 0, 0, 0, 0 };
    assert_int_equal(read_bytes(curve, sizeof curve), CHORA_EDATA);
    assert_int_equal(read_bytes(huge_count, sizeof huge_count), CHORA_EDATA);
    assert_int_equal(read_bytes(wrong_member, sizeof wrong_member), CHORA_EDATA);
    assert_int_equal(read_bytes(no_order, sizeof no_order), CHORA_EDATA);
    assert_int_equal(read_bytes(unknown, sizeof unknown), CHORA_EDATA);
    assert_int_equal(read_bytes("", 0), CHORA_EDATA);
}

static void refuses_what_is_not_finite(void **state)
{
    static const double bad[] = { NAN, INFINITY, -INFINITY, 1e13, 1e308 };
    size_t length = 0;
    unsigned char *bytes = wkb_of_wkt("LINESTRING(0 0, 1 1)", &length);
    for (size_t i = 0; i < 5; i++) {
        memcpy(bytes + length - 8, &bad[i], 8);
        assert_int_equal(read_bytes(bytes, length), CHORA_EDATA);
    }
    free(bytes);
}

/* Every prefix is cut short, one byte more is too long, and no flipped byte does harm. */
static void survives_cutting_and_flipping(void **state)
{
    size_t length = 0;
    unsigned char *bytes = wkb_of_wkt(
        "GEOMETRYCOLLECTION(MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))), "
        "MULTILINESTRING((0 0, 1 1)), MULTIPOINT((1 2), (3 4)))",
        &length);
    for (size_t cut = 0; cut < length; cut++) {
        unsigned char *part = malloc(cut + 1);
        memcpy(part, bytes, cut);
        assert_int_equal(read_bytes(part, cut), CHORA_EDATA);
        free(part);
    }
    unsigned char *longer = calloc(length + 1, 1);
    memcpy(longer, bytes, length);
    assert_int_equal(read_bytes(longer, length + 1), CHORA_EDATA);
    free(longer);
    uint32_t random = 20210815;
    for (int i = 0; i < 20000; i++) {
        random = random * 1664525u + 1013904223u;
        size_t at = (random >> 8) % length;
        unsigned char keep = bytes[at];
        bytes[at] ^= (unsigned char)(1u << (random >> 29));
        read_bytes(bytes, length);
        bytes[at] = keep;
    }
    free(bytes);
}

static void writes_what_it_reads(void **state)
{
    static const char *const cases[] = {
        "POINT (69.2 34.5)",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 4))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1)), ((9 9, 10 9, 10 10, "
        "9 9)))",
        "MULTIPOLYGON EMPTY",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape = shape_of_wkt(cases[i], arena);
        void *written = NULL;
        size_t length = 0, expected_length = 0;
        unsigned char *expected = wkb_of_wkt(cases[i], &expected_length);
        assert_int_equal(chora_shape_to_wkb(&shape, &written, &length, &err), CHORA_OK);
        if (length != expected_length || memcmp(written, expected, length) != 0)
            fail_msg("%s: other bytes than GEOS writes", cases[i]);
        free(written);
        free(expected);
        chora_arena_free(arena);
    }
}

static void area_on_the_ellipsoid(char *fields[], size_t count)
{
    assert_int_equal(count, 3);
    chora_arena *arena = chora_arena_new();
    chora_shape shape = shape_of_wkt(fields[0], arena);
    double area = chora_shape_area_km2(&shape);
    if (!(fabs(area - atof(fields[1])) <= atof(fields[2])))
        fail_msg("%s: %.9f km2, expected %s", fields[0], area, fields[1]);
    chora_arena_free(arena);
}

static void areas_are_those_of_the_reference(void **state)
{
    run_table("geo/ellipsoid_area.txt", area_on_the_ellipsoid);
}

static void distances_are_geodesic(void **state)
{
    assert_near(chora_geodesic_m((chora_xy){ 69, 34.5 }, (chora_xy){ 70, 34.5 }), 91839.6, 0.5);
    assert_near(chora_geodesic_m((chora_xy){ 179.5, 0 }, (chora_xy){ -179.5, 0 }), 111319.4908,
                1e-3);
    assert_true(isnan(chora_geodesic_m((chora_xy){ NAN, 0 }, (chora_xy){ 0, 0 })));
}

static void boxes_behave(void **state)
{
    chora_box box = CHORA_BOX_EMPTY;
    assert_true(chora_box_is_empty(box));
    assert_true(chora_box_is_empty(chora_box_grow(box, 5)));
    chora_box_add(&box, (chora_xy){ 1, 2 });
    assert_false(chora_box_is_empty(box));
    chora_box_add_box(&box, (chora_box){ 3, 3, 4, 4 });
    assert_true(chora_box_holds(box, (chora_xy){ 4, 4 }));
    assert_false(chora_box_holds(box, (chora_xy){ 4.1, 4 }));
    assert_false(chora_box_overlaps(box, (chora_box){ 4, 0, 5, 9 }));
    assert_true(chora_box_overlaps(box, (chora_box){ 3.9, 0, 5, 9 }));
    assert_true(chora_box_is_empty(chora_box_grow(box, -2)));
}

typedef struct {
    const char *wkt;
    double area;
    size_t paths;
} clipping;

static void clips_to_a_box(void **state)
{
    static const clipping cases[] = {
        { "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", 16, 1 }, /* holds the box */
        { "POLYGON((3 3, 4 3, 4 4, 3 4, 3 3))", 1, 1 },      /* held by it */
        { "POLYGON((7 7, 8 7, 8 8, 7 7))", 0, 0 },           /* outside */
        { "POLYGON((6 2, 8 2, 8 4, 6 4, 6 2))", 0, 0 },      /* touches */
        { "POLYGON((4 4, 8 4, 8 8, 4 8, 4 4))", 4, 1 },      /* a corner */
        { "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (3 3, 4 3, 4 4, 3 4, 3 3))", 15, 2 },
        { "POLYGON((0 3, 8 3, 8 4, 1 4, 1 5, 8 5, 8 5.5, 0 5.5, 0 3))", 6, 2 }, /* two arms */
        { "POLYGON((0 0, 8 8, 8 0, 0 8, 0 0))", 8, 2 },                         /* bow-tie */
        { "LINESTRING(0 3, 10 3)", 0, 1 },
        { "LINESTRING(3 3, 5 5, 9 9)", 0, 1 },
        { "LINESTRING(0 0, 10 0)", 0, 0 },
        { "MULTIPOINT((3 3), (6 6), (7 7))", 0, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        chora_error err = CHORA_ERROR_INIT;
        chora_shape shape = shape_of_wkt(cases[i].wkt, arena), part;
        chora_box box = { 2, 2, 6, 6 };
        if (chora_shape_clip(&shape, box, arena, &part, &err))
            fail_msg("%s: %s", cases[i].wkt, err.message);
        double area = part.kind == CHORA_SHAPE_POLYGONS ? planar_area(&part) : 0;
        if (fabs(area - cases[i].area) > 1e-9 || part.path_count != cases[i].paths)
            fail_msg("%s: area %g, %zu paths", cases[i].wkt, area, part.path_count);
        for (size_t k = 0; k < chora_shape_points(&part); k++)
            assert_true(chora_box_holds(chora_box_grow(box, 1e-9), part.xy[k]));
        chora_arena_free(arena);
    }
}

static bool has_point(const chora_shape *shape, chora_xy point)
{
    for (size_t i = 0; i < chora_shape_points(shape); i++)
        if (shape->xy[i].x == point.x && shape->xy[i].y == point.y)
            return true;
    return false;
}

/* Two areas on either side of a slanting border, cut: all four ends of the border agree. */
static void clipped_neighbours_still_match(void **state)
{
    chora_box box = { 61.3, 30.7, 68.9, 36.1 };
    for (int i = 0; i < 300; i++) {
        chora_arena *arena = chora_arena_new();
        double a = 62 + 0.0213 * i, b = 68.5 - 0.0171 * i;
        char left[200], right[200];
        snprintf(left, sizeof left, "POLYGON((60 29, %.9f 29, %.9f 37, 60 37, 60 29))", a, b);
        snprintf(right, sizeof right, "POLYGON((%.9f 37, %.9f 29, 70 29, 70 37, %.9f 37))", b, a,
                 b);
        chora_shape one = shape_of_wkt(left, arena), two = shape_of_wkt(right, arena);
        assert_int_equal(chora_shape_clip(&one, box, arena, &one, NULL), CHORA_OK);
        assert_int_equal(chora_shape_clip(&two, box, arena, &two, NULL), CHORA_OK);
        size_t shared = 0;
        for (size_t k = 0; k + 1 < chora_shape_points(&one); k++)
            shared += has_point(&two, one.xy[k]);
        if (shared != 2)
            fail_msg("%s: %zu shared points", left, shared);
        chora_arena_free(arena);
    }
}

static void clip_refuses_nonsense(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = shape_of_wkt("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", arena), part;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_shape_clip(&shape, (chora_box){ 1, 1, 1, 2 }, arena, &part, &err),
                     CHORA_EINVAL);
    assert_int_equal(chora_shape_clip(&shape, (chora_box){ 1, 1, NAN, 2 }, arena, &part, &err),
                     CHORA_EINVAL);
    shape.xy[1].x = INFINITY;
    assert_int_equal(chora_shape_clip(&shape, (chora_box){ 1, 1, 2, 2 }, arena, &part, &err),
                     CHORA_EDATA);
    chora_arena_free(arena);
}

/* A ring that jumps over the antimeridian is small again; one around the pole stays. */
static void unwraps_over_the_antimeridian(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = shape_of_wkt(
        "POLYGON((179 -17, -179 -17, -179 -16, 179 -16, 179 -17), (179.5 -16.8, 179.5 -16.2, "
        "-179.5 -16.2, -179.5 -16.8, 179.5 -16.8))",
        arena);
    assert_true(chora_shape_unwrap(&shape));
    assert_near(shape.box.min_x, 179, 0);
    assert_near(shape.box.max_x, 181, 0);
    assert_near(planar_area(&shape), 2 - 0.6, 1e-9);
    assert_false(chora_shape_unwrap(&shape));
    shape = shape_of_wkt("POLYGON((0 80, 120 80, -120 80, 0 80))", arena);
    assert_false(chora_shape_unwrap(&shape));
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind),
        cmocka_unit_test(rewinds_and_numbers_polygons),
        cmocka_unit_test(drops_what_has_no_extent),
        cmocka_unit_test(reads_other_dialects),
        cmocka_unit_test(refuses_deep_nesting),
        cmocka_unit_test(refuses_broken_bytes),
        cmocka_unit_test(refuses_what_is_not_finite),
        cmocka_unit_test(survives_cutting_and_flipping),
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(areas_are_those_of_the_reference),
        cmocka_unit_test(distances_are_geodesic),
        cmocka_unit_test(boxes_behave),
        cmocka_unit_test(clips_to_a_box),
        cmocka_unit_test(clipped_neighbours_still_match),
        cmocka_unit_test(clip_refuses_nonsense),
        cmocka_unit_test(unwraps_over_the_antimeridian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
