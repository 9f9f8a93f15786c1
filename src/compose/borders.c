/* Lines that come from the areas' shared arcs: each border is drawn once. */
#include "compose/bands.h"
#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/land.h"
#include "compose/page_shape.h"
#include "geo/seams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Is the arc an edge of the countries drawn: the outside, or between two of them? */
static bool is_outer(const chora_arc *arc, const chora_areas *areas)
{
    if (arc->left == arc->right)
        return false; /* a seam within one area, as at the antimeridian */
    if (arc->left == CHORA_NO_AREA || arc->right == CHORA_NO_AREA)
        return true;
    return strcmp(areas->areas[arc->left].country, areas->areas[arc->right].country) != 0;
}

static bool is_inner(const chora_arc *arc, const chora_areas *areas)
{
    return arc->left != arc->right && !is_outer(arc, areas);
}

/* An arc is wanted where one country ends; a seam within one area, as at the antimeridian, is none.
 */
static bool wants_outer(void *context, size_t left, size_t right)
{
    const chora_arc arc = { 0, 0, left, right };
    return is_outer(&arc, context);
}

/* ---- what kind of border ----------------------------------------------------------------------
 */

typedef enum {
    BORDER_LAND,
    BORDER_COAST,
    BORDER_CONTROL,
    BORDER_DISPUTED,
    BORDER_INNER,
    BORDER_SEAM /* no border: an area is cut at the far meridian, and both sides meet here */
} border_kind;

/* Foreign ground this near makes a border; one shorter than `shortest` joins what is before it. */
static const double near_pt = 1.2, fine_pt = 0.6, shortest_pt = 4;
/* No two layers draw one border farther apart than this: on a map of the world `near` would span
 * straits. */
static const double apart_km = 6;
/* A ring this short is an islet (or an enclave, whose ground touches): only what it touches counts.
 */
static const double islet_pt = 15, touching_pt = 0.35;
static const double coast_share = 0.5, inner_share = 0.75;
/* Full strokes around islets would make a skerry coast one dark spot. */
static const double islet_share = 0.5;

typedef struct {
    const chora_base_map *base;
    chora_land foreign;
    chora_bands fine;  /* ids of base->fine_lines */
    chora_seam *seams; /* NULL: all borders meet */
    chora_bands seam_bands;
    bool tells_coast;
    bool meets_far;  /* both sides of the far meridian are one line of the map */
    bool is_cut;     /* the map runs over 180 degrees, where many layers cut their areas */
    chora_pen inner; /* of a plain line between areas */
    const char *inner_class;
} border_rules;

/* Of an imported layer borders that should be one may lie so far apart; then what simplifying adds.
 */
static const double seam_km = 0.55, simplified_pt = 0.3;

static bool is_own_seam(const chora_arc *arc, const chora_seam *seam, const chora_areas *areas)
{
    size_t area = arc->left == CHORA_NO_AREA ? arc->right : arc->left;
    return seam->other != CHORA_NO_AREA &&
           strcmp(areas->areas[area].country, areas->areas[seam->other].country) == 0;
}

/* The middles of segments that run along another area of their country. */
static chora_status index_seams(border_rules *rules, const chora_areas *areas, chora_error *err)
{
    const chora_base_map *base = rules->base;
    const chora_topology *mesh = &base->mesh;
    chora_box map = base->layout.map;
    double tolerance = seam_km * 1000 * base->view.points_per_metre + simplified_pt;
    rules->seams = chora_alloc(chora_topology_points(mesh) + 1, sizeof *rules->seams);
    if (!rules->seams || chora_bands_open(map.min_y, map.max_y, 4, &rules->seam_bands))
        return chora_no_memory(err);
    chora_status st = chora_seams_find(mesh, tolerance, rules->seams, err);
    for (size_t a = 0; !st && a < mesh->arc_count; a++)
        for (size_t i = mesh->arcs[a].first; i + 1 < mesh->arcs[a].first + mesh->arcs[a].count; i++)
            if (is_own_seam(&mesh->arcs[a], &rules->seams[i], areas) &&
                chora_bands_add(&rules->seam_bands, rules->seams[i].at.y, rules->seams[i].at.y, i))
                return chora_no_memory(err);
    return st;
}

static bool is_on_seam(const border_rules *rules, chora_xy a, chora_xy b)
{
    chora_xy middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
    size_t id;
    if (!rules->seams)
        return false;
    for (chora_walk walk = chora_bands_walk(&rules->seam_bands, middle.y, middle.y);
         chora_walk_next(&walk, &id);)
        if (hypot(rules->seams[id].at.x - middle.x, rules->seams[id].at.y - middle.y) < 1e-6)
            return true;
    return false;
}

