#include "compose/view.h"

#include "compose/islands.h"

#include <math.h>

/* ---- the areas' box ------------------------------------------------------------------------- */

typedef struct {
    chora_box plain, shifted;
    bool straddles_zero; /* a ring over Greenwich would be torn by the shift */
} two_boxes;

static void add_ring(two_boxes *boxes, const chora_xy *xy, size_t count)
{
    chora_box ring = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        chora_box_add(&ring, xy[i]);
    chora_box_add_box(&boxes->plain, ring);
    if (ring.min_x < 0 && ring.max_x > 0)
        boxes->straddles_zero = true;
    if (ring.min_x < 0) {
        ring.min_x += 360;
        ring.max_x += 360;
    }
    chora_box_add_box(&boxes->shifted, ring);
}

static two_boxes boxes_of(const chora_areas *areas)
{
    two_boxes boxes = { CHORA_BOX_EMPTY, CHORA_BOX_EMPTY, false };
    for (size_t a = 0; a < areas->area_count; a++) {
        const chora_shape *shape = &areas->areas[a].shape;
        for (size_t p = 0; p < shape->path_count; p++)
            add_ring(&boxes, shape->xy + shape->start[p], shape->start[p + 1] - shape->start[p]);
    }
    return boxes;
}

chora_status chora_view_open(const chora_areas *areas, const char *projection,
                             const chora_view_keep *keep, chora_view *out, chora_error *err)
{
    two_boxes boxes = boxes_of(areas);
    if (chora_box_is_empty(boxes.plain))
        return chora_fail(err, CHORA_EINVAL, "there is no area to draw");

    chora_view view = { 0 };
    double plain = boxes.plain.max_x - boxes.plain.min_x;
    double shifted = boxes.shifted.max_x - boxes.shifted.min_x;
    view.shifted = !boxes.straddles_zero && shifted < plain;
    view.lonlat = view.shifted ? boxes.shifted : boxes.plain;
    chora_antarctica_leave_out(&view, areas, keep->points, keep->count);
    chora_status st = chora_islands_leave_out(&view, areas, keep, err);
    if (st)
        return st;
    view.centre_lon = (view.lonlat.min_x + view.lonlat.max_x) / 2;
    st = chora_projection_open(projection, view.lonlat, &view.projection, err);
    if (st)
        return st;
    /* It has its own, rounded: what lies beyond 180 degrees from there would be torn. */
    double middle = chora_projection_middle(view.projection);
    if (isfinite(middle))
        view.centre_lon = middle + 360 * round((view.centre_lon - middle) / 360);
    *out = view;
    return CHORA_OK;
}

void chora_view_close(chora_view *view)
{
    chora_projection_close(view->projection);
    view->projection = NULL;
}

/* ---- scale ---------------------------------------------------------------------------------- */

void chora_view_to_page(const chora_view *view, chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        points[i].x = view->origin.x + points[i].x * view->points_per_metre;
        points[i].y = view->origin.y - points[i].y * view->points_per_metre;
    }
}

void chora_view_to_metres(const chora_view *view, chora_xy *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        points[i].x = (points[i].x - view->origin.x) / view->points_per_metre;
        points[i].y = (view->origin.y - points[i].y) / view->points_per_metre;
    }
}

static bool pole_is_seen(chora_view *view, double lat)
{
    chora_xy pole = { view->centre_lon, lat };
    chora_project(view->projection, &pole, 1);
    if (!isfinite(pole.x) || !isfinite(pole.y))
        return false;
    chora_view_to_page(view, &pole, 1);
    return chora_box_holds(view->map, pole);
}

/* Longitude/latitude of a grid of points over the map rectangle. */
static chora_box sampled_window(chora_view *view)
{
    enum { SIDE = 15 };
    chora_box window = view->lonlat;
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            chora_xy point = {
                view->map.min_x + (view->map.max_x - view->map.min_x) * column / (SIDE - 1),
                view->map.min_y + (view->map.max_y - view->map.min_y) * row / (SIDE - 1),
            };
            chora_view_to_metres(view, &point, 1);
            chora_unproject(view->projection, &point, 1);
            if (!isfinite(point.x) || !isfinite(point.y))
                continue;
            point.x += 360 * round((view->centre_lon - point.x) / 360);
            chora_box_add(&window, point);
        }
    return window;
}

static void find_window(chora_view *view)
{
    chora_box window = sampled_window(view);
    double margin = 0.05 * fmax(window.max_x - window.min_x, window.max_y - window.min_y) + 0.1;
    window = chora_box_grow(window, margin);
    bool north = pole_is_seen(view, 90), south = pole_is_seen(view, -90);
    if (north || south) {
        window.min_x = view->centre_lon - 180;
        window.max_x = view->centre_lon + 180;
    }
    /* Just short of the far meridian, where a projection tears. */
    window.min_x = fmax(window.min_x, view->centre_lon - 179.99);
    window.max_x = fmin(window.max_x, view->centre_lon + 179.99);
    window.min_y = south ? -90 : fmax(window.min_y, -90);
    window.max_y = north ? 90 : fmin(window.max_y, 90);
    view->window = window;
}

