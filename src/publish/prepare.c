#include "publish/prepare.h"

#include "base/file.h"
#include "base/origin.h"
#include "compose/account_text.h"
#include "compose/difference.h"
#include "compose/local_names.h"
#include "compose/shown.h"
#include "compose/zoom.h"
#include "publish/prepare_change.h"
#include "publish/prepare_chart.h"
#include "publish/prepare_classes.h"
#include "publish/prepare_insets.h"
#include "publish/prepare_multiples.h"
#include "publish/prepare_path.h"
#include "publish/sources.h"
#include "store/shield.h"
#include "store/stages.h"
#include "store/vintage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More circles than this hide the map under them. */
#define CIRCLES_MAX 200

enum { FIGURE_BYTES = 1 << 20 };

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* ---- the figure ---------------------------------------------------------------------------- */

chora_status chora_request_figure(const chora_request *request, chora_arena *arena,
                                  chora_figure *out, chora_error *err)
{
    if (request->figure) {
        chora_status st = chora_figure_load(request->figure, arena, out, err);
        if (st)
            return st;
    } else {
        chora_figure_default(out);
    }
    if (request->where && !same_text(out->where, request->where))
        out->where_row = 0; /* it is not the file's */
    if (request->where)
        out->where = request->where;
    if (request->dataset)
        out->dataset = request->dataset;
    if (request->language)
        out->language = request->language;
    if (request->calendar != CHORA_CALENDAR_OF_LANGUAGE)
        out->calendar = request->calendar;
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

/* ---- the numbers --------------------------------------------------------------------------- */

static bool measure_alike(const chora_figure_layer *a, const chora_figure_layer *b)
{
    return a->level == b->level && same_text(a->measure.of, b->measure.of) &&
           a->measure.per == b->measure.per &&
           same_text(a->measure.per_value, b->measure.per_value) &&
           same_text(a->measure.share_of, b->measure.share_of) && a->at == b->at &&
           same_text(a->by, b->by);
}

/* The level a figure is about: that of its choropleth, else provinces. */
static int figure_level(const chora_figure *figure)
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

/* A small part of a large number would give away what the profile withholds. */
static chora_status check_parts(const chora_figure_layer *layer, const chora_table *table,
                                chora_error *err)
{
    if (layer->kind != CHORA_LAYER_AREA_SYMBOLS || !layer->by || chora_table_smallest(table) == 0)
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL,
                      "symbols at: area: the output profile withholds numbers of marked incidents "
                      "below %d, which parts would give away; take by away, or use another profile",
                      chora_table_smallest(table));
}

static chora_status measure_layers(chora_store *store, const chora_request *request,
                                   chora_prepared *prepared, chora_error *err)
{
    chora_figure *figure = &prepared->figure;

    for (size_t i = 0; i < figure->layer_count; i++) {
        figure->layers[i].level = figure->layers[i].kind == CHORA_LAYER_SYMBOLS
                                      ? figure_level(figure)
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
static void leave_out_crowd(const chora_request *request, chora_prepared *prepared)
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

/* ---- the atlas ----------------------------------------------------------------------------- */

static chora_box window_of(const chora_areas *areas)
{
    chora_box box = CHORA_BOX_EMPTY;

    for (size_t i = 0; i < areas->area_count; i++)
        chora_box_add_box(&box, areas->areas[i].shape.box);
    double size = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
    return chora_box_is_empty(box) ? box : chora_box_grow(box, size);
}

/* In the boundaries that were counted in. */
static chora_status load_areas(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    chora_day on = CHORA_VINTAGE_CURRENT;
    chora_table_boundaries(prepared->tables[0], &on);
    return chora_areas_load_on(store, figure_level(&prepared->figure), on,
                               chora_words_tag(prepared->inputs.words), true, &prepared->areas,
                               err);
}

/* Before anything is counted: a project without the level is told how to get it. */
static chora_status check_level(chora_store *store, int level, chora_error *err)
{
    bool any = false;
    bool of_table = strcmp(chora_store_path(store), ":memory:") == 0;
    chora_status st = chora_vintage_has_level(store, level, CHORA_VINTAGE_CURRENT, &any, err);
    if (!st && !any && of_table)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "a map straight from a table has no areas of level %d: make a project "
                        "(`chora init`), `chora import PROJECT boundaries FILE --level %d`, and "
                        "import the table there",
                        level, level);
    else if (!st && !any)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no areas of level %d; import a boundary layer with "
                        "`chora import %s boundaries FILE --level %d`",
                        level, chora_store_path(store), level);
    return st;
}

