/* Bars of what the map cannot place more finely: each in its area, beside the name. */
#include "compose/area_lists.h"
#include "compose/bands.h"
#include "compose/label_field.h"
#include "compose/naming_step.h"
#include "compose/page_shape.h"
#include "compose/uncertain.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

static const double clear_pt = 0.7, beside_pt = 1.6;
static const double reach_pt = 60, step_pt = 2, outside_pt = 8, beside_reach_pt = 30,
                    small_share = 0.8;

typedef struct {
    const chora_naming *name;
    chora_drawing drawing;
    const chora_area_lists *lists;
    const chora_bands *areas; /* By the heights of their boxes. */
    const chora_listed *listed;
    double width, height;
    chora_xy target;   /* in the area */
    bool outside;      /* it stands beside its area, with a line to it */
    bool over_symbols; /* ... that may cross symbols */
    bool over_border;  /* of two areas of the map that are of the one listed */
} bars_maker;

/* ---- where one may stand --------------------------------------------------------------------- */

/* CHORA_NO_INDEX: in none of the listed area. */
static size_t area_at(const bars_maker *make, chora_xy at)
{
    const chora_naming *name = make->name;
    size_t a;
    for (chora_walk walk = chora_bands_walk(make->areas, at.y, at.y); chora_walk_next(&walk, &a);)
        if (chora_box_holds(name->base->shapes[a].box, at) &&
            chora_page_shape_holds(&name->base->shapes[a], at))
            return chora_uncertain_lies_in(name->inputs, &name->inputs->areas->areas[a],
                                           make->listed->area_id)
                       ? a
                       : CHORA_NO_INDEX;
    return CHORA_NO_INDEX;
}

/* One of a province, on a map of districts, lies over the border of two where it can: it is of
 * neither. */
static bool is_wholly_in_area(const bars_maker *make, chora_box box)
{
    const chora_box wide = chora_box_grow(box, clear_pt);
    const double middle = (wide.min_y + wide.max_y) / 2;
    const chora_xy points[] = { { wide.min_x, wide.min_y }, { wide.max_x, wide.max_y },
                                { wide.min_x, wide.max_y }, { wide.max_x, wide.min_y },
                                { wide.min_x, middle },     { wide.max_x, middle } };
    size_t first = area_at(make, points[0]);
    bool differs = false;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        size_t area = area_at(make, points[i]);
        if (area == CHORA_NO_INDEX)
            return false;
        differs = differs || area != first;
    }
    return differs || !make->over_border;
}

/* From the side of a bar that stands outside to the area. */
static chora_leader_line leader_of(const bars_maker *make, chora_box box)
{
    const chora_xy to = make->target;
    chora_xy from = { fmin(fmax(to.x, box.min_x), box.max_x),
                      fmin(fmax(to.y, box.min_y), box.max_y) };
    return (chora_leader_line){ to, from };
}

static bool is_free(const bars_maker *make, chora_box box)
{
    if (!chora_label_field_is_free(make->name->field, box, clear_pt))
        return false;
    return make->outside ? chora_label_field_leader_is_free(make->name->field, leader_of(make, box),
                                                            clear_pt, make->over_symbols)
                         : is_wholly_in_area(make, box);
}

static chora_box box_about(const bars_maker *make, chora_xy at)
{
    return (chora_box){ at.x - make->width / 2, at.y - make->height / 2, at.x + make->width / 2,
                        at.y + make->height / 2 };
}

/* ---- beside the name ------------------------------------------------------------------------- */

static bool is_inside_label(const chora_node *node, const char *code)
{
    const chora_meaning *meaning = &node->meaning;
    return node->kind == CHORA_NODE_TEXT && meaning->key && strcmp(meaning->key, code) == 0 &&
           meaning->role &&
           (strcmp(meaning->role, "area-label") == 0 || strcmp(meaning->role, "area-number") == 0);
}

static chora_status add_text(const bars_maker *make, const chora_node *node, chora_box *box)
{
    const chora_ruler *ruler = make->name->ruler;
    chora_extent extent = { 0 };
    chora_status st =
        ruler->measure(ruler->context, node->runs, node->run_count, &extent, make->name->err);
    double left = node->baseline.x;
    if (node->align == CHORA_ALIGN_MIDDLE)
        left -= extent.width_pt / 2;
    else if (node->align == CHORA_ALIGN_END)
        left -= extent.width_pt;
    chora_box_add_box(box,
                      (chora_box){ left, node->baseline.y - extent.ascent_pt,
                                   left + extent.width_pt, node->baseline.y + extent.descent_pt });
    return st;
}

