#include "geo/shape.h"
#include "geo/shape_maker.h"

#include <math.h>
#include <string.h>

bool chora_box_is_empty(chora_box box)
{
    return !(box.min_x <= box.max_x && box.min_y <= box.max_y);
}

void chora_box_add(chora_box *box, chora_xy point)
{
    if (point.x < box->min_x)
        box->min_x = point.x;
    if (point.x > box->max_x)
        box->max_x = point.x;
    if (point.y < box->min_y)
        box->min_y = point.y;
    if (point.y > box->max_y)
        box->max_y = point.y;
}

void chora_box_add_box(chora_box *box, chora_box other)
{
    if (chora_box_is_empty(other))
        return;
    chora_box_add(box, (chora_xy){ other.min_x, other.min_y });
    chora_box_add(box, (chora_xy){ other.max_x, other.max_y });
}

chora_box chora_box_grow(chora_box box, double by)
{
    if (chora_box_is_empty(box))
        return box;
    return (chora_box){ box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by };
}

bool chora_box_overlaps(chora_box a, chora_box b)
{
    return a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y;
}

bool chora_box_holds(chora_box box, chora_xy point)
{
    return point.x >= box.min_x && point.x <= box.max_x && point.y >= box.min_y &&
           point.y <= box.max_y;
}

chora_box chora_box_of(const chora_xy *xy, size_t count)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        chora_box_add(&box, xy[i]);
    return box;
}

size_t chora_shape_points(const chora_shape *shape)
{
    return shape->path_count ? shape->start[shape->path_count] : 0;
}

bool chora_shape_is_finite(const chora_shape *shape)
{
    size_t count = chora_shape_points(shape);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(shape->xy[i].x) || !isfinite(shape->xy[i].y))
            return false;
    return true;
}

/* Relative to the first point: the products stay small and keep their digits. */
double chora_ring_area(const chora_xy *ring, size_t count)
{
    double twice = 0;
    for (size_t i = 1; i + 1 < count; i++)
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                 (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return twice / 2;
}

size_t chora_shape_polygon_end(const chora_shape *shape, size_t ring)
{
    size_t end = ring + 1;
    while (end < shape->path_count && shape->polygon_of[end] == shape->polygon_of[ring])
        end++;
    return end;
}

static void reverse(chora_xy *xy, size_t count)
{
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        chora_xy keep = xy[i];
        xy[i] = xy[--j];
        xy[j] = keep;
    }
}

void chora_shape_rewind(chora_shape *shape)
{
    if (shape->kind != CHORA_SHAPE_POLYGONS)
        return;
    for (size_t ring = 0; ring < shape->path_count; ring++) {
        bool shell = ring == 0 || shape->polygon_of[ring] != shape->polygon_of[ring - 1];
        chora_xy *xy = shape->xy + shape->start[ring];
        size_t count = shape->start[ring + 1] - shape->start[ring];
        double area = chora_ring_area(xy, count);
        if (shell ? area < 0 : area > 0)
            reverse(xy, count);
    }
}

chora_status chora_shape_copy(const chora_shape *shape, chora_arena *arena, chora_shape *out,
                              chora_error *err)
{
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(shape->kind);
    chora_shape_maker_paths(&maker, shape, 0, shape->path_count);
    return chora_shape_maker_finish(&maker, arena, out, err);
}
