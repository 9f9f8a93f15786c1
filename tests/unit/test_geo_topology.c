#include "geo_fixture.h"

#include "geo/topology.h"

typedef struct {
    chora_arena *arena;
    const chora_shape **list;
    size_t count;
    chora_topology topology;
} plan;

static plan plan_of_shapes(const chora_shape **list, size_t count, chora_arena *arena)
{
    chora_error err = CHORA_ERROR_INIT;
    plan p = { .arena = arena, .list = list, .count = count };
    if (chora_topology_build(list, count, arena, &p.topology, &err))
        fail_msg("%s", err.message);
    return p;
}

static plan plan_of(const char *const *wkts, size_t count, chora_arena *arena)
{
    chora_shape *shapes = chora_arena_alloc(arena, count, sizeof *shapes);
    const chora_shape **list = chora_arena_alloc(arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        shapes[i] = shape_of_wkt(wkts[i], arena);
        list[i] = &shapes[i];
    }
    return plan_of_shapes(list, count, arena);
}

static chora_topology simplified(const plan *p, double tolerance)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_topology out;
    if (chora_topology_simplify(&p->topology, tolerance, p->arena, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

static chora_shape area_shape(const chora_topology *topology, size_t area, chora_arena *arena)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_shape out;
    if (chora_topology_shape(topology, area, arena, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

static bool is_outer(void *context, size_t left, size_t right)
{
    return (left == CHORA_NO_AREA) != (right == CHORA_NO_AREA);
}

static bool is_inner(void *context, size_t left, size_t right)
{
    return left != CHORA_NO_AREA && right != CHORA_NO_AREA;
}

static chora_shape lines_of(const chora_topology *topology, chora_arc_select select,
                            chora_arena *arena)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_shape out;
    if (chora_topology_lines(topology, select, NULL, arena, &out, &err))
        fail_msg("%s", err.message);
    assert_int_equal(out.kind, CHORA_SHAPE_LINES);
    return out;
}

static double length_of(const chora_shape *lines)
{
    double length = 0;
    for (size_t path = 0; path < lines->path_count; path++)
        for (size_t i = lines->start[path]; i + 1 < lines->start[path + 1]; i++)
            length +=
                hypot(lines->xy[i + 1].x - lines->xy[i].x, lines->xy[i + 1].y - lines->xy[i].y);
    return length;
}

/* ---- building -------------------------------------------------------------------------------- */

static void two_squares_share_one_arc(void **state)
{
    static const char *const wkts[] = { "POLYGON((0 0, 1 0, 1 0.5, 1 1, 0 1, 0 0))",
                                        "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0.5, 1 0))" };
    chora_arena *arena = chora_arena_new();
    plan p = plan_of(wkts, 2, arena);
    assert_int_equal(p.topology.arc_count, 3);
    size_t shared = 0;
    for (size_t i = 0; i < 3; i++) {
        const chora_arc *arc = &p.topology.arcs[i];
        if (arc->left == CHORA_NO_AREA || arc->right == CHORA_NO_AREA)
            continue;
        shared++;
        assert_int_equal(arc->left, 0);
        assert_int_equal(arc->right, 1);
        assert_int_equal(arc->count, 3);
        assert_near(p.topology.xy[arc->first].y, 0, 0); /* up: area 0 on its left */
    }
    assert_int_equal(shared, 1);
    chora_arena_free(arena);
}

typedef struct {
    const char *what;
    const char *wkts[3];
    size_t count, arcs, rings;
} building;

static void builds_all_sorts(void **state)
{
    static const building cases[] = {
        { "a hole and what fills it, rotated and reversed",
          { "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))",
            "POLYGON((4 4, 2 4, 2 2, 4 2, 4 4))" },
          2,
          2,
          3 },
        { "the same square twice",
          { "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", "POLYGON((1 1, 0 1, 0 0, 1 0, 1 1))" },
          2,
          1,
          2 },
        { "touching in a corner",
          { "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", "POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))" },
          2,
          2,
          2 },
        { "empty between",
          { "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", "POLYGON EMPTY",
            "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))" },
          3,
          3,
          2 },
        { "repeated points", { "POLYGON((0 0, 1 0, 1 0, 1 0, 1 1, 0 1, 0 0, 0 0))" }, 1, 1, 1 },
        { "a spike", { "POLYGON((0 0, 2 0, 2 1, 3 1, 2 1, 2 2, 0 2, 0 0))" }, 1, 2, 1 },
        { "two polygons of one area",
          { "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))" },
          1,
          2,
          2 },
        { "no width", { "POLYGON((0 0, 1 0, 0 0, 0 0))" }, 1, 0, 0 },
        { "a shell gone with its hole",
          { "POLYGON((0 0, 1 0, 0 0, 0 0), (0 0, 1 0, 1 1, 0 0))" },
          1,
          0,
          0 },
        { "plus and minus zero",
          { "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", "POLYGON((-0 0, -0 1, -1 1, -1 0, -0 0))" },
          2,
          3,
          2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        plan p = plan_of(cases[i].wkts, cases[i].count, arena);
        if (p.topology.arc_count != cases[i].arcs || p.topology.ring_count != cases[i].rings)
            fail_msg("%s: %zu arcs, %zu rings", cases[i].what, p.topology.arc_count,
                     p.topology.ring_count);
        for (size_t a = 0; a < cases[i].count; a++) {
            chora_shape shape = area_shape(&p.topology, a, arena);
            double expected = i < 7 || i > 8 ? planar_area(p.list[a]) : 0;
            assert_near(planar_area(&shape), expected, 1e-12);
        }
        chora_arena_free(arena);
    }
}

/* Out and back on the same line: one arc with the area on both sides. */
static void a_spike_is_an_arc_of_its_own(void **state)
{
    static const char *const wkt[] = { "POLYGON((0 0, 2 0, 2 1, 3 1, 2 1, 2 2, 0 2, 0 0))" };
    chora_arena *arena = chora_arena_new();
    plan p = plan_of(wkt, 1, arena);
    const chora_arc *first = &p.topology.arcs[0], *second = &p.topology.arcs[1];
    const chora_arc *spike = first->count == 2 ? first : second;
    assert_int_equal(p.topology.arc_count, 2);
    assert_int_equal(spike->count, 2);
    assert_int_equal(spike->left, 0);
    assert_int_equal(spike->right, 0);
    chora_arena_free(arena);
}

static void refuses_lines_and_unknown_areas(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_error err = CHORA_ERROR_INIT;
    chora_shape line = shape_of_wkt("LINESTRING(0 0, 1 1)", arena), out;
    const chora_shape *list[] = { &line };
    chora_topology topology;
    assert_int_equal(chora_topology_build(list, 1, arena, &topology, &err), CHORA_EINVAL);
    assert_int_equal(chora_topology_build(NULL, 0, arena, &topology, &err), CHORA_OK);
    assert_int_equal(chora_topology_shape(&topology, 0, arena, &out, &err), CHORA_EINVAL);
    assert_int_equal(chora_topology_simplify(&topology, -1, arena, &topology, &err), CHORA_EINVAL);
    assert_int_equal(chora_topology_simplify(&topology, 1, arena, &topology, &err), CHORA_OK);
    chora_arena_free(arena);
}

/* ---- a made-up country ----------------------------------------------------------------------- */

#define SIDE 6
#define STEPS 40

static double noise(size_t a, size_t b, size_t c)
{
    uint64_t x = a * 0x9e3779b97f4a7c15u ^ b * 0xbf58476d1ce4e5b9u ^ c * 0x94d049bb133111ebu;
    x ^= x >> 31;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    return (double)(x >> 11) / 9007199254740992.0 - 0.5;
}

/* A point on the wiggly border from grid corner (i, j) along x or y. */
static chora_xy wiggle(size_t i, size_t j, bool along_x, size_t step)
{
    double t = (double)step / STEPS, off = 0;
    if (step > 0 && step < STEPS)
        off = sin(3.14159 * t) *
              (0.08 * sin(6.28318 * 3 * t) + 0.05 * noise(i * 2 + along_x, j, step));
    return along_x ? (chora_xy){ (double)i + t, (double)j + off }
                   : (chora_xy){ (double)i + off, (double)j + t };
}

static void add_side(chora_xy *xy, size_t *count, size_t i, size_t j, bool along_x, bool back)
{
    for (size_t k = 0; k < STEPS; k++)
        xy[(*count)++] = wiggle(i, j, along_x, back ? STEPS - k : k);
}

static const chora_shape *cell(size_t i, size_t j, chora_arena *arena)
{
    chora_shape *shape = chora_arena_alloc(arena, 1, sizeof *shape);
    size_t count = 0, points = 4 * STEPS;
    *shape = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .path_count = 1, .box = CHORA_BOX_EMPTY };
    shape->start = chora_arena_alloc(arena, 2, sizeof *shape->start);
    shape->polygon_of = chora_arena_alloc(arena, 1, sizeof *shape->polygon_of);
    shape->xy = chora_arena_alloc(arena, points + 1, sizeof *shape->xy);
    add_side(shape->xy, &count, i, j, true, false);
    add_side(shape->xy, &count, i + 1, j, false, false);
    add_side(shape->xy, &count, i, j + 1, true, true);
    add_side(shape->xy, &count, i, j, false, true);
    shape->xy[points] = shape->xy[0];
    shape->start[1] = points + 1;
    /* begin somewhere else in every cell: the arcs must not depend on it */
    size_t turn = (i * 31 + j * 17) % points;
    chora_xy *turned = chora_arena_alloc(arena, points + 1, sizeof *turned);
    for (size_t k = 0; k <= points; k++)
        turned[k] = shape->xy[(k + turn) % points];
    shape->xy = turned;
    for (size_t k = 0; k <= points; k++)
        chora_box_add(&shape->box, turned[k]);
    return shape;
}

static plan country(chora_arena *arena)
{
    const chora_shape **list = chora_arena_alloc(arena, SIDE * SIDE, sizeof *list);
    for (size_t k = 0; k < SIDE * SIDE; k++)
        list[k] = cell(k % SIDE, k / SIDE, arena);
    return plan_of_shapes(list, SIDE * SIDE, arena);
}

static double off_line(chora_xy p, const chora_xy *xy, size_t count)
{
    double best = INFINITY;
    for (size_t i = 0; i + 1 < count; i++) {
        double dx = xy[i + 1].x - xy[i].x, dy = xy[i + 1].y - xy[i].y, n = dx * dx + dy * dy;
        double t = n > 0 ? ((p.x - xy[i].x) * dx + (p.y - xy[i].y) * dy) / n : 0;
        t = fmax(0, fmin(1, t));
        best = fmin(best, hypot(p.x - xy[i].x - t * dx, p.y - xy[i].y - t * dy));
    }
    return best;
}

static void check_distance(const chora_topology *from, const chora_topology *to, double tolerance)
{
    for (size_t i = 0; i < from->arc_count; i++) {
        const chora_arc *a = &from->arcs[i], *b = &to->arcs[i];
        assert_int_equal(a->left, b->left);
        assert_int_equal(a->right, b->right);
        assert_memory_equal(&from->xy[a->first], &to->xy[b->first], sizeof(chora_xy));
        assert_memory_equal(&from->xy[a->first + a->count - 1], &to->xy[b->first + b->count - 1],
                            sizeof(chora_xy));
        for (size_t k = 0; k < a->count; k++) {
            double off = off_line(from->xy[a->first + k], to->xy + b->first, b->count);
            if (!(off <= tolerance * 1.0000001))
                fail_msg("arc %zu: %g off with tolerance %g", i, off, tolerance);
        }
    }
}

/* The outline encloses what the cells add up to: nothing between them, nothing twice. */
static void simplified_cells_fill_their_outline(void **state)
{
    static const double tolerances[] = { 0, 0.01, 0.03, 0.1, 0.3 };
    chora_arena *arena = chora_arena_new();
    plan p = country(arena);
    assert_int_equal(p.topology.arc_count, 2 * SIDE * (SIDE + 1) - 4);
    size_t before = SIZE_MAX;
    for (size_t t = 0; t < 5; t++) {
        chora_topology thin = simplified(&p, tolerances[t]);
        const chora_arc *last = &thin.arcs[thin.arc_count - 1];
        size_t points = last->first + last->count;
        assert_true(points < before);
        before = points;
        check_distance(&p.topology, &thin, tolerances[t]);
        double sum = 0;
        for (size_t a = 0; a < p.count; a++) {
            chora_shape shape = area_shape(&thin, a, arena);
            assert_int_equal(shape.path_count, 1);
            assert_true(planar_area(&shape) > 0.4);
            sum += planar_area(&shape);
        }
        chora_shape outline = lines_of(&thin, is_outer, arena);
        assert_int_equal(outline.path_count, 1);
        assert_near(fabs(planar_area(&outline)), sum, 1e-9);
    }
    chora_arena_free(arena);
}

/* GEOS unites the thinned cells to one polygon without a hole. */
static void no_gaps_no_overlaps(void **state)
{
    chora_arena *arena = chora_arena_new();
    plan p = country(arena);
    chora_topology thin = simplified(&p, 0.04);
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *cells[SIDE * SIDE];
    double sum = 0, area = 0;
    for (size_t a = 0; a < p.count; a++) {
        chora_shape shape = area_shape(&thin, a, arena);
        void *wkb = NULL;
        size_t length = 0;
        assert_int_equal(chora_shape_to_wkb(&shape, &wkb, &length, NULL), CHORA_OK);
        cells[a] = GEOSGeomFromWKB_buf_r(geos, wkb, length);
        if (GEOSisValid_r(geos, cells[a]) != 1)
            fail_msg("cell %zu: %s", a, GEOSisValidReason_r(geos, cells[a]));
        sum += planar_area(&shape);
        free(wkb);
    }
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, cells, SIDE * SIDE);
    GEOSGeometry *one = GEOSUnaryUnion_r(geos, all);
    assert_int_equal(GEOSGeomTypeId_r(geos, one), GEOS_POLYGON);
    assert_int_equal(GEOSGetNumInteriorRings_r(geos, one), 0);
    GEOSArea_r(geos, one, &area);
    assert_near(area, sum, 1e-9);
    GEOSGeom_destroy_r(geos, one);
    GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    chora_arena_free(arena);
}

static void same_input_same_bytes(void **state)
{
    chora_arena *arena = chora_arena_new();
    plan one = country(arena), two = country(arena);
    chora_topology a = simplified(&one, 0.03), b = simplified(&two, 0.03);
    size_t points = a.arcs[a.arc_count - 1].first + a.arcs[a.arc_count - 1].count;
    assert_int_equal(a.arc_count, b.arc_count);
    assert_memory_equal(a.arcs, b.arcs, a.arc_count * sizeof *a.arcs);
    assert_memory_equal(a.xy, b.xy, points * sizeof *a.xy);
    chora_arena_free(arena);
}

/* ---- rings that would suffer ----------------------------------------------------------------- */

static void rings_do_not_collapse(void **state)
{
    static const struct {
        const char *what, *wkts[2];
        size_t count;
        double tolerance;
        size_t least[2]; /* Points. */
    } cases[] = {
        { "a lens between two nodes",
          { "POLYGON((0 0, 10 0, 20 0, 10 0.9, 0 0))",
            "POLYGON((0 0, 10 0.9, 20 0, 20 10, 0 10, 0 0))" },
          2,
          1,
          { 4, 5 } },
        { "an island larger than the tolerance's square",
          { "POLYGON((0 0, 9 0, 9 0.5, 0 0.5, 0 0))" },
          1,
          1,
          { 4, 0 } },
        { "an island smaller than it beside one larger",
          { "MULTIPOLYGON(((0 0, 0.5 0, 0.5 0.5, 0 0.5, 0 0)), ((5 5, 9 5, 9 9, 5 9, 5 5)))" },
          1,
          1,
          { 5, 0 } },
        { "the only island of an area, of two",
          { "POLYGON((0 0, 0.5 0, 0.5 0.5, 0 0.5, 0 0))",
            "MULTIPOLYGON(((5 5, 5.5 5, 5.5 5.5, 5 5)), ((8 8, 8.2 8, 8.2 8.2, 8 8)))" },
          2,
          1,
          { 4, 4 } },
        { "a round island",
          { "POLYGON((2 0, 1.4 1.4, 0 2, -1.4 1.4, -2 0, -1.4 -1.4, 0 -2, 1.4 "
            "-1.4, 2 0))" },
          1,
          3.5,
          { 4, 0 } },
        { "a round island, a little larger",
          { "POLYGON((2 0, 1.4 1.4, 0 2, -1.4 1.4, -2 0, -1.4 -1.4, 0 -2, 1.4 "
            "-1.4, 2 0))" },
          1,
          2.5,
          { 4, 0 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_arena *arena = chora_arena_new();
        plan p = plan_of(cases[i].wkts, cases[i].count, arena);
        chora_topology thin = simplified(&p, cases[i].tolerance);
        for (size_t a = 0; a < cases[i].count; a++) {
            chora_shape shape = area_shape(&thin, a, arena);
            size_t points = chora_shape_points(&shape);
            if (points < cases[i].least[a])
                fail_msg("%s: area %zu has %zu points", cases[i].what, a, points);
            if (planar_area(&shape) < 0.5 * planar_area(p.list[a]))
                fail_msg("%s: area %zu has lost too much", cases[i].what, a);
        }
        chora_arena_free(arena);
    }
    chora_arena *arena = chora_arena_new();
    plan p = plan_of(&cases[2].wkts[0], 1, arena);
    chora_topology thin = simplified(&p, 1);
    chora_shape shape = area_shape(&thin, 0, arena);
    assert_int_equal(shape.path_count, 1);
    chora_arena_free(arena);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void lines_are_long_and_drawn_once(void **state)
{
    chora_arena *arena = chora_arena_new();
    plan p = country(arena);
    double all = 0;
    for (size_t i = 0; i < p.topology.arc_count; i++)
        for (size_t k = 0; k + 1 < p.topology.arcs[i].count; k++) {
            const chora_xy *xy = &p.topology.xy[p.topology.arcs[i].first + k];
            all += hypot(xy[1].x - xy[0].x, xy[1].y - xy[0].y);
        }
    chora_shape outer = lines_of(&p.topology, is_outer, arena);
    chora_shape inner = lines_of(&p.topology, is_inner, arena);
    chora_shape every = lines_of(&p.topology, NULL, arena);
    assert_near(length_of(&outer) + length_of(&inner), all, 1e-9);
    assert_near(length_of(&every), all, 1e-9);
    assert_int_equal(outer.path_count, 1);
    assert_int_equal(inner.path_count, 2 * (SIDE - 1)); /* as many as end at the outline, halved */
    chora_arena_free(arena);
}

/* Where four lines meet each goes on straight. */
static void lines_go_straight_on(void **state)
{
    static const char *const wkts[] = { "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))",
                                        "POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))",
                                        "POLYGON((0 1, 1 1, 1 2, 0 2, 0 1))" };
    static const char *const fourth = "POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))";
    const char *all[] = { wkts[0], wkts[1], wkts[2], fourth };
    chora_arena *arena = chora_arena_new();
    plan p = plan_of(all, 4, arena);
    chora_shape lines = lines_of(&p.topology, is_inner, arena);
    assert_int_equal(lines.path_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const chora_xy *xy = lines.xy + lines.start[i];
        assert_int_equal(lines.start[i + 1] - lines.start[i], 3);
        assert_true((xy[0].x == xy[2].x) != (xy[0].y == xy[2].y));
    }
    chora_arena_free(arena);
}

static bool is_border_of_first(void *context, size_t left, size_t right)
{
    return (left == 0) != (right == 0);
}

static bool is_nothing(void *context, size_t left, size_t right)
{
    return false;
}

static void closed_and_empty_lines(void **state)
{
    static const char *const wkts[] = {
        "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))",
        "POLYGON((4 4, 2 4, 2 2, 4 2, 4 4))"
    };
    chora_arena *arena = chora_arena_new();
    plan p = plan_of(wkts, 2, arena);
    chora_shape lines = lines_of(&p.topology, is_border_of_first, arena);
    assert_int_equal(lines.path_count, 2);
    assert_near(length_of(&lines), 44, 1e-12);
    assert_memory_equal(&lines.xy[0], &lines.xy[4], sizeof(chora_xy));
    lines = lines_of(&p.topology, is_nothing, arena);
    assert_int_equal(lines.path_count, 0);
    chora_arena_free(arena);
}

/* ---- real layers ----------------------------------------------------------------------------- */

static void real_layer(const char *name, double tolerance)
{
    chora_arena *arena = chora_arena_new();
    layer areas = { 0 };
    if (!read_layer(name, arena, &areas))
        skip();
    size_t points = 0;
    double before = 0, after = 0;
    for (size_t i = 0; i < areas.count; i++) {
        points += chora_shape_points(areas.list[i]);
        before += planar_area(areas.list[i]);
    }
    double t0 = seconds();
    plan p = plan_of_shapes(areas.list, areas.count, arena);
    double t1 = seconds();
    chora_topology thin = simplified(&p, tolerance);
    double t2 = seconds();
    chora_shape lines = lines_of(&thin, NULL, arena);
    double t3 = seconds();
    for (size_t i = 0; i < areas.count; i++) {
        chora_shape whole = area_shape(&p.topology, i, arena);
        assert_near(planar_area(&whole), planar_area(areas.list[i]), 1e-9);
        chora_shape shape = area_shape(&thin, i, arena);
        after += planar_area(&shape);
    }
    size_t left = thin.arcs[thin.arc_count - 1].first + thin.arcs[thin.arc_count - 1].count;
    print_message("%s: %zu points, %zu arcs, %zu points left; build %.0f ms, simplify %.0f ms, "
                  "%zu lines %.0f ms\n",
                  name, points, p.topology.arc_count, left, 1e3 * (t1 - t0), 1e3 * (t2 - t1),
                  lines.path_count, 1e3 * (t3 - t2));
    check_distance(&p.topology, &thin, tolerance);
    assert_near(after / before, 1, 0.001);
    assert_true(t1 - t0 < 5 && t2 - t1 < 5);
    chora_arena_free(arena);
}

static void provinces_of_afghanistan(void **state)
{
    real_layer("afg_admin1", 0.005);
}

static void provinces_of_the_world(void **state)
{
    real_layer("world_admin1", 0.03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_squares_share_one_arc),
        cmocka_unit_test(builds_all_sorts),
        cmocka_unit_test(a_spike_is_an_arc_of_its_own),
        cmocka_unit_test(refuses_lines_and_unknown_areas),
        cmocka_unit_test(simplified_cells_fill_their_outline),
        cmocka_unit_test(no_gaps_no_overlaps),
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(rings_do_not_collapse),
        cmocka_unit_test(lines_are_long_and_drawn_once),
        cmocka_unit_test(lines_go_straight_on),
        cmocka_unit_test(closed_and_empty_lines),
        cmocka_unit_test(provinces_of_afghanistan),
        cmocka_unit_test(provinces_of_the_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
