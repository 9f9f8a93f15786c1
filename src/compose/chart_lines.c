/* Lines over time: one for each value that is told apart, named at its end. */
#include "compose/chart.h"
#include "compose/chart_tally.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    chora_charting *c;
    chora_time_axis time;
    double baseline, pt_per_one, right; /* end of the lines' part of the box */
    chora_room room;
} lines;

/* ---- numbers --------------------------------------------------------------------------------- */

static double number_at(const lines *of, size_t series, size_t period)
{
    return (double)chora_series_count(of->c->inputs, &of->c->series, series, period);
}

static bool is_covered(const lines *of, size_t period)
{
    chora_breakdown_cell cell =
        chora_breakdown_period_total(of->c->inputs->breakdown, period, CHORA_ALL_VALUES);
    return cell.state != CHORA_CELL_NOT_COVERED && !cell.withheld;
}

/* Has the line a point there? What is withheld of a value is no zero. */
static bool is_told(const lines *of, size_t series, size_t period)
{
    return is_covered(of, period) &&
           chora_series_is_told(of->c->inputs, &of->c->series, series, period);
}

static double highest(const lines *of)
{
    double max = chora_chart_tally_highest(of->c);
    for (size_t s = 0; s < of->c->series.count; s++)
        for (size_t i = 0; i < of->time.count; i++)
            max = fmax(max, number_at(of, s, i));
    return max;
}

static chora_xy point_at(const lines *of, size_t series, size_t period)
{
    return (chora_xy){ chora_time_axis_middle(&of->time, period),
                       of->baseline - number_at(of, series, period) * of->pt_per_one };
}

/* ---- one line -------------------------------------------------------------------------------- */

/* A pale fill is no line that can be seen: its edge's colour then, dashed. */
static chora_pen pen_of(const lines *of, size_t series)
{
    chora_colour fill = of->c->series.items[series].look.fill;
    if (chora_colour_contrast(fill, of->c->style->paper) >= 3)
        return (chora_pen){ 1.6, fill, { 0, 0 } };
    return (chora_pen){ 1.4, of->c->style->chart_edge.colour, { 3.2, 2 } };
}

static chora_meaning meaning_of(const lines *of, size_t series, const char *role)
{
    return (chora_meaning){ .layer = "chart",
                            .role = role,
                            .class_name = of->c->series.items[series].label };
}

/* Periods that are not covered, or not told, break the line. */
static void draw_runs(lines *of, size_t series)
{
    chora_arena *arena = chora_drawing_arena(of->c->drawing);
    chora_xy *points = arena ? chora_arena_alloc(arena, of->time.count, sizeof *points) : NULL;
    size_t count = 0;
    if (!points)
        return;
    for (size_t i = 0; i <= of->time.count; i++) {
        if (i < of->time.count && is_told(of, series, i)) {
            points[count++] = point_at(of, series, i);
            continue;
        }
        if (count > 1)
            chora_draw_line(of->c->drawing, meaning_of(of, series, "line"),
                            chora_look_stroke(pen_of(of, series)), points, count);
        count = 0;
    }
}

/* Dark series have full dots, pale ones open dots. */
static void draw_dots(lines *of, size_t series)
{
    chora_pen pen = pen_of(of, series);
    chora_look look = chora_look_fill(pen.dash[0] > 0 ? of->c->style->paper : pen.colour);
    chora_arena *arena = chora_drawing_arena(of->c->drawing);
    look.stroke = (chora_pen){ 0.9, pen.colour, { 0, 0 } };
    for (size_t i = 0; arena && i < of->time.count; i++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_meaning meaning = meaning_of(of, series, "dot");
        if (!is_told(of, series, i))
            continue;
        chora_period_id(chora_breakdown_period(of->c->inputs->breakdown, i), id);
        meaning.key = id;
        meaning.title = chora_chart_period_title(of->c, i, arena);
        chora_draw_circle(of->c->drawing, meaning, look, point_at(of, series, i),
                          fmin(1.9, of->time.step_pt / 4));
    }
}

/* Numbers of marks keep off the lines. */
static void take_room(lines *of, size_t series)
{
    enum { PARTS = 6 };
    for (size_t i = 0; i + 1 < of->time.count; i++) {
        chora_xy from = point_at(of, series, i), to = point_at(of, series, i + 1);
        for (int part = 0; part <= PARTS; part++) {
            double x = from.x + (to.x - from.x) * part / PARTS;
            double y = from.y + (to.y - from.y) * part / PARTS;
            chora_room_take(of->c, &of->room, (chora_box){ x - 1, y - 1, x + 1, y + 1 });
        }
    }
}

/* ---- names at the ends ----------------------------------------------------------------------- */

typedef struct {
    size_t series;
    double own, at; /* where the line ends, where its name stands */
} ending;

static size_t last_told(const lines *of, size_t series)
{
    size_t last = of->time.count - 1;
    while (last > 0 && !is_told(of, series, last))
        last--;
    return last;
}

static void sort_endings(ending *list, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && list[j].own < list[j - 1].own; j--) {
            ending one = list[j];
            list[j] = list[j - 1];
            list[j - 1] = one;
        }
}

