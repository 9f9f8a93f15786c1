/* All that the pages of a figure share, made step by step. */
#include "compose/area_marks.h"
#include "compose/base_step.h"
#include "compose/base_view.h"
#include "compose/draw.h"
#include "compose/graticule.h"
#include "compose/path.h"

#include <math.h>
#include <stdlib.h>

static chora_status check_inputs(const chora_figure_inputs *inputs, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    size_t seen[CHORA_LAYER_KINDS] = { 0 };
    for (size_t i = 0; i < figure->layer_count; i++) {
        if (++seen[figure->layers[i].kind] > 1)
            return chora_fail(err, CHORA_EINVAL,
                              "a figure draws one choropleth and one layer of "
                              "symbols, not two of a kind");
        if (!inputs->tables[i])
            return chora_fail(err, CHORA_EINVAL, "layer %zu has no numbers", i + 1);
    }
    if (figure->layer_count == 0)
        return chora_fail(err, CHORA_EINVAL, "the figure has no layers");
    return CHORA_OK;
}

/* Areas of circles are in proportion; when the largest is too large all become smaller alike. */
static double circle_scale(const chora_style *style, double largest)
{
    double radius_mm = style->circle_mm_per_root * sqrt(fmax(largest, 0));
    double shrink = radius_mm > style->circle_max_mm ? style->circle_max_mm / radius_mm : 1;
    return style->circle_mm_per_root * shrink * CHORA_PT_PER_MM;
}

static void choose_pens(chora_base_map *base, const chora_figure_inputs *inputs)
{
    size_t circles = 0;
    for (size_t p = 0; base->spots && p < base->period_count; p++)
        circles = base->spots[p].count > circles ? base->spots[p].count : circles;
    if (base->kinds.each)
        circles = 0;
    base->pens = chora_map_pens_of(inputs->style, inputs->areas, base->shapes, circles);
    base->points_per_root *= base->pens.circle_share;
}

/* ---- all of it ------------------------------------------------------------------------------ */

chora_status chora_base_strokes_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                     const chora_ruler *ruler, chora_error *err)
{
    chora_status st = chora_ground_make(base, inputs, ruler, err);
    if (!st)
        st = chora_base_lines_make(base, inputs, ruler, err);
    if (!st)
        st = chora_area_lines_make(base, inputs, NULL, ruler, &base->area_lines, err);
    if (!st)
        st = chora_borders_make(base, inputs, ruler, &base->borders, err);
    if (!st && inputs->panel_width <= 0)
        st = chora_scale_bar_make(base, inputs, ruler, err);
    if (!st && inputs->panel_width <= 0 && !base->is_inset)
        st = chora_graticule_make(base, inputs, ruler, err);
    return st;
}

/* Of the whole map, or, with a parent, of a part of it. */
chora_status chora_base_hexmap_make(chora_base_map *base, const chora_base_map *parent,
                                    const chora_figure_inputs *inputs, chora_error *err)
{
    if (base->hexagons < 0)
        return CHORA_OK;
    const chora_hexmap_ground ground = { &base->view, base->plane, base->shapes, base->area_count,
                                         base->layout.map };
    base->hexmap = chora_arena_alloc(base->arena, 1, sizeof *base->hexmap);
    if (!base->hexmap)
        return chora_no_memory(err);
    return parent ? chora_hexmap_part(parent->hexmap, &ground, base->arena, base->hexmap, err)
                  : chora_hexmap_make(&ground, inputs, (size_t)base->hexagons, base->arena,
                                      base->hexmap, err);
}

