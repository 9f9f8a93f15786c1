/* The areas on the page, and the page round them. */
#include "compose/area_marks.h"
#include "compose/base_step.h"
#include "compose/bivariate.h"
#include "compose/disclaimers.h"
#include "compose/draw.h"
#include "compose/inner_points.h"
#include "compose/islands.h"
#include "compose/legend_kinds.h"
#include "compose/legend_lists.h"
#include "compose/projection_text.h"
#include "compose/texts.h"
#include "geo/repair.h"

#include <math.h>
#include <string.h>

static chora_status project_areas(chora_base_map *base, const chora_areas *areas,
                                  chora_topology *out, chora_error *err)
{
    const chora_shape **pointers =
        chora_arena_alloc(base->arena, areas->area_count + 1, sizeof *pointers);
    chora_shape *shapes = chora_arena_alloc(base->arena, areas->area_count + 1, sizeof *shapes);
    if (!pointers || !shapes)
        return chora_no_memory(err);
    for (size_t a = 0; a < areas->area_count; a++) {
        chora_status st =
            chora_view_unwrap(&base->view, &areas->areas[a].shape, base->arena, &shapes[a], err);
        if (st)
            return st;
        if (chora_antarctica_holds(&base->view, &areas->areas[a]))
            shapes[a] = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .box = CHORA_BOX_EMPTY };
        pointers[a] = &shapes[a];
    }
    return chora_mesh_project(pointers, areas->area_count, &base->view, base->arena, out, err);
}

chora_status chora_base_areas_settle(chora_base_map *base, const chora_areas *areas,
                                     chora_topology *metres, chora_error *err)
{
    base->shapes = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->shapes);
    base->inner = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->inner);
    if (!base->shapes || !base->inner)
        return chora_no_memory(err);
    chora_status st =
        chora_mesh_settle(metres, &base->view, base->arena, &base->mesh, base->shapes, err);
    return st ? st : chora_inner_points(base, areas, err);
}

static chora_status write_map_note(chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_error *err)
{
    const chora_words *words = inputs->words;
    const char *parts[2] = { chora_projection_text_in(
                                 words, chora_projection_label(base->view.projection), base->arena),
                             chora_islands_note(words, &base->view, inputs->areas, base->arena) };
    base->map_note = parts[0] && parts[1] ? chora_texts_join(words, parts, 2, base->arena) : NULL;
    return base->map_note ? CHORA_OK : chora_no_memory(err);
}

/* The most that any period needs for its symbols' legend over the map. */
static chora_status measure_kinds(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, double *out, chora_error *err)
{
    double margin = inputs->style->margin_pt;
    chora_box box = { margin, 0, inputs->figure->width_pt - margin, 0 };
    chora_drawing drawing = chora_drawing_start(ruler, err);
    *out = 0;
    for (size_t p = 0; base->kinds.count && p < chora_table_periods(inputs->tables[base->circles]);
         p++)
        *out = fmax(*out, chora_legend_kinds_row(&drawing, base, inputs, p, box, false));
    chora_group *unused = NULL;
    chora_status st = chora_drawing_end(&drawing, &unused);
    chora_group_unref(unused);
    return st;
}

/* The same of the parts of symbols of areas, beside the circles. */
static chora_status measure_parts(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, double *out, chora_error *err)
{
    const chora_style *style = inputs->style;
    chora_class_colours none = { .classes = NULL };
    chora_box box = { style->margin_pt, 0, inputs->figure->width_pt - style->margin_pt, 0 };
    chora_drawing drawing = chora_drawing_start(ruler, err);
    *out = 0;
    if (base->circle_max > 0)
        box.max_x -= chora_legend_circles_width(box) + style->gutter_pt;
    for (size_t p = 0; base->parts.count && p < chora_table_periods(inputs->tables[base->marks]);
         p++)
        *out = fmax(*out, chora_area_marks_row(&drawing, base, inputs, &none, p, box, false));
    chora_group *unused = NULL;
    chora_status st = chora_drawing_end(&drawing, &unused);
    chora_group_unref(unused);
    return st;
}

/* All that the map rectangle will show, in metres. */
static chora_box frame_of(const chora_base_map *base, chora_box areas, const chora_style *style)
{
    chora_view view = base->view;
    chora_box map = base->layout.map;
    chora_xy corners[2] = { { map.min_x, map.max_y }, { map.max_x, map.min_y } };
    chora_view_fit(&view, areas, map, style->frame_padding);
    chora_view_to_metres(&view, corners, 2);
    return (chora_box){ corners[0].x, corners[0].y, corners[1].x, corners[1].y };
}

