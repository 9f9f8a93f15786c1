/* Tables and layers out: exact GeoJSON and CSV; XLSX and GeoPackage read back. */
#include "exchange_fixture.h"

#include "exchange/writer.h"

#include <math.h>

static const chora_field fields[] = {
    { "name", CHORA_FIELD_TEXT },
    { "killed", CHORA_FIELD_INTEGER },
    { "rate", CHORA_FIELD_REAL },
};

static chora_cell_out text(const char *value)
{
    return (chora_cell_out){ value == NULL, value, 0, 0 };
}

static chora_cell_out integer(int64_t value)
{
    return (chora_cell_out){ false, NULL, value, 0 };
}

static chora_cell_out real(double value)
{
    return (chora_cell_out){ false, NULL, 0, value };
}

static chora_writer *begin(const char *path, chora_shape_kind kind)
{
    chora_write_format format;
    chora_writer *writer = NULL;
    chora_error err = CHORA_ERROR_INIT;

    assert_int_equal(chora_write_format_of(path, &format, &err), CHORA_OK);
    if (chora_writer_open(path, format, "areas", kind, fields, 3, &writer, &err) != CHORA_OK)
        fail_msg("%s", err.message);
    return writer;
}

static void add(chora_writer *writer, const chora_shape *shape, int decimals, const char *name,
                int64_t killed, double rate)
{
    chora_cell_out cells[3] = { text(name), integer(killed), real(rate) };
    chora_error err = CHORA_ERROR_INIT;

    if (chora_writer_add(writer, name, shape, decimals, cells, &err) != CHORA_OK)
        fail_msg("%s", err.message);
}

static char *contents(const char *path)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    assert_int_equal(chora_file_read(path, &out, NULL), CHORA_OK);
    return out.data;
}

static void expect_file(const char *path, const char *expected)
{
    char *said = contents(path);
    assert_string_equal(said, expected);
    free(said);
}

static void finish(chora_writer *writer)
{
    chora_error err = CHORA_ERROR_INIT;
    if (chora_writer_close(writer, &err) != CHORA_OK)
        fail_msg("%s", err.message);
}

/* A shape of closed rings given as flat coordinates; `shells` tells which ring begins a polygon. */
typedef struct {
    chora_shape shape;
    size_t start[8], polygon_of[8];
    chora_xy xy[64];
} drawn;

static const chora_shape *draw(drawn *d, chora_shape_kind kind, const size_t *counts,
                               const size_t *polygons, size_t paths, const double *numbers)
{
    memset(d, 0, sizeof *d);
    d->shape = (chora_shape){ kind,     paths,
                              d->start, kind == CHORA_SHAPE_POLYGONS ? d->polygon_of : NULL,
                              d->xy,    CHORA_BOX_EMPTY };
    for (size_t i = 0; i < paths; i++) {
        d->start[i + 1] = d->start[i] + counts[i];
        d->polygon_of[i] = polygons ? polygons[i] : 0;
    }
    for (size_t i = 0; i < d->start[paths]; i++) {
        d->xy[i] = (chora_xy){ numbers[2 * i], numbers[2 * i + 1] };
        chora_box_add(&d->shape.box, d->xy[i]);
    }
    return &d->shape;
}

static const chora_shape *point(drawn *d, double lon, double lat)
{
    return draw(d, CHORA_SHAPE_POINTS, (size_t[]){ 1 }, NULL, 1, (double[]){ lon, lat });
}

/* ---- GeoJSON ------------------------------------------------------------------------------- */

