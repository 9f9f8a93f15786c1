/* Boundary lines by class and rivers, as the base layer has them. */
#include "compose/bands.h"
#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/page_shape.h"

#include <math.h>
#include <string.h>

/* The arcs as the paths of a shape. */
static chora_status shape_of_arcs(const chora_topology *mesh, chora_arena *arena, chora_shape *out,
                                  chora_error *err)
{
    chora_shape shape = { .kind = CHORA_SHAPE_LINES, .box = chora_mesh_box(mesh) };
    size_t points = 0, at = 0;
    for (size_t a = 0; a < mesh->arc_count; a++)
        points += mesh->arcs[a].count;
    shape.start = chora_arena_alloc(arena, mesh->arc_count + 1, sizeof *shape.start);
    shape.xy = chora_arena_alloc(arena, points + 1, sizeof *shape.xy);
    if (!shape.start || !shape.xy)
        return chora_no_memory(err);
    for (size_t a = 0; a < mesh->arc_count; a++) {
        const chora_arc *arc = &mesh->arcs[a];
        if (arc->count < 2)
            continue;
        memcpy(shape.xy + at, mesh->xy + arc->first, arc->count * sizeof *shape.xy);
        at += arc->count;
        shape.start[++shape.path_count] = at;
    }
    *out = shape;
    return CHORA_OK;
}

/* Clipped before projecting, so that nothing far away is torn, and to the map rectangle after. */
static chora_status line_on_page(const chora_base_map *base, const chora_shape *lonlat,
                                 chora_shape *out, chora_error *err)
{
    chora_shape part, page;
    chora_topology metres, mesh;
    *out = (chora_shape){ .kind = CHORA_SHAPE_LINES, .box = CHORA_BOX_EMPTY };
    chora_status st = chora_view_clip(&base->view, lonlat, base->arena, &part, err);
    if (st || part.path_count == 0)
        return st;
    st = chora_mesh_project_lines(&part, &base->view, base->arena, &metres, err);
    if (!st)
        st = chora_mesh_settle(&metres, &base->view, base->arena, &mesh, NULL, err);
    if (!st)
        st = shape_of_arcs(&mesh, base->arena, &page, err);
    if (st || page.path_count == 0)
        return st;
    return chora_shape_clip(&page, base->layout.map, base->arena, out, err);
}

static const double piece_pt = 3;

static size_t pieces_of(chora_xy a, chora_xy b)
{
    return (size_t)ceil(fmax(hypot(b.x - a.x, b.y - a.y) / piece_pt, 1));
}

static size_t line_pieces(const chora_shape *line)
{
    size_t count = 0;
    for (size_t p = 0; p < line->path_count; p++)
        for (size_t i = line->start[p]; i + 1 < line->start[p + 1]; i++)
            count += pieces_of(line->xy[i], line->xy[i + 1]);
    return count;
}

static void add_pieces(chora_base_map *base, chora_xy a, chora_xy b, bool control)
{
    size_t count = pieces_of(a, b);
    for (size_t k = 0; k < count; k++) {
        chora_box box = CHORA_BOX_EMPTY;
        for (size_t end = k; end <= k + 1; end++) {
            double t = (double)end / (double)count;
            chora_box_add(&box, (chora_xy){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) });
        }
        base->fine_lines[base->fine_line_count++] =
            (chora_fine_piece){ chora_box_grow(box, 0.3), control };
    }
}

/* Labels keep off thin broken lines, which a letter would hide. */
static chora_status keep_clear(chora_base_map *base, const chora_shape *line, bool control,
                               chora_error *err)
{
    size_t count = base->fine_line_count + line_pieces(line) + 1;
    chora_fine_piece *pieces = chora_arena_alloc(base->arena, count, sizeof *pieces);
    if (!pieces)
        return chora_no_memory(err);
    if (base->fine_line_count)
        memcpy(pieces, base->fine_lines, base->fine_line_count * sizeof *pieces);
    base->fine_lines = pieces;
    for (size_t p = 0; p < line->path_count; p++)
        for (size_t i = line->start[p]; i + 1 < line->start[p + 1]; i++)
            add_pieces(base, line->xy[i], line->xy[i + 1], control);
    return CHORA_OK;
}

/* ---- where a line runs along the areas' own borders ------------------------------------------ */

/* Both are simplified on their own: so far apart they are still the same. */
static const double same_pt = 0.6;
/* The border of an imported layer and that of the base layer are two opinions of one line. */
static const double beside_pt = 4;

