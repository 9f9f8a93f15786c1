/* A boundary layer of the person's own into a project. */
#include "intake/area_writer.h"
#include "intake/boundary_fields.h"
#include "intake/table_file.h"
#include "intake/towns.h"
#include "place/countries.h"

#include "base/file.h"
#include "geo/locate.h"
#include "intake/layer_seams.h"
#include "intake/layer_span.h"
#include "store/atlas.h"
#include "store/filter.h"

#include <chora/intake.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTES_MAX ((size_t)1 << 20)

/** Areas that a point can lie in. */
typedef struct {
    chora_areas areas;
    chora_locator *locator;
} parents;

typedef struct {
    chora_store *store;
    const char *path;
    const chora_boundaries_options *options;
    chora_arena *arena;
    chora_features features;
    chora_boundary_fields fields;
    chora_country_list countries;
    chora_area_writer writer;
    parents above;
    chora_textmap codes; /**< Taken so far -> line. */
    chora_buffer notes;
    chora_query *reject;
    int64_t run_id, layer_id;
    chora_new_layer layer;
    chora_boundaries_report report;
} boundaries;

/* ---- the level above ------------------------------------------------------------------------- */

static chora_status open_parents(chora_store *store, int level, chora_day on, parents *out,
                                 chora_error *err)
{
    *out = (parents){ 0 };
    chora_status st = chora_areas_load_on(store, level, on, NULL, true, &out->areas, err);
    return st ? st : chora_areas_locator(&out->areas, &out->locator, err);
}

static void close_parents(parents *p)
{
    chora_locator_free(p->locator);
    chora_areas_free(&p->areas);
    *p = (parents){ 0 };
}

static const chora_area *parent_at(const parents *p, chora_xy point)
{
    size_t at = p->locator ? chora_locate(p->locator, point) : CHORA_NOWHERE;
    return at == CHORA_NOWHERE ? NULL : &p->areas.areas[at];
}

/* ---- one area -------------------------------------------------------------------------------- */

static chora_status reject(boundaries *b, const chora_feature *feature, const char *reason,
                           chora_error *err)
{
    b->report.rejected++;
    chora_buffer_printf(&b->notes, "row %lld: rejected: %s\n", (long long)feature->line, reason);
    chora_query_bind_int(b->reject, 1, b->run_id);
    chora_query_bind_int(b->reject, 2, feature->line);
    chora_query_bind_text(b->reject, 3, reason);
    chora_query_bind_text(b->reject, 4, chora_feature_cell(feature, b->fields.name));
    return chora_query_run(b->reject, err);
}

static const char *code_of(const boundaries *b, const chora_feature *feature)
{
    const char *code = chora_feature_cell(feature, b->fields.code);
    return *code ? code : chora_feature_cell(feature, b->fields.name);
}

static void note_repair(boundaries *b, const chora_feature *feature, const char *code)
{
    if (!feature->repair.changed)
        return;
    b->report.repaired++;
    chora_buffer_printf(&b->notes, "row %lld: %s: repaired: %s", (long long)feature->line, code,
                        feature->repair.reason);
    if (feature->repair.area_change > 1)
        chora_buffer_add_text(&b->notes, "; its area more than doubled: look at it");
    else if (feature->repair.area_change > 0.01)
        chora_buffer_printf(&b->notes, "; its area changed by %.1f %%: look at it",
                            feature->repair.area_change * 100);
    chora_buffer_add_byte(&b->notes, '\n');
}

static chora_status write_names(boundaries *b, const chora_feature *feature, int64_t id,
                                const char *code, chora_error *err)
{
    const chora_boundary_fields *fields = &b->fields;
    const char *name = chora_feature_cell(feature, fields->name);
    chora_status st =
        chora_namer_add(&b->writer.names, "area", id, "main", *name ? name : code, err);
    for (size_t i = 0; st == CHORA_OK && i < fields->other_count; i++)
        st = chora_namer_add(&b->writer.names, "area", id, fields->language[i],
                             chora_feature_cell(feature, fields->other[i]), err);
    return st;
}

