#include "compose/lakes.h"

#include "compose/page_shape.h"
#include "geo/repair.h"
#include "geo/shape_maker.h"

/* The ring turned round, as the shell of a shape of its own. */
static chora_status shell_of(const chora_shape *shape, size_t path, chora_arena *arena,
                             chora_shape *out, chora_error *err)
{
    size_t first = shape->start[path], count = shape->start[path + 1] - first;
    chora_shape ring = { .kind = CHORA_SHAPE_POLYGONS, .path_count = 1 };
    const size_t start[2] = { 0, count }, polygon = 0;
    ring.start = chora_arena_copy(arena, start, 2, sizeof *start);
    ring.polygon_of = chora_arena_copy(arena, &polygon, 1, sizeof polygon);
    ring.xy = chora_arena_alloc(arena, count + 1, sizeof *ring.xy);
    if (!ring.start || !ring.polygon_of || !ring.xy)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        ring.xy[i] = shape->xy[first + count - 1 - i];
    ring.box = chora_box_of(ring.xy, count);
    *out = ring;
    return CHORA_OK;
}

static bool is_filled(const chora_base_map *base, chora_xy at)
{
    for (size_t a = 0; a < base->area_count; a++)
        if (base->shapes[a].path_count && chora_page_shape_holds(&base->shapes[a], at))
            return true;
    for (size_t n = 0; n < base->neighbour_count; n++)
        if (chora_page_shape_holds(base->neighbours[n].shape, at))
            return true;
    return false;
}

static chora_status draw_hole(const chora_base_map *base, const chora_shape *shape, size_t path,
                              chora_colour water, chora_drawing *drawing, chora_error *err)
{
    chora_shape lake;
    chora_xy inner;
    double radius = 0;
    chora_status st = shell_of(shape, path, base->arena, &lake, err);
    if (!st)
        st = chora_shape_inner_point(&lake, &inner, &radius, err);
    chora_meaning meaning = { .layer = "ground", .role = "lake" };
    if (!st && !is_filled(base, inner))
        chora_draw_shape(drawing, meaning, chora_look_fill(water), &lake);
    return st;
}

chora_status chora_lakes_draw(const chora_base_map *base, const chora_figure_inputs *inputs,
                              chora_drawing *drawing, chora_error *err)
{
    chora_status st = CHORA_OK;
    if (inputs->figure->frame_areas)
        return CHORA_OK;
    for (size_t a = 0; a < base->area_count; a++) {
        const chora_shape *shape = &base->shapes[a];
        for (size_t p = 1; !st && p < shape->path_count; p++)
            if (shape->polygon_of[p] == shape->polygon_of[p - 1])
                st = draw_hole(base, shape, p, inputs->style->paper, drawing, err);
    }
    return st;
}
