/* People killed or injured over time: from the lowest to the highest figure, never between. */
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    chora_charting *c;
    const chora_time_axis *time;
    chora_chart_of of;
    chora_box box;
    double baseline, pt_per_one;
    chora_colour colour;
    chora_room room;
} panel;

static chora_breakdown_cell cell_at(const panel *p, size_t period)
{
    return chora_breakdown_period_total(p->c->inputs->breakdown, period, CHORA_ALL_VALUES);
}

static double highest(const panel *p)
{
    double max = 0;
    for (size_t i = 0; i < p->time->count; i++) {
        chora_breakdown_cell cell = cell_at(p, i);
        max = fmax(max, chora_chart_range(&cell, p->of).high);
    }
    return max;
}

static double y_of(const panel *p, double people)
{
    return p->baseline - people * p->pt_per_one;
}

static chora_meaning meaning_of(const panel *p, const char *role)
{
    return (chora_meaning){ .layer = "chart", .role = role };
}

/* ---- marks ----------------------------------------------------------------------------------- */

static void draw_dots(panel *p, size_t period, chora_range range)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    double x = chora_time_axis_middle(p->time, period);
    chora_xy line[2] = { { x, y_of(p, range.low) }, { x, y_of(p, range.high) } };
    chora_arena *arena = chora_drawing_arena(p->c->drawing);
    chora_meaning meaning = meaning_of(p, "range");
    chora_period_id(chora_breakdown_period(p->c->inputs->breakdown, period), id);
    meaning.key = id;
    meaning.title = arena ? chora_chart_period_title(p->c, period, arena) : NULL;
    chora_range_mark_draw(p->c, meaning, line[0], line[1], p->colour,
                          fmin(1, fmax(p->time->step_pt / 6, 0.4)));
}