static void rules_close(border_rules *rules)
{
    chora_land_close(&rules->foreign);
    chora_bands_close(&rules->fine);
    chora_bands_close(&rules->seam_bands);
    free(rules->seams);
}

static chora_status index_fine_lines(const chora_base_map *base, chora_bands *out, chora_error *err)
{
    chora_box map = base->layout.map;
    if (chora_bands_open(map.min_y, map.max_y, 4, out))
        return chora_no_memory(err);
    for (size_t i = 0; i < base->fine_line_count; i++)
        if (chora_bands_add(out, base->fine_lines[i].box.min_y, base->fine_lines[i].box.max_y, i)) {
            chora_bands_close(out);
            return chora_no_memory(err);
        }
    return CHORA_OK;
}

/* Around a pole the ring of an area runs along the far meridian to the pole and back: over 180 and
 * -180 degrees, which are one place but not one longitude. */
static bool far_sides_meet(const chora_view *view)
{
    static const double ends[] = { -85, 85 };
    if (view->lonlat.max_x - view->lonlat.min_x < 360 - 1e-6)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        chora_xy sides[2] = { { view->lonlat.min_x, ends[i] }, { view->lonlat.max_x, ends[i] } };
        chora_project(view->projection, sides, 2);
        if (hypot(sides[0].x - sides[1].x, sides[0].y - sides[1].y) < 1)
            return true;
    }
    return false;
}

static bool is_own_ground(const chora_base_map *base, chora_xy at)
{
    for (size_t a = 0; a < base->area_count; a++)
        if (base->shapes[a].path_count && chora_page_shape_holds(&base->shapes[a], at))
            return true;
    return false;
}

static bool runs_over_180(const chora_view *view)
{
    double west = view->lonlat.min_x, east = view->lonlat.max_x;
    return floor((east - 180) / 360) > floor((west - 180) / 360) && east - west < 360;
}

/* Where an area may be cut in two: on the far meridian, or where a layer ends. */
static bool is_cutting_meridian(const border_rules *rules, double lon_deg)
{
    static const double close_deg = 1e-3;
    double far_deg = rules->base->view.lonlat.max_x;
    return (rules->meets_far && fabs(remainder(lon_deg - far_deg, 360)) < close_deg) ||
           (rules->is_cut && fabs(remainder(lon_deg - 180, 360)) < close_deg);
}

/* On such a meridian, with own ground on both sides: the halves' corners need not be the same. */
static bool is_far_seam(const border_rules *rules, chora_xy a, chora_xy b)
{
    static const double beside_pt = 0.3;
    chora_xy middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 }, lonlat = middle;
    double length = hypot(b.x - a.x, b.y - a.y);
    if ((!rules->meets_far && !rules->is_cut) || length == 0)
        return false;
    chora_view_to_metres(&rules->base->view, &lonlat, 1);
    chora_unproject(rules->base->view.projection, &lonlat, 1);
    if (!is_cutting_meridian(rules, lonlat.x))
        return false;
    chora_xy off = { -(b.y - a.y) / length * beside_pt, (b.x - a.x) / length * beside_pt };
    return is_own_ground(rules->base, (chora_xy){ middle.x + off.x, middle.y + off.y }) &&
           is_own_ground(rules->base, (chora_xy){ middle.x - off.x, middle.y - off.y });
}

