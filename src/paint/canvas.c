/* Paths, circles and hatches. Plain colours only: a pattern or a group with alpha would become a
 * bitmap in SVG and PDF. */
#include "paint/canvas.h"
#include "paint/canvas_image.h"
#include "paint/stamp.h"
#include "paint/traced.h"

#include <math.h>

#define WHITE 0xFFFFFFFFu
#define FAR 1e6 /* Points; cairo's numbers have 24 bits before the point. */

static const double PI = 3.14159265358979323846;

void chora_canvas_colour(cairo_t *context, chora_colour colour)
{
    cairo_set_source_rgba(context, (colour >> 24) / 255.0, (colour >> 16 & 0xFFu) / 255.0,
                          (colour >> 8 & 0xFFu) / 255.0, (colour & 0xFFu) / 255.0);
}

static double near(double value)
{
    return fmin(fmax(value, -FAR), FAR);
}

static void add_subpath(cairo_t *context, const chora_node *node, size_t index)
{
    const chora_xy *xy = node->xy + node->start[index];
    size_t count = node->start[index + 1] - node->start[index];
    if (node->closed && count > 1 && xy[0].x == xy[count - 1].x && xy[0].y == xy[count - 1].y)
        count--;
    if (count == 0)
        return;
    cairo_move_to(context, near(xy[0].x), near(xy[0].y));
    for (size_t i = 1; i < count; i++)
        cairo_line_to(context, near(xy[i].x), near(xy[i].y));
    if (node->closed)
        cairo_close_path(context);
}

enum { ALL_PARTS = -1 };

static void add_outline(cairo_t *context, const chora_node *node)
{
    if (node->kind == CHORA_NODE_CIRCLE) {
        cairo_new_sub_path(context);
        cairo_arc(context, near(node->centre.x), near(node->centre.y), node->radius, 0, 2 * PI);
        cairo_close_path(context);
        return;
    }
    for (size_t i = 0; i < node->path_count; i++)
        add_subpath(context, node, i);
}

static void add_part(cairo_t *context, const chora_ink *ink)
{
    if (ink->part == (size_t)ALL_PARTS)
        add_outline(context, ink->what);
    else
        add_subpath(context, ink->what, ink->part);
}

static void add_part_key(chora_buffer *key, const chora_ink *ink)
{
    const chora_node *node = ink->what;
    const unsigned char kind[2] = { (unsigned char)node->kind, node->closed };
    chora_buffer_add(key, kind, sizeof kind);
    if (node->kind == CHORA_NODE_CIRCLE) {
        const double circle[3] = { node->centre.x, node->centre.y, node->radius };
        chora_buffer_add(key, circle, sizeof circle);
        return;
    }
    size_t from = ink->part == (size_t)ALL_PARTS ? 0 : ink->part;
    size_t to = ink->part == (size_t)ALL_PARTS ? node->path_count : ink->part + 1;
    chora_buffer_add(key, node->start + from, (to - from + 1) * sizeof *node->start);
    if (to > from)
        chora_buffer_add(key, node->xy + node->start[from],
                         (node->start[to] - node->start[from]) * sizeof *node->xy);
}

static void draw_part(const chora_canvas *canvas, const chora_node *node, size_t part,
                      chora_colour colour, const chora_pen *pen)
{
    const chora_ink ink = { add_part, add_part_key, node, part, colour, pen, false };
    chora_ink_draw(canvas, &ink);
}

/* On pixels one stroke a subpath is faster than one for all, but where they cross alpha would add
 * up. In a file one element is smaller, and cairo makes one of a fill and a stroke of the same
 * path. */
static void stroke_outline(const chora_canvas *canvas, const chora_node *node, const chora_pen *pen)
{
    if (!(pen->width_pt > 0))
        return;
    bool bitmap = canvas->band.bottom > 0;
    if (node->kind == CHORA_NODE_CIRCLE || (pen->colour & 0xFFu) < 0xFFu || !bitmap) {
        draw_part(canvas, node, (size_t)ALL_PARTS, pen->colour, pen);
        return;
    }
    for (size_t i = 0; i < node->path_count; i++)
        draw_part(canvas, node, i, pen->colour, pen);
}

/* Extent of four corners along a direction. */
static void project_box(chora_box box, double dx, double dy, double *low, double *high)
{
    const chora_xy corners[4] = { { box.min_x, box.min_y },
                                  { box.max_x, box.min_y },
                                  { box.max_x, box.max_y },
                                  { box.min_x, box.max_y } };
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < 4; i++) {
        double along = corners[i].x * dx + corners[i].y * dy;
        *low = fmin(*low, along);
        *high = fmax(*high, along);
    }
}

