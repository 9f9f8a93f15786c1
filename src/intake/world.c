#include "intake/world.h"

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "intake/area_writer.h"
#include "intake/features.h"
#include "place/countries.h"
#include "store/bulk.h"
#include "store/geometry.h"

#include <stdlib.h>
#include <string.h>

/** "what=field" or "value=class". */
typedef struct {
    const char *key, *value;
} pair;

typedef struct {
    const char *file, *name, *role, *country, *code_field, *country_field, *class_field;
    const char *source, *licence, *dated;
    int level; /**< -1: lines. */
    pair *names, *codes, *classes;
    size_t name_count, code_count, class_count;
} layer_entry;

typedef struct {
    const char *folder;
    chora_store *store;
    chora_country_list countries;
    chora_tsv within; /**< Names of what lies in one of the areas, by its code. */
    chora_area_writer writer;
    chora_buffer *notes;
} world;

/* ---- the list of layers ---------------------------------------------------------------------- */

static const char *cell(const chora_tsv *tsv, size_t row, const char *column, const char *fallback)
{
    const char *text = chora_tsv_cell(tsv, row, chora_tsv_column(tsv, column));
    return *text == '\0' || strcmp(text, "-") == 0 ? fallback : text;
}

static chora_status read_pairs(const char *text, chora_arena *arena, pair **out, size_t *count,
                               chora_error *err)
{
    const char **parts = chora_split(arena, text, ";", count);
    *out = chora_arena_alloc(arena, *count + 1, sizeof **out);
    if (parts == NULL || *out == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < *count; i++) {
        char *part = chora_arena_strdup(arena, parts[i]);
        char *equals = part ? strchr(part, '=') : NULL;
        if (part == NULL)
            return chora_no_memory(err);
        if (equals == NULL)
            return chora_fail(err, CHORA_EDATA, "\"%s\" is not of the form a=b", part);
        *equals = '\0';
        (*out)[i] = (pair){ part, equals + 1 };
    }
    return CHORA_OK;
}

static chora_status read_entry(const chora_tsv *tsv, size_t row, chora_arena *arena,
                               layer_entry *out, chora_error *err)
{
    const char *level = cell(tsv, row, "level", "");
    *out = (layer_entry){
        .file = cell(tsv, row, "file", ""),
        .name = cell(tsv, row, "layer", ""),
        .role = cell(tsv, row, "role", ""),
        .country = cell(tsv, row, "country", "*"),
        .code_field = cell(tsv, row, "code_field", ""),
        .country_field = cell(tsv, row, "country_field", ""),
        .class_field = cell(tsv, row, "class_field", ""),
        .source = cell(tsv, row, "source", "Natural Earth (adapted)"),
        .licence = cell(tsv, row, "licence", "public domain"),
        .dated = cell(tsv, row, "dated", NULL),
        .level = *level ? atoi(level) : -1,
    };
    chora_status st =
        read_pairs(cell(tsv, row, "names", ""), arena, &out->names, &out->name_count, err);
    if (st == CHORA_OK)
        st = read_pairs(cell(tsv, row, "codes", ""), arena, &out->codes, &out->code_count, err);
    if (st == CHORA_OK)
        st =
            read_pairs(cell(tsv, row, "classes", ""), arena, &out->classes, &out->class_count, err);
    return st;
}

static const char *value_of(const pair *pairs, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].key, key) == 0)
            return pairs[i].value;
    return NULL;
}

/* ---- areas ----------------------------------------------------------------------------------- */

static const char *country_of(const world *w, const chora_feature *feature, size_t column)
{
    const char *text = chora_feature_cell(feature, column);
    const chora_country *country = *text ? chora_country_find(&w->countries, text) : NULL;
    if (country == NULL && *text)
        country = chora_country_of_ne(&w->countries, text);
    return country ? country->iso3 : text;
}

