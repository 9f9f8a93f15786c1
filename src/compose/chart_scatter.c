/* What is claimed against what is verified: a dot a period or area, and the line on which both are
 * the same. */
#include "compose/chart.h"
#include "compose/chart_tally.h"
#include "compose/texts.h"
#include "compose/wording.h"
#include "measure/claims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Periods or areas that share their two numbers are one dot. */
typedef struct {
    double x, y;
    size_t first, count; /* Of the dots that it stands for. */
    bool now;
    const char *label, *title, *key;
} dot;

typedef struct {
    chora_charting *c;
    chora_box plot;
    double end_x, end_y, pt_per_x, pt_per_y;
    dot *dots;
    size_t count;
    chora_room room;
} scatter;

/* ---- numbers --------------------------------------------------------------------------------- */

/* Incidents of a kind; the page's period when dots are areas. */
static double kind_count(const chora_charting *c, size_t index, chora_claim_kind kind)
{
    const chora_breakdown *breakdown = c->inputs->breakdown;
    bool over_time = c->chart->by == CHORA_CHART_BY_PERIOD;
    for (size_t v = 0; v < chora_breakdown_values(breakdown); v++)
        if (strcmp(chora_breakdown_value(breakdown, v), chora_claim_kind_name(kind)) == 0)
            return (double)(over_time
                                ? chora_breakdown_period_total(breakdown, index, v)
                                : chora_breakdown_cell_of(breakdown, index, c->focus.period, v))
                .incidents;
    return 0;
}

static bool numbers_at(const chora_charting *c, size_t index, double *claimed, double *verified)
{
    double both = kind_count(c, index, CHORA_CLAIMED_AND_VERIFIED);
    *claimed = kind_count(c, index, CHORA_CLAIMED_ONLY) + both;
    *verified = kind_count(c, index, CHORA_VERIFIED_ONLY) + both;
    return c->inputs->tallies ? chora_chart_tally(c, index, claimed) : *claimed + *verified > 0;
}

static size_t index_count(const chora_charting *c)
{
    return c->chart->by == CHORA_CHART_BY_PERIOD ? chora_breakdown_periods(c->inputs->breakdown)
                                                 : chora_breakdown_areas(c->inputs->breakdown);
}

static const char *name_of(const chora_charting *c, size_t index, chora_arena *arena)
{
    const chora_breakdown *breakdown = c->inputs->breakdown;
    if (c->chart->by == CHORA_CHART_BY_PERIOD)
        return chora_chart_period_words(c->inputs->words, chora_breakdown_period(breakdown, index),
                                        arena);
    size_t at = chora_areas_index(c->inputs->areas, chora_breakdown_area_id(breakdown, index));
    return at == CHORA_NO_INDEX ? chora_breakdown_area_code(breakdown, index)
                                : c->inputs->areas->areas[at].name;
}

static const char *key_of(const chora_charting *c, size_t index, chora_arena *arena)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    if (c->chart->by != CHORA_CHART_BY_PERIOD)
        return chora_breakdown_area_code(c->inputs->breakdown, index);
    chora_period_id(chora_breakdown_period(c->inputs->breakdown, index), id);
    return chora_arena_strdup(arena, id);
}

/* ---- dots ------------------------------------------------------------------------------------ */

static int by_place(const void *a, const void *b)
{
    const dot *p = a, *q = b;
    if (p->x + p->y != q->x + q->y)
        return p->x + p->y > q->x + q->y ? -1 : 1;
    if (p->x != q->x)
        return p->x > q->x ? -1 : 1;
    return p->first < q->first ? -1 : p->first > q->first;
}

