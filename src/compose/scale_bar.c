/* A scale bar that is exact where it stands, over quiet ground. */
#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/page_shape.h"
#include "compose/path.h"
#include "compose/symbols.h"
#include "compose/wording.h"
#include "geo/scale.h"

#include <math.h>

static const double inset_pt = 8;
static const double tick_mm = 0.9;
static const double bar_width_pt = 0.7;
static const double share_of_map = 0.22;
/* Where lengths differ by more than this over the map, one bar would lie. */
static const double most_variation = 0.25;

typedef struct {
    double metres, points;
    const chora_words *words;
    const char *unit;       /* key of "{n} km" or "{n} m" */
    double per_unit;        /* metres */
    double left, right, up; /* room that the figures take beyond the bar */
    bool middle;            /* a figure at half its length */
    bool tight;             /* its figures would run into each other */
} bar;

/* The largest of 1, 2, 5, 10 ... not above `limit`. */
static double nice_length(double limit)
{
    double power = pow(10, floor(log10(limit)));
    double lead = limit / power * (1 + 1e-9);
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

static const char *figure_text(const bar *scale, double share, bool unit, chora_drawing *drawing)
{
    double value = scale->metres * share / scale->per_unit;
    chora_arena *arena = chora_drawing_arena(drawing);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_round_text(scale->words, value, number);
    const char *text = !arena ? ""
                       : unit ? chora_say(scale->words, arena, scale->unit, "n", number, NULL)
                              : chora_arena_strdup(arena, number);
    if (!text)
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
    return text ? text : "";
}

static void measure_figures(bar *scale, const chora_style *style, chora_drawing *drawing)
{
    const char *last = figure_text(scale, 1, false, drawing);
    const char *whole = figure_text(scale, 1, true, drawing);
    double zero =
        chora_draw_width(drawing, style->scale_bar, figure_text(scale, 0, false, drawing));
    double number = chora_draw_width(drawing, style->scale_bar, last);
    double with_unit = chora_draw_width(drawing, style->scale_bar, whole);
    scale->left = zero / 2;
    scale->right = with_unit - number / 2;
    scale->up = tick_mm * CHORA_PT_PER_MM + style->scale_bar.size_pt * 1.05;
    scale->middle = scale->points > 1.5 * (zero + 2 * number);
    scale->tight = scale->points < (zero + number) / 2 + style->scale_bar.size_pt * 0.4;
}

/* Metres on the ground per point on the page, along the bar; 0 where it cannot be told. */
static double ground_per_point(const chora_base_map *base, chora_xy page)
{
    chora_view_to_metres(&base->view, &page, 1);
    double scale = chora_scale_at(base->view.projection, page, 0);
    return isfinite(scale) && scale > 0 ? scale / base->view.points_per_metre : 0;
}

static void measure_bar(bar *scale, double per_point, const chora_style *style,
                        chora_drawing *drawing)
{
    scale->points = scale->metres / per_point;
    scale->unit = scale->metres >= 1000 ? "unit.km" : "unit.m";
    scale->per_unit = scale->metres >= 1000 ? 1000 : 1;
    measure_figures(scale, style, drawing);
}

static bool make_bar(const chora_base_map *base, const chora_figure_inputs *inputs, chora_xy at,
                     chora_drawing *drawing, bar *out)
{
    double per_point = ground_per_point(base, at);
    double room = (base->layout.map.max_x - base->layout.map.min_x) * share_of_map;
    if (per_point <= 0)
        return false;
    bar scale = { .metres = nice_length(room * per_point), .words = inputs->words };
    measure_bar(&scale, per_point, inputs->style, drawing);
    if (scale.tight) {
        scale.metres = nice_length(scale.metres * 2.5);
        measure_bar(&scale, per_point, inputs->style, drawing);
    }
    *out = scale;
    return true;
}

/* ---- where ---------------------------------------------------------------------------------- */

/* Samples of the box that lie on own ground, and own corners that lie in the box. */
static size_t own_ground(const chora_base_map *base, chora_box box)
{
    size_t found = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        const chora_shape *shape = &base->shapes[a];
        if (shape->path_count == 0 || !chora_box_overlaps(shape->box, box))
            continue;
        for (int i = 0; i <= 6; i++)
            for (int j = 0; j <= 2; j++)
                found += chora_page_shape_holds(
                    shape, (chora_xy){ box.min_x + (box.max_x - box.min_x) * i / 6,
                                       box.min_y + (box.max_y - box.min_y) * j / 2 });
        for (size_t i = 0; i < chora_shape_points(shape); i++)
            found += chora_box_holds(box, shape->xy[i]);
    }
    return found;
}