/** Codes that stand once in the layer, as written; the others get another. */
static chora_status choose_codes(const world *w, const layer_entry *entry,
                                 const chora_features *features, chora_arena *arena,
                                 const char **codes, chora_error *err)
{
    size_t column = chora_features_column(features, entry->code_field);
    const char *other = value_of(entry->codes, entry->code_count, "ne");
    size_t other_column = other ? chora_features_column(features, other) : CHORA_FEATURE_NONE;
    chora_textmap count = { 0 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; st == CHORA_OK && i < features->count; i++) {
        const char *code = chora_feature_cell(&features->items[i], column);
        size_t *times = chora_textmap_find(&count, code);
        if (times)
            ++*times;
        else if (chora_textmap_add(&count, code, 1))
            st = chora_no_memory(err);
    }
    for (size_t i = 0; st == CHORA_OK && i < features->count; i++) {
        const char *code = chora_feature_cell(&features->items[i], column);
        codes[i] = code;
        if (*code && *chora_textmap_find(&count, code) == 1)
            continue;
        codes[i] = chora_feature_cell(&features->items[i], other_column);
        if (*codes[i] == '\0')
            codes[i] = chora_arena_printf(arena, "%s-%zu", *code ? code : "area", i + 1);
        chora_buffer_printf(w->notes, "%s: code \"%s\" is %s; %s is used\n", entry->name, code,
                            *code ? "there more than once" : "empty", codes[i] ? codes[i] : "?");
        if (codes[i] == NULL)
            st = chora_no_memory(err);
    }
    chora_textmap_free(&count);
    return st;
}

static bool has_letters(const char *text)
{
    return *text != '\0' && strcmp(text, "?") != 0;
}

/** The name to print: the main field, else the first other name, else the code. */
static const char *main_name(const world *w, const layer_entry *entry,
                             const chora_features *features, const chora_feature *feature,
                             const char *code, chora_arena *arena)
{
    for (size_t i = 0; i < entry->name_count; i++) {
        size_t count;
        const char *text =
            chora_feature_cell(feature, chora_features_column(features, entry->names[i].value));
        const char **parts = chora_split(arena, text, "|", &count);
        if (strcmp(entry->names[i].key, "main") == 0 && has_letters(text))
            return text;
        if (parts && count > 0 && has_letters(parts[0])) {
            chora_buffer_printf(w->notes, "%s: %s has no main name; \"%s\" is used\n", entry->name,
                                code, parts[0]);
            return parts[0];
        }
    }
    chora_buffer_printf(w->notes, "%s: %s has no name; its code is used\n", entry->name, code);
    return code;
}

static chora_status write_names(world *w, const layer_entry *entry, const chora_features *features,
                                const chora_feature *feature, int64_t id, const char *code,
                                chora_arena *arena, chora_error *err)
{
    chora_namer *namer = &w->writer.names;
    chora_status st = chora_namer_add(namer, "area", id, "main",
                                      main_name(w, entry, features, feature, code, arena), err);
    for (size_t i = 0; st == CHORA_OK && i < entry->name_count; i++) {
        size_t count, column = chora_features_column(features, entry->names[i].value);
        if (strcmp(entry->names[i].key, "main") == 0)
            continue;
        const char **parts = chora_split(arena, chora_feature_cell(feature, column), "|", &count);
        if (parts == NULL)
            return chora_no_memory(err);
        for (size_t k = 0; st == CHORA_OK && k < count; k++)
            st = chora_namer_add(namer, "area", id, entry->names[i].key, parts[k], err);
    }
    return st;
}

/** An area also answers to what lies in it: "Ituri" to Orientale, as long as that was not split. */
static chora_status write_names_within(world *w, int64_t id, const char *code, chora_arena *arena,
                                       chora_error *err)
{
    const chora_tsv *tsv = &w->within;
    chora_status st = CHORA_OK;
    for (size_t row = 0; row < tsv->row_count; row++) {
        size_t count = 0;
        if (strcmp(cell(tsv, row, "area", ""), code) != 0)
            continue;
        const char **parts = chora_split(arena, cell(tsv, row, "names", ""), "|", &count);
        if (parts == NULL)
            return chora_no_memory(err);
        for (size_t i = 0; st == CHORA_OK && i < count; i++)
            st = chora_namer_add(&w->writer.names, "area", id, "alt", parts[i], err);
    }
    return st;
}

