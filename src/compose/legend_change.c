/* The legend of a map of changes. */
#include "compose/difference.h"
#include "compose/legend.h"
#include "compose/wrap.h"

#include <math.h>
#include <stdlib.h>

static const double least_contrast = 4.5;
static const double row_mm = 3.55;
static const double table_pt = 6.6, table_head_pt = 5.8, smallest_pt = 5.5;

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_style *style;
    const chora_class_colours *colours;
    chora_arena *arena;
    size_t period;
    chora_box box;
    bool tested;
} legend;

static void draw(const legend *to, const char *role, const char *text, chora_type type,
                 chora_align align, double x, double y)
{
    chora_meaning meaning = { .layer = "legend", .role = role };
    chora_draw_text(to->drawing, meaning, (chora_xy){ x, y }, align, type, text);
}

/* In at most so many lines; answers the baseline of the last. */
static double draw_lines(const legend *to, const char *role, const char *text, chora_type type,
                         size_t most, double left, double right, double baseline)
{
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { most, smallest_pt, 75 };
    chora_drawing_check(to->drawing, chora_fit(text, type, right - left, giving, to->drawing->ruler,
                                               to->arena, &lines, to->drawing->err));
    for (size_t i = 0; !to->drawing->status && i < lines.count; i++) {
        baseline += i ? lines.type.size_pt * 1.2 : 0;
        draw(to, role, lines.lines[i], lines.type, CHORA_ALIGN_START, left, baseline);
    }
    return baseline;
}

/* ---- heads ----------------------------------------------------------------------------------- */

/* "Change in number of incidents", "Change in people killed per 100 000 people" */
static const char *head_of(const legend *to)
{
    const chora_figure_layer *layer = &to->inputs->figure->layers[to->base->choropleth];
    const chora_figure_measure *measure = &layer->measure;
    const chora_words *words = to->inputs->words;
    if (layer->legend_title)
        return layer->legend_title;
    const char *key = chora_measure_key(measure);
    if (to->tested && measure->per <= 0 && !measure->per_value)
        return chora_say(words, to->arena, "change.head-count", NULL);
    const char *noun = key ? chora_say_of(words, to->arena, "noun", key, NULL) : measure->of;
    return chora_say(words, to->arena, "change.head", "what",
                     noun ? chora_rate_words(words, measure, noun, to->arena) : NULL, NULL);
}

static const char *say(const legend *to, const char *key)
{
    const char *text = chora_say(to->inputs->words, to->arena, key, NULL);
    if (!text)
        chora_drawing_check(to->drawing, chora_no_memory(to->drawing->err));
    return text ? text : "";
}

static double draw_heads(const legend *to, double y)
{
    chora_difference_periods when =
        chora_difference_periods_of(to->inputs->words, to->inputs->changes, to->period, to->arena);
    const char *head = head_of(to);
    const char *sub = chora_say(to->inputs->words, to->arena, "change.minus", "after", when.after,
                                "before", when.before, NULL);
    if (!head || !sub) {
        chora_drawing_check(to->drawing, chora_no_memory(to->drawing->err));
        return y;
    }
    y = draw_lines(to, "legend-head", head, to->style->legend_head, 2, to->box.min_x, to->box.max_x,
                   y + to->style->legend_head.size_pt * 0.9);
    return draw_lines(to, "legend-subhead", sub, to->style->legend_subhead, 2, to->box.min_x,
                      to->box.max_x, y + to->style->legend_subhead.size_pt * 1.4);
}

/* ---- boxes from fewer to more ---------------------------------------------------------------- */

static void draw_box(const legend *to, int class, bool striped, chora_box box)
{
    char key[CHORA_DIFFERENCE_KEY_MAX];
    chora_look look = chora_look_of_class(to->colours, class, to->style);
    bool dashed = class == CHORA_KIND_NOT_COVERED && !to->colours->uncovered_is_ground;
    look.stroke = dashed ? to->style->not_covered : to->style->swatch;
    chora_meaning meaning = { .layer = "legend",
                              .role = "swatch",
                              .class_name = chora_difference_key(to->colours, class, key) };
    chora_draw_box(to->drawing, meaning, look, box);
    if (!striped)
        return;
    meaning.class_name = "within-chance";
    look = chora_difference_stripes(to->style);
    look.stroke = to->style->swatch;
    chora_draw_box(to->drawing, meaning, look, box);
}

