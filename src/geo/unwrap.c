/* Rings that jump from one side of the antimeridian to the other. */
#include "geo/shape.h"
#include "geo/shape_maker.h"

#include <math.h>

static bool jumps(const chora_xy *xy, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (fabs(xy[i + 1].x - xy[i].x) > 180)
            return true;
    return false;
}

/* How many turns the path makes around the Earth: 0, or 1 around a pole. */
static double turns(const chora_xy *xy, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < count; i++)
        sum += remainder(xy[i + 1].x - xy[i].x, 360);
    return round(sum / 360);
}

/* Whole turns are added, so that longitudes keep their digits as far as they can. */
static void make_continuous(chora_xy *xy, size_t count)
{
    double add = 0, lowest = xy[0].x;
    for (size_t i = 1; i < count; i++) {
        double x = xy[i].x;
        add += -360 * round((x + add - xy[i - 1].x) / 360);
        xy[i].x = x + add;
        lowest = fmin(lowest, xy[i].x);
    }
    double back = 360 * floor((lowest + 180) / 360);
    for (size_t i = 0; i < count; i++)
        xy[i].x -= back;
}

bool chora_shape_unwrap(chora_shape *shape)
{
    bool changed = false;
    if (shape->kind == CHORA_SHAPE_POINTS)
        return false;
    for (size_t path = 0; path < shape->path_count; path++) {
        chora_xy *xy = shape->xy + shape->start[path];
        size_t count = shape->start[path + 1] - shape->start[path];
        bool ring = shape->kind == CHORA_SHAPE_POLYGONS;
        if (!jumps(xy, count) || (ring && turns(xy, count) != 0))
            continue;
        make_continuous(xy, count);
        changed = true;
    }
    if (changed) {
        shape->box = chora_box_of(shape->xy, chora_shape_points(shape));
        chora_shape_rewind(shape);
    }
    return changed;
}
