#include "compose/mesh.h"

#include <math.h>

/* How many pieces an edge is made of, so that a straight line on the globe's grid bends on the map.
 */
static size_t pieces(chora_xy a, chora_xy b, double step)
{
    double length = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
    return length > step ? (size_t)fmin(ceil(length / step), 4096) : 1;
}

static size_t densified_count(const chora_topology *mesh, double step)
{
    size_t total = 0;
    for (size_t a = 0; a < mesh->arc_count; a++) {
        const chora_xy *xy = mesh->xy + mesh->arcs[a].first;
        for (size_t i = 0; i + 1 < mesh->arcs[a].count; i++)
            total += pieces(xy[i], xy[i + 1], step);
        total += mesh->arcs[a].count > 0;
    }
    return total;
}

static size_t densify_arc(const chora_xy *from, size_t count, double step, chora_xy *to)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        to[made++] = from[i];
        size_t parts = i + 1 < count ? pieces(from[i], from[i + 1], step) : 1;
        for (size_t k = 1; k < parts; k++) {
            double t = (double)k / (double)parts;
            to[made++] = (chora_xy){ from[i].x + t * (from[i + 1].x - from[i].x),
                                     from[i].y + t * (from[i + 1].y - from[i].y) };
        }
    }
    return made;
}

/* Points that the projection cannot show go; the arcs close ranks, one behind the other. */
static void drop_unprojected(chora_topology *mesh)
{
    size_t kept = 0;
    for (size_t a = 0; a < mesh->arc_count; a++) {
        chora_arc *arc = &mesh->arcs[a];
        size_t begin = kept;
        for (size_t i = arc->first; i < arc->first + arc->count; i++)
            if (isfinite(mesh->xy[i].x) && isfinite(mesh->xy[i].y))
                mesh->xy[kept++] = mesh->xy[i];
        arc->first = begin;
        arc->count = kept - begin;
    }
}

static chora_status densify_and_project(chora_topology *mesh, const chora_view *view,
                                        chora_arena *arena, chora_error *err)
{
    double step =
        fmax(view->lonlat.max_x - view->lonlat.min_x, view->lonlat.max_y - view->lonlat.min_y) / 64;
    step = fmin(fmax(step, 0.001), 2);
    size_t count = densified_count(mesh, step);
    chora_xy *xy = chora_arena_alloc(arena, count ? count : 1, sizeof *xy);
    chora_arc *arcs = chora_arena_alloc(arena, mesh->arc_count + 1, sizeof *arcs);
    if (!xy || !arcs)
        return chora_no_memory(err);
    size_t made = 0;
    for (size_t a = 0; a < mesh->arc_count; a++) {
        arcs[a] = mesh->arcs[a];
        arcs[a].first = made;
        arcs[a].count =
            densify_arc(mesh->xy + mesh->arcs[a].first, mesh->arcs[a].count, step, xy + made);
        made += arcs[a].count;
    }
    chora_project(view->projection, xy, made);
    mesh->xy = xy;
    mesh->arcs = arcs;
    drop_unprojected(mesh);
    return CHORA_OK;
}

chora_status chora_mesh_project(const chora_shape *const *shapes, size_t count,
                                const chora_view *view, chora_arena *arena, chora_topology *out,
                                chora_error *err)
{
    chora_stage before = chora_stages_enter(view->stages, CHORA_STAGE_ARCS);
    chora_status st = chora_topology_build(shapes, count, arena, out, err);
    chora_stages_enter(view->stages, CHORA_STAGE_PROJECT);
    if (!st)
        st = densify_and_project(out, view, arena, err);
    chora_stages_enter(view->stages, before);
    return st;
}

chora_status chora_mesh_project_lines(const chora_shape *shape, const chora_view *view,
                                      chora_arena *arena, chora_topology *out, chora_error *err)
{
    chora_topology mesh = { .arc_count = shape->path_count, .xy = shape->xy };
    mesh.arcs = chora_arena_alloc(arena, shape->path_count + 1, sizeof *mesh.arcs);
    mesh.ring_start = chora_arena_alloc(arena, 1, sizeof *mesh.ring_start);
    mesh.link_start = chora_arena_alloc(arena, 1, sizeof *mesh.link_start);
    mesh.links = chora_arena_alloc(arena, 1, sizeof *mesh.links);
    mesh.ring_is_hole = chora_arena_alloc(arena, 1, sizeof *mesh.ring_is_hole);
    if (!mesh.arcs || !mesh.ring_start || !mesh.link_start || !mesh.links || !mesh.ring_is_hole)
        return chora_no_memory(err);
    for (size_t p = 0; p < shape->path_count; p++)
        mesh.arcs[p] = (chora_arc){ shape->start[p], shape->start[p + 1] - shape->start[p],
                                    CHORA_NO_AREA, CHORA_NO_AREA };
    *out = mesh;
    chora_stage before = chora_stages_enter(view->stages, CHORA_STAGE_PROJECT);
    chora_status st = densify_and_project(out, view, arena, err);
    chora_stages_enter(view->stages, before);
    return st;
}

chora_box chora_mesh_box(const chora_topology *mesh)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t a = 0; a < mesh->arc_count; a++)
        for (size_t i = 0; i < mesh->arcs[a].count; i++)
            chora_box_add(&box, mesh->xy[mesh->arcs[a].first + i]);
    return box;
}

/* The page's y runs down. Rings keep their sense only while it runs up, so it is turned last. */
static void turn(chora_xy *xy, size_t count)
{
    for (size_t i = 0; i < count; i++)
        xy[i].y = -xy[i].y;
}

static void turn_shape(chora_shape *shape)
{
    double top = -shape->box.max_y;
    turn(shape->xy, chora_shape_points(shape));
    shape->box.max_y = -shape->box.min_y;
    shape->box.min_y = top;
    chora_shape_rewind(shape);
}

static void turn_arcs(chora_topology *mesh)
{
    for (size_t a = 0; a < mesh->arc_count; a++)
        turn(mesh->xy + mesh->arcs[a].first, mesh->arcs[a].count);
}

static chora_status settle(chora_topology *mesh, const chora_view *view, chora_arena *arena,
                           chora_topology *out, chora_shape *shapes, chora_error *err)
{
    for (size_t a = 0; a < mesh->arc_count; a++)
        chora_view_to_page(view, mesh->xy + mesh->arcs[a].first, mesh->arcs[a].count);
    turn_arcs(mesh);
    chora_status st = chora_topology_simplify(mesh, CHORA_PAGE_TOLERANCE_PT, arena, out, err);
    if (st)
        return st;
    for (size_t a = 0; shapes && a < out->area_count; a++) {
        st = chora_topology_shape(out, a, arena, &shapes[a], err);
        if (st)
            return st;
        if (shapes[a].path_count)
            turn_shape(&shapes[a]);
    }
    turn_arcs(out);
    return CHORA_OK;
}

chora_status chora_mesh_settle(chora_topology *mesh, const chora_view *view, chora_arena *arena,
                               chora_topology *out, chora_shape *shapes, chora_error *err)
{
    chora_stage before = chora_stages_enter(view->stages, CHORA_STAGE_SIMPLIFY);
    chora_status st = settle(mesh, view, arena, out, shapes, err);
    chora_stages_enter(view->stages, before);
    return st;
}