/* What is known only to an area of a wider level is told by that area's name. */
static chora_status load_wider(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    int level = figure_level(&prepared->figure);
    chora_status st = CHORA_OK;
    for (int up = 1; !st && up <= 2 && up <= level; up++)
        st = chora_areas_load(store, CHORA_ROLE_AREAS, level - up, prepared->figure.language, false,
                              &prepared->wider[up - 1], err);
    return st;
}

/* Only the areas that were measured are drawn: those of the figure's frame. */
static chora_status keep_measured(chora_areas *areas, const chora_table *table, chora_error *err)
{
    size_t count = chora_table_areas(table);
    int64_t *ids = chora_alloc(count, sizeof *ids);
    if (!ids)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        ids[i] = chora_table_area_id(table, i);
    chora_status st = chora_areas_keep(areas, ids, count, err);
    free(ids);
    return st;
}

/* What lies around the areas: neighbours, lines, towns. */
static chora_status load_surroundings(chora_store *store, chora_prepared *prepared,
                                      chora_error *err)
{
    enum { LEAST_TOWN = 1000 };
    const char *language = chora_words_tag(prepared->inputs.words);
    chora_box window = window_of(&prepared->areas);
    chora_status st =
        chora_areas_load(store, CHORA_ROLE_BASE, 0, language, true, &prepared->neighbours, err);

    if (!st)
        st = chora_lines_load(store, window, &prepared->lines, err);
    if (!st)
        st = chora_places_load(store, window, LEAST_TOWN, language, &prepared->places, err);
    chora_named_things things = { &prepared->areas, &prepared->neighbours, &prepared->places,
                                  figure_level(&prepared->figure), CHORA_VINTAGE_CURRENT };
    chora_table_boundaries(prepared->tables[0], &things.on);
    return st ? st : chora_local_names(store, prepared->inputs.words, &things, err);
}

/* The countries of the world are not in a project of one. */
static chora_status load_world(chora_prepared *prepared, chora_error *err)
{
    char *path = NULL;
    chora_store *world = NULL;
    if (!prepared->figure.locator)
        return CHORA_OK;
    chora_status st = chora_data_find("world.chora", &path, err);
    if (!st)
        st = chora_store_open(path, false, &world, err);
    if (!st)
        st = chora_areas_load(world, CHORA_ROLE_AREAS, 0, chora_words_tag(prepared->inputs.words),
                              true, &prepared->world, err);
    if (st)
        chora_at(err, "locator");
    chora_store_close(world);
    free(path);
    return st;
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
    if (!st)
        chora_style_speak(&prepared->style, prepared->inputs.words);
    return st ? st
              : chora_words_load("en", CHORA_CALENDAR_GREGORIAN, prepared->arena,
                                 &prepared->english, err);
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
    figure->height_pt /= style->zoom;
    chora_style_zoom(style);
    return CHORA_OK;
}