/* Of the name inside the area; empty where it has none. */
static chora_status label_box(const bars_maker *make, const char *code, chora_box *out)
{
    const chora_group *labels = make->name->names.labels;
    chora_status st = CHORA_OK;
    *out = (chora_box)CHORA_BOX_EMPTY;
    for (size_t i = 0; !st && i < chora_group_count(labels); i++)
        if (is_inside_label(chora_group_node(labels, i), code))
            st = add_text(make, chora_group_node(labels, i), out);
    return st;
}

/* Behind the name as it is read, else before it. */
static bool find_beside(const bars_maker *make, chora_box label, chora_box *out)
{
    double away = beside_pt + make->width / 2, middle = (label.min_y + label.max_y) / 2;
    const chora_xy sides[] = { { label.max_x + away, middle }, { label.min_x - away, middle } };
    int first = chora_words_leftward(make->name->inputs->words) ? 1 : 0;
    for (int i = 0; i < 2; i++) {
        *out = box_about(make, sides[(first + i) % 2]);
        if (is_free(make, *out))
            return true;
    }
    return false;
}

/* ---- elsewhere in the area ------------------------------------------------------------------- */

/* Along the sides of a square about the target. */
static bool find_at(const bars_maker *make, chora_xy target, double reach, chora_box *out)
{
    double best = INFINITY;
    for (double y = -reach; y <= reach; y += step_pt)
        for (double x = -reach; x <= reach; x += fabs(y) == reach ? step_pt : fmax(2 * reach, 1)) {
            chora_box box = box_about(make, (chora_xy){ target.x + x, target.y + y });
            if (x * x + y * y < best && is_free(make, box)) {
                best = x * x + y * y;
                *out = box;
            }
        }
    return isfinite(best);
}

static bool find_near(const bars_maker *make, double from, double to, chora_box *out)
{
    for (double reach = from; reach <= to; reach += step_pt)
        if (find_at(make, make->target, reach, out))
            return true;
    return false;
}

/* ---- one --------------------------------------------------------------------------------------
 */

/* The inner point of an area of the map, or of one that holds some. */
static bool find_target(bars_maker *make, const char **code)
{
    const chora_figure_inputs *inputs = make->name->inputs;
    const chora_base_map *base = make->name->base;
    size_t index = chora_areas_index(inputs->areas, make->listed->area_id);
    if (index != CHORA_NO_INDEX) {
        make->target = base->inner[index];
        *code = inputs->areas->areas[index].code;
        return base->shapes[index].path_count > 0 &&
               chora_box_holds(base->layout.map, make->target);
    }
    for (int i = 0; i < 2 && index == CHORA_NO_INDEX; i++) {
        const chora_areas *wider = inputs->wider[i];
        index = wider ? chora_areas_index(wider, make->listed->area_id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX) {
            make->target = wider->areas[index].label;
            *code = wider->areas[index].code;
        }
    }
    make->over_border = true;
    chora_project(base->view.projection, &make->target, 1);
    chora_view_to_page(&base->view, &make->target, 1);
    return chora_box_holds(base->layout.map, make->target);
}

/* A line to the area ends where no symbol is, as near to its middle as can be. */
static void find_open_ground(bars_maker *make)
{
    const double half = 0.8, middle_pt = 24;
    chora_xy inner = make->target;
    double best = INFINITY;
    for (double y = -middle_pt; y <= middle_pt; y++)
        for (double x = -middle_pt; x <= middle_pt; x++) {
            chora_xy at = { inner.x + x, inner.y + y };
            chora_box box = { at.x - half, at.y - half, at.x + half, at.y + half };
            if (x * x + y * y >= best || !chora_label_field_is_free(make->name->field, box, 0.2) ||
                !is_wholly_in_area(make, box))
                continue;
            best = x * x + y * y;
            make->target = at;
        }
}

static bool find_outside(bars_maker *make, chora_box *out)
{
    const chora_xy inner = make->target;
    make->outside = true;
    find_open_ground(make);
    const chora_xy open = make->target;
    for (int way = 0; way < 4; way++) {
        make->target = way % 2 ? inner : open;
        make->over_symbols = way > 1;
        if (find_near(make, outside_pt, beside_reach_pt, out))
            return true;
    }
    return false;
}

/* Beside the name, in the area, smaller there, else outside with a line to it. */
static chora_status find_place(bars_maker *make, const char *code, chora_box *out, bool *found)
{
    chora_box label;
    chora_status st = label_box(make, code, &label);
    if (st)
        return st;
    *found = !chora_box_is_empty(label) && find_beside(make, label, out);
    if (make->over_border && !*found)
        *found = find_near(make, 0, reach_pt, out);
    make->over_border = false;
    if (!*found)
        *found = find_near(make, 0, reach_pt, out);
    make->width *= *found ? 1 : small_share;
    make->height *= *found ? 1 : small_share;
    if (!*found)
        *found = find_near(make, 0, reach_pt, out);
    *found = *found || find_outside(make, out);
    return CHORA_OK;
}