/** P-codes are letters and digits; ISO 3166-2 has a hyphen after two letters. */
static const char *scheme_of(const char *code)
{
    return strlen(code) > 3 && code[2] == '-' ? "iso" : "pcode";
}

/** The country of the area above, else what a field says, else the code of a country itself. */
static const char *country_of(const boundaries *b, const chora_feature *feature,
                              const chora_area *parent, const char *code)
{
    if (parent && *parent->country)
        return parent->country;
    const chora_country *country =
        chora_country_find(&b->countries, chora_feature_cell(feature, b->fields.country));
    if (country == NULL && b->fields.level == 0)
        country = chora_country_find(&b->countries, code);
    return country ? country->iso3 : NULL;
}

static chora_status write_area(boundaries *b, const chora_feature *feature, const char *code,
                               chora_error *err)
{
    chora_xy label;
    int64_t id;
    chora_status st = chora_label_point(&feature->shape, &label, err);
    if (st)
        return st;
    const chora_area *parent = parent_at(&b->above, label);
    chora_new_area area = { .layer_id = b->layer_id,
                            .level = b->fields.level,
                            .code = code,
                            .parent_id = parent ? parent->id : 0,
                            .country = country_of(b, feature, parent, code),
                            .shape = &feature->shape };
    b->report.without_parent += b->fields.level > 0 && parent == NULL;
    st = chora_area_writer_add(&b->writer, &area, &id, err);
    if (st == CHORA_OK)
        st = write_names(b, feature, id, code, err);
    if (st == CHORA_OK)
        st = chora_area_writer_code(&b->writer, id, scheme_of(code), code, err);
    b->report.imported++;
    note_repair(b, feature, code);
    return st;
}

static chora_status import_feature(boundaries *b, const chora_feature *feature, chora_error *err)
{
    char why[160];
    b->report.read++;
    if (feature->problem)
        return reject(b, feature, feature->problem, err);
    const char *code = code_of(b, feature);
    if (*code == '\0')
        return reject(b, feature, "it has neither code nor name", err);
    const size_t *taken = chora_textmap_find(&b->codes, code);
    if (taken) {
        snprintf(why, sizeof why, "the same code as row %zu; join the parts of an area first",
                 *taken);
        return reject(b, feature, why, err);
    }
    if (chora_textmap_add(&b->codes, code, (size_t)feature->line))
        return chora_no_memory(err);
    return write_area(b, feature, code, err);
}

/* ---- the layer ------------------------------------------------------------------------------- */

static chora_status store_run(boundaries *b, const char *sha256, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        b->store,
        "INSERT INTO run (kind, file, sha256, started_utc) VALUES ('boundaries', ?1, ?2, "
        "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, chora_path_name(b->path));
    chora_query_bind_text(query, 2, sha256);
    st = chora_query_run(query, err);
    chora_query_close(query);
    b->run_id = chora_store_last_id(b->store);
    return st;
}

static chora_status store_layer(boundaries *b, chora_error *err)
{
    char sha256[CHORA_SHA256_TEXT];
    /* A FileGDB is a folder and has no hash. */
    bool hashed = chora_sha256_file(b->path, sha256, NULL) == CHORA_OK;
    b->layer =
        (chora_new_layer){ .name = b->options->layer ? b->options->layer : chora_path_name(b->path),
                           .role = "areas",
                           .source = b->options->source,
                           .licence = b->options->licence,
                           .sha256 = hashed ? sha256 : NULL,
                           .level = b->fields.level,
                           .current = true };
    chora_status st =
        chora_layer_read_validity(&b->layer, b->options->valid_from, b->options->valid_to, err);
    if (st == CHORA_OK)
        st = chora_layer_make_way(b->store, &b->layer, err);
    if (st == CHORA_OK)
        st = store_run(b, b->layer.sha256, err);
    if (st == CHORA_OK)
        st = chora_layer_add(b->store, &b->layer, &b->layer_id, err);
    b->layer.sha256 = NULL;
    return st ? st : chora_layer_choose_current(b->store, b->fields.level, err);
}

