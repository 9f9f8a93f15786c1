/* One figure, one period, to one or several files. */
#include "publish/full_account.h"
#include "publish/lint.h"
#include "publish/map_ahead.h"
#include "publish/page_file.h"
#include "publish/prepare.h"

#include "base/file.h"
#include "base/parallel.h"
#include "base/text.h"
#include "compose/letters.h"
#include "store/stages.h"

#include <chora/style.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_DPI = 300, DUMP_BYTES = 64 << 20 };

/* What is open while a map is made. */
typedef struct {
    chora_prepared *prepared;
    chora_painter *painter;
    chora_ruler ruler;
    chora_base_map *base;
    chora_page *page;
    size_t period;
    chora_profile_report profile;
} map_work;

static void map_work_free(map_work *work)
{
    chora_page_free(work->page);
    chora_base_map_free(work->base);
    chora_painter_free(work->painter);
    chora_prepared_free(work->prepared);
}

/* The period asked for, else the figure's own; false when there is neither. */
static bool asked_period(const chora_map_options *options, const chora_figure *figure,
                         chora_period *out)
{
    *out = options->period_given ? options->period : figure->period;
    return options->period_given || figure->period_given;
}

/* A month of a monthly figure is made as in a batch: with the classes of all months. */
static chora_status make_request(const chora_map_options *options, chora_request *out, bool *series,
                                 chora_period *period, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_figure figure;

    *out = chora_map_request(options);
    chora_status st = arena ? chora_request_figure(out, arena, &figure, err) : chora_no_memory(err);
    if (!st && options->period_given)
        st = chora_period_stated(options->period, options->written, figure.calendar, err);
    bool asked = !st && asked_period(options, &figure, period);
    if (!st && figure.is_multiples) {
        out->by = figure.multiples.by_period ? figure.multiples.step : CHORA_PERIOD_ALL;
        out->span_given = asked;
        out->first = asked ? period->first : 0;
        out->last = asked ? period->last : 0;
    } else if (asked) {
        *series = figure.repeats && period->kind == figure.repeat_by;
        out->by = *series ? figure.repeat_by : CHORA_PERIOD_ALL;
        out->span_given = !*series;
        out->first = period->first;
        out->last = period->last;
    }
    chora_arena_free(arena);
    return st;
}

/* The painter is made while the numbers and areas are read. */
static chora_status prepare(chora_store *store, const chora_request *request,
                            chora_map_ahead *ahead, map_work *work, chora_error *err)
{
    chora_status st = chora_map_ahead_prepare(ahead, store, request, &work->prepared, err);
    chora_status made = chora_map_ahead_take(ahead, &work->painter, st ? NULL : err);
    if (st || made)
        return st ? st : made;
    chora_painter_time(work->painter, chora_store_stages(store));
    chora_painter_share(work->painter, chora_parallel_cores());
    work->ruler = chora_painter_ruler(work->painter);
    return CHORA_OK;
}

static chora_status compose(chora_store *store, const chora_map_options *options,
                            chora_map_ahead *ahead, map_work *work, chora_error *err)
{
    chora_request request;
    chora_period period;
    bool series = false;
    chora_status st = make_request(options, &request, &series, &period, err);

    if (!st)
        st = chora_profile_use(store, options->profile, &work->profile, err);
    if (!st)
        st = prepare(store, &request, ahead, work, err);
    if (!st && series)
        st = chora_prepared_find(work->prepared, period, &work->period, err);
    if (st)
        return st;
    st = chora_prepared_base(work->prepared, &work->ruler, &work->base, err);
    if (st)
        chora_request_blame(options->figure, err);
    else
        st = chora_prepared_page(work->prepared, work->base, work->period, &work->ruler,
                                 &work->page, err);
    return st;
}

static double dpi_of(const chora_map_options *options, const chora_figure *figure)
{
    if (options->dpi > 0)
        return options->dpi;
    for (size_t i = 0; i < figure->output_count; i++)
        if (strcmp(figure->outputs[i].format, "png") == 0 && figure->outputs[i].dpi > 0)
            return figure->outputs[i].dpi;
    return DEFAULT_DPI;
}

static chora_status format_of(const char *path, const chora_map_options *options,
                              chora_paint_format *out, chora_error *err)
{
    bool to_stdout = strcmp(path, "-") == 0;
    char extension[16];

    if (to_stdout)
        snprintf(extension, sizeof extension, "%s", options->format ? options->format : "png");
    else
        chora_path_extension(path, extension);
    chora_status st = chora_paint_format_parse(extension, out, err);
    if (st && !to_stdout)
        chora_at(err, "%s", path);
    return st;
}