static bool node_meets(const chora_node *node, chora_box box)
{
    for (size_t p = 0; p < node->path_count; p++)
        for (size_t i = node->start[p]; i + 1 < node->start[p + 1]; i++)
            if (chora_segment_meets_box(node->xy[i], node->xy[i + 1], box))
                return true;
    return false;
}

static size_t lines_in(const chora_group *group, chora_box box)
{
    size_t found = 0;
    for (size_t i = 0; group && i < chora_group_count(group); i++)
        found += node_meets(chora_group_node(group, i), box);
    return found;
}

/* Names and lines of the neighbours, and rivers, make ground less quiet. */
static size_t unrest(const chora_base_map *base, chora_box box)
{
    size_t found = 0;
    chora_box name = chora_box_grow(box, 6);
    for (size_t i = 0; i < base->neighbour_count; i++)
        found += chora_box_holds(name, base->neighbours[i].inner);
    return found + lines_in(base->other_lines, box) + lines_in(base->rivers, box);
}

typedef struct {
    double cost;
    chora_xy at; /* left end of the bar's line */
    bar scale;
    chora_box box;
    bool on_land; /* own ground of any colour: figures need a halo */
    bool crossed; /* lines run under it: so do they */
} bar_place;

static void consider(const chora_base_map *base, const chora_figure_inputs *inputs, int step,
                     int steps, bool top, chora_drawing *drawing, bar_place *best)
{
    const chora_style *style = inputs->style;
    chora_box map = chora_box_grow(base->layout.map, -inset_pt);
    double y = top ? map.min_y + style->scale_bar.size_pt + tick_mm * CHORA_PT_PER_MM : map.max_y;
    double share = (double)step / steps;
    chora_xy probe = { map.min_x + (map.max_x - map.min_x) * share, y };
    bar scale;
    if (!make_bar(base, inputs, probe, drawing, &scale))
        return;
    double free = map.max_x - map.min_x - scale.points - scale.left - scale.right;
    if (free < 0)
        return;
    chora_xy at = { map.min_x + scale.left + free * share, y };
    chora_box box = { at.x - scale.left, y - scale.up, at.x + scale.points + scale.right,
                      y + bar_width_pt };
    for (size_t i = 0; i < base->blocked_count; i++)
        if (chora_box_overlaps(chora_box_grow(box, 3), base->blocked[i]))
            return;
    double from_corner = fmin(share, 1 - share);
    size_t land = own_ground(base, chora_box_grow(box, base->is_inset ? 2 : 5));
    double cost = 100.0 * (double)land + 10.0 * (double)unrest(base, box) + (top ? 5 : 0) +
                  4 * from_corner + (share < 0.5 ? 1 : 0);
    if (!chora_symbols_are_off(base, inputs, chora_box_grow(box, 2)))
        cost += 10000; /* a small map has little quiet ground */
    if (!chora_path_is_off(base, box))
        cost += 10000;
    if (cost < best->cost)
        *best = (bar_place){
            cost, at,       scale,
            box,  land > 0, lines_in(base->rivers, box) + lines_in(base->other_lines, box) > 0
        };
}

/* Where lengths differ along the bar it is as long as they are together (Simpson's rule). */
static void fit_length(const chora_base_map *base, bar_place *place)
{
    for (int pass = 0; pass < 2; pass++) {
        double x = place->at.x, y = place->at.y, length = place->scale.points;
        double first = ground_per_point(base, place->at);
        double middle = ground_per_point(base, (chora_xy){ x + length / 2, y });
        double last = ground_per_point(base, (chora_xy){ x + length, y });
        if (first <= 0 || middle <= 0 || last <= 0)
            return;
        place->scale.points = place->scale.metres / ((first + 4 * middle + last) / 6);
        place->box.max_x += place->scale.points - length;
    }
}

