/* The legend of a narrow page: one row of swatches over the map. */
#include "compose/area_marks.h"
#include "compose/hexmap_draw.h"
#include "compose/legend.h"
#include "compose/legend_kinds.h"
#include "compose/legend_lists.h"
#include "compose/symbols.h"
#include "compose/wording.h"
#include "compose/wrap.h"

#include <math.h>
#include <string.h>

typedef struct {
    chora_drawing *drawing;
    const chora_style *style;
    const chora_words *words;
    const chora_class_colours *colours;
    chora_arena *arena;
    double left, top, swatch; /* of the swatches; width of one */
    chora_legend_counts counts;
    bool histogram;
    bool elsewhere; /* Only what the picture beside it does not tell; the room is kept. */
} row;

static void draw_fitted(const row *legend, const char *role, const char *text, chora_type type,
                        chora_xy middle)
{
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, legend->style->note_minimum_pt, 75 };
    chora_drawing_check(legend->drawing,
                        chora_fit(text, type, legend->swatch - 1, giving, legend->drawing->ruler,
                                  legend->arena, &line, legend->drawing->err));
    chora_meaning meaning = { .layer = "legend", .role = role };
    for (size_t i = 0; !legend->drawing->status && i < line.count && i < 2; i++) {
        chora_draw_text(legend->drawing, meaning, middle, CHORA_ALIGN_MIDDLE, line.type,
                        line.lines[i]);
        middle.y += line.type.size_pt * 1.15;
    }
}

/* Under the first swatch; under the next, too, when that has nothing beneath it. */
static void draw_beneath(const row *legend, const char *text, double x, chora_xy middle)
{
    chora_type type = legend->style->source;
    type.width = 75;
    if (legend->counts == CHORA_COUNTS_ALWAYS ||
        chora_draw_width(legend->drawing, type, text) <= legend->swatch - 1) {
        draw_fitted(legend, "legend-subhead", text, legend->style->source, middle);
        return;
    }
    chora_meaning meaning = { .layer = "legend", .role = "legend-subhead" };
    chora_draw_text(legend->drawing, meaning, (chora_xy){ x, middle.y }, CHORA_ALIGN_START, type,
                    text);
}

/* "none recorded", the number of areas when it is asked for, or both. */
static const char *words_beneath(const row *legend, const chora_legend_entry *entry,
                                 const char *words)
{
    char count[CHORA_NUMBER_TEXT_MAX];
    if (legend->counts != CHORA_COUNTS_ALWAYS || entry->uncounted)
        return words;
    chora_number_text(legend->words, (double)entry->areas, true, count);
    return chora_arena_printf(legend->arena, "%s%s%s", words ? words : "",
                              words && *words ? chora_words_list(legend->words) : "", count);
}

static void draw_entry(const row *legend, const chora_legend_entry *entry, double x)
{
    const chora_style *style = legend->style;
    chora_box box = { x, legend->top, x + legend->swatch, legend->top + style->swatch_height_pt };
    chora_legend_swatch(legend->drawing, style, legend->colours, entry->class_index, box);
    chora_xy middle = { x + legend->swatch / 2, box.max_y + style->legend_label.size_pt * 1.15 };
    /* "0, none recorded" is two lines under a swatch. */
    char zero[CHORA_NUMBER_TEXT_MAX];
    bool is_zero =
        entry->class_index == CHORA_KIND_ZERO && !legend->colours->is_share && !entry->uncounted;
    const char *under = chora_say(legend->words, legend->arena, "legend.zero-under", NULL);
    chora_number_text(legend->words, 0, true, zero);
    draw_fitted(legend, "legend-label", is_zero ? zero : entry->label, style->legend_label, middle);
    middle.y += style->source.size_pt * 1.2;
    const char *beneath = words_beneath(legend, entry, is_zero ? under : "");
    if (beneath && *beneath)
        draw_beneath(legend, beneath, x, middle);
}

/* A bar over each swatch, all standing on them. */
static void draw_bars(const row *legend, const chora_legend_entry *entry, size_t most, double x)
{
    static const double inwards = 0.22;
    double high = (CHORA_LEGEND_BARS_PT - 2) * (double)entry->areas / (double)(most ? most : 1);
    chora_box bar = { x + legend->swatch * inwards, legend->top - 1 - high,
                      x + legend->swatch * (1 - inwards), legend->top - 1 };
    if (legend->histogram && !entry->uncounted && entry->areas)
        chora_legend_bar(legend->drawing, legend->style, bar);
}

static bool is_class(const chora_legend_entry *entry)
{
    return entry->class_index >= 0 || entry->class_index == CHORA_KIND_ZERO;
}

static void draw_entries(row *legend, const chora_legend_entries *list, double right)
{
    double gap = 2.2 * CHORA_PT_PER_MM, gaps = 0;
    for (size_t i = 0; i < list->count; i++)
        gaps += list->entries[i].apart ? gap : 0;
    legend->swatch = (right - legend->left - gaps) / (double)list->count;
    /* Few swatches need no whole page; many end where the map ends. */
    if (list->count < 5)
        legend->swatch = fmin(legend->swatch, 26 * CHORA_PT_PER_MM);
    double x = legend->left;
    for (size_t i = 0; i < list->count; i++, x += legend->swatch) {
        x += list->entries[i].apart ? gap : 0;
        if (legend->elsewhere && is_class(&list->entries[i]))
            continue;
        draw_entry(legend, &list->entries[i], x);
        draw_bars(legend, &list->entries[i], chora_legend_most(list), x);
    }
}

