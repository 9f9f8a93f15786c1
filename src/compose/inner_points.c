#include "compose/inner_points.h"

#include "compose/page_shape.h"
#include "geo/repair.h"

#include <math.h>

/* No word fits into an area smaller than this; where in it a leader ends is no question of taste,
 * and the largest circle of each of thousands takes longer than all else on the map. */
static const double tiny_pt = 7;
/* How far from the border a point must be to stand for the area, of its shorter side. */
static const double depth = 0.15;

static double shorter_side(chora_box box)
{
    return fmin(box.max_x - box.min_x, box.max_y - box.min_y);
}

/* The point that the boundary layer was given when it was read, where it lies well inside what is
 * left of the shape on the page. */
static bool take_stored(const chora_base_map *base, const chora_area *area,
                        const chora_shape *shape, chora_xy *out)
{
    chora_xy at = area->label;
    at.x += base->view.shifted && at.x < 0 ? 360 : 0;
    chora_project(base->view.projection, &at, 1);
    chora_view_to_page(&base->view, &at, 1);
    if (!isfinite(at.x) || !isfinite(at.y) || !chora_page_shape_holds(shape, at) ||
        chora_page_shape_clearance(shape, at) < depth * shorter_side(shape->box))
        return false;
    *out = at;
    return true;
}

chora_status chora_inner_point(const chora_shape *shape, chora_xy *out, chora_error *err)
{
    double radius = 0;
    *out = (chora_xy){ NAN, NAN };
    return shape->path_count ? chora_shape_inner_point(shape, out, &radius, err) : CHORA_OK;
}

chora_status chora_inner_points(chora_base_map *base, const chora_areas *areas, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t a = 0; !st && a < base->area_count; a++) {
        const chora_shape *shape = &base->shapes[a];
        bool tiny = shape->path_count && shorter_side(shape->box) < tiny_pt;
        if (!tiny || !take_stored(base, &areas->areas[a], shape, &base->inner[a]))
            st = chora_inner_point(shape, &base->inner[a], err);
    }
    return st;
}
