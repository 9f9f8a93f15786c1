/* Paths, circles and hatches. Plain colours only: a pattern or a group with alpha would become a
 * bitmap in SVG and PDF. */
#include "paint/canvas.h"
#include "paint/canvas_image.h"
#include "paint/stamp.h"

#include <math.h>

#define FAR 1e6 /* Points; cairo's numbers have 24 bits before the point. */

static const double PI = 3.14159265358979323846;

void chora_canvas_colour(cairo_t *context, chora_colour colour)
{
    cairo_set_source_rgba(context, (colour >> 24) / 255.0, (colour >> 16 & 0xFFu) / 255.0,
                          (colour >> 8 & 0xFFu) / 255.0, (colour & 0xFFu) / 255.0);
}

static bool is_visible(chora_colour colour)
{
    return (colour & 0xFFu) != 0;
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

static void add_outline(cairo_t *context, const chora_node *node)
{
    cairo_new_path(context);
    if (node->kind == CHORA_NODE_CIRCLE) {
        cairo_new_sub_path(context);
        cairo_arc(context, near(node->centre.x), near(node->centre.y), node->radius, 0, 2 * PI);
        cairo_close_path(context);
        return;
    }
    for (size_t i = 0; i < node->path_count; i++)
        add_subpath(context, node, i);
}

/* A dashed line ends in straight cuts, or its gaps would close. */
static void set_pen(cairo_t *context, const chora_pen *pen)
{
    bool dashed = pen->dash[0] > 0;
    cairo_set_line_width(context, pen->width_pt);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(context, dashed ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(context, pen->dash, dashed ? 2 : 0, 0);
    chora_canvas_colour(context, pen->colour);
}

/* One stroke a subpath is faster than one for all, but where they cross alpha would add up. */
static void stroke_outline(cairo_t *context, const chora_node *node, const chora_pen *pen)
{
    if (!(pen->width_pt > 0) || !is_visible(pen->colour))
        return;
    set_pen(context, pen);
    if (node->kind == CHORA_NODE_CIRCLE || (pen->colour & 0xFFu) < 0xFFu) {
        add_outline(context, node);
        cairo_stroke(context);
        return;
    }
    for (size_t i = 0; i < node->path_count; i++) {
        cairo_new_path(context);
        add_subpath(context, node, i);
        cairo_stroke(context);
    }
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

static void draw_hatch(cairo_t *context, const chora_node *node)
{
    const chora_hatch *hatch = &node->look.hatch;
    if (!(hatch->gap_pt > 0 && hatch->width_pt > 0) || !is_visible(hatch->colour))
        return;
    cairo_save(context);
    add_outline(context, node);
    cairo_clip(context);
    chora_box box;
    cairo_clip_extents(context, &box.min_x, &box.min_y, &box.max_x, &box.max_y);
    cairo_new_path(context);
    add_hatch_lines(context, hatch, box);
    chora_hatch across = *hatch;
    across.angle_deg += 90;
    if (hatch->crossed)
        add_hatch_lines(context, &across, box);
    set_pen(context, &(chora_pen){ hatch->width_pt, hatch->colour, { 0, 0 } });
    cairo_stroke(context);
    cairo_restore(context);
}

static void draw_outline(cairo_t *context, const chora_node *node, chora_stages *stages)
{
    if (is_visible(node->look.fill)) {
        add_outline(context, node);
        chora_canvas_colour(context, node->look.fill);
        cairo_fill(context);
    }
    chora_stages_enter(stages, CHORA_STAGE_STROKE);
    draw_hatch(context, node);
    stroke_outline(context, node, &node->look.casing);
    stroke_outline(context, node, &node->look.stroke);
    chora_stages_enter(stages, CHORA_STAGE_FILL);
}

chora_status chora_canvas_item(cairo_t *context, const chora_item *item, chora_typeset *lines,
                               chora_letters letters, chora_error *err)
{
    chora_status st = CHORA_OK;
    chora_stages *stages = chora_typeset_stages(lines);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_FILL);
    cairo_save(context);
    if (!chora_box_is_empty(item->clip)) {
        double x = near(item->clip.min_x), y = near(item->clip.min_y);
        cairo_rectangle(context, x, y, near(item->clip.max_x) - x, near(item->clip.max_y) - y);
        cairo_clip(context);
    }
    cairo_translate(context, near(item->offset.x), near(item->offset.y));
    for (size_t i = 0; !st && i < chora_group_count(item->group); i++) {
        const chora_node *node = chora_group_node(item->group, i);
        size_t stamped = chora_stamp_count(context, item->group, i);
        if (stamped > 0) {
            st = chora_stamp(context, item->group, i, stamped, err);
            i += stamped - 1;
        } else if (node->kind == CHORA_NODE_TEXT)
            st = chora_canvas_text(context, node, lines, letters, err);
        else if (node->kind == CHORA_NODE_IMAGE)
            st = chora_canvas_image(context, node, err);
        else
            draw_outline(context, node, stages);
    }
    cairo_restore(context);
    chora_stages_enter(stages, before);
    return st;
}

chora_status chora_canvas_page(cairo_t *context, const chora_page *page, chora_typeset *lines,
                               chora_letters letters, chora_error *err)
{
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_rectangle(context, 0, 0, page->width_pt, page->height_pt);
    chora_canvas_colour(context, page->paper);
    cairo_fill(context);
    for (size_t i = 0; i < page->item_count; i++) {
        chora_status st = chora_canvas_item(context, &page->items[i], lines, letters, err);
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
