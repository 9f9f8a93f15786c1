/* What the helper reads, what is refused before it, and archives. */
#include "exchange_fixture.h"

#include "geo/shape.h"

#include <math.h>
#include <sys/stat.h>
#include <xlsxwriter.h>
#include <zip.h>

static const chora_rows_options shapes = { NULL, NULL, 0, NULL, true, 0 };

/* ---- GeoJSON and its like ------------------------------------------------------------------ */

static void test_geojson_values(void **state)
{
    (void)state;
    expect_dump(
        put_text(
            "v.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[\n"
            "{\"type\":\"Feature\",\"properties\":{\"code\":\"01\",\"n\":5,\"r\":0.1,\"mix\":1.1,"
            "\"d\":\"2021/05/03\",\"b\":true,\"l\":[\"a\",\"b\"],\"none\":null},"
            "\"geometry\":{\"type\":\"Point\",\"coordinates\":[69.2,34.5,100]}},\n"
            "{\"type\":\"Feature\",\"properties\":{\"code\":\"02\",\"n\":9007199254740993,\"r\":2,"
            "\"mix\":\"t\",\"d\":\"\xDA\xA9\",\"b\":false},\"geometry\":null}]}"),
        &shapes,
        "GeoJSON, layer \"v\"\ncode|n|r|mix|d|b|l|none\n"
        "2: 01|5|0.1|1.1|2021/05/03|true|[\"a\", \"b\"]|(missing) wkb 21\n"
        "3: 02|9007199254740993|2|t|\xDA\xA9|false|(missing)|(missing)\n");
}

static void test_geojson_losses_are_errors(void **state)
{
    (void)state;
    expect_refusal(
        put_text("cut.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feat"),
        NULL, CHORA_EDATA, "cut.geojson cannot be read");
    expect_refusal(put_text("big.geojson",
                            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                            "\"properties\":{\"id\":12345678901234567890},\"geometry\":null}]}"),
                   NULL, CHORA_EDATA, "clamped");
    expect_refusal(put_text("other.json", "{\"name\": \"not a map\"}"), NULL, CHORA_EDATA,
                   "other.json cannot be read");
}

static void test_coordinates_that_are_none(void **state)
{
    char *said = dump(put_text("metres.geojson",
                               "{\"type\":\"FeatureCollection\",\"features\":["
                               "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":"
                               "{\"type\":\"Point\",\"coordinates\":[532000,3823000]}},"
                               "{\"type\":\"Feature\",\"properties\":{\"a\":2},\"geometry\":"
                               "{\"type\":\"Point\",\"coordinates\":[69,34]}}]}"),
                      &shapes);
    (void)state;
    assert_non_null(
        strstr(said, "2: 1 !0 coordinates up to 532000, 3823000 are no longitude and latitude"));
    assert_non_null(strstr(said, "3: 2 wkb 21"));
    free(said);
}

static void test_topojson_and_kml(void **state)
{
    (void)state;
    expect_dump(
        put_text("t.json",
                 "{\"type\":\"Topology\",\"objects\":{\"a\":{\"type\":\"GeometryCollection\","
                 "\"geometries\":[{\"type\":\"Polygon\",\"id\":\"q\",\"properties\":{\"n\":\"x\"},"
                 "\"arcs\":[[0]]}]}},\"arcs\":[[[0,0],[10,0],[10,10],[0,0]]]}"),
        &shapes, "TopoJSON, layer \"a\"\nid|n\n2: q|x wkb 77\n");
    expect_dump(
        put_text("k.kml",
                 "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
                 "<name>d</name><Placemark><name>p</name><description>q</description><Point>"
                 "<coordinates>69.2,34.5,0</coordinates></Point></Placemark></Document></kml>"),
        &shapes,
        "KML, layer \"d\", names and descriptions only\nName|Description\n2: p|q wkb 21\n");
}

/* ---- workbooks ----------------------------------------------------------------------------- */

