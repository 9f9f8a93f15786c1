/* Boundary layers, denominators and totals of the person's own. */
#include "intake_fixture.h"

#define BOX(x, y)                                                                                  \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" x "," y "],[" x ".9," y "],[" x ".9," y ".9],[" x  \
    "," y ".9],[" x "," y "]]]}"
#define FEATURE(properties, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" geometry "}"
#define LAYER(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static chora_boundaries_report import_layer(const project *p, const char *text,
                                            chora_boundaries_options options)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_boundaries_report report;
    char *path = write_file(p, "layer.geojson", text);
    assert_ok(chora_import_boundaries(p->store, path, &options, &report, &err), err);
    free(path);
    assert_int_equal(report.read, report.imported + report.rejected);
    return report;
}

static const char districts[] = LAYER(FEATURE(
    "\"ADM2_EN\":\"Surobi\",\"ADM2_PCODE\":\"AF0101\",\"ADM1_EN\":\"Kabul\",\"ADM2_FA\":\"سروبی\","
    "\"ADM1_PCODE\":\"AF01\"",
    BOX("60",
        "34")) "," FEATURE("\"ADM2_EN\":\"Injil\",\"ADM2_PCODE\":\"AF0201\",\"ADM1_EN\":\"Herat\","
                           "\"ADM1_PCODE\":\"AF02\"",
                           BOX("61",
                               "34")) "," FEATURE("\"ADM2_EN\":\"Injil "
                                                  "again\",\"ADM2_PCODE\":\"AF0201\"",
                                                  BOX("61",
                                                      "34")) "," FEATURE("\"ADM2_EN\":\"Nowhere\","
                                                                         "\"ADM2_PCODE\":"
                                                                         "\"AF9901\"",
                                                                         "null") "," FEATURE("\"ADM"
                                                                                             "2_"
                                                                                             "EN\":"
                                                                                             "\"Poi"
                                                                                             "nt\","
                                                                                             "\"ADM"
                                                                                             "2_"
                                                                                             "PCODE"
                                                                                             "\":"
                                                                                             "\"AF9"
                                                                                             "902"
                                                                                             "\"",
                                                                                             "{\"ty"
                                                                                             "pe\":"
                                                                                             "\"Poi"
                                                                                             "nt\","
                                                                                             "\"coo"
                                                                                             "rdina"
                                                                                             "tes\""
                                                                                             ":[60,"
                                                                                             "34]}") "," FEATURE("\"ADM2_EN\":\"Far\",\"ADM2_PCODE\":\"AF9903\"",
                                                                                                                 BOX("80",
                                                                                                                     "34")));

static void districts_are_recognised_and_hung_under_provinces(void **state)
{
    project p = project_with_areas();
    chora_boundaries_options options = CHORA_BOUNDARIES_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_import_report imported;
    char *table =
        write_file(&p, "a.csv", "id,date,lat,lon,precision\na,2022-03-05,34.5,60.5,exact\n");
    (void)state;
    run(p.store, "INSERT INTO place (id, area_id, country) VALUES (7, 11, 'AFG')");
    set_point(p.store, 7, 61.5, 34.5);
    assert_ok(chora_import_incidents(p.store, table, NULL, &imported, &err), err);
    options.source = "OCHA";
    options.licence = "CC BY-IGO";
    options.valid_from = "2021-11";
    chora_boundaries_report report = import_layer(&p, districts, options);
    assert_int_equal(report.level, 2);
    assert_string_equal(report.code_field, "ADM2_PCODE");
    assert_string_equal(report.name_field, "ADM2_EN");
    assert_int_equal(report.imported, 3);
    assert_int_equal(report.rejected, 3);
    assert_int_equal(report.without_parent, 1);
    assert_holds(report.notes, "the same code as row");
    assert_holds(report.notes, "it has no geometry");
    assert_holds(report.notes, "its geometry is no polygon");
    assert_asked(p.store,
                 "SELECT p.code || ' ' || a.country || ' ' || (a.area_km2 > 8000) FROM area a "
                 "JOIN area p ON p.id = a.parent_id WHERE a.code = 'AF0201'",
                 "AF-HER AFG 1");
    assert_asked(p.store, "SELECT text FROM name JOIN area a ON a.id = ref_id WHERE lang = 'fa'",
                 "سروبی");
    assert_asked(p.store,
                 "SELECT source || ' ' || licence || ' ' || valid_from FROM layer WHERE level = 2",
                 "OCHA CC BY-IGO 18932");
    /* What was placed before is placed again. */
    assert_asked(p.store, "SELECT a.code FROM place p JOIN area a ON a.id = p.area_id", "AF0201");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM match m JOIN area a ON a.id = m.area_id "
                                  "WHERE a.code = 'AF0101'"),
                     1);
    free(table);
    free(report.notes);
    chora_import_report_free(&imported);
    project_free(&p);
}

