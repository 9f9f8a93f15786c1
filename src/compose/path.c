#include "compose/path.h"

#include "compose/chart.h"
#include "compose/label_field.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double DOT_PT = 1.9, LINE_PT = 1.1, CASING_PT = 1.1, HEAD_PT = 4.6;

/* ---- where ----------------------------------------------------------------------------------- */

chora_status chora_path_make(chora_base_map *base, const chora_figure_inputs *inputs,
                             chora_error *err)
{
    size_t periods = inputs->path ? chora_table_periods(inputs->path) : 0;
    base->path_count = 0;
    base->path = chora_arena_alloc(base->arena, periods + 1, sizeof *base->path);
    if (!base->path)
        return chora_no_memory(err);
    for (size_t i = 0; i < periods; i++) {
        chora_path_step step = { .period = i };
        if (!chora_table_centre(inputs->path, i, &step.centre))
            continue;
        step.at = step.centre.at;
        if (base->view.shifted && step.at.x < 0)
            step.at.x += 360;
        chora_project(base->view.projection, &step.at, 1);
        chora_view_to_page(&base->view, &step.at, 1);
        if (isfinite(step.at.x) && isfinite(step.at.y))
            base->path[base->path_count++] = step;
    }
    return CHORA_OK;
}

bool chora_path_is_off(const chora_base_map *base, chora_box box)
{
    const double reach = 6;
    for (size_t i = 0; i < base->path_count; i++)
        if (chora_box_holds(chora_box_grow(box, reach), base->path[i].at))
            return false;
    return true;
}

