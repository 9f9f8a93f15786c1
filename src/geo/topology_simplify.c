/* Douglas-Peucker arc by arc. Rings that suffer get their arcs back with less left out. */
#include "geo/topology.h"

#include <math.h>
#include <stdlib.h>

/* Tolerance is divided by 4 per level; at the last one the arc is as it was. */
#define LAST_LEVEL 3
/* A ring must keep this part of its area. */
#define AREA_KEPT 0.5

typedef struct {
    const chora_topology *from;
    double tolerance;
    unsigned char *keep;  /* By point of from->xy. */
    unsigned char *level; /* By arc. */
    bool *changed;        /* By arc: in the last round. */
    double *ring_area;    /* Before. */
    bool *is_largest;     /* By ring: of its area. It stays whatever its size. */
} work;

static void work_free(work *w)
{
    free(w->keep);
    free(w->level);
    free(w->changed);
    free(w->ring_area);
    free(w->is_largest);
}

/* ---- one arc --------------------------------------------------------------------------------- */

static double square_off_segment(chora_xy p, chora_xy a, chora_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double px = p.x - a.x, py = p.y - a.y;
    double t = length > 0 ? (px * dx + py * dy) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* Position of the point furthest from the chord, the first of equals; `square` its distance. */
static size_t furthest(const chora_xy *xy, size_t a, size_t b, double *square)
{
    size_t found = a;
    *square = 0;
    for (size_t i = a + 1; i < b; i++) {
        double off = square_off_segment(xy[i], xy[a], xy[b]);
        if (off > *square) {
            *square = off;
            found = i;
        }
    }
    return found;
}

/* The larger half waits, the smaller is done at once: 64 entries are enough for any length. */
static void thin(const chora_xy *xy, unsigned char *keep, size_t a, size_t b, double square)
{
    size_t waiting[64][2];
    size_t depth = 0;
    for (;;) {
        double off = 0;
        size_t middle = b > a + 1 ? furthest(xy, a, b, &off) : a;
        if (middle != a && off > square) {
            keep[middle] = 1;
            bool left_is_larger = middle - a > b - middle;
            waiting[depth][0] = left_is_larger ? a : middle;
            waiting[depth++][1] = left_is_larger ? middle : b;
            a = left_is_larger ? middle : a;
            b = left_is_larger ? b : middle;
        } else if (depth > 0) {
            a = waiting[--depth][0];
            b = waiting[depth][1];
        } else {
            return;
        }
    }
}

/* A closed line is split at the point furthest from its start. */
static void thin_loop(const chora_xy *xy, unsigned char *keep, size_t last, double square)
{
    double off = 0, off_left = 0, off_right = 0;
    size_t far = furthest(xy, 0, last, &off);
    if (far == 0)
        return;
    keep[far] = 1;
    thin(xy, keep, 0, far, square);
    thin(xy, keep, far, last, square);
    size_t left = furthest(xy, 0, far, &off_left), right = furthest(xy, far, last, &off_right);
    if (off_left >= off_right && off_left * off > square * square)
        keep[left] = 1;
    else if (off_right * off > square * square)
        keep[right] = 1;
}

static void thin_arc(work *w, size_t arc)
{
    static const double parts[LAST_LEVEL] = { 1, 0.25, 0.0625 };
    const chora_arc *a = &w->from->arcs[arc];
    const chora_xy *xy = w->from->xy + a->first;
    unsigned char *keep = w->keep + a->first;
    bool all = w->level[arc] == LAST_LEVEL || !(w->tolerance > 0);
    for (size_t i = 0; i < a->count; i++)
        keep[i] = all;
    size_t last = a->count - 1;
    keep[0] = keep[last] = 1;
    if (all)
        return;
    double tolerance = w->tolerance * parts[w->level[arc]];
    if (xy[0].x == xy[last].x && xy[0].y == xy[last].y)
        thin_loop(xy, keep, last, tolerance * tolerance);
    else
        thin(xy, keep, 0, last, tolerance * tolerance);
}

/* ---- rings ----------------------------------------------------------------------------------- */

typedef struct {
    chora_xy first, before;
    size_t count;
    double twice_area;
} tracer;

static void trace(tracer *t, chora_xy point)
{
    if (t->count++ == 0)
        t->first = point;
    else
        t->twice_area += (t->before.x - t->first.x) * (point.y - t->first.y) -
                         (point.x - t->first.x) * (t->before.y - t->first.y);
    t->before = point;
}

/* Each arc without its last point: the next one begins with it. */
static tracer trace_ring(const work *w, size_t ring, const unsigned char *keep)
{
    const chora_topology *from = w->from;
    tracer t = { 0 };
    for (size_t i = from->link_start[ring]; i < from->link_start[ring + 1]; i++) {
        bool back = from->links[i] < 0;
        const chora_arc *arc = &from->arcs[back ? ~from->links[i] : from->links[i]];
        for (size_t k = 0; k + 1 < arc->count; k++) {
            size_t at = arc->first + (back ? arc->count - 1 - k : k);
            if (!keep || keep[at])
                trace(&t, from->xy[at]);
        }
    }
    return t;
}

static bool ring_is_well(const work *w, size_t ring)
{
    double before = w->ring_area[ring];
    if (!(fabs(before) > (w->is_largest[ring] ? 0 : w->tolerance * w->tolerance)))
        return true;
    tracer now = trace_ring(w, ring, w->keep);
    double area = now.twice_area / 2;
    return now.count >= 3 && (before > 0 ? area : -area) >= AREA_KEPT * fabs(before);
}

static bool ring_changed(const work *w, size_t ring)
{
    for (size_t i = w->from->link_start[ring]; i < w->from->link_start[ring + 1]; i++)
        if (w->changed[w->from->links[i] < 0 ? ~w->from->links[i] : w->from->links[i]])
            return true;
    return false;
}

static void ask_for_more(work *w, size_t ring, bool *asked)
{
    for (size_t i = w->from->link_start[ring]; i < w->from->link_start[ring + 1]; i++)
        asked[w->from->links[i] < 0 ? ~w->from->links[i] : w->from->links[i]] = true;
}

/* Every round raises a level, so the rounds end. */
static bool raise_levels(work *w, const bool *asked)
{
    bool any = false;
    for (size_t arc = 0; arc < w->from->arc_count; arc++) {
        w->changed[arc] = asked[arc] && w->level[arc] < LAST_LEVEL;
        if (!w->changed[arc])
            continue;
        w->level[arc]++;
        thin_arc(w, arc);
        any = true;
    }
    return any;
}

static bool save_rings(work *w)
{
    bool more = true;
    while (more) {
        bool *asked = chora_alloc(w->from->arc_count + 1, sizeof *asked);
        if (!asked)
            return false;
        for (size_t ring = 0; ring < w->from->ring_count; ring++)
            if (ring_changed(w, ring) && !ring_is_well(w, ring))
                ask_for_more(w, ring, asked);
        more = raise_levels(w, asked);
        free(asked);
    }
    return true;
}

/* ---- the result ------------------------------------------------------------------------------ */

static size_t total_points(const chora_topology *from)
{
    size_t count = 0;
    for (size_t arc = 0; arc < from->arc_count; arc++)
        count += from->arcs[arc].count;
    return count;
}

static void copy_kept(const work *w, chora_topology *made)
{
    size_t next = 0;
    for (size_t arc = 0; arc < made->arc_count; arc++) {
        const chora_arc *old = &w->from->arcs[arc];
        made->arcs[arc] = (chora_arc){ next, 0, old->left, old->right };
        for (size_t i = old->first; i < old->first + old->count; i++)
            if (w->keep[i])
                made->xy[next++] = w->from->xy[i];
        made->arcs[arc].count = next - made->arcs[arc].first;
    }
}

static size_t count_kept(const work *w)
{
    size_t points = total_points(w->from), count = 0;
    for (size_t i = 0; i < points; i++)
        count += w->keep[i];
    return count;
}

static bool copy_out(const work *w, chora_arena *arena, chora_topology *out)
{
    const chora_topology *from = w->from;
    size_t links = from->link_start[from->ring_count];
    chora_topology made = *from;
    made.ring_start =
        chora_arena_copy(arena, from->ring_start, from->area_count + 1, sizeof *made.ring_start);
    made.ring_is_hole = chora_arena_copy(arena, from->ring_is_hole, from->ring_count + 1,
                                         sizeof *made.ring_is_hole);
    made.link_start =
        chora_arena_copy(arena, from->link_start, from->ring_count + 1, sizeof *made.link_start);
    made.links = chora_arena_copy(arena, from->links, links + 1, sizeof *made.links);
    made.arcs = chora_arena_alloc(arena, from->arc_count + 1, sizeof *made.arcs);
    made.xy = chora_arena_alloc(arena, count_kept(w) + 1, sizeof *made.xy);
    if (!made.ring_start || !made.ring_is_hole || !made.link_start || !made.links || !made.arcs ||
        !made.xy)
        return false;
    copy_kept(w, &made);
    *out = made;
    return true;
}

static void measure_rings(work *w)
{
    for (size_t area = 0; area < w->from->area_count; area++) {
        size_t first = w->from->ring_start[area], last = w->from->ring_start[area + 1];
        size_t largest = first;
        for (size_t ring = first; ring < last; ring++) {
            w->ring_area[ring] = trace_ring(w, ring, NULL).twice_area / 2;
            if (w->ring_area[ring] > w->ring_area[largest])
                largest = ring;
        }
        if (first < last)
            w->is_largest[largest] = true;
    }
}

static bool work_open(work *w)
{
    w->keep = chora_alloc(total_points(w->from) + 1, 1);
    w->level = chora_alloc(w->from->arc_count + 1, 1);
    w->changed = chora_alloc(w->from->arc_count + 1, sizeof *w->changed);
    w->ring_area = chora_alloc(w->from->ring_count + 1, sizeof *w->ring_area);
    w->is_largest = chora_alloc(w->from->ring_count + 1, sizeof *w->is_largest);
    if (!w->keep || !w->level || !w->changed || !w->ring_area || !w->is_largest)
        return false;
    measure_rings(w);
    for (size_t arc = 0; arc < w->from->arc_count; arc++) {
        thin_arc(w, arc);
        w->changed[arc] = true;
    }
    return true;
}

chora_status chora_topology_simplify(const chora_topology *topology, double tolerance,
                                     chora_arena *arena, chora_topology *out, chora_error *err)
{
    if (!(tolerance >= 0) || !isfinite(tolerance))
        return chora_fail(err, CHORA_EINVAL, "a tolerance cannot be negative");
    work w = { .from = topology, .tolerance = tolerance };
    bool done = work_open(&w) && (tolerance == 0 || save_rings(&w)) && copy_out(&w, arena, out);
    work_free(&w);
    return done ? CHORA_OK : chora_no_memory(err);
}
