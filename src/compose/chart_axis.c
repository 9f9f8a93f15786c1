/* Axes: round numbers upwards, periods from left to right. */
#include "base/calendar.h"
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>

enum { LINES_MAX = 4, NAME_GAP = 2, TICK_PT = 2 };

chora_axis chora_axis_make(double max)
{
    static const double round_steps[] = { 1, 2, 5, 10 };
    if (!(max > 0))
        return (chora_axis){ 1, 1 };
    double power = fmax(pow(10, floor(log10(max / LINES_MAX))), 1);
    for (int i = 0; i < 4; i++) {
        double step = round_steps[i] * power, end = ceil(max / step - 1e-9) * step;
        if (end / step <= LINES_MAX)
            return (chora_axis){ end, step };
    }
    return (chora_axis){ ceil(max / (10 * power)) * 10 * power, 10 * power };
}

void chora_grid_draw(chora_charting *c, chora_axis axis, double left, double right, double baseline,
                     double pt_per_one)
{
    const chora_style *style = c->style;
    for (double at = axis.step; at <= axis.end * (1 + 1e-9); at += axis.step) {
        chora_xy line[2] = { { left, baseline - at * pt_per_one },
                             { right, baseline - at * pt_per_one } };
        chora_meaning meaning = { .layer = "chart", .role = "grid" };
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(c->inputs->words, at, true, number);
        chora_draw_line(c->drawing, meaning, chora_look_stroke(style->chart_grid), line, 2);
        meaning.role = "axis-number";
        bool mirrored = c->drawing->mirror_pt > 0;
        chora_draw_text(c->drawing, meaning, (chora_xy){ mirrored ? left : right, line[1].y - 2 },
                        mirrored ? CHORA_ALIGN_START : CHORA_ALIGN_END, style->legend_count,
                        number);
    }
}

/* ---- time ------------------------------------------------------------------------------------ */

static size_t periods_of(const chora_charting *c)
{
    return chora_breakdown_periods(c->inputs->breakdown);
}

static chora_period period_at(const chora_charting *c, size_t period)
{
    return chora_breakdown_period(c->inputs->breakdown, period);
}

chora_time_axis chora_time_axis_of(const chora_charting *c)
{
    const double widest_step = 60;
    size_t count = periods_of(c);
    double width = c->box.max_x - c->box.min_x;
    return (chora_time_axis){ c->box.min_x, fmin(width / (double)count, widest_step), count };
}

void chora_time_axis_clear_numbers(const chora_charting *c, double end, double room,
                                   chora_time_axis *axis)
{
    axis->step_pt = fmin(axis->step_pt, (end - axis->left - room) / (double)axis->count);
    axis->left += c->drawing->mirror_pt > 0 ? room : 0;
}

double chora_time_axis_middle(const chora_time_axis *axis, size_t period)
{
    return axis->left + ((double)period + 0.5) * axis->step_pt;
}

bool chora_time_is_now(const chora_charting *c, size_t period)
{
    chora_period at = period_at(c, period);
    return c->focus.given && at.first <= c->focus.now.last && at.last >= c->focus.now.first;
}

/* Every period about the whole span is none in particular. */
static bool marks_some(const chora_charting *c)
{
    for (size_t i = 0; i < periods_of(c); i++)
        if (!chora_time_is_now(c, i))
            return c->focus.given;
    return false;
}

void chora_time_band_draw(chora_charting *c, const chora_time_axis *axis, double top, double bottom)
{
    if (!marks_some(c))
        return;
    chora_meaning meaning = { .layer = "chart", .role = "band" };
    for (size_t i = 0; i < axis->count; i++) {
        if (!chora_time_is_now(c, i))
            continue;
        double left = axis->left + (double)i * axis->step_pt;
        while (i + 1 < axis->count && chora_time_is_now(c, i + 1))
            i++;
        double right = axis->left + (double)(i + 1) * axis->step_pt;
        chora_draw_box(c->drawing, meaning, chora_look_fill(c->style->chart_band),
                       (chora_box){ left, top, right, bottom });
    }
}

static double line_height(const chora_style *style)
{
    return style->legend_count.size_pt * 1.5;
}

static int year_of(chora_period period)
{
    return chora_date_of(chora_period_calendar(period.kind), period.first).year;
}

static bool has_years(const chora_charting *c)
{
    chora_period_kind kind = chora_period_step(period_at(c, 0).kind);
    return kind == CHORA_PERIOD_MONTH || kind == CHORA_PERIOD_QUARTER;
}