static void fill_sheet(lxw_workbook *book, lxw_worksheet *sheet)
{
    static const char *const heads[] = { "code", "day",   "when",   "mixed",
                                         "num",  "error", "jalali", NULL };
    lxw_format *day = workbook_add_format(book), *when = workbook_add_format(book);

    format_set_num_format(day, "dd/mm/yyyy");
    format_set_num_format(when, "yyyy-mm-dd hh:mm:ss");
    for (lxw_col_t i = 0; heads[i]; i++)
        worksheet_write_string(sheet, 0, i, heads[i], NULL);
    for (lxw_row_t row = 1; row <= 2; row++) {
        worksheet_write_string(sheet, row, 0, "01", NULL);
        worksheet_write_number(sheet, row, 1, 44990 + row, day);
        worksheet_write_number(sheet, row, 2, 44990 + 14 / 24.0, when);
        worksheet_write_number(sheet, row, 4, row * 1.1, NULL);
        worksheet_write_formula_str(sheet, row, 5, "=1/0", NULL, "#DIV/0!");
        worksheet_write_string(sheet, row, 6, "1402/05/24", NULL);
    }
    worksheet_write_number(sheet, 1, 3, 44990, day);
    worksheet_write_string(sheet, 2, 3, "unknown", NULL);
    worksheet_write_string(sheet, 5, 0, "last", NULL); /* Behind two empty rows. */
    worksheet_write_string(sheet, 5, 7, "no header", NULL);
}

static const char *make_workbook(const char *name)
{
    const char *path = in_folder(name);
    lxw_workbook *book = workbook_new(path);

    workbook_add_worksheet(book, "Notes");
    fill_sheet(book, workbook_add_worksheet(book, "Data"));
    assert_int_equal(workbook_close(book), 0);
    return path;
}

static void test_workbook(void **state)
{
    static const chora_rows_options data = { NULL, "data", 0, NULL, true, 0 },
                                    none = { NULL, "X", 0, NULL, false, 0 };
    static const char expected[] =
        "XLSX, sheet \"Data\"\ncode|day|when|mixed|num|error|jalali|column 8\n"
        "2: 01|2023-03-06|2023-03-05T14:00:00|2023-03-05|1.1|(missing)|1402/05/24|(missing)\n"
        "3: 01|2023-03-07|2023-03-05T14:00:00|unknown|2.2|(missing)|1402/05/24|(missing)\n"
        "6: last|(missing)|(missing)|(missing)|(missing)|(missing)|(missing)|no header\n";
    const char *path = make_workbook("book.xlsx");
    (void)state;

    expect_dump(path, NULL, expected);
    expect_dump(path, &data, expected);
    expect_refusal(path, &none, CHORA_ENOTFOUND,
                   "book.xlsx has no sheet \"X\"; it has \"Notes\", \"Data\"");
}

/* ---- shapefiles ---------------------------------------------------------------------------- */

