/* The quiet ground around the areas: neighbours as one grey, without outlines of their own. */
#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/lakes.h"
#include "geo/repair.h"

#include <string.h>

/* Neighbours touch: a thin stroke in the ground's own colour closes the seams between them. */
static const double seam_pt = 0.4;

typedef struct {
    size_t count;
    size_t *index;        /* in inputs->neighbours */
    chora_shape *clipped; /* longitude/latitude */
    const chora_shape **pointers;
} seen_countries;

static chora_status clip_countries(const chora_base_map *base, const chora_areas *countries,
                                   chora_arena *arena, seen_countries *out, chora_error *err)
{
    seen_countries seen = { 0 };
    seen.index = chora_arena_alloc(arena, countries->area_count, sizeof *seen.index);
    seen.clipped = chora_arena_alloc(arena, countries->area_count, sizeof *seen.clipped);
    seen.pointers = chora_arena_alloc(arena, countries->area_count, sizeof *seen.pointers);
    if (!seen.index || !seen.clipped || !seen.pointers)
        return chora_no_memory(err);
    for (size_t i = 0; i < countries->area_count; i++) {
        chora_shape *part = &seen.clipped[seen.count];
        chora_status st =
            chora_view_clip(&base->view, &countries->areas[i].shape, arena, part, err);
        if (st)
            return st;
        if (part->path_count == 0)
            continue;
        seen.pointers[seen.count] = part;
        seen.index[seen.count++] = i;
    }
    *out = seen;
    return CHORA_OK;
}

static bool is_own(const chora_areas *areas, const char *country)
{
    for (size_t a = 0; *country && a < areas->area_count; a++)
        if (strcmp(areas->areas[a].country, country) == 0)
            return true;
    return false;
}

static chora_status note_neighbour(chora_base_map *base, const chora_area *country,
                                   const chora_shape *visible, chora_colour ground,
                                   chora_error *err)
{
    chora_area_label *label = &base->neighbours[base->neighbour_count];
    chora_shape *copy = chora_arena_copy(base->arena, visible, 1, sizeof *visible);
    if (!copy)
        return chora_no_memory(err);
    double radius = 0;
    *label = (chora_area_label){
        .key = country->code, .name = country->name, .shape = copy, .ground = ground
    };
    chora_status st = chora_shape_inner_point(copy, &label->inner, &radius, err);
    if (st)
        return st;
    /* The roomiest is named first. */
    label->rank = -(int)(radius * 10);
    base->neighbour_count++;
    return CHORA_OK;
}

static chora_status draw_countries(chora_base_map *base, const chora_figure_inputs *inputs,
                                   const seen_countries *seen, const chora_shape *shapes,
                                   chora_drawing *drawing, chora_error *err)
{
    chora_colour colour = inputs->style->ground_neighbour;
    chora_look look = chora_look_fill(colour);
    look.stroke = (chora_pen){ .width_pt = seam_pt, .colour = colour };
    for (size_t i = 0; i < seen->count; i++) {
        const chora_area *country = &inputs->neighbours->areas[seen->index[i]];
        if (shapes[i].path_count == 0)
            continue;
        chora_shape visible;
        chora_status st =
            chora_shape_clip(&shapes[i], base->layout.map, base->arena, &visible, err);
        if (st)
            return st;
        if (visible.path_count == 0)
            continue;
        chora_meaning meaning = {
            .layer = "ground", .role = "neighbour", .key = country->code, .title = country->name
        };
        chora_draw_shape(drawing, meaning, look, &visible);
        if (!is_own(inputs->areas, country->country))
            st = note_neighbour(base, country, &visible, colour, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

static chora_status settle(chora_base_map *base, chora_topology *metres, chora_shape **shapes,
                           chora_error *err)
{
    chora_topology mesh;
    *shapes = chora_arena_alloc(base->arena, metres->area_count + 1, sizeof **shapes);
    if (!*shapes)
        return chora_no_memory(err);
    return chora_mesh_settle(metres, &base->view, base->arena, &mesh, *shapes, err);
}

chora_status chora_ground_make(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err)
{
    const chora_areas *countries = inputs->neighbours;
    if (!inputs->figure->neighbours || !countries || countries->area_count == 0)
        return CHORA_OK;
    base->neighbours =
        chora_arena_alloc(base->arena, countries->area_count, sizeof *base->neighbours);
    if (!base->neighbours)
        return chora_no_memory(err);
    seen_countries seen = { 0 };
    chora_topology metres;
    chora_shape *shapes = NULL;
    chora_status st = clip_countries(base, countries, base->arena, &seen, err);
    if (!st && seen.count == 0)
        return CHORA_OK;
    if (!st)
        st = chora_mesh_project(seen.pointers, seen.count, &base->view, base->arena, &metres, err);
    if (!st)
        st = settle(base, &metres, &shapes, err);
    if (st)
        return st;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    chora_drawing_check(&drawing, draw_countries(base, inputs, &seen, shapes, &drawing, err));
    if (!drawing.status)
        chora_drawing_check(&drawing, chora_lakes_draw(base, inputs, &drawing, err));
    return chora_drawing_end(&drawing, &base->ground);
}