/* Segments of the areas' borders, by the index of their first point. */
static chora_status index_borders(const chora_base_map *base, chora_bands *out, chora_error *err)
{
    const chora_topology *mesh = &base->mesh;
    chora_box map = base->layout.map;
    if (chora_bands_open(map.min_y, map.max_y, 4, out))
        return chora_no_memory(err);
    for (size_t a = 0; a < mesh->arc_count; a++) {
        const chora_arc *arc = &mesh->arcs[a];
        for (size_t i = arc->first; i + 1 < arc->first + arc->count; i++)
            if (chora_bands_add(out, fmin(mesh->xy[i].y, mesh->xy[i + 1].y),
                                fmax(mesh->xy[i].y, mesh->xy[i + 1].y), i)) {
                chora_bands_close(out);
                return chora_no_memory(err);
            }
    }
    return CHORA_OK;
}

/* Most are: of a layer of 10,000 areas a fifth of all work on its map was their exact distance. */
static bool is_aside(chora_xy point, chora_xy a, chora_xy b, double near)
{
    double more = near * 1.000001; /* than what rounding could decide */
    return (a.x < point.x - more && b.x < point.x - more) ||
           (a.x > point.x + more && b.x > point.x + more) ||
           (a.y < point.y - more && b.y < point.y - more) ||
           (a.y > point.y + more && b.y > point.y + more);
}

static bool is_on_border(const chora_base_map *base, const chora_bands *borders, double near,
                         chora_xy a, chora_xy b)
{
    const chora_xy *xy = base->mesh.xy;
    chora_xy middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
    size_t id;
    for (chora_walk walk = chora_bands_walk(borders, middle.y - near, middle.y + near);
         chora_walk_next(&walk, &id);)
        if (!is_aside(middle, xy[id], xy[id + 1], near) &&
            chora_segment_distance(middle, middle, xy[id], xy[id + 1]) < near)
            return true;
    return false;
}

/* The parts that run elsewhere: along a border the border itself is dashed, and two dashes on one
 * another make a solid line. */
static void draw_off_borders(const chora_base_map *base, const chora_bands *borders, double near,
                             const chora_shape *line, chora_meaning meaning, chora_look look,
                             chora_drawing *drawing)
{
    for (size_t p = 0; p < line->path_count; p++) {
        size_t from = line->start[p], last = line->start[p + 1] - 1;
        for (size_t i = from; i <= last; i++) {
            if (i < last && !is_on_border(base, borders, near, line->xy[i], line->xy[i + 1]))
                continue;
            if (i > from)
                chora_draw_line(drawing, meaning, look, line->xy + from, i - from + 1);
            from = i + 1;
        }
    }
}

static chora_status draw_line(chora_base_map *base, const chora_line *line, const char *layer,
                              chora_pen pen, const chora_bands *borders, bool beside,
                              chora_drawing *drawing, chora_error *err)
{
    chora_shape shape;
    chora_status st = line_on_page(base, &line->shape, &shape, err);
    if (st || shape.path_count == 0)
        return st;
    chora_meaning meaning = { .layer = layer, .role = "line", .class_name = line->class_name };
    if (beside && strcmp(line->class_name, "international") == 0) {
        draw_off_borders(base, borders, beside_pt, &shape, meaning, chora_look_stroke(pen),
                         drawing);
        return CHORA_OK;
    }
    if (pen.dash[0] <= 0) {
        chora_draw_shape(drawing, meaning, chora_look_stroke(pen), &shape);
        return CHORA_OK;
    }
    st = keep_clear(base, &shape, strcmp(line->class_name, "control") == 0, err);
    draw_off_borders(base, borders, same_pt, &shape, meaning, chora_look_stroke(pen), drawing);
    return st;
}

static chora_pen pen_of(const chora_base_map *base, const chora_style *style,
                        const char *class_name)
{
    if (strcmp(class_name, "disputed") == 0)
        return style->disputed;
    return strcmp(class_name, "control") == 0 ? style->control : base->pens.other;
}

static chora_status draw_lines(chora_base_map *base, const chora_figure_inputs *inputs, bool rivers,
                               const chora_ruler *ruler, chora_group **out, chora_error *err)
{
    chora_bands borders;
    chora_status st = index_borders(base, &borders, err);
    if (st)
        return st;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    for (size_t i = 0; i < inputs->lines->line_count && !drawing.status; i++) {
        const chora_line *line = &inputs->lines->lines[i];
        if ((strcmp(line->class_name, "river") == 0) != rivers)
            continue;
        chora_pen pen =
            rivers ? inputs->style->river : pen_of(base, inputs->style, line->class_name);
        chora_drawing_check(&drawing, draw_line(base, line, rivers ? "rivers" : "lines", pen,
                                                &borders, inputs->imported, &drawing, err));
    }
    chora_bands_close(&borders);
    return chora_drawing_end(&drawing, out);
}

chora_status chora_base_lines_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_error *err)
{
    if (!inputs->lines)
        return CHORA_OK;
    chora_status st = CHORA_OK;
    if (inputs->figure->neighbours)
        st = draw_lines(base, inputs, false, ruler, &base->other_lines, err);
    if (!st && inputs->figure->rivers && !base->layout.narrow)
        st = draw_lines(base, inputs, true, ruler, &base->rivers, err);
    return st;
}