/* How many steps a page shows. */
static size_t steps_of(const chora_base_map *base, const chora_figure_inputs *inputs, size_t period)
{
    chora_day last = chora_table_period(chora_base_table(base, inputs), period).last;
    size_t count = 0;
    while (count < base->path_count &&
           chora_table_period(inputs->path, base->path[count].period).last <= last)
        count++;
    /* one that the data, and so the page, break off */
    chora_period page = chora_table_period(chora_base_table(base, inputs), period);
    bool all = page.kind == CHORA_PERIOD_ALL || page.kind == CHORA_PERIOD_SPAN;
    return all ? base->path_count : count;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static chora_look look_of(const chora_figure_inputs *inputs, bool gap)
{
    chora_look look = { 0 };
    look.stroke = inputs->style->leader;
    look.stroke.width_pt = LINE_PT;
    if (gap) { /* periods without a centre lie between */
        look.stroke.dash[0] = 3;
        look.stroke.dash[1] = 2.2;
    }
    look.casing = inputs->style->leader_casing;
    look.casing.width_pt = LINE_PT + 2 * CASING_PT;
    return look;
}

static void draw_head(chora_drawing *drawing, chora_meaning meaning, chora_look look, chora_xy tip,
                      chora_xy along)
{
    chora_xy back = { tip.x - along.x * HEAD_PT, tip.y - along.y * HEAD_PT };
    chora_xy half = { -along.y * HEAD_PT * 0.42, along.x * HEAD_PT * 0.42 };
    const chora_xy ring[] = {
        tip, { back.x + half.x, back.y + half.y }, { back.x - half.x, back.y - half.y }, tip
    };
    const size_t start[] = { 0, 4 };
    chora_look filled = chora_look_fill(look.stroke.colour);
    chora_arena *arena = chora_drawing_arena(drawing);
    if (!arena)
        return;
    chora_node node = { .kind = CHORA_NODE_PATH,
                        .meaning = meaning,
                        .look = filled,
                        .path_count = 1,
                        .start = chora_arena_copy(arena, start, 2, sizeof *start),
                        .xy = chora_arena_copy(arena, ring, 4, sizeof *ring),
                        .closed = true };
    if (node.start && node.xy)
        chora_draw_node(drawing, node);
    else
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
}

/* From dot to dot, the point of the arrow at the edge of the second. */
static void draw_leg(chora_drawing *drawing, const chora_figure_inputs *inputs,
                     const chora_path_step *from, const chora_path_step *to)
{
    const double least = DOT_PT * 2 + HEAD_PT;
    const chora_meaning line = { .layer = "path", .role = "path-line" },
                        head = { .layer = "path", .role = "path-head" };
    chora_xy along = { to->at.x - from->at.x, to->at.y - from->at.y };
    double length = hypot(along.x, along.y);
    chora_look look = look_of(inputs, to->period != from->period + 1);
    if (length <= DOT_PT)
        return;
    along.x /= length;
    along.y /= length;
    double short_of = length > least ? DOT_PT + 0.8 : 0;
    chora_xy tip = { to->at.x - along.x * short_of, to->at.y - along.y * short_of };
    chora_xy end = tip;
    if (length > least) {
        end.x -= along.x * HEAD_PT * 0.8;
        end.y -= along.y * HEAD_PT * 0.8;
    }
    const chora_xy points[] = { from->at, end };
    chora_draw_line(drawing, line, look, points, 2);
    if (length > least)
        draw_head(drawing, head, look, tip, along);
}

static const char *label_of(const chora_figure_inputs *inputs, size_t period, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    chora_words_period(inputs->words, chora_table_period(inputs->path, period), &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* On the map: "Q3 2021", as a name of three words would cover the path; others, and those of a
 * calendar that the map does not speak, are told whole. */
static const char *short_label_of(const chora_figure_inputs *inputs, size_t index,
                                  chora_arena *arena)
{
    chora_period period = chora_table_period(inputs->path, index), year = period;
    chora_calendar calendar = chora_period_calendar(period.kind);
    if (chora_period_step(period.kind) != CHORA_PERIOD_QUARTER ||
        calendar != chora_words_calendar(inputs->words))
        return label_of(inputs, index, arena);
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    year.kind = chora_period_kind_in(CHORA_PERIOD_YEAR, calendar);
    chora_chart_period_short(inputs->words, period, &text);
    chora_buffer_add_text(&text, " "); /* no fixed one: it joins two numbers into a leftward one */
    chora_chart_period_short(inputs->words, year, &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* The last is full, the others are rings. */
static void draw_dot(chora_drawing *drawing, const chora_figure_inputs *inputs,
                     const chora_path_step *step, bool last)
{
    chora_arena *arena = chora_drawing_arena(drawing);
    const char *label = arena ? label_of(inputs, step->period, arena) : NULL;
    char key[32];
    snprintf(key, sizeof key, "centre-%zu", step->period);
    const chora_meaning meaning = {
        .layer = "path", .role = "path-centre", .key = key, .title = label
    };
    const chora_meaning under = { .layer = "path", .role = "path-casing" };
    chora_draw_circle(drawing, under, chora_look_fill(inputs->style->paper), step->at,
                      DOT_PT + CASING_PT);
    chora_look look = look_of(inputs, false);
    look.casing.width_pt = 0;
    look.fill = last ? look.stroke.colour : inputs->style->paper;
    chora_draw_circle(drawing, meaning, look, step->at, DOT_PT);
}

void chora_path_draw(chora_drawing *drawing, const chora_base_map *base,
                     const chora_figure_inputs *inputs, size_t period)
{
    size_t count = steps_of(base, inputs, period);
    for (size_t i = 1; i < count; i++)
        draw_leg(drawing, inputs, &base->path[i - 1], &base->path[i]);
    for (size_t i = 0; i < count; i++)
        draw_dot(drawing, inputs, &base->path[i], i + 1 == count);
}

/* ---- names ----------------------------------------------------------------------------------- */

static chora_status block(const chora_naming *name, size_t count)
{
    const chora_path_step *path = name->base->path;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        const chora_xy at = path[i].at;
        const double reach = DOT_PT + CASING_PT;
        chora_box box = { at.x - reach, at.y - reach, at.x + reach, at.y + reach };
        st = chora_label_field_block(name->field, box, name->err);
        if (!st && i > 0)
            st = chora_label_field_block_leader(
                name->field, (chora_leader_line){ path[i - 1].at, at }, name->err);
    }
    return st;
}

chora_status chora_naming_path(const chora_naming *name)
{
    size_t count = steps_of(name->base, name->inputs, name->period);
    chora_label_result result = { 0 };
    if (count == 0)
        return CHORA_OK;
    chora_town_label *list = chora_alloc(count, sizeof *list);
    chora_status st = list ? block(name, count) : chora_no_memory(name->err);
    for (size_t i = 0; !st && i < count; i++) {
        const chora_path_step *step = &name->base->path[i];
        list[i] = (chora_town_label){
            .key = chora_arena_printf(name->arena, "centre-%03zu", step->period),
            .name = short_label_of(name->inputs, step->period, name->arena),
            .at = step->at,
            .radius = DOT_PT + CASING_PT,
            .ground = name->inputs->style->paper,
            .rank = i + 1 == count ? 0
                    : i == 0       ? 1
                                   : 2,
            .is_subject = true,
            .may_leave = true,
            .role = "path-label",
        };
        if (!list[i].key || !list[i].name)
            st = chora_no_memory(name->err);
    }
    if (!st)
        st = chora_label_towns(name->field, list, count, NULL, 0, name->inputs->style, name->ruler,
                               name->names.labels, name->names.leaders, &result, name->err);
    free(list);
    return st;
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *chora_path_note(const chora_figure_inputs *inputs, chora_arena *arena)
{
    if (!inputs->path)
        return "";
    chora_period_kind step = chora_period_step(inputs->figure->path_by);
    const char *key = step == CHORA_PERIOD_QUARTER ? "path.quarter"
                      : step == CHORA_PERIOD_YEAR  ? "path.year"
                                                   : "path.month";
    return chora_say(inputs->words, arena, key, NULL);
}

const char *chora_path_words(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period, chora_arena *arena)
{
    size_t count = steps_of(base, inputs, period);
    if (count < 2)
        return "";
    const chora_path_step *first = &base->path[0], *last = &base->path[count - 1];
    chora_centre_move move = chora_centre_moved(&first->centre, &last->centre);
    char key[32], km[CHORA_NUMBER_TEXT_MAX];
    snprintf(key, sizeof key, "compass.%d", chora_compass_point(move.course_deg));
    chora_number_text(inputs->words, round(move.km), true, km);
    return chora_say(inputs->words, arena, "path.alt", "from",
                     label_of(inputs, first->period, arena), "to",
                     label_of(inputs, last->period, arena), "km", km, "direction",
                     chora_say(inputs->words, arena, key, NULL), NULL);
}
