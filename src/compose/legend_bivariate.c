/* The square of a map of two numbers: class limits on both axes, what has no box beside or under
 * it. */
#include "compose/bivariate.h"
#include "compose/label_ink.h"
#include "compose/legend.h"
#include "compose/legend_lists.h"
#include "compose/wording.h"
#include "compose/wrap.h"

#include <math.h>

static const double column_box_mm = 8, row_box_mm = 5.6, narrow_box_mm = 4.4, least_box_mm = 4;
static const double arrow_pt = 2.2, gap_pt = 0.8, least_arrow_pt = 8, over_others_pt = 4;
static const double over_lists_mm = 3;

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_style *style;
    const chora_class_colours *colours;
    size_t period, layer;
    chora_arena *arena;
    chora_box box;   /* room */
    double side;     /* of one box of the square */
    chora_xy corner; /* upper left of the square */
    double lower;    /* of every other limit across, in lines: they do not fit side by side */
    bool bare;       /* there is no room for notes */
} square;

static double right_of(const square *sq)
{
    return sq->corner.x + sq->side * (double)sq->colours->columns;
}

static double bottom_of(const square *sq)
{
    return sq->corner.y + sq->side * (double)sq->colours->rows;
}

static void say(const square *sq, const char *role, const char *text, chora_type type, chora_xy at,
                chora_align align, double room)
{
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, sq->style->note_minimum_pt, 75 };
    chora_meaning meaning = { .layer = "legend", .role = role };
    if (!text) {
        chora_drawing_check(sq->drawing, chora_no_memory(sq->drawing->err));
        return;
    }
    chora_drawing_check(sq->drawing, chora_fit(text, type, room, giving, sq->drawing->ruler,
                                               sq->arena, &line, sq->drawing->err));
    if (!sq->drawing->status)
        chora_draw_text(sq->drawing, meaning, at, align, line.type, text);
}

/* ---- the boxes ------------------------------------------------------------------------------- */

static size_t count_class(const square *sq, int class)
{
    size_t count = 0;
    for (size_t a = 0; a < sq->base->area_count; a++)
        count += chora_class_of_area(sq->base, sq->inputs, sq->colours, a, sq->period) == class;
    return count;
}

/* How many areas, in the better contrast of ink and paper; on lines a number could not be read. */
static void draw_count(const square *sq, int class, chora_box box)
{
    const chora_style *style = sq->style;
    chora_type type = style->legend_count;
    char number[CHORA_NUMBER_TEXT_MAX];
    size_t count = count_class(sq, class);
    chora_colour ground = sq->colours->of[class];
    if (count == 0 || style->class_hatch_count || sq->base->area_count < 2)
        return;
    type.colour = chora_label_ink(style->ink, ground);
    chora_number_text(sq->inputs->words, (double)count, true, number);
    chora_xy middle = { (box.min_x + box.max_x) / 2,
                        (box.min_y + box.max_y) / 2 + type.size_pt * 0.36 };
    say(sq, "legend-count", number, type, middle, CHORA_ALIGN_MIDDLE, sq->side - 2);
}

static void draw_boxes(const square *sq)
{
    for (size_t i = 0; i < sq->colours->columns * sq->colours->rows; i++) {
        double left = sq->corner.x + sq->side * (double)(i % sq->colours->columns);
        double bottom = bottom_of(sq) - sq->side * (double)(i / sq->colours->columns);
        chora_box box = { left, bottom - sq->side, left + sq->side - gap_pt, bottom - gap_pt };
        chora_legend_swatch(sq->drawing, sq->style, sq->colours, (int)i, box);
        chora_look over = chora_bivariate_over(sq->colours, (int)i);
        chora_meaning meaning = { .layer = "legend", .role = "second-lines" };
        if (over.hatch.gap_pt > 0)
            chora_draw_box(sq->drawing, meaning, over, box);
        draw_count(sq, (int)i, box);
    }
}

/* ---- the axes -------------------------------------------------------------------------------- */

static void draw_arrow(const square *sq, chora_xy from, chora_xy to)
{
    chora_pen pen = { .width_pt = 0.6, .colour = sq->style->ink2 };
    chora_meaning meaning = { .layer = "legend", .role = "legend-arrow" };
    double length = hypot(to.x - from.x, to.y - from.y);
    if (length < arrow_pt)
        return;
    double x = (to.x - from.x) / length * arrow_pt, y = (to.y - from.y) / length * arrow_pt;
    chora_xy line[2] = { from, to };
    chora_xy head[3] = { { to.x - x - y / 2, to.y - y + x / 2 },
                         to,
                         { to.x - x + y / 2, to.y - y - x / 2 } };
    chora_draw_line(sq->drawing, meaning, chora_look_stroke(pen), line, 2);
    chora_draw_line(sq->drawing, meaning, chora_look_stroke(pen), head, 3);
}