static chora_status rules_open(const chora_base_map *base, border_rules *out, chora_error *err)
{
    border_rules rules = { .base = base,
                           .tells_coast = base->ground != NULL,
                           .meets_far = far_sides_meet(&base->view),
                           .is_cut = runs_over_180(&base->view) };
    const chora_shape **shapes = chora_alloc(base->neighbour_count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(err);
    for (size_t i = 0; i < base->neighbour_count; i++)
        shapes[i] = base->neighbours[i].shape;
    chora_status st = index_fine_lines(base, &rules.fine, err);
    if (!st) {
        st = chora_land_open(base->layout.map, shapes, base->neighbour_count, &rules.foreign, err);
        if (st)
            chora_bands_close(&rules.fine);
    }
    free(shapes);
    if (!st)
        *out = rules;
    return st;
}

static chora_box middle_of(chora_xy a, chora_xy b)
{
    chora_xy middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
    return (chora_box){ middle.x, middle.y, middle.x, middle.y };
}

/* Does a line of the base layer that is no plain border run here? */
static bool is_fine(const border_rules *rules, chora_xy a, chora_xy b, border_kind *kind)
{
    chora_box box = chora_box_grow(middle_of(a, b), fine_pt);
    size_t id;
    for (chora_walk walk = chora_bands_walk(&rules->fine, box.min_y, box.max_y);
         chora_walk_next(&walk, &id);)
        if (chora_box_overlaps(rules->base->fine_lines[id].box, box)) {
            *kind = rules->base->fine_lines[id].control ? BORDER_CONTROL : BORDER_DISPUTED;
            return true;
        }
    return false;
}

static border_kind kind_of(const border_rules *rules, bool inner, bool islet, chora_xy a,
                           chora_xy b)
{
    border_kind kind;
    if (is_far_seam(rules, a, b))
        return BORDER_SEAM;
    if (!islet && is_fine(rules, a, b, &kind))
        return kind;
    if (inner || is_on_seam(rules, a, b))
        return BORDER_INNER;
    double apart = apart_km * 1000 * rules->base->view.points_per_metre;
    double reach = islet ? touching_pt : fmin(near_pt, fmax(fine_pt, apart));
    bool foreign = !chora_land_is_clear(&rules->foreign, chora_box_grow(middle_of(a, b), reach));
    return foreign || !rules->tells_coast ? BORDER_LAND : BORDER_COAST;
}

static chora_look look_of(const border_rules *rules, border_kind kind, bool inner,
                          const chora_style *style)
{
    if (kind == BORDER_INNER)
        return chora_look_stroke(rules->inner);
    chora_pen pen = rules->base->pens.own;
    const double *dash = kind == BORDER_CONTROL ? style->control.dash : style->disputed.dash;
    if (kind == BORDER_COAST)
        pen.width_pt *= coast_share;
    if (kind == BORDER_DISPUTED || kind == BORDER_CONTROL) {
        double longer = 1.4 * pen.width_pt / style->international_own.width_pt;
        pen.width_pt *= inner ? inner_share : 1;
        pen.dash[0] = dash[0] * longer;
        pen.dash[1] = dash[1] * longer;
    }
    return chora_look_stroke(pen);
}

static double length_of(const chora_xy *xy, size_t first, size_t end)
{
    double length = 0;
    for (size_t i = first; i < end; i++)
        length += hypot(xy[i + 1].x - xy[i].x, xy[i + 1].y - xy[i].y);
    return length;
}

static bool is_closed(const chora_xy *xy, size_t count)
{
    return xy[0].x == xy[count - 1].x && xy[0].y == xy[count - 1].y;
}

static bool is_islet(const chora_xy *xy, size_t count)
{
    return is_closed(xy, count) && length_of(xy, 0, count - 1) < islet_pt;
}

/* First segment after the run of one kind that begins at `first`. */
static size_t run_end(const unsigned char *kinds, size_t first, size_t count)
{
    size_t end = first;
    while (end < count && kinds[end] == kinds[first])
        end++;
    return end;
}

static void smooth(const chora_xy *xy, unsigned char *kinds, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        end = run_end(kinds, first, count);
        if (kinds[first] != BORDER_SEAM && length_of(xy, first, end) < shortest_pt &&
            (first > 0 || end < count))
            memset(kinds + first, first > 0 ? kinds[first - 1] : kinds[end], end - first);
    }
}

static void draw_run(chora_drawing *drawing, const border_rules *rules, border_kind kind,
                     bool inner, chora_xy *xy, size_t count, const chora_style *style)
{
    static const char *const names[] = { "land", "coast", "control", "disputed" };
    if (kind == BORDER_SEAM)
        return;
    chora_meaning meaning = { .layer = "lines",
                              .role = inner || kind == BORDER_INNER ? "area-line" : "border",
                              .class_name =
                                  kind == BORDER_INNER ? rules->inner_class : names[kind] };
    chora_look look = look_of(rules, kind, inner, style);
    size_t start[2] = { 0, count };
    chora_shape path = { .kind = CHORA_SHAPE_LINES, .path_count = 1, .start = start, .xy = xy };
    if (look.stroke.width_pt <= 0)
        return;
    /* A ring is drawn as one, so that its corner is joined too. */
    if (count > 3 && is_closed(xy, count)) {
        path.kind = CHORA_SHAPE_POLYGONS;
        if (kind == BORDER_COAST && is_islet(xy, count))
            look.stroke.width_pt *= islet_share;
    }
    chora_draw_shape(drawing, meaning, look, &path);
}

static chora_status draw_path(chora_drawing *drawing, const border_rules *rules, bool inner,
                              chora_xy *xy, size_t count, const chora_style *style)
{
    size_t segments = count - 1;
    unsigned char *kinds = chora_alloc(segments + 1, 1);
    if (!kinds)
        return chora_no_memory(drawing->err);
    bool islet = is_islet(xy, count);
    for (size_t i = 0; i < segments; i++)
        kinds[i] = (unsigned char)kind_of(rules, inner, islet, xy[i], xy[i + 1]);
    smooth(xy, kinds, segments);
    /* Light lines first: the heavy ones end over them. */
    for (int kind = BORDER_INNER; kind >= BORDER_LAND; kind--)
        for (size_t first = 0, end; first < segments; first = end) {
            end = run_end(kinds, first, segments);
            if (kinds[first] == kind)
                draw_run(drawing, rules, (border_kind)kind, inner, xy + first, end - first + 1,
                         style);
        }
    free(kinds);
    return CHORA_OK;
}

