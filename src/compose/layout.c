#include "compose/layout.h"

#include "compose/draw.h"
#include "compose/furniture.h"
#include "compose/legend.h"
#include "compose/wrap.h"

#include <math.h>

static const double narrow_mm = 120;

bool chora_layout_is_narrow(const chora_figure *figure)
{
    return figure->width_pt < narrow_mm * CHORA_PT_PER_MM;
}

int chora_layout_layer(const chora_figure *figure, chora_layer_kind kind)
{
    for (size_t i = 0; i < figure->layer_count; i++)
        if (figure->layers[i].kind == kind)
            return (int)i;
    return -1;
}

static chora_legend_place legend_place(const chora_figure *figure, bool narrow)
{
    if (figure->legend == CHORA_LEGEND_NONE || figure->legend == CHORA_LEGEND_BELOW)
        return figure->legend;
    return narrow ? CHORA_LEGEND_BELOW : CHORA_LEGEND_RIGHT;
}

typedef struct {
    const chora_figure_inputs *inputs;
    const chora_ruler *ruler;
    chora_arena *arena;
    chora_error *err;
    double width;   /* between the margins */
    double heading; /* of these beside a logo */
    const chora_layout_needs *needs;
} fitting;

/* On one line, a step smaller if need be, else on two or more. */
static chora_status fit_heading(const fitting *fit, const char *text, chora_type type,
                                chora_lines_of_text *out)
{
    chora_giving one = { 1, type.size_pt * 0.9, 100 }, more = { 2, type.size_pt * 0.8, 100 };
    chora_status st =
        chora_fit(text, type, fit->heading, one, fit->ruler, fit->arena, out, fit->err);
    if (!st && out->count > 1)
        st = chora_fit(text, type, fit->heading, more, fit->ruler, fit->arena, out, fit->err);
    return st;
}

/* At the end of the title's line; the title leaves it that room. */
static void place_logo(fitting *fit, chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    double right = layout->width - style->margin_pt, top = style->margin_pt;
    chora_logo_extent size = chora_logo_size(style);
    layout->logo = (chora_box)CHORA_BOX_EMPTY;
    fit->heading = fit->width;
    if (size.width_pt <= 0)
        return;
    layout->logo = (chora_box){ right - size.width_pt, top, right, top + size.height_pt };
    fit->heading = fit->width - size.width_pt - style->gutter_pt;
}

static chora_status place_title(const fitting *fit, const char *text, chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    chora_type type = style->title;
    if (layout->narrow)
        type.size_pt = fmin(type.size_pt, 9);
    chora_lines_of_text lines;
    chora_status st = fit_heading(fit, text, type, &lines);
    if (st)
        return st;
    layout->title = lines.type;
    layout->title_lines = lines.count;
    layout->title_leading = lines.type.size_pt * 1.2 * style->leading;
    layout->title_baseline = style->title_baseline_pt;
    if (layout->narrow)
        layout->title_baseline =
            fmin(layout->title_baseline, style->margin_pt + lines.type.size_pt * 0.85);
    return CHORA_OK;
}

static chora_status place_subtitle(const fitting *fit, const char *text, chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    chora_type type = style->subtitle;
    if (layout->narrow)
        type.size_pt = fmin(type.size_pt, 7.2);
    chora_lines_of_text lines;
    chora_status st = fit_heading(fit, text, type, &lines);
    if (st)
        return st;
    double last =
        layout->title_baseline +
        (layout->title_lines > 1 ? (double)(layout->title_lines - 1) * layout->title_leading : 0);
    double apart = style->subtitle_baseline_pt - style->title_baseline_pt;
    layout->subtitle = lines.type;
    layout->subtitle_lines = lines.count;
    layout->subtitle_leading = lines.type.size_pt * 1.22 * style->leading;
    layout->subtitle_baseline = last + (layout->narrow ? fmin(apart, type.size_pt * 1.5) : apart);
    return CHORA_OK;
}

/* Top of what stands under the headings. */
static double below_headings(const chora_style *style, const chora_layout *layout)
{
    double gap = style->map_top_pt - style->subtitle_baseline_pt;
    if (layout->narrow)
        gap = fmin(gap, 3 * CHORA_PT_PER_MM);
    double title_more = layout->title_lines > 1 ? (double)(layout->title_lines - 1) : 0;
    double last = layout->title_baseline + title_more * layout->title_leading;
    if (layout->subtitle_lines > 0)
        last = layout->subtitle_baseline +
               (double)(layout->subtitle_lines - 1) * layout->subtitle_leading;
    double logo = chora_box_is_empty(layout->logo) ? 0 : layout->logo.max_y;
    return fmax(last + gap, logo + fmin(gap, 2 * CHORA_PT_PER_MM));
}

