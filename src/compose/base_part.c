/* A part of the map in a window of its own, for an inset. */
#include "compose/area_marks.h"
#include "compose/base_step.h"
#include "compose/inner_points.h"
#include "compose/inset_extent.h"
#include "compose/islands.h"
#include "compose/path.h"
#include "compose/polygons.h"

#include <math.h>

/* Of what is too far off for the main map: its ground and its symbols, and room for names. */
static const double away_margin = 0.1, away_least_metres = 12000;

static chora_status measure_away(const chora_base_map *part, const chora_figure_inputs *inputs,
                                 chora_box *out, chora_error *err)
{
    chora_view view = part->view;
    view.lonlat = part->of;
    chora_status st = chora_islands_metres(&view, inputs->areas, out, err);
    if (st)
        return st;
    if (part->circles >= 0)
        chora_base_symbols_box(part, inputs->tables[part->circles], out);
    if (chora_box_is_empty(*out))
        return CHORA_OK;
    double across = chora_box_width(*out), up = chora_box_height(*out);
    double more = fmax(away_margin * fmax(across, up), (away_least_metres - fmax(across, up)) / 2);
    *out = chora_box_grow(*out, more);
    return CHORA_OK;
}

/* Corners of what is shown, in metres and in degrees; the projection is nearly true to scale
 * there. */
static chora_status open_part(chora_base_map *part, const chora_base_map *parent,
                              const chora_figure_inputs *inputs, const chora_inset_wish *wish,
                              chora_box *metres, chora_error *err)
{
    chora_xy ends[4];
    chora_inset_ends(wish, ends);
    part->view.lonlat = *metres = (chora_box)CHORA_BOX_EMPTY;
    for (int i = 0; i < 4; i++)
        chora_box_add(&part->view.lonlat, ends[i]);
    part->view.trimmed = false;
    part->view.away.count = 0;
    part->view.centre_lon = wish->lonlat.x;
    part->plane = wish->away;
    if (wish->away) {
        chora_status st = chora_inset_projection(wish, &part->view.projection, err);
        if (st)
            return st;
        part->has_own_view = true;
        part->of = parent->view.away.boxes[wish->away - 1];
        st = measure_away(part, inputs, metres, err);
        if (st || !chora_box_is_empty(*metres))
            return st;
    }
    chora_project(part->view.projection, ends, 4);
    for (int i = 0; i < 4; i++) {
        if (!isfinite(ends[i].x) || !isfinite(ends[i].y))
            return chora_fail(err, CHORA_EINVAL, "the projection cannot show the inset \"%s\"",
                              wish->title);
        chora_box_add(metres, ends[i]);
    }
    return CHORA_OK;
}

/* Cut to the frame, so that names stand in the part that is seen. */
static chora_status cut_areas(chora_base_map *part, const chora_figure_inputs *inputs,
                              chora_error *err)
{
    const chora_areas *areas = inputs->areas;
    const chora_shape **pointers =
        chora_arena_alloc(part->arena, areas->area_count + 1, sizeof *pointers);
    chora_shape *shapes = chora_arena_alloc(part->arena, areas->area_count + 1, sizeof *shapes);
    chora_topology metres;
    if (!pointers || !shapes)
        return chora_no_memory(err);
    chora_status st = CHORA_OK;
    for (size_t a = 0; !st && a < areas->area_count; a++) {
        pointers[a] = &shapes[a];
        st = chora_view_clip(&part->view, &areas->areas[a].shape, part->arena, &shapes[a], err);
    }
    if (!st)
        st =
            chora_mesh_project(pointers, areas->area_count, &part->view, part->arena, &metres, err);
    if (!st)
        st = chora_base_areas_settle(part, areas, &metres, err);
    for (size_t a = 0; !st && a < part->area_count; a++) {
        if (part->shapes[a].path_count == 0)
            continue;
        chora_shape seen;
        st = chora_shape_clip(&part->shapes[a], part->layout.map, part->arena, &seen, err);
        if (!st) {
            part->shapes[a] = seen;
            st = chora_inner_point(&part->shapes[a], &part->inner[a], err);
        }
    }
    return st;
}

static void take_pens(chora_base_map *part, const chora_base_map *parent,
                      const chora_figure_inputs *inputs)
{
    chora_pen circle = parent->pens.circle, casing = parent->pens.circle_casing;
    part->pens = chora_map_pens_of(inputs->style, inputs->areas, part->shapes, 0);
    part->pens.circle = circle;
    part->pens.circle_casing = casing;
    part->pens.circle_share = parent->pens.circle_share;
}

static chora_status compose_part(chora_base_map *part, const chora_base_map *parent,
                                 const chora_figure_inputs *inputs, const chora_inset_wish *wish,
                                 const chora_ruler *ruler, chora_error *err)
{
    chora_box metres;
    chora_status st = open_part(part, parent, inputs, wish, &metres, err);
    if (st)
        return st;
    chora_view_fit(&part->view, metres, part->layout.map, 0);
    st = cut_areas(part, inputs, err);
    if (!st)
        st = chora_base_towns_make(part, inputs->places, err);
    if (!st)
        st = chora_path_make(part, inputs, err);
    if (!st && part->circles >= 0)
        st = chora_base_spots_make(part, inputs->tables[part->circles], err);
    if (st)
        return st;
    take_pens(part, parent, inputs);
    st = chora_base_crowds_make(part, inputs, inputs->style->incident_inset_radius_pt, err);
    if (!st && part->marks >= 0)
        st = chora_area_marks_make(part, inputs, err);
    if (!st)
        st = chora_base_hexmap_make(part, parent, inputs, err);
    return st ? st : chora_base_strokes_make(part, inputs, ruler, err);
}

chora_status chora_base_map_part(const chora_base_map *parent, const chora_figure_inputs *inputs,
                                 const chora_inset_wish *wish, chora_box box, chora_box tab,
                                 const chora_ruler *ruler, chora_base_map **out, chora_error *err)
{
    chora_base_map *part = chora_alloc(1, sizeof *part);
    if (!part)
        return chora_no_memory(err);
    part->arena = chora_arena_new();
    part->layout = parent->layout;
    part->layout.map = box;
    part->view = parent->view; /* its projection is the parent's */
    part->is_inset = true;
    part->blocked[part->blocked_count++] = tab;
    part->map_note = "";
    part->choropleth = parent->choropleth;
    part->circles = parent->circles;
    part->hexagons = parent->hexagons;
    part->marks = parent->marks;
    part->parts = parent->parts;
    part->cells = parent->cells;
    part->rate = parent->rate;
    part->area_count = parent->area_count;
    part->row = parent->row;
    part->kinds = parent->kinds;
    part->circle_max = parent->circle_max;
    part->points_per_root = parent->points_per_root;
    part->sizes = parent->sizes;
    part->zero = parent->zero;
    part->no_data = parent->no_data;
    part->not_covered = parent->not_covered;
    part->scale_bar_box = (chora_box)CHORA_BOX_EMPTY;
    chora_status st =
        part->arena ? compose_part(part, parent, inputs, wish, ruler, err) : chora_no_memory(err);
    part->view.stages = NULL;
    if (st) {
        chora_base_map_free(part);
        return st;
    }
    *out = part;
    return CHORA_OK;
}
