/* Denominators: a table with a code or name column and a number column. */
#include "intake/area_finder.h"
#include "intake/cell_number.h"
#include "intake/presets.h"
#include "intake/table_file.h"
#include "store/vintage.h"

#include "base/file.h"
#include "base/text.h"

#include <chora/intake.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NOTES_MAX 65536
#define NOTES_SHOWN 100

typedef struct {
    chora_store *store;
    const char *path, *name;
    const chora_values_options *options;
    chora_arena *arena;
    chora_table_file file;
    size_t code, label, value; /**< Columns; CHORA_UNMAPPED. */
    chora_area_finder finder;
    chora_query *insert, *reject;
    chora_idmap taken; /**< Area -> line. */
    chora_day on;      /**< Whose boundaries the numbers are about. */
    int64_t run_id;
    chora_buffer notes;
    chora_values_report report;
} values;

/* ---- columns --------------------------------------------------------------------------------- */

static size_t find_column(const chora_table_file *file, const char *name)
{
    for (size_t i = 0; i < file->count; i++)
        if (strcasecmp(file->headers[i], name) == 0)
            return i;
    return CHORA_UNMAPPED;
}

static chora_status no_column(const values *v, const char *wanted, const char *what,
                              chora_error *err)
{
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    for (size_t i = 0; i < v->file.count && i < 60; i++)
        chora_buffer_printf(&list, "%s\"%s\"", i ? ", " : "", v->file.headers[i]);
    chora_status st =
        wanted ? chora_fail(err, CHORA_ENOTFOUND, "there is no column \"%s\"; the table has %s",
                            wanted, chora_buffer_text(&list))
               : chora_fail(err, CHORA_ENOTFOUND,
                            "no column is known to hold %s; the table has %s; name it with %s",
                            what, chora_buffer_text(&list),
                            strcmp(what, "the numbers") == 0 ? "--value" : "--code");
    chora_buffer_free(&list);
    return st;
}

/** The column named like the value stands before the usual words. */
static size_t find_value(const values *v, const chora_presets *presets)
{
    size_t own = find_column(&v->file, v->name);
    return own != CHORA_UNMAPPED
               ? own
               : chora_presets_table_column(presets, "value", v->file.headers, v->file.count);
}

