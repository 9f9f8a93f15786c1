#include "geo/inscribed.h"

#include "geo/shape_maker.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Segments of one box; further boxes than the nearest segment so far are not looked into. */
enum { CHUNK = 8 };

/* Boxes are compared in squares: their rounding must not leave out what is nearest. */
static const double slack = 1 + 1e-12;

typedef struct {
    chora_xy a, b;
    double dx, dy, square, length;
} segment;

typedef struct {
    segment *segments;
    chora_box *boxes; /* Of each CHUNK segments. */
    size_t segment_count, box_count;
    size_t near; /* The box that held the nearest segment of the last point. */
} border;

/* A square of half the side `half`; `most`: the largest circle that may have its centre in it. */
typedef struct {
    chora_xy at;
    double half, distance, most;
} cell;

typedef struct {
    cell *cells;
    size_t count, room;
    bool failed;
} heap;

/* ---- the border ----------------------------------------------------------------------------- */

static segment segment_of(chora_xy a, chora_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    return (segment){ a, b, dx, dy, square, sqrt(square) };
}

static bool border_make(const chora_shape *shape, size_t first, size_t last, border *out)
{
    size_t most = shape->start[last] - shape->start[first];
    border made = { .segments = chora_alloc(most + 1, sizeof *made.segments),
                    .boxes = chora_alloc(most / CHUNK + 1, sizeof *made.boxes) };
    for (size_t ring = first; made.segments && made.boxes && ring < last; ring++)
        for (size_t i = shape->start[ring]; i + 1 < shape->start[ring + 1]; i++) {
            segment one = segment_of(shape->xy[i], shape->xy[i + 1]);
            if (made.segment_count % CHUNK == 0)
                made.boxes[made.box_count++] = (chora_box)CHORA_BOX_EMPTY;
            chora_box_add(&made.boxes[made.box_count - 1], one.a);
            chora_box_add(&made.boxes[made.box_count - 1], one.b);
            made.segments[made.segment_count++] = one;
        }
    *out = made;
    return made.segments && made.boxes;
}

static void border_free(border *edge)
{
    free(edge->segments);
    free(edge->boxes);
}

static double distance_between(chora_xy a, chora_xy b)
{
    double dx = a.x - b.x, dy = a.y - b.y;
    return sqrt(dx * dx + dy * dy);
}

/* To the nearer end where the foot of the perpendicular lies beside the segment. */
static double distance_to(const segment *s, chora_xy p)
{
    if (s->square == 0)
        return distance_between(p, s->a);
    double along = ((p.x - s->a.x) * s->dx + (p.y - s->a.y) * s->dy) / s->square;
    if (along <= 0)
        return distance_between(p, s->a);
    if (along >= 1)
        return distance_between(p, s->b);
    double across = ((s->a.y - p.y) * s->dx - (s->a.x - p.x) * s->dy) / s->square;
    return fabs(across) * s->length;
}

/* fmin and fmax are calls, since they look at NaN; nothing here is. */
static double smaller(double a, double b)
{
    return a < b ? a : b;
}

static double beside(double low, double high, double at)
{
    return at < low ? low - at : at > high ? at - high : 0;
}

static double square_to_box(chora_box box, chora_xy p)
{
    double dx = beside(box.min_x, box.max_x, p.x), dy = beside(box.min_y, box.max_y, p.y);
    return dx * dx + dy * dy;
}

static double nearest_in(const border *edge, size_t box, chora_xy p, double nearest)
{
    size_t end = (box + 1) * CHUNK < edge->segment_count ? (box + 1) * CHUNK : edge->segment_count;
    for (size_t i = box * CHUNK; i < end; i++)
        nearest = smaller(nearest, distance_to(&edge->segments[i], p));
    return nearest;
}

static double distance_to_border(border *edge, chora_xy p)
{
    double nearest = nearest_in(edge, edge->near, p, INFINITY);
    for (size_t i = 0; i < edge->box_count; i++) {
        if (square_to_box(edge->boxes[i], p) > nearest * nearest * slack)
            continue;
        double found = nearest_in(edge, i, p, nearest);
        if (found < nearest)
            edge->near = i;
        nearest = found;
    }
    return nearest;
}