static bool has_circles(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return ((base->circles >= 0 && !base->kinds.each) || base->marks >= 0) && base->circle_max > 0;
}

/* Behind the head, when there is room; the foot says it too. */
static void draw_size(const row *legend, const chora_base_map *base, double left, double y,
                      double right)
{
    chora_meaning meaning = { .layer = "legend", .role = "legend-subhead" };
    const char *text = chora_hexmap_size(base, legend->words, legend->arena);
    chora_type type = legend->style->legend_subhead;
    if (!text)
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
    else if (left + chora_draw_width(legend->drawing, type, text) <= right)
        chora_draw_text(legend->drawing, meaning, (chora_xy){ left, y }, CHORA_ALIGN_START, type,
                        text);
}

/* A point where the head would begin: pictures that are cut to what is drawn stay as high. */
static void keep_room(const row *legend, chora_xy head, chora_type type)
{
    chora_meaning meaning = { .layer = "legend", .role = "legend-room" };
    double y = head.y - 0.8 * type.size_pt;
    chora_draw_box(legend->drawing, meaning, chora_look_fill(legend->style->paper),
                   (chora_box){ head.x, y, head.x, y });
}

static void draw_classes(row *legend, const chora_base_map *base, const chora_figure_inputs *inputs,
                         size_t period, double right)
{
    const chora_style *style = legend->style;
    chora_drawing *drawing = legend->drawing;
    const char *title =
        base->marks >= 0 ? chora_area_marks_head(base, inputs, legend->arena)
                         : chora_legend_title(inputs->words, &inputs->figure->layers[base->cells],
                                              &base->rate.measure, NULL, legend->arena);
    if (!title) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    chora_meaning meaning = { .layer = "legend", .role = "legend-head" };
    chora_xy head = { legend->left, legend->top + style->legend_head.size_pt * 0.9 };
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, legend->style->note_minimum_pt, 75 };
    chora_drawing_check(drawing, chora_fit(title, style->legend_head, right - legend->left, giving,
                                           drawing->ruler, legend->arena, &line, drawing->err));
    if (drawing->status)
        return;
    if (legend->elsewhere)
        keep_room(legend, head, line.type);
    else
        chora_draw_text(drawing, meaning, head, CHORA_ALIGN_START, line.type, title);
    if (base->hexmap)
        draw_size(legend, base, head.x + chora_draw_width(drawing, line.type, title) + 5, head.y,
                  right);
    legend->top =
        head.y + style->legend_head_gap_pt + (legend->histogram ? CHORA_LEGEND_BARS_PT : 0);
    chora_legend_entries list =
        chora_legend_list(base, inputs, legend->colours, period, legend->arena);
    draw_entries(legend, &list, right);
}

/* Both kinds: the classes, and the circles at the right of them. */
double chora_legend_circles_width(chora_box box)
{
    return fmin(58 * CHORA_PT_PER_MM, 0.4 * (box.max_x - box.min_x));
}

void chora_legend_row(chora_drawing *drawing, const chora_base_map *base,
                      const chora_figure_inputs *inputs, const chora_class_colours *colours,
                      size_t period)
{
    chora_box box = base->layout.legend_box, circles = box;
    row legend = { .drawing = drawing,
                   .style = inputs->style,
                   .words = inputs->words,
                   .colours = colours,
                   .arena = chora_drawing_arena(drawing),
                   .left = box.min_x,
                   .top = box.min_y,
                   .counts = inputs->figure->legend_counts,
                   .histogram = inputs->figure->histogram,
                   .elsewhere = inputs->legend_beside };
    if (!legend.arena)
        return;
    if (base->kinds.count && base->choropleth < 0) {
        /* Circles of round values beside the forms would crowd a row: towns have their numbers. */
        chora_legend_kinds_row(drawing, base, inputs, period, box, true);
        return;
    }
    bool classes =
        base->choropleth >= 0 || base->hexagons >= 0 || (base->marks >= 0 && base->parts.count > 0);
    bool both = classes && has_circles(base, inputs);
    if (both)
        circles.min_x = box.max_x - chora_legend_circles_width(box);
    if (classes && base->marks >= 0) {
        chora_box parts = box;
        parts.max_x = both ? circles.min_x - inputs->style->gutter_pt : box.max_x;
        chora_area_marks_row(drawing, base, inputs, colours, period, parts, true);
    } else if (classes)
        draw_classes(&legend, base, inputs, period,
                     both ? circles.min_x - inputs->style->gutter_pt * 1.5 : box.max_x);
    if (has_circles(base, inputs))
        chora_legend_circles_row(drawing, base, inputs, period, circles);
    box.min_y = box.max_y - base->layout.lists_height;
    chora_legend_lists_row(drawing, base, inputs, period, box, true);
}
