#include "compose/locator.h"

#include "compose/draw.h"
#include "geo/globe.h"
#include "geo/repair.h"
#include "geo/shape_maker.h"

#include <math.h>
#include <string.h>

static const double gutter_pt = 1 * CHORA_PT_PER_MM;
static const double least_half_km = 2500, most_half_km = 5500, times = 3;
static const double step_pt = 0.2, seam_pt = 0.2, grid_pt = 0.25;
static const double seen_pt = 2.2 * CHORA_PT_PER_MM; /* smaller countries get a ring */
static const double ring_pt = 2 * CHORA_PT_PER_MM;
static const double widest_deg = 200;
static const double coarse_km = 20, least_land = 0.12;

/* ---- which window ---------------------------------------------------------------------------- */

static bool is_own(const chora_areas *areas, const char *country)
{
    for (size_t a = 0; *country && a < areas->area_count; a++)
        if (strcmp(areas->areas[a].country, country) == 0)
            return true;
    return false;
}

/* From the middle of the map to the farthest edge of its land. */
static chora_status half_of_areas(const chora_base_map *base, chora_xy middle, double *out,
                                  chora_error *err)
{
    chora_box box = base->view.lonlat;
    chora_globe *globe = NULL;
    chora_status st = chora_globe_open(middle, &globe, err);
    if (st)
        return st;
    *out = 0;
    for (int i = 0; i <= 8; i++) {
        chora_xy ends[4] = { { box.min_x + (box.max_x - box.min_x) * i / 8, box.min_y },
                             { box.min_x + (box.max_x - box.min_x) * i / 8, box.max_y },
                             { box.min_x, box.min_y + (box.max_y - box.min_y) * i / 8 },
                             { box.max_x, box.min_y + (box.max_y - box.min_y) * i / 8 } };
        for (int k = 0; k < 4; k++) {
            chora_xy at = chora_globe_point(globe, ends[k]);
            *out = fmax(*out, fmax(fabs(at.x), fabs(at.y)));
        }
    }
    chora_globe_close(globe);
    return CHORA_OK;
}

/* Of a frame that wide: the share that is land. */
static chora_status land_share(const chora_areas *world, const chora_locator_window *window,
                               double *out, chora_error *err)
{
    double high = window->half_km / CHORA_LOCATOR_ASPECT, land = 0;
    const chora_box frame = { -window->half_km, -high, window->half_km, high };
    chora_globe *globe = NULL;
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? chora_globe_open(window->middle, &globe, err) : chora_no_memory(err);
    for (size_t i = 0; !st && i < world->area_count; i++) {
        chora_shape shape, seen;
        st = chora_globe_shape(globe, &world->areas[i].shape, coarse_km, arena, &shape, err);
        if (!st)
            st = chora_shape_clip(&shape, frame, arena, &seen, err);
        for (size_t p = 0; !st && p < seen.path_count; p++)
            land += chora_ring_area(seen.xy + seen.start[p], seen.start[p + 1] - seen.start[p]);
    }
    chora_globe_close(globe);
    chora_arena_free(arena);
    *out = land / (4 * window->half_km * high);
    return st;
}

/* A frame tells where a land is that is small beside its region, and has land about it. */
static chora_status is_for_globe(const chora_figure_inputs *inputs,
                                 const chora_locator_window *window, bool *out, chora_error *err)
{
    double land = 1;
    chora_status st = CHORA_OK;
    *out = inputs->figure->locator == CHORA_LOCATOR_GLOBE;
    if (inputs->figure->locator != CHORA_LOCATOR_AUTO)
        return CHORA_OK;
    if (window->half_km <= most_half_km)
        st = land_share(inputs->world, window, &land, err);
    *out = window->half_km > most_half_km || land < least_land;
    return st;
}

chora_status chora_locator_choose(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_locator_window *out, chora_error *err)
{
    chora_box box = base->view.lonlat;
    chora_locator_window window = { .middle = {
                                        (base->view.lonlat.min_x + base->view.lonlat.max_x) / 2,
                                        (box.min_y + box.max_y) / 2 } };
    bool polar = box.max_y < -50 || box.min_y > 50;
    if (box.max_x - box.min_x > widest_deg && !polar)
        return chora_fail(err, CHORA_EINVAL,
                          "locator: the map shows most of the world already; leave it out");
    if (box.max_x - box.min_x > widest_deg) /* a cap: its middle is the pole */
        window.middle.y = box.max_y < 0 ? -90 : 90;
    double half = 0;
    chora_status st = half_of_areas(base, window.middle, &half, err);
    if (st)
        return st;
    window.half_km = fmax(times * half, least_half_km);
    st = is_for_globe(inputs, &window, &window.globe, err);
    if (window.globe)
        window.half_km = chora_globe_radius_km();
    window.half_km = fmin(window.half_km, chora_globe_radius_km());
    if (!st)
        *out = window;
    return st;
}

/* ---- drawing --------------------------------------------------------------------------------- */

typedef struct {
    const chora_figure_inputs *inputs;
    const chora_locator_window *window;
    chora_globe *globe;
    chora_drawing *drawing;
    chora_box box, own; /* on the page; `own`: of the country */
    chora_xy middle;
    double points_per_km;
} locating;

static chora_xy to_page(const locating *locate, chora_xy km)
{
    return (chora_xy){ locate->middle.x + km.x * locate->points_per_km,
                       locate->middle.y - km.y * locate->points_per_km };
}