/* Does a ray to the right cross it? On the border itself either answer will do: the distance is 0.
 */
static bool crosses(const segment *s, chora_xy p)
{
    if ((s->a.y > p.y) == (s->b.y > p.y))
        return false;
    double side = s->dx * (p.y - s->a.y) - (p.x - s->a.x) * s->dy;
    return s->dy > 0 ? side > 0 : side < 0;
}

static bool is_inside(const border *edge, chora_xy p)
{
    bool inside = false;
    for (size_t i = 0; i < edge->box_count; i++) {
        chora_box box = edge->boxes[i];
        if (box.max_y < p.y || box.min_y > p.y || box.max_x < p.x)
            continue;
        for (size_t k = i * CHUNK; k < (i + 1) * CHUNK && k < edge->segment_count; k++)
            inside ^= crosses(&edge->segments[k], p);
    }
    return inside;
}

static cell cell_at(border *edge, double x, double y, double half)
{
    cell made = { .at = { x, y }, .half = half };
    double distance = distance_to_border(edge, made.at);
    made.distance = is_inside(edge, made.at) ? distance : -distance;
    made.most = made.distance + half * M_SQRT2;
    return made;
}

/* ---- the heap: the cell with the largest circle at the top ---------------------------------- */

static void rise(cell *cells, size_t at, cell moved)
{
    for (size_t up; at > 0 && cells[up = (at - 1) / 2].most < moved.most; at = up)
        cells[at] = cells[up];
    cells[at] = moved;
}

static void push(heap *h, cell added)
{
    if (h->failed || chora_grow((void **)&h->cells, &h->room, h->count, sizeof *h->cells)) {
        h->failed = true;
        return;
    }
    rise(h->cells, h->count++, added);
}

/* The hole sinks to the bottom, and the last cell rises from there: among equal cells the same one
 * comes first as in C++'s priority queue. */
static cell pop(heap *h)
{
    cell top = h->cells[0], moved = h->cells[--h->count];
    size_t at = 0, under;
    while ((under = 2 * at + 2) < h->count) {
        under -= h->cells[under].most < h->cells[under - 1].most;
        h->cells[at] = h->cells[under];
        at = under;
    }
    if (under == h->count) {
        h->cells[at] = h->cells[under - 1];
        at = under - 1;
    }
    if (h->count > 0)
        rise(h->cells, at, moved);
    return top;
}

/* ---- the search ----------------------------------------------------------------------------- */

static void push_grid(heap *queue, border *edge, chora_box box)
{
    double side = fmin(box.max_x - box.min_x, box.max_y - box.min_y), half = side / 2;
    for (double x = box.min_x; side > 0 && x < box.max_x; x += side)
        for (double y = box.min_y; y < box.max_y; y += side)
            push(queue, cell_at(edge, x + half, y + half, half));
}

static void push_quarters(heap *queue, border *edge, cell from)
{
    double half = from.half / 2;
    push(queue, cell_at(edge, from.at.x - half, from.at.y - half, half));
    push(queue, cell_at(edge, from.at.x + half, from.at.y - half, half));
    push(queue, cell_at(edge, from.at.x - half, from.at.y + half, half));
    push(queue, cell_at(edge, from.at.x + half, from.at.y + half, half));
}

bool chora_inscribed_centre(const chora_shape *shape, size_t first, size_t last, chora_xy start,
                            double tolerance, chora_xy *centre, double *radius)
{
    border edge;
    heap queue = { 0 };
    chora_box box = chora_box_of(shape->xy + shape->start[first],
                                 shape->start[first + 1] - shape->start[first]);
    bool made = border_make(shape, first, last, &edge) && edge.segment_count > 0;
    cell best = { .distance = -INFINITY };
    if (made) {
        best = cell_at(&edge, start.x, start.y, 0);
        push_grid(&queue, &edge, box);
    }
    while (queue.count > 0 && !queue.failed) {
        cell next = pop(&queue);
        if (next.distance > best.distance)
            best = next;
        if (next.most - best.distance > tolerance)
            push_quarters(&queue, &edge, next);
    }
    made = made && !queue.failed;
    free(queue.cells);
    border_free(&edge);
    *centre = best.at;
    *radius = fabs(best.distance);
    return made;
}
