/*
 * For a box of height h with its top at y, every edge and blocked box that touches the strip
 * y .. y + h takes a span of x. What is left between the spans, where it lies inside the shape, is
 * exactly where the box can stand: no position is tried in vain, and none is missed but those
 * between two rows.
 */
#include "compose/label_spot.h"

#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BAND_PT 4.0

typedef struct {
    double low, high;
} span;

typedef struct {
    span *spans;
    size_t count, capacity;
    span *spare; /* Room for as many, while they are sorted. */
    size_t spare_capacity;
    bool failed;
} span_list;

chora_status chora_ground_open(const chora_shape *shape, chora_box frame, chora_ground *out,
                               chora_error *err)
{
    chora_ground ground = { .shape = shape };
    ground.box =
        (chora_box){ fmax(shape->box.min_x, frame.min_x), fmax(shape->box.min_y, frame.min_y),
                     fmin(shape->box.max_x, frame.max_x), fmin(shape->box.max_y, frame.max_y) };
    if (chora_bands_open(shape->box.min_y, shape->box.max_y, BAND_PT, &ground.edges))
        return chora_no_memory(err);
    for (size_t r = 0; r < shape->path_count; r++)
        for (size_t i = shape->start[r]; i + 1 < shape->start[r + 1]; i++)
            if (chora_bands_add(&ground.edges, fmin(shape->xy[i].y, shape->xy[i + 1].y),
                                fmax(shape->xy[i].y, shape->xy[i + 1].y), i)) {
                chora_bands_close(&ground.edges);
                return chora_no_memory(err);
            }
    *out = ground;
    return CHORA_OK;
}

void chora_ground_close(chora_ground *ground)
{
    chora_bands_close(&ground->edges);
}

/* Neighbours along an edge come one after the other and touch: they are one span, or sorting them
 * would be half the work. */
static void add_span(span_list *list, double low, double high)
{
    span *last = list->count ? &list->spans[list->count - 1] : NULL;
    if (last && low <= last->high && high >= last->low) {
        last->low = low < last->low ? low : last->low;
        last->high = high > last->high ? high : last->high;
        return;
    }
    if (list->failed ||
        chora_grow((void **)&list->spans, &list->capacity, list->count, sizeof *list->spans)) {
        list->failed = true;
        return;
    }
    list->spans[list->count++] = (span){ low, high };
}

static int by_low(const void *a, const void *b)
{
    const span *p = a, *q = b;
    if (p->low != q->low)
        return p->low < q->low ? -1 : 1;
    return (p->high > q->high) - (p->high < q->high);
}

/* Mostly a few dozen, for which qsort's calls cost more than the work: a quarter of all labels. */
static void insert_each(span *spans, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        span moving = spans[i];
        size_t at = i;
        for (; at > 0 && by_low(&moving, &spans[at - 1]) < 0; at--)
            spans[at] = spans[at - 1];
        spans[at] = moving;
    }
}

/* Into as many buckets as there are spans, at most; false when one holds too many of them. */
static bool spread(const span *spans, size_t count, double least, double most, span *out)
{
    enum { BUCKETS = 256, CROWDED = 64 };
    size_t ends[BUCKETS + 1] = { 0 }, buckets = count < BUCKETS ? count : BUCKETS;
    double scale = (double)(buckets - 1) / (most - least);
    for (size_t i = 0; i < count; i++)
        if (++ends[(size_t)((spans[i].low - least) * scale)] > CROWDED)
            return false;
    for (size_t i = 1; i < buckets; i++)
        ends[i] += ends[i - 1];
    for (size_t i = count; i-- > 0;)
        out[--ends[(size_t)((spans[i].low - least) * scale)]] = spans[i];
    return true;
}

static void sort_spans(span_list *list)
{
    enum { FEW = 48 };
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < list->count; i++) {
        least = list->spans[i].low < least ? list->spans[i].low : least;
        most = list->spans[i].low > most ? list->spans[i].low : most;
    }
    bool few = list->count <= FEW;
    if (!few && (!(most - least > 0) || !isfinite(most - least) ||
                 chora_grow((void **)&list->spare, &list->spare_capacity, list->count,
                            sizeof *list->spare) ||
                 !spread(list->spans, list->count, least, most, list->spare))) {
        qsort(list->spans, list->count, sizeof *list->spans, by_low);
        return;
    }
    if (!few)
        memcpy(list->spans, list->spare, list->count * sizeof *list->spans);
    insert_each(list->spans, list->count);
}

static void add_edges(const chora_ground *ground, double low, double high, double margin,
                      span_list *list)
{
    const chora_xy *xy = ground->shape->xy;
    double left, right;
    size_t id;
    for (chora_walk walk = chora_bands_walk(&ground->edges, low, high);
         chora_walk_next(&walk, &id);)
        if (chora_segment_span(xy[id], xy[id + 1], low, high, &left, &right))
            add_span(list, left - margin, right + margin);
}

/* What lies beside the whole shape bounds no place in it: its own edges come before. Among
 * thousands of circles most do. */
