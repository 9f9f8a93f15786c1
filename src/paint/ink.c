#include "paint/traced.h"

#include <math.h>

/* A dashed line ends in straight cuts, or its gaps would close. */
void chora_ink_set_pen(cairo_t *context, const chora_pen *pen)
{
    bool dashed = pen->dash[0] > 0;
    cairo_set_line_width(context, pen->width_pt);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(context, dashed ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(context, pen->dash, dashed ? 2 : 0, 0);
}

static void lay(cairo_t *context, const chora_ink *ink)
{
    if (ink->pen) {
        chora_ink_set_pen(context, ink->pen);
        cairo_stroke(context);
    } else if (ink->winding) {
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING);
        cairo_fill(context);
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    } else {
        cairo_fill(context);
    }
}

static void add_key(chora_buffer *key, const chora_ink *ink)
{
    const double pen[3] = { ink->pen ? ink->pen->width_pt : 0, ink->pen ? ink->pen->dash[0] : 0,
                            ink->pen ? ink->pen->dash[1] : 0 };
    chora_buffer_add(key, pen, sizeof pen);
    ink->key(key, ink);
}

/* Of the pixels that the path in a context can touch; round joins reach half the width. */
static chora_box box_of(cairo_t *context, const chora_ink *ink)
{
    chora_box box;
    double reach = ink->pen ? ink->pen->width_pt : 0;
    cairo_path_extents(context, &box.min_x, &box.min_y, &box.max_x, &box.max_y);
    box.min_x -= reach;
    box.min_y -= reach;
    box.max_x += reach;
    box.max_y += reach;
    cairo_user_to_device(context, &box.min_x, &box.min_y);
    cairo_user_to_device(context, &box.max_x, &box.max_y);
    return (chora_box){ floor(box.min_x) - 1, floor(box.min_y) - 1, ceil(box.max_x) + 1,
                        ceil(box.max_y) + 1 };
}

/* What is seen through cannot be laid over as a mask is. */
static bool lay_mask(chora_masks *masks, const chora_ink *ink)
{
    if (!masks || (ink->colour & 0xFFu) != 0xFFu)
        return false;
    add_key(chora_masks_key(masks), ink);
    if (chora_masks_lay(masks, ink->colour))
        return true;
    cairo_t *mask = chora_masks_open(masks);
    if (!mask)
        return false;
    cairo_new_path(mask);
    ink->path(mask, ink);
    chora_box box = box_of(mask, ink);
    lay(mask, ink);
    return chora_masks_close(masks, box, ink->colour);
}

void chora_ink_draw(const chora_canvas *canvas, const chora_ink *ink)
{
    if ((ink->colour & 0xFFu) == 0)
        return;
    if (canvas->tracing) {
        chora_traced_add(canvas->tracing, canvas->context, ink);
        return;
    }
    if (lay_mask(canvas->masks, ink))
        return;
    cairo_new_path(canvas->context);
    ink->path(canvas->context, ink);
    chora_canvas_colour(canvas->context, ink->colour);
    lay(canvas->context, ink);
}