static void newer_layer_is_the_one_in_use(void **state)
{
    static const char provinces[] = LAYER(FEATURE(
        "\"shapeName\":\"West\",\"shapeISO\":\"\",\"shapeID\":\"X1\",\"shapeType\":\"ADM1\"",
        BOX("61", "34")) "," FEATURE("\"shapeName\":\"East\",\"shapeISO\":\"\",\"shapeID\":\"X2\","
                                     "\"shapeType\":\"ADM1\"",
                                     BOX("60", "34")));
    project p = project_with_areas();
    chora_boundaries_options options = CHORA_BOUNDARIES_INIT;
    (void)state;
    free(import_layer(&p, districts, options).notes);
    chora_boundaries_report report = import_layer(&p, provinces, options);
    assert_int_equal(report.level, 1);
    assert_string_equal(report.code_field, "shapeID");
    assert_int_equal(report.without_parent, 0);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM layer WHERE level = 1 AND current = 1"), 1);
    assert_asked(p.store,
                 "SELECT p.code FROM area a JOIN area p ON p.id = a.parent_id "
                 "WHERE a.code = 'AF0201'",
                 "X1");
    free(report.notes);
    project_free(&p);
}

static void bow_tie_is_repaired_and_told(void **state)
{
    static const char tie[] = LAYER(FEATURE(
        "\"GID_1\":\"AFG.1_1\",\"NAME_1\":\"Tie\",\"VARNAME_1\":\"Bow\"",
        "{\"type\":\"Polygon\",\"coordinates\":[[[60,34],[61,35],[61,34],[60,35],[60,34]]]}"));
    project p = project_with_areas();
    chora_boundaries_options options = CHORA_BOUNDARIES_INIT;
    chora_boundaries_report report = import_layer(&p, tie, options);
    (void)state;
    assert_int_equal(report.repaired, 1);
    assert_int_equal(report.level, 1);
    assert_string_equal(report.name_field, "NAME_1");
    assert_holds(report.notes, "repaired: ");
    assert_int_equal(ask(p.store, "SELECT repairs FROM layer ORDER BY id DESC LIMIT 1"), 1);
    assert_asked(p.store, "SELECT text FROM name WHERE lang = 'alt'", "Bow");
    free(report.notes);
    project_free(&p);
}

static void layers_that_cannot_be_used_change_nothing(void **state)
{
    static const char *const texts[][2] = {
        { LAYER(FEATURE("\"a\":1,\"b\":2", BOX("60", "34"))), "say --code FIELD" },
        { LAYER(FEATURE("\"code\":\"x\",\"name\":\"y\"", BOX("60", "34"))),
          "say --level 0 for countries" },
        { LAYER(FEATURE("\"GID_1\":\"x\",\"NAME_1\":\"y\"", "null")),
          "none of its 1 areas can be used" },
    };
    project p = project_with_areas();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_boundaries_report report;
        char *path = write_file(&p, "layer.geojson", texts[i][0]);
        assert_int_not_equal(chora_import_boundaries(p.store, path, NULL, &report, &err), CHORA_OK);
        assert_holds(err.message, "layer.geojson: ");
        if (i < 2) /* A layer without any geometry may be refused earlier. */
            assert_holds(err.message, texts[i][1]);
        free(path);
    }
    assert_int_equal(ask(p.store, "SELECT count(*) FROM layer"), 2);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM layer WHERE current = 1"), 2);
    project_free(&p);
}