static chora_status draw_paths(chora_drawing *drawing, const chora_base_map *base,
                               const chora_shape *lines, const chora_figure_inputs *inputs)
{
    const chora_style *style = inputs->style;
    border_rules rules;
    chora_status st = rules_open(base, &rules, drawing->err);
    if (st)
        return st;
    rules.inner = base->pens.area_line; /* of seams */
    if (inputs->imported)
        st = index_seams(&rules, inputs->areas, drawing->err);
    for (size_t p = 0; !st && p < lines->path_count; p++)
        st = draw_path(drawing, &rules, false, lines->xy + lines->start[p],
                       lines->start[p + 1] - lines->start[p], style);
    rules_close(&rules);
    return st;
}

chora_status chora_borders_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_ruler *ruler, chora_group **out, chora_error *err)
{
    chora_shape lines = { 0 };
    chora_status st = chora_topology_lines(&base->mesh, wants_outer, (void *)inputs->areas,
                                           base->arena, &lines, err);
    if (st)
        return st;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    chora_drawing_check(&drawing, draw_paths(&drawing, base, &lines, inputs));
    return chora_drawing_end(&drawing, out);
}

chora_status chora_outline_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                chora_pen pen, const chora_ruler *ruler, chora_group **out,
                                chora_error *err)
{
    chora_drawing drawing = chora_drawing_start(ruler, err);
    chora_shape lines = { 0 };
    chora_arena *arena = chora_drawing_arena(&drawing);
    if (arena)
        chora_drawing_check(&drawing,
                            chora_topology_lines(&base->mesh, wants_outer, (void *)inputs->areas,
                                                 arena, &lines, err));
    chora_meaning meaning = { .layer = "lines", .role = "outline", .class_name = "empty" };
    for (size_t p = 0; !drawing.status && p < lines.path_count; p++)
        chora_draw_line(&drawing, meaning, chora_look_stroke(pen), lines.xy + lines.start[p],
                        lines.start[p + 1] - lines.start[p]);
    return chora_drawing_end(&drawing, out);
}

/* ---- between areas -----------------------------------------------------------------------------
 */

static chora_status draw_inner(chora_drawing *drawing, const border_rules *rules,
                               const chora_arc *arc, bool edge, const chora_style *style)
{
    const chora_base_map *base = rules->base;
    chora_xy *xy = base->mesh.xy + arc->first;
    chora_meaning meaning = { .layer = "lines", .role = "area-line", .class_name = "not-covered" };
    if (arc->count < 2)
        return CHORA_OK;
    if (!edge)
        return draw_path(drawing, rules, true, xy, arc->count, style);
    if (base->pens.not_covered.width_pt > 0)
        chora_draw_line(drawing, meaning, chora_look_stroke(base->pens.not_covered), xy,
                        arc->count);
    return CHORA_OK;
}

/* On a map of districts: is it a border of provinces too? */
static bool parts_parents(const chora_arc *arc, const chora_areas *areas)
{
    int64_t left = areas->areas[arc->left].parent_id, right = areas->areas[arc->right].parent_id;
    return left && right && left != right && areas->areas[arc->left].level > 1;
}

/* Either what lies between parents, which is drawn over the rest, or the rest. */
static void draw_all_inner(chora_drawing *drawing, border_rules *rules,
                           const chora_figure_inputs *inputs, const bool *dashed, bool parents)
{
    const chora_topology *mesh = &rules->base->mesh;
    rules->inner = parents ? rules->base->pens.parent_line : rules->base->pens.area_line;
    rules->inner_class = parents ? "parent" : NULL;
    for (size_t a = 0; a < mesh->arc_count && !drawing->status; a++) {
        const chora_arc *arc = &mesh->arcs[a];
        if (!is_inner(arc, inputs->areas) || parts_parents(arc, inputs->areas) != parents)
            continue;
        bool edge = dashed && (dashed[arc->left] || dashed[arc->right]);
        chora_drawing_check(drawing, draw_inner(drawing, rules, arc, edge, inputs->style));
    }
}

chora_status chora_area_lines_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   const bool *dashed, const chora_ruler *ruler, chora_group **out,
                                   chora_error *err)
{
    border_rules rules;
    chora_status st = rules_open(base, &rules, err);
    if (st)
        return st;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    draw_all_inner(&drawing, &rules, inputs, dashed, false);
    draw_all_inner(&drawing, &rules, inputs, dashed, true);
    rules_close(&rules);
    return chora_drawing_end(&drawing, out);
}
