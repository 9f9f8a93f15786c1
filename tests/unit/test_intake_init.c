/* Projects filled with embedded layers, and countries guessed from a table. Needs world.chora. */
#include "intake_fixture.h"

#include "intake/world_project.h"
#include "store/atlas.h"

/** An empty folder and the path a project will have in it. */
static project folder_new(void)
{
    chora_error err = CHORA_ERROR_INIT;
    project p = { 0 };
    assert_ok(chora_folder_temporary(&p.folder, &err), err);
    p.path = chora_path_join(p.folder, "new.chora");
    return p;
}

static project project_of(const char *const *countries, size_t count)
{
    project p = folder_new();
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_project_init(p.path, countries, count, &p.store, &err), err);
    return p;
}

static void afghanistan_has_its_own_layers(void **state)
{
    const char *country = "Afghanistan";
    (void)state;
    project p = project_of(&country, 1);
    assert_int_equal(ask(p.store,
                         "SELECT count(*) FROM area a JOIN layer l ON l.id = layer_id WHERE "
                         "role = 'areas' AND a.level = 1 AND parent_id IS NOT NULL"),
                     34);
    assert_int_equal(ask(p.store,
                         "SELECT count(*) FROM area a JOIN layer l ON l.id = layer_id WHERE "
                         "role = 'areas' AND a.level = 0 AND code = 'AFG'"),
                     1);
    assert_true(ask(p.store, "SELECT count(*) FROM area a JOIN layer l ON l.id = layer_id WHERE "
                             "role = 'base' AND a.country <> 'AFG'") >= 6);
    assert_true(ask(p.store, "SELECT count(*) FROM line WHERE class = 'international'") > 0);
    assert_true(ask(p.store, "SELECT count(*) FROM line WHERE class = 'river'") > 0);
    assert_true(ask(p.store, "SELECT count(*) FROM place WHERE area_id IS NOT NULL") > 300);
    assert_asked(p.store,
                 "SELECT a.code FROM place p JOIN name n ON n.ref_id = p.id AND n.kind = 'place' "
                 "JOIN area a ON a.id = p.area_id WHERE n.key = 'kabul' AND n.lang = 'main'",
                 "AF-KAB");
    assert_asked(p.store, "SELECT value FROM meta WHERE key = 'countries'", "AFG");
    assert_int_equal(ask(p.store,
                         "SELECT count(*) FROM (SELECT ref_id FROM name WHERE lang = 'main' "
                         "GROUP BY kind, ref_id HAVING count(*) > 1)"),
                     0);
    /* The areas of the provinces make up the country. */
    assert_int_equal(ask(p.store,
                         "SELECT round((SELECT sum(a.area_km2) FROM area a WHERE level = 1) / "
                         "(SELECT area_km2 FROM area WHERE level = 0 AND code = 'AFG') * 1000)"),
                     1000);
    project_free(&p);
}

static void several_countries_take_the_world_layers(void **state)
{
    const char *const countries[] = { "iq", "SYR", "IRQ" };
    project p = project_of(countries, 3);
    (void)state;
    assert_asked(p.store, "SELECT value FROM meta WHERE key = 'countries'", "IRQ,SYR");
    assert_int_equal(ask(p.store, "SELECT count(DISTINCT a.country) FROM area a JOIN layer l ON "
                                  "l.id = layer_id WHERE role = 'areas' AND a.level = 1"),
                     2);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM area a JOIN layer l ON l.id = layer_id "
                                  "WHERE role = 'base' AND a.country IN ('BRA', 'AUS')"),
                     0);
    assert_true(ask(p.store, "SELECT count(*) FROM area a JOIN layer l ON l.id = layer_id "
                             "WHERE role = 'base' AND a.country IN ('TUR', 'IRN', 'JOR')") == 3);
    project_free(&p);
}

