#include "compose/graticule.h"

#include "compose/draw.h"
#include "compose/page_shape.h"
#include "compose/wording.h"

#include <math.h>

enum { SAMPLES = 96 };

static const double line_pt = 0.3, gap_pt = 2, arrow_mm = 7, corner_mm = 4;

double chora_graticule_step(double degrees)
{
    static const double steps[] = { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30 };
    size_t count = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < count; i++)
        if (steps[i] * 5 >= degrees)
            return steps[i];
    return steps[count - 1];
}

typedef struct {
    chora_base_map *base;
    const chora_figure_inputs *inputs;
    chora_drawing *drawing;
} gridding;

static chora_xy to_page(const gridding *grid, double lon, double lat)
{
    chora_xy at = { lon, lat };
    chora_project(grid->base->view.projection, &at, 1);
    chora_view_to_page(&grid->base->view, &at, 1);
    return at;
}

/* Names keep off this box. */
static void keep_free(chora_base_map *base, chora_box box)
{
    if (base->kept_free_count < CHORA_KEPT_FREE_MAX)
        base->kept_free[base->kept_free_count++] = box;
}

static const char *degrees_text(const gridding *grid, bool meridian, double degrees)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    double east = degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    const char *side = east == 0 || fabs(east) == 180 ? "none"
                       : meridian                     ? east < 0 ? "west" : "east"
                       : east < 0                     ? "south"
                                                      : "north";
    chora_round_text(grid->inputs->words, fabs(east), number);
    chora_arena *arena = chora_drawing_arena(grid->drawing);
    const char *text =
        arena ? chora_say_of(grid->inputs->words, arena, "grid", side, "n", number, NULL) : NULL;
    return text ? text : "";
}

/* At the left edge for a parallel, at the upper one for a meridian. */
static void draw_degrees(const gridding *grid, bool meridian, double degrees, chora_xy at)
{
    const chora_style *style = grid->inputs->style;
    chora_box map = grid->base->layout.map;
    const char *text = degrees_text(grid, meridian, degrees);
    double width = chora_draw_width(grid->drawing, style->scale_bar, text);
    chora_xy baseline = meridian ? (chora_xy){ at.x + gap_pt, map.min_y + style->scale_bar.size_pt }
                                 : (chora_xy){ map.min_x + gap_pt, at.y - gap_pt };
    chora_box box = { baseline.x, baseline.y - style->scale_bar.size_pt, baseline.x + width,
                      baseline.y + gap_pt };
    if (box.max_x > map.max_x || box.min_y < map.min_y - 1)
        return;
    for (size_t i = 0; i < grid->base->kept_free_count; i++)
        if (chora_box_overlaps(grid->base->kept_free[i], box))
            return;
    if (chora_box_overlaps(grid->base->scale_bar_box, box))
        return;
    for (size_t a = 0; a < grid->base->area_count; a++)
        if (chora_page_shape_meets(&grid->base->shapes[a], box))
            return;
    keep_free(grid->base, box);
    chora_draw_text(grid->drawing, (chora_meaning){ .layer = "furniture", .role = "graticule" },
                    baseline, CHORA_ALIGN_START, style->scale_bar, text);
}

/* Where the line comes into the map at the edge that has its figure. */
static bool enters(const gridding *grid, bool meridian, chora_xy a, chora_xy b, chora_xy *at)
{
    chora_box map = grid->base->layout.map;
    double edge = meridian ? map.min_y : map.min_x;
    double from = meridian ? a.y : a.x, to = meridian ? b.y : b.x;
    if ((from < edge) == (to < edge) || from == to)
        return false;
    double t = (edge - from) / (to - from);
    chora_xy found = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
    bool inside = meridian ? found.x > map.min_x && found.x < map.max_x
                           : found.y > map.min_y && found.y < map.max_y;
    if (inside)
        *at = found;
    return inside;
}

static void draw_line(const gridding *grid, bool meridian, double degrees)
{
    chora_box window = grid->base->view.window;
    const chora_style *style = grid->inputs->style;
    const chora_meaning meaning = { .layer = "lines", .role = "graticule" };
    chora_xy points[SAMPLES + 1], edge = { NAN, NAN };
    size_t count = 0;
    chora_pen pen = { .width_pt = line_pt, .colour = style->ink3 };
    for (int i = 0; i <= SAMPLES; i++) {
        double t = (double)i / SAMPLES;
        double lon = meridian ? degrees : window.min_x + t * (window.max_x - window.min_x);
        double lat = meridian ? window.min_y + t * (window.max_y - window.min_y) : degrees;
        chora_xy at = to_page(grid, lon, lat);
        if (!isfinite(at.x) || !isfinite(at.y)) {
            chora_draw_line(grid->drawing, meaning, chora_look_stroke(pen), points, count);
            count = 0;
            continue;
        }
        if (count && isnan(edge.x))
            enters(grid, meridian, points[count - 1], at, &edge);
        points[count++] = at;
    }
    chora_draw_line(grid->drawing, meaning, chora_look_stroke(pen), points, count);
    if (isfinite(edge.x))
        draw_degrees(grid, meridian, degrees, edge);
}