static chora_status find_columns(values *v, chora_error *err)
{
    const char *const *headers = v->file.headers;
    chora_presets presets = { 0 };
    chora_status st = chora_presets_load(&presets, err);
    if (st)
        return st;
    v->code = v->options->code
                  ? find_column(&v->file, v->options->code)
                  : chora_presets_table_column(&presets, "code", headers, v->file.count);
    v->label = v->options->code
                   ? v->code
                   : chora_presets_table_column(&presets, "name", headers, v->file.count);
    v->value =
        v->options->value ? find_column(&v->file, v->options->value) : find_value(v, &presets);
    chora_presets_free(&presets);
    if (v->code == CHORA_UNMAPPED && v->label == CHORA_UNMAPPED)
        return no_column(v, v->options->code, "the areas", err);
    if (v->value == CHORA_UNMAPPED)
        return no_column(v, v->options->value, "the numbers", err);
    return CHORA_OK;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static chora_status reject(values *v, const chora_row *row, size_t column, const char *reason,
                           chora_error *err)
{
    if (v->report.rejected++ < NOTES_SHOWN)
        chora_buffer_printf(&v->notes, "row %lld: rejected: %s\n", (long long)row->line, reason);
    chora_query_bind_int(v->reject, 1, v->run_id);
    chora_query_bind_int(v->reject, 2, row->line);
    chora_query_bind_int(v->reject, 3, (int64_t)column);
    chora_query_bind_text(v->reject, 4, column ? v->file.headers[column - 1] : NULL);
    chora_query_bind_text(v->reject, 5, reason);
    chora_query_bind_text(v->reject, 6, row->raw);
    return chora_query_run(v->reject, err);
}

static const char *cell_of(const chora_row *row, size_t column, chora_arena *arena)
{
    size_t length = 0;
    const char *text =
        column == CHORA_UNMAPPED || row->cells[column] == NULL ? "" : row->cells[column];
    text = chora_text_trim(text, &length);
    return chora_arena_strndup(arena, text, length);
}

/** By code, else by name. */
static chora_status find_area(values *v, const char *code, const char *name, int64_t *area,
                              bool *several, chora_error *err)
{
    chora_status st = CHORA_OK;
    *area = 0;
    *several = false;
    if (*code)
        st = chora_area_finder_code(&v->finder, code, v->options->level, area, several, err);
    if (st == CHORA_OK && *area == 0 && !*several && *name)
        st = chora_area_finder_name(&v->finder, name, v->options->level, area, several, err);
    return st;
}

static chora_status store_value(values *v, int64_t area, double number, int64_t line,
                                chora_error *err)
{
    chora_query_bind_int(v->insert, 1, area);
    chora_query_bind_text(v->insert, 2, v->name);
    chora_query_bind_int(v->insert, 3, v->options->year);
    chora_query_bind_double(v->insert, 4, number);
    chora_query_bind_text(v->insert, 5, v->options->source);
    v->report.stored++;
    if (chora_idmap_set(&v->taken, area, line))
        return chora_no_memory(err);
    return chora_query_run(v->insert, err);
}

static chora_status import_cells(values *v, const chora_row *row, const char *code,
                                 const char *name, const char *text, chora_error *err)
{
    char why[CHORA_REASON_MAX], shown[CHORA_SHOWN_MAX], reason[160];
    double number;
    int64_t area, line;
    bool several;
    if (*code == '\0' && *name == '\0')
        return reject(v, row, 0, "the row names no area", err);
    chora_status st = find_area(v, code, name, &area, &several, err);
    if (st)
        return st;
    if (area == 0) {
        snprintf(reason, sizeof reason, "%s is %s of level %d",
                 chora_cell_shown(*code ? code : name, shown),
                 several ? "more than one area" : "no area", v->options->level);
        return reject(v, row, (*code ? v->code : v->label) + 1, reason, err);
    }
    chora_reading read = chora_cell_number(text, &number, why);
    if (read == CHORA_READ_REFUSED)
        return reject(v, row, v->value + 1, why, err);
    if (read == CHORA_READ_MISSING) {
        v->report.missing++;
        return CHORA_OK;
    }
    if (chora_idmap_get(&v->taken, area, &line)) {
        snprintf(reason, sizeof reason, "the same area as row %lld", (long long)line);
        return reject(v, row, 0, reason, err);
    }
    return store_value(v, area, number, row->line, err);
}

static chora_status import_row(values *v, const chora_row *row, chora_error *err)
{
    v->report.read++;
    if (row->problem)
        return reject(v, row, row->problem_column, row->problem, err);
    chora_arena *arena = chora_arena_new();
    if (arena == NULL)
        return chora_no_memory(err);
    const char *code = cell_of(row, v->code, arena), *name = cell_of(row, v->label, arena);
    const char *text = cell_of(row, v->value, arena);
    chora_status st =
        code && name && text ? import_cells(v, row, code, name, text, err) : chora_no_memory(err);
    chora_arena_free(arena);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status count_without(values *v, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        v->store,
        "SELECT count(*) FROM area a JOIN layer l ON l.id = a.layer_id WHERE l.role = 'areas' AND "
        "a.level = ?1 AND NOT EXISTS (SELECT 1 FROM area_value WHERE area_id = a.id AND name = ?2 "
        "AND year = ?3 AND value IS NOT NULL) AND " CHORA_LAYER_ON("l", "?4"),
        &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, v->options->level);
    chora_query_bind_text(query, 2, v->name);
    chora_query_bind_int(query, 3, v->options->year);
    chora_vintage_bind(query, 4, v->on);
    st = chora_query_one_int(query, &v->report.areas_without, err);
    chora_query_close(query);
    return st;
}

/** The boundaries at the end of the year, or the current ones when there are none. */
static chora_status choose_day(values *v, chora_error *err)
{
    chora_day last = chora_day_from_ymd(v->options->year, 12, 31);
    bool held = false;
    chora_status st = chora_vintage_has_level(v->store, v->options->level, last, &held, err);
    v->on = held ? last : CHORA_VINTAGE_CURRENT;
    return st;
}

/* A number also holds for the same area in the boundaries of another time: the same code, as large.
 */
static const char insert_sql[] =
    "INSERT OR REPLACE INTO area_value (area_id, name, year, value, source)"
    " SELECT t.id, ?2, ?3, ?4, ?5 FROM area o JOIN area t ON t.code = o.code AND t.level = o.level"
    " JOIN layer l ON l.id = t.layer_id WHERE o.id = ?1 AND (t.id = o.id OR (l.role = 'areas'"
    " AND l.current > 0 AND abs(t.area_km2 - o.area_km2) <= 0.02 * o.area_km2))";

static chora_status open_statements(values *v, chora_error *err)
{
    chora_query *run = NULL;
    chora_status st =
        chora_query_open(v->store,
                         "INSERT INTO run (kind, file, started_utc) VALUES ('values', ?1, "
                         "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                         &run, err);
    if (st == CHORA_OK) {
        chora_query_bind_text(run, 1, chora_path_name(v->path));
        st = chora_query_run(run, err);
        v->run_id = chora_store_last_id(v->store);
    }
    chora_query_close(run);
    if (st == CHORA_OK)
        st = chora_query_open(v->store, insert_sql, &v->insert, err);
    if (st == CHORA_OK)
        st = chora_query_open(v->store,
                              "INSERT INTO reject (run_id, line, column_no, column_name, reason, "
                              "raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                              &v->reject, err);
    if (st == CHORA_OK)
        st = choose_day(v, err);
    return st ? st : chora_area_finder_open(&v->finder, v->store, v->on, err);
}

static chora_status import_inside(values *v, chora_error *err)
{
    chora_row row;
    bool more = true;
    chora_status st = open_statements(v, err);
    while (st == CHORA_OK) {
        st = chora_table_file_next(&v->file, &row, &more, err);
        if (st || !more)
            break;
        st = import_row(v, &row, err);
    }
    if (st == CHORA_OK)
        st = count_without(v, err);
    chora_query_close(v->insert);
    chora_query_close(v->reject);
    chora_area_finder_close(&v->finder);
    return st;
}

static chora_status import_table(values *v, chora_error *err)
{
    chora_status st = chora_table_file_open(v->path, NULL, NULL, v->arena, &v->file, err);
    if (st == CHORA_OK)
        st = find_columns(v, err);
    if (st == CHORA_OK)
        st = chora_store_begin(v->store, err);
    return st ? st : chora_store_end(v->store, import_inside(v, err), err);
}

static chora_status fill_report(values *v, chora_values_report *out, chora_error *err)
{
    if (v->report.rejected > NOTES_SHOWN)
        chora_buffer_printf(&v->notes, "and %lld more\n",
                            (long long)v->report.rejected - NOTES_SHOWN);
    v->report.notes = v->notes.length ? chora_strdup(v->notes.data) : NULL;
    if (v->notes.length && v->report.notes == NULL)
        return chora_no_memory(err);
    *out = v->report;
    return CHORA_OK;
}

chora_status chora_import_values(chora_store *store, const char *path,
                                 const chora_values_options *options, chora_values_report *out,
                                 chora_error *err)
{
    static const chora_values_options defaults = CHORA_VALUES_INIT;
    values v = { .store = store,
                 .path = path,
                 .options = options ? options : &defaults,
                 .arena = chora_arena_new(),
                 .notes = CHORA_BUFFER_INIT(NOTES_MAX) };
    if (v.arena == NULL)
        return chora_no_memory(err);
    v.name = v.options->name ? v.options->name : "population";
    chora_status st = import_table(&v, err);
    if (st)
        chora_table_file_at(err, path);
    else
        st = fill_report(&v, out, err);
    chora_table_file_close(&v.file);
    chora_idmap_free(&v.taken);
    chora_buffer_free(&v.notes);
    chora_arena_free(v.arena);
    return st;
}
