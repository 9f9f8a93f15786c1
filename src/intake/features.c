#include "intake/features.h"

#include "base/limits.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *trimmed(chora_arena *arena, const char *cell)
{
    size_t length;
    const char *text = chora_text_trim(cell ? cell : "", &length);
    return chora_arena_strndup(arena, text, length);
}

/** Degrees, or what to say. */
static const char *check_shape(const chora_shape *shape, chora_shape_kind kind)
{
    if (shape->path_count == 0)
        return "it has no geometry";
    if (shape->kind != kind)
        return kind == CHORA_SHAPE_POLYGONS ? "its geometry is no polygon"
                                            : "its geometry is no line";
    if (shape->box.min_x < -360 || shape->box.max_x > 360 || shape->box.min_y < -91 ||
        shape->box.max_y > 91)
        return "its coordinates are no degrees; the layer looks projected, say in what with --crs";
    return NULL;
}

/* Counted before anything is made of them. */
static chora_status count_vertices(chora_features *features, const chora_shape *shape,
                                   chora_error *err)
{
    features->vertices += chora_shape_points(shape);
    if (features->vertices <= CHORA_MAX_VERTICES)
        return CHORA_OK;
    return chora_fail(err, CHORA_ELIMIT,
                      "more than %d vertices in one layer; simplify it, or give only the shapes of "
                      "the country",
                      CHORA_MAX_VERTICES);
}

static chora_status read_shape(chora_features *features, chora_feature *feature,
                               const chora_row *row, chora_shape_kind kind, chora_arena *arena,
                               chora_error *err)
{
    chora_shape raw;
    chora_error why = CHORA_ERROR_INIT;
    if (row->wkb == NULL) {
        feature->problem = "it has no geometry";
        return CHORA_OK;
    }
    chora_status st = chora_shape_from_wkb(row->wkb, row->wkb_length, arena, &raw, &why);
    if (st == CHORA_OK && (feature->problem = check_shape(&raw, kind)) != NULL)
        return CHORA_OK;
    if (st == CHORA_OK && count_vertices(features, &raw, err))
        return CHORA_ELIMIT;
    if (st == CHORA_OK)
        st = chora_shape_repair(&raw, arena, &feature->shape, &feature->repair, &why);
    if (st == CHORA_ENOMEM)
        return chora_no_memory(err);
    if (st)
        feature->problem = chora_arena_strdup(arena, why.message);
    return CHORA_OK;
}

static chora_status read_feature(chora_features *features, const chora_row *row,
                                 chora_shape_kind kind, chora_arena *arena, chora_error *err)
{
    chora_feature *feature = &features->items[features->count];
    *feature = (chora_feature){ .line = row->line };
    feature->cells = chora_arena_alloc(arena, features->column_count + 1, sizeof(char *));
    if (feature->cells == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < features->column_count; i++) {
        feature->cells[i] = trimmed(arena, i < row->cell_count ? row->cells[i] : "");
        if (feature->cells[i] == NULL)
            return chora_no_memory(err);
    }
    features->count++;
    if (row->problem) {
        feature->problem = chora_arena_strdup(arena, row->problem);
        return CHORA_OK;
    }
    return read_shape(features, feature, row, kind, arena, err);
}

static chora_status read_all(chora_rows *rows, chora_features *features, chora_shape_kind kind,
                             chora_arena *arena, chora_error *err)
{
    const char *const *names;
    size_t capacity = 0;
    chora_row row;
    bool more = true;
    chora_status st = CHORA_OK;
    features->column_count = chora_rows_columns(rows, &names);
    features->columns = chora_arena_alloc(arena, features->column_count + 1, sizeof(char *));
    if (features->columns == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < features->column_count; i++)
        if ((features->columns[i] = chora_arena_strdup(arena, names[i])) == NULL)
            return chora_no_memory(err);
    while ((st = chora_rows_next(rows, &row, &more, err)) == CHORA_OK && more) {
        if (features->count >= CHORA_MAX_FEATURES)
            return chora_fail(err, CHORA_ELIMIT,
                              "more than %d shapes in one layer; give only those of the country",
                              CHORA_MAX_FEATURES);
        if (chora_grow((void **)&features->items, &capacity, features->count,
                       sizeof *features->items))
            return chora_no_memory(err);
        st = read_feature(features, &row, kind, arena, err);
        if (st)
            return st;
    }
    return st;
}

chora_status chora_features_load(const char *path, const chora_rows_options *options,
                                 chora_shape_kind kind, chora_arena *arena, chora_features *out,
                                 chora_error *err)
{
    chora_rows *rows = NULL;
    chora_features features = { 0 };
    chora_status st = chora_rows_open(path, options, &rows, err);
    if (st)
        return st;
    if (chora_rows_has_geometry(rows))
        st = read_all(rows, &features, kind, arena, err);
    else
        st = chora_fail(err, CHORA_EDATA, "the file holds a table without geometry");
    chora_rows_close(rows);
    chora_feature *items = features.items;
    if (st == CHORA_OK && features.count > 0) {
        features.items = chora_arena_copy(arena, items, features.count, sizeof *items);
        st = features.items ? CHORA_OK : chora_no_memory(err);
    }
    free(items);
    if (st == CHORA_OK)
        *out = features;
    return st;
}

size_t chora_features_column(const chora_features *features, const char *name)
{
    for (size_t i = 0; i < features->column_count; i++)
        if (strcasecmp(features->columns[i], name) == 0)
            return i;
    return CHORA_FEATURE_NONE;
}

const char *chora_feature_cell(const chora_feature *feature, size_t column)
{
    return column == CHORA_FEATURE_NONE ? "" : feature->cells[column];
}
