/*
 * Rings become chains of arcs. A vertex is a node when the rings that use it do not all come and
 * go by the same two neighbours; between nodes all rings run together, so an arc is known by its
 * first edge, and finding a border again takes one look-up.
 */
#include "geo/points_table.h"
#include "geo/shape_maker.h"
#include "geo/topology.h"

#include <stdlib.h>

typedef struct {
    chora_points_table table;
    chora_pairs_table known; /* First edge of an arc, from either end -> its link. */
    uint32_t *ids;           /* Vertices of all rings, not closed. */
    size_t id_count;
    size_t *ring_first; /* ring_count + 1 into ids. */
    bool *ring_is_hole;
    size_t ring_count;
    size_t *ring_start; /* Rings of an area. */
    size_t area_count;
    uint32_t *neighbours; /* Two per vertex, the smaller first. */
    unsigned char *is_node;
    chora_arc *arcs;
    size_t arc_count, arc_capacity;
    chora_xy *xy;
    size_t xy_count, xy_capacity;
    int64_t *links;
    size_t link_count, link_capacity;
    size_t *link_start;
} build;

static void build_free(build *b)
{
    chora_points_table_close(&b->table);
    chora_pairs_table_close(&b->known);
    free(b->ids);
    free(b->ring_first);
    free(b->ring_is_hole);
    free(b->ring_start);
    free(b->neighbours);
    free(b->is_node);
    free(b->arcs);
    free(b->xy);
    free(b->links);
    free(b->link_start);
}

/* ---- numbers for vertices -------------------------------------------------------------------- */

static bool build_open(build *b, size_t areas, size_t rings, size_t points)
{
    b->ids = chora_alloc(points + 1, sizeof *b->ids);
    b->ring_first = chora_alloc(rings + 1, sizeof *b->ring_first);
    b->ring_is_hole = chora_alloc(rings + 1, sizeof *b->ring_is_hole);
    b->link_start = chora_alloc(rings + 1, sizeof *b->link_start);
    b->ring_start = chora_alloc(areas + 1, sizeof *b->ring_start);
    return chora_points_table_open(&b->table, points) && chora_pairs_table_open(&b->known) &&
           b->ids && b->ring_first && b->ring_is_hole && b->link_start && b->ring_start;
}

/* Answers whether the ring was long enough to be taken. */
static bool number_ring(build *b, const chora_xy *xy, size_t count, bool hole)
{
    size_t first = b->id_count;
    for (size_t i = 0; i < count; i++) {
        uint32_t id = chora_points_table_add(&b->table, xy[i]);
        if (b->id_count == first || b->ids[b->id_count - 1] != id)
            b->ids[b->id_count++] = id;
    }
    while (b->id_count > first + 1 && b->ids[b->id_count - 1] == b->ids[first])
        b->id_count--;
    if (b->id_count - first < 3) {
        b->id_count = first;
        return false;
    }
    b->ring_is_hole[b->ring_count++] = hole;
    b->ring_first[b->ring_count] = b->id_count;
    return true;
}