static chora_values_report import_values(const project *p, const char *text,
                                         chora_values_options options)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_values_report report;
    char *path = write_file(p, "population.csv", text);
    assert_ok(chora_import_values(p->store, path, &options, &report, &err), err);
    free(path);
    assert_int_equal(report.read, report.stored + report.missing + report.rejected);
    return report;
}

static void values_are_matched_by_code_or_name(void **state)
{
    project p = project_with_areas();
    chora_values_options options = CHORA_VALUES_INIT;
    (void)state;
    options.year = 2020;
    options.source = "NSIA";
    chora_values_report report = import_values(&p,
                                               "Province code,Province,Population\n"
                                               "AF-KAB,whatever,5029850\n"
                                               ",HERĀT,2140662\n"
                                               "AF-BAL,Balkh,n/a\n"
                                               "AF-XXX,Atlantis,5\n"
                                               "AF-KNR,Kunar,\"500,000\"\n"
                                               "af-kab,Kabul,1\n",
                                               options);
    assert_int_equal(report.stored, 2);
    assert_int_equal(report.missing, 1);
    assert_int_equal(report.rejected, 3);
    assert_int_equal(report.areas_without, 2);
    assert_holds(report.notes, "row 5: rejected: \"AF-XXX\" is no area of level 1");
    assert_holds(report.notes, "row 6: rejected: \"500,000\" has a comma");
    assert_holds(report.notes, "row 7: rejected: the same area as row 2");
    assert_asked(p.store,
                 "SELECT sum(value) || ' ' || name || ' ' || year || ' ' || source FROM area_value",
                 "7170512.0 population 2020 NSIA");
    free(report.notes);
    options.value = "Poplation";
    chora_error err = CHORA_ERROR_INIT;
    char *path = write_file(&p, "p.csv", "code,Population\nAF-KAB,1\n");
    assert_int_equal(chora_import_values(p.store, path, &options, &report, &err), CHORA_ENOTFOUND);
    assert_holds(err.message,
                 "there is no column \"Poplation\"; the table has \"code\", \"Population\"");
    free(path);
    project_free(&p);
}

static void totals_replace_what_the_dataset_had(void **state)
{
    static const char text[] = "area,first,last,incidents,killed,injured,citation\n"
                               ",2021-08-15,2023-05,283,670,1200,weekly 1\n"
                               "Kabul,2022-03,,12,,,weekly 2\n";
    project p = project_with_areas();
    chora_error err = CHORA_ERROR_INIT;
    char *path = write_file(&p, "tally.csv", text);
    int64_t stored = 0;
    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_ok(chora_import_tally(p.store, path, "newsletter", NULL, &stored, &err), err);
        assert_int_equal(stored, 2);
        assert_int_equal(ask(p.store, "SELECT count(*) FROM tally"), 2);
    }
    assert_asked(p.store,
                 "SELECT first_day || ' ' || last_day || ' ' || incidents || ' ' || killed FROM "
                 "tally WHERE area_id IS NULL",
                 "18854 19508 283 670");
    assert_asked(p.store,
                 "SELECT first_day || ' ' || last_day || ' ' || (killed IS NULL) FROM tally "
                 "WHERE area_id = 11",
                 "19052 19082 1");
    free(path);
    path = write_file(&p, "bad.csv",
                      "area,first,last,incidents\nAtlantis,2022,,1\nKabul,soon,,2\n"
                      "Kabul,2022,2021,2\nKabul,2022,,\n");
    assert_int_equal(chora_import_tally(p.store, path, "newsletter", NULL, &stored, &err),
                     CHORA_EDATA);
    assert_holds(err.message, "row 2: \"Atlantis\" is no area of the project");
    assert_holds(err.message, "row 3: date \"soon\" is no date");
    assert_holds(err.message, "row 4: ends before it begins");
    assert_holds(err.message, "row 5: the row has no number");
    assert_int_equal(ask(p.store, "SELECT count(*) FROM tally"), 2);
    free(path);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(districts_are_recognised_and_hung_under_provinces),
        cmocka_unit_test(newer_layer_is_the_one_in_use),
        cmocka_unit_test(bow_tie_is_repaired_and_told),
        cmocka_unit_test(layers_that_cannot_be_used_change_nothing),
        cmocka_unit_test(values_are_matched_by_code_or_name),
        cmocka_unit_test(totals_replace_what_the_dataset_had),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