static bar_place find_place(const chora_base_map *base, const chora_figure_inputs *inputs,
                            chora_drawing *drawing)
{
    enum { STEPS = 16 };
    bar_place best = { .cost = INFINITY };
    for (int row = 0; row < 2; row++)
        for (int step = 0; step <= STEPS; step++)
            consider(base, inputs, step, STEPS, row == 1, drawing, &best);
    if (isfinite(best.cost))
        fit_length(base, &best);
    return best;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void draw_figure(chora_drawing *drawing, const bar_place *place, const chora_style *style,
                        int half, double baseline)
{
    chora_run run = { figure_text(&place->scale, half / 2.0, half == 2, drawing),
                      style->scale_bar };
    chora_run *runs =
        *run.text ? chora_arena_copy(chora_drawing_arena(drawing), &run, 1, sizeof run) : NULL;
    if (!runs) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    /* The last number stands over its tick, the unit behind it. */
    double x = half == 2 ? place->box.max_x : place->at.x + place->scale.points * half / 2;
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .runs = runs,
                        .run_count = 1,
                        .meaning = { .layer = "furniture", .role = "scale-bar" },
                        .baseline = { x, baseline },
                        .align = half == 2 ? CHORA_ALIGN_END : CHORA_ALIGN_MIDDLE };
    if (place->on_land || place->crossed) {
        node.halo = place->on_land ? style->paper : style->ground_neighbour;
        node.halo_pt = style->halo_outside_pt;
    }
    chora_draw_node(drawing, node);
}

static void draw_bar(chora_drawing *drawing, const bar_place *place, const chora_style *style)
{
    const bar *scale = &place->scale;
    double tick = tick_mm * CHORA_PT_PER_MM;
    chora_xy at = place->at;
    chora_meaning meaning = { .layer = "furniture", .role = "scale-bar" };
    chora_look look = chora_look_stroke(
        (chora_pen){ .width_pt = bar_width_pt, .colour = style->scale_bar.colour });
    if (place->on_land)
        look.casing = (chora_pen){ .width_pt = bar_width_pt + 1.6, .colour = style->paper };
    chora_xy line[4] = { { at.x, at.y - tick },
                         at,
                         { at.x + scale->points, at.y },
                         { at.x + scale->points, at.y - tick } };
    chora_draw_line(drawing, meaning, look, line, 4);
    double baseline = at.y - tick - style->scale_bar.size_pt * 0.28;
    double middle = at.x + scale->points / 2;
    chora_xy mark[2] = { { middle, at.y - tick }, { middle, at.y } };
    if (scale->middle)
        chora_draw_line(drawing, meaning, chora_look_stroke(look.stroke), mark, 2);
    for (int half = 0; half <= 2; half++)
        if (half != 1 || scale->middle)
            draw_figure(drawing, place, style, half, baseline);
}

static bool scale_holds(const chora_base_map *base)
{
    chora_xy corner[2] = { { base->layout.map.min_x, base->layout.map.max_y },
                           { base->layout.map.max_x, base->layout.map.min_y } };
    chora_view_to_metres(&base->view, corner, 2);
    chora_box metres = { corner[0].x, corner[0].y, corner[1].x, corner[1].y };
    double variation = chora_scale_variation(chora_scale_over(base->view.projection, metres, 0));
    return isfinite(variation) && variation <= most_variation;
}

chora_status chora_scale_bar_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, chora_error *err)
{
    if (!scale_holds(base))
        return CHORA_OK;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    bar_place place = find_place(base, inputs, &drawing);
    if (!drawing.status && isfinite(place.cost)) {
        /* Read from right to left it counts from the right, in the same box. */
        drawing.mirror_pt = chora_drawing_mirror(inputs->words, place.box.min_x + place.box.max_x);
        draw_bar(&drawing, &place, inputs->style);
        base->scale_bar_box = place.box;
    }
    return chora_drawing_end(&drawing, &base->scale_bar);
}