/* Widest short name of all periods with room around it. */
static double widest_name(chora_charting *c)
{
    double widest = 0;
    for (size_t i = 0; i < periods_of(c) && i < 12; i++) {
        chora_buffer name = CHORA_BUFFER_SMALL(512);
        chora_chart_period_short(c->inputs->words, period_at(c, i), &name);
        widest = fmax(
            widest, chora_draw_width(c->drawing, c->style->legend_count, chora_buffer_text(&name)));
        chora_buffer_free(&name);
    }
    return widest;
}

/* Months are told by one letter where that is how their script shortens words. */
static bool has_letters(const chora_charting *c)
{
    chora_buffer name = CHORA_BUFFER_SMALL(512);
    bool month = chora_period_step(period_at(c, 0).kind) == CHORA_PERIOD_MONTH;
    chora_chart_period_short(c->inputs->words, period_at(c, 0), &name);
    bool letters = month && name.length > 1 && (unsigned char)name.data[0] < 0x80;
    chora_buffer_free(&name);
    return letters;
}

/* How many months lie between two that are named: 1 names each, by a letter where only that fits;
 * else as many as whole names need, so that each year names the same. 0: there is no room. */
static int months_apart(chora_charting *c, const chora_time_axis *axis, double wide)
{
    static const int aparts[] = { 1, 2, 3, 4, 6, 12 };
    int step = chora_period_step(period_at(c, 0).kind) == CHORA_PERIOD_QUARTER ? 3 : 1;
    double letter = chora_draw_width(c->drawing, c->style->legend_count, "M") + 0.6;
    if (has_letters(c) && axis->step_pt < wide)
        return axis->step_pt >= letter ? 1 : 0;
    for (size_t i = 0; i < sizeof aparts / sizeof *aparts; i++)
        if (aparts[i] % step == 0 && axis->step_pt * aparts[i] / step >= wide)
            return aparts[i];
    return 0;
}

static bool has_names(chora_charting *c, const chora_time_axis *axis)
{
    return !has_years(c) || months_apart(c, axis, widest_name(c) + NAME_GAP) > 0;
}

double chora_time_axis_height(chora_charting *c, const chora_time_axis *axis)
{
    double lines = (has_names(c, axis) ? 1.1 : 0.2) + (has_years(c) ? 1.1 : 0);
    return line_height(c->style) * lines;
}

/* "A" for Aug. */
static void cut_to_letter(chora_buffer *name)
{
    name->length = 1;
    name->data[1] = '\0';
}

static void draw_name(chora_charting *c, const chora_time_axis *axis, size_t period, bool letter,
                      double baseline)
{
    chora_buffer name = CHORA_BUFFER_SMALL(512);
    bool now = marks_some(c) && chora_time_is_now(c, period);
    chora_type type =
        chora_chart_type(c->style->legend_count, now ? c->style->ink : c->style->ink2, now);
    chora_meaning meaning = { .layer = "chart", .role = "period" };
    chora_chart_period_short(c->inputs->words, period_at(c, period), &name);
    if (letter)
        cut_to_letter(&name);
    double half = chora_draw_width(c->drawing, type, chora_buffer_text(&name)) / 2;
    double right = axis->left + (double)axis->count * axis->step_pt;
    double middle = fmax(chora_time_axis_middle(axis, period), axis->left + half);
    chora_draw_text(c->drawing, meaning, (chora_xy){ fmin(middle, right - half), baseline },
                    CHORA_ALIGN_MIDDLE, type, chora_buffer_text(&name));
    chora_buffer_free(&name);
}

/* A tick under a column whose neighbours have no name. */
static void draw_tick(chora_charting *c, double x, double top)
{
    chora_meaning meaning = { .layer = "chart", .role = "tick" };
    chora_xy line[2] = { { x, top }, { x, top + TICK_PT } };
    chora_pen pen = { 0.5, c->style->rule, { 0, 0 } };
    chora_draw_line(c->drawing, meaning, chora_look_stroke(pen), line, 2);
}

static void draw_year_names(chora_charting *c, const chora_time_axis *axis, double baseline)
{
    double wide = widest_name(c) + NAME_GAP;
    size_t every = axis->step_pt >= wide ? 1 : (size_t)ceil(wide / axis->step_pt);
    for (size_t i = 0; i < axis->count; i += every)
        draw_name(c, axis, i, false, baseline);
}

static int month_of(const chora_charting *c, size_t period)
{
    chora_period at = period_at(c, period);
    return chora_date_of(chora_period_calendar(at.kind), at.first).month;
}

/* Where only some months are named, the one that the page is about is among them; else January. */
static int first_named(const chora_charting *c, const chora_time_axis *axis)
{
    int month = 1, found = 0;
    for (size_t i = 0; marks_some(c) && i < axis->count; i++)
        if (chora_time_is_now(c, i)) {
            month = month_of(c, i);
            found++;
        }
    return found == 1 ? month : 1;
}