/* Of several kinds of SVG in the figure's outputs it is the printed one. */
static bool is_editable(const chora_map_options *options, const chora_figure *figure)
{
    bool editable = false, print = options->print_svg;
    for (size_t i = 0; i < figure->output_count; i++) {
        editable |= strcmp(figure->outputs[i].format, CHORA_OUTPUT_EDITABLE) == 0;
        print |= strcmp(figure->outputs[i].format, "svg") == 0;
    }
    return options->editable_svg || (editable && !print);
}

static chora_status check_outputs(const chora_map_options *options, chora_error *err)
{
    chora_paint_format format;

    if (options->output_count == 0 && !options->lint && !options->alt_text)
        return chora_fail(err, CHORA_EINVAL,
                          "name the picture to make: -o map.png (or .svg, .pdf)");
    for (size_t i = 0; i < options->output_count; i++) {
        chora_status st = format_of(options->outputs[i], options, &format, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

/* "map.png", of further pages "map-2.png". */
static char *path_of_page(const char *path, size_t page)
{
    const char *dot = strrchr(chora_path_name(path), '.');
    size_t stem = dot ? (size_t)(dot - path) : strlen(path);
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_add(&text, path, stem);
    if (page > 0)
        chora_buffer_printf(&text, "-%zu", page + 1);
    chora_buffer_add_text(&text, path + stem);
    char *out = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static chora_status paint_outputs(const chora_map_options *options, map_work *work, size_t page,
                                  chora_error *err)
{
    chora_status st = CHORA_OK;

    for (size_t i = 0; !st && i < options->output_count; i++) {
        chora_paint_format format = CHORA_PAINT_PNG;
        st = format_of(options->outputs[i], options, &format, err);
        char *path = st ? NULL : path_of_page(options->outputs[i], page);
        if (!st && !path)
            st = chora_no_memory(err);
        if (format == CHORA_PAINT_SVG && is_editable(options, &work->prepared->figure))
            format = CHORA_PAINT_SVG_EDITABLE;
        if (format == CHORA_PAINT_PNG && options->small)
            format = CHORA_PAINT_PNG_SMALL;
        if (!st)
            st = chora_page_file(work->painter, work->page, path, format,
                                 dpi_of(options, &work->prepared->figure), work->prepared->leaks,
                                 NULL, NULL, err);
        free(path);
    }
    return st;
}

/* Whatever is made of the page, its words and symbols are looked over first. */
static chora_status check_leaks(const chora_map_options *options, const map_work *work,
                                chora_error *err)
{
    const char *what = options->output_count ? options->outputs[0]
                       : options->alt_text   ? options->alt_text
                                             : "the map";
    return chora_leaks_page(work->prepared->leaks, work->page, work->base, what, err);
}

static chora_status look_over(const chora_map_options *options, const map_work *work,
                              chora_error *err)
{
    if (!options->lint)
        return CHORA_OK;
    chora_status st = chora_lint_add(options->lint, work->prepared, work->base, work->period,
                                     work->page, &work->ruler, err);
    if (!st)
        chora_lint_sort(options->lint);
    return st;
}

static chora_status write_alt_text(const chora_map_options *options, const map_work *work,
                                   size_t page, chora_error *err)
{
    if (!options->alt_text)
        return CHORA_OK;
    if (strcmp(options->alt_text, "-") == 0)
        return chora_page_alt_text(work->page, "-", err);
    char *path = path_of_page(options->alt_text, page);
    chora_status st = path ? chora_page_alt_text(work->page, path, err) : chora_no_memory(err);
    free(path);
    return st;
}

/* The first choropleth in colours; changes have classes that nobody chose, with words to them. */
static const chora_figure_layer *coloured_layer(const chora_prepared *prepared, size_t *classes)
{
    const chora_figure *figure = &prepared->figure;
    if (figure->is_chart || figure->is_multiples || prepared->style.class_hatch_count > 0)
        return NULL;
    for (size_t i = 0; i < figure->layer_count; i++) {
        *classes = prepared->pooled[i].count;
        if (figure->layers[i].kind == CHORA_LAYER_CHOROPLETH && !figure->layers[i].is_pair &&
            !figure->layers[i].measure.is_change)
            return &figure->layers[i];
    }
    return NULL;
}

static void check_palette(const chora_prepared *prepared, chora_map_report *out)
{
    size_t classes = 0;
    const chora_figure_layer *layer = coloured_layer(prepared, &classes);
    chora_palette_report found;
    const char *name = layer && layer->palette ? layer->palette : prepared->style.palette;
    if (!layer || classes < 2 || classes > CHORA_PALETTE_PAIRS + 1 ||
        chora_palette_check(name, classes, &found, NULL) || found.close == 0)
        return;
    size_t at = 0;
    while (!found.pairs[at].close)
        at++;
    snprintf(out->palette, sizeof out->palette, "%s", name);
    out->palette_classes = classes;
    out->palette_first = found.pairs[at].first;
}

static void fill_report(const map_work *work, chora_map_report *out)
{
    const char *boxes = chora_letters_missing(work->page, &work->ruler);
    chora_full_account full;

    chora_full_account_of(work->prepared, work->period, &full);
    out->profile = work->profile;
    out->accepted = full.account.accepted;
    out->shown = full.account.shown;
    out->is_withheld = full.is_withheld;
    out->circles_left_out = work->prepared->circles_left_out;
    out->colours = chora_painter_colours(work->painter);
    out->palette[0] = '\0';
    check_palette(work->prepared, out);
    snprintf(out->reconciliation, sizeof out->reconciliation, "%s", full.text);
    snprintf(out->boxes, sizeof out->boxes, "%.*s",
             boxes ? (int)chora_utf8_cut(boxes, sizeof out->boxes - 1) : 0, boxes ? boxes : "");
}

/* Small multiples that need more than one page have all of them made. */
static size_t page_count(const map_work *work)
{
    bool several = work->prepared->figure.is_multiples;
    return several ? chora_prepared_periods(work->prepared) : 1;
}

static chora_status check_pages(const chora_map_options *options, const map_work *work,
                                chora_error *err)
{
    for (size_t i = 0; i < options->output_count; i++)
        if (page_count(work) > 1 && strcmp(options->outputs[i], "-") == 0)
            return chora_fail(err, CHORA_EINVAL,
                              "%zu pages cannot go to standard output; name a file: -o map.png "
                              "makes map.png, map-2.png and so on",
                              page_count(work));
    return CHORA_OK;
}

static chora_status make_page(const chora_map_options *options, map_work *work, size_t page,
                              chora_error *err)
{
    chora_status st = CHORA_OK;
    if (page > 0) {
        chora_page_free(work->page);
        work->page = NULL;
        work->period = page;
        st = chora_prepared_page(work->prepared, work->base, page, &work->ruler, &work->page, err);
    }
    if (!st)
        st = check_leaks(options, work, err);
    if (!st)
        st = look_over(options, work, err);
    if (!st)
        st = paint_outputs(options, work, page, err);
    return st ? st : write_alt_text(options, work, page, err);
}

chora_status chora_map_drawn(chora_store *store, const chora_map_options *options,
                             chora_map_ahead *ahead, chora_map_report *out, chora_error *err)
{
    map_work work = { 0 };
    chora_status st = check_outputs(options, err);

    if (!st)
        st = compose(store, options, ahead, &work, err);
    if (!st)
        st = check_pages(options, &work, err);
    for (size_t page = 0; !st && page < page_count(&work); page++)
        st = make_page(options, &work, page, err);
    if (!st && out)
        fill_report(&work, out);
    map_work_free(&work);
    return st;
}

chora_status chora_map(chora_store *store, const chora_map_options *options, chora_map_report *out,
                       chora_error *err)
{
    chora_map_ahead ahead;
    chora_status st = check_outputs(options, err);
    if (st)
        return st;
    chora_map_ahead_begin(&ahead, options);
    st = chora_map_drawn(store, options, &ahead, out, err);
    chora_map_ahead_end(&ahead);
    return st;
}

chora_status chora_dump_scene(chora_store *store, const chora_map_options *options, char **out,
                              chora_error *err)
{
    map_work work = { 0 };
    chora_buffer text = CHORA_BUFFER_INIT(DUMP_BYTES);
    chora_map_ahead ahead;
    chora_map_ahead_begin(&ahead, options);
    chora_status st = compose(store, options, &ahead, &work, err);

    chora_map_ahead_end(&ahead);
    if (!st) {
        chora_page_dump(work.page, &text);
        *out = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
        if (!*out)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    map_work_free(&work);
    return st;
}