/* Limits of the rows, in a column of their own, wide enough for the widest. */
static double labels_width(const square *sq)
{
    const chora_classes *up = &sq->colours->shown_up;
    double widest = 0;
    for (size_t r = 0; r < up->count; r++)
        widest = fmax(widest,
                      chora_draw_width(sq->drawing, sq->style->legend_label, up->classes[r].label));
    return fmin(widest, 0.36 * (sq->box.max_x - sq->box.min_x));
}

/* Limits across that are wider than a box, even when condensed, stand on two lines in turn. */
static void choose_lines(square *sq)
{
    static const double condensed = 0.8, line = 1.1;
    const chora_classes *across = sq->colours->classes;
    for (size_t c = 0; c < across->count; c++)
        if (chora_draw_width(sq->drawing, sq->style->legend_label, across->classes[c].label) *
                condensed >
            sq->side - 1)
            sq->lower = line;
}

static void draw_limits(const square *sq)
{
    const chora_classes *across = sq->colours->classes, *up = &sq->colours->shown_up;
    chora_type type = sq->style->legend_label;
    double room = sq->corner.x - sq->box.min_x - 2 * arrow_pt - 2;
    for (size_t r = 0; r < up->count; r++) {
        chora_xy at = { sq->corner.x - 2,
                        bottom_of(sq) - sq->side * ((double)r + 0.5) + type.size_pt * 0.36 };
        say(sq, "legend-label", up->classes[r].label, type, at, CHORA_ALIGN_END, room);
    }
    for (size_t c = 0; c < across->count; c++) {
        chora_xy at = { sq->corner.x + sq->side * ((double)c + 0.5) - gap_pt / 2,
                        bottom_of(sq) + type.size_pt * (1.05 + (c % 2 ? sq->lower : 0)) };
        double width = sq->side * (sq->lower > 0 ? 1.9 : 1) - 0.6;
        say(sq, "legend-label", across->classes[c].label, type, at, CHORA_ALIGN_MIDDLE,
            fmin(width, 2 * (sq->box.max_x - at.x)));
    }
}

/* The number up stands over the square, the number across under it; arrows point to more. */
static void draw_axes(const square *sq)
{
    chora_type type = sq->style->legend_subhead;
    const char *up = chora_bivariate_axis(sq->inputs, sq->layer, 1, sq->arena);
    const char *across = chora_bivariate_axis(sq->inputs, sq->layer, 0, sq->arena);
    double arrow_x = sq->box.min_x + arrow_pt, top = sq->corner.y;
    double under =
        bottom_of(sq) + sq->style->legend_label.size_pt * (1.05 + sq->lower) + type.size_pt * 1.3;
    chora_xy name_up = { sq->box.min_x, top - type.size_pt * 0.5 };
    say(sq, "legend-subhead", up, type, name_up, CHORA_ALIGN_START,
        right_of(sq) - sq->box.min_x + 12);
    draw_arrow(sq, (chora_xy){ arrow_x, bottom_of(sq) }, (chora_xy){ arrow_x, top });
    double room = sq->box.max_x - sq->corner.x - least_arrow_pt - 4;
    double width = across ? fmin(chora_draw_width(sq->drawing, type, across), room) : 0;
    double from = sq->corner.x + width + 2.5;
    say(sq, "legend-subhead", across, type, (chora_xy){ sq->corner.x, under }, CHORA_ALIGN_START,
        room);
    double y = under - type.size_pt * 0.3;
    draw_arrow(sq, (chora_xy){ from, y },
               (chora_xy){ fmax(right_of(sq) - gap_pt, from + least_arrow_pt), y });
}

static double axis_height(const chora_style *style, double lower)
{
    return style->legend_label.size_pt * (1.05 + lower) + style->legend_subhead.size_pt * 1.6;
}

/* ---- what has no box ------------------------------------------------------------------------- */

typedef struct {
    int class;
    const char *key; /* phrase; NULL: of no data */
    bool shown;
} other;

static const char *words_of(const square *sq, const other *one)
{
    const chora_words *words = sq->inputs->words;
    return one->key ? chora_say(words, sq->arena, one->key, NULL)
                    : chora_no_data_words(words, sq->inputs->tables[sq->layer], sq->arena);
}