static chora_status prepare(chora_store *store, const chora_request *request,
                            chora_prepared *prepared, chora_error *err)
{
    chora_status st = chora_request_figure(request, prepared->arena, &prepared->figure, err);
    if (!st)
        st = choose_level(store, request, &prepared->figure, err);
    if (!st)
        st = load_style(prepared, err);
    if (!st)
        st = load_words(prepared, err);
    if (!st)
        st = chora_disputed_load(prepared->style.disputed_file, prepared->arena,
                                 &prepared->disputed, err);
    if (!st)
        st = hash_figure(request, prepared, err);
    if (!st)
        st = chora_prepare_check_path(&prepared->figure, err);
    if (st || prepared->figure.is_chart)
        return st ? st : chora_prepare_chart(store, request, prepared, err);
    st = check_level(store, figure_level(&prepared->figure), err);
    if (!st)
        st = measure_layers(store, request, prepared, err);
    if (!st)
        leave_out_crowd(request, prepared);
    if (!st && prepared->changes)
        st = chora_prepare_check_change(prepared->changes, err);
    if (!st)
        st = chora_prepare_path(store, request, &prepared->figure, &prepared->path, err);
    chora_stages_enter(chora_store_stages(store), CHORA_STAGE_READ);
    if (!st)
        st = load_areas(store, prepared, err);
    if (!st)
        st = keep_measured(&prepared->areas, prepared->tables[0], err);
    if (!st)
        st = load_wider(store, prepared, err);
    if (!st)
        st = load_surroundings(store, prepared, err);
    if (!st)
        st = load_world(prepared, err);
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

chora_status chora_prepare(chora_store *store, const chora_request *request, chora_prepared **out,
                           chora_error *err)
{
    chora_prepared *prepared = chora_alloc(1, sizeof *prepared);
    if (!prepared)
        return chora_no_memory(err);
    prepared->failures = chora_memory_failures();
    prepared->arena = chora_arena_new();
    chora_status st =
        prepared->arena ? prepare(store, request, prepared, err) : chora_no_memory(err);
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

size_t chora_prepared_periods(const chora_prepared *prepared)
{
    if (prepared->figure.is_multiples)
        return chora_multiples_pages(&prepared->multiples);
    return prepared->figure.is_chart ? prepared->page_count
                                     : chora_table_periods(prepared->tables[0]);
}

chora_period chora_prepared_period(const chora_prepared *prepared, size_t period)
{
    if (prepared->figure.is_multiples)
        return prepared->multiples.span;
    return prepared->figure.is_chart ? prepared->pages[period].now
                                     : chora_table_period(prepared->tables[0], period);
}

chora_status chora_prepared_find(const chora_prepared *prepared, chora_period wanted, size_t *out,
                                 chora_error *err)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    size_t count = chora_prepared_periods(prepared);

    for (size_t i = 0; i < count; i++)
        if (chora_prepared_period(prepared, i).first == wanted.first) {
            *out = i;
            return CHORA_OK;
        }
    chora_period_label(wanted, label);
    return chora_fail(err, CHORA_ENOTFOUND,
                      "%s is outside the span the dataset covers; choose another --period", label);
}

/* ---- the account --------------------------------------------------------------------------- */

chora_account chora_prepared_account(const chora_prepared *prepared, size_t period)
{
    chora_shown shown = { &prepared->figure, prepared->inputs.tables };

    if (prepared->figure.is_multiples)
        return prepared->multiples.account;
    if (prepared->figure.is_chart)
        return chora_chart_account(&prepared->chart, prepared->pages[period]);
    return chora_shown_account(&shown, period);
}

void chora_prepared_reconciliation(const chora_prepared *prepared, size_t period, chora_buffer *out)
{
    chora_shown shown = { &prepared->figure, prepared->inputs.tables };
    chora_arena *arena = chora_arena_new();
    const char *text = NULL;
    if (arena && (prepared->figure.is_chart || prepared->figure.is_multiples)) {
        chora_account account = chora_prepared_account(prepared, period);
        text = chora_account_text(prepared->english, &account, NULL, arena);
    } else if (arena && prepared->changes)
        text = chora_difference_account(prepared->english, prepared->changes, period, arena);
    else if (arena)
        text = chora_shown_text(&shown, period, prepared->english, arena);
    chora_buffer_clear(out);
    chora_buffer_add_text(out, text ? text : "");
    chora_arena_free(arena);
}

/* ---- what a page is known by --------------------------------------------------------------- */

const char *chora_prepared_hash(const chora_prepared *prepared)
{
    return prepared->figure.is_chart ? chora_breakdown_hash(prepared->breakdown)
                                     : chora_table_hash(prepared->tables[0]);
}

/* As they are: writing them as decimals took 5 of the 76 ms of a further map. */
static void add_bits(chora_buffer *out, const double *values, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = 0;
        char text[17];
        memcpy(&bits, &values[i], sizeof bits);
        for (int at = 15; at >= 0; at--, bits >>= 4)
            text[at] = digits[bits & 15];
        text[16] = i + 1 < count ? ' ' : '\n';
        chora_buffer_add(out, text, sizeof text);
    }
}

/* Matching anew can change the numbers without any row changing. */
static void add_numbers(const chora_table *table, size_t period, chora_buffer *out)
{
    size_t count;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);

    chora_buffer_printf(out, "%s\n", chora_table_hash(table));
    for (size_t area = 0; area < chora_table_areas(table); area++) {
        chora_cell cell = chora_table_cell(table, area, period);
        chora_buffer_printf(out, "%d %d ", cell.state, cell.partial);
        add_bits(out, &cell.value, 1);
    }
    for (size_t i = 0; i < count; i++)
        add_bits(out, (double[]){ symbols[i].lon, symbols[i].lat, symbols[i].value }, 3);
}