/* As many months, or letters, as there is room for. */
static void draw_names(chora_charting *c, const chora_time_axis *axis, double top, double baseline)
{
    double wide = widest_name(c) + NAME_GAP;
    int apart = months_apart(c, axis, wide);
    bool letter = axis->step_pt < wide && has_letters(c);
    bool each =
        chora_period_step(period_at(c, 0).kind) == CHORA_PERIOD_QUARTER ? apart <= 3 : apart <= 1;
    int named = first_named(c, axis);
    for (size_t i = 0; i < axis->count; i++) {
        if (!each && (month_of(c, i) - named) % apart != 0)
            continue;
        if (!each)
            draw_tick(c, chora_time_axis_middle(axis, i), top);
        draw_name(c, axis, i, letter, baseline);
    }
}

static void draw_year(chora_charting *c, double left, double right, double top, int year, bool now)
{
    chora_meaning meaning = { .layer = "chart", .role = "year" };
    const chora_style *style = c->style;
    chora_type type = chora_chart_type(style->legend_count, now ? style->ink : style->ink2, now);
    chora_xy line[2] = { { left + 1.5, top }, { right - 1.5, top } };
    char neutral[16];
    chora_pen pen = { 0.5, style->rule, { 0, 0 } };
    chora_buffer text = CHORA_BUFFER_SMALL(64);
    snprintf(neutral, sizeof neutral, "%d", year);
    chora_words_digits(c->inputs->words, neutral, &text);
    chora_draw_line(c->drawing, meaning, chora_look_stroke(pen), line, 2);
    if (chora_draw_width(c->drawing, type, chora_buffer_text(&text)) <= right - left)
        chora_draw_text(c->drawing, meaning,
                        (chora_xy){ (left + right) / 2, top + line_height(style) * 0.85 },
                        CHORA_ALIGN_MIDDLE, type, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void draw_years(chora_charting *c, const chora_time_axis *axis, double top)
{
    for (size_t i = 0; i < axis->count;) {
        int year = year_of(period_at(c, i));
        double left = axis->left + (double)i * axis->step_pt;
        bool now = false;
        for (; i < axis->count && year_of(period_at(c, i)) == year; i++)
            now = now || (marks_some(c) && chora_time_is_now(c, i));
        draw_year(c, left, axis->left + (double)i * axis->step_pt, top, year, now);
    }
}

void chora_time_axis_draw(chora_charting *c, const chora_time_axis *axis, double baseline)
{
    double line = line_height(c->style);
    bool names = has_names(c, axis);
    if (names && has_years(c))
        draw_names(c, axis, baseline, baseline + line * 0.85);
    else if (names)
        draw_year_names(c, axis, baseline + line * 0.85);
    if (has_years(c))
        draw_years(c, axis, baseline + line * (names ? 1.2 : 0.3));
}

/* ---- part months ----------------------------------------------------------------------------- */

static void covered_span(const chora_charting *c, chora_day *first, chora_day *last)
{
    chora_breakdown_span(c->inputs->breakdown, first, last);
}

bool chora_time_has_parts(const chora_charting *c)
{
    chora_day first, last;
    covered_span(c, &first, &last);
    return first > period_at(c, 0).first || last < period_at(c, periods_of(c) - 1).last;
}

static void draw_part(chora_charting *c, const char *key, chora_day day, chora_xy at,
                      chora_align align)
{
    chora_arena *arena = chora_drawing_arena(c->drawing);
    chora_buffer date = CHORA_BUFFER_SMALL(512);
    chora_words_day(c->inputs->words, day, false, &date);
    const char *text =
        arena ? chora_say(c->inputs->words, arena, key, "day", chora_buffer_text(&date), NULL)
              : NULL;
    chora_buffer_free(&date);
    chora_meaning meaning = { .layer = "chart", .role = "part-period" };
    if (text)
        chora_draw_text(c->drawing, meaning, at, align, c->style->source, text);
}

void chora_time_parts_draw(chora_charting *c, const chora_time_axis *axis, double baseline)
{
    chora_day first, last;
    covered_span(c, &first, &last);
    double right = axis->left + (double)axis->count * axis->step_pt;
    if (first > period_at(c, 0).first)
        draw_part(c, "chart.from", first, (chora_xy){ axis->left, baseline }, CHORA_ALIGN_START);
    if (last < period_at(c, axis->count - 1).last)
        draw_part(c, "chart.to", last, (chora_xy){ right, baseline }, CHORA_ALIGN_END);
}