/** The day for which the parents of a layer's areas are looked up: its last. */
static chora_day last_day_of(const chora_new_layer *layer)
{
    return layer->has_to ? layer->valid_to : CHORA_VINTAGE_CURRENT;
}

/** Areas one level finer that hold on a day now lie in the new ones, when these do as well. */
static chora_status adopt_children_on(boundaries *b, chora_day on, chora_error *err)
{
    chora_areas finer = { 0 };
    parents own = { 0 };
    chora_query *query = NULL;
    chora_status st =
        chora_areas_load_on(b->store, b->fields.level + 1, on, NULL, false, &finer, err);
    if (st == CHORA_OK && finer.area_count > 0)
        st = open_parents(b->store, b->fields.level, on, &own, err);
    if (st == CHORA_OK)
        st =
            chora_query_open(b->store, "UPDATE area SET parent_id = ?2 WHERE id = ?1", &query, err);
    bool new_ones = own.areas.area_count > 0 && own.areas.areas[0].layer_id == b->layer_id;
    for (size_t i = 0; st == CHORA_OK && new_ones && i < finer.area_count; i++) {
        const chora_area *parent = parent_at(&own, finer.areas[i].label);
        chora_query_bind_int(query, 1, finer.areas[i].id);
        if (parent)
            chora_query_bind_int(query, 2, parent->id);
        else
            chora_query_bind_null(query, 2);
        st = chora_query_run(query, err);
    }
    chora_query_close(query);
    close_parents(&own);
    chora_areas_free(&finer);
    return st;
}

/** Of each finer layer in use: on its last day. */
static chora_status adopt_children(boundaries *b, chora_error *err)
{
    static const char sql[] = "SELECT DISTINCT valid_to FROM layer WHERE role = 'areas' AND level ="
                              " ?1 AND current > 0 AND valid_to IS NOT NULL";
    chora_query *query = NULL;
    bool row = false;
    chora_status st = adopt_children_on(b, CHORA_VINTAGE_CURRENT, err);
    if (st == CHORA_OK)
        st = chora_query_open(b->store, sql, &query, err);
    if (st == CHORA_OK)
        chora_query_bind_int(query, 1, b->fields.level + 1);
    while (st == CHORA_OK && (st = chora_query_step(query, &row, err)) == CHORA_OK && row)
        st = adopt_children_on(b, (chora_day)chora_query_int(query, 0), err);
    chora_query_close(query);
    return st;
}

static chora_status open_writers(boundaries *b, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (int level = b->fields.level - 1; st == CHORA_OK && level >= 0; level--) {
        st = open_parents(b->store, level, last_day_of(&b->layer), &b->above, err);
        if (b->above.areas.area_count > 0)
            break;
        close_parents(&b->above);
    }
    if (st == CHORA_OK)
        st = chora_query_open(
            b->store, "INSERT INTO reject (run_id, line, reason, raw) VALUES (?1, ?2, ?3, ?4)",
            &b->reject, err);
    return st ? st : chora_area_writer_open(&b->writer, b->store, err);
}

/** Which layer holds when, and how many incidents no layer holds for. */
static chora_status note_vintages(boundaries *b, chora_error *err)
{
    chora_buffer list = CHORA_BUFFER_INIT(NOTES_MAX);
    int64_t dated = 0, outside = 0;
    chora_status st = chora_layers_count_dated(b->store, b->fields.level, &dated, &outside, err);
    if (st == CHORA_OK && dated > 0)
        st = chora_vintages_tell(b->store, b->fields.level, &list, err);
    if (st == CHORA_OK && dated > 0)
        chora_buffer_printf(&b->notes, "level %d now has %s\n", b->fields.level,
                            chora_buffer_text(&list));
    if (st == CHORA_OK && outside > 0)
        chora_buffer_printf(&b->notes,
                            "%lld incidents are of days without boundaries of level %d (chora "
                            "check lists them)\n",
                            (long long)outside, b->fields.level);
    chora_buffer_free(&list);
    return st;
}

