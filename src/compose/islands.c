#include "compose/islands.h"

#include "compose/far_lands.h"

#include <math.h>
#include <stdlib.h>

/* What is nearer than this share of the rest's size belongs to it: any polygon ... */
static const double near_island = 0.12;
/* ... one that is all there is of its area ... */
static const double near_area = 0.2;
/* ... one with more than `small_share` of all land. */
static const double near_land = 1, small_share = 0.004;
/* One with more land than that belongs to the map wherever it lies. */
static const double large_share = 0.15;

/* `size` of what the map is about; not of what was taken in since, or one island would bring the
 * next. */
static bool belongs(const chora_polygon *part, double land, double size, chora_box box)
{
    double share = part->land / land;
    double gap = chora_box_gap(part->box, box);
    return gap < near_island * size || (part->largest && gap < near_area * size) ||
           (share >= small_share && gap < near_land * size) || share >= large_share;
}

static void take_in(chora_polygon *part, chora_box *box)
{
    part->in = true;
    chora_box_add_box(box, part->box);
}

/* The main land, or the largest polygon, and those with a number, and what is near them, and what
 * is near that. */
static chora_box main_box(const chora_polygons *all, size_t land, const chora_xy *keep,
                          size_t keep_count)
{
    chora_box box = CHORA_BOX_EMPTY;
    size_t largest = 0;
    for (size_t i = 0; i < keep_count; i++)
        chora_box_add(&box, keep[i]);
    for (size_t i = 0; i < all->count; i++) {
        if (all->parts[i].land > all->parts[largest].land)
            largest = i;
        bool main = land != CHORA_NO_INDEX && all->parts[i].land_of == land;
        if (main || chora_box_holds_any(all->parts[i].box, keep, keep_count))
            take_in(&all->parts[i], &box);
    }
    if (all->count && land == CHORA_NO_INDEX)
        take_in(&all->parts[largest], &box);
    double size = fmax(chora_box_width(box), chora_box_height(box));
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < all->count; i++)
            if (!all->parts[i].in && belongs(&all->parts[i], all->land, size, box)) {
                take_in(&all->parts[i], &box);
                more = true;
            }
    }
    return box;
}

/* The points that can be seen at all, longitudes counted like the view's. */
static chora_xy *kept_points(const chora_view *view, const chora_view_keep *keep, size_t *count,
                             size_t *fixed)
{
    chora_xy *points = chora_alloc(keep->count + 1, sizeof *points);
    *count = *fixed = 0;
    for (size_t i = 0; points && i < keep->count; i++) {
        chora_xy point = keep->points[i];
        if (view->shifted && point.x < 0)
            point.x += 360;
        if (!isfinite(point.x) || !isfinite(point.y))
            continue;
        points[(*count)++] = point;
        *fixed += i >= keep->count - keep->fixed;
    }
    return points;
}

static void clear(chora_polygons *all)
{
    for (size_t i = 0; i < all->count; i++)
        all->parts[i].in = false;
}

/* Of a country of atolls no land is the main one. */
static bool leaves_out_most(const chora_polygons *all, const chora_view *view, chora_box box,
                            size_t areas)
{
    size_t out = 0;
    for (size_t i = 0; i < all->count; i++) {
        chora_box part = all->parts[i].box;
        chora_xy middle = { (part.min_x + part.max_x) / 2, (part.min_y + part.max_y) / 2 };
        out += all->parts[i].largest && !chora_box_holds_box(box, part) &&
               !chora_away_holds(&view->away, middle);
    }
    return out > areas / 2;
}

static void find_frame(const chora_far_wish *wish, chora_polygons *all, bool lands,
                       chora_view *view)
{
    chora_box box;
    if (lands && chora_far_lands(wish, &box, &view->away)) {
        view->lonlat = box;
        view->trimmed = true;
        return;
    }
    clear(all);
    chora_box whole = main_box(all, wish->land, wish->points, wish->count);
    clear(all);
    chora_box main = main_box(all, wish->land, NULL, 0);
    box = chora_far_points(wish, main, whole, &view->away);
    if (leaves_out_most(all, view, box, wish->areas->area_count)) {
        view->away.count = 0;
        return;
    }
    if (chora_far_stretches(view->lonlat, box)) {
        view->lonlat = box;
        view->trimmed = true;
    }
}

chora_status chora_islands_leave_out(chora_view *view, const chora_areas *areas,
                                     const chora_view_keep *keep, chora_error *err)
{
    chora_polygons all = { 0 };
    chora_far_wish wish = { .all = &all, .areas = areas, .most = keep->away_most };
    chora_xy *points = kept_points(view, keep, &wish.count, &wish.fixed);
    wish.points = points;
    bool made = points && chora_polygons_open(view, areas, &all) &&
                chora_polygons_main_land(&all, areas->area_count, &wish.land);
    if (made)
        find_frame(&wish, &all, keep->away_lands, view);
    chora_polygons_close(&all);
    free(points);
    return made ? CHORA_OK : chora_no_memory(err);
}

/* ---- Antarctica ------------------------------------------------------------------------------ */

static const double south_end = -60, world_width = 300;

bool chora_antarctica_holds(const chora_view *view, const chora_area *area)
{
    return view->no_antarctica && area->shape.path_count && area->shape.box.max_y < south_end;
}

void chora_antarctica_leave_out(chora_view *view, const chora_areas *areas, const chora_xy *keep,
                                size_t keep_count)
{
    chora_box rest = CHORA_BOX_EMPTY;
    if (chora_box_width(view->lonlat) < world_width || view->lonlat.min_y > south_end ||
        view->shifted)
        return;
    for (size_t i = 0; i < keep_count; i++)
        if (keep[i].y < south_end)
            return;
    for (size_t a = 0; a < areas->area_count; a++)
        if (areas->areas[a].shape.path_count && areas->areas[a].shape.box.max_y >= south_end)
            chora_box_add_box(&rest, areas->areas[a].shape.box);
    if (chora_box_width(rest) < world_width)
        return;
    view->lonlat = rest;
    view->no_antarctica = view->trimmed = true;
}
