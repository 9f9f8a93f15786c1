#include "publish/prepare.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "compose/zoom.h"
#include "publish/prepare_change.h"
#include "publish/prepare_chart.h"
#include "publish/prepare_classes.h"
#include "publish/prepare_insets.h"
#include "publish/prepare_inside.h"
#include "publish/prepare_multiples.h"
#include "publish/prepare_path.h"
#include "publish/sources.h"
#include "store/query.h"
#include "store/shield.h"
#include "store/stages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURE_BYTES = 1 << 20 };

/* ---- the figure ---------------------------------------------------------------------------- */

chora_status chora_request_figure(const chora_request *request, chora_arena *arena,
                                  chora_figure *out, chora_error *err)
{
    if (request->title && strlen(request->title) > CHORA_MAX_TEXT)
        return chora_fail(err, CHORA_ELIMIT, "title: longer than %d bytes; shorten it",
                          CHORA_MAX_TEXT);
    if (request->figure) {
        chora_status st = chora_figure_load(request->figure, arena, out, err);
        if (st)
            return st;
    } else {
        chora_figure_default(out);
    }
    if (request->where && !chora_text_same(out->where, request->where))
        out->where_row = 0; /* it is not the file's */
    if (request->where)
        out->where = request->where;
    if (request->dataset)
        out->dataset = request->dataset;
    if (request->language)
        out->language = request->language;
    if (request->calendar != CHORA_CALENDAR_OF_LANGUAGE)
        out->calendar = request->calendar;
    else if (out->calendar == CHORA_CALENDAR_OF_LANGUAGE)
        out->calendar = chora_style_calendar(request->style, arena);
    chora_figure_count_in(out, request->counted_in != CHORA_CALENDAR_OF_LANGUAGE
                                   ? request->counted_in
                                   : out->calendar);
    chora_figure_translate(out);
    if (request->title)
        out->title = request->title;
    if (request->style)
        out->style = request->style;
    out->width_given |= request->width_pt > 0;
    out->height_given |= request->height_pt > 0;
    if (request->width_pt > 0)
        out->width_pt = request->width_pt;
    if (request->height_pt > 0)
        out->height_pt = request->height_pt;
    return CHORA_OK;
}

/* The hash a manifest keeps, so that a changed figure or style is painted again. */
static chora_status hash_figure(const chora_request *request, chora_prepared *prepared,
                                chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(4 * FIGURE_BYTES);
    chora_status st = CHORA_OK;

    if (request->figure)
        st = chora_file_read(request->figure, &text, err);
    if (!st) {
        chora_buffer_printf(&text, "\n%s\n%s\n%s\n", request->title ? request->title : "",
                            request->where ? request->where : "",
                            request->dataset ? request->dataset : "");
        chora_words_fingerprint(prepared->inputs.words, &text);
        chora_style_fingerprint(&prepared->style, &text);
        chora_sha256(chora_buffer_text(&text), text.length, prepared->figure_hash);
    }
    chora_buffer_free(&text);
    return st;
}

/* ---- symbols -------------------------------------------------------------------------------- */

/* The largest symbol of all periods fixes the scale of every page. */
static double largest_symbol(const chora_table *table)
{
    double largest = 0;

    for (size_t period = 0; period < chora_table_periods(table); period++) {
        size_t count;
        const chora_symbol *symbols = chora_table_symbols(table, period, &count);
        for (size_t i = 0; i < count; i++)
            largest = fmax(largest, symbols[i].value);
    }
    return largest;
}

/* ---- together ------------------------------------------------------------------------------ */

