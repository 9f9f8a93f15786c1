#include "geo/crossings.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Pairs that are looked at; more than any honest shape needs. */
#define PAIRS_MAX ((size_t)100 << 20)

typedef struct {
    chora_xy a, b;
    double left, right;
} segment;

static int by_left(const void *one, const void *other)
{
    const segment *a = one, *b = other;
    return (a->left > b->left) - (a->left < b->left);
}

static size_t list_segments(const chora_shape *shape, segment *out)
{
    size_t count = 0;
    for (size_t path = 0; path < shape->path_count; path++) {
        for (size_t i = shape->start[path] + 1; i < shape->start[path + 1]; i++) {
            chora_xy a = shape->xy[i - 1], b = shape->xy[i];
            out[count++] = (segment){ a, b, fmin(a.x, b.x), fmax(a.x, b.x) };
        }
    }
    return count;
}

static double side(chora_xy a, chora_xy b, chora_xy p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/* In the inside of both; touching ends do not count. */
static bool cross(const segment *s, const segment *t)
{
    if (fmax(s->a.y, s->b.y) < fmin(t->a.y, t->b.y) || fmax(t->a.y, t->b.y) < fmin(s->a.y, s->b.y))
        return false;
    return side(s->a, s->b, t->a) * side(s->a, s->b, t->b) < 0 &&
           side(t->a, t->b, s->a) * side(t->a, t->b, s->b) < 0;
}

size_t chora_shape_crossings(const chora_shape *shape, size_t limit)
{
    size_t points = shape->path_count ? shape->start[shape->path_count] : 0;
    size_t found = 0, pairs = 0;
    segment *segments = chora_alloc(points + 1, sizeof *segments);
    if (!segments)
        return 0;
    size_t count = list_segments(shape, segments);
    qsort(segments, count, sizeof *segments, by_left);
    for (size_t i = 0; i < count && found < limit; i++)
        for (size_t k = i + 1; k < count && segments[k].left <= segments[i].right; k++) {
            found += cross(&segments[i], &segments[k]);
            if (found >= limit || ++pairs >= PAIRS_MAX)
                goto done;
        }
done:
    free(segments);
    return found;
}
