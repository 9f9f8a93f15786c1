#include "compose/uncertain.h"

#include "compose/area_lists.h"

static const double casing_pt = 0.45; /* on each side of a line */

bool chora_uncertain_is_hatched(const chora_figure_inputs *inputs)
{
    return inputs->figure->uncertain == CHORA_UNCERTAIN_HATCH;
}

/* The area, or those of a wider one: their parents are its own children or it itself. */
static bool lies_in(const chora_figure_inputs *inputs, const chora_area *area, int64_t listed)
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

static bool is_mapped(const chora_figure_inputs *inputs, int64_t id)
{
    if (chora_areas_index(inputs->areas, id) != CHORA_NO_INDEX)
        return true;
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = inputs->wider[i];
        size_t index = wider ? chora_areas_index(wider, id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX)
            return wider->areas[index].level > 0; /* the country says nothing about where */
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
            flags[a] = is_mapped(inputs, lists.items[i].area_id) &&
                       lies_in(inputs, &inputs->areas->areas[a], lists.items[i].area_id);
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
        if (!flags[a])
            continue;
        chora_draw_shape(drawing, meaning, lines_of(inputs->style, true), &base->shapes[a]);
        chora_draw_shape(drawing, meaning, lines_of(inputs->style, false), &base->shapes[a]);
    }
}

void chora_uncertain_swatch(chora_drawing *drawing, const chora_style *style, chora_box box)
{
    chora_meaning meaning = { .layer = "legend", .role = "swatch", .class_name = "uncertain" };
    chora_look look = lines_of(style, false);
    look.fill = style->zero;
    look.stroke = style->swatch;
    chora_draw_box(drawing, meaning, look, box);
}
