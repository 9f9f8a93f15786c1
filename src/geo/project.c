/* Points through a projection, forth and back. PROJ checks little: what is no place on Earth is
 * turned away here. */
#include "geo/projection_inside.h"
#include "geo/wgs84.h"

#include <math.h>

static const chora_xy nowhere = { NAN, NAN };

static void scale_points(chora_xy *points, size_t count, double by)
{
    for (size_t i = 0; i < count; i++) {
        chora_xy *p = &points[i];
        if (isfinite(p->x) && isfinite(p->y))
            *p = (chora_xy){ p->x * by, p->y * by };
        else
            *p = nowhere;
    }
}

/* A hair past the pole is the pole: densified and clipped rings get there. */
static chora_xy on_earth(chora_xy p)
{
    if (!isfinite(p.x) || !(fabs(p.x) <= 540) || !(fabs(p.y) <= 90 + 1e-9))
        return nowhere;
    return (chora_xy){ p.x, fmax(-90, fmin(90, p.y)) };
}

static void run(chora_projection *projection, PJ_DIRECTION direction, chora_xy *points,
                size_t count)
{
    if (projection->pj && count > 0)
        proj_trans_generic(projection->pj, direction, &points[0].x, sizeof *points, count,
                           &points[0].y, sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
}

void chora_project(chora_projection *projection, chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        points[i] = on_earth(points[i]);
    if (projection->radians_in)
        scale_points(points, count, CHORA_DEGREE);
    run(projection, PJ_FWD, points, count);
    scale_points(points, count, projection->unit_m);
}

void chora_unproject(chora_projection *projection, chora_xy *points, size_t count)
{
    scale_points(points, count, 1 / projection->unit_m);
    run(projection, PJ_INV, points, count);
    scale_points(points, count, projection->radians_in ? 1 / CHORA_DEGREE : 1);
    if (!projection->pj)
        for (size_t i = 0; i < count; i++)
            points[i] = on_earth(points[i]);
}