static void test_geojson_features(void **state)
{
    const char *path = in_folder("a.geojson");
    chora_writer *writer = begin(path, CHORA_SHAPE_POLYGONS);
    drawn d;
    (void)state;

    /* A clockwise shell and a counter-clockwise hole are turned; a hole that rounds away goes. */
    add(writer,
        draw(&d, CHORA_SHAPE_POLYGONS, (size_t[]){ 5, 4, 4 }, (size_t[]){ 0, 0, 0 }, 3,
             (double[]){ 0,      0,      0,     10, 10,    10,    10, 0, 0,
                         0,      /**/ 1, 1,     2,  1,     2,     2,  1, 1,
                         /**/ 5, 5,      5.001, 5,  5.001, 5.001, 5,  5 }),
        1, "a\"b", 3, 0.1);
    add(writer, NULL, 1, "nowhere", -1, NAN);
    /* A polygon smaller than the grid is not lost. */
    add(writer,
        draw(&d, CHORA_SHAPE_POLYGONS, (size_t[]){ 4 }, (size_t[]){ 0 }, 1,
             (double[]){ 69.2, 34.5, 69.201, 34.5, 69.2, 34.501, 69.2, 34.5 }),
        1, NULL, 0, 1e20);
    assert_int_not_equal(access(path, F_OK), 0);
    finish(writer);
    expect_file(
        path,
        "{\"type\":\"FeatureCollection\",\"name\":\"areas\",\"features\":[\n"
        "{\"type\":\"Feature\",\"id\":\"a\\\"b\",\"bbox\":[0,0,10,10],\"geometry\":{\"type\":"
        "\"Polygon\","
        "\"coordinates\":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[1,1],[2,2],[2,1],[1,1]]]},"
        "\"properties\":{\"name\":\"a\\\"b\",\"killed\":3,\"rate\":0.1}},\n"
        "{\"type\":\"Feature\",\"id\":\"nowhere\",\"geometry\":null,"
        "\"properties\":{\"name\":\"nowhere\",\"killed\":-1,\"rate\":null}},\n"
        "{\"type\":\"Feature\",\"bbox\":[69.2,34.5,69.2,34.5],\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[69.2,34.5],[69.2,34.5],[69.2,34.5],[69.2,34.5]]]},"
        "\"properties\":{\"name\":null,\"killed\":0,\"rate\":1e+20}}\n"
        "],\"bbox\":[0,0,69.2,34.5]}\n");
}

/* Fiji: drawn past 180 degrees, and drawn in two parts. */
static void test_geojson_antimeridian(void **state)
{
    static const char *const box = "\"bbox\":[177,-20,-178,-16]";
    const char *path = in_folder("fiji.geojson");
    chora_writer *writer = begin(path, CHORA_SHAPE_POLYGONS);
    drawn d;
    (void)state;

    add(writer,
        draw(&d, CHORA_SHAPE_POLYGONS, (size_t[]){ 5 }, (size_t[]){ 0 }, 1,
             (double[]){ 177, -20, 182, -20, 182, -16, 177, -16, 177, -20 }),
        3, "past", 0, 0);
    add(writer,
        draw(&d, CHORA_SHAPE_POLYGONS, (size_t[]){ 5, 5 }, (size_t[]){ 0, 1 }, 2,
             (double[]){ 177,  -20, 180,  -20, 180,  -16, 177,  -16, 177,  -20,
                         -180, -20, -178, -20, -178, -16, -180, -16, -180, -20 }),
        3, "two", 0, 0);
    finish(writer);
    char *said = contents(path);
    size_t boxes = 0;
    for (char *at = said; (at = strstr(at, box)); at++)
        boxes++;
    assert_int_equal(boxes, 3); /* Both features and the collection. */
    assert_null(strstr(said, "182"));
    assert_non_null(strstr(said, "\"type\":\"MultiPolygon\""));
    assert_non_null(strstr(said, "[-180,"));
    assert_non_null(strstr(said, "[180,"));
    free(said);
}

static void test_geojson_points(void **state)
{
    const char *path = in_folder("points.geojson");
    chora_writer *writer = begin(path, CHORA_SHAPE_POINTS);
    drawn d;
    (void)state;

    add(writer, point(&d, 190, 34.123456789), 9, "a", 0, 0);
    add(writer, point(&d, 69.25, -0.04), 1, "b", 0, 0);
    finish(writer);
    char *said = contents(path);
    assert_non_null(
        strstr(said, "\"bbox\":[-170,34.123457,-170,34.123457],\"geometry\":{\"type\":\"Point\","
                     "\"coordinates\":[-170,34.123457]}"));
    assert_non_null(strstr(said, "\"coordinates\":[69.3,0]"));
    free(said);
}