/* Lines at multiples of the gap from the page's origin, so that those of neighbours meet. */
static void add_hatch_lines(cairo_t *context, const chora_hatch *hatch, chora_box box)
{
    double angle = fmod(hatch->angle_deg, 360) * PI / 180;
    double dx = cos(angle), dy = sin(angle), from, to, low, high;
    project_box(box, dx, dy, &from, &to);
    project_box(box, -dy, dx, &low, &high);
    for (double k = ceil(low / hatch->gap_pt); k * hatch->gap_pt <= high; k++) {
        double off = k * hatch->gap_pt;
        cairo_move_to(context, from * dx - off * dy, from * dy + off * dx);
        cairo_line_to(context, to * dx - off * dy, to * dy + off * dx);
    }
}

/* Dashes without length in round caps; counted from the page's origin, as the lines are. */
static void set_dots(cairo_t *context, const chora_hatch *hatch, chora_box box)
{
    const double dash[2] = { 0, hatch->gap_pt };
    double angle = fmod(hatch->angle_deg, 360) * PI / 180, from, to;
    project_box(box, cos(angle), sin(angle), &from, &to);
    double into = fmod(from, hatch->gap_pt);
    cairo_set_dash(context, dash, 2, into < 0 ? into + hatch->gap_pt : into);
}

/* Up and down to where a path ends, so that its lines are the same in each band. */
static void extend_to_page(const chora_canvas *canvas, chora_box path, chora_box *box)
{
    double unused = 0, top = 0, bottom = canvas->band.height;
    cairo_device_to_user(canvas->context, &unused, &top);
    cairo_device_to_user(canvas->context, &unused, &bottom);
    box->min_y = fmax(path.min_y, top);
    box->max_y = fmin(path.max_y, bottom);
}

static void draw_hatch(const chora_canvas *canvas, const chora_node *node)
{
    cairo_t *context = canvas->context;
    const chora_hatch *hatch = &node->look.hatch;
    if (!(hatch->gap_pt > 0 && hatch->width_pt > 0) || (hatch->colour & 0xFFu) == 0)
        return;
    cairo_save(context);
    cairo_new_path(context);
    add_outline(context, node);
    chora_box path, box;
    cairo_path_extents(context, &path.min_x, &path.min_y, &path.max_x, &path.max_y);
    cairo_clip(context);
    cairo_clip_extents(context, &box.min_x, &box.min_y, &box.max_x, &box.max_y);
    if (canvas->band.bottom > 0)
        extend_to_page(canvas, path, &box);
    add_hatch_lines(context, hatch, box);
    chora_hatch across = *hatch;
    across.angle_deg += 90;
    if (hatch->crossed)
        add_hatch_lines(context, &across, box);
    chora_ink_set_pen(context, &(chora_pen){ .width_pt = hatch->width_pt });
    chora_canvas_colour(context, hatch->colour);
    if (hatch->dotted)
        set_dots(context, hatch, box);
    cairo_stroke(context);
    cairo_restore(context);
}

static void draw_outline(const chora_canvas *canvas, const chora_node *node)
{
    chora_stages *stages = canvas->stages;
    draw_part(canvas, node, (size_t)ALL_PARTS, node->look.fill, NULL);
    chora_stages_enter(stages, CHORA_STAGE_STROKE);
    draw_hatch(canvas, node);
    stroke_outline(canvas, node, &node->look.casing);
    stroke_outline(canvas, node, &node->look.stroke);
    chora_stages_enter(stages, CHORA_STAGE_FILL);
}

/* To whole pixels: what cairo makes of a part of one depends on what else is in the picture. */
static chora_box snapped(cairo_t *context, chora_box box)
{
    cairo_user_to_device(context, &box.min_x, &box.min_y);
    cairo_user_to_device(context, &box.max_x, &box.max_y);
    return (chora_box){ round(box.min_x), round(box.min_y), round(box.max_x), round(box.max_y) };
}

static void clip_to(cairo_t *context, chora_box box)
{
    cairo_rectangle(context, box.min_x, box.min_y, box.max_x - box.min_x, box.max_y - box.min_y);
    cairo_clip(context);
}