/* Head, swatches, labels, words under them; beside them the circles. */
static double legend_row_height(const chora_style *style, const chora_layout_needs *needs)
{
    double classes = needs->classes
                         ? style->legend_head.size_pt * 1.1 + style->legend_head_gap_pt +
                               style->swatch_height_pt + style->legend_label.size_pt * 1.15 +
                               style->source.size_pt * 1.2 +
                               (needs->histogram ? CHORA_LEGEND_BARS_PT : 0)
                         : 0;
    double circles = needs->circle_largest > 0
                         ? chora_legend_circles_row_height(style, needs->circle_largest,
                                                           needs->circle_scale, needs->circle_sizes)
                         : 0;
    if (needs->parts_height > 0)
        return fmax(needs->parts_height, circles) + needs->lists_height + 1.8 * CHORA_PT_PER_MM;
    if (needs->square_height > 0)
        return needs->square_height + needs->lists_height + 1.8 * CHORA_PT_PER_MM;
    if (needs->kinds_height > 0 && !needs->classes)
        return needs->kinds_height + 1.8 * CHORA_PT_PER_MM;
    return fmax(classes, circles) + needs->lists_height + 1.8 * CHORA_PT_PER_MM;
}

/* From the bottom up; answers the lower edge of the map. */
static double place_foot(const fitting *fit, size_t sources, chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    double last = layout->height - style->margin_pt - style->source.size_pt * 0.24;
    layout->account_lines = 1;
    layout->account_leading = style->reconciliation.size_pt * 1.22 * style->leading;
    layout->source_baseline =
        last - (sources > 1 ? (double)(sources - 1) * style->foot_line_pt : 0);
    layout->account_baseline = layout->source_baseline - style->foot_source_gap_pt -
                               (double)(layout->account_lines - 1) * layout->account_leading;
    if (sources == 0)
        layout->account_baseline = last;
    return layout->account_baseline - style->foot_gap_pt;
}

/* The map and the legend between the headings and the foot. */
static void set_map(const fitting *fit, chora_legend_place legend, double bottom,
                    chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    double top = below_headings(style, layout);
    double left = style->margin_pt, right = layout->width - style->margin_pt;
    chora_box map = { left, top, right, bottom };
    layout->legend = legend;
    if (legend == CHORA_LEGEND_RIGHT) {
        map.max_x = right - style->column_width_pt - style->gutter_pt;
        layout->legend_box = (chora_box){ right - style->column_width_pt, top, right, bottom };
    } else if (legend == CHORA_LEGEND_BELOW) {
        map.min_y = top + legend_row_height(style, fit->needs);
        layout->legend_box = (chora_box){ left, top, right, map.min_y };
        layout->lists_height =
            fit->needs->lists_height > 0 ? fit->needs->lists_height + 1.8 * CHORA_PT_PER_MM : 0;
    }
    layout->map = map;
}

static double scale_in(chora_box map, double aspect)
{
    return fmin((map.max_x - map.min_x) / aspect, map.max_y - map.min_y);
}

/* A land much wider than high would be small beside a column: its legend is a row. */
static void choose_place(const fitting *fit, double bottom, chora_layout *layout)
{
    const double gain = 1.15;
    chora_layout row = *layout;
    if (fit->inputs->figure->legend != CHORA_LEGEND_AUTO || layout->narrow ||
        !(fit->needs->aspect > 0))
        return;
    set_map(fit, CHORA_LEGEND_BELOW, bottom, &row);
    if (scale_in(row.map, fit->needs->aspect) > gain * scale_in(layout->map, fit->needs->aspect))
        *layout = row;
}

/* In the page's own size: that of a style which enlarges was laid out smaller. */
static chora_status refuse(const fitting *fit, const chora_layout *layout)
{
    const chora_style *style = fit->inputs->style;
    double mm = style->zoom / CHORA_PT_PER_MM;
    if (style->zoom == 1)
        return chora_fail(fit->err, CHORA_EINVAL,
                          "the page (%.0f x %.0f mm) is too small: title, "
                          "legend and foot leave no room for the picture",
                          layout->width * mm, layout->height * mm);
    return chora_fail(
        fit->err, CHORA_EINVAL,
        "the page (%.0f x %.0f mm) is too small for the type of style %s, whose own "
        "page is %.0f x %.0f mm: title, legend and foot leave no room for the picture",
        layout->width * mm, layout->height * mm, style->name, style->page_width_pt * mm,
        style->page_height_pt * mm);
}

static chora_status place_map(const fitting *fit, double bottom, chora_layout *layout)
{
    set_map(fit, layout->legend, bottom, layout);
    choose_place(fit, bottom, layout);
    chora_box map = layout->map;
    if (map.max_x - map.min_x < 40 || map.max_y - map.min_y < 40)
        return refuse(fit, layout);
    return CHORA_OK;
}

/* How high a page shows a tall land as large as a broad one: on a page made for broad ones it would
 * stand small between two empty halves. */
