/* The numbers of a figure's layers. */
#include "publish/prepare_inside.h"

#include "base/text.h"

#include <string.h>

/* More circles than this hide the map under them. */
#define CIRCLES_MAX 200

static bool measure_alike(const chora_figure_layer *a, const chora_figure_layer *b)
{
    return a->level == b->level && chora_text_same(a->measure.of, b->measure.of) &&
           a->measure.per == b->measure.per &&
           chora_text_same(a->measure.per_value, b->measure.per_value) &&
           chora_text_same(a->measure.share_of, b->measure.share_of) && a->at == b->at &&
           chora_text_same(a->by, b->by);
}

/* The level a figure is about: that of its choropleth, else provinces. */
int chora_prepare_level(const chora_figure *figure)
{
    for (size_t i = 0; i < figure->layer_count; i++)
        if (figure->layers[i].kind == CHORA_LAYER_CHOROPLETH ||
            figure->layers[i].kind == CHORA_LAYER_AREA_SYMBOLS)
            return figure->layers[i].level;
    return 1;
}

chora_measure_options chora_layer_measure(const chora_request *request, const chora_figure *figure,
                                          const chora_figure_layer *layer)
{
    chora_measure_options options = CHORA_MEASURE_INIT;

    options.by = request->by;
    options.span_given = request->span_given;
    options.first = request->first;
    options.last = request->last;
    options.level = layer->level;
    options.dataset = figure->dataset;
    options.where = figure->where;
    options.untold = figure->untold;
    options.of = layer->measure.of;
    options.per = layer->measure.per;
    options.per_value = layer->measure.per_value;
    options.frame = figure->frame_areas;
    options.boundaries_given = figure->boundaries_given;
    options.boundaries_on = figure->boundaries_on;
    options.each = layer->at == CHORA_AT_INCIDENT || layer->kind == CHORA_LAYER_HEXAGONS;
    options.told_apart = layer->by;
    options.share_of = layer->measure.share_of;
    options.area_marks = layer->kind == CHORA_LAYER_AREA_SYMBOLS && layer->by;
    return options;
}

static chora_status measure_layer(chora_store *store, const chora_request *request,
                                  chora_prepared *prepared, const chora_figure_layer *layer,
                                  chora_table **out, chora_error *err)
{
    chora_measure_options options = chora_layer_measure(request, &prepared->figure, layer);

    if (layer->measure.is_change) {
        chora_status st =
            chora_measure_change(store, &options, layer->measure.against, &prepared->changes, err);
        /* The changes keep it; nothing here alters a table. */
        *out = st ? NULL : (chora_table *)chora_change_after(prepared->changes);
        return st;
    }
    return chora_measure(store, &options, out, err);
}

/* Where in the file the column stands that could not be told apart. */
static chora_status blame_layer(const chora_figure *figure, const chora_figure_layer *layer,
                                chora_status st, chora_error *err)
{
    if (layer->by_row && figure->file && (st == CHORA_EINVAL || st == CHORA_ENOTFOUND) && err &&
        (strncmp(err->message, "no column", 9) == 0 || strncmp(err->message, "column ", 7) == 0))
        chora_at(err, "%s:%d:%d", figure->file, layer->by_row, layer->by_column);
    const chora_figure_measure *measure = &layer->measure;
    const char *said = "share_of: ";
    if (!st || !measure->share_row || !figure->file || !err ||
        strncmp(err->message, said, strlen(said)) != 0)
        return st;
    if (layer->is_twin) /* a half is a share inside; its author wrote where: */
        memmove(err->message, err->message + strlen(said), strlen(err->message + strlen(said)) + 1);
    chora_at(err, "%s:%d:%d", figure->file, measure->share_row, measure->share_column);
    return st;
}

static const char *what_tells(const chora_figure_layer *layer)
{
    if (layer->kind == CHORA_LAYER_HEXAGONS)
        return "hexagons: the output profile withholds numbers of marked incidents below %d, which "
               "hexagons of other sizes and on other maps would give away together; show areas, or "
               "symbols at: place, or use another profile";
    if (layer->kind == CHORA_LAYER_AREA_SYMBOLS && layer->by)
        return "symbols at: area: the output profile withholds numbers of marked incidents below "
               "%d, which parts would give away; take by away, or use another profile";
    return NULL;
}

/* A small part of a large number would give away what the profile withholds. */
static chora_status check_parts(const chora_figure_layer *layer, const chora_table *table,
                                chora_error *err)
{
    const char *what = what_tells(layer);
    if (!what || chora_table_smallest(table) == 0)
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL, what, chora_table_smallest(table));
}

chora_status chora_prepare_measure(chora_store *store, const chora_request *request,
                                   chora_prepared *prepared, chora_error *err)
{
    chora_figure *figure = &prepared->figure;

    for (size_t i = 0; i < figure->layer_count; i++) {
        figure->layers[i].level = figure->layers[i].kind == CHORA_LAYER_SYMBOLS
                                      ? chora_prepare_level(figure)
                                      : figure->layers[i].level;
        for (size_t j = 0; j < i && !prepared->tables[i]; j++)
            if (measure_alike(&figure->layers[i], &figure->layers[j]))
                prepared->tables[i] = prepared->tables[j];
        if (prepared->tables[i])
            continue;
        chora_status st =
            measure_layer(store, request, prepared, &figure->layers[i], &prepared->tables[i], err);
        if (!st)
            st = check_parts(&figure->layers[i], prepared->tables[i], err);
        if (st)
            return blame_layer(figure, &figure->layers[i], st, err);
    }
    return CHORA_OK;
}

static size_t most_symbols(const chora_table *table)
{
    size_t most = 0;
    for (size_t period = 0; period < chora_table_periods(table); period++) {
        size_t count = 0;
        chora_table_symbols(table, period, &count);
        most = count > most ? count : most;
    }
    return most;
}

/* A figure that nobody wrote has circles only while they can be read. */
void chora_prepare_thin_out(const chora_request *request, chora_prepared *prepared)
{
    chora_figure *figure = &prepared->figure;
    size_t last = figure->layer_count - 1;
    if (request->figure || figure->layers[last].kind != CHORA_LAYER_SYMBOLS)
        return;
    size_t most = most_symbols(prepared->tables[last]);
    if (most <= CIRCLES_MAX)
        return;
    prepared->circles_left_out = most;
    if (prepared->tables[last] != prepared->tables[0])
        chora_table_free(prepared->tables[last]);
    prepared->tables[last] = NULL;
    figure->layer_count = last;
}