/* "October 2021: 13 claimed, 9 verified" */
static const char *title_of(const chora_charting *c, const dot *one, const char *name,
                            chora_arena *arena)
{
    char x[CHORA_NUMBER_TEXT_MAX], y[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(c->inputs->words, one->x, true, x);
    chora_number_text(c->inputs->words, one->y, true, y);
    return chora_say(c->inputs->words, arena, "chart.scatter-dot", "name", name, "claimed", x,
                     "verified", y, NULL);
}

/* Neighbours in the sorted list with the same numbers become one. */
static void gather(scatter *of, chora_arena *arena)
{
    const chora_words *words = of->c->inputs->words;
    size_t kept = 0;
    for (size_t i = 0; i < of->count; i++) {
        dot *one = &of->dots[i], *last = kept ? &of->dots[kept - 1] : NULL;
        const char *name = name_of(of->c, one->first, arena);
        one->label = name;
        one->key = key_of(of->c, one->first, arena);
        if (last && last->x == one->x && last->y == one->y) {
            last->count++;
            last->now |= one->now;
            last->label = last->label && name ? chora_arena_printf(arena, "%s%s%s", last->label,
                                                                   chora_words_list(words), name)
                                              : NULL;
            continue;
        }
        of->dots[kept++] = *one;
    }
    of->count = kept;
    for (size_t i = 0; i < kept; i++)
        if (of->dots[i].label)
            of->dots[i].title = title_of(of->c, &of->dots[i], of->dots[i].label, arena);
}

static bool list_dots(scatter *of, chora_arena *arena)
{
    chora_charting *c = of->c;
    size_t most = index_count(c);
    of->dots = chora_arena_alloc(arena, most + 1, sizeof *of->dots);
    for (size_t i = 0; of->dots && i < most; i++) {
        dot one = { .first = i, .count = 1 };
        if (!numbers_at(c, i, &one.x, &one.y))
            continue;
        one.now = c->chart->by == CHORA_CHART_BY_PERIOD && chora_time_is_now(c, i);
        of->dots[of->count++] = one;
    }
    if (!of->dots)
        return false;
    if (of->count > 1)
        qsort(of->dots, of->count, sizeof *of->dots, by_place);
    gather(of, arena);
    return true;
}

/* ---- the plot -------------------------------------------------------------------------------- */

static chora_xy spot(const scatter *of, double x, double y)
{
    return (chora_xy){ of->plot.min_x + x * of->pt_per_x, of->plot.max_y - y * of->pt_per_y };
}

static void draw_rule(scatter *of, const char *role, chora_pen pen, chora_xy from, chora_xy to)
{
    chora_meaning meaning = { .layer = "chart", .role = role };
    chora_xy line[2] = { from, to };
    chora_draw_line(of->c->drawing, meaning, chora_look_stroke(pen), line, 2);
}

static void draw_number(scatter *of, double number, chora_xy at, chora_align align)
{
    chora_meaning meaning = { .layer = "chart", .role = "axis-number" };
    char text[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(of->c->inputs->words, number, true, text);
    chora_draw_text(of->c->drawing, meaning, at, align, of->c->style->legend_count, text);
}

static void draw_axes(scatter *of, chora_axis x, chora_axis y)
{
    const chora_style *style = of->c->style;
    double size = style->legend_count.size_pt;
    for (double at = y.step; at <= y.end * (1 + 1e-9); at += y.step) {
        chora_xy left = spot(of, 0, at);
        draw_rule(of, "grid", style->chart_grid, left, spot(of, x.end, at));
        draw_number(of, at, (chora_xy){ left.x - 4, left.y + size * 0.35 }, CHORA_ALIGN_END);
    }
    for (double at = x.step; at <= x.end * (1 + 1e-9); at += x.step) {
        chora_xy low = spot(of, at, 0);
        draw_rule(of, "grid", style->chart_grid, low, spot(of, at, y.end));
        draw_number(of, at, (chora_xy){ low.x, low.y + size * 1.25 }, CHORA_ALIGN_MIDDLE);
    }
    draw_number(of, 0, (chora_xy){ of->plot.min_x - 4, of->plot.max_y + size * 1.25 },
                CHORA_ALIGN_END);
    draw_rule(of, "baseline", style->chart_baseline, spot(of, 0, 0), spot(of, x.end, 0));
    draw_rule(of, "baseline", style->chart_baseline, spot(of, 0, 0), spot(of, 0, y.end));
}

/* The 1:1 line to where it leaves the plot; what it means is said in the note's words beside it. */
static void draw_even(scatter *of, chora_room *room)
{
    chora_charting *c = of->c;
    double end = fmin(of->end_x, of->end_y);
    chora_xy from = spot(of, 0, 0), to = spot(of, end, end);
    chora_pen pen = { 0.9, c->style->ink2, { 4, 2.5 } };
    draw_rule(of, "even", pen, from, to);
    const int steps = 150; /* names keep off the line */
    for (int i = 0; i <= steps; i++) {
        chora_xy at = spot(of, end * i / steps, end * i / steps);
        chora_room_take(c, room, (chora_box){ at.x - 1, at.y - 1, at.x + 1, at.y + 1 });
    }
}

static void draw_heads(scatter *of)
{
    chora_charting *c = of->c;
    chora_arena *arena = chora_drawing_arena(c->drawing);
    const chora_style *style = c->style;
    const char *x, *even;
    if (!arena)
        return;
    x = c->inputs->tallies ? chora_say(c->inputs->words, arena, "chart.scatter-tally", "name",
                                       c->inputs->tallies->dataset, NULL)
                           : chora_chart_phrase(c, "chart.scatter-claimed");
    even = chora_chart_phrase(c, "chart.scatter-even");
    chora_meaning meaning = { .layer = "chart", .role = "head" };
    chora_chart_head(c, chora_chart_phrase(c, "chart.scatter-verified"), style->ink,
                     (chora_xy){ c->box.min_x, c->box.min_y + style->legend_head.size_pt });
    double bottom = of->plot.max_y + style->legend_count.size_pt * 1.25;
    chora_draw_text(c->drawing, meaning,
                    (chora_xy){ of->plot.max_x, bottom + style->legend_head.size_pt * 1.4 },
                    CHORA_ALIGN_END, style->legend_head, x ? x : "");
    double left = c->box.min_x +
                  chora_draw_width(c->drawing, style->legend_head,
                                   chora_chart_phrase(c, "chart.scatter-verified")) +
                  16;
    double line = c->box.min_y + style->legend_head.size_pt;
    chora_pen pen = { 0.9, style->ink2, { 4, 2.5 } };
    meaning.role = "swatch";
    draw_rule(of, "swatch", pen, (chora_xy){ left, line - style->legend_label.size_pt * 0.3 },
              (chora_xy){ left + 14, line - style->legend_label.size_pt * 0.3 });
    meaning.role = "series";
    chora_draw_text(c->drawing, meaning, (chora_xy){ left + 18, line }, CHORA_ALIGN_START,
                    style->legend_label, even);
}

/* ---- names ----------------------------------------------------------------------------------- */

static double radius_of(const dot *one)
{
    return 2.4 * sqrt((double)one->count);
}

/* Right, left, above, under, and between these. */
static bool place_name(scatter *of, const dot *one, double width, double size, chora_box *out)
{
    chora_xy at = spot(of, one->x, one->y);
    double r = radius_of(one) + 2, half = size * 0.4, d = r * 0.8;
    const chora_box spots[] = {
        { at.x + r, at.y - half, at.x + r + width, at.y + half },
        { at.x - r - width, at.y - half, at.x - r, at.y + half },
        { at.x + d, at.y - d - 2 * half, at.x + d + width, at.y - d },
        { at.x + d, at.y + d, at.x + d + width, at.y + d + 2 * half },
        { at.x - d - width, at.y - d - 2 * half, at.x - d, at.y - d },
        { at.x - d - width, at.y + d, at.x - d, at.y + d + 2 * half },
        { at.x - width / 2, at.y - r - 2 * half, at.x + width / 2, at.y - r },
        { at.x - width / 2, at.y + r, at.x + width / 2, at.y + r + 2 * half },
    };
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        bool inside = spots[i].min_x > of->plot.min_x + 1 && spots[i].max_x <= of->c->box.max_x &&
                      spots[i].min_y >= of->plot.min_y - size &&
                      spots[i].max_y <= of->plot.max_y - 1;
        if (inside && chora_room_is_free(&of->room, spots[i])) {
            *out = spots[i];
            return true;
        }
    }
    return false;
}

/* All names of a dot, else how many it stands for. */
static const char *short_label(scatter *of, const dot *one, chora_arena *arena)
{
    const chora_figure_chart *chart = &of->c->inputs->figure->chart;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(of->c->inputs->words, (double)one->count, true, number);
    const char *step = chora_chart_by_words(of->c->inputs->words, chart, "chart.step", arena);
    if (one->count == 1 || !step)
        return NULL;
    return chora_say(of->c->inputs->words, arena, "chart.scatter-several", "n", number, NULL);
}

static void draw_name(scatter *of, const dot *one)
{
    chora_charting *c = of->c;
    chora_arena *arena = chora_drawing_arena(c->drawing);
    chora_type type = chora_chart_type(c->style->legend_label, c->style->ink, one->now);
    const char *texts[2] = { one->label, arena ? short_label(of, one, arena) : NULL };
    chora_meaning meaning = { .layer = "chart", .role = "dot-name", .key = one->key };
    for (int i = 0; i < 2; i++) {
        chora_box box;
        double width = texts[i] ? chora_draw_width(c->drawing, type, texts[i]) : 0;
        if (!texts[i] || !place_name(of, one, width, type.size_pt, &box))
            continue;
        chora_room_take(c, &of->room, box);
        chora_draw_text(c->drawing, meaning, (chora_xy){ box.min_x, box.max_y - 0.5 },
                        CHORA_ALIGN_START, type, texts[i]);
        return;
    }
    c->unmarked = true;
}

static void draw_dots(scatter *of)
{
    const chora_style *style = of->c->style;
    for (size_t i = 0; i < of->count; i++) {
        const dot *one = &of->dots[i];
        chora_xy at = spot(of, one->x, one->y);
        double r = radius_of(one);
        chora_look look = chora_look_fill(one->now ? style->chart_claimed : style->chart_incidents);
        look.stroke = (chora_pen){ 0.7, style->paper, { 0, 0 } };
        chora_meaning meaning = {
            .layer = "chart", .role = "dot", .key = one->key, .title = one->title
        };
        chora_draw_circle(of->c->drawing, meaning, look, at, r);
        chora_room_take(of->c, &of->room, (chora_box){ at.x - r, at.y - r, at.x + r, at.y + r });
    }
    for (int now = 1; now >= 0; now--) /* that of the page first */
        for (size_t i = 0; i < of->count; i++)
            if (of->dots[i].now == now)
                draw_name(of, &of->dots[i]);
}

static void tell_rows(scatter *of, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 18);
    for (size_t i = 0; i < of->count; i++)
        chora_buffer_printf(&text, "%s%s", i ? chora_words_clause(of->c->inputs->words) : "",
                            of->dots[i].title ? of->dots[i].title : "");
    of->c->rows_words = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

/* Both axes end alike, unless one number is so much larger that the other could not be read. */
static void scale(scatter *of, chora_axis *x, chora_axis *y)
{
    double most_x = 0, most_y = 0;
    for (size_t i = 0; i < of->count; i++) {
        most_x = fmax(most_x, of->dots[i].x);
        most_y = fmax(most_y, of->dots[i].y);
    }
    bool alike = fmax(most_x, most_y) <= 4 * fmin(most_x, most_y);
    *x = chora_axis_make(alike ? fmax(most_x, most_y) : most_x);
    *y = chora_axis_make(alike ? fmax(most_x, most_y) : most_y);
    of->end_x = x->end;
    of->end_y = y->end;
    of->pt_per_x = (of->plot.max_x - of->plot.min_x) / x->end;
    of->pt_per_y = (of->plot.max_y - of->plot.min_y) / y->end;
}

void chora_chart_scatter_draw(chora_charting *c)
{
    scatter of = { .c = c, .plot = c->box };
    const chora_style *style = c->style;
    chora_axis x, y;
    chora_arena *arena = chora_drawing_arena(c->drawing);
    if (!arena || !list_dots(&of, arena)) {
        chora_drawing_check(c->drawing, chora_no_memory(c->drawing->err));
        return;
    }
    double number = chora_draw_width(c->drawing, style->legend_count, "000") + 6;
    double below = style->legend_count.size_pt * 1.25 + style->legend_head.size_pt * 1.8;
    of.plot.min_x += number;
    of.plot.min_y += style->legend_head.size_pt * 2.4;
    of.plot.max_y -= below;
    double height = of.plot.max_y - of.plot.min_y;
    of.plot.max_x = fmin(of.plot.max_x - 6, of.plot.min_x + height * 2.2);
    scale(&of, &x, &y);
    draw_axes(&of, x, y);
    draw_even(&of, &of.room);
    draw_dots(&of);
    draw_heads(&of);
    tell_rows(&of, arena);
    free(of.room.taken);
}
