#include "exchange/geojson_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- one path ------------------------------------------------------------------------------ */

/* Twice the signed area, in double: only its sign counts, and whether it is nothing. */
static double signed_area(const chora_grid_xy *xy, size_t count)
{
    double area = 0;

    for (size_t i = 1; i + 1 < count; i++)
        area += (double)(xy[i].x - xy[0].x) * (double)(xy[i + 1].y - xy[0].y) -
                (double)(xy[i + 1].x - xy[0].x) * (double)(xy[i].y - xy[0].y);
    return area;
}

static void reverse(chora_grid_xy *xy, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        chora_grid_xy kept = xy[i];
        xy[i] = xy[count - 1 - i];
        xy[count - 1 - i] = kept;
    }
}

/* Round, shift and drop repeated points; returns how many remain at `out`. */
static size_t round_path(const chora_xy *xy, size_t count, double shift, double scale,
                         bool keep_all, chora_grid_xy *out)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        chora_grid_xy p = { llround((xy[i].x + shift) * scale), llround(xy[i].y * scale) };
        if (keep_all || n == 0 || p.x != out[n - 1].x || p.y != out[n - 1].y)
            out[n++] = p;
    }
    return n;
}

static size_t close_ring(chora_grid_xy *xy, size_t count)
{
    if (count > 0 && (xy[0].x != xy[count - 1].x || xy[0].y != xy[count - 1].y))
        xy[count++] = xy[0];
    return count;
}

/* ---- all paths ----------------------------------------------------------------------------- */

static bool is_first_ring(const chora_shape *shape, size_t path)
{
    return shape->kind != CHORA_SHAPE_POLYGONS || path == 0 ||
           shape->polygon_of[path] != shape->polygon_of[path - 1];
}

/* A collapsed shell takes its holes with it. */
static void add_shape(chora_grid *grid, const chora_shape *shape, double shift, bool keep_all)
{
    bool polygon = shape->kind == CHORA_SHAPE_POLYGONS, shell_kept = false;

    for (size_t i = 0; i < shape->path_count; i++) {
        chora_grid_xy *at = grid->xy + grid->start[grid->path_count];
        size_t count = shape->start[i + 1] - shape->start[i];
        bool shell = is_first_ring(shape, i);
        count = round_path(shape->xy + shape->start[i], count, shift, grid->scale,
                           keep_all || shape->kind == CHORA_SHAPE_POINTS, at);
        if (polygon)
            count = close_ring(at, count);
        double area = polygon ? signed_area(at, count) : 0;
        bool kept = keep_all || (polygon                             ? count >= 4 && area != 0
                                 : shape->kind == CHORA_SHAPE_POINTS ? count > 0
                                                                     : count >= 2);
        kept = kept && count > 0 && (!polygon || shell || shell_kept);
        if (polygon && shell)
            shell_kept = kept;
        if (!kept)
            continue;
        if (polygon && (area > 0) != shell)
            reverse(at, count);
        grid->is_shell[grid->path_count++] = shell;
        grid->start[grid->path_count] = grid->start[grid->path_count - 1] + count;
    }
}

/* A shape and by how much its longitudes are off. */
typedef struct {
    chora_shape shape;
    double shift;
} piece;

static double wrap_of(double lon)
{
    return lon > 180 ? -360 : lon < -180 ? 360 : 0;
}

static chora_status cut(const chora_shape *shape, chora_arena *arena, piece pieces[3],
                        size_t *count, chora_error *err)
{
    static const double west[] = { -540, -180, 180 };
    static const double shift[] = { 360, 0, -360 };

    *count = 0;
    for (size_t i = 0; i < 3; i++) {
        chora_box band = { west[i], -90, west[i] + 360, 90 };
        if (shape->box.max_x <= band.min_x || shape->box.min_x >= band.max_x)
            continue;
        chora_status st = chora_shape_clip(shape, band, arena, &pieces[*count].shape, err);
        if (st)
            return st;
        pieces[*count].shift = shift[i];
        *count += pieces[*count].shape.path_count > 0;
    }
    return CHORA_OK;
}

/* Lines and polygons that run past 180 degrees are cut there; points are only turned. */
static chora_status split(const chora_shape *shape, chora_arena *arena, piece pieces[3],
                          size_t *count, chora_error *err)
{
    bool past = shape->box.min_x < -180 || shape->box.max_x > 180;

    pieces[0] = (piece){ *shape, 0 };
    *count = 1;
    return past && shape->kind != CHORA_SHAPE_POINTS ? cut(shape, arena, pieces, count, err)
                                                     : CHORA_OK;
}

static void turn_point(chora_grid_xy *xy, double scale)
{
    xy->x += (int64_t)(wrap_of((double)xy->x / scale) / 360) * llround(360 * scale);
}

static void turn_points(chora_grid *grid)
{
    for (size_t i = 0; i < grid->start[grid->path_count]; i++)
        turn_point(&grid->xy[i], grid->scale);
}

double chora_grid_scale(int decimals)
{
    static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
    return decimals >= 0 && decimals <= 9 ? tens[decimals] : pow(10, decimals);
}

chora_grid_xy chora_grid_point(chora_xy at, int decimals)
{
    double scale = chora_grid_scale(decimals);
    chora_grid_xy xy = { llround(at.x * scale), llround(at.y * scale) };
    turn_point(&xy, scale);
    return xy;
}

