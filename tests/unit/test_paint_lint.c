/* Pages of real countries, measured with the fonts they are painted in, looked over by the lint. */
#include "base/file.h"
#include "compose/base_map.h"
#include "compose/lint.h"
#include "paint/paint.h"
#include "publish/prepare.h"

#include <chora/intake.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char figure_start[] = "chora: 1\nfigure: looked-over\ntitle: \"Attacks, {period}\"\n";
static const char colours[] = "  - choropleth: {level: province, measure: {of: count}, "
                              "classes: {method: fisher, count: 5}}\n";
static const char rates[] = "  - choropleth: {level: province, measure: {of: count, per: km2}, "
                            "classes: {method: equal, count: 5}}\n";
static const char circles[] = "  - symbols: {at: place, size: count}\n";

typedef struct {
    const char *what, *first, *second, *rest;
} figure_case;

static const figure_case figures[] = {
    { "a report page", colours, circles, "labels: {areas: name, places: 6}\n" },
    { "the legend below", colours, circles, "labels: {places: 6}\nlegend: {place: below}\n" },
    { "rates", rates, circles, "page: {width: 140mm, height: 100mm}\n" },
    { "a column", colours, circles, "page: {width: 85mm, height: 97mm}\n" },
    { "circles in a column", circles, "", "page: {width: 85mm, height: 97mm}\n" },
    { "months", colours, circles, "labels: {places: 6}\nrepeat: {by: month}\n" },
};

/* Incidents on a grid over the country, heaped in some places. */
typedef struct {
    const char *country;
    double west, south, east, north;
    int columns, rows;
    size_t figures; /* of the list above; large countries take long */
} country_case;

static const country_case countries[] = {
    { "AFG", 61.5, 30.5, 71.5, 37.5, 9, 7, 6 }, { "UKR", 23, 46.5, 39.5, 51.5, 8, 5, 3 },
    { "NGA", 3.2, 5.2, 14, 13.3, 8, 6, 3 },     { "IDN", 96, -9.5, 140, 4, 16, 5, 2 },
    { "WORLD", -160, -50, 170, 68, 24, 12, 1 },
};

static char *write_incidents(const char *folder, const country_case *at)
{
    char *path = chora_path_join(folder, "incidents.csv");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "id,date,latitude,longitude,killed\n");
    int id = 0;
    for (int row = 0; row < at->rows; row++)
        for (int column = 0; column < at->columns; column++)
            for (int again = (row * 7 + column * 5) % 11 / 3; again >= 0; again--, id++)
                fprintf(file, "%d,2022-%02d-%02d,%.4f,%.4f,%d\n", id, 1 + id % 3, 1 + id % 28,
                        at->south + (at->north - at->south) * row / (at->rows - 1),
                        at->west + (at->east - at->west) * column / (at->columns - 1), id % 4);
    fclose(file);
    return path;
}

static char *write_figure(const char *folder, const figure_case *figure)
{
    char *path = chora_path_join(folder, "figure.yaml");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%slayers:\n%s%s%s", figure_start, figure->first, figure->second, figure->rest);
    fclose(file);
    return path;
}

static size_t count_role(const chora_page *page, const char *role)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_meaning *meaning = &chora_group_node(page->items[i].group, n)->meaning;
            count += meaning->role && strcmp(meaning->role, role) == 0;
        }
    return count;
}

static size_t look_at(const chora_page *page, const chora_ruler *ruler, const char *country,
                      const char *what)
{
    chora_lint_report report;
    assert_int_equal(chora_lint_page(page, 5.4, ruler, &report, NULL), CHORA_OK);
    size_t problems = report.count;
    for (size_t i = 0; i < report.count; i++)
        print_error("%s, %s: %s\n", country, what, report.problems[i].message);
    chora_lint_free(&report);
    if (count_role(page, "symbol") && !count_role(page, "legend-circle")) {
        print_error("%s, %s: circles without a legend\n", country, what);
        problems++;
    }
    return problems;
}

static size_t look_over(chora_store *store, chora_painter *painter, const char *folder,
                        const char *country, const figure_case *figure)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_ruler ruler = chora_painter_ruler(painter);
    chora_prepared *prepared = NULL;
    chora_base_map *base = NULL;
    char *path = write_figure(folder, figure);
    size_t problems = 0;
    bool months = strstr(figure->rest, "repeat") != NULL;
    chora_request request = { .figure = path,
                              .by = months ? CHORA_PERIOD_MONTH : CHORA_PERIOD_ALL };
    if (chora_prepare(store, &request, &prepared, &err) ||
        chora_base_map_new(&prepared->inputs, &ruler, &base, &err))
        fail_msg("%s, %s: %s", country, figure->what, err.message);
    for (size_t p = 0; p < chora_prepared_periods(prepared); p++) {
        chora_page *page = NULL;
        if (chora_prepared_page(prepared, base, p, &ruler, &page, &err))
            fail_msg("%s, %s: %s", country, figure->what, err.message);
        problems += look_at(page, &ruler, country, figure->what);
        chora_page_free(page);
    }
    chora_base_map_free(base);
    chora_prepared_free(prepared);
    free(path);
    return problems;
}

static size_t look_at_country(const country_case *at, chora_painter *painter)
{
    chora_error err = CHORA_ERROR_INIT;
    char *folder = NULL;
    chora_store *store = NULL;
    chora_import_report report = { 0 };
    chora_import_options options = CHORA_IMPORT_INIT;
    assert_int_equal(chora_folder_temporary(&folder, &err), CHORA_OK);
    char *project = chora_path_join(folder, "lint.chora"), *csv = write_incidents(folder, at);
    if (chora_project_init(project, &at->country, 1, &store, &err) ||
        chora_import_incidents(store, csv, &options, &report, &err))
        fail_msg("%s: %s", at->country, err.message);
    size_t problems = 0;
    for (size_t f = 0; f < at->figures; f++)
        problems += look_over(store, painter, folder, at->country, &figures[f]);
    chora_import_report_free(&report);
    chora_store_close(store);
    chora_folder_remove(folder);
    free(project);
    free(csv);
    free(folder);
    return problems;
}

static void real_pages_are_clean(void **state)
{
    (void)state;
    char *world = NULL;
    if (chora_data_find("world.chora", &world, NULL))
        skip(); /* a build of some rooms has no boundaries */
    free(world);
    chora_painter *painter = NULL;
    assert_int_equal(chora_painter_new(&painter, NULL), CHORA_OK);
    size_t problems = 0;
    for (size_t c = 0; c < sizeof countries / sizeof *countries; c++)
        problems += look_at_country(&countries[c], painter);
    chora_painter_free(painter);
    assert_int_equal(problems, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(real_pages_are_clean) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
