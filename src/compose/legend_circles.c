/* Circles at the scale of the map: nested, standing on one foot; or each in a line of its own where
 * they are too small for their numbers to stand beside them. */
#include "compose/legend.h"
#include "compose/symbols.h"
#include "compose/wording.h"
#include "compose/wrap.h"
#include "measure/nice.h"

#include <math.h>
#include <stdio.h>

enum { CIRCLES_MAX = 3 };

static const double dash_pt[2] = { 1.6, 1.4 };
static const double leader_mm = 3.2, line_words_mm = 0.6; /* from the circles to the words */
static const double line_gap_pt = 1.5, tops_of_leading = 0.6;

typedef struct {
    double above; /* of a step: what it begins behind */
    bool is_step;
    double value, radius;
    double centre_y, label_y; /* from the top */
} nested_circle;

typedef struct {
    nested_circle circles[CIRCLES_MAX];
    size_t count;
    bool apart;    /* each in a line of its own */
    double height; /* of circles and labels */
} nest;

static nest circles_of(double largest, double points_per_root, chora_circle_scale sizes)
{
    double values[CIRCLES_MAX];
    bool steps = sizes.rule == CHORA_CIRCLES_GRADUATED;
    nest out = { .count = steps ? chora_circle_steps(largest, values)
                                : chora_nice_values(largest, CIRCLES_MAX, values) };
    for (size_t i = 0; i < out.count; i++) {
        nested_circle *circle = &out.circles[i];
        circle->value = values[i];
        circle->radius = chora_circle_size(sizes, points_per_root, values[i]);
        circle->above = steps && i + 1 < out.count ? values[i + 1] : 0;
        circle->is_step = steps;
    }
    return out;
}

/* Labels stand at the top of their circle, or lower, where they have room. */
static void stand_on_one_foot(nest *nested, double leading)
{
    double lowest = -leading, largest = nested->circles[0].radius;
    for (size_t i = 0; i < nested->count; i++) {
        nested_circle *circle = &nested->circles[i];
        circle->centre_y = 2 * largest - circle->radius;
        circle->label_y = fmax(2 * (largest - circle->radius), lowest + leading);
        lowest = circle->label_y;
    }
    nested->height = fmax(2 * largest, lowest) + leading / 2;
}

static void stand_in_lines(nest *nested, double leading)
{
    double top = 0;
    for (size_t i = 0; i < nested->count; i++) {
        nested_circle *circle = &nested->circles[i];
        double line = fmax(leading, 2 * circle->radius + line_gap_pt);
        circle->centre_y = circle->label_y = top + line / 2;
        top += line;
    }
    nested->height = top;
}

/* Tops so near to one another that the numbers would stand far below them. */
static bool is_too_small(const nest *nested, double leading)
{
    double tops = 2 * (nested->circles[0].radius - nested->circles[nested->count - 1].radius);
    return nested->count == 1 || tops < tops_of_leading * leading * (double)(nested->count - 1);
}

static nest nest_circles(const chora_style *style, double largest, double points_per_root,
                         chora_circle_scale sizes)
{
    double leading = style->legend_label.size_pt * 1.15;
    nest out = circles_of(largest, points_per_root, sizes);
    if (out.count == 0)
        return out;
    out.apart = is_too_small(&out, leading);
    if (out.apart)
        stand_in_lines(&out, leading);
    else
        stand_on_one_foot(&out, leading);
    return out;
}

/* Where the numbers begin, from the left edge of the circles. */
static double label_start(const nest *nested)
{
    return 2 * nested->circles[0].radius + 2 +
           (nested->apart ? line_words_mm : leader_mm) * CHORA_PT_PER_MM;
}

static nest nest_of(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return nest_circles(inputs->style, base->circle_max, base->points_per_root, base->sizes);
}

static size_t layer_of(const chora_base_map *base)
{
    return (size_t)(base->circles >= 0 ? base->circles : base->marks);
}

/* Where forms told apart stand above, their head is that of the sizes too. */
static double head_part(const chora_base_map *base, const chora_style *style)
{
    return (base->kinds.count ? 0 : style->legend_head.size_pt * 0.9) +
           (style->legend_subhead.size_pt * 1.45 + 1.7 * CHORA_PT_PER_MM) * style->leading;
}

double chora_legend_circles_height(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return head_part(base, inputs->style) + nest_of(base, inputs).height;
}