static chora_status add_disclaimers(chora_base_map *base, const chora_figure_inputs *inputs,
                                    chora_box box, chora_error *err)
{
    const char *parts[2] = {
        base->map_note, chora_disclaimers_of(base, inputs, frame_of(base, box, inputs->style))
    };
    if (parts[1] && !*parts[1])
        return CHORA_OK;
    base->map_note = parts[1] ? chora_texts_join(inputs->words, parts, 2, base->arena) : NULL;
    return base->map_note ? CHORA_OK : chora_no_memory(err);
}

/* What is disputed depends on the frame, and how high the frame is on how much is said under it. */
static chora_status lay_out(chora_base_map *base, const chora_figure_inputs *inputs, chora_box box,
                            const chora_ruler *ruler, chora_error *err)
{
    chora_layout_needs needs = {
        base->map_note,
        (box.max_x - box.min_x) / fmax(box.max_y - box.min_y, 1),
        base->choropleth >= 0 || base->hexagons >= 0,
        (base->circles >= 0 && !base->kinds.each) || base->marks >= 0 ? base->circle_max : 0,
        .histogram = inputs->figure->histogram,
        .square_height = chora_bivariate_is(base, inputs)
                             ? chora_legend_bivariate_height(inputs, (size_t)base->choropleth)
                             : 0,
        .kinds_height = 0,
        .circle_scale = base->points_per_root,
        .circle_sizes = base->sizes,
    };
    double width = inputs->figure->width_pt - 2 * inputs->style->margin_pt;
    chora_status st = measure_kinds(base, inputs, ruler, &needs.kinds_height, err);
    if (!st)
        st = measure_parts(base, inputs, ruler, &needs.parts_height, err);
    if (!st)
        st = chora_legend_lists_height(base, inputs, width, ruler, &needs.lists_height, err);
    if (!st)
        st = chora_layout_make(inputs, &needs, ruler, &base->layout, err);
    if (st)
        return st;
    st = add_disclaimers(base, inputs, box, err);
    if (st || strcmp(needs.projection, base->map_note) == 0)
        return st;
    needs.projection = base->map_note;
    return chora_layout_make(inputs, &needs, ruler, &base->layout, err);
}

static void add_point(const chora_base_map *base, chora_xy at, chora_box *box)
{
    if (chora_base_is_elsewhere(base, at))
        return;
    at.x += base->view.shifted && at.x < 0 ? 360 : 0;
    chora_project(base->view.projection, &at, 1);
    if (isfinite(at.x) && isfinite(at.y))
        chora_box_add(box, at);
}

void chora_base_symbols_box(const chora_base_map *base, const chora_table *table, chora_box *box)
{
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++)
            add_point(base, (chora_xy){ symbols[i].lon, symbols[i].lat }, box);
    }
}

/* A circle may stand on an islet or a pier that the areas do not have, a mean centre in the sea:
 * they are in the frame too. */
static void add_symbols(const chora_base_map *base, const chora_figure_inputs *inputs,
                        chora_box *box)
{
    if (base->circles >= 0)
        chora_base_symbols_box(base, inputs->tables[base->circles], box);
    size_t steps = inputs->path ? chora_table_periods(inputs->path) : 0;
    chora_centre centre;
    for (size_t p = 0; p < steps; p++)
        if (chora_table_centre(inputs->path, p, &centre))
            add_point(base, centre.at, box);
}

chora_status chora_base_areas_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_error *err)
{
    chora_topology metres;
    chora_box box;
    chora_status st = project_areas(base, inputs->areas, &metres, err);
    if (!st && base->view.trimmed)
        st = chora_islands_metres(&base->view, inputs->areas, &box, err);
    else if (!st)
        box = chora_mesh_box(&metres);
    if (!st)
        st = write_map_note(base, inputs, err);
    if (st)
        return st;
    if (chora_box_is_empty(box))
        return chora_fail(err, CHORA_EINVAL, "the projection \"%s\" cannot show these areas",
                          chora_projection_text(base->view.projection));
    add_symbols(base, inputs, &box);
    st = lay_out(base, inputs, box, ruler, err);
    if (st)
        return st;
    chora_view_fit(&base->view, box, base->layout.map, inputs->style->frame_padding);
    /* What was left out may lie in the frame after all; the note is never longer for it. */
    if (base->view.trimmed)
        st = write_map_note(base, inputs, err);
    if (!st && base->view.trimmed)
        st = add_disclaimers(base, inputs, box, err);
    if (st)
        return st;
    return chora_base_areas_settle(base, inputs->areas, &metres, err);
}