void chora_view_fit(chora_view *view, chora_box metres, chora_box map, double padding)
{
    double width = map.max_x - map.min_x, height = map.max_y - map.min_y;
    double free = 2 * padding * fmin(width, height);
    double across = fmax(metres.max_x - metres.min_x, 1), up = fmax(metres.max_y - metres.min_y, 1);
    view->map = map;
    view->points_per_metre = fmin((width - free) / across, (height - free) / up);
    view->origin.x =
        (map.min_x + map.max_x) / 2 - (metres.min_x + metres.max_x) / 2 * view->points_per_metre;
    view->origin.y =
        (map.min_y + map.max_y) / 2 + (metres.min_y + metres.max_y) / 2 * view->points_per_metre;
    find_window(view);
}

/* ---- longitudes ----------------------------------------------------------------------------- */

static chora_status copy_shifted(const chora_shape *shape, double by, chora_arena *arena,
                                 chora_shape *out, chora_error *err)
{
    size_t count = chora_shape_points(shape);
    chora_shape copy = *shape;
    copy.xy = chora_arena_copy(arena, shape->xy, count, sizeof *copy.xy);
    if (!copy.xy && count)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        copy.xy[i].x += by;
    copy.box.min_x += by;
    copy.box.max_x += by;
    *out = copy;
    return CHORA_OK;
}

chora_status chora_view_unwrap(const chora_view *view, const chora_shape *shape, chora_arena *arena,
                               chora_shape *out, chora_error *err)
{
    if (!view->shifted || shape->path_count == 0) {
        *out = *shape;
        return CHORA_OK;
    }
    chora_shape copy;
    chora_status st = copy_shifted(shape, 0, arena, &copy, err);
    if (st)
        return st;
    copy.box = (chora_box)CHORA_BOX_EMPTY;
    for (size_t p = 0; p < copy.path_count; p++) {
        bool west = false;
        for (size_t i = copy.start[p]; i < copy.start[p + 1]; i++)
            west = west || copy.xy[i].x < 0;
        for (size_t i = copy.start[p]; i < copy.start[p + 1]; i++) {
            copy.xy[i].x += west ? 360 : 0;
            chora_box_add(&copy.box, copy.xy[i]);
        }
    }
    *out = copy;
    return CHORA_OK;
}

/* Both parts of a shape that was clipped on either side of the antimeridian. */
static chora_status join(const chora_shape *a, const chora_shape *b, chora_arena *arena,
                         chora_shape *out, chora_error *err)
{
    size_t paths = a->path_count + b->path_count, points = chora_shape_points(a);
    size_t polygons = a->path_count ? a->polygon_of ? a->polygon_of[a->path_count - 1] + 1 : 0 : 0;
    chora_shape both = { .kind = a->kind, .path_count = paths, .box = a->box };
    both.start = chora_arena_alloc(arena, paths + 1, sizeof *both.start);
    both.xy = chora_arena_alloc(arena, points + chora_shape_points(b), sizeof *both.xy);
    both.polygon_of = chora_arena_alloc(arena, paths, sizeof *both.polygon_of);
    if (!both.start || !both.xy || !both.polygon_of)
        return chora_no_memory(err);
    for (size_t p = 0; p < paths; p++) {
        const chora_shape *from = p < a->path_count ? a : b;
        size_t at = p < a->path_count ? p : p - a->path_count;
        size_t base = p < a->path_count ? 0 : points;
        for (size_t i = from->start[at]; i < from->start[at + 1]; i++)
            both.xy[base + i] = from->xy[i];
        both.start[p] = base + from->start[at];
        both.start[p + 1] = base + from->start[at + 1];
        both.polygon_of[p] =
            from->polygon_of ? from->polygon_of[at] + (from == b ? polygons : 0) : 0;
    }
    if (!a->polygon_of)
        both.polygon_of = NULL;
    chora_box_add_box(&both.box, b->box);
    *out = both;
    return CHORA_OK;
}

/* The part in the window's stretch of longitudes [by - 180, by + 180], moved by `by`. */
static chora_status clip_turn(const chora_view *view, const chora_shape *shape, double by,
                              chora_arena *arena, chora_shape *out, chora_error *err)
{
    chora_box box = view->window;
    box.min_x = fmax(box.min_x - by, -180);
    box.max_x = fmin(box.max_x - by, 180);
    *out = (chora_shape){ .kind = shape->kind, .box = CHORA_BOX_EMPTY };
    if (box.min_x >= box.max_x || !chora_box_overlaps(box, shape->box))
        return CHORA_OK;
    chora_shape part;
    chora_status st = chora_shape_clip(shape, box, arena, &part, err);
    if (st || part.path_count == 0)
        return st;
    return copy_shifted(&part, by, arena, out, err);
}

chora_status chora_view_clip(const chora_view *view, const chora_shape *shape, chora_arena *arena,
                             chora_shape *out, chora_error *err)
{
    chora_shape whole = { .kind = shape->kind, .box = CHORA_BOX_EMPTY };
    for (int turn = -1; turn <= 1; turn++) {
        chora_shape part;
        chora_status st = clip_turn(view, shape, 360.0 * turn, arena, &part, err);
        if (!st && part.path_count)
            st = whole.path_count ? join(&whole, &part, arena, &whole, err)
                                  : (whole = part, CHORA_OK);
        if (st)
            return st;
    }
    *out = whole;
    return CHORA_OK;
}