static double other_height(const chora_style *style)
{
    return fmax(style->swatch_height_pt + style->swatch_gap_pt, style->legend_label.size_pt * 1.2);
}

static size_t count_others(const square *sq)
{
    return 1 + (size_t)sq->base->no_data + (size_t)sq->base->not_covered;
}

static double draw_others(const square *sq, chora_xy at, double right)
{
    const chora_style *style = sq->style;
    const other others[] = { { CHORA_KIND_ZERO, "legend.zero-under", true },
                             { CHORA_KIND_NO_DATA, NULL, sq->base->no_data },
                             { CHORA_KIND_NOT_COVERED, "legend.not-covered",
                               sq->base->not_covered } };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        if (!others[i].shown)
            continue;
        chora_box swatch = { at.x, at.y, at.x + style->swatch_width_pt,
                             at.y + style->swatch_height_pt };
        double baseline = (swatch.min_y + swatch.max_y) / 2 + style->legend_label.size_pt * 0.36;
        double left = swatch.max_x + style->swatch_text_gap_pt;
        chora_legend_swatch(sq->drawing, style, sq->colours, others[i].class, swatch);
        chora_number_text(sq->inputs->words, (double)count_class(sq, others[i].class), true,
                          number);
        double taken = chora_draw_width(sq->drawing, style->legend_count, number) + 3;
        say(sq, "legend-label", words_of(sq, &others[i]), style->legend_label,
            (chora_xy){ left, baseline }, CHORA_ALIGN_START, right - left - taken);
        if (sq->base->area_count > 1)
            say(sq, "legend-count", number, style->legend_count, (chora_xy){ right, baseline },
                CHORA_ALIGN_END, taken);
        at.y += other_height(style);
    }
    return at.y;
}

/* ---- together -------------------------------------------------------------------------------- */

/* "Incidents and people killed per province", on a line or two; answers the height. */
static double draw_head(const square *sq, double width)
{
    const chora_words *words = sq->inputs->words;
    const chora_figure *figure = sq->inputs->figure;
    int level = figure->layers[sq->layer].level;
    const char *text = figure->legend_title;
    if (!text)
        text = chora_say_of(words, sq->arena, "bivariate.head", chora_level_key(level), NULL);
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 2, sq->style->note_minimum_pt, 87 };
    chora_meaning meaning = { .layer = "legend", .role = "legend-head" };
    double leading = sq->style->legend_head.size_pt * 1.2 * sq->style->leading;
    chora_drawing_check(sq->drawing,
                        text ? chora_fit(text, sq->style->legend_head, width, giving,
                                         sq->drawing->ruler, sq->arena, &lines, sq->drawing->err)
                             : chora_no_memory(sq->drawing->err));
    double y = sq->box.min_y + sq->style->legend_head.size_pt * 0.9;
    for (size_t i = 0; !sq->drawing->status && i < lines.count; i++)
        chora_draw_text(sq->drawing, meaning, (chora_xy){ sq->box.min_x, y + leading * (double)i },
                        CHORA_ALIGN_START, lines.type, lines.lines[i]);
    return sq->style->legend_head.size_pt * 0.9 +
           (lines.count > 1 ? (double)(lines.count - 1) * leading : 0);
}

static double over_square(const chora_style *style)
{
    return style->legend_subhead.size_pt * 2.1;
}

enum { NOTES = 2 };

/* What the figures in the boxes are, and those at the names. */
static void choose_notes(const square *sq, bool shown[NOTES])
{
    const chora_figure *figure = sq->inputs->figure;
    shown[0] = !sq->bare && !sq->style->class_hatch_count && sq->base->area_count > 1;
    shown[1] = !sq->bare && figure->area_labels && figure->area_values;
}

static double note_line(const chora_style *style)
{
    return style->source.size_pt * 1.3 * style->leading;
}

static double notes_height(const square *sq)
{
    bool shown[NOTES];
    choose_notes(sq, shown);
    return (double)(shown[0] + shown[1]) * note_line(sq->style) + 3;
}