static chora_status write_codes(world *w, const layer_entry *entry, const chora_features *features,
                                const chora_feature *feature, int64_t id, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; st == CHORA_OK && i < entry->code_count; i++) {
        const char *code =
            chora_feature_cell(feature, chora_features_column(features, entry->codes[i].value));
        if (*code && strcmp(code, "-1") != 0 && strcmp(code, "-99") != 0)
            st = chora_area_writer_code(&w->writer, id, entry->codes[i].key, code, err);
    }
    return st;
}

static chora_status write_area(world *w, const layer_entry *entry, int64_t layer_id,
                               const chora_features *features, const chora_feature *feature,
                               const char *code, chora_arena *arena, chora_error *err)
{
    size_t column = chora_features_column(features, entry->country_field);
    const char *country = country_of(w, feature, column);
    bool own = strcmp(entry->country, "*") == 0 || strcmp(entry->country, country) == 0;
    if (strcmp(entry->role, "areas") == 0 && !own)
        return CHORA_OK;
    chora_new_area area = { .layer_id = layer_id,
                            .level = entry->level,
                            .code = code,
                            .country = country,
                            .shape = &feature->shape };
    int64_t id;
    chora_status st = chora_area_writer_add(&w->writer, &area, &id, err);
    if (st == CHORA_OK)
        st = write_names(w, entry, features, feature, id, code, arena, err);
    if (st == CHORA_OK && entry->level == 1)
        st = write_names_within(w, id, code, arena, err);
    if (st == CHORA_OK)
        st = write_codes(w, entry, features, feature, id, err);
    if (feature->repair.changed)
        chora_buffer_printf(w->notes, "%s: %s was repaired (%s)\n", entry->name, code,
                            feature->repair.reason);
    if (st)
        chora_at(err, "%s", code);
    return st;
}

static chora_status write_areas(world *w, const layer_entry *entry, int64_t layer_id,
                                const chora_features *features, chora_arena *arena,
                                chora_error *err)
{
    const char **codes = chora_arena_alloc(arena, features->count + 1, sizeof *codes);
    int64_t repairs = 0;
    if (codes == NULL)
        return chora_no_memory(err);
    chora_status st = choose_codes(w, entry, features, arena, codes, err);
    for (size_t i = 0; st == CHORA_OK && i < features->count; i++) {
        const chora_feature *feature = &features->items[i];
        if (feature->problem)
            st = chora_fail(err, CHORA_EDATA, "row %lld: %s", (long long)feature->line,
                            feature->problem);
        else
            st = write_area(w, entry, layer_id, features, feature, codes[i], arena, err);
        repairs += feature->repair.changed;
    }
    return st ? st : chora_layer_set_repairs(w->store, layer_id, repairs, err);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static const char *class_of(const layer_entry *entry, const char *value)
{
    const char *found = value_of(entry->classes, entry->class_count, value);
    return found ? found : value_of(entry->classes, entry->class_count, "*");
}

static chora_status write_lines(world *w, const layer_entry *entry, int64_t layer_id,
                                const chora_features *features, chora_error *err)
{
    size_t column = chora_features_column(features, entry->class_field);
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        w->store, "INSERT INTO line (layer_id, class, geom) VALUES (?1, ?2, ?3)", &query, err);
    for (size_t i = 0; st == CHORA_OK && i < features->count; i++) {
        const chora_feature *feature = &features->items[i];
        const char *class_name = class_of(entry, chora_feature_cell(feature, column));
        if (class_name == NULL || feature->problem) {
            chora_buffer_printf(w->notes, "%s: row %lld is left out: %s\n", entry->name,
                                (long long)feature->line,
                                feature->problem ? feature->problem : "its class is not listed");
            continue;
        }
        chora_query_bind_int(query, 1, layer_id);
        chora_query_bind_text(query, 2, class_name);
        st = chora_query_bind_shape(query, 3, &feature->shape, err);
        if (st == CHORA_OK)
            st = chora_query_run(query, err);
    }
    chora_query_close(query);
    return st;
}

/* ---- layers ---------------------------------------------------------------------------------- */

