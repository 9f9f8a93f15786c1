/* Areas, lines and places as arrays. */
#include "store_fixture.h"

#include "store/atlas.h"
#include "store/names.h"

static int set_up(void **state)
{
    project *p = malloc(sizeof *p);
    *p = project_new();
    run(p->store,
        "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'provinces', 'areas', 1, 1),"
        " (2, 'older', 'areas', 1, 0), (3, 'neighbours', 'base', 0, 1), (4, 'lines', 'base', NULL, "
        "1);"
        "INSERT INTO area (id, layer_id, level, code, country, area_km2, label_lon, label_lat, "
        "parent_id) VALUES"
        " (7, 1, 1, 'AF-KAB', 'AFG', 4500.5, 69.5, 34.5, NULL), (5, 1, 1, 'AF-BAL', NULL, NULL, "
        "NULL, NULL, NULL),"
        " (6, 2, 1, 'AF-OLD', 'AFG', 1, 0, 0, NULL), (8, 3, 0, 'PAK', 'PAK', 1, 0, 0, NULL);"
        "INSERT INTO line (id, layer_id, class) VALUES (1, 4, 'river'), (2, 4, 'international'), "
        "(3, 4, 'none');"
        "UPDATE line SET geom = GeomFromText('MULTILINESTRING((0 0, 1 1))', 4326) WHERE id = 1;"
        "UPDATE line SET geom = GeomFromText('MULTILINESTRING((5 5, 6 6))', 4326) WHERE id = 2;"
        "INSERT INTO place (id, area_id, kind, population) VALUES (1, 7, 'PPLC', 100), (2, NULL, "
        "NULL, NULL),"
        " (3, 7, 'PPL', 500), (4, 7, 'PPL', 100), (5, 7, 'PPL', 100);");
    set_box(p->store, 7, 69, 34, 70, 35);
    for (int id = 1; id <= 4; id++)
        set_point(p->store, id, 69 + id * 0.1, 34.5);
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_store_add_name(p->store, "area", 7, "main", "Kābul", &err), err);
    assert_ok(chora_store_add_name(p->store, "area", 7, "fa", "کابل", &err), err);
    assert_ok(chora_store_add_name(p->store, "place", 1, "main", "B", &err), err);
    assert_ok(chora_store_add_name(p->store, "place", 4, "main", "A", &err), err);
    assert_ok(chora_store_add_name(p->store, "place", 3, "main", "C", &err), err);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    project_free(*state);
    free(*state);
    return 0;
}

static void areas_are_those_in_use(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    chora_areas areas;
    assert_ok(chora_areas_load(store, CHORA_ROLE_AREAS, 1, NULL, true, &areas, &err), err);
    assert_int_equal(areas.area_count, 2);
    assert_string_equal(areas.areas[0].code, "AF-BAL");
    assert_string_equal(areas.areas[0].name, "AF-BAL");
    assert_string_equal(areas.areas[0].country, "");
    assert_int_equal(areas.areas[0].shape.path_count, 0);
    assert_string_equal(areas.areas[1].name, "Kābul");
    assert_int_equal(areas.areas[1].shape.path_count, 1);
    assert_true(areas.areas[1].shape.box.max_x == 70);
    assert_true(areas.areas[1].area_km2 == 4500.5);
    assert_true(areas.areas[1].label.y == 34.5);
    assert_int_equal(chora_areas_index(&areas, 7), 1);
    assert_int_equal(chora_areas_index(&areas, 5), 0);
    assert_true(chora_areas_index(&areas, 6) == CHORA_NO_INDEX);
    chora_areas_free(&areas);

    assert_ok(chora_areas_load(store, CHORA_ROLE_AREAS, 1, "fa", false, &areas, &err), err);
    assert_string_equal(areas.areas[1].name, "کابل");
    assert_int_equal(areas.areas[1].shape.path_count, 0);
    assert_int_equal(chora_shape_points(&areas.areas[1].shape), 0);
    chora_areas_free(&areas);

    assert_ok(chora_areas_load(store, CHORA_ROLE_BASE, 0, NULL, true, &areas, &err), err);
    assert_int_equal(areas.area_count, 1);
    chora_areas_free(&areas);
    assert_ok(chora_areas_load(store, CHORA_ROLE_AREAS, 2, NULL, true, &areas, &err), err);
    assert_int_equal(areas.area_count, 0);
    assert_true(chora_areas_index(&areas, 7) == CHORA_NO_INDEX);
    chora_areas_free(&areas);
}

static void lines_are_those_in_the_box(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    chora_lines lines;
    assert_ok(chora_lines_load(store, (chora_box){ 1, 1, 3, 3 }, &lines, &err), err);
    assert_int_equal(lines.line_count, 1);
    assert_string_equal(lines.lines[0].class_name, "river");
    assert_int_equal(lines.lines[0].shape.kind, CHORA_SHAPE_LINES);
    chora_lines_free(&lines);
    assert_ok(chora_lines_load(store, (chora_box){ 2, 2, 3, 3 }, &lines, &err), err);
    assert_int_equal(lines.line_count, 0);
    chora_lines_free(&lines);
}

static void places_are_ordered_by_population(void **state)
{
    chora_store *store = ((project *)*state)->store;
    chora_error err = CHORA_ERROR_INIT;
    chora_places places;
    static const int64_t order[] = { 3, 4, 1, 2 };
    assert_ok(chora_places_load(store, (chora_box){ 60, 30, 80, 40 }, 0, NULL, &places, &err), err);
    assert_int_equal(places.place_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(places.places[i].id, order[i]);
    assert_true(places.places[2].lonlat.x == 69.1);
    assert_string_equal(places.places[2].kind, "PPLC");
    assert_int_equal(places.places[3].area_id, 0);
    chora_places_free(&places);
    assert_ok(
        chora_places_load(store, (chora_box){ 69.05, 34.5, 69.35, 34.5 }, 100, NULL, &places, &err),
        err);
    assert_int_equal(places.place_count, 2);
    chora_places_free(&places);
}

/* The same through a read-only connection, which has none of SpatiaLite. */
static void reader_sees_the_same(void **state)
{
    project *p = *state;
    chora_error err = CHORA_ERROR_INIT;
    chora_store *reader = NULL;
    chora_areas areas;
    chora_places places;
    assert_ok(chora_store_open(p->path, false, &reader, &err), err);
    assert_ok(chora_areas_load(reader, CHORA_ROLE_AREAS, 1, NULL, true, &areas, &err), err);
    assert_int_equal(areas.areas[1].shape.path_count, 1);
    assert_ok(chora_places_load(reader, (chora_box){ 60, 30, 80, 40 }, 0, NULL, &places, &err),
              err);
    assert_int_equal(places.place_count, 4);
    chora_places_free(&places);
    chora_areas_free(&areas);
    chora_store_close(reader);
}

#define with_store(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_store(areas_are_those_in_use),
        with_store(lines_are_those_in_the_box),
        with_store(places_are_ordered_by_population),
        with_store(reader_sees_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