static void draw_grid(const gridding *grid)
{
    chora_box areas = grid->base->view.lonlat, window = grid->base->view.window;
    double step = chora_graticule_step(fmax(areas.max_x - areas.min_x, areas.max_y - areas.min_y));
    for (double lon = ceil(window.min_x / step) * step; lon <= window.max_x; lon += step)
        draw_line(grid, true, round(lon / step) * step);
    for (double lat = ceil(window.min_y / step) * step; lat <= window.max_y; lat += step)
        draw_line(grid, false, round(lat / step) * step);
}

/* ---- the arrow ------------------------------------------------------------------------------- */

/* Unit vector to true north on the page. */
static bool north_at(const gridding *grid, chora_xy at, chora_xy *out)
{
    const double little = 0.05;
    chora_xy lonlat = at;
    chora_view_to_metres(&grid->base->view, &lonlat, 1);
    chora_unproject(grid->base->view.projection, &lonlat, 1);
    chora_xy up = to_page(grid, lonlat.x, fmin(lonlat.y + little, 90));
    chora_xy down = to_page(grid, lonlat.x, fmax(lonlat.y - little, -90));
    double dx = up.x - down.x, dy = up.y - down.y, length = hypot(dx, dy);
    *out = (chora_xy){ dx / length, dy / length };
    return isfinite(out->x) && isfinite(out->y);
}

/* How much stands there already. */
static size_t unrest(const chora_base_map *base, chora_box box)
{
    size_t found = chora_box_overlaps(base->scale_bar_box, box) ? 100 : 0;
    for (size_t a = 0; a < base->area_count; a++)
        found += chora_page_shape_meets(&base->shapes[a], box) ? 10 : 0;
    return found;
}

/* The quietest corner; upper right before the others. */
static chora_box arrow_box(const chora_base_map *base)
{
    double size = (arrow_mm + 5) * CHORA_PT_PER_MM, inset = corner_mm * CHORA_PT_PER_MM;
    chora_box map = base->layout.map, best = CHORA_BOX_EMPTY;
    size_t least = SIZE_MAX;
    for (int corner = 0; corner < 4; corner++) {
        double x = corner % 2 == 0 ? map.max_x - inset - size : map.min_x + inset;
        double y = corner < 2 ? map.min_y + inset : map.max_y - inset - size;
        chora_box box = { x, y, x + size, y + size };
        size_t found = unrest(base, box);
        if (found < least) {
            least = found;
            best = box;
        }
    }
    return best;
}

static void draw_arrow(const gridding *grid)
{
    const chora_style *style = grid->inputs->style;
    const chora_meaning meaning = { .layer = "furniture", .role = "north-arrow" };
    chora_box box = arrow_box(grid->base);
    chora_xy middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 }, north;
    if (!north_at(grid, middle, &north))
        return;
    double half = arrow_mm / 2 * CHORA_PT_PER_MM, wing = half * 0.32;
    chora_xy tip = { middle.x + north.x * half, middle.y + north.y * half };
    chora_xy tail = { middle.x - north.x * half, middle.y - north.y * half };
    chora_xy neck = { tip.x - north.x * wing * 2, tip.y - north.y * wing * 2 };
    const chora_xy shaft[2] = { tail, neck };
    const chora_xy head[4] = { { neck.x - north.y * wing, neck.y + north.x * wing },
                               tip,
                               { neck.x + north.y * wing, neck.y - north.x * wing },
                               { neck.x - north.y * wing, neck.y + north.x * wing } };
    chora_pen pen = { .width_pt = 0.8, .colour = style->ink2 };
    chora_draw_line(grid->drawing, meaning, chora_look_stroke(pen), shaft, 2);
    chora_draw_line(grid->drawing, meaning, chora_look_stroke(pen), head, 4);
    chora_arena *arena = chora_drawing_arena(grid->drawing);
    const char *letter = arena ? chora_say(grid->inputs->words, arena, "grid.arrow", NULL) : NULL;
    chora_xy at = { tip.x + north.x * 4, tip.y + north.y * 4 };
    at.y += north.y > 0 ? style->scale_bar.size_pt : 0;
    chora_draw_text(grid->drawing, meaning, at, CHORA_ALIGN_MIDDLE, style->scale_bar,
                    letter ? letter : "");
    keep_free(grid->base, box);
}

chora_status chora_graticule_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, chora_error *err)
{
    chora_status st = CHORA_OK;
    gridding grid = { base, inputs, NULL };
    if (inputs->figure->north_arrow) {
        chora_drawing drawing = chora_drawing_start(ruler, err);
        grid.drawing = &drawing;
        draw_arrow(&grid);
        st = chora_drawing_end(&drawing, &base->north);
    }
    if (!st && inputs->figure->graticule) {
        chora_drawing drawing = chora_drawing_start(ruler, err);
        grid.drawing = &drawing;
        draw_grid(&grid);
        st = chora_drawing_end(&drawing, &base->graticule);
    }
    return st;
}