static chora_status load_features(const world *w, const layer_entry *entry, chora_arena *arena,
                                  chora_features *out, char sha256[CHORA_SHA256_TEXT],
                                  chora_error *err)
{
    chora_rows_options options = CHORA_ROWS_INIT;
    char *name = chora_arena_printf(arena, "%s.shp", entry->file);
    char *path = name ? chora_path_join(w->folder, name) : NULL;
    options.want_geometry = true;
    chora_status st = path ? CHORA_OK : chora_no_memory(err);
    if (st == CHORA_OK)
        st = chora_sha256_file(path, sha256, err);
    if (st == CHORA_OK)
        st = chora_features_load(path, &options,
                                 entry->level < 0 ? CHORA_SHAPE_LINES : CHORA_SHAPE_POLYGONS, arena,
                                 out, err);
    free(path);
    return st;
}

static chora_status write_layer(world *w, const layer_entry *entry, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_features features;
    char sha256[CHORA_SHA256_TEXT];
    bool for_all = strcmp(entry->country, "*") == 0;
    int64_t layer_id = 0;
    if (arena == NULL)
        return chora_no_memory(err);
    chora_status st = load_features(w, entry, arena, &features, sha256, err);
    if (st == CHORA_OK) {
        chora_new_layer layer = { .name = entry->name,
                                  .role = entry->level < 0 ? "base" : entry->role,
                                  .country = for_all ? NULL : entry->country,
                                  .source = entry->source,
                                  .licence = entry->licence,
                                  .dated = entry->dated,
                                  .sha256 = sha256,
                                  .level = entry->level,
                                  .current = for_all };
        st = chora_layer_add(w->store, &layer, &layer_id, err);
    }
    if (st == CHORA_OK)
        st = entry->level < 0 ? write_lines(w, entry, layer_id, &features, err)
                              : write_areas(w, entry, layer_id, &features, arena, err);
    chora_arena_free(arena);
    if (st)
        chora_at(err, "%s", entry->file);
    return st;
}

static chora_status write_layers(world *w, const chora_tsv *tsv, chora_arena *arena,
                                 chora_error *err)
{
    chora_status st = chora_store_bulk_begin(w->store, "area", err);
    for (size_t i = 0; st == CHORA_OK && i < tsv->row_count; i++) {
        layer_entry entry;
        st = read_entry(tsv, i, arena, &entry, err);
        if (st == CHORA_OK)
            st = write_layer(w, &entry, err);
        if (st)
            chora_at(err, "%s", tsv->name);
    }
    return st ? st : chora_store_bulk_end(w->store, "area", err);
}

static chora_status fill(world *w, const chora_tsv *tsv, chora_arena *arena, chora_error *err)
{
    chora_status st = chora_store_begin(w->store, err);
    if (st)
        return st;
    st = chora_area_writer_open(&w->writer, w->store, err);
    if (st == CHORA_OK)
        st = write_layers(w, tsv, arena, err);
    chora_area_writer_close(&w->writer);
    return chora_store_end(w->store, st, err);
}

static chora_status load_names_within(chora_arena *arena, chora_tsv *out, chora_error *err)
{
    char *path = NULL;
    chora_status st = chora_data_find("gazetteer/within.tsv", &path, err);
    if (st == CHORA_OK)
        st = chora_tsv_load(path, arena, out, err);
    free(path);
    return st;
}

chora_status chora_world_make(const char *folder, const char *path, chora_buffer *notes,
                              chora_error *err)
{
    world w = { .folder = folder, .notes = notes };
    chora_arena *arena = chora_arena_new();
    char *list = chora_path_join(folder, "layers.tsv");
    chora_tsv tsv;
    chora_status st = arena && list ? chora_tsv_load(list, arena, &tsv, err) : chora_no_memory(err);
    if (st == CHORA_OK)
        st = chora_country_list_load(&w.countries, err);
    if (st == CHORA_OK)
        st = load_names_within(arena, &w.within, err);
    if (st == CHORA_OK)
        st = chora_store_create(path, &w.store, err);
    if (st == CHORA_OK)
        st = fill(&w, &tsv, arena, err);
    chora_store_close(w.store);
    chora_country_list_free(&w.countries);
    chora_arena_free(arena);
    free(list);
    return st;
}