/* ---- CSV ----------------------------------------------------------------------------------- */

static void test_csv(void **state)
{
    const char *path = in_folder("out.csv");
    chora_writer *writer = begin(path, CHORA_SHAPE_POINTS);
    drawn d;
    (void)state;

    add(writer, point(&d, 69.17833, 34.52813), 2, "a,\"b\"\nc", 3, 0.5);
    add(writer, NULL, 2, "=1+1", INT64_MAX, 1.0 / 3);
    add(writer, NULL, 2, "-5", 0, -2);
    add(writer, NULL, 2, "+93 700", 0, 1e-7);
    add(writer, NULL, 2,
        "\xEF\xBC\x9D"
        "A1",
        0, 0);
    add(writer, NULL, 2, NULL, 0, NAN);
    finish(writer);
    expect_file(path, "name,killed,rate,longitude,latitude\n"
                      "\"a,\"\"b\"\"\nc\",3,0.5,69.18,34.53\n"
                      "'=1+1,9223372036854775807,0.3333333333333333,,\n"
                      "-5,0,-2,,\n"
                      "'+93 700,0,1e-07,,\n"
                      "'\xEF\xBC\x9D"
                      "A1,0,0,,\n"
                      ",0,,,\n");
}

/* ---- read back ----------------------------------------------------------------------------- */

static void test_xlsx_round_trip(void **state)
{
    const char *path = in_folder("out.xlsx");
    chora_writer *writer = begin(path, 0);
    (void)state;

    add(writer, NULL, 0, "01", 7, 1.1);
    add(writer, NULL, 0, "=1+1", 9007199254740993, 0.1 + 0.2);
    add(writer, NULL, 0, "\xDA\xA9\xD8\xA7\xD8\xA8\xD9\x84 <&>", -3, 1e-7);
    finish(writer);
    expect_dump(path, NULL,
                "XLSX, sheet \"areas\"\nname|killed|rate\n"
                "2: 01|7|1.1\n"
                "3: =1+1|9007199254740993|0.3\n"
                "4: \xDA\xA9\xD8\xA7\xD8\xA8\xD9\x84 <&>|-3|1E-07\n");
}

static void test_gpkg_round_trip(void **state)
{
    static const chora_rows_options shapes = { NULL, NULL, 0, NULL, true, 0 };
    const char *path = in_folder("out.gpkg");
    chora_writer *writer = begin(path, CHORA_SHAPE_POINTS);
    drawn d;
    (void)state;

    add(writer, point(&d, 69.2, 34.5), 6, "Kabul", 3, 0.1);
    add(writer, NULL, 6, NULL, INT64_MAX, 1.0 / 3);
    assert_int_not_equal(access(path, F_OK), 0);
    finish(writer);
    expect_dump(path, &shapes,
                "GPKG, layer \"areas\"\nname|killed|rate\n"
                "2: Kabul|3|0.1 wkb 21\n"
                "3: (missing)|9223372036854775807|0.3333333333333333\n");
    expect_dump(path, NULL,
                "GPKG, layer \"areas\"\nname|killed|rate\n"
                "2: Kabul|3|0.1\n3: (missing)|9223372036854775807|0.3333333333333333\n");
}

static void test_same_rows_same_bytes(void **state)
{
    static const char *const names[] = { "same.gpkg", "same.xlsx", "same.csv", "same.geojson" };
    char first[CHORA_SHA256_TEXT], second[CHORA_SHA256_TEXT];
    (void)state;

    for (size_t i = 0; i < 4; i++) {
        for (int round = 0; round < 2; round++) {
            chora_writer *writer = begin(in_folder(names[i]), CHORA_SHAPE_POINTS);
            drawn d;
            setenv("TZ", round ? "Asia/Kabul" : "UTC", 1);
            add(writer, point(&d, 69.2, 34.5), 6, "Kabul", 3, 0.1);
            if (round)
                sleep(1);
            finish(writer);
            chora_sha256_file(in_folder(names[i]), round ? second : first, NULL);
        }
        assert_string_equal(first, second);
    }
    unsetenv("TZ");
}

