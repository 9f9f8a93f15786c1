/* Plane geometry of a page. A page has few points: nothing here needs an index. */
#include "compose/page_shape.h"

#include <math.h>

static bool crosses_right_of(chora_xy a, chora_xy b, chora_xy point)
{
    if ((a.y > point.y) == (b.y > point.y))
        return false;
    return point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

bool chora_page_shape_holds(const chora_shape *shape, chora_xy point)
{
    bool inside = false;
    if (shape->path_count == 0 || !chora_box_holds(shape->box, point))
        return false;
    for (size_t r = 0; r < shape->path_count; r++)
        for (size_t i = shape->start[r]; i + 1 < shape->start[r + 1]; i++)
            if (crosses_right_of(shape->xy[i], shape->xy[i + 1], point))
                inside = !inside;
    return inside;
}

static bool has_edge_in(const chora_shape *shape, chora_box box)
{
    for (size_t r = 0; r < shape->path_count; r++)
        for (size_t i = shape->start[r]; i + 1 < shape->start[r + 1]; i++)
            if (chora_segment_meets_box(shape->xy[i], shape->xy[i + 1], box))
                return true;
    return false;
}

static chora_xy centre_of(chora_box box)
{
    return (chora_xy){ (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
}

bool chora_page_shape_contains(const chora_shape *shape, chora_box box)
{
    return chora_page_shape_holds(shape, centre_of(box)) && !has_edge_in(shape, box);
}

bool chora_page_shape_meets(const chora_shape *shape, chora_box box)
{
    if (shape->path_count == 0 || box.max_x < shape->box.min_x || box.min_x > shape->box.max_x ||
        box.max_y < shape->box.min_y || box.min_y > shape->box.max_y)
        return false;
    return has_edge_in(shape, box) || chora_page_shape_holds(shape, centre_of(box));
}

static double dot(chora_xy a, chora_xy b)
{
    return a.x * b.x + a.y * b.y;
}

/* Square of the distance. */
static double point_distance2(chora_xy point, chora_xy a, chora_xy b)
{
    chora_xy along = { b.x - a.x, b.y - a.y }, to = { point.x - a.x, point.y - a.y };
    double length2 = dot(along, along), share = dot(to, along);
    share = share <= 0 ? 0 : share >= length2 ? 1 : share / length2;
    chora_xy off = { to.x - share * along.x, to.y - share * along.y };
    return dot(off, off);
}

double chora_page_shape_clearance(const chora_shape *shape, chora_xy point)
{
    double nearest = INFINITY;
    for (size_t r = 0; r < shape->path_count; r++)
        for (size_t i = shape->start[r]; i + 1 < shape->start[r + 1]; i++) {
            double off = point_distance2(point, shape->xy[i], shape->xy[i + 1]);
            if (off < nearest)
                nearest = off;
        }
    return sqrt(nearest);
}

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

bool chora_segment_span(chora_xy a, chora_xy b, double low, double high, double *left,
                        double *right)
{
    if (greater(a.y, b.y) < low || lesser(a.y, b.y) > high)
        return false;
    double from = 0, to = 1, rise = b.y - a.y;
    if (rise != 0) {
        double t0 = (low - a.y) / rise, t1 = (high - a.y) / rise;
        from = greater(0, lesser(t0, t1));
        to = lesser(1, greater(t0, t1));
    }
    double x0 = a.x + from * (b.x - a.x), x1 = a.x + to * (b.x - a.x);
    *left = lesser(x0, x1);
    *right = greater(x0, x1);
    return true;
}

bool chora_segment_meets_box(chora_xy a, chora_xy b, chora_box box)
{
    double left, right;
    if (greater(a.x, b.x) < box.min_x || lesser(a.x, b.x) > box.max_x)
        return false;
    return chora_segment_span(a, b, box.min_y, box.max_y, &left, &right) && left <= box.max_x &&
           right >= box.min_x;
}

static double side(chora_xy a, chora_xy b, chora_xy p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

double chora_segment_distance(chora_xy a, chora_xy b, chora_xy c, chora_xy d)
{
    if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
        return 0;
    return sqrt(fmin(fmin(point_distance2(a, c, d), point_distance2(b, c, d)),
                     fmin(point_distance2(c, a, b), point_distance2(d, a, b))));
}

double chora_page_shape_size(const chora_shape *shape)
{
    double twice = 0;
    for (size_t r = 0; r < shape->path_count; r++)
        for (size_t i = shape->start[r]; i + 1 < shape->start[r + 1]; i++)
            twice += shape->xy[i].x * shape->xy[i + 1].y - shape->xy[i + 1].x * shape->xy[i].y;
    return fabs(twice) / 2;
}