void chora_prepared_numbers(const chora_prepared *prepared, size_t period, chora_buffer *out)
{
    if (prepared->figure.is_chart)
        chora_chart_numbers(prepared->breakdown, prepared->chart.tallies, out);
    if (prepared->changes) /* what a page holds its numbers against */
        add_numbers(chora_change_before(prepared->changes),
                    chora_change_before_index(prepared->changes, period), out);
    if (prepared->figure.is_multiples)
        chora_multiples_numbers(prepared, out);
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        if (!prepared->figure.is_multiples)
            add_numbers(prepared->tables[i], period, out);
        for (size_t c = 0; c < prepared->pooled[i].count; c++)
            chora_buffer_printf(out, "%s ", prepared->pooled[i].classes[c].label);
    }
    for (size_t i = 0; prepared->path && i < chora_table_periods(prepared->path); i++)
        add_numbers(prepared->path, i, out);
    for (size_t i = 0; i < prepared->areas.area_count; i++) {
        const chora_area *area = &prepared->areas.areas[i];
        chora_buffer_printf(out, "%s %s %.3f\n", area->code, area->name, area->area_km2);
    }
}

/* ---- a page -------------------------------------------------------------------------------- */

chora_status chora_prepared_base(const chora_prepared *prepared, const chora_ruler *ruler,
                                 chora_base_map **out, chora_error *err)
{
    chora_stage before = chora_stages_enter(ruler->stages, CHORA_STAGE_COMPOSE);
    chora_status st = CHORA_OK;
    if (prepared->figure.is_multiples)
        st = chora_multiples_base(&prepared->inputs, &prepared->multiples, ruler, out, err);
    else if (!prepared->figure.is_chart)
        st = chora_base_map_new(&prepared->inputs, ruler, out, err);
    chora_stages_enter(ruler->stages, before);
    return st;
}

static chora_status make_page(const chora_prepared *prepared, const chora_base_map *base,
                              size_t period, const chora_ruler *ruler, chora_page **out,
                              chora_error *err)
{
    chora_figure_inputs inputs = prepared->inputs;
    chora_classes own[CHORA_FIGURE_LAYERS_MAX];

    if (prepared->figure.is_multiples)
        return chora_multiples_page(base, &inputs, &prepared->multiples, period, ruler, out, err);
    if (prepared->figure.is_chart)
        return chora_chart_page(&prepared->chart, prepared->pages[period], ruler, out, err);
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        const chora_figure_layer *layer = &prepared->figure.layers[i];
        if (!chora_prepare_is_coloured(layer) || layer->over != CHORA_OVER_EACH_PERIOD)
            continue;
        chora_status st = chora_prepare_classes_of(prepared, i, period, period + 1, &own[i], err);
        if (st)
            return st;
        inputs.classes[i] = &own[i];
    }
    return chora_figure_page(base, &inputs, period, ruler, out, err);
}

/* A condition may say what the profile hides: then only that there is one. */
static bool note_origin(const chora_prepared *prepared, size_t period, chora_page *page)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    const char *where = prepared->figure.where;
    const chora_origin origin = { .data = chora_prepared_hash(prepared),
                                  .period = id,
                                  .where = where && *where && prepared->leaks
                                               ? CHORA_ORIGIN_WITHHELD
                                               : where,
                                  .profile = prepared->profile };
    chora_period_id(chora_prepared_period(prepared, period), id);
    page->made_from = chora_origin_note(&origin, page->arena);
    return page->made_from != NULL;
}

chora_status chora_prepared_page(const chora_prepared *prepared, const chora_base_map *base,
                                 size_t period, const chora_ruler *ruler, chora_page **out,
                                 chora_error *err)
{
    chora_page *page = NULL;
    chora_stage before = chora_stages_enter(ruler->stages, CHORA_STAGE_COMPOSE);
    chora_status st = make_page(prepared, base, period, ruler, &page, err);

    chora_stages_enter(ruler->stages, before);
    if (!st)
        st = chora_page_zoom(page, prepared->style.zoom, err);
    if (!st && !note_origin(prepared, period, page))
        st = chora_no_memory(err);
    if (!st && chora_memory_failures() != prepared->failures)
        st = chora_no_memory(err);
    if (st)
        chora_page_free(page);
    else
        *out = page;
    return st;
}
