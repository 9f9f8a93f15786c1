/**
 * @file
 * A project with a country of four provinces, and tables written for one test.
 */
#ifndef CHORA_TESTS_INTAKE_FIXTURE_H
#define CHORA_TESTS_INTAKE_FIXTURE_H

#include "store_fixture.h"

#include "store/names.h"

#include <chora/intake.h>
#include <chora/period.h>

/** Writes `text` to a file in the project's folder; free() the path. */
static inline char *write_file(const project *p, const char *name, const char *text)
{
    chora_error err = CHORA_ERROR_INIT;
    char *path = chora_path_join(p->folder, name);
    assert_ok(chora_file_write(path, text, strlen(text), &err), err);
    return path;
}

static inline void add_box_area(chora_store *store, int64_t id, int level, const char *code,
                                int64_t parent, const char *name, double x, double y, double width,
                                double height)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    assert_ok(chora_query_open(store,
                               "INSERT INTO area (id, layer_id, level, code, country, parent_id, "
                               "label_lon, label_lat, area_km2) "
                               "VALUES (?1, ?2 + 1, ?2, ?3, 'AFG', nullif(?4, 0), ?5, ?6, 1)",
                               &query, &err),
              err);
    chora_query_bind_int(query, 1, id);
    chora_query_bind_int(query, 2, level);
    chora_query_bind_text(query, 3, code);
    chora_query_bind_int(query, 4, parent);
    chora_query_bind_double(query, 5, x + width / 2);
    chora_query_bind_double(query, 6, y + height / 2);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
    set_box(store, id, x, y, x + width, y + height);
    assert_ok(chora_store_add_name(store, "area", id, "main", name, &err), err);
}

/** Kabul, Herat, Balkh and Kunar, one degree each, side by side from 60 E 34 N. */
static inline project project_with_areas(void)
{
    project p = project_new();
    run(p.store, "INSERT INTO layer (id, name, role, level) VALUES (1, 'countries', 'areas', 0), "
                 "(2, 'provinces', 'areas', 1)");
    add_box_area(p.store, 1, 0, "AFG", 0, "Afghanistan", 60, 34, 4, 1);
    add_box_area(p.store, 11, 1, "AF-KAB", 1, "Kabul", 60, 34, 1, 1);
    add_box_area(p.store, 12, 1, "AF-HER", 1, "Herat", 61, 34, 1, 1);
    add_box_area(p.store, 13, 1, "AF-BAL", 1, "Balkh", 62, 34, 1, 1);
    add_box_area(p.store, 14, 1, "AF-KNR", 1, "Kunar", 63, 34, 1, 1);
    return p;
}

/** Imports `text` as NAME with the options; the test fails when that fails. */
static inline chora_import_report import_text(const project *p, const char *name, const char *text,
                                              chora_import_options options)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_import_report report;
    char *path = write_file(p, name, text);
    assert_ok(chora_import_incidents(p->store, path, &options, &report, &err), err);
    free(path);
    assert_int_equal(report.read, report.fresh + report.unchanged + report.updated +
                                      report.conflict + report.rejected);
    return report;
}

/** The message of an import that must fail; valid until the next call. */
static inline const char *import_failing(const project *p, const char *name, const char *text,
                                         chora_import_options options)
{
    static chora_error err;
    chora_import_report report;
    char *path = write_file(p, name, text);
    err = (chora_error)CHORA_ERROR_INIT;
    assert_int_not_equal(chora_import_incidents(p->store, path, &options, &report, &err), CHORA_OK);
    free(path);
    return err.message;
}

static inline void assert_holds(const char *text, const char *part)
{
    if (text == NULL || strstr(text, part) == NULL)
        fail_msg("no \"%s\" in: %s", part, text ? text : "(nothing)");
}

/** Compares one text of the project. */
static inline void assert_asked(chora_store *store, const char *sql, const char *expected)
{
    char *text = ask_text(store, sql);
    if (text == NULL || strcmp(text, expected) != 0)
        fail_msg("%s gives %s, not %s", sql, text ? text : "NULL", expected);
    free(text);
}

#endif