static bool make_room(chora_grid *grid, const piece *pieces, size_t count, chora_arena *arena)
{
    size_t paths = 0, points = 0;

    for (size_t i = 0; i < count; i++) {
        paths += pieces[i].shape.path_count;
        points += chora_shape_points(&pieces[i].shape);
    }
    grid->start = chora_arena_alloc(arena, paths + 1, sizeof *grid->start);
    grid->is_shell = chora_arena_alloc(arena, paths + 1, sizeof *grid->is_shell);
    grid->xy = chora_arena_alloc(arena, points + paths + 1, sizeof *grid->xy);
    return grid->start && grid->is_shell && grid->xy;
}

chora_status chora_grid_make(const chora_shape *shape, int decimals, chora_arena *arena,
                             chora_grid *out, chora_error *err)
{
    piece pieces[3];
    size_t count = 0;
    chora_grid grid = { .kind = shape->kind, .scale = chora_grid_scale(decimals) };
    chora_status st = split(shape, arena, pieces, &count, err);

    if (st)
        return st;
    if (!make_room(&grid, pieces, count, arena))
        return chora_no_memory(err);
    for (int keep_all = 0; keep_all < 2 && grid.path_count == 0; keep_all++)
        for (size_t i = 0; i < count; i++)
            add_shape(&grid, &pieces[i].shape, pieces[i].shift, keep_all == 1);
    if (grid.kind == CHORA_SHAPE_POINTS)
        turn_points(&grid);
    *out = grid;
    return CHORA_OK;
}

/* ---- boxes --------------------------------------------------------------------------------- */

typedef struct {
    int64_t from, to;
} span;

static int by_start(const void *a, const void *b)
{
    const span *x = a, *y = b;
    return x->from < y->from ? -1 : x->from > y->from;
}

static span path_span(const chora_grid *grid, size_t path, int64_t *south, int64_t *north)
{
    span s = { INT64_MAX, INT64_MIN };

    for (size_t i = grid->start[path]; i < grid->start[path + 1]; i++) {
        chora_grid_xy p = grid->xy[i];
        s.from = p.x < s.from ? p.x : s.from;
        s.to = p.x > s.to ? p.x : s.to;
        *south = p.y < *south ? p.y : *south;
        *north = p.y > *north ? p.y : *north;
    }
    return s;
}

/* When parts touch 180 on both sides, the box goes around the other way, past the widest gap. */
static void go_around(span *spans, size_t count, int64_t edge, int64_t *west, int64_t *east)
{
    int64_t reach = spans[0].to, widest = 0;

    if (spans[0].from > -edge || *east < edge)
        return;
    for (size_t i = 1; i < count; i++) {
        if (spans[i].from - reach > widest) {
            widest = spans[i].from - reach;
            *west = spans[i].from;
            *east = reach;
        }
        reach = spans[i].to > reach ? spans[i].to : reach;
    }
}

chora_lonlat_box chora_grid_box(const chora_grid *grid)
{
    span *spans = chora_alloc(grid->path_count, sizeof *spans);
    int64_t south = INT64_MAX, north = INT64_MIN, west = INT64_MAX, east = INT64_MIN;

    for (size_t i = 0; i < grid->path_count; i++) {
        span s = path_span(grid, i, &south, &north);
        west = s.from < west ? s.from : west;
        east = s.to > east ? s.to : east;
        if (spans)
            spans[i] = s;
    }
    if (spans && grid->kind != CHORA_SHAPE_POINTS) {
        qsort(spans, grid->path_count, sizeof *spans, by_start);
        go_around(spans, grid->path_count, llround(180 * grid->scale), &west, &east);
    }
    free(spans);
    return (chora_lonlat_box){ (double)west / grid->scale, (double)south / grid->scale,
                               (double)east / grid->scale, (double)north / grid->scale };
}

void chora_lonlat_union_add(chora_lonlat_union *all, chora_lonlat_box box)
{
    double west[2] = { box.west, box.west < 0 ? box.west + 360 : box.west };
    double east[2] = { box.east, box.east < 0 ? box.east + 360 : box.east };

    for (int i = 0; i < 2; i++) {
        if (west[i] > east[i]) {
            west[i] = i ? 0 : -180;
            east[i] = i ? 360 : 180;
        }
        all->west[i] = all->any ? fmin(all->west[i], west[i]) : west[i];
        all->east[i] = all->any ? fmax(all->east[i], east[i]) : east[i];
    }
    all->south = all->any ? fmin(all->south, box.south) : box.south;
    all->north = all->any ? fmax(all->north, box.north) : box.north;
    all->any = true;
}

void chora_lonlat_union_join(chora_lonlat_union *all, const chora_lonlat_union *other)
{
    if (!other->any)
        return;
    if (!all->any) {
        *all = *other;
        return;
    }
    for (int i = 0; i < 2; i++) {
        all->west[i] = fmin(all->west[i], other->west[i]);
        all->east[i] = fmax(all->east[i], other->east[i]);
    }
    all->south = fmin(all->south, other->south);
    all->north = fmax(all->north, other->north);
}

chora_lonlat_box chora_lonlat_union_box(const chora_lonlat_union *all)
{
    bool around = all->east[1] - all->west[1] < all->east[0] - all->west[0];
    double west = all->west[around], east = all->east[around];

    return (chora_lonlat_box){ west > 180 ? west - 360 : west, all->south,
                               east > 180 ? east - 360 : east, all->north };
}