static void fill_inputs(chora_prepared *prepared)
{
    chora_figure_inputs *inputs = &prepared->inputs;

    inputs->figure = &prepared->figure;
    inputs->style = &prepared->style;
    inputs->areas = &prepared->areas;
    inputs->neighbours = &prepared->neighbours;
    inputs->wider[0] = &prepared->wider[0];
    inputs->wider[1] = &prepared->wider[1];
    inputs->disputed = &prepared->disputed;
    inputs->lines = &prepared->lines;
    inputs->places = &prepared->places;
    inputs->insets = prepared->insets;
    inputs->world = prepared->figure.locator ? &prepared->world : NULL;
    inputs->inset_count = prepared->insets ? prepared->figure.inset_count : 0;
    inputs->changes = prepared->changes;
    inputs->path = prepared->path;
    inputs->legend_beside = prepared->legend_beside;
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        inputs->tables[i] = prepared->tables[i];
        if (chora_prepare_is_coloured(&prepared->figure.layers[i]))
            inputs->classes[i] = &prepared->pooled[i];
        else if (prepared->figure.layers[i].kind == CHORA_LAYER_SYMBOLS)
            inputs->symbol_max[i] = largest_symbol(prepared->tables[i]);
    }
}

static chora_status load_words(chora_prepared *prepared, chora_error *err)
{
    const chora_figure *figure = &prepared->figure;
    chora_status st = chora_words_load(figure->language, figure->calendar, prepared->arena,
                                       &prepared->inputs.words, err);
    if (st)
        return st;
    chora_style_speak(&prepared->style, prepared->inputs.words);
    prepared->english = chora_words_english(prepared->inputs.words, prepared->arena);
    return prepared->english ? CHORA_OK : chora_no_memory(err);
}

/* Provinces of many countries on one page are too small to be read. */
static chora_status choose_level(chora_store *store, const chora_request *request,
                                 chora_figure *figure, chora_error *err)
{
    enum { MOST_COUNTRIES = 12 };
    static const char countries[] = "SELECT count(*) FROM area a JOIN layer l ON l.id = a.layer_id"
                                    " WHERE l.role = 'areas' AND l.current AND a.level = 0";
    chora_query *query = NULL;
    int64_t count = 0;
    if (request->figure)
        return CHORA_OK;
    chora_status st = chora_query_open(store, countries, &query, err);
    if (!st)
        st = chora_query_one_int(query, &count, err);
    chora_query_close(query);
    if (!st && count > MOST_COUNTRIES) {
        figure->layers[0].level = 0;
        figure->layer_count = 1;
    }
    return st;
}

/* The page is that of the style where the figure names none; both are laid out before the zoom. */
static chora_status load_style(chora_prepared *prepared, chora_error *err)
{
    chora_figure *figure = &prepared->figure;
    chora_style *style = &prepared->style;
    chora_status st = chora_style_load(figure->style, prepared->arena, style, err);
    if (st)
        return st;
    figure->width_pt =
        (figure->width_given ? figure->width_pt : style->page_width_pt) / style->zoom;
    if (!figure->height_given && !figure->is_multiples) /* Those are as high as they need. */
        figure->height_pt = style->page_height_pt;
    figure->tallest_pt = figure->height_given ? 0 : style->page_tallest_pt / style->zoom;
    figure->height_pt /= style->zoom;
    chora_style_zoom(style);
    return CHORA_OK;
}

/* What no project is needed for. */
static chora_status read_files(const chora_request *request, chora_prepared *prepared,
                               chora_error *err)
{
    chora_status st = chora_request_figure(request, prepared->arena, &prepared->figure, err);
    if (!st)
        st = load_style(prepared, err);
    if (!st)
        st = load_words(prepared, err);
    if (!st)
        st = chora_disputed_load(prepared->style.disputed_file, prepared->english, prepared->arena,
                                 &prepared->disputed, err);
    if (!st)
        st = hash_figure(request, prepared, err);
    return st ? st : chora_prepare_check_path(&prepared->figure, err);
}