static chora_status place(const locating *locate, const chora_shape *lonlat, chora_shape *out)
{
    chora_arena *arena = chora_drawing_arena(locate->drawing);
    chora_shape shape;
    if (!arena)
        return locate->drawing->status;
    chora_status st = chora_globe_shape(locate->globe, lonlat, step_pt / locate->points_per_km,
                                        arena, &shape, locate->drawing->err);
    if (st)
        return st;
    for (size_t i = 0; i < chora_shape_points(&shape); i++)
        shape.xy[i] = to_page(locate, shape.xy[i]);
    if (shape.path_count)
        shape.box = chora_box_of(shape.xy, chora_shape_points(&shape));
    *out = shape;
    if (locate->window->globe || shape.path_count == 0)
        return CHORA_OK;
    return chora_shape_clip(&shape, locate->box, arena, out, locate->drawing->err);
}

/* Neighbours are told apart by a line of paper; a country in parts shows none within. */
static void draw_country(locating *locate, const chora_area *area, bool own)
{
    const chora_style *style = locate->inputs->style;
    chora_shape shape = { 0 };
    chora_drawing_check(locate->drawing, place(locate, &area->shape, &shape));
    if (locate->drawing->status || shape.path_count == 0)
        return;
    /* Of a style without colours the others are outlines. */
    bool lined = style->class_hatch_count > 0;
    chora_colour others = lined ? style->paper : style->rule;
    chora_look look = chora_look_fill(own ? style->international_own.colour : others);
    look.stroke = (chora_pen){ .width_pt = seam_pt,
                               .colour = own     ? look.fill
                                         : lined ? style->ink
                                                 : style->paper };
    chora_meaning meaning = { .layer = "locator",
                              .role = own ? "locator-country" : "locator-land",
                              .title = area->name };
    chora_draw_shape(locate->drawing, meaning, look, &shape);
    if (own)
        chora_box_add_box(&locate->own, shape.box);
}

static void draw_land(locating *locate, bool own)
{
    const chora_areas *world = locate->inputs->world;
    for (size_t i = 0; i < world->area_count; i++)
        if (is_own(locate->inputs->areas, world->areas[i].country) == own)
            draw_country(locate, &world->areas[i], own);
}

static void draw_grid_line(locating *locate, chora_xy from, chora_xy to)
{
    enum { POINTS = 37 };
    chora_xy ends[POINTS];
    size_t start[2] = { 0, POINTS };
    for (int i = 0; i < POINTS; i++)
        ends[i] = (chora_xy){ from.x + (to.x - from.x) * i / (POINTS - 1),
                              from.y + (to.y - from.y) * i / (POINTS - 1) };
    chora_shape line = { CHORA_SHAPE_LINES, 1, start, NULL, ends, chora_box_of(ends, POINTS) };
    chora_shape shape = { 0 };
    chora_drawing_check(locate->drawing, place(locate, &line, &shape));
    if (locate->drawing->status)
        return;
    chora_meaning meaning = { .layer = "locator", .role = "locator-grid" };
    chora_pen pen = { .width_pt = grid_pt, .colour = locate->inputs->style->ground_neighbour };
    chora_draw_shape(locate->drawing, meaning, chora_look_stroke(pen), &shape);
}

/* Every 30 degrees, in pieces of a quarter, so that those on the far half are not seen at all. */
static void draw_grid(locating *locate)
{
    for (int degree = -180; degree < 180; degree += 30)
        for (int half = 0; half < 6; half++)
            draw_grid_line(locate, (chora_xy){ degree, -90 + 30 * half },
                           (chora_xy){ degree, -60 + 30 * half });
    for (int degree = -60; degree <= 60; degree += 30)
        for (int part = 0; part < 12; part++)
            draw_grid_line(locate, (chora_xy){ -180 + 30 * part, degree },
                           (chora_xy){ -150 + 30 * part, degree });
}

static void draw_edge(locating *locate, const char *role, chora_look look, double grow)
{
    chora_meaning meaning = { .layer = "locator", .role = role };
    chora_box box = chora_box_grow(locate->box, grow);
    if (locate->window->globe)
        chora_draw_circle(locate->drawing, meaning, look, locate->middle,
                          (box.max_x - box.min_x) / 2);
    else
        chora_draw_box(locate->drawing, meaning, look, box);
}

/* A small country is not seen without it; nor one that the layer does not name. */
static void draw_ring(locating *locate)
{
    const chora_style *style = locate->inputs->style;
    bool known = !chora_box_is_empty(locate->own);
    double size =
        known ? fmax(locate->own.max_x - locate->own.min_x, locate->own.max_y - locate->own.min_y)
              : 0;
    if (known && size >= seen_pt)
        return;
    chora_look look = chora_look_stroke(
        (chora_pen){ .width_pt = 0.8, .colour = style->international_own.colour });
    look.casing = (chora_pen){ .width_pt = 1.8, .colour = style->paper };
    chora_meaning meaning = { .layer = "locator", .role = "locator-ring" };
    chora_draw_circle(locate->drawing, meaning, look, locate->middle, ring_pt);
}

static void draw(locating *locate)
{
    const chora_style *style = locate->inputs->style;
    draw_edge(locate, "locator-plate", chora_look_fill(style->paper), gutter_pt);
    draw_grid(locate);
    draw_land(locate, false);
    draw_land(locate, true);
    draw_ring(locate);
    draw_edge(locate, "locator-frame", chora_look_stroke(style->inset_frame), 0);
}

chora_status chora_locator_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_locator_window *window, const chora_ruler *ruler,
                                chora_error *err)
{
    chora_box box = base->locator_box;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    locating locate = { inputs,
                        window,
                        NULL,
                        &drawing,
                        box,
                        CHORA_BOX_EMPTY,
                        { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 },
                        (box.max_x - box.min_x) / 2 / window->half_km };
    chora_drawing_check(&drawing, chora_globe_open(window->middle, &locate.globe, err));
    if (!drawing.status)
        draw(&locate);
    chora_globe_close(locate.globe);
    return chora_drawing_end(&drawing, &base->locator);
}