/* Answers where the next line may stand. */
static double draw_title(chora_drawing *drawing, const chora_base_map *base,
                         const chora_figure_inputs *inputs, chora_xy at, double right)
{
    const chora_style *style = inputs->style;
    chora_arena *arena = chora_drawing_arena(drawing);
    const chora_figure_layer *layer = &inputs->figure->layers[layer_of(base)];
    const char *spot = base->marks < 0 ? chora_symbols_spot(inputs->tables[base->circles]) : NULL;
    const char *title =
        arena ? chora_legend_title(inputs->words, layer, &layer->measure, spot, arena) : NULL;
    at.y += style->legend_head.size_pt * 0.9;
    if (!title) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return at.y;
    }
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, style->note_minimum_pt, 75 };
    chora_drawing_check(drawing, chora_fit(title, style->legend_head, right - at.x, giving,
                                           drawing->ruler, arena, &line, drawing->err));
    if (drawing->status)
        return at.y;
    chora_meaning meaning = { .layer = "legend", .role = "legend-head" };
    chora_draw_text(drawing, meaning, at, CHORA_ALIGN_START, line.type, title);
    return at.y;
}

static const char *rule_key(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    static const char *const keys[] = { "legend.circles", "legend.flannery", "legend.graduated" };
    const chora_figure_layer *layer = &inputs->figure->layers[layer_of(base)];
    if (base->marks >= 0 && base->parts.count)
        return base->parts.halves                ? "twin.size"
               : layer->shape == CHORA_SHAPE_PIE ? "parts.pies"
                                                 : "parts.rings";
    return keys[layer->scaling];
}

static void draw_heads(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, chora_xy at)
{
    const chora_style *style = inputs->style;
    chora_meaning meaning = { .layer = "legend", .role = "legend-subhead" };
    if (base->kinds.count == 0)
        at.y = draw_title(drawing, base, inputs, at, base->layout.legend_box.max_x);
    at.y += style->legend_subhead.size_pt * 1.45 * style->leading;
    const char *key = base->kinds.count ? "kinds.size" : rule_key(base, inputs);
    chora_arena *arena = chora_drawing_arena(drawing);
    const char *text = arena ? chora_say(inputs->words, arena, key, NULL) : "";
    chora_draw_text(drawing, meaning, at, CHORA_ALIGN_START, style->legend_subhead,
                    text ? text : "");
}

