#include "geo_fixture.h"

#include "geo/projection.h"
#include "geo/scale.h"

static const chora_box afghanistan = { 60.5, 29.4, 75, 38.5 };

static chora_projection *opened(const char *text, chora_box box)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_projection *projection = NULL;
    if (chora_projection_open(text, box, &projection, &err))
        fail_msg("%s: %s", text, err.message);
    return projection;
}

static void auto_choice(char *fields[], size_t count)
{
    assert_int_equal(count, 7);
    chora_box box = { atof(fields[1]), atof(fields[2]), atof(fields[3]), atof(fields[4]) };
    chora_projection *projection = opened("auto", box);
    const char *text = chora_projection_text(projection);
    if (strncmp(text, fields[5], strlen(fields[5])) != 0 || text[strlen(fields[5])] != ' ')
        fail_msg("%s: %s", fields[0], text);
    if (strcmp(chora_projection_label(projection), fields[6]) != 0)
        fail_msg("%s: %s", fields[0], chora_projection_label(projection));
    if (!chora_projection_is_equal_area(projection))
        fail_msg("%s: not equal-area", fields[0]);
    chora_projection_close(projection);
}

static void chooses_for_the_box(void **state)
{
    run_table("geo/projection_auto.txt", auto_choice);
}

static void reads_what_people_write(void **state)
{
    static const struct {
        const char *text, *label;
        bool equal_area;
    } cases[] = {
        { "EPSG:32642", "WGS 84 / UTM zone 42N (EPSG:32642)", false },
        { "epsg:3857", "WGS 84 / Pseudo-Mercator (EPSG:3857)", false },
        { "EPSG:6933", "WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)", true },
        { "EPSG:4326", "Plate carrée projection of WGS 84 (EPSG:4326)", false },
        { "+proj=longlat +datum=WGS84", "Plate carrée projection", false },
        { "+proj=robin", "Robinson projection", false },
        { "proj=moll lon_0=66", "Mollweide projection", true },
        { "+proj=utm +zone=42 +datum=WGS84 +units=m +no_defs +type=crs",
          "Universal Transverse Mercator projection, zone 42 N", false },
        { "+proj=utm +zone=19 +south", "Universal Transverse Mercator projection, zone 19 S",
          false },
        { "+proj=lcc +lat_1=31 +lat_2=37 +lon_0=67d30'E",
          "Lambert conformal conic projection, 31°/37° N", false },
        { "+proj=aea +lat_1=-4.25 +lat_2=20 +lon_0=30 +ellps=WGS84",
          "Albers equal-area projection, 4.25° S/20° N", true },
        { "+proj=aea +lat_1=31 +lat_2=37 +lon_0=67.5 +R=6371000",
          "Albers equal-area projection, 31°/37° N", true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_projection *projection = opened(cases[i].text, afghanistan);
        if (strcmp(chora_projection_label(projection), cases[i].label) != 0)
            fail_msg("%s: %s", cases[i].text, chora_projection_label(projection));
        if (chora_projection_is_equal_area(projection) != cases[i].equal_area)
            fail_msg("%s: equal-area %d", cases[i].text, !cases[i].equal_area);
        chora_projection_close(projection);
    }
}

static void refuses_what_is_not_safe_or_no_map(void **state)
{
    static const char *const cases[] = {
        "",
        "Albers",
        "EPSG:",
        "EPSG:12x",
        "EPSG:99999999",
        "EPSG:999999",
        "EPSG:5773",
        "EPSG:4978",
        "+proj=nosuch",
        "+proj=utm +zone=99",
        "+init=epsg:32642",
        "+proj=utm +zone=42 +nadgrids=@null",
        "+proj=hgridshift +grids=x.gsb",
        "+proj=pipeline +step +proj=hgridshift +grids=conus",
        "+proj=pipeline +step +proj=vgridshift +multiplier=1 +step +proj=merc",
        "+proj=defmodel +model=passwd.json",
        "+proj=tinshift +file=x.json",
        "+proj=merc +geoidgrids=egm96.gtx",
        "+proj=merc +units=km",
        "+proj=merc +to_meter=0.3048",
        "+proj=merc +axis=wsu",
        "+proj=cart +ellps=WGS84 +file=1",
        "+proj=merc +lon_0=/etc/passwd",
        "+proj=merc\x01",
        "{\"type\": \"ProjectedCRS\"}",
        "PROJCS[\"x\"]",
        "urn:ogc:def:crs:EPSG::32642",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_projection *projection = NULL;
        chora_status st = chora_projection_open(cases[i], afghanistan, &projection, &err);
        bool names_file = strstr(cases[i], "init") || strstr(cases[i], "grid") ||
                          strstr(cases[i], "file") || strstr(cases[i], "model");
        bool told = names_file ? strstr(err.message, "nothing that reads a file") != NULL
                               : err.message[0] != '\0';
        if (st != CHORA_EINVAL || !told)
            fail_msg("\"%s\": %d %s", cases[i], (int)st, err.message);
        assert_null(projection);
    }
}

static void goes_there_and_back(void **state)
{
    static const char *const texts[] = { "auto",
                                         "EPSG:32642",
                                         "EPSG:4326",
                                         "EPSG:2225",
                                         "+proj=robin",
                                         "EPSG:3857",
                                         "EPSG:2053",
                                         "+proj=pipeline +step +proj=unitconvert +xy_in=deg "
                                         "+xy_out=rad +step +proj=merc" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        chora_projection *projection = opened(texts[i], afghanistan);
        chora_xy start[] = { { 69.2, 34.5 }, { 62.2, 34.3 }, { 65.7, 31.6 } }, xy[3];
        if (strcmp(texts[i], "EPSG:2225") == 0)
            start[0] = start[1] = start[2] = (chora_xy){ -122, 40 };
        if (strcmp(texts[i], "EPSG:2053") == 0)
            start[0] = start[1] = start[2] = (chora_xy){ 29.5, -29 };
        memcpy(xy, start, sizeof xy);
        chora_project(projection, xy, 3);
        assert_true(fabs(xy[0].x) + fabs(xy[0].y) > 1000);
        chora_unproject(projection, xy, 3);
        for (size_t k = 0; k < 3; k++) {
            assert_near(xy[k].x, start[k].x, 1e-7);
            assert_near(xy[k].y, start[k].y, 1e-7);
        }
        chora_projection_close(projection);
    }
}

/* Known coordinates: UTM 42N on its central meridian; a degree of plate carrée; feet made metres;
 * a system that runs west and south turned round. */
static void answers_in_metres_east_and_north(void **state)
{
    chora_projection *utm = opened("EPSG:32642", afghanistan);
    chora_xy xy = { 69, 0 };
    chora_project(utm, &xy, 1);
    assert_near(xy.x, 500000, 1e-3);
    assert_near(xy.y, 0, 1e-3);
    chora_projection_close(utm);

    chora_projection *flat = opened("EPSG:4326", afghanistan);
    xy = (chora_xy){ 1, 2 };
    chora_project(flat, &xy, 1);
    assert_near(xy.x, 111319.490793, 1e-5);
    assert_near(xy.y, 222638.981587, 1e-5);
    chora_projection_close(flat);

    static const char *const both[] = { "EPSG:2225", "EPSG:2053" };
    static const chora_xy places[] = { { -122, 40 }, { 29.5, -29 } };
    for (int i = 0; i < 2; i++) {
        chora_projection *projection = opened(both[i], afghanistan);
        chora_xy p[3] = { places[i],
                          { places[i].x + 0.1, places[i].y },
                          { places[i].x, places[i].y + 0.1 } };
        chora_project(projection, p, 3);
        assert_near(p[1].x - p[0].x,
                    chora_geodesic_m(places[i], (chora_xy){ places[i].x + 0.1, places[i].y }), 10);
        assert_near(p[2].y - p[0].y,
                    chora_geodesic_m(places[i], (chora_xy){ places[i].x, places[i].y + 0.1 }), 10);
        chora_projection_close(projection);
    }
}

static void turns_away_what_is_no_place(void **state)
{
    static const chora_xy bad[] = { { NAN, 0 },   { 0, NAN },   { INFINITY, 0 }, { 0, 91 },
                                    { 0, -90.1 }, { 1e300, 0 }, { 600, 0 } };
    static const char *const texts[] = { "auto", "EPSG:4326", "EPSG:32642",
                                         "+proj=gnom +lat_0=90" };
    for (size_t i = 0; i < 4; i++) {
        chora_projection *projection = opened(texts[i], afghanistan);
        chora_xy xy[7];
        memcpy(xy, bad, sizeof xy);
        chora_project(projection, xy, 7);
        for (size_t k = 0; k < 7; k++)
            assert_true(isnan(xy[k].x) && isnan(xy[k].y));
        chora_xy good = { 67, 34 };
        chora_project(projection, &good, 1);
        assert_true(isfinite(good.x) && isfinite(good.y));
        chora_projection_close(projection);
    }
}

static void copies_are_alike(void **state)
{
    static const char *const texts[] = { "auto", "EPSG:32642", "EPSG:4326", "+proj=robin" };
    for (size_t i = 0; i < 4; i++) {
        chora_projection *one = opened(texts[i], afghanistan), *two = NULL;
        assert_int_equal(chora_projection_copy(one, &two, NULL), CHORA_OK);
        chora_xy a = { 69.2, 34.5 }, b = a;
        chora_project(one, &a, 1);
        chora_project(two, &b, 1);
        assert_memory_equal(&a, &b, sizeof a);
        assert_string_equal(chora_projection_text(one), chora_projection_text(two));
        assert_string_equal(chora_projection_label(one), chora_projection_label(two));
        chora_projection_close(one);
        chora_projection_close(two);
    }
    chora_projection_close(NULL);
}

/* ---- shapes ---------------------------------------------------------------------------------- */

static chora_shape projected(chora_projection *projection, const chora_shape *shape,
                             double tolerance, chora_arena *arena)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_shape out = { 0 };
    if (chora_project_shape(projection, shape, tolerance, arena, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

/* The projected area is that of the cell between parallels (integrated: a²(1-e²)cosφ/w⁴). */
static void bends_edges_and_keeps_area(void **state)
{
    static const double tolerances[] = { 1000, 100, 10, 1 };
    chora_arena *arena = chora_arena_new();
    chora_projection *projection = opened("auto", afghanistan);
    chora_shape cell = shape_of_wkt("POLYGON((64 34, 74 34, 74 35, 64 35, 64 34))", arena);
    size_t before = 0;
    for (size_t i = 0; i < 4; i++) {
        chora_shape flat = projected(projection, &cell, tolerances[i], arena);
        size_t points = chora_shape_points(&flat);
        assert_near(planar_area(&flat), 101878119666.0, tolerances[i] * 2 * 920000);
        assert_true(points > before && points < 2000);
        before = points;
    }
    assert_int_equal(chora_project_shape(projection, &cell, 0, arena, &cell, NULL), CHORA_EINVAL);
    chora_projection_close(projection);
    chora_arena_free(arena);
}

static bool has_point(const chora_shape *shape, chora_xy point)
{
    for (size_t i = 0; i < chora_shape_points(shape); i++)
        if (shape->xy[i].x == point.x && shape->xy[i].y == point.y)
            return true;
    return false;
}

/* Two neighbours: the bent points of their common edge are the same, bit for bit. */
static void shared_borders_stay_shared(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_projection *projection = opened("auto", afghanistan);
    chora_shape south = shape_of_wkt("POLYGON((61 34, 75 35.1, 75 33, 61 33, 61 34))", arena);
    chora_shape north = shape_of_wkt("POLYGON((75 35.1, 61 34, 61 38, 75 38, 75 35.1))", arena);
    chora_shape a = projected(projection, &south, 5, arena);
    chora_shape b = projected(projection, &north, 5, arena);
    size_t shared = 0;
    for (size_t i = 0; i + 1 < chora_shape_points(&a); i++)
        shared += has_point(&b, a.xy[i]);
    assert_in_range(shared, 10, 500);
    chora_projection_close(projection);
    chora_arena_free(arena);
}

static double widest_edge(const chora_shape *shape)
{
    double widest = 0;
    for (size_t path = 0; path < shape->path_count; path++)
        for (size_t i = shape->start[path]; i + 1 < shape->start[path + 1]; i++)
            widest = fmax(widest, fabs(shape->xy[i + 1].x - shape->xy[i].x));
    return widest;
}

/* The box around Fiji crosses the antimeridian; the layer is cut there; the map is whole. */
static void shows_both_sides_of_the_antimeridian(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_projection *projection = opened("auto", (chora_box){ 176.8, -20.7, 181.8, -12.4 });
    chora_shape fiji = shape_of_wkt(
        "MULTIPOLYGON(((178 -18, 180 -18, 180 -17, 178 -17, 178 -18)), ((-180 -18, -179 -18, -179 "
        "-17, -180 -17, -180 -18)))",
        arena);
    chora_shape flat = projected(projection, &fiji, 100, arena);
    assert_int_equal(flat.path_count, 2);
    assert_near(flat.box.max_x - flat.box.min_x, 319000, 2000);
    assert_near(planar_area(&flat) / 1e6, chora_shape_area_km2(&fiji), 20);
    chora_projection_close(projection);
    chora_arena_free(arena);
}

/* A country on the far side is cut at the edge of the map, never drawn across it. */
static void cuts_at_the_edge_of_the_map(void **state)
{
    static const char *const texts[] = { "+proj=eqearth +lon_0=100", "+proj=eqearth +lon_0=-260",
                                         "+proj=aea +lat_1=20 +lat_2=50 +lon_0=100",
                                         "+proj=eqearth +lon_0=100 +ellps=WGS84" };
    for (size_t i = 0; i < 4; i++) {
        chora_arena *arena = chora_arena_new();
        chora_projection *projection = opened(texts[i], (chora_box){ -180, -90, 180, 90 });
        chora_shape shape =
            shape_of_wkt("POLYGON((-81 10, -79 10, -79 20, -81 20, -81 10))", arena);
        chora_shape flat = projected(projection, &shape, 1000, arena);
        assert_int_equal(flat.path_count, 2);
        assert_near(planar_area(&flat) / 1e6 / chora_shape_area_km2(&shape), 1, 0.003);
        assert_true(widest_edge(&flat) < 2e6);
        shape = shape_of_wkt("LINESTRING(-90 10, -70 20)", arena);
        flat = projected(projection, &shape, 1000, arena);
        assert_int_equal(flat.path_count, 2);
        chora_projection_close(projection);
        chora_arena_free(arena);
    }
}

/* Orthographic shows half the Earth: what is behind is dropped, lines run up to the edge. */
static void drops_what_cannot_be_seen(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_projection *projection = opened("+proj=ortho +lat_0=0 +lon_0=0 +R=6371000", afghanistan);
    chora_shape line = shape_of_wkt("LINESTRING(-170 10, 170 10)", arena);
    chora_shape flat = projected(projection, &line, 1000, arena);
    assert_int_equal(flat.path_count, 1);
    assert_near(flat.box.max_x, 6371000 * cos(10 * 0.017453292519943295), 3000);
    assert_near(flat.box.min_x, -flat.box.max_x, 6000);
    chora_shape far = shape_of_wkt("POLYGON((170 0, 175 0, 175 5, 170 5, 170 0))", arena);
    flat = projected(projection, &far, 1000, arena);
    assert_int_equal(flat.path_count, 0);
    chora_shape points = shape_of_wkt("MULTIPOINT((0 0), (170 0), (20 20))", arena);
    flat = projected(projection, &points, 1000, arena);
    assert_int_equal(flat.path_count, 2);
    chora_projection_close(projection);
    chora_arena_free(arena);
}

static void world_keeps_its_area(void **state)
{
    chora_arena *arena = chora_arena_new();
    layer world;
    if (!read_layer("world_admin0", arena, &world))
        skip();
    static const char *const texts[] = { "auto", "+proj=eqearth +lon_0=66 +ellps=WGS84",
                                         "+proj=laea +lat_0=34 +lon_0=66 +ellps=WGS84" };
    for (size_t k = 0; k < 3; k++) {
        chora_projection *projection = opened(texts[k], (chora_box){ -180, -90, 180, 90 });
        double area = 0, expected = 0;
        for (size_t i = 0; i < world.count; i++) {
            chora_shape flat = projected(projection, &world.shapes[i], 500, arena);
            area += planar_area(&flat) / 1e6;
            expected += chora_shape_area_km2(&world.shapes[i]);
        }
        print_message("%s: %.0f km2 of %.0f\n", texts[k], area, expected);
        assert_near(area / expected, 1, 0.002);
        chora_projection_close(projection);
    }
    chora_arena_free(arena);
}

/* ---- scale ----------------------------------------------------------------------------------- */

static void scale_is_that_of_the_ground(void **state)
{
    /* plate carrée at 60° N: a metre along x is half a metre, along y a metre */
    chora_projection *flat = opened("EPSG:4326", afghanistan);
    chora_xy at = { 10, 60 };
    chora_project(flat, &at, 1);
    double e2 = 0.00669437999014, w = sqrt(1 - e2 * 0.75);
    assert_near(chora_scale_at(flat, at, 0), 0.5 / w, 1e-6);
    assert_near(chora_scale_at(flat, at, 90), (1 - e2) / (w * w * w), 1e-6);
    assert_near(chora_scale_at(flat, at, 180), chora_scale_at(flat, at, 0), 1e-12);
    assert_near(chora_scale_area(flat, (chora_xy){ 10, 60 }), w * w * w * w / (0.5 * (1 - e2)),
                1e-6);
    chora_projection_close(flat);

    chora_projection *utm = opened("EPSG:32642", afghanistan);
    at = (chora_xy){ 69, 34 };
    chora_project(utm, &at, 1);
    assert_near(chora_scale_at(utm, at, 0), 1 / 0.9996, 1e-6);
    assert_near(chora_scale_at(utm, at, 37), 1 / 0.9996, 1e-6);
    assert_true(isnan(chora_scale_at(utm, (chora_xy){ NAN, 0 }, 0)));
    chora_projection_close(utm);
}

/* The grid holds the corners: where the scale changes along one axis only, its ends are there. */
static void scale_of_a_box_reaches_its_edges(void **state)
{
    static const chora_xy far_ends[] = { { 5, 60 }, { 20, 10 } };
    for (int i = 0; i < 2; i++) { /* plate carrée changes along y, transverse Mercator along x */
        chora_projection *projection =
            opened(i ? "+proj=tmerc +lon_0=0 +datum=WGS84" : "EPSG:4326", afghanistan);
        chora_xy ends[2] = { i ? (chora_xy){ 2, 10 } : (chora_xy){ 5, 20 }, far_ends[i] };
        chora_project(projection, ends, 2);
        if (i)
            ends[1].y = ends[0].y + 1000;
        chora_box box = { ends[0].x, ends[0].y, ends[1].x + (i ? 0 : 1000), ends[1].y };
        chora_scale_range range = chora_scale_over(projection, box, 0);
        double a = chora_scale_at(projection, ends[0], 0);
        double b = chora_scale_at(projection, ends[1], 0);
        assert_near(range.min, fmin(a, b), 1e-4);
        assert_near(range.max, fmax(a, b), 1e-4);
        assert_true(range.max / range.min > 1.02);
        assert_near(chora_scale_variation(range), range.max / range.min - 1, 1e-12);
        chora_projection_close(projection);
    }
}

static void scale_varies_little_on_a_country(void **state)
{
    chora_projection *projection = opened("auto", afghanistan);
    chora_xy corners[] = { { 60.5, 29.4 }, { 75, 38.5 } };
    chora_project(projection, corners, 2);
    chora_box box = { corners[0].x, corners[0].y, corners[1].x, corners[1].y };
    chora_scale_range range = chora_scale_over(projection, box, 0);
    assert_true(range.min <= 1 && range.max >= 1);
    assert_true(chora_scale_variation(range) > 0.001 && chora_scale_variation(range) < 0.01);
    chora_projection_close(projection);

    projection = opened("EPSG:3857", afghanistan);
    memcpy(corners, (chora_xy[]){ { 60.5, 29.4 }, { 75, 38.5 } }, sizeof corners);
    chora_project(projection, corners, 2);
    range = chora_scale_over(
        projection, (chora_box){ corners[0].x, corners[0].y, corners[1].x, corners[1].y }, 0);
    assert_near(chora_scale_variation(range), cos(29.4 * 0.017453) / cos(38.5 * 0.017453) - 1,
                0.002);
    chora_projection_close(projection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_for_the_box),
        cmocka_unit_test(reads_what_people_write),
        cmocka_unit_test(refuses_what_is_not_safe_or_no_map),
        cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(answers_in_metres_east_and_north),
        cmocka_unit_test(turns_away_what_is_no_place),
        cmocka_unit_test(copies_are_alike),
        cmocka_unit_test(bends_edges_and_keeps_area),
        cmocka_unit_test(shared_borders_stay_shared),
        cmocka_unit_test(shows_both_sides_of_the_antimeridian),
        cmocka_unit_test(cuts_at_the_edge_of_the_map),
        cmocka_unit_test(drops_what_cannot_be_seen),
        cmocka_unit_test(world_keeps_its_area),
        cmocka_unit_test(scale_is_that_of_the_ground),
        cmocka_unit_test(scale_of_a_box_reaches_its_edges),
        cmocka_unit_test(scale_varies_little_on_a_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