void chora_canvas_place(cairo_t *context, const chora_item *item, bool pixels)
{
    chora_box clip = { near(item->clip.min_x), near(item->clip.min_y), near(item->clip.max_x),
                       near(item->clip.max_y) };
    cairo_matrix_t points;
    if (!chora_box_is_empty(item->clip) && pixels) {
        clip = snapped(context, clip);
        cairo_get_matrix(context, &points);
        cairo_identity_matrix(context);
        clip_to(context, clip);
        cairo_set_matrix(context, &points);
    } else if (!chora_box_is_empty(item->clip)) {
        clip_to(context, clip);
    }
    cairo_translate(context, near(item->offset.x), near(item->offset.y));
}

static void place_masks(const chora_canvas *canvas, const chora_item *item)
{
    const double place[6] = { item->clip.min_x, item->clip.min_y, item->clip.max_x,
                              item->clip.max_y, item->offset.x,   item->offset.y };
    cairo_t *mask = chora_masks_item(canvas->masks, canvas->context, place, sizeof place);
    if (mask)
        chora_canvas_place(mask, item, true);
}

bool chora_canvas_meets(const chora_canvas *canvas, double top_pt, double bottom_pt)
{
    double unused = 0;
    if (!(canvas->band.bottom > 0))
        return true;
    cairo_user_to_device(canvas->context, &unused, &top_pt);
    cairo_user_to_device(canvas->context, &unused, &bottom_pt);
    return top_pt < canvas->band.bottom + 1 && bottom_pt > canvas->band.top - 1;
}

/* A path or a circle; half of the wider pen would be enough. */
static bool meets(const chora_canvas *canvas, const chora_node *node)
{
    double reach = fmax(node->look.casing.width_pt, node->look.stroke.width_pt);
    double top = INFINITY, bottom = -INFINITY;
    if (!(canvas->band.bottom > 0))
        return true;
    if (node->kind == CHORA_NODE_CIRCLE) {
        top = node->centre.y - node->radius;
        bottom = node->centre.y + node->radius;
    } else if (node->path_count > 0) {
        for (size_t i = node->start[0]; i < node->start[node->path_count]; i++) {
            top = node->xy[i].y < top ? node->xy[i].y : top;
            bottom = node->xy[i].y > bottom ? node->xy[i].y : bottom;
        }
    }
    return chora_canvas_meets(canvas, top - reach, bottom + reach);
}

static chora_status draw_node(const chora_canvas *canvas, const chora_node *node, chora_error *err)
{
    if (node->kind == CHORA_NODE_IMAGE)
        return chora_canvas_image(canvas->context, node, err);
    if (node->kind == CHORA_NODE_TEXT && !canvas->traced)
        return chora_canvas_text(canvas, node, err);
    if (node->kind == CHORA_NODE_TEXT)
        chora_traced_draw(canvas->traced, (*canvas->next_text)++, canvas);
    else if (meets(canvas, node))
        draw_outline(canvas, node);
    return CHORA_OK;
}

chora_status chora_canvas_item(const chora_canvas *canvas, const chora_item *item, chora_error *err)
{
    chora_status st = CHORA_OK;
    cairo_t *context = canvas->context;
    chora_stages *stages = canvas->stages;
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_FILL);
    cairo_save(context);
    if (canvas->masks)
        place_masks(canvas, item);
    chora_canvas_place(context, item, canvas->letters == CHORA_LETTERS_OUTLINES);
    for (size_t i = 0; !st && i < chora_group_count(item->group); i++) {
        const chora_node *node = chora_group_node(item->group, i);
        if (canvas->before_node)
            canvas->before_node(canvas->hook, i);
        size_t stamped = chora_stamp_count(context, item->group, i);
        if (stamped > 0) {
            st = chora_stamp(context, item->group, i, stamped, err);
            i += stamped - 1;
        } else {
            st = draw_node(canvas, node, err);
        }
    }
    cairo_restore(context);
    chora_stages_enter(stages, before);
    return st;
}

chora_status chora_canvas_page(const chora_canvas *canvas, const chora_page *page, chora_error *err)
{
    cairo_t *context = canvas->context;
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    if (!(canvas->band.bottom > 0 && page->paper == WHITE)) { /* A bitmap is white already. */
        cairo_rectangle(context, 0, 0, page->width_pt, page->height_pt);
        chora_canvas_colour(context, page->paper);
        cairo_fill(context);
    }
    for (size_t i = 0; i < page->item_count; i++) {
        chora_status st = chora_canvas_item(canvas, &page->items[i], err);
        if (st)
            return st;
    }
    cairo_status_t drawn = cairo_status(context);
    if (drawn == CAIRO_STATUS_NO_MEMORY)
        return chora_no_memory(err);
    if (drawn)
        return chora_fail(err, CHORA_EIO, "the page cannot be drawn: %s",
                          cairo_status_to_string(drawn));
    return CHORA_OK;
}
