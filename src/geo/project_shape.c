/* Whole shapes through a projection: torn where the map ends, bent where straight lines bend. */
#include "geo/projection_inside.h"
#include "geo/shape_maker.h"

#include <math.h>
#include <stdlib.h>

/* An edge is halved at most this often: 4096 pieces. */
#define DEEPEST 12
/* Lines on maps of a region curve with a radius of more than this: short edges need no test. */
#define SHARPEST_CURVE_M 100000.0
/* Degrees; longer edges are halved whatever their middle says, which an S-curve would deceive. */
#define LONGEST_EDGE 5.0
/* Degrees, a tenth of a millimetre. */
#define EDGE 1e-9

typedef struct {
    chora_projection *projection;
    double tolerance;
    double untested_square; /* Shorter projected edges are straight enough. */
    chora_shape_maker *maker;
    chora_xy *flat; /* Projected points of the path in work. */
    size_t flat_capacity;
    chora_xy *bend; /* Points between the ends of the edge in work. */
    size_t bend_count, bend_capacity;
} work;

typedef struct {
    chora_xy ground, flat;
} both;

/* What lies on the edge of the map must stay on its side of it: PROJ may see it on the other. */
static void project_inside(const work *w, chora_xy *points, size_t count)
{
    double middle = w->projection->middle_lon;
    for (size_t i = 0; i < count && !isnan(middle); i++)
        points[i].x = fmax(middle - 180 + EDGE, fmin(middle + 180 - EDGE, points[i].x));
    chora_project(w->projection, points, count);
}

static both middle_of(const work *w, both a, both b)
{
    both m = { .ground = { (a.ground.x + b.ground.x) / 2, (a.ground.y + b.ground.y) / 2 } };
    m.flat = m.ground;
    project_inside(w, &m.flat, 1);
    return m;
}