static void number_shape(build *b, const chora_shape *shape)
{
    bool shell_taken = false;
    for (size_t ring = 0; ring < shape->path_count; ring++) {
        bool hole = ring > 0 && shape->polygon_of[ring] == shape->polygon_of[ring - 1];
        if (hole && !shell_taken)
            continue;
        bool taken = number_ring(b, shape->xy + shape->start[ring],
                                 shape->start[ring + 1] - shape->start[ring], hole);
        if (!hole)
            shell_taken = taken;
    }
    b->ring_start[++b->area_count] = b->ring_count;
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static void visit(build *b, uint32_t vertex, uint32_t before, uint32_t after)
{
    uint32_t low = before < after ? before : after, high = before < after ? after : before;
    uint32_t *known = b->neighbours + 2 * (size_t)vertex;
    if (known[0] == known[1]) {
        known[0] = low;
        known[1] = high;
    }
    if (low == high || known[0] != low || known[1] != high)
        b->is_node[vertex] = 1;
}

static bool mark_nodes(build *b)
{
    b->neighbours = chora_alloc(b->table.count + 1, 2 * sizeof *b->neighbours);
    b->is_node = chora_alloc(b->table.count + 1, 1);
    if (!b->neighbours || !b->is_node)
        return false;
    for (size_t ring = 0; ring < b->ring_count; ring++) {
        const uint32_t *ids = b->ids + b->ring_first[ring];
        size_t count = b->ring_first[ring + 1] - b->ring_first[ring];
        for (size_t i = 0; i < count; i++)
            visit(b, ids[i], ids[i ? i - 1 : count - 1], ids[i + 1 < count ? i + 1 : 0]);
    }
    return true;
}

/* ---- arcs ------------------------------------------------------------------------------------ */

static bool add_point(build *b, uint32_t id)
{
    if (chora_grow((void **)&b->xy, &b->xy_capacity, b->xy_count, sizeof *b->xy))
        return false;
    b->xy[b->xy_count++] = b->table.points[id];
    return true;
}

static bool add_link(build *b, int64_t link, size_t area)
{
    if (chora_grow((void **)&b->links, &b->link_capacity, b->link_count, sizeof *b->links))
        return false;
    b->links[b->link_count++] = link;
    chora_arc *arc = &b->arcs[link < 0 ? ~link : link];
    size_t *side = link < 0 ? &arc->right : &arc->left;
    if (*side == CHORA_NO_AREA)
        *side = area;
    return true;
}

/* The stretch of `steps` edges from ring position `from`; positions wrap around. */
static bool add_stretch(build *b, const uint32_t *ids, size_t count, size_t from, size_t steps,
                        size_t area)
{
    uint32_t first = ids[from], second = ids[(from + 1) % count];
    uint32_t last = ids[(from + steps) % count], last_but_one = ids[(from + steps - 1) % count];
    int64_t link = 0;
    if (chora_pairs_table_get(&b->known, first, second, &link))
        return add_link(b, link, area);
    if (chora_grow((void **)&b->arcs, &b->arc_capacity, b->arc_count, sizeof *b->arcs))
        return false;
    link = (int64_t)b->arc_count;
    b->arcs[b->arc_count++] = (chora_arc){ b->xy_count, steps + 1, CHORA_NO_AREA, CHORA_NO_AREA };
    for (size_t i = 0; i <= steps; i++)
        if (!add_point(b, ids[(from + i) % count]))
            return false;
    return chora_pairs_table_put(&b->known, first, second, link) &&
           chora_pairs_table_put(&b->known, last, last_but_one, ~link) && add_link(b, link, area);
}

/* Without a node every ring through these vertices is the same: all begin at the lowest. */
static size_t lowest_position(const uint32_t *ids, size_t count)
{
    size_t lowest = 0;
    for (size_t i = 1; i < count; i++)
        if (ids[i] < ids[lowest])
            lowest = i;
    return lowest;
}

static size_t node_after(const build *b, const uint32_t *ids, size_t count, size_t from)
{
    size_t steps = 1;
    while (steps < count && !b->is_node[ids[(from + steps) % count]])
        steps++;
    return steps;
}

static bool cut_ring(build *b, size_t ring, size_t area)
{
    const uint32_t *ids = b->ids + b->ring_first[ring];
    size_t count = b->ring_first[ring + 1] - b->ring_first[ring];
    size_t begin = 0;
    while (begin < count && !b->is_node[ids[begin]])
        begin++;
    if (begin == count)
        return add_stretch(b, ids, count, lowest_position(ids, count), count, area);
    for (size_t done = 0; done < count;) {
        size_t from = (begin + done) % count;
        size_t steps = node_after(b, ids, count, from);
        if (!add_stretch(b, ids, count, from, steps, area))
            return false;
        done += steps;
    }
    return true;
}

static bool cut_rings(build *b)
{
    for (size_t area = 0; area < b->area_count; area++)
        for (size_t ring = b->ring_start[area]; ring < b->ring_start[area + 1]; ring++) {
            if (!cut_ring(b, ring, area))
                return false;
            b->link_start[ring + 1] = b->link_count;
        }
    return true;
}

/* ---- the result ------------------------------------------------------------------------------ */

static bool copy_out(const build *b, chora_arena *arena, chora_topology *out)
{
    chora_topology made = { .area_count = b->area_count,
                            .ring_count = b->ring_count,
                            .arc_count = b->arc_count };
    made.ring_start =
        chora_arena_copy(arena, b->ring_start, b->area_count + 1, sizeof *made.ring_start);
    made.ring_is_hole =
        chora_arena_copy(arena, b->ring_is_hole, b->ring_count + 1, sizeof *made.ring_is_hole);
    made.link_start =
        chora_arena_copy(arena, b->link_start, b->ring_count + 1, sizeof *made.link_start);
    made.links = chora_arena_alloc(arena, b->link_count + 1, sizeof *made.links);
    made.arcs = chora_arena_alloc(arena, b->arc_count + 1, sizeof *made.arcs);
    made.xy = chora_arena_alloc(arena, b->xy_count + 1, sizeof *made.xy);
    if (!made.ring_start || !made.ring_is_hole || !made.link_start || !made.links || !made.arcs ||
        !made.xy)
        return false;
    for (size_t i = 0; i < b->link_count; i++)
        made.links[i] = b->links[i];
    for (size_t i = 0; i < b->arc_count; i++)
        made.arcs[i] = b->arcs[i];
    for (size_t i = 0; i < b->xy_count; i++)
        made.xy[i] = b->xy[i];
    *out = made;
    return true;
}

static chora_status measure_input(const chora_shape *const *shapes, size_t count, size_t *rings,
                                  size_t *points, chora_error *err)
{
    *rings = *points = 0;
    for (size_t i = 0; i < count; i++) {
        if (shapes[i]->path_count > 0 && shapes[i]->kind != CHORA_SHAPE_POLYGONS)
            return chora_fail(err, CHORA_EINVAL, "shape %zu is no polygon", i);
        *rings += shapes[i]->path_count;
        *points += chora_shape_points(shapes[i]);
    }
    if (*points >= (size_t)1 << 31)
        return chora_fail(err, CHORA_ELIMIT, "%zu points are too many for one layer", *points);
    return CHORA_OK;
}

chora_status chora_topology_build(const chora_shape *const *shapes, size_t count,
                                  chora_arena *arena, chora_topology *out, chora_error *err)
{
    size_t rings, points;
    chora_status st = measure_input(shapes, count, &rings, &points, err);
    if (st)
        return st;
    build b = { 0 };
    bool done = build_open(&b, count, rings, points);
    for (size_t i = 0; i < count && done; i++)
        number_shape(&b, shapes[i]);
    done = done && mark_nodes(&b) && cut_rings(&b) && copy_out(&b, arena, out);
    build_free(&b);
    return done ? CHORA_OK : chora_no_memory(err);
}