static void big_endian(unsigned char *to, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* The head of .shp and .shx: points. */
static void shape_head(unsigned char head[100], size_t bytes, double x, double y)
{
    double box[4] = { x, y, x, y };

    memset(head, 0, 100);
    big_endian(head, 9994);
    big_endian(head + 24, (uint32_t)(bytes / 2));
    head[28] = 0xE8;
    head[29] = 0x03;
    head[32] = 1;
    memcpy(head + 36, box, sizeof box);
}

/* One point with the text column `name`. */
static void make_shapefile(const char *stem, double x, double y, const char *cell, const char *cpg,
                           const char *prj)
{
    unsigned char shp[128], shx[108], dbf[32 + 32 + 1 + 1 + 20] = { 3, 123, 1, 1, 1 };
    char name[64];
    int32_t kind = 1;

    shape_head(shp, sizeof shp, x, y);
    big_endian(shp + 100, 1);
    big_endian(shp + 104, 10);
    memcpy(shp + 108, &kind, 4);
    memcpy(shp + 112, &x, 8);
    memcpy(shp + 120, &y, 8);
    shape_head(shx, sizeof shx, x, y);
    big_endian(shx + 100, 50);
    big_endian(shx + 104, 10);
    dbf[8] = 65;
    dbf[10] = 21;
    memcpy(dbf + 32, "name\0\0\0\0\0\0\0C", 12);
    dbf[48] = 20;
    dbf[64] = 0x0D;
    memset(dbf + 65, ' ', 21);
    memcpy(dbf + 66, cell, strlen(cell));
    snprintf(name, sizeof name, "%s.shp", stem);
    put(name, shp, sizeof shp);
    snprintf(name, sizeof name, "%s.shx", stem);
    put(name, shx, sizeof shx);
    snprintf(name, sizeof name, "%s.dbf", stem);
    put(name, dbf, sizeof dbf);
    snprintf(name, sizeof name, "%s.cpg", stem);
    if (cpg)
        put_text(name, cpg);
    snprintf(name, sizeof name, "%s.prj", stem);
    if (prj)
        put_text(name, prj);
}

static const char lonlat[] =
    "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,"
    "298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

static void test_shapefile_encodings(void **state)
{
    static const chora_rows_options told = { "CP1256", NULL, 0, NULL, false, 0 };
    (void)state;

    make_shapefile("cpg", 69, 34, "\xDF\xC7\xC8\xE1", "1256", lonlat);
    expect_dump(in_folder("cpg.shp"), &shapes,
                "SHP, layer \"cpg\", CP1256\nname\n2: \xD9\x83\xD8\xA7\xD8\xA8\xD9\x84 wkb 21\n");
    make_shapefile("utf8", 69, 34, "\xDA\xA9", "UTF-8", lonlat);
    expect_dump(in_folder("utf8.shp"), NULL, "SHP, layer \"utf8\", UTF-8\nname\n2: \xDA\xA9\n");
    make_shapefile("silent", 69, 34, "caf\xE9", NULL, lonlat);
    expect_dump(
        in_folder("silent.shp"), NULL,
        "SHP, layer \"silent\"\nname\n"
        "2: caf\\xE9 !1 byte 0xE9 is not UTF-8; say how the file is encoded: --encoding "
        "windows-1252 (Western Europe), windows-1251 (Cyrillic), windows-1256 (Arabic), ...\n");
    expect_dump(in_folder("silent.shp"), &told,
                "SHP, layer \"silent\", CP1256\nname\n2: caf\xC3\xA9\n");
    make_shapefile("odd", 69, 34, "x", "EBCDIC-X", lonlat);
    expect_refusal(in_folder("odd.shp"), NULL, CHORA_EDATA,
                   "names the encoding \"EBCDIC-X\", which is unknown");
}

static void test_shapefile_parts_and_crs(void **state)
{
    static const chora_rows_options utm = { NULL, NULL, 0, "EPSG:32642", true, 0 },
                                    bad = { NULL, NULL, 0, "http://x", true, 0 };
    chora_rows *rows = NULL;
    chora_row row;
    chora_shape shape;
    bool more = false;
    (void)state;

    make_shapefile("bare", 532000, 3823000, "x", NULL, NULL);
    expect_refusal(in_folder("bare.shp"), &shapes, CHORA_EDATA,
                   "states no coordinate system; say which with --crs EPSG:");
    expect_refusal(in_folder("bare.shp"), &bad, CHORA_EINVAL, "is no coordinate system");
    expect_dump(in_folder("bare.shp"), NULL, "SHP, layer \"bare\"\nname\n2: x\n");
    assert_int_equal(chora_rows_open(in_folder("bare.shp"), &utm, &rows, NULL), CHORA_OK);
    assert_true(chora_rows_has_geometry(rows));
    assert_int_equal(chora_rows_next(rows, &row, &more, NULL), CHORA_OK);
    chora_arena *arena = chora_arena_new();
    assert_int_equal(chora_shape_from_wkb(row.wkb, row.wkb_length, arena, &shape, NULL), CHORA_OK);
    assert_true(fabs(shape.xy[0].x - 69.3494) < 0.001 && fabs(shape.xy[0].y - 34.5477) < 0.001);
    chora_arena_free(arena);
    chora_rows_close(rows);
    unlink(in_folder("bare.shx"));
    expect_refusal(in_folder("bare.shp"), NULL, CHORA_EDATA, "its .shx file is missing");
    unlink(in_folder("bare.dbf"));
    expect_refusal(in_folder("bare.shp"), NULL, CHORA_EDATA, "its .dbf file is missing");
}

/* ---- archives ------------------------------------------------------------------------------ */

static void zip_in(const char *archive, const char *const *entries)
{
    zip_t *zip = zip_open(in_folder(archive), ZIP_CREATE | ZIP_TRUNCATE, NULL);

    for (; entries[0]; entries += 2) {
        zip_source_t *source = zip_source_file(zip, in_folder(entries[1]), 0, -1);
        assert_true(zip_file_add(zip, entries[0], source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

static void test_archives(void **state)
{
    static const chora_rows_options second = { NULL, "B", 0, NULL, false, 0 },
                                    third = { NULL, "c", 0, NULL, false, 0 };
    (void)state;

    make_shapefile("part", 69, 34, "x", "UTF-8", lonlat);
    put_text("r.txt", "read me");
    put_text("a.csv", "a\n1\n");
    put_text("b.csv", "b\n2\n");
    zip_in("s.zip", (const char *const[]){ "in/adm1.shp", "part.shp", "in/adm1.SHX", "part.shx",
                                           "in/adm1.dbf", "part.dbf", "in/adm1.prj", "part.prj",
                                           "__MACOSX/in/._adm1.shp", "r.txt", "in/.hidden.csv",
                                           "a.csv", "in/LICENSE", "r.txt", NULL });
    expect_dump(in_folder("s.zip"), &shapes, "zip: SHP, layer \"adm1\"\nname\n2: x wkb 21\n");
    zip_in("two.zip", (const char *const[]){ "in/a.csv", "a.csv", "b.csv", "b.csv", NULL });
    expect_refusal(in_folder("two.zip"), NULL, CHORA_EDATA,
                   "two.zip holds several layers: a (CSV), b (CSV); choose one with --layer");
    expect_dump(in_folder("two.zip"), &second, "zip: CSV, UTF-8, delimiter ','\nb\n2: 2\n");
    expect_refusal(in_folder("two.zip"), &third, CHORA_ENOTFOUND,
                   "holds no \"c\"; it holds a (CSV), b (CSV)");
    zip_in("notes.zip", (const char *const[]){ "README.txt", "r.txt", "meta.json", "r.txt", "b.csv",
                                               "b.csv", NULL });
    expect_dump(in_folder("notes.zip"), NULL, "zip: CSV, UTF-8, delimiter ','\nb\n2: 2\n");
    zip_in("none.zip", (const char *const[]){ "LICENSE", "r.txt", NULL });
    expect_refusal(in_folder("none.zip"), NULL, CHORA_EDATA,
                   "holds no table or layer that Chora reads");
    zip_in("out.zip", (const char *const[]){ "../../a.csv", "a.csv", NULL });
    expect_refusal(in_folder("out.zip"), NULL, CHORA_EDATA, "whose name leads out of it");
    put_text("torn.zip", "PK\x03\x04 and no more");
    expect_refusal(in_folder("torn.zip"), NULL, CHORA_EDATA, "damaged or cut short");
}

static void test_bombs(void **state)
{
    size_t length = (size_t)64 << 20;
    char *zeros = calloc(length, 1);
    zip_t *zip = zip_open(in_folder("bomb.zip"), ZIP_CREATE, NULL);
    (void)state;

    zip_file_add(zip, "bomb.csv", zip_source_buffer(zip, zeros, length, 0), 0);
    assert_int_equal(zip_close(zip), 0);
    free(zeros);
    expect_refusal(in_folder("bomb.zip"), NULL, CHORA_ELIMIT, "more than 200 times its size");
}

/* ---- what is not what it says -------------------------------------------------------------- */

static void test_contradictions(void **state)
{
    static const struct {
        const char *name, *bytes;
        const char *part;
    } cases[] = {
        { "attacks.xlsx", "date,place\n1,2\n",
          "attacks.xlsx is not an Excel workbook: it starts with text; rename it to .csv or save "
          "it as XLSX" },
        { "old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "save it as XLSX" },
        { "text.xls", "a\tb\n", "rename it to .csv" },
        { "locked.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "save it as XLSX without a password" },
        { "page.csv", "<!DOCTYPE html><html>",
          "page.csv is not a CSV table: it is a web page; save it as CSV" },
        { "vrt.csv", "<OGRVRTDataSource>", "it starts with XML" },
        { "map.csv", "{\"type\":\"FeatureCollection\"}",
          "it starts with JSON; rename it to .geojson" },
        { "db.csv", "SQLite format 3", "it is an SQLite database; rename it to .gpkg" },
        { "pdf.csv", "%PDF-1.4", "first bytes are of no kind" },
        { "noise.csv", "\x01\x02\x03\x04\x05\x06\x07", "first bytes are of no kind" },
        { "csv.geojson", "a,b\n", "it starts with text; rename it to .csv" },
        { "csv.gpkg", "a,b\n", "csv.gpkg is not a GeoPackage" },
        { "csv.shp", "a,b\n", "csv.shp is not a shapefile" },
        { "what", "a,b\n", "its name does not say what it is; rename it to .csv" },
        { "x.dbf", "\x03", "x.dbf is a part of a shapefile; name its .shp file" },
        { "x.doc", "\x03\x04\x05", "is of no kind that Chora reads" },
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_refusal(
            put(cases[i].name, cases[i].bytes, strlen(cases[i].bytes) + (cases[i].bytes[0] == 'S')),
            NULL, CHORA_EDATA, cases[i].part);
    make_workbook("book.csv");
    expect_refusal(in_folder("book.csv"), NULL, CHORA_EDATA,
                   "it is a zip archive; rename it to .xlsx");
    make_workbook("book.zip");
    expect_refusal(in_folder("book.zip"), NULL, CHORA_EDATA, "rename it to .xlsx");
}

static void test_no_files(void **state)
{
    (void)state;
    expect_refusal(in_folder("none.csv"), NULL, CHORA_EIO, "no such file");
    expect_refusal(folder, NULL, CHORA_EIO, "is a folder");
    mkfifo(in_folder("pipe.csv"), 0600);
    expect_refusal(in_folder("pipe.csv"), NULL, CHORA_EIO, "no regular file");
    expect_refusal("/vsicurl/http://localhost/x.csv", NULL, CHORA_EIO, "no such file");
    mkdir(in_folder("x.gdb"), 0700);
    expect_refusal(in_folder("x.gdb"), NULL, CHORA_EDATA, "x.gdb cannot be read as FileGDB");
    put_text("new.gpkg-wal", "x");
    put("new.gpkg", "SQLite format 3", 16);
    expect_refusal(in_folder("new.gpkg"), NULL, CHORA_EDATA, "changes wait in new.gpkg-wal");
    unlink(in_folder("new.gpkg-wal"));
    expect_refusal(in_folder("new.gpkg"), NULL, CHORA_EDATA, "new.gpkg cannot be read as GPKG");
}

/* A helper that is missing, or is no helper, or dies. */
static void test_broken_helpers(void **state)
{
    const char *map = put_text("one.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}");
    (void)state;

    setenv("CHORA_EXCHANGE", in_folder("no-such-program"), 1);
    expect_refusal(map, NULL, CHORA_EIO, "cannot be started");
    setenv("CHORA_EXCHANGE", "/bin/true", 1);
    expect_refusal(map, NULL, CHORA_EDATA, "the reader broke off");
    setenv("CHORA_EXCHANGE", "/bin/cat", 1); /* Says nothing that it can say on the socket. */
    put_text("echo.sh", "#!/bin/sh\nprintf 'garbage that is no message' >&0\n");
    chmod(in_folder("echo.sh"), 0700);
    setenv("CHORA_EXCHANGE", in_folder("echo.sh"), 1);
    expect_refusal(map, NULL, CHORA_EDATA, "the reader broke off");
    unsetenv("CHORA_EXCHANGE");
}

/* Reading ends early without a wait, and leaves nothing. */
static void test_early_close(void **state)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 24);
    chora_rows *rows = NULL;
    chora_row row;
    bool more = false;
    (void)state;

    chora_buffer_add_text(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 20000; i++)
        chora_buffer_printf(&text,
                            "%s{\"type\":\"Feature\",\"properties\":{\"i\":%d},\"geometry\":null}",
                            i ? "," : "", i);
    chora_buffer_add_text(&text, "]}");
    put("many.geojson", text.data, text.length);
    chora_buffer_free(&text);
    assert_int_equal(chora_rows_open(in_folder("many.geojson"), NULL, &rows, NULL), CHORA_OK);
    assert_int_equal(chora_rows_next(rows, &row, &more, NULL), CHORA_OK);
    assert_string_equal(row.cells[0], "0");
    chora_rows_close(rows);
    chora_rows_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_geojson_values),
        cmocka_unit_test(test_geojson_losses_are_errors),
        cmocka_unit_test(test_coordinates_that_are_none),
        cmocka_unit_test(test_topojson_and_kml),
        cmocka_unit_test(test_workbook),
        cmocka_unit_test(test_shapefile_encodings),
        cmocka_unit_test(test_shapefile_parts_and_crs),
        cmocka_unit_test(test_archives),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_contradictions),
        cmocka_unit_test(test_no_files),
        cmocka_unit_test(test_broken_helpers),
        cmocka_unit_test(test_early_close),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