static chora_status import_inside(boundaries *b, chora_error *err)
{
    chora_placing placing;
    chora_status st = store_layer(b, err);
    if (st == CHORA_OK)
        st = open_writers(b, err);
    for (size_t i = 0; st == CHORA_OK && i < b->features.count; i++)
        st = import_feature(b, &b->features.items[i], err);
    if (st == CHORA_OK && b->report.imported == 0)
        st = chora_fail(err, CHORA_EDATA, "none of its %lld areas can be used\n%.1000s",
                        (long long)b->report.read, chora_buffer_text(&b->notes));
    if (st == CHORA_OK)
        st = chora_layer_seams_note(&b->features, b->fields.name, b->arena, &b->notes, err);
    if (st == CHORA_OK)
        st = chora_layer_set_repairs(b->store, b->layer_id, b->report.repaired, err);
    if (st == CHORA_OK)
        st = adopt_children(b, err);
    if (st == CHORA_OK)
        st = chora_towns_locate(b->store, err);
    if (st == CHORA_OK)
        st = chora_place_all(b->store, NULL, &placing, err);
    if (st == CHORA_OK)
        st = note_vintages(b, err);
    return st ? st : chora_filter_view_refresh(b->store, err);
}

static void close_all(boundaries *b)
{
    chora_area_writer_close(&b->writer);
    chora_query_close(b->reject);
    close_parents(&b->above);
    b->reject = NULL;
}

static chora_status load(boundaries *b, chora_error *err)
{
    chora_presets presets = { 0 };
    chora_rows_options options = CHORA_ROWS_INIT;
    options.sheet = b->options->layer;
    options.crs = b->options->crs;
    options.encoding = b->options->encoding;
    options.want_geometry = true;
    chora_status st = chora_presets_load(&presets, err);
    if (st == CHORA_OK)
        st = chora_country_list_load(&b->countries, err);
    if (st == CHORA_OK)
        st = chora_features_load(b->path, &options, CHORA_SHAPE_POLYGONS, b->arena, &b->features,
                                 err);
    if (st == CHORA_OK)
        st = chora_boundary_fields_find(&presets, b->options, &b->features, &b->fields, err);
    chora_presets_free(&presets);
    return st;
}

static chora_status fill_report(boundaries *b, chora_boundaries_report *out, chora_error *err)
{
    const chora_features *features = &b->features;
    b->report.level = b->fields.level;
    if (b->fields.code != CHORA_FEATURE_NONE)
        snprintf(b->report.code_field, sizeof b->report.code_field, "%s",
                 features->columns[b->fields.code]);
    snprintf(b->report.name_field, sizeof b->report.name_field, "%s",
             features->columns[b->fields.name]);
    b->report.notes = b->notes.length ? chora_strdup(b->notes.data) : NULL;
    if (b->notes.length && b->report.notes == NULL)
        return chora_no_memory(err);
    *out = b->report;
    return CHORA_OK;
}

static chora_status import_layer(boundaries *b, chora_boundaries_report *out, chora_error *err)
{
    chora_status st = load(b, err);
    if (st == CHORA_OK)
        st = chora_store_begin(b->store, err);
    if (st)
        return st;
    st = import_inside(b, err);
    close_all(b);
    st = chora_store_end(b->store, st, err);
    return st ? st : fill_report(b, out, err);
}

chora_status chora_import_boundaries(chora_store *store, const char *path,
                                     const chora_boundaries_options *options,
                                     chora_boundaries_report *out, chora_error *err)
{
    static const chora_boundaries_options defaults = CHORA_BOUNDARIES_INIT;
    boundaries b = { .store = store,
                     .path = path,
                     .options = options ? options : &defaults,
                     .arena = chora_arena_new(),
                     .notes = CHORA_BUFFER_INIT(NOTES_MAX) };
    if (b.arena == NULL)
        return chora_no_memory(err);
    chora_status st = import_layer(&b, out, err);
    if (st)
        chora_table_file_at(err, path);
    chora_textmap_free(&b.codes);
    chora_country_list_free(&b.countries);
    chora_buffer_free(&b.notes);
    chora_arena_free(b.arena);
    return st;
}