static void add_blocked(const chora_ground *ground, const chora_label_field *field, double low,
                        double high, double clearance, span_list *list)
{
    size_t id;
    chora_box whole = ground->shape->box;
    double left, right;
    for (chora_walk walk = chora_bands_walk(&field->by_height, low, high);
         chora_walk_next(&walk, &id);) {
        chora_box box = field->boxes[id];
        if (box.min_y < high && box.max_y > low && box.max_x + clearance >= whole.min_x &&
            box.min_x - clearance <= whole.max_x)
            add_span(list, box.min_x - clearance, box.max_x + clearance);
    }
    clearance += CHORA_LEADER_HALF_PT;
    for (size_t i = 0; i < field->leader_count; i++)
        if (chora_segment_span(field->leaders[i].from, field->leaders[i].to,
                               low - CHORA_LEADER_HALF_PT, high + CHORA_LEADER_HALF_PT, &left,
                               &right))
            add_span(list, left - clearance, right + clearance);
}

/* Inside the shape? Only the edges at that height are looked at; one of two bands comes twice, so
 * a single height is asked for. */
static bool holds(const chora_ground *ground, chora_xy point)
{
    const chora_xy *xy = ground->shape->xy;
    bool inside = false;
    size_t id;
    for (chora_walk walk = chora_bands_walk(&ground->edges, point.y, point.y);
         chora_walk_next(&walk, &id);) {
        chora_xy a = xy[id], b = xy[id + 1];
        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
    }
    return inside;
}

typedef struct {
    double cost;
    chora_box box;
} best_spot;

static void consider(const chora_ground *ground, const chora_spot_wish *wish, double top,
                     double low, double high, best_spot *best)
{
    if (high - low < wish->width)
        return;
    double left = fmin(fmax(wish->target.x - wish->width / 2, low), high - wish->width);
    double dx = left + wish->width / 2 - wish->target.x;
    double dy = top + wish->height / 2 - wish->target.y;
    double cost = hypot(dx, dy);
    if (cost < best->cost - 1e-9 &&
        holds(ground, (chora_xy){ left + wish->width / 2, top + wish->height / 2 })) {
        best->cost = cost;
        best->box = (chora_box){ left, top, left + wish->width, top + wish->height };
    }
}

/* Asked of the cells of a crowd, which mostly know that there is none. A place lies inside the
 * shape, so within its box. */
static bool may_have_room(const chora_ground *ground, const chora_label_field *field,
                          const chora_spot_wish *wish, double top)
{
    double inset = wish->clearance;
    chora_box whole = ground->shape->box, frame = field->frame;
    chora_box strip = { fmax(whole.min_x, frame.min_x + inset), top - inset,
                        fmin(whole.max_x, frame.max_x - inset), top + wish->height + inset };
    return !field->cover.below || chora_cover_leaves_room(&field->cover, strip, inset, wish->width);
}

static void search_row(const chora_ground *ground, const chora_label_field *field,
                       const chora_spot_wish *wish, double top, span_list *list, best_spot *best)
{
    double bottom = top + wish->height, inset = wish->clearance;
    if (!may_have_room(ground, field, wish, top))
        return;
    list->count = 0;
    add_edges(ground, top - wish->margin, bottom + wish->margin, wish->margin, list);
    add_blocked(ground, field, top - inset, bottom + inset, inset, list);
    if (list->failed || list->count == 0)
        return;
    sort_spans(list);
    double free_from = field->frame.min_x + inset, limit = field->frame.max_x - inset;
    for (size_t i = 0; i < list->count; i++) {
        consider(ground, wish, top, free_from, fmin(list->spans[i].low, limit), best);
        free_from = fmax(free_from, list->spans[i].high);
    }
    consider(ground, wish, top, free_from, limit, best);
}

/* Rows from the target outwards; further ones cannot be nearer than what was found. */
static void search_rows(const chora_ground *ground, const chora_label_field *field,
                        const chora_spot_wish *wish, span_list *list, best_spot *best)
{
    double step = fmax(wish->height / 6, 0.5);
    double first = fmax(ground->box.min_y + wish->margin, field->frame.min_y + wish->clearance);
    double last =
        fmin(ground->box.max_y - wish->margin, field->frame.max_y - wish->clearance) - wish->height;
    double start = wish->target.y - wish->height / 2;
    double reach = fmax(fabs(start - first), fabs(start - last));
    for (double off = 0; off <= reach && off < best->cost; off += step) {
        if (start - off >= first && start - off <= last)
            search_row(ground, field, wish, start - off, list, best);
        if (off > 0 && start + off >= first && start + off <= last)
            search_row(ground, field, wish, start + off, list, best);
    }
}

chora_status chora_spot_find(const chora_ground *ground, const chora_label_field *field,
                             const chora_spot_wish *wish, chora_box *out, bool *found,
                             chora_error *err)
{
    static const double airs[] = { 1.0, 0.6, 0.3, 0.1 }; /* Shares of what is wished. */
    best_spot best = { INFINITY, CHORA_BOX_EMPTY };
    span_list list = { 0 };
    *found = false;
    if (ground->box.max_x - ground->box.min_x >= wish->width &&
        ground->box.max_y - ground->box.min_y >= wish->height)
        search_rows(ground, field, wish, &list, &best);
    *found = isfinite(best.cost);
    bool airy = !*found;
    for (size_t i = 0; !airy && i < sizeof airs / sizeof *airs; i++) {
        chora_spot_wish wider = *wish;
        best_spot roomy = { INFINITY, CHORA_BOX_EMPTY };
        wider.margin += airs[i] * wish->air;
        search_rows(ground, field, &wider, &list, &roomy);
        airy = isfinite(roomy.cost);
        if (airy)
            best = roomy;
    }
    free(list.spans);
    free(list.spare);
    if (list.failed)
        return chora_no_memory(err);
    *out = best.box;
    return CHORA_OK;
}