static chora_status prepare(chora_store *store, const chora_request *request,
                            chora_prepared *prepared, chora_error *err)
{
    chora_status st = choose_level(store, request, &prepared->figure, err);
    if (st || prepared->figure.is_chart)
        return st ? st : chora_prepare_chart(store, request, prepared, err);
    st = chora_prepare_check_level(store, chora_prepare_level(&prepared->figure), err);
    if (!st)
        st = chora_prepare_measure(store, request, prepared, err);
    if (!st)
        chora_prepare_thin_out(request, prepared);
    if (!st && prepared->changes)
        st = chora_prepare_check_change(prepared->changes, err);
    if (!st)
        st = chora_prepare_path(store, request, &prepared->figure, &prepared->path, err);
    chora_stages_enter(chora_store_stages(store), CHORA_STAGE_READ);
    if (!st)
        st = chora_prepare_atlas(store, prepared, err);
    chora_stages_enter(chora_store_stages(store), CHORA_STAGE_OTHER);
    if (!st && prepared->figure.inset_count)
        st = chora_prepare_insets(store, &prepared->figure, &prepared->areas, prepared->arena,
                                  &prepared->insets, err);
    if (!st)
        st = prepared->figure.is_multiples ? chora_prepare_multiples(store, request, prepared, err)
                                           : chora_prepare_classes(request, prepared, err);
    if (st)
        return st;
    fill_inputs(prepared);
    return chora_sources_draft(store, prepared->arena, &prepared->inputs, err);
}

chora_status chora_prepare_ahead(const chora_request *request, chora_prepared **out,
                                 chora_error *err)
{
    chora_prepared *prepared = chora_alloc(1, sizeof *prepared);
    if (!prepared)
        return chora_no_memory(err);
    prepared->failures = chora_memory_failures();
    prepared->arena = chora_arena_new();
    chora_status st = prepared->arena ? read_files(request, prepared, err) : chora_no_memory(err);
    if (!st) {
        *out = prepared;
        return CHORA_OK;
    }
    chora_figure_blame(&prepared->figure, err);
    chora_request_blame(request->figure, err);
    chora_prepared_free(prepared);
    return st;
}

chora_status chora_prepare_rest(chora_store *store, const chora_request *request,
                                chora_prepared *prepared, chora_prepared **out, chora_error *err)
{
    chora_status st = prepare(store, request, prepared, err);
    if (!st)
        st = chora_leaks_new(store, &prepared->leaks, err);
    if (!st) {
        prepared->profile = chora_arena_strdup(prepared->arena, chora_shield_report(store)->name);
        st = prepared->profile ? CHORA_OK : chora_no_memory(err);
    }
    if (st) {
        chora_figure_blame(&prepared->figure, err);
        chora_request_blame(request->figure, err);
        chora_prepared_free(prepared);
        return st;
    }
    *out = prepared;
    return CHORA_OK;
}

chora_status chora_prepare(chora_store *store, const chora_request *request, chora_prepared **out,
                           chora_error *err)
{
    chora_prepared *prepared = NULL;
    chora_status st = chora_prepare_ahead(request, &prepared, err);
    return st ? st : chora_prepare_rest(store, request, prepared, out, err);
}

static void free_tables(chora_prepared *prepared)
{
    if (prepared->changes)
        prepared->tables[0] = NULL; /* a change is drawn alone, and keeps its tables */
    chora_change_table_free(prepared->changes);
    chora_multiples_release(prepared);
    for (size_t i = 0; i < CHORA_FIGURE_LAYERS_MAX; i++) {
        for (size_t j = i + 1; j < CHORA_FIGURE_LAYERS_MAX; j++)
            if (prepared->tables[j] == prepared->tables[i])
                prepared->tables[j] = NULL;
        chora_table_free(prepared->tables[i]);
    }
}

void chora_prepared_free(chora_prepared *prepared)
{
    if (!prepared)
        return;
    free_tables(prepared);
    chora_leaks_free(prepared->leaks);
    chora_areas_free(&prepared->areas);
    chora_areas_free(&prepared->neighbours);
    chora_areas_free(&prepared->world);
    chora_areas_free(&prepared->wider[0]);
    chora_areas_free(&prepared->wider[1]);
    chora_lines_free(&prepared->lines);
    chora_places_free(&prepared->places);
    chora_breakdown_free(prepared->breakdown);
    chora_table_free(prepared->path);
    chora_arena_free(prepared->arena);
    free(prepared);
}