/* "Kaduna: 1 of 2" */
static const char *title_of(const bars_maker *make, double part, double whole)
{
    const chora_area_lists *lists = make->lists;
    char first[CHORA_NUMBER_TEXT_MAX], second[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(lists->inputs->words, part, lists->whole, first);
    chora_number_text(lists->inputs->words, whole, lists->whole, second);
    const char *pair = chora_say(lists->inputs->words, lists->arena, "share.pair", "part", first,
                                 "whole", second, NULL);
    return pair ? chora_arena_printf(lists->arena, "%s: %s",
                                     chora_area_lists_name(lists, make->listed), pair)
                : NULL;
}

static chora_status draw_leader(bars_maker *make, chora_box box, const char *code)
{
    const double dot_pt = 0.85;
    const chora_style *style = make->name->inputs->style;
    const chora_leader_line line = leader_of(make, box);
    const chora_xy ends[] = { line.from, line.to };
    chora_meaning meaning = { .layer = "uncertain", .role = "uncertain-leader", .key = code };
    chora_look look = chora_look_stroke(style->leader);
    look.casing = style->leader_casing;
    chora_draw_line(&make->drawing, meaning, look, ends, 2);
    chora_look dot = chora_look_fill(style->leader.colour);
    dot.casing = (chora_pen){ .width_pt = 0.9, .colour = style->paper };
    chora_draw_circle(&make->drawing, meaning, dot, line.from, dot_pt);
    return chora_label_field_block_leader(make->name->field, line, make->name->err);
}

static chora_status draw_bar(bars_maker *make)
{
    const chora_naming *name = make->name;
    double part, whole;
    chora_box box;
    bool found = false;
    chora_meaning meaning = { .layer = "uncertain",
                              .role = "uncertain-part",
                              .class_name = "uncertain" };
    if (!chora_uncertain_is_mapped(name->inputs, make->listed->area_id) ||
        !chora_area_lists_bar(make->lists, make->listed, name->period, &part, &whole) ||
        !find_target(make, &meaning.key))
        return CHORA_OK;
    chora_status st = find_place(make, meaning.key, &box, &found);
    if (!st && found && make->outside)
        st = draw_leader(make, box, meaning.key);
    if (st || !found)
        return st;
    meaning.title = title_of(make, part, whole);
    if (!meaning.title)
        return chora_no_memory(name->err);
    chora_uncertain_bar(&make->drawing, name->inputs->style, &meaning, box, part / whole);
    return make->drawing.status ? make->drawing.status
                                : chora_label_field_block(name->field, box, name->err);
}

/* One height is of one band: the areas in it come in their order. */
static chora_status index_areas(const chora_naming *name, chora_bands *out)
{
    const chora_base_map *base = name->base;
    if (chora_bands_open(base->layout.map.min_y, base->layout.map.max_y, 4, out))
        return chora_no_memory(name->err);
    for (size_t a = 0; a < base->area_count; a++)
        if (chora_bands_add(out, base->shapes[a].box.min_y, base->shapes[a].box.max_y, a)) {
            chora_bands_close(out);
            return chora_no_memory(name->err);
        }
    return CHORA_OK;
}

static chora_status draw_bars(const chora_naming *name, const chora_area_lists *lists)
{
    chora_bands areas;
    chora_status st = index_areas(name, &areas);
    if (st)
        return st;
    for (size_t i = 0; !st && i < lists->count; i++) {
        bars_maker make = {
            .name = name,
            .drawing = { .group = name->names.bars, .ruler = name->ruler, .err = name->err },
            .lists = lists,
            .areas = &areas,
            .listed = &lists->items[i],
            .width = chora_uncertain_bar_width(name->inputs->style),
            .height = chora_uncertain_bar_height(name->inputs->style)
        };
        st = draw_bar(&make);
    }
    chora_bands_close(&areas);
    return st;
}

/* An inset at another scale shows again what the map has; one of what lies far off does not. */
chora_status chora_naming_bars(const chora_naming *name)
{
    const chora_base_map *base = name->base;
    chora_area_lists lists = { .count = 0 };
    if (name->inputs->figure->uncertain != CHORA_UNCERTAIN_BAR ||
        (base->is_inset && !base->has_own_view))
        return CHORA_OK;
    chora_status st =
        chora_area_lists_of(base, name->inputs, name->period, name->arena, &lists, name->err);
    return st || lists.count == 0 ? st : draw_bars(name, &lists);
}