/* Distance of p from the segment a-b. */
static double off_chord(chora_xy p, chora_xy a, chora_xy b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    t = fmax(0, fmin(1, t));
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static double square_between(chora_xy a, chora_xy b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

static bool edge_is_long(both a, both b)
{
    return square_between(a.ground, b.ground) > LONGEST_EDGE * LONGEST_EDGE;
}

static bool edge_is_straight(const work *w, both a, both b, both m)
{
    if (isnan(m.flat.x) || edge_is_long(a, b))
        return false;
    return off_chord(m.flat, a.flat, b.flat) <= w->tolerance;
}

static void add_bend(work *w, chora_xy point)
{
    if (w->maker->failed)
        return;
    if (chora_grow((void **)&w->bend, &w->bend_capacity, w->bend_count, sizeof point))
        w->maker->failed = true;
    else
        w->bend[w->bend_count++] = point;
}

/* Adds what is between a and b. Where a half cannot be seen its ends are searched for, so that a
 * line runs right up to the edge of the projection. */
static void bend_edge(work *w, both a, both b, int depth)
{
    bool dark_a = isnan(a.flat.x), dark_b = isnan(b.flat.x);
    if (depth == DEEPEST || (dark_a && dark_b && !edge_is_long(a, b)))
        return;
    if (!dark_a && !dark_b && square_between(a.flat, b.flat) <= w->untested_square)
        return;
    both m = middle_of(w, a, b);
    if (!dark_a && !dark_b && edge_is_straight(w, a, b, m))
        return;
    bend_edge(w, a, m, depth + 1);
    if (!isnan(m.flat.x))
        add_bend(w, m.flat);
    bend_edge(w, m, b, depth + 1);
}

static bool comes_first(chora_xy a, chora_xy b)
{
    return a.x < b.x || (a.x == b.x && a.y <= b.y);
}

/* Always from the same end, so that both owners of a border get the same points. */
static void add_edge(work *w, both a, both b)
{
    bool forward = comes_first(a.ground, b.ground);
    w->bend_count = 0;
    if (forward)
        bend_edge(w, a, b, 0);
    else
        bend_edge(w, b, a, 0);
    for (size_t i = 0; i < w->bend_count; i++)
        chora_shape_maker_point(w->maker, w->bend[forward ? i : w->bend_count - 1 - i]);
}

static bool project_path(work *w, const chora_xy *ground, size_t count)
{
    if (count > w->flat_capacity) {
        chora_xy *grown = chora_realloc(w->flat, count, sizeof *grown);
        if (!grown)
            return false;
        w->flat = grown;
        w->flat_capacity = count;
    }
    for (size_t i = 0; i < count; i++)
        w->flat[i] = ground[i];
    project_inside(w, w->flat, count);
    return true;
}

/* A line ends where it cannot be seen; a ring goes on with its next visible point. */
static void add_path(work *w, const chora_xy *ground, size_t count)
{
    if (!project_path(w, ground, count)) {
        w->maker->failed = true;
        return;
    }
    bool lines = w->maker->kind == CHORA_SHAPE_LINES;
    for (size_t i = 0; i < count; i++) {
        bool seen = !isnan(w->flat[i].x);
        if (seen)
            chora_shape_maker_point(w->maker, w->flat[i]);
        if (i + 1 < count)
            add_edge(w, (both){ ground[i], w->flat[i] }, (both){ ground[i + 1], w->flat[i + 1] });
        if (lines && !seen)
            chora_shape_maker_path(w->maker);
    }
    chora_shape_maker_path(w->maker);
}

static void add_points(work *w, const chora_shape *shape)
{
    for (size_t i = 0; i < chora_shape_points(shape); i++) {
        chora_xy point = shape->xy[i];
        chora_project(w->projection, &point, 1);
        if (isnan(point.x))
            continue;
        chora_shape_maker_point(w->maker, point);
        chora_shape_maker_path(w->maker);
    }
}

static void add_shape(work *w, const chora_shape *shape)
{
    if (shape->kind == CHORA_SHAPE_POINTS) {
        add_points(w, shape);
        return;
    }
    for (size_t path = 0; path < shape->path_count; path++) {
        if (shape->polygon_of &&
            (path == 0 || shape->polygon_of[path] != shape->polygon_of[path - 1]))
            chora_shape_maker_polygon(w->maker);
        add_path(w, shape->xy + shape->start[path], shape->start[path + 1] - shape->start[path]);
    }
}

/* ---- torn maps ------------------------------------------------------------------------------- */

static void shift(chora_shape *shape, double by)
{
    size_t count = chora_shape_points(shape);
    for (size_t i = 0; i < count; i++)
        shape->xy[i].x += by;
}

/* The part that lies in one turn around the Earth, moved next to the middle of the map. */
static chora_status add_turn(work *w, const chora_shape *shape, double left, chora_error *err)
{
    chora_box turn = { left, -91, left + 360, 91 };
    if (!chora_box_overlaps(chora_box_grow(shape->box, 1e-9), turn))
        return CHORA_OK;
    chora_arena *scratch = chora_arena_new();
    chora_shape part = { 0 };
    chora_status st =
        scratch ? chora_shape_clip(shape, turn, scratch, &part, err) : chora_no_memory(err);
    if (!st) {
        shift(&part, w->projection->middle_lon - 180 - left);
        add_shape(w, &part);
    }
    chora_arena_free(scratch);
    return st;
}

static chora_status add_torn(work *w, const chora_shape *shape, chora_error *err)
{
    double left = w->projection->middle_lon - 180;
    bool whole = shape->kind == CHORA_SHAPE_POINTS || isnan(left) ||
                 (shape->box.min_x >= left && shape->box.max_x <= left + 360);
    if (whole) {
        add_shape(w, shape);
        return CHORA_OK;
    }
    chora_status st = CHORA_OK;
    for (int turn = -1; turn <= 1 && !st; turn++)
        st = add_turn(w, shape, left + 360.0 * turn, err);
    return st;
}

chora_status chora_project_shape(chora_projection *projection, const chora_shape *lonlat,
                                 double tolerance, chora_arena *arena, chora_shape *out,
                                 chora_error *err)
{
    if (!(tolerance > 0))
        return chora_fail(err, CHORA_EINVAL, "the tolerance for projecting must be above 0");
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(lonlat->kind);
    work w = { .projection = projection, .tolerance = tolerance, .maker = &maker };
    w.untested_square = 8 * SHARPEST_CURVE_M * tolerance;
    chora_status st = add_torn(&w, lonlat, err);
    free(w.flat);
    free(w.bend);
    if (st) {
        chora_shape_maker_free(&maker);
        return st;
    }
    return chora_shape_maker_finish(&maker, arena, out, err);
}