/* A line apart from the top down, then pushed back up from the baseline. */
static void spread(const lines *of, ending *list, size_t count, double line)
{
    for (size_t i = 0; i < count; i++)
        list[i].at = i ? fmax(list[i].own, list[i - 1].at + line) : list[i].own;
    double lowest = of->baseline + line * 0.3;
    for (size_t i = count; i-- > 0; lowest = list[i].at - line)
        list[i].at = fmin(list[i].at, lowest);
}

static void name_lines(lines *of)
{
    chora_charting *c = of->c;
    ending list[CHORA_SERIES_MAX];
    size_t count = c->series.count;
    double size = c->style->legend_label.size_pt;
    for (size_t i = 0; i < count; i++) {
        double y = point_at(of, i, last_told(of, i)).y;
        list[i] = (ending){ i, y, y };
    }
    sort_endings(list, count);
    spread(of, list, count, size * 1.2);
    for (size_t i = 0; i < count; i++) {
        const chora_series *series = &c->series.items[list[i].series];
        chora_type type = chora_chart_type(c->style->legend_label, series->text, true);
        chora_xy from = point_at(of, list[i].series, last_told(of, list[i].series));
        chora_xy leader[2] = { { from.x + 2.6, from.y }, { of->right + 5, list[i].at } };
        if (fabs(list[i].at - list[i].own) > 0.5)
            chora_draw_line(c->drawing, meaning_of(of, list[i].series, "leader"),
                            chora_look_stroke(c->style->chart_grid), leader, 2);
        chora_draw_text(c->drawing, meaning_of(of, list[i].series, "series"),
                        (chora_xy){ of->right + 7, list[i].at + size * 0.35 }, CHORA_ALIGN_START,
                        type, series->label);
    }
}

static double names_width(const lines *of)
{
    double widest = 0;
    for (size_t i = 0; i < of->c->series.count; i++) {
        chora_type type = chora_chart_type(of->c->style->legend_label, of->c->style->ink, true);
        widest = fmax(widest, chora_draw_width(of->c->drawing, type, of->c->series.items[i].label));
    }
    return widest;
}

/* ---- the panel ------------------------------------------------------------------------------- */

static void draw_head(lines *of)
{
    chora_charting *c = of->c;
    const chora_style *style = c->style;
    chora_arena *arena = chora_drawing_arena(c->drawing);
    const char *head = arena ? chora_chart_of_words(c->inputs->words, c->chart->of, arena) : NULL;
    double line = c->box.min_y + style->legend_head.size_pt;
    chora_chart_head(c, head ? head : "", style->ink, (chora_xy){ c->box.min_x, line });
    if (!head || !c->inputs->tallies)
        return;
    const char *label = chora_chart_tally_label(c, arena);
    double left = c->box.min_x + chora_draw_width(c->drawing, style->legend_head, head) + 14;
    chora_meaning meaning = { .layer = "chart", .role = "series" };
    chora_chart_tally_swatch(c, (chora_xy){ left, line });
    chora_draw_text(c->drawing, meaning, (chora_xy){ left + 12, line }, CHORA_ALIGN_START,
                    style->legend_label, label ? label : "");
}

static void draw_baseline(const lines *of)
{
    chora_meaning meaning = { .layer = "chart", .role = "baseline" };
    chora_xy line[2] = { { of->c->box.min_x, of->baseline }, { of->right, of->baseline } };
    chora_draw_line(of->c->drawing, meaning, chora_look_stroke(of->c->style->chart_baseline), line,
                    2);
}

static void draw_panel(lines *of, chora_axis axis)
{
    chora_charting *c = of->c;
    const chora_tally_place marks = { &of->time, of->baseline, of->pt_per_one,
                                      of->time.step_pt * 0.7 };
    chora_grid_draw(c, axis, c->box.min_x, of->right, of->baseline, of->pt_per_one);
    draw_baseline(of);
    for (size_t i = c->series.count; i-- > 0;)
        draw_runs(of, i);
    for (size_t i = c->series.count; i-- > 0;)
        draw_dots(of, i);
    for (size_t i = 0; c->inputs->tallies && i < c->series.count; i++)
        take_room(of, i);
    chora_chart_tallies_draw(c, &marks, &of->room);
    name_lines(of);
    draw_head(of);
}

void chora_chart_lines_draw(chora_charting *c)
{
    lines of = { .c = c, .time = chora_time_axis_of(c) };
    double names = chora_time_axis_height(c, &of.time);
    double parts = chora_time_has_parts(c) ? c->style->source.size_pt * 1.5 : 0;
    double number = chora_draw_width(c->drawing, c->style->legend_count, "000");
    double room = fmin(names_width(&of) + 8, (c->box.max_x - c->box.min_x) / 3);
    of.right = c->box.max_x - room;
    chora_time_axis_clear_numbers(c, of.right, number, &of.time);
    of.baseline = c->box.max_y - names - parts;
    chora_axis axis = chora_axis_make(highest(&of));
    of.pt_per_one = (of.baseline - c->box.min_y - c->style->legend_head.size_pt * 2.8) / axis.end;
    chora_time_band_draw(c, &of.time, c->box.min_y + c->style->legend_head.size_pt * 1.5,
                         of.baseline + names);
    draw_panel(&of, axis);
    chora_time_axis_draw(c, &of.time, of.baseline);
    chora_time_parts_draw(c, &of.time, c->box.max_y - 1);
    free(of.room.taken);
}