static void draw_zero(panel *p, size_t period, const chora_breakdown_cell *cell)
{
    double x = chora_time_axis_middle(p->time, period);
    chora_xy line[2] = { { x, p->baseline - 5 }, { x, p->baseline } };
    chora_pen pen = { 2, p->colour, { 0, 0 } };
    if (cell->incidents > 0)
        chora_draw_line(p->c->drawing, meaning_of(p, "range"), chora_look_stroke(pen), line, 2);
    double size = p->c->style->area_zero.size_pt;
    if (size * 0.57 + 1.5 > p->time->step_pt)
        return;
    chora_box box = { x - size / 2, p->baseline - size * 2, x + size / 2, p->baseline };
    char zero[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(p->c->inputs->words, 0, true, zero);
    chora_room_take(p->c, &p->room, box);
    chora_draw_text(p->c->drawing, meaning_of(p, "number"),
                    (chora_xy){ x, p->baseline - (cell->incidents > 0 ? 7 : 2.5) },
                    CHORA_ALIGN_MIDDLE, p->c->style->area_zero, zero);
}

static void draw_unknown(panel *p, size_t period)
{
    double x = chora_time_axis_middle(p->time, period);
    chora_type type = chora_chart_type(p->c->style->legend_count, p->c->style->ink2, false);
    type.italic = true;
    chora_draw_text(p->c->drawing, meaning_of(p, "number"), (chora_xy){ x, p->baseline - 2.5 },
                    CHORA_ALIGN_MIDDLE, type, chora_chart_phrase(p->c, "chart.not-known-short"));
    p->c->not_known = true;
}

static void draw_mark(panel *p, size_t period)
{
    chora_breakdown_cell cell = cell_at(p, period);
    chora_range range = chora_chart_range(&cell, p->of);
    if (cell.state == CHORA_CELL_NOT_COVERED || cell.withheld)
        return;
    if (range.stated == 0 && range.unknown > 0)
        draw_unknown(p, period);
    else if (range.high == 0)
        draw_zero(p, period, &cell);
    else
        draw_dots(p, period, range);
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* Over the upper dot, else beside it; nothing where both are taken. */
static bool draw_number(panel *p, size_t period)
{
    chora_breakdown_cell cell = cell_at(p, period);
    chora_range range = chora_chart_range(&cell, p->of);
    chora_arena *arena = chora_drawing_arena(p->c->drawing);
    if (!arena || range.high == 0)
        return true;
    bool now = p->c->focus.given && chora_time_is_now(p->c, period);
    const chora_style *style = p->c->style;
    chora_type type = chora_chart_type(style->legend_label, now ? style->ink : style->ink2, now);
    const char *text = chora_chart_range_text(p->c->inputs->words, range, &p->c->stars, arena);
    if (!text)
        return false;
    double x = chora_time_axis_middle(p->time, period), y = y_of(p, range.high);
    double width = chora_draw_width(p->c->drawing, type, text), size = type.size_pt;
    const chora_xy places[] = { { x - width / 2, y - 4.5 },
                                { x + 5, y + size * 0.35 },
                                { x - 5 - width, y + size * 0.35 } };
    for (size_t i = 0; i < 3; i++) {
        chora_box box = { places[i].x - 0.5, places[i].y - size * 0.8, places[i].x + width + 0.5,
                          places[i].y + 0.5 };
        if (box.min_x < p->c->box.min_x - 4 || box.max_x > p->c->box.max_x ||
            box.max_y > p->baseline - 0.5 || !chora_room_is_free(&p->room, box))
            continue;
        chora_room_take(p->c, &p->room, box);
        chora_draw_text(p->c->drawing, meaning_of(p, "number"), places[i], CHORA_ALIGN_START, type,
                        text);
        return true;
    }
    return false;
}

/* Where a number finds no room, at least that something is not known: over the upper dot or beside
 * it, where no number stands. */
static void draw_star(panel *p, size_t period)
{
    chora_breakdown_cell cell = cell_at(p, period);
    chora_range range = chora_chart_range(&cell, p->of);
    double x = chora_time_axis_middle(p->time, period), y = y_of(p, range.high);
    double size = p->c->style->legend_label.size_pt, half = size * 0.25;
    const chora_xy places[] = { { x, y - 3.5 }, { x + 5, y + size / 2 }, { x - 5, y + size / 2 } };
    for (size_t i = 0; i < 3 && range.unknown > 0 && range.high > 0; i++) {
        chora_box box = { places[i].x - half, places[i].y - size * 0.8, places[i].x + half,
                          places[i].y - size * 0.3 };
        if (!chora_room_is_free(&p->room, box))
            continue;
        chora_room_take(p->c, &p->room, box);
        chora_draw_text(p->c->drawing, meaning_of(p, "number"), places[i], CHORA_ALIGN_MIDDLE,
                        p->c->style->legend_label, "*");
        return;
    }
}

/* Marks are in the way of every number. */
static void take_marks(panel *p)
{
    for (size_t i = 0; i < p->time->count; i++) {
        chora_breakdown_cell cell = cell_at(p, i);
        chora_range range = chora_chart_range(&cell, p->of);
        double x = chora_time_axis_middle(p->time, i);
        if (range.high > 0)
            chora_room_take(p->c, &p->room,
                            (chora_box){ x - 2.6, y_of(p, range.high) - 2.6, x + 2.6,
                                         y_of(p, range.low) + 2.6 });
    }
}

/* The page's own period first, then from the highest down. */
static void draw_numbers(panel *p)
{
    bool *done = chora_alloc(p->time->count, sizeof *done);
    bool *told = chora_alloc(p->time->count, sizeof *told);
    if (!done || !told) {
        free(done);
        free(told);
        chora_drawing_check(p->c->drawing, chora_no_memory(p->c->drawing->err));
        return;
    }
    for (size_t i = 0; i < p->time->count; i++)
        if (p->c->focus.given && chora_time_is_now(p->c, i)) {
            told[i] = draw_number(p, i);
            done[i] = true;
        }
    for (size_t round = 0; round < p->time->count; round++) {
        size_t best = CHORA_NO_INDEX;
        double most = -1;
        for (size_t i = 0; i < p->time->count; i++) {
            chora_breakdown_cell cell = cell_at(p, i);
            double high = chora_chart_range(&cell, p->of).high;
            if (!done[i] && high > most) {
                most = high;
                best = i;
            }
        }
        if (best == CHORA_NO_INDEX)
            break;
        done[best] = true;
        told[best] = draw_number(p, best);
    }
    for (size_t i = 0; i < p->time->count; i++)
        if (!told[i])
            draw_star(p, i);
    free(told);
    free(done);
}

/* ---- head ------------------------------------------------------------------------------------ */

/* "● lowest ○ highest" behind the panel's name. */
static void draw_key(panel *p, double left, double line)
{
    const char *const words[] = { chora_chart_phrase(p->c, "chart.lowest"),
                                  chora_chart_phrase(p->c, "chart.highest") };
    chora_type type = p->c->style->legend_count;
    for (int i = 0; i < 2; i++) {
        chora_xy at = { left + 3, line - type.size_pt * 0.33 };
        if (i == 0)
            chora_low_dot_draw(p->c, meaning_of(p, "swatch"), at, p->colour, 1);
        else
            chora_high_dot_draw(p->c, meaning_of(p, "swatch"), at, p->colour, 1);
        chora_draw_text(p->c->drawing, meaning_of(p, "series"), (chora_xy){ left + 8, line },
                        CHORA_ALIGN_START, type, words[i]);
        left += 18 + chora_draw_width(p->c->drawing, type, words[i]);
    }
}

static void draw_head(panel *p)
{
    chora_arena *arena = chora_drawing_arena(p->c->drawing);
    const char *text = arena ? chora_chart_of_words(p->c->inputs->words, p->of, arena) : NULL;
    const chora_style *style = p->c->style;
    double line = p->box.min_y + style->legend_head.size_pt;
    if (!text)
        return;
    chora_chart_head(p->c, text, p->colour, (chora_xy){ p->box.min_x, line });
    double width = chora_draw_width(p->c->drawing, style->legend_head, text);
    draw_key(p, p->box.min_x + width + 12, line);
}

void chora_chart_time_ranges_draw(chora_charting *c, const chora_time_axis *time, chora_box box,
                                  chora_chart_of of)
{
    panel p = { .c = c, .time = time, .of = of, .box = box };
    p.colour = chora_chart_colour(c->style, of);
    p.baseline = box.max_y;
    chora_axis axis = chora_axis_make(highest(&p));
    double over = c->style->legend_head.size_pt * 1.9 + c->style->legend_label.size_pt * 1.6;
    double most = fmax(highest(&p), 1);
    p.pt_per_one = (box.max_y - box.min_y - over) / most;
    axis.end = fmax(floor(most / axis.step), 1) * axis.step;
    axis.end = axis.end > most ? 0 : axis.end;
    chora_grid_draw(c, axis, box.min_x, box.max_x, p.baseline, p.pt_per_one);
    take_marks(&p);
    for (size_t i = 0; i < time->count; i++)
        draw_mark(&p, i);
    chora_xy line[2] = { { box.min_x, p.baseline },
                         { time->left + (double)time->count * time->step_pt, p.baseline } };
    chora_draw_line(c->drawing, meaning_of(&p, "baseline"),
                    chora_look_stroke(c->style->chart_baseline), line, 2);
    draw_numbers(&p);
    draw_head(&p);
    free(p.room.taken);
}