/* One size for all of them. */
static chora_type box_label_type(const legend *to, double width)
{
    chora_type type = to->style->legend_subhead;
    double widest = 0;
    type.colour = to->style->ink;
    for (size_t c = 0; c < to->colours->classes->count; c++)
        widest = fmax(widest,
                      chora_draw_width(to->drawing, type, to->colours->classes->classes[c].label));
    if (widest > width) {
        type.width = 75;
        type.size_pt = fmax(smallest_pt, type.size_pt * fmin(1, width / (0.85 * widest)));
    }
    return type;
}

static chora_type word_type(const legend *to, size_t class)
{
    chora_type type = to->style->legend_subhead;
    type.weight = 500;
    chora_colour colour = to->colours->of[class];
    if (chora_colour_contrast(colour, to->style->paper) >= least_contrast)
        type.colour = colour;
    return type;
}

/* "fewer", "same", "more" carry the sign. */
static void draw_words(const legend *to, double left, double right, double y)
{
    size_t last = to->colours->classes->count - 1;
    draw(to, "legend-subhead", say(to, "change.fewer"), word_type(to, 0), CHORA_ALIGN_START, left,
         y);
    draw(to, "legend-subhead", say(to, "change.same"), to->style->legend_subhead,
         CHORA_ALIGN_MIDDLE, (left + right) / 2, y);
    draw(to, "legend-subhead", say(to, "change.more"), word_type(to, last), CHORA_ALIGN_END, right,
         y);
}

/* Answers the baseline of the words. */
static double draw_boxes(const legend *to, double left, double right, double y)
{
    const chora_classes *classes = to->colours->classes;
    double height = to->style->swatch_height_pt * 1.15;
    double width = (right - left) / (double)classes->count;
    chora_type type = box_label_type(to, width - 1);
    double label = y + height + type.size_pt * 1.25;
    for (size_t c = 0; c < classes->count; c++) {
        double x = left + width * (double)c;
        draw_box(to, (int)c, false, (chora_box){ x, y, x + width, y + height });
        draw(to, "legend-label", classes->classes[c].label, type, CHORA_ALIGN_MIDDLE, x + width / 2,
             label);
    }
    double words = label + to->style->legend_subhead.size_pt * 1.35;
    draw_words(to, left, right, words);
    return words;
}

/* ---- swatches -------------------------------------------------------------------------------- */

static const char *none_words(const legend *to)
{
    chora_period now = chora_table_period(chora_change_after(to->inputs->changes), to->period);
    switch (chora_period_step(now.kind)) {
    case CHORA_PERIOD_MONTH:
        return say(to, "change.none-in.month");
    case CHORA_PERIOD_QUARTER:
        return say(to, "change.none-in.quarter");
    case CHORA_PERIOD_YEAR:
        return say(to, "change.none-in.year");
    default:
        return say(to, "change.none-in.period");
    }
}

static void draw_swatch(const legend *to, int class, bool striped, const char *words, double left,
                        double y)
{
    const chora_style *style = to->style;
    double right = left + style->swatch_width_pt;
    draw_box(to, class, striped, (chora_box){ left, y, right, y + style->swatch_height_pt });
    draw_lines(to, "legend-label", words, style->legend_label, 1, right + style->swatch_text_gap_pt,
               to->box.max_x, y + style->swatch_height_pt / 2 + style->legend_label.size_pt * 0.36);
}

/* Answers what it took. */
static double draw_swatches(const legend *to, double left, double top, bool notes)
{
    const chora_style *style = to->style;
    double pitch = style->swatch_height_pt + style->swatch_gap_pt + 2, y = top;
    int middle = (int)to->colours->classes->count / 2;
    if (to->tested) {
        draw_swatch(to, middle - 1, true,
                    say(to, style->class_hatch_count ? "change.striped-lines" : "change.striped"),
                    left, y);
        y += pitch;
        if (notes) {
            draw(to, "legend-subhead", say(to, "change.test"), style->legend_subhead,
                 CHORA_ALIGN_START, left + style->swatch_width_pt + style->swatch_text_gap_pt,
                 y + style->legend_subhead.size_pt * 0.4);
            y += style->legend_subhead.size_pt * 1.1;
        }
    }
    draw_swatch(to, CHORA_KIND_ZERO, false, none_words(to), left, y);
    y += pitch;
    if (to->base->no_data)
        draw_swatch(to, CHORA_KIND_NO_DATA, false, say(to, "legend.no-data"), left, y);
    y += to->base->no_data ? pitch : 0;
    if (to->base->not_covered)
        draw_swatch(to, CHORA_KIND_NOT_COVERED, false, say(to, "legend.not-covered"), left, y);
    y += to->base->not_covered ? pitch : 0;
    return y - top;
}

/* ---- the numbers as a table ------------------------------------------------------------------ */

typedef struct {
    const legend *to;
    chora_difference_row *rows;
    size_t count, shown;
    double columns[3]; /* right edges */
    double left, name_width;
    bool whole, any_clear;
} table;

