#include "compose/uncertain.h"

#include "compose/area_lists.h"

#include <math.h>
#include <string.h>

static const double casing_pt = 0.45; /* on each side of a line */

bool chora_uncertain_is_hatched(const chora_figure_inputs *inputs)
{
    return inputs->figure->uncertain == CHORA_UNCERTAIN_HATCH;
}

/* The area, or those of a wider one: their parents are its own children or it itself. */
bool chora_uncertain_lies_in(const chora_figure_inputs *inputs, const chora_area *area,
                             int64_t listed)
{
    if (area->id == listed || area->parent_id == listed)
        return true;
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = inputs->wider[i];
        size_t parent = wider ? chora_areas_index(wider, area->parent_id) : CHORA_NO_INDEX;
        if (parent != CHORA_NO_INDEX)
            return wider->areas[parent].parent_id == listed;
    }
    return false;
}

static bool holds_areas(const chora_figure_inputs *inputs, int64_t id)
{
    for (size_t a = 0; a < inputs->areas->area_count; a++)
        if (chora_uncertain_lies_in(inputs, &inputs->areas->areas[a], id))
            return true;
    return false;
}

bool chora_uncertain_is_mapped(const chora_figure_inputs *inputs, int64_t id)
{
    if (chora_areas_index(inputs->areas, id) != CHORA_NO_INDEX)
        return true;
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = inputs->wider[i];
        size_t index = wider ? chora_areas_index(wider, id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX) /* the country says nothing about where */
            return wider->areas[index].level > 0 && holds_areas(inputs, id);
    }
    return false;
}

chora_status chora_uncertain_areas(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   size_t period, chora_arena *arena, const bool **out,
                                   chora_error *err)
{
    chora_area_lists lists = { .count = 0 };
    chora_status st = CHORA_OK;
    *out = NULL;
    if (chora_uncertain_is_hatched(inputs))
        st = chora_area_lists_of(base, inputs, period, arena, &lists, err);
    if (st || lists.count == 0)
        return st;
    bool *flags = chora_arena_alloc(arena, base->area_count + 1, sizeof *flags), any = false;
    if (!flags)
        return chora_no_memory(err);
    for (size_t a = 0; a < base->area_count; a++) {
        flags[a] = false;
        for (size_t i = 0; i < lists.count && !flags[a]; i++)
            flags[a] =
                chora_uncertain_is_mapped(inputs, lists.items[i].area_id) &&
                chora_uncertain_lies_in(inputs, &inputs->areas->areas[a], lists.items[i].area_id);
        any = any || flags[a];
    }
    *out = any ? flags : NULL;
    return CHORA_OK;
}

static chora_look lines_of(const chora_style *style, bool casing)
{
    double width = style->uncertain_width_pt + (casing ? 2 * casing_pt : 0);
    return (chora_look){ .hatch = { style->uncertain_gap_pt, width, style->uncertain_angle_deg,
                                    casing ? style->paper : style->uncertain, false, false } };
}

void chora_uncertain_draw(chora_drawing *drawing, const chora_base_map *base,
                          const chora_figure_inputs *inputs, size_t period)
{
    chora_arena *arena = chora_drawing_arena(drawing);
    const bool *flags = NULL;
    if (!arena || drawing->status || !chora_uncertain_is_hatched(inputs))
        return;
    chora_drawing_check(drawing,
                        chora_uncertain_areas(base, inputs, period, arena, &flags, drawing->err));
    for (size_t a = 0; flags && !drawing->status && a < base->area_count; a++) {
        chora_meaning meaning = { .layer = "areas",
                                  .role = "uncertain",
                                  .key = inputs->areas->areas[a].code,
                                  .class_name = "uncertain" };
        chora_meaning under = { .layer = "areas", .role = "uncertain-casing", .key = meaning.key };
        if (!flags[a])
            continue;
        chora_draw_shape(drawing, under, lines_of(inputs->style, true), &base->shapes[a]);
        chora_draw_shape(drawing, meaning, lines_of(inputs->style, false), &base->shapes[a]);
    }
}

/* ---- bars ------------------------------------------------------------------------------------ */

double chora_uncertain_bar_width(const chora_style *style)
{
    return 0.5 * style->legend_label.size_pt;
}

double chora_uncertain_bar_height(const chora_style *style)
{
    return 1.35 * style->legend_label.size_pt;
}

/* Close enough to be seen as lines in so small a box. */
static chora_look bar_lines(const chora_style *style)
{
    return (chora_look){ .hatch = { 1.5, 0.6, 45, style->ink, false, false } };
}

void chora_uncertain_bar(chora_drawing *drawing, const chora_style *style, const chora_meaning *of,
                         chora_box box, double share)
{
    const double outline_pt = 0.45, least_pt = 0.7;
    chora_meaning whole = *of, part = *of;
    bool legend = strcmp(of->layer, "legend") == 0;
    whole.role = legend ? "swatch-ground" : "uncertain-bar";
    whole.class_name = NULL;
    chora_look look = { .fill = style->paper,
                        .casing = { .width_pt = outline_pt + 1.2, .colour = style->paper },
                        .stroke = { .width_pt = outline_pt, .colour = style->ink } };
    double height = box.max_y - box.min_y;
    chora_box foot = box;
    foot.min_y = box.max_y - fmin(fmax(share * height, least_pt), height);
    chora_draw_box(drawing, whole, look, box);
    look = bar_lines(style);
    look.stroke = (chora_pen){ .width_pt = outline_pt, .colour = style->ink };
    chora_draw_box(drawing, part, look, foot);
}

/* ---- the legend ------------------------------------------------------------------------------ */

double chora_uncertain_swatch_width(const chora_figure *figure, const chora_style *style)
{
    return figure->uncertain == CHORA_UNCERTAIN_BAR ? chora_uncertain_bar_width(style)
                                                    : style->swatch_width_pt;
}

void chora_uncertain_swatch(chora_drawing *drawing, const chora_figure *figure,
                            const chora_style *style, chora_box box)
{
    chora_meaning meaning = { .layer = "legend", .role = "swatch", .class_name = "uncertain" };
    if (figure->uncertain == CHORA_UNCERTAIN_BAR) {
        chora_uncertain_bar(drawing, style, &meaning, box, 0.5);
        return;
    }
    chora_meaning ground = { .layer = "legend", .role = "swatch-ground" };
    chora_draw_box(drawing, ground, chora_look_fill(style->zero), box);
    chora_look look = lines_of(style, false);
    look.stroke = style->swatch;
    chora_draw_box(drawing, meaning, look, box);
}
