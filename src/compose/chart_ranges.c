/* A row each, from the lowest to the highest figure of people killed and injured, on one scale. */
#include "compose/chart.h"
#include "compose/wording.h"

#include <math.h>

typedef struct {
    chora_charting *c;
    chora_chart_rows rows;
    double label, aside, top, bottom, row_pt;
    double left[2], width, pt_per_one; /* of the panels */
    chora_axis axis;
} ranges;

static chora_chart_of panel_of(int panel)
{
    return panel == 0 ? CHORA_CHART_KILLED : CHORA_CHART_INJURED;
}

static chora_meaning meaning_of(const char *role)
{
    return (chora_meaning){ .layer = "chart", .role = role };
}

static double highest(const ranges *r)
{
    double max = 1;
    for (size_t i = 0; i + r->rows.rest < r->rows.count; i++)
        for (int panel = 0; panel < 2; panel++)
            max = fmax(max, chora_chart_range(&r->rows.items[i].cell, panel_of(panel)).high);
    return max;
}

static void draw_head(ranges *r, int panel)
{
    chora_charting *c = r->c;
    chora_arena *arena = chora_drawing_arena(c->drawing);
    const char *text =
        arena ? chora_chart_of_words(c->inputs->words, panel_of(panel), arena) : NULL;
    double y = c->box.min_y + c->style->legend_head.size_pt;
    if (text)
        chora_chart_head(c, text, chora_chart_colour(c->style, panel_of(panel)),
                         (chora_xy){ r->left[panel], y });
    if (panel > 0 || !arena)
        return;
    const char *by = chora_chart_by_words(c->inputs->words, c->chart, "chart.head", arena);
    if (by)
        chora_draw_text(c->drawing, meaning_of("head"), (chora_xy){ c->box.min_x, y },
                        CHORA_ALIGN_START, c->style->legend_count, by);
}

static void draw_axis(ranges *r, int panel)
{
    const chora_style *style = r->c->style;
    for (double at = 0; at <= r->axis.end * (1 + 1e-9); at += r->axis.step) {
        double x = r->left[panel] + at * r->pt_per_one;
        chora_xy line[2] = { { x, r->top }, { x, r->bottom } };
        chora_pen pen = at > 0 ? style->chart_grid : style->chart_baseline;
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(r->c->inputs->words, at, true, number);
        chora_draw_line(r->c->drawing, meaning_of(at > 0 ? "grid" : "baseline"),
                        chora_look_stroke(pen), line, 2);
        chora_draw_text(r->c->drawing, meaning_of("axis-number"),
                        (chora_xy){ x, r->bottom + style->legend_count.size_pt * 1.2 },
                        CHORA_ALIGN_MIDDLE, style->legend_count, number);
    }
}

static void draw_words(ranges *r, double x, double middle, const char *text, bool unknown)
{
    const chora_style *style = r->c->style;
    chora_type type =
        chora_chart_type(style->legend_label, unknown ? style->ink2 : style->ink, false);
    type.italic = unknown;
    chora_draw_text(r->c->drawing, meaning_of("number"),
                    (chora_xy){ x, middle + type.size_pt * 0.36 }, CHORA_ALIGN_START, type, text);
}

static void draw_range(ranges *r, int panel, const chora_chart_row *row, double middle)
{
    chora_charting *c = r->c;
    chora_range range = chora_chart_range(&row->cell, panel_of(panel));
    chora_colour colour = chora_chart_colour(c->style, panel_of(panel));
    chora_arena *arena = chora_drawing_arena(c->drawing);
    const char *text =
        arena ? chora_chart_range_text(c->inputs->words, range, &c->stars, arena) : NULL;
    double x = r->left[panel];
    chora_meaning meaning = { .layer = "chart", .role = "range", .key = row->key };
    if (!text)
        return;
    meaning.title = chora_chart_row_title(c, row, arena);
    if (range.stated == 0 && range.unknown > 0) {
        draw_words(r, x + 5, middle, text, true);
        return;
    }
    if (!row->key) { /* the others together are on no scale of single rows */
        draw_words(r, x + 5, middle, text, false);
        return;
    }
    if (range.high == 0) {
        chora_pen pen = { 2.2, colour, { 0, 0 } };
        chora_xy stroke[2] = { { x, middle - 4 }, { x, middle + 4 } };
        chora_draw_line(c->drawing, meaning, chora_look_stroke(pen), stroke, 2);
        draw_words(r, x + 5, middle, text, false);
        return;
    }
    chora_xy low = { x + range.low * r->pt_per_one, middle };
    chora_xy high = { x + range.high * r->pt_per_one, middle };
    chora_range_mark_draw(c, meaning, low, high, colour, fmin(1, r->row_pt / 9));
    draw_words(r, high.x + 5.5, middle, text, false);
}

static void draw_row(ranges *r, size_t index)
{
    const chora_chart_row *row = &r->rows.items[index];
    double middle = r->top + ((double)index + 0.5) * r->row_pt;
    double bottom = r->top + (double)(index + 1) * r->row_pt;
    chora_xy line[2] = { { r->c->box.min_x, bottom }, { r->c->box.max_x, bottom } };
    chora_pen pen = { 0.4, r->c->style->rule, { 0, 0 } };
    chora_draw_line(r->c->drawing, meaning_of("rule"), chora_look_stroke(pen), line, 2);
    chora_chart_label_draw(r->c, row, r->aside, r->label,
                           middle + r->c->style->legend_label.size_pt * 0.36);
    for (int panel = 0; panel < 2; panel++)
        draw_range(r, panel, row, middle);
}

/* Both panels share what the labels leave, and the scale; each has room for its widest words. */
static void place_panels(ranges *r)
{
    chora_charting *c = r->c;
    double words = chora_draw_width(c->drawing, c->style->legend_label,
                                    "0000\xE2\x80\x93"
                                    "0000*");
    double left = c->box.min_x + r->aside + r->label + 14, gap = 14;
    r->width = (c->box.max_x - left - gap) / 2;
    r->left[0] = left;
    r->left[1] = left + r->width + gap;
    r->axis = chora_axis_make(highest(r));
    r->pt_per_one = fmax(r->width - words - 6, 10) / highest(r);
    r->axis.end = fmax(floor(highest(r) / r->axis.step), 1) * r->axis.step;
    if (r->axis.end > highest(r) * 1.2)
        r->axis.end = 0;
}

void chora_chart_ranges_draw(chora_charting *c)
{
    ranges r = { .c = c };
    const double least_row = 10.5;
    r.top = c->box.min_y + c->style->legend_head.size_pt * 1.9;
    double height = c->box.max_y - r.top - c->style->legend_count.size_pt * 1.5;
    chora_status st = chora_chart_rows_make(c, (size_t)fmax(height / least_row, 1), &r.rows);
    chora_drawing_check(c->drawing, st);
    if (st)
        return;
    c->rows_words = chora_chart_rows_words(c, &r.rows);
    if (r.rows.count == 0)
        return;
    r.row_pt = chora_chart_row_height(&r.rows, height);
    r.bottom = r.top + (double)r.rows.count * r.row_pt;
    r.label = chora_chart_label_width(c, &r.rows, &r.aside);
    place_panels(&r);
    for (int panel = 0; panel < 2; panel++) {
        draw_head(&r, panel);
        draw_axis(&r, panel);
    }
    for (size_t i = 0; i < r.rows.count; i++)
        draw_row(&r, i);
}