static void draw_notes(const square *sq, double y)
{
    const chora_words *words = sq->inputs->words;
    int level = sq->inputs->figure->layers[sq->layer].level;
    chora_type type = sq->style->source;
    const char *across = chora_bivariate_axis(sq->inputs, sq->layer, 0, sq->arena);
    const char *up = chora_bivariate_axis(sq->inputs, sq->layer, 1, sq->arena);
    const char *pair =
        chora_say(words, sq->arena, "bivariate.pair", "across", across, "up", up, NULL);
    const char *notes[NOTES] = {
        chora_say_of(words, sq->arena, "bivariate.counts", chora_level_key(level), NULL),
        chora_say(words, sq->arena, "bivariate.names", "pair", pair, NULL)
    };
    bool shown[NOTES];
    choose_notes(sq, shown);
    for (int i = 0; i < NOTES; i++) {
        if (!shown[i])
            continue;
        say(sq, "legend-note", notes[i], type, (chora_xy){ sq->box.min_x, y + type.size_pt },
            CHORA_ALIGN_START, sq->box.max_x - sq->box.min_x);
        y += note_line(sq->style);
    }
}

/* What a column has for a box of the square, with all that stands under it. */
static double side_beside(const square *sq)
{
    double under = axis_height(sq->style, 1.1) + notes_height(sq) + over_others_pt +
                   (double)count_others(sq) * other_height(sq->style);
    chora_box high = { sq->box.min_x, 0, sq->box.max_x, INFINITY };
    double lists =
        chora_legend_lists_column(sq->drawing, sq->base, sq->inputs, sq->period, high, false);
    if (lists > 0)
        under += over_lists_mm * CHORA_PT_PER_MM + lists;
    return (sq->box.max_y - sq->corner.y - under) / (double)sq->colours->rows;
}

/* In a low column the boxes give way down to a size, then the notes. */
static void fit_column(square *sq)
{
    double most = column_box_mm * CHORA_PT_PER_MM, least = least_box_mm * CHORA_PT_PER_MM;
    sq->bare = side_beside(sq) < least;
    sq->side = fmin(most, fmax(least, side_beside(sq)));
}

static void draw_square(square *sq)
{
    sq->corner.x = sq->box.min_x + 2 * arrow_pt + labels_width(sq) + 4;
    if (sq->colours->columns == 0 || sq->colours->rows == 0)
        return;
    sq->side = fmin(sq->side, (sq->box.max_x - sq->corner.x) / (double)sq->colours->columns);
    choose_lines(sq);
    draw_boxes(sq);
    draw_limits(sq);
    draw_axes(sq);
}

static double row_box_of(bool narrow)
{
    return (narrow ? narrow_box_mm : row_box_mm) * CHORA_PT_PER_MM;
}

void chora_legend_bivariate(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, const chora_class_colours *colours,
                            size_t period)
{
    bool column = base->layout.legend == CHORA_LEGEND_RIGHT;
    bool empty = colours->columns == 0 || colours->rows == 0;
    square sq = { .drawing = drawing,
                  .base = base,
                  .inputs = inputs,
                  .style = inputs->style,
                  .colours = colours,
                  .period = period,
                  .layer = (size_t)base->choropleth,
                  .arena = chora_drawing_arena(drawing),
                  .box = base->layout.legend_box,
                  .side = row_box_of(base->layout.narrow) };
    if (!sq.arena)
        return;
    double head = draw_head(&sq, sq.box.max_x - sq.box.min_x);
    sq.corner.y = sq.box.min_y + head + over_square(sq.style);
    if (column && !empty)
        fit_column(&sq);
    draw_square(&sq);
    chora_xy others = { sq.box.min_x, bottom_of(&sq) + axis_height(sq.style, sq.lower) };
    if (empty)
        others.y = sq.corner.y;
    chora_box list = sq.box;
    if (column) {
        if (!empty) {
            draw_notes(&sq, others.y);
            others.y += notes_height(&sq);
        }
        others.y += over_others_pt;
        list.min_y = draw_others(&sq, others, sq.box.max_x) + over_lists_mm * CHORA_PT_PER_MM;
        chora_legend_lists_column(drawing, base, inputs, period, list, true);
    } else {
        double left = empty ? sq.box.min_x : right_of(&sq) + 6 * CHORA_PT_PER_MM;
        draw_others(&sq, (chora_xy){ left, sq.corner.y },
                    fmin(left + 42 * CHORA_PT_PER_MM, sq.box.max_x));
        list.min_y = list.max_y - base->layout.lists_height;
        chora_legend_lists_row(drawing, base, inputs, period, list, true);
    }
}

double chora_legend_bivariate_height(const chora_figure_inputs *inputs, size_t layer)
{
    const chora_style *style = inputs->style;
    double rows = (double)inputs->figure->layers[layer + 1].class_count;
    return style->legend_head.size_pt * 0.9 + over_square(style) +
           rows * row_box_of(chora_layout_is_narrow(inputs->figure)) + axis_height(style, 1.1);
}