static double grown_height(const fitting *fit, const chora_layout *layout)
{
    static const double filled = 0.75, least = 1.08; /* of the map's width; to be worth it */
    static const double tall = 0.95;                 /* width over height */
    chora_box map = layout->map;
    double tallest = fit->inputs->figure->tallest_pt, high = map.max_y - map.min_y;
    double aspect = fit->needs->aspect;
    if (tallest <= layout->height || !(aspect > 0) || aspect > tall)
        return layout->height;
    double wanted = filled * (map.max_x - map.min_x) / aspect;
    return wanted < least * high ? layout->height : fmin(layout->height + wanted - high, tallest);
}

/* A narrow page has no room behind the account for the names that found none on the map; nor may
 * another have, behind the sources either, where letters reach too far to set lines closer. */
static chora_status add_note_line(const fitting *fit, const chora_lines_of_text *sources,
                                  chora_layout *layout)
{
    const double names_share = 0.5; /* of a line */
    const chora_figure *figure = fit->inputs->figure;
    bool may = fit->needs->classes && figure->area_labels && figure->area_values;
    double last = 0;
    chora_status st = CHORA_OK;
    if (may && !layout->narrow && fit->inputs->style->leading > 1 && sources->count)
        st = chora_text_width(sources->lines[sources->count - 1], sources->type, fit->ruler, &last,
                              fit->err);
    layout->source_lines += may && (layout->narrow || last > (1 - names_share) * fit->width);
    return st;
}

/* The legend's column is drawn on the other side by its drawing; the map moves there, unmirrored.
 */
static void change_sides(chora_layout *layout)
{
    double left = layout->map.min_x;
    layout->map.min_x = layout->width - layout->map.max_x;
    layout->map.max_x = layout->width - left;
}

static chora_status lay_out(fitting *fit, const chora_texts *texts, chora_layout *layout)
{
    place_logo(fit, layout);
    chora_status st = place_title(fit, texts->title, layout);
    if (!st)
        st = place_subtitle(fit, texts->subtitle, layout);
    if (st)
        return st;
    chora_lines_of_text sources;
    st = chora_sources_wrap(texts, fit->inputs->style->source, fit->width, fit->ruler, fit->arena,
                            &sources, fit->err);
    if (st)
        return st;
    layout->source_lines = sources.count;
    st = add_note_line(fit, &sources, layout);
    if (st)
        return st;
    double bottom = place_foot(fit, layout->source_lines, layout);
    st = place_map(fit, bottom, layout);
    double height = st ? 0 : grown_height(fit, layout);
    if (height > layout->height) {
        layout->height = height;
        st = place_map(fit, place_foot(fit, layout->source_lines, layout), layout);
    }
    if (!st && texts->words && chora_words_leftward(texts->words))
        change_sides(layout);
    return st;
}

static chora_status layout_in(fitting *fit, chora_layout *layout)
{
    chora_texts texts;
    chora_status st =
        chora_texts_longest(fit->inputs, fit->needs->projection, fit->arena, &texts, fit->err);
    return st ? st : lay_out(fit, &texts, layout);
}

chora_status chora_layout_for_texts(const chora_figure *figure, const chora_style *style,
                                    const chora_texts *texts, const chora_ruler *ruler,
                                    chora_layout *out, chora_error *err)
{
    chora_layout layout = { .width = figure->width_pt, .height = figure->height_pt };
    const chora_layout_needs needs = { 0 };
    const chora_figure_inputs inputs = { .figure = figure, .style = style };
    layout.narrow = chora_layout_is_narrow(figure);
    layout.legend = CHORA_LEGEND_NONE;
    fitting fit = { &inputs, ruler, chora_arena_new(), err, layout.width - 2 * style->margin_pt,
                    0,       &needs };
    if (!fit.arena)
        return chora_no_memory(err);
    chora_status st = lay_out(&fit, texts, &layout);
    chora_arena_free(fit.arena);
    if (!st)
        *out = layout;
    return st;
}

/* One of small multiples: nothing but map. */
static chora_layout panel_layout(const chora_figure_inputs *inputs)
{
    return (chora_layout){ .width = inputs->panel_width,
                           .height = inputs->panel_height,
                           .legend = CHORA_LEGEND_NONE,
                           .map = { 0, 0, inputs->panel_width, inputs->panel_height } };
}

chora_status chora_layout_make(const chora_figure_inputs *inputs, const chora_layout_needs *needs,
                               const chora_ruler *ruler, chora_layout *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    if (inputs->panel_width > 0) {
        *out = panel_layout(inputs);
        return CHORA_OK;
    }
    chora_layout layout = { .width = figure->width_pt, .height = figure->height_pt };
    layout.narrow = chora_layout_is_narrow(figure);
    layout.legend = legend_place(figure, layout.narrow);
    fitting fit = {
        inputs, ruler, chora_arena_new(), err, layout.width - 2 * inputs->style->margin_pt, 0, needs
    };
    if (!fit.arena)
        return chora_no_memory(err);
    chora_status st = layout_in(&fit, &layout);
    chora_arena_free(fit.arena);
    if (!st)
        *out = layout;
    return st;
}
