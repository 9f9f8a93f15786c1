/* Chosen arcs joined into lines, as a pen would draw them: each once, lifted as rarely as can be.
 */
#include "geo/points_table.h"
#include "geo/shape_maker.h"
#include "geo/topology.h"

#include <math.h>
#include <stdlib.h>

/* An end of an arc is 2 * arc (its first point) or 2 * arc + 1 (its last). */
typedef struct {
    const chora_topology *topology;
    bool *waiting;     /* By arc: chosen and not drawn yet. */
    uint32_t *node_of; /* By end. */
    size_t *first_end; /* By node, node_count + 1 into `ends`. */
    size_t *ends;      /* Ends that meet in a node, by arc. */
    size_t node_count;
    chora_shape_maker maker;
} work;

static void work_free(work *w)
{
    free(w->waiting);
    free(w->node_of);
    free(w->first_end);
    free(w->ends);
    chora_shape_maker_free(&w->maker);
}

static chora_xy point_from(const work *w, size_t end, size_t steps)
{
    const chora_arc *arc = &w->topology->arcs[end / 2];
    return w->topology->xy[arc->first + (end % 2 ? arc->count - 1 - steps : steps)];
}

static bool number_nodes(work *w)
{
    chora_points_table table;
    size_t ends = 2 * w->topology->arc_count;
    if (!chora_points_table_open(&table, ends))
        return false;
    for (size_t end = 0; end < ends; end++)
        w->node_of[end] = chora_points_table_add(&table, point_from(w, end, 0));
    w->node_count = table.count;
    chora_points_table_close(&table);
    return true;
}

static bool gather_ends(work *w)
{
    size_t ends = 2 * w->topology->arc_count;
    w->first_end = chora_alloc(w->node_count + 2, sizeof *w->first_end);
    if (!w->first_end)
        return false;
    for (size_t end = 0; end < ends; end++)
        w->first_end[w->node_of[end] + 2]++;
    for (size_t node = 0; node < w->node_count; node++)
        w->first_end[node + 2] += w->first_end[node + 1];
    for (size_t end = 0; end < ends; end++)
        w->ends[w->first_end[w->node_of[end] + 1]++] = end;
    return true;
}

static bool work_open(work *w, chora_arc_select select, void *context)
{
    const chora_topology *topology = w->topology;
    w->waiting = chora_alloc(topology->arc_count + 1, sizeof *w->waiting);
    w->node_of = chora_alloc(topology->arc_count + 1, 2 * sizeof *w->node_of);
    w->ends = chora_alloc(topology->arc_count + 1, 2 * sizeof *w->ends);
    if (!w->waiting || !w->node_of || !w->ends || !number_nodes(w) || !gather_ends(w))
        return false;
    for (size_t arc = 0; arc < topology->arc_count; arc++) {
        const chora_arc *a = &topology->arcs[arc];
        w->waiting[arc] = !select || select(context, a->left, a->right);
    }
    return true;
}

static size_t waiting_at(const work *w, uint32_t node)
{
    size_t count = 0;
    for (size_t i = w->first_end[node]; i < w->first_end[node + 1]; i++)
        count += w->waiting[w->ends[i] / 2];
    return count;
}

/* 1 straight on, -1 straight back. */
static double straightness(chora_xy before, chora_xy here, chora_xy after)
{
    double ax = here.x - before.x, ay = here.y - before.y;
    double bx = after.x - here.x, by = after.y - here.y;
    double length = hypot(ax, ay) * hypot(bx, by);
    return length > 0 ? (ax * bx + ay * by) / length : 0;
}

/* The end with which to go on after arriving at `arrived`, or SIZE_MAX. */
static size_t next_end(const work *w, size_t arrived)
{
    uint32_t node = w->node_of[arrived];
    chora_xy before = point_from(w, arrived, 1), here = point_from(w, arrived, 0);
    size_t best = SIZE_MAX;
    double best_straightness = -INFINITY;
    for (size_t i = w->first_end[node]; i < w->first_end[node + 1]; i++) {
        size_t end = w->ends[i];
        if (!w->waiting[end / 2])
            continue;
        double straight = straightness(before, here, point_from(w, end, 1));
        if (straight > best_straightness) {
            best_straightness = straight;
            best = end;
        }
    }
    return best;
}

static void draw_from(work *w, size_t end)
{
    chora_shape_maker_point(&w->maker, point_from(w, end, 0));
    while (end != SIZE_MAX) {
        w->waiting[end / 2] = false;
        size_t count = w->topology->arcs[end / 2].count;
        for (size_t i = 1; i < count; i++)
            chora_shape_maker_point(&w->maker, point_from(w, end, i));
        end = next_end(w, end ^ 1);
    }
    chora_shape_maker_path(&w->maker);
}

/* Lines that must end somewhere first; what is left are closed ones. */
static void draw_all(work *w)
{
    size_t ends = 2 * w->topology->arc_count;
    for (size_t end = 0; end < ends; end++)
        if (w->waiting[end / 2] && waiting_at(w, w->node_of[end]) % 2)
            draw_from(w, end);
    for (size_t end = 0; end < ends; end++)
        if (w->waiting[end / 2])
            draw_from(w, end);
}

chora_status chora_topology_lines(const chora_topology *topology, chora_arc_select select,
                                  void *context, chora_arena *arena, chora_shape *out,
                                  chora_error *err)
{
    work w = { .topology = topology, .maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_LINES) };
    if (!work_open(&w, select, context)) {
        work_free(&w);
        return chora_no_memory(err);
    }
    draw_all(&w);
    chora_status st = chora_shape_maker_finish(&w.maker, arena, out, err);
    work_free(&w);
    return st;
}