static void countries_across_the_antimeridian_work(void **state)
{
    const char *country = "Fiji";
    project p = project_of(&country, 1);
    (void)state;
    assert_true(ask(p.store, "SELECT count(*) FROM area WHERE level = 1") > 3);
    assert_true(ask(p.store, "SELECT count(*) FROM place WHERE area_id IS NOT NULL") > 5);
    project_free(&p);
}

/* The same areas and towns as in a file, found through the same index, and no trigger. */
static void project_in_memory_is_whole(void **state)
{
    const char *country = "AFG";
    chora_error err = CHORA_ERROR_INIT;
    project file = project_of(&country, 1), memory = { 0 };
    static const char *const same[] = {
        "SELECT count(*) FROM area",
        "SELECT count(*) FROM name",
        "SELECT sum(id * area_id) FROM place",
        "SELECT sum(rowid * length(geom)) FROM area",
        "SELECT count(*) FROM idx_place_geom WHERE xmin > 69",
        "SELECT count(*) FROM idx_area_geom",
    };
    (void)state;
    assert_ok(chora_project_init(NULL, &country, 1, &memory.store, &err), err);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_int_equal(ask(memory.store, same[i]), ask(file.store, same[i]));
    assert_true(ask(file.store, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") > 0);
    assert_int_equal(ask(memory.store, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"),
                     0);
    assert_string_equal(chora_store_path(memory.store), ":memory:");
    chora_store_close(memory.store);
    project_free(&file);
}

static void unknown_country_makes_no_file(void **state)
{
    const char *const countries[] = { "Afganisthan", "Frnace" };
    project p = folder_new();
    chora_error err = CHORA_ERROR_INIT;
    (void)state;
    assert_int_equal(chora_project_init(p.path, countries, 2, &p.store, &err), CHORA_ENOTFOUND);
    assert_holds(err.message, "no country \"Afganisthan\"; did you mean Afghanistan (AFG)?");
    assert_holds(err.message, "no country \"Frnace\"; did you mean France (FRA)?");
    assert_int_not_equal(chora_file_check(p.path, NULL), CHORA_OK);
    project_free(&p);
}

static void existing_file_is_not_touched(void **state)
{
    const char *country = "AFG";
    project p = folder_new();
    chora_error err = CHORA_ERROR_INIT;
    char *path = write_file(&p, "new.chora", "mine");
    (void)state;
    assert_int_equal(chora_project_init(path, &country, 1, &p.store, &err), CHORA_ECONFLICT);
    chora_buffer kept = CHORA_BUFFER_INIT(64);
    assert_ok(chora_file_read(path, &kept, &err), err);
    assert_string_equal(kept.data, "mine");
    chora_buffer_free(&kept);
    free(path);
    project_free(&p);
}

static void countries_are_guessed(void **state)
{
    static const struct {
        const char *text, *codes;
    } cases[] = {
        { "date,country,lat,lon\n2022-01-01,Iraq,34.5,69.1\n2022-01-01,iq,34.5,69.1\n"
          "2022-01-01,SYR,1,1\n",
          "IRQ SYR" },
        { "date,country\n2022-01-01,DR Congo (Zaire)\n", "COD" },
        { "date,lat,lon\n2022-01-01,34.5,69.1\n2022-01-02,0,0\n2022-01-02,34.3,62.2\n"
          "2022-01-02,33.3,44.4\n",
          "AFG IRQ" },
        { "date,lat,lon\n2022-01-01,-17.8,178.0\n2022-01-02,64.42,-173.23\n2022-01-02,66.3,-179."
          "1\n",
          "RUS FJI" },
        { "date,province\n2022-01-01,Nangarhar\n2022-01-01,Herat\n2022-01-01,Kunduz\n", "AFG" },
        { "date,pcode\n2022-01-01,IQ-BG\n", "IRQ" },
        { "date,place\n2022-01-01,Jalalabad\n2022-01-01,Charikar\n2022-01-01,Mazar-e Sharif\n",
          "AFG" },
        /* Points tell nothing in the sea: then places do, also those of earlier rows. */
        { "date,place,lat,lon\n2022-01-01,Jalalabad,,\n2022-01-01,Charikar,-30,-20\n"
          "2022-01-01,Mazar-e Sharif,-31,-21\n2022-01-01,Charikar,-31,-21\n",
          "AFG" },
        { "date,place,lat,lon\n2022-01-01,Baghdad,33.3,44.4\n2022-01-01,Charikar,-30,-20\n"
          "2022-01-01,Mazar-e Sharif,-31,-21\n",
          "IRQ" },
    };
    /* With the order of dates stated the table is not looked through for it. */
    chora_import_options stated = CHORA_IMPORT_INIT;
    stated.dates = "iso";
    const chora_import_options *const ways[] = { NULL, &stated };
    project p = folder_new();
    (void)state;
    for (size_t i = 0; i < 2 * (sizeof cases / sizeof *cases); i++) {
        char **codes, found[64] = "";
        size_t count;
        chora_error err = CHORA_ERROR_INIT;
        char *path = write_file(&p, "t.csv", cases[i / 2].text);
        assert_ok(chora_guess_countries(path, ways[i % 2], &codes, &count, &err), err);
        for (size_t k = 0; k < count; k++)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", k ? " " : "",
                     codes[k]);
        chora_countries_free(codes, count);
        assert_string_equal(found, cases[i / 2].codes);
        free(path);
    }
    char **codes;
    size_t count;
    chora_error err = CHORA_ERROR_INIT;
    char *path = write_file(&p, "t.csv", "date,place\n2022-01-01,Xyzzyville\n");
    assert_int_equal(chora_guess_countries(path, NULL, &codes, &count, &err), CHORA_ENOTFOUND);
    assert_holds(err.message, "--country AFG");
    free(path);
    project_free(&p);
}

/* A country is found where its shape is read because of the point as where all shapes are read. */
static void countries_of_points_need_few_shapes(void **state)
{
    char *path = NULL;
    chora_store *store = NULL;
    chora_areas all = { 0 }, some = { 0 };
    chora_locator *of_all = NULL, *of_some = NULL;
    chora_error err = CHORA_ERROR_INIT;
    chora_xy kabul = { 69.1, 34.5 };
    size_t read = 0, found = 0;
    (void)state;
    assert_ok(chora_data_find("world.chora", &path, &err), err);
    assert_ok(chora_store_open(path, false, &store, &err), err);
    assert_ok(chora_areas_load(store, CHORA_ROLE_AREAS, 0, NULL, true, &all, &err), err);
    assert_ok(chora_areas_locator(&all, &of_all, &err), err);
    for (double lat = -80; lat <= 80; lat += 9) {
        chora_xy points[60];
        size_t count = 0;
        for (double lon = -180; lon <= 180; lon += 6.1)
            points[count++] = (chora_xy){ lon, lat };
        assert_ok(chora_areas_load_at(store, 0, points, count, &some, &err), err);
        assert_ok(chora_areas_locator(&some, &of_some, &err), err);
        for (size_t i = 0; i < count; i++) {
            size_t expected = chora_locate(of_all, points[i]);
            assert_int_equal(chora_locate(of_some, points[i]), expected);
            found += expected != CHORA_NOWHERE;
        }
        chora_locator_free(of_some);
        chora_areas_free(&some);
    }
    assert_true(found > 200);
    assert_ok(chora_areas_load_at(store, 0, &kabul, 1, &some, &err), err);
    assert_int_equal(some.area_count, all.area_count);
    for (size_t i = 0; i < some.area_count; i++)
        read += some.areas[i].shape.path_count > 0;
    assert_in_range(read, 1, 10);
    chora_areas_free(&some);
    chora_locator_free(of_all);
    chora_areas_free(&all);
    chora_store_close(store);
    free(path);
}

/* Objects, numbers of rows and what is in the largest tables. */
static char *contents_of(chora_store *store)
{
    return ask_text(
        store,
        "SELECT (SELECT group_concat(coalesce(sql, name), ';') FROM (SELECT sql, name FROM"
        " sqlite_master ORDER BY type, name)) || (SELECT count(*) || sum(id * coalesce(area_id, 1))"
        " || sum(population) FROM place) || (SELECT count(*) || sum(ref_id * length(key)) ||"
        " sum(rowid * length(text)) FROM name) || (SELECT count(*) || sum(id * length(geom)) ||"
        " sum(parent_id) FROM area) || (SELECT count(*) FROM line) || (SELECT count(*) FROM"
        " idx_place_geom) || (SELECT count(*) FROM run WHERE started_utc >= date('now')) ||"
        " (SELECT group_concat(key || value) FROM meta)");
}

/* With CHORA_DATA naming a folder whose template is of other towns, the project is made. */
static void world_is_copied_as_it_is_made(void **state)
{
    const char *world = "WORLD";
    project p = folder_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_country_list countries;
    chora_store *copied = NULL, *made = NULL;
    chora_output *output = NULL;
    char *other = chora_path_join(p.folder, "world.template");
    (void)state;
    assert_ok(chora_country_list_load(&countries, &err), err);
    assert_ok(chora_world_project_copy(&countries, &copied, &err), err);
    assert_non_null(copied);
    chora_country_list_free(&countries);
    assert_ok(chora_output_open(other, &output, &err), err);
    for (int i = 0; i < 10; i++)
        chora_output_write(output, "of other towns", 14);
    assert_ok(chora_output_commit(output, NULL, &err), err);
    setenv("CHORA_DATA", p.folder, 1);
    assert_ok(chora_project_init(NULL, &world, 1, &made, &err), err);
    unsetenv("CHORA_DATA");
    char *by_copy = contents_of(copied), *by_steps = contents_of(made);
    assert_string_equal(by_copy, by_steps);
    assert_non_null(strstr(by_copy, "countriesWORLD"));
    chora_store_close(copied);
    chora_store_close(made);
    free(by_copy);
    free(by_steps);
    free(other);
    project_free(&p);
}

static void demo_table_is_imported_whole(void **state)
{
    const char *country = "AFG";
    project p = project_of(&country, 1);
    chora_error err = CHORA_ERROR_INIT;
    chora_import_options options = CHORA_IMPORT_INIT;
    chora_import_report report;
    (void)state;
    assert_ok(chora_import_incidents(p.store,
                                     CHORA_SOURCE_FOLDER "/data/incidents/documented-attacks.csv",
                                     &options, &report, &err),
              err);
    assert_int_equal(report.read, 74);
    assert_int_equal(report.fresh, 74);
    assert_string_equal(report.dataset, "documented-attacks");
    assert_int_equal(report.placing.by_level[CHORA_NONE], 0);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE claim = 'claimed'"), 44);
    assert_int_equal(ask(p.store, "SELECT sum(killed_low) FROM incident"), 571);
    assert_int_equal(ask(p.store, "SELECT sum(injured_high) FROM incident"), 1723);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM incident WHERE killed IS NULL"), 74);
    chora_import_report_free(&report);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(afghanistan_has_its_own_layers),
        cmocka_unit_test(several_countries_take_the_world_layers),
        cmocka_unit_test(countries_across_the_antimeridian_work),
        cmocka_unit_test(project_in_memory_is_whole),
        cmocka_unit_test(unknown_country_makes_no_file),
        cmocka_unit_test(existing_file_is_not_touched),
        cmocka_unit_test(countries_are_guessed),
        cmocka_unit_test(countries_of_points_need_few_shapes),
        cmocka_unit_test(world_is_copied_as_it_is_made),
        cmocka_unit_test(demo_table_is_imported_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