/* "10"; of a step "2–10", of numbers that are not whole "≤10" and so on. */
static void label_text(const chora_words *words, const nested_circle *circle, bool whole,
                       char out[CHORA_NUMBER_TEXT_MAX])
{
    char low[CHORA_NUMBER_TEXT_MAX], high[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, circle->value, whole, out);
    double first = whole ? circle->above + 1 : circle->above;
    if (!circle->is_step || first >= circle->value)
        return;
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_NUMBER_TEXT_MAX - 1);
    chora_number_text(NULL, first, whole, low);
    chora_number_text(NULL, circle->value, whole, high);
    const char *range = first > 0 ? low : "0";
    char neutral[2 * CHORA_NUMBER_TEXT_MAX + 4];
    snprintf(neutral, sizeof neutral, "%s\xE2\x80\x93%s", range, high);
    chora_words_numeral(words, neutral, &text);
    snprintf(out, CHORA_NUMBER_TEXT_MAX, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void draw_leader(chora_drawing *drawing, const chora_style *style, chora_xy from,
                        chora_xy to)
{
    chora_pen pen = { .width_pt = 0.4, .colour = style->ink2, .dash = { dash_pt[0], dash_pt[1] } };
    chora_meaning meaning = { .layer = "legend", .role = "legend-leader" };
    chora_xy line[2] = { from, to };
    chora_draw_line(drawing, meaning, chora_look_stroke(pen), line, 2);
}

static void draw_circle(chora_drawing *drawing, const chora_base_map *base,
                        const chora_style *style, const chora_words *words, const nest *nested,
                        size_t index, bool whole, chora_xy corner)
{
    const nested_circle *circle = &nested->circles[index];
    double largest = nested->circles[0].radius;
    chora_xy centre = { corner.x + largest, corner.y + circle->centre_y };
    chora_look look = chora_circle_look(base);
    look.casing.width_pt = 0; /* there is nothing below to stand out from */
    chora_meaning meaning = { .layer = "legend", .role = "legend-circle" };
    chora_draw_circle(drawing, meaning, look, centre, circle->radius);

    char number[CHORA_NUMBER_TEXT_MAX];
    label_text(words, circle, whole, number);
    double start = corner.x + label_start(nested), y = corner.y + circle->label_y;
    chora_xy top = { centre.x, centre.y - circle->radius };
    if (!nested->apart)
        draw_leader(drawing, style, top, (chora_xy){ start - 2, y });
    meaning.role = "legend-label";
    chora_xy label = { start, y + style->legend_label.size_pt * 0.36 };
    chora_draw_text(drawing, meaning, label, CHORA_ALIGN_START, style->legend_label, number);
}

double chora_legend_circles(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, chora_xy top_left)
{
    const chora_style *style = inputs->style;
    nest nested = nest_of(base, inputs);
    bool whole = chora_table_is_whole(inputs->tables[layer_of(base)]);
    draw_heads(drawing, base, inputs, top_left);
    chora_xy corner = { top_left.x + style->circle.width_pt / 2,
                        top_left.y + head_part(base, style) };
    for (size_t i = 0; i < nested.count; i++)
        draw_circle(drawing, base, style, inputs->words, &nested, i, whole, corner);
    return head_part(base, style) + nested.height;
}

/* ---- in a row: the words beside the circles ------------------------------------------------- */

static const double words_gap_mm = 3.5;
static const size_t row_note_lines = 3;

/* The note has lines of the source's type under one line of the subhead's. */
static double words_height(const chora_style *style)
{
    return style->legend_subhead.size_pt * 1.3 +
           (double)row_note_lines * style->source.size_pt * 1.22 * style->leading;
}

static double row_head(const chora_style *style)
{
    return style->legend_head.size_pt * 0.9 + fmax(style->legend_head_gap_pt, 3) + 1.5;
}

double chora_legend_circles_row_height(const chora_style *style, double largest,
                                       double points_per_root, chora_circle_scale sizes)
{
    return row_head(style) +
           fmax(nest_circles(style, largest, points_per_root, sizes).height, words_height(style));
}

/* Right edge of the widest number of the nest. */
static double nest_right(chora_drawing *drawing, const chora_style *style, const chora_words *words,
                         const nest *nested, bool whole, double left)
{
    double widest = 0;
    for (size_t i = 0; i < nested->count; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        label_text(words, &nested->circles[i], whole, number);
        widest = fmax(widest, chora_draw_width(drawing, style->legend_label, number));
    }
    return left + label_start(nested) + widest;
}

static void draw_words(chora_drawing *drawing, const chora_base_map *base,
                       const chora_figure_inputs *inputs, const char *note, chora_box box)
{
    const chora_style *style = inputs->style;
    chora_lines_of_text lines = { 0 }, heads = { 0 };
    chora_giving giving = { 1, style->note_minimum_pt, 75 };
    double width = box.max_x - box.min_x;
    chora_arena *arena = chora_drawing_arena(drawing);
    if (!arena)
        return;
    const char *proportion = chora_say(inputs->words, arena, rule_key(base, inputs), NULL);
    if (!proportion) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    chora_drawing_check(drawing, chora_fit(proportion, style->legend_subhead, width, giving,
                                           drawing->ruler, arena, &heads, drawing->err));
    if (!drawing->status)
        chora_drawing_check(drawing, chora_wrap(note, style->source, width, drawing->ruler, arena,
                                                &lines, drawing->err));
    chora_meaning meaning = { .layer = "legend", .role = "legend-subhead" };
    chora_xy at = { box.min_x, box.min_y + style->legend_subhead.size_pt * 0.8 };
    for (size_t i = 0; !drawing->status && i < heads.count; i++, at.y += heads.type.size_pt * 1.3)
        chora_draw_text(drawing, meaning, at, CHORA_ALIGN_START, heads.type, heads.lines[i]);
    meaning.role = "legend-note";
    for (size_t i = 0; !drawing->status && i < lines.count && i < row_note_lines; i++) {
        chora_draw_text(drawing, meaning, at, CHORA_ALIGN_START, lines.type, lines.lines[i]);
        at.y += lines.type.size_pt * 1.22 * style->leading;
    }
}

void chora_legend_circles_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box)
{
    const chora_style *style = inputs->style;
    nest nested = nest_of(base, inputs);
    bool whole = chora_table_is_whole(inputs->tables[layer_of(base)]);
    chora_arena *arena = chora_drawing_arena(drawing);
    const char *note = arena ? chora_legend_circles_note(
                                   inputs->words, chora_symbols_coarse(base, inputs, period), arena)
                             : NULL;
    if (!note) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    draw_title(drawing, base, inputs, (chora_xy){ box.min_x, box.min_y }, box.max_x);
    chora_xy corner = { box.min_x + style->circle.width_pt / 2, box.min_y + row_head(style) };
    for (size_t i = 0; i < nested.count; i++)
        draw_circle(drawing, base, style, inputs->words, &nested, i, whole, corner);
    if (nested.count)
        box.min_x = nest_right(drawing, style, inputs->words, &nested, whole, corner.x) +
                    words_gap_mm * CHORA_PT_PER_MM;
    box.min_y = corner.y;
    draw_words(drawing, base, inputs, note, box);
}

const char *chora_legend_circles_note(const chora_words *words, int64_t coarse, chora_arena *arena)
{
    if (coarse == 0)
        return "";
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)coarse, true, number);
    return chora_say_many(words, arena, "legend.coarse", (double)coarse, number, NULL);
}
