/* Rings, pies, halves and circles of areas as paths. */
#include "compose/area_marks.h"
#include "compose/disc_leader.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>

#define TURN 6.28318530717958647693
enum { ARC_POINTS = 96, PATH_POINTS = 2 * ARC_POINTS + 8 };

/* The hole of a ring, in its radius; rings too small for one have none. */
static const double hole = 0.46, least_hole_pt = 1.3;
static const double gap_pt = 0.5;

typedef struct {
    chora_xy xy[PATH_POINTS];
    size_t start[3], count, paths;
} path;

/* From 12 o'clock, clockwise, in turns. */
static void add_arc(path *out, chora_xy middle, double radius, double from, double to)
{
    double span = fabs(to - from);
    size_t steps = (size_t)fmin(fmax(ceil(span * ARC_POINTS), 1), ARC_POINTS);
    for (size_t i = 0; i <= steps; i++) {
        double at = TURN * (from + (to - from) * (double)i / (double)steps);
        out->xy[out->count++] =
            (chora_xy){ middle.x + radius * sin(at), middle.y - radius * cos(at) };
    }
}

static void end_path(path *out)
{
    out->xy[out->count] = out->xy[out->start[out->paths]];
    out->count++;
    out->start[++out->paths] = out->count;
}

/* A part of a ring (inner > 0) or of a pie; all of it has no cut. */
static path segment(chora_xy middle, double outer, double inner, double from, double to)
{
    path out = { .count = 0 };
    bool all = to - from > 1 - 1e-9;
    add_arc(&out, middle, outer, from, to);
    if (all) {
        end_path(&out);
        if (inner > 0) {
            add_arc(&out, middle, inner, to, from);
            end_path(&out);
        }
        return out;
    }
    if (inner > 0)
        add_arc(&out, middle, inner, to, from);
    else
        out.xy[out.count++] = middle;
    end_path(&out);
    return out;
}

static void draw_path(chora_drawing *drawing, chora_meaning meaning, chora_look look, path *of)
{
    chora_shape shape = {
        .kind = CHORA_SHAPE_POLYGONS, .path_count = of->paths, .start = of->start, .xy = of->xy
    };
    chora_draw_shape(drawing, meaning, look, &shape);
}

/* ---- one symbol ------------------------------------------------------------------------------ */

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    bool whole;
    chora_arena *arena;
    const chora_area *area;
    chora_xy at;
} marking;

static const char *number_text(const marking *mark, double value)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(mark->inputs->words, value, mark->whole, number);
    return chora_arena_strdup(mark->arena, number);
}

/* "Kabul, Claimed: 26" */
static const char *part_title(const marking *mark, size_t part, double value)
{
    const char *number = number_text(mark, value);
    return number ? chora_arena_printf(mark->arena, "%s%s%s: %s", mark->area->name,
                                       chora_words_list(mark->inputs->words),
                                       mark->base->parts.parts[part].label, number)
                  : NULL;
}

static chora_look part_look(const marking *mark, size_t part)
{
    const chora_part *of = &mark->base->parts.parts[part];
    chora_look look = chora_look_fill(of->colour);
    look.hatch = of->hatch;
    return look;
}

static void draw_part(const marking *mark, size_t part, double value, chora_look look, path *of)
{
    char key[CHORA_CLASS_KEY_MAX];
    chora_meaning meaning = { .layer = "symbols",
                              .role = "part",
                              .key = mark->area->code,
                              .title = part_title(mark, part, value),
                              .class_name = chora_class_key((int)part, key) };
    draw_path(mark->drawing, meaning, look, of);
}

static void draw_ring(const marking *mark, const chora_area_numbers *numbers, double radius)
{
    const chora_figure_layer *layer = &mark->inputs->figure->layers[mark->base->marks];
    const chora_style *style = mark->inputs->style;
    bool pie = layer->shape == CHORA_SHAPE_PIE || radius * hole < least_hole_pt;
    double inner = pie ? 0 : radius * hole, from = 0;
    for (size_t p = 0; p < mark->base->parts.count; p++) {
        double share = numbers->whole > 0 ? numbers->parts[p] / numbers->whole : 0;
        if (share <= 0)
            continue;
        path part = segment(mark->at, radius, inner, from, from + share);
        chora_look look = part_look(mark, p);
        look.stroke =
            style->class_hatch_count
                ? (chora_pen){ .width_pt = gap_pt, .colour = style->ink }
                : (chora_pen){ .width_pt = share < 1 ? gap_pt : 0, .colour = style->paper };
        draw_part(mark, p, numbers->parts[p], look, &part);
        from += share;
    }
}

static void draw_halves(const marking *mark, const chora_area_numbers *numbers)
{
    const chora_base_map *base = mark->base;
    for (size_t p = 0; p < 2; p++) {
        if (numbers->parts[p] <= 0)
            continue;
        double radius = chora_circle_radius(base, numbers->parts[p]);
        path half = segment(mark->at, radius, 0, p == 0 ? 0.5 : 0, p == 0 ? 1 : 0.5);
        chora_look look = part_look(mark, p);
        look.stroke = (chora_pen){ .width_pt = base->pens.circle.width_pt * 0.7,
                                   .colour = mark->inputs->style->symbol_circle };
        draw_part(mark, p, numbers->parts[p], look, &half);
    }
}

/* A white plate keeps the lines of the map off; it is the symbol as a whole. */
static void draw_plate(const marking *mark, const chora_area_numbers *numbers, double radius)
{
    const char *number = number_text(mark, numbers->whole);
    chora_meaning meaning = {
        .layer = "symbols",
        .role = "symbol",
        .key = mark->area->code,
        .title = number ? chora_arena_printf(mark->arena, "%s: %s", mark->area->name, number) : NULL
    };
    chora_look look = mark->base->parts.count ? chora_look_fill(mark->inputs->style->paper)
                                              : chora_circle_look(mark->base);
    chora_draw_circle(mark->drawing, meaning, look, mark->at, radius);
}

static void draw_mark(marking *mark, const chora_area_mark *of, size_t period)
{
    chora_area_numbers numbers;
    const chora_base_map *base = mark->base;
    if (!chora_area_numbers_of(base, mark->inputs, of->area, period, &numbers))
        return;
    mark->area = &mark->inputs->areas->areas[of->area];
    mark->at = of->disc.at;
    double largest = base->parts.halves ? fmax(numbers.parts[0], numbers.parts[1]) : numbers.whole;
    double radius = chora_circle_radius(base, largest);
    if (of->is_led)
        chora_disc_leader_draw(mark->drawing, mark->inputs->style, &of->disc);
    draw_plate(mark, &numbers, radius);
    if (base->parts.halves)
        draw_halves(mark, &numbers);
    else if (base->parts.count)
        draw_ring(mark, &numbers, radius);
}

void chora_area_marks_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, size_t period)
{
    const chora_area_marks *marks = &base->area_marks[period];
    bool whole = base->parts.halves || chora_table_is_whole(inputs->tables[base->marks]);
    marking mark = { drawing, base, inputs, whole, chora_drawing_arena(drawing), NULL, { 0, 0 } };
    for (size_t i = 0; mark.arena && i < marks->count && !drawing->status; i++)
        draw_mark(&mark, &marks->items[i], period);
}
