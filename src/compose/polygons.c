#include "compose/polygons.h"

#include <math.h>
#include <stdlib.h>

/* Areas whose boxes are this near, in degrees, are one land; of more areas none is looked for. */
static const double one_land = 0.05;
enum { LANDS_MAX = 500 };

bool chora_polygon_is_shell(const chora_shape *shape, size_t ring)
{
    return ring == 0 || !shape->polygon_of ||
           shape->polygon_of[ring] != shape->polygon_of[ring - 1];
}

chora_polygon chora_polygon_of(const chora_view *view, const chora_xy *xy, size_t count,
                               size_t area)
{
    chora_polygon part = { .box = CHORA_BOX_EMPTY, .area = area };
    double twice = 0;
    for (size_t i = 0; i < count; i++) {
        chora_box_add(&part.box, xy[i]);
        if (i + 1 < count)
            twice += xy[i].x * xy[i + 1].y - xy[i + 1].x * xy[i].y;
    }
    double middle = (part.box.min_y + part.box.max_y) / 2;
    part.land = fabs(twice) / 2 * cos(middle * 3.14159265358979 / 180);
    if (view->shifted && part.box.min_x < 0) {
        part.box.min_x += 360;
        part.box.max_x += 360;
    }
    return part;
}

static void add_parts(const chora_view *view, const chora_shape *shape, size_t area,
                      chora_polygons *all)
{
    size_t first = all->count, largest = all->count;
    for (size_t r = 0; r < shape->path_count; r++) {
        if (!chora_polygon_is_shell(shape, r))
            continue;
        all->parts[all->count] = chora_polygon_of(view, shape->xy + shape->start[r],
                                                  shape->start[r + 1] - shape->start[r], area);
        all->land += all->parts[all->count].land;
        if (all->parts[all->count].land > all->parts[largest].land)
            largest = all->count;
        all->count++;
    }
    if (all->count > first)
        all->parts[largest].largest = true;
}

bool chora_polygons_open(const chora_view *view, const chora_areas *areas, chora_polygons *out)
{
    size_t rings = 0;
    for (size_t a = 0; a < areas->area_count; a++)
        rings += areas->areas[a].shape.path_count;
    chora_polygons all = { chora_alloc(rings + 1, sizeof *all.parts), 0, 0 };
    if (!all.parts)
        return false;
    for (size_t a = 0; a < areas->area_count; a++)
        add_parts(view, &areas->areas[a].shape, a, &all);
    *out = all;
    return true;
}

double chora_box_width(chora_box box)
{
    return box.max_x - box.min_x;
}

double chora_box_height(chora_box box)
{
    return box.max_y - box.min_y;
}

/* From box to box, along the axis where they lie further apart. */
double chora_box_gap(chora_box a, chora_box b)
{
    double across = fmax(a.min_x - b.max_x, b.min_x - a.max_x);
    double up = fmax(a.min_y - b.max_y, b.min_y - a.max_y);
    return fmax(fmax(across, up), 0);
}

bool chora_box_holds_any(chora_box box, const chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (chora_box_holds(box, points[i]))
            return true;
    return false;
}

bool chora_box_holds_box(chora_box outer, chora_box inner)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

/* All of one land get the number of the first of it. */
static void spread(chora_polygons *all, size_t *open, size_t first)
{
    size_t count = 0;
    all->parts[first].land_of = first;
    open[count++] = first;
    while (count > 0) {
        chora_box box = chora_box_grow(all->parts[open[--count]].box, one_land);
        for (size_t i = 0; i < all->count; i++)
            if (all->parts[i].largest && all->parts[i].land_of == CHORA_NO_INDEX &&
                chora_box_overlaps(box, all->parts[i].box)) {
                all->parts[i].land_of = first;
                open[count++] = i;
            }
    }
}

/* The land with the most ground; an overseas area larger than any other is not it. */
bool chora_polygons_main_land(chora_polygons *all, size_t areas, size_t *out)
{
    size_t *open = chora_alloc(all->count + 1, sizeof *open);
    double *ground = chora_alloc(all->count + 1, sizeof *ground);
    bool made = open && ground;
    *out = CHORA_NO_INDEX;
    for (size_t i = 0; made && i < all->count; i++) {
        all->parts[i].land_of = CHORA_NO_INDEX;
        ground[i] = 0;
    }
    for (size_t i = 0; made && i < all->count && areas <= LANDS_MAX; i++)
        if (all->parts[i].largest && all->parts[i].land_of == CHORA_NO_INDEX)
            spread(all, open, i);
    for (size_t i = 0; made && i < all->count; i++) {
        size_t of = all->parts[i].land_of;
        if (of == CHORA_NO_INDEX)
            continue;
        ground[of] += all->parts[i].land;
        if (*out == CHORA_NO_INDEX || ground[of] > ground[*out])
            *out = of;
    }
    free(open);
    free(ground);
    return made;
}

void chora_polygons_close(chora_polygons *all)
{
    free(all->parts);
    *all = (chora_polygons){ 0 };
}