/* Two rows apart from the file, then one by one: as if all were added. */
static void test_formatted_apart(void **state)
{
    static const char *const names[][2] = { { "apart.geojson", "added.geojson" },
                                            { "apart.csv", "added.csv" } };
    chora_cell_out cells[][3] = { { text("a \"b\""), integer(1), real(0.5) },
                                  { text(NULL), integer(-2), real(NAN) },
                                  { text("\xDA\xA9"), integer(3), real(1e-7) } };
    drawn d;
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        chora_writer *apart = begin(in_folder(names[i][0]), CHORA_SHAPE_POINTS);
        chora_writer *added = begin(in_folder(names[i][1]), CHORA_SHAPE_POINTS);
        chora_buffer rows = CHORA_BUFFER_INIT(10000);
        chora_error err = CHORA_ERROR_INIT;
        assert_true(chora_writer_formats(apart));
        for (size_t k = 0; k < 3; k++) {
            const chora_shape *at = k == 1 ? NULL : point(&d, 69.2 + (double)k, -34.5);
            assert_int_equal(chora_writer_add(added, "id", at, 4, cells[k], &err), CHORA_OK);
            assert_int_equal(chora_writer_format(apart, "id", at, 4, cells[k], &rows, &err),
                             CHORA_OK);
            if (k > 0)
                chora_writer_put(apart, &rows);
            if (k > 0)
                chora_buffer_clear(&rows);
        }
        chora_buffer_free(&rows);
        finish(apart);
        finish(added);
        char *expected = contents(in_folder(names[i][1]));
        expect_file(in_folder(names[i][0]), expected);
        free(expected);
    }
    chora_writer *workbook = begin(in_folder("apart.xlsx"), 0);
    assert_false(chora_writer_formats(workbook));
    chora_writer_discard(workbook);
}

/* ---- refusals ------------------------------------------------------------------------------ */

static void test_refusals(void **state)
{
    static const char *const names[] = { "no.geojson", "no.csv", "no.gpkg", "no.xlsx" };
    chora_cell_out cells[3] = { text("caf\xE9"), integer(1), real(1) };
    chora_error err = CHORA_ERROR_INIT;
    chora_write_format format;
    chora_writer *writer = NULL;
    (void)state;

    assert_int_equal(chora_write_format_of("x.shp", &format, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, ".geojson"));
    assert_int_equal(chora_write_format_of("-", &format, &err), CHORA_OK);
    assert_int_equal(format, CHORA_WRITE_GEOJSON);
    for (size_t i = 0; i < 4; i++) {
        writer = begin(in_folder(names[i]), CHORA_SHAPE_POINTS);
        assert_int_equal(chora_writer_add(writer, NULL, NULL, 0, cells, &err), CHORA_EINVAL);
        assert_int_equal(chora_writer_close(writer, &err), CHORA_EINVAL);
        assert_int_not_equal(access(in_folder(names[i]), F_OK), 0);
        writer = begin(in_folder(names[i]), CHORA_SHAPE_POINTS);
        add(writer, NULL, 0, "x", 1, 1);
        chora_writer_discard(writer);
        assert_int_not_equal(access(in_folder(names[i]), F_OK), 0);
    }
    chora_writer_discard(NULL);
    assert_int_equal(chora_writer_open(in_folder("none/x.csv"), CHORA_WRITE_CSV, "l", 0, fields, 3,
                                       &writer, &err),
                     CHORA_EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_geojson_features), cmocka_unit_test(test_geojson_antimeridian),
        cmocka_unit_test(test_geojson_points),   cmocka_unit_test(test_csv),
        cmocka_unit_test(test_xlsx_round_trip),  cmocka_unit_test(test_gpkg_round_trip),
        cmocka_unit_test(test_formatted_apart),  cmocka_unit_test(test_same_rows_same_bytes),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