/* Years are their own heads; longer names of periods would leave no room for the areas'. */
static const char *head_text(const legend *to, bool after)
{
    chora_period now = chora_table_period(chora_change_after(to->inputs->changes), to->period);
    chora_difference_periods when =
        chora_difference_periods_of(to->inputs->words, to->inputs->changes, to->period, to->arena);
    const char *year = after ? when.after : when.before;
    if (chora_period_step(now.kind) == CHORA_PERIOD_YEAR && year &&
        to->inputs->figure->layers[0].measure.against.kind != CHORA_AGAINST_SPAN)
        return year;
    return say(to, after ? "change.after" : "change.before");
}

static chora_type row_type(const legend *to, bool bold, bool quiet)
{
    chora_type type = to->style->legend_label;
    type.size_pt = table_pt;
    type.weight = bold ? 600 : 400;
    type.colour = quiet ? to->style->ink2 : to->style->ink;
    return type;
}

static void draw_name(const table *t, const char *name, chora_type type, double y)
{
    const legend *to = t->to;
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 1, smallest_pt, 75 };
    chora_drawing_check(to->drawing,
                        chora_fit(name, type, t->name_width, giving, to->drawing->ruler, to->arena,
                                  &lines, to->drawing->err));
    if (to->drawing->status || lines.count == 0)
        return;
    const char *first = lines.count > 1
                            ? chora_arena_printf(to->arena, "%s\xE2\x80\xA6", lines.lines[0])
                            : lines.lines[0];
    draw(to, "table-name", first ? first : "", lines.type, CHORA_ALIGN_START, t->left, y);
}

static void draw_row(const table *t, const char *name, chora_change change, bool bold, bool quiet,
                     double y)
{
    chora_type type = row_type(t->to, bold, quiet);
    char text[3][CHORA_NUMBER_TEXT_MAX];
    chora_number_text(t->to->inputs->words, change.before.value, t->whole, text[0]);
    chora_number_text(t->to->inputs->words, change.after.value, t->whole, text[1]);
    chora_difference_signed(t->to->inputs->words, change.change, t->whole, text[2]);
    draw_name(t, name, type, y);
    for (int i = 0; i < 3; i++)
        draw(t->to, "table-number", text[i], type, CHORA_ALIGN_END, t->columns[i], y);
}

static void draw_rule(const legend *to, double y, double width)
{
    const chora_xy line[2] = { { to->box.min_x, y }, { to->box.max_x, y } };
    chora_pen pen = { .width_pt = width,
                      .colour = width > 0.5 ? to->style->ink2 : to->style->rule };
    chora_meaning meaning = { .layer = "legend", .role = "table-rule" };
    chora_draw_line(to->drawing, meaning, chora_look_stroke(pen), line, 2);
}

/* The widest of a column, heads among them, and a gap. */
static double column_width(const table *t, int column, const char *head, chora_type head_type)
{
    double widest = chora_draw_width(t->to->drawing, head_type, head);
    chora_change total = chora_change_total(t->to->inputs->changes, t->to->period);
    for (size_t i = 0; i <= t->count; i++) {
        chora_change change = i < t->count ? t->rows[i].change : total;
        char text[CHORA_NUMBER_TEXT_MAX];
        if (column == 2)
            chora_difference_signed(t->to->inputs->words, change.change, t->whole, text);
        else
            chora_number_text(t->to->inputs->words,
                              column ? change.after.value : change.before.value, t->whole, text);
        widest = fmax(widest, chora_draw_width(t->to->drawing, row_type(t->to, true, false), text));
    }
    return widest + 6;
}

static double draw_table_head(table *t, double y)
{
    const legend *to = t->to;
    const char *heads[3] = { head_text(to, false), head_text(to, true), say(to, "change.change") };
    chora_type type = to->style->legend_count;
    type.size_pt = table_head_pt;
    double right = to->box.max_x;
    for (int i = 2; i >= 0; i--) {
        t->columns[i] = right;
        right -= column_width(t, i, heads[i], type);
    }
    t->left = to->box.min_x;
    t->name_width = fmax(right - t->left, 10);
    y += to->style->legend_head.size_pt * 0.9;
    for (int i = 0; i < 3; i++)
        draw(to, "table-head", heads[i], type, CHORA_ALIGN_END, t->columns[i], y);
    y += 2.6;
    draw_rule(to, y, 0.6);
    return y;
}

