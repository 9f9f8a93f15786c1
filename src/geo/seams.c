#include "geo/seams.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    chora_xy a, b;
    size_t area, point;
    double low; /* the lower y */
} edge;

typedef struct {
    edge *items;
    size_t count;
    double highest; /* of all edges: how far one reaches above its lower end */
} edges;

size_t chora_topology_points(const chora_topology *topology)
{
    size_t count = 0;
    for (size_t a = 0; a < topology->arc_count; a++) {
        size_t end = topology->arcs[a].first + topology->arcs[a].count;
        count = end > count ? end : count;
    }
    return count;
}

static bool is_outer(const chora_arc *arc)
{
    return (arc->left == CHORA_NO_AREA) != (arc->right == CHORA_NO_AREA);
}

static int by_low(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return x->point < y->point ? -1 : x->point > y->point;
}

static chora_status list_edges(const chora_topology *topology, edges *out, chora_error *err)
{
    out->items = chora_alloc(chora_topology_points(topology) + 1, sizeof *out->items);
    if (!out->items)
        return chora_no_memory(err);
    for (size_t a = 0; a < topology->arc_count; a++) {
        const chora_arc *arc = &topology->arcs[a];
        for (size_t i = arc->first; is_outer(arc) && i + 1 < arc->first + arc->count; i++) {
            chora_xy from = topology->xy[i], to = topology->xy[i + 1];
            size_t area = arc->left == CHORA_NO_AREA ? arc->right : arc->left;
            out->items[out->count++] = (edge){ from, to, area, i, fmin(from.y, to.y) };
            out->highest = fmax(out->highest, fabs(to.y - from.y));
        }
    }
    qsort(out->items, out->count, sizeof *out->items, by_low);
    return CHORA_OK;
}

/* The first edge that may reach up to `y`. */
static size_t first_near(const edges *list, double y)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].low < y - list->highest)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Beside the edge, between its ends; false when the nearest place is one of them. */
static bool foot_on(const edge *e, chora_xy at, chora_xy *out)
{
    chora_xy along = { e->b.x - e->a.x, e->b.y - e->a.y };
    double square = along.x * along.x + along.y * along.y;
    double share =
        square > 0 ? ((at.x - e->a.x) * along.x + (at.y - e->a.y) * along.y) / square : -1;
    if (share < 0 || share > 1)
        return false;
    *out = (chora_xy){ e->a.x + share * along.x, e->a.y + share * along.y };
    return true;
}

static chora_seam seam_of(const edges *list, const edge *own, double tolerance)
{
    chora_xy at = { (own->a.x + own->b.x) / 2, (own->a.y + own->b.y) / 2 };
    chora_seam seam = { CHORA_NO_AREA, at, at };
    double nearest = tolerance;
    for (size_t i = first_near(list, at.y - tolerance);
         i < list->count && list->items[i].low <= at.y + tolerance; i++) {
        const edge *other = &list->items[i];
        chora_xy foot;
        if (other->area == own->area || fmin(other->a.x, other->b.x) > at.x + tolerance ||
            fmax(other->a.x, other->b.x) < at.x - tolerance || !foot_on(other, at, &foot))
            continue;
        double apart = hypot(foot.x - at.x, foot.y - at.y);
        if (apart < nearest) {
            nearest = apart;
            seam = (chora_seam){ other->area, at, foot };
        }
    }
    return seam;
}

chora_status chora_seams_find(const chora_topology *topology, double tolerance, chora_seam *out,
                              chora_error *err)
{
    edges list = { 0 };
    chora_status st = list_edges(topology, &list, err);
    size_t points = chora_topology_points(topology);
    for (size_t i = 0; i < points; i++)
        out[i] = (chora_seam){ .other = CHORA_NO_AREA };
    for (size_t i = 0; !st && i < list.count; i++)
        out[list.items[i].point] = seam_of(&list, &list.items[i], tolerance);
    free(list.items);
    return st;
}