static chora_status compose(chora_base_map *base, const chora_figure_inputs *inputs,
                            const chora_ruler *ruler, chora_error *err)
{
    if (base->circles >= 0)
        base->circle_max = base->kinds.count
                               ? chora_kinds_largest(&base->kinds, inputs->tables[base->circles])
                               : inputs->symbol_max[base->circles];
    if (base->marks >= 0)
        base->circle_max = chora_area_marks_largest(base, inputs);
    base->points_per_root = circle_scale(inputs->style, base->circle_max);
    if (base->parts.count && base->circle_max > 0) /* what is told inside needs room */
        base->points_per_root =
            inputs->style->circle_max_mm * CHORA_PT_PER_MM / sqrt(base->circle_max);
    if (base->circles >= 0)
        base->sizes =
            (chora_circle_scale){ inputs->figure->layers[base->circles].scaling, base->circle_max };
    else if (base->marks >= 0)
        base->sizes =
            (chora_circle_scale){ inputs->figure->layers[base->marks].scaling, base->circle_max };
    chora_status st = chora_base_areas_make(base, inputs, ruler, err);
    if (!st)
        st = chora_base_towns_make(base, inputs->places, err);
    if (!st)
        st = chora_path_make(base, inputs, err);
    if (!st && base->circles >= 0)
        st = chora_base_spots_make(base, inputs->tables[base->circles], err);
    if (!st)
        choose_pens(base, inputs);
    if (!st)
        st = chora_base_crowds_make(base, inputs, inputs->style->incident_radius_pt, err);
    if (!st && base->marks >= 0)
        st = chora_area_marks_make(base, inputs, err);
    if (!st)
        st = chora_base_hexmap_make(base, NULL, inputs, err);
    if (!st)
        chora_base_look_through(base, inputs);
    if (!st)
        st = chora_insets_make(base, inputs, ruler, err);
    return st ? st : chora_base_strokes_make(base, inputs, ruler, err);
}

/* On a narrow page the circles are dropped where colours say the same. */
static void choose_layers(chora_base_map *base, const chora_figure *figure)
{
    base->choropleth = chora_layout_layer(figure, CHORA_LAYER_CHOROPLETH);
    base->circles = chora_layout_layer(figure, CHORA_LAYER_SYMBOLS);
    base->hexagons = chora_layout_layer(figure, CHORA_LAYER_HEXAGONS);
    base->marks = chora_layout_layer(figure, CHORA_LAYER_AREA_SYMBOLS);
    base->cells = base->choropleth >= 0 ? base->choropleth
                  : base->hexagons >= 0 ? base->hexagons
                                        : base->marks;
    if (chora_layout_is_narrow(figure) && base->choropleth >= 0)
        base->circles = -1;
}

static chora_status make_base(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                              chora_base_away away, chora_base_map **out, chora_error *err)
{
    chora_status st = check_inputs(inputs, err);
    if (st)
        return st;
    chora_base_map *base = chora_alloc(1, sizeof *base);
    if (!base)
        return chora_no_memory(err);
    base->arena = chora_arena_new();
    base->area_count = inputs->areas->area_count;
    base->scale_bar_box = (chora_box)CHORA_BOX_EMPTY;
    base->rate.factor = 1;
    choose_layers(base, inputs->figure);
    st = base->arena ? CHORA_OK : chora_no_memory(err);
    if (!st && base->circles >= 0)
        st = chora_kinds_make(inputs, (size_t)base->circles, base->arena, &base->kinds, err);
    if (!st && base->marks >= 0)
        st = chora_parts_make(inputs, (size_t)base->marks, base->arena, &base->parts, err);
    if (!st)
        st = chora_base_rows_make(base, inputs, err);
    if (!st)
        st = chora_base_view_open(base, inputs, away, err);
    base->view.stages = ruler->stages;
    if (!st)
        st = compose(base, inputs, ruler, err);
    base->view.stages = NULL; /* Pages are made by several threads. */
    bool crowded = st == CHORA_EINVAL && base->view.away.count > 0;
    if (st) {
        chora_base_map_free(base);
        if (!crowded)
            return st;
        if (err) /* Without room for insets the frame holds more. */
            *err = (chora_error)CHORA_ERROR_INIT;
        return make_base(inputs, ruler, (chora_base_away)(away - 1), out, err);
    }
    *out = base;
    return CHORA_OK;
}

chora_status chora_base_map_new(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                                chora_base_map **out, chora_error *err)
{
    return make_base(inputs, ruler, CHORA_BASE_AWAY_LANDS, out, err);
}

void chora_base_map_free(chora_base_map *base)
{
    if (!base)
        return;
    chora_group_unref(base->ground);
    chora_group_unref(base->rivers);
    chora_group_unref(base->other_lines);
    chora_group_unref(base->area_lines);
    chora_group_unref(base->borders);
    chora_group_unref(base->scale_bar);
    for (size_t i = 0; i < base->inset_count; i++)
        chora_base_map_free(base->insets[i].map);
    if (!base->is_inset || base->has_own_view)
        chora_view_close(&base->view);
    chora_group_unref(base->graticule);
    chora_group_unref(base->north);
    chora_group_unref(base->locator);
    chora_arena_free(base->arena);
    free(base);
}