static int by_change(const void *a, const void *b)
{
    const chora_difference_row *x = a, *y = b;
    if (x->change.change != y->change.change)
        return x->change.change < y->change.change ? -1 : 1;
    if (x->change.before.value != y->change.before.value)
        return x->change.before.value > y->change.before.value ? -1 : 1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static chora_change sum_of_rest(const table *t)
{
    chora_change rest = { .state = CHORA_CELL_NUMBER, .p = 1 };
    for (size_t i = t->shown; i < t->count; i++) {
        rest.before.value += t->rows[i].change.before.value;
        rest.after.value += t->rows[i].change.after.value;
        rest.change += t->rows[i].change.change;
    }
    return rest;
}

/* Falls first, then rises: the rows with the largest changes, and the others in one. */
static double draw_rows(table *t, double y)
{
    const double step = row_mm * CHORA_PT_PER_MM;
    const legend *to = t->to;
    chora_change rest = sum_of_rest(t);
    qsort(t->rows, t->shown, sizeof *t->rows, by_change);
    for (size_t i = 0; i < t->shown; i++) {
        bool clear = chora_difference_is_clear(t->rows[i].change);
        t->any_clear = t->any_clear || clear;
        y += step;
        draw_row(t, to->inputs->areas->areas[t->rows[i].area].name, t->rows[i].change, clear,
                 to->tested && !clear, y);
    }
    if (t->shown < t->count) {
        char number[CHORA_NUMBER_TEXT_MAX];
        double count = (double)(t->count - t->shown);
        chora_number_text(to->inputs->words, count, true, number);
        const char *others =
            chora_say_many(to->inputs->words, to->arena, "change.others", count, number, NULL);
        y += step;
        draw_row(t, others ? others : "", rest, false, true, y);
    }
    return y;
}

static void draw_table(const legend *to, double y)
{
    const double step = row_mm * CHORA_PT_PER_MM, room = to->box.max_y - y;
    table t = { .to = to, .whole = chora_difference_is_whole(to->inputs->changes) };
    t.rows = chora_difference_rows(to->base, to->inputs, to->period, to->arena, &t.count);
    /* head, total with its rule, and the words under it */
    double lines = floor((room - 3 * step) / step);
    if (!t.rows || t.count < 2 || lines < 4)
        return;
    t.shown = (double)t.count <= lines ? t.count : (size_t)lines - 1;
    y = draw_rows(&t, draw_table_head(&t, y) + 1.5);
    draw_rule(to, y + 3, 0.4);
    y += step + 2.5;
    draw_row(&t, say(to, "change.all"), chora_change_total(to->inputs->changes, to->period), true,
             false, y);
    if (t.any_clear)
        draw(to, "table-note", say(to, "change.bold"), to->style->legend_subhead, CHORA_ALIGN_START,
             to->box.min_x, y + step);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static bool open_legend(chora_drawing *drawing, const chora_base_map *base,
                        const chora_figure_inputs *inputs, const chora_class_colours *colours,
                        size_t period, legend *out)
{
    *out = (legend){ drawing,
                     base,
                     inputs,
                     inputs->style,
                     colours,
                     chora_drawing_arena(drawing),
                     period,
                     base->layout.legend_box,
                     chora_difference_is_tested(inputs) };
    return out->arena && colours->classes && colours->classes->count > 0;
}

void chora_legend_change_column(chora_drawing *drawing, const chora_base_map *base,
                                const chora_figure_inputs *inputs,
                                const chora_class_colours *colours, size_t period)
{
    legend to;
    if (!open_legend(drawing, base, inputs, colours, period, &to))
        return;
    double y = draw_heads(&to, to.box.min_y) + to.style->legend_head_gap_pt * 0.8;
    y = draw_boxes(&to, to.box.min_x, to.box.max_x, y) + 2.2 * CHORA_PT_PER_MM;
    y += draw_swatches(&to, to.box.min_x, y, true);
    draw_table(&to, y + 2 * CHORA_PT_PER_MM);
}

void chora_legend_change_row(chora_drawing *drawing, const chora_base_map *base,
                             const chora_figure_inputs *inputs, const chora_class_colours *colours,
                             size_t period)
{
    legend to;
    if (!open_legend(drawing, base, inputs, colours, period, &to))
        return;
    const char *head = head_of(&to);
    if (!head) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    double width = to.box.max_x - to.box.min_x, middle = to.box.min_x + 0.6 * width;
    double y = to.box.min_y + to.style->legend_head.size_pt * 0.9;
    draw_lines(&to, "legend-head", head, to.style->legend_head, 1, to.box.min_x, middle, y);
    draw_boxes(&to, to.box.min_x, middle, y + to.style->legend_head_gap_pt * 0.6);
    draw_swatches(&to, middle + to.style->gutter_pt, to.box.min_y, false);
}
