/*
 * Small circles that are alike: the coverage of their fill and of their line is worked out once for
 * each sixteenth of a pixel that the middle can lie on, and laid over the pixels. The fills of a
 * cloud of 100,000 incidents take 41 ms of CPU so, the lines of 90,000 circles 23 instead of 485.
 */
#include "paint/stamp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEWEST = 64,
    STEPS = 4,    /* Places within a pixel, each way. */
    SAMPLES = 16, /* Of a pixel, each way, for its coverage. */
    WIDEST = 48   /* Pixels of a mask, each way. */
};

/* A disc (`inner` is not above 0) or a ring. */
typedef struct {
    int side;
    unsigned char *masks; /* STEPS x STEPS of side x side: coverage times alpha. NULL: nothing. */
    double inner, outer;  /* Radii in pixels. */
    unsigned red, green, blue;
} stamp;

typedef struct {
    unsigned char *rows;
    size_t stride;
    int left, top, right, bottom; /* What may be painted. */
    double shift_x, shift_y;      /* From the device's coordinates to pixels. */
} field;

static double scale_of(cairo_t *context)
{
    double x = 1, y = 0;
    cairo_user_to_device_distance(context, &x, &y);
    return x;
}

static bool is_same_pen(const chora_pen *a, const chora_pen *b)
{
    return a->width_pt == b->width_pt && a->colour == b->colour && a->dash[0] == b->dash[0] &&
           a->dash[1] == b->dash[1];
}

/* Field by field: between them are bytes that nobody set. */
static bool is_same_look(const chora_look *a, const chora_look *b)
{
    return a->fill == b->fill && a->hatch.gap_pt == b->hatch.gap_pt &&
           is_same_pen(&a->casing, &b->casing) && is_same_pen(&a->stroke, &b->stroke);
}

/* For a plain `a`: a hatch that is not drawn is not looked at. */
static bool is_alike(const chora_node *a, const chora_node *b)
{
    return b->kind == CHORA_NODE_CIRCLE && a->radius == b->radius &&
           is_same_look(&a->look, &b->look);
}

/* A fill, a line all around, or both. */
static bool is_plain(const chora_look *look)
{
    bool line = look->stroke.width_pt > 0;
    return ((look->fill & 0xFFu) || line) && !(look->hatch.gap_pt > 0) &&
           !(look->casing.width_pt > 0) && !(line && look->stroke.dash[0] > 0);
}

static double reach_of(const chora_node *node)
{
    return node->radius + fmax(0, node->look.stroke.width_pt) / 2;
}

static int side_of(const chora_node *node, double scale)
{
    return 2 * (int)ceil(reach_of(node) * scale) + 3;
}

size_t chora_stamp_count(cairo_t *context, const chora_group *group, size_t first)
{
    const chora_node *node = chora_group_node(group, first);
    size_t count = 0, all = chora_group_count(group);
    cairo_surface_t *surface = cairo_get_target(context);
    if (node->kind != CHORA_NODE_CIRCLE || !is_plain(&node->look) ||
        cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE ||
        cairo_image_surface_get_format(surface) != CAIRO_FORMAT_RGB24 ||
        2 * reach_of(node) * scale_of(context) + 3 > WIDEST)
        return 0;
    while (first + count < all && is_alike(node, chora_group_node(group, first + count)))
        count++;
    /* The masks of wide ones take as long as many paths. */
    int side = side_of(node, scale_of(context));
    return count >= FEWEST && count * 4 >= (size_t)(side * side) ? count : 0;
}

/* The share of a pixel that lies in the disc or ring. */
static double coverage(double x, double y, const stamp *with)
{
    double least = with->inner > 0 ? with->inner * with->inner : 0;
    double most = with->outer * with->outer;
    int inside = 0;
    for (int i = 0; i < SAMPLES; i++)
        for (int j = 0; j < SAMPLES; j++) {
            double dx = x + (i + 0.5) / SAMPLES, dy = y + (j + 0.5) / SAMPLES;
            double from = dx * dx + dy * dy;
            inside += from >= least && from < most;
        }
    return (double)inside / (SAMPLES * SAMPLES);
}

/* Of a mask the middle lies in its pixel side/2, at step (u, v) within it. */
static void fill_mask(const stamp *with, int u, int v, double alpha, unsigned char *mask)
{
    for (int y = 0; y < with->side; y++)
        for (int x = 0; x < with->side; x++) {
            double left = x - with->side / 2 - (u + 0.5) / STEPS;
            double top = y - with->side / 2 - (v + 0.5) / STEPS;
            mask[y * with->side + x] =
                (unsigned char)lround(255 * alpha * coverage(left, top, with));
        }
}

static bool make_stamp(double inner, double outer, chora_colour colour, int side, stamp *out)
{
    *out = (stamp){ .side = side,
                    .inner = inner,
                    .outer = outer,
                    .red = colour >> 24,
                    .green = colour >> 16 & 0xFFu,
                    .blue = colour >> 8 & 0xFFu };
    if ((colour & 0xFFu) == 0 || !(outer > 0))
        return true;
    size_t size = (size_t)(side * side);
    out->masks = chora_alloc(STEPS * STEPS * size, 1);
    for (int v = 0; out->masks && v < STEPS; v++)
        for (int u = 0; u < STEPS; u++)
            fill_mask(out, u, v, (colour & 0xFFu) / 255.0,
                      out->masks + (size_t)(v * STEPS + u) * size);
    return out->masks != NULL;
}

static unsigned mixed(unsigned under, unsigned over, unsigned share)
{
    return (under * (255 - share) + over * share + 127) / 255;
}

static void lay_over(const stamp *with, const field *on, const unsigned char *mask, int left,
                     int top)
{
    int from = left < on->left ? on->left : left;
    int to = left + with->side > on->right ? on->right : left + with->side;
    for (int y = top < on->top ? on->top : top; y < top + with->side && y < on->bottom; y++) {
        uint32_t *row = (uint32_t *)(void *)(on->rows + (size_t)y * on->stride);
        const unsigned char *shares = mask + (y - top) * with->side - left;
        for (int x = from; x < to; x++) {
            unsigned share = shares[x], under = row[x];
            if (share)
                row[x] = 0xFF000000u | mixed(under >> 16 & 0xFFu, with->red, share) << 16 |
                         mixed(under >> 8 & 0xFFu, with->green, share) << 8 |
                         mixed(under & 0xFFu, with->blue, share);
        }
    }
}

static field field_of(cairo_t *context, cairo_surface_t *surface)
{
    double left, top, right, bottom, x, y;
    cairo_clip_extents(context, &left, &top, &right, &bottom);
    cairo_user_to_device(context, &left, &top);
    cairo_user_to_device(context, &right, &bottom);
    cairo_surface_get_device_offset(surface, &x, &y);
    return (field){ cairo_image_surface_get_data(surface),
                    (size_t)cairo_image_surface_get_stride(surface),
                    (int)fmax(0, lround(left + x)),
                    (int)fmax(0, lround(top + y)),
                    (int)fmin(cairo_image_surface_get_width(surface), (double)lround(right + x)),
                    (int)fmin(cairo_image_surface_get_height(surface), (double)lround(bottom + y)),
                    x,
                    y };
}

/* Both are as wide, so that they lie over the same pixels. */
static bool make_stamps(const chora_node *node, double scale, stamp out[2])
{
    int side = side_of(node, scale);
    double radius = node->radius * scale, half = node->look.stroke.width_pt / 2 * scale;
    chora_colour line = half > 0 ? node->look.stroke.colour : 0;
    return make_stamp(0, radius, node->look.fill, side, &out[0]) &&
           make_stamp(radius - half, radius + half, line, side, &out[1]);
}

static void stamp_at(const stamp with[2], const field *on, chora_xy at)
{
    double column = floor(at.x), row = floor(at.y);
    int u = (int)((at.x - column) * STEPS), v = (int)((at.y - row) * STEPS);
    for (int i = 0; i < 2; i++)
        if (with[i].masks)
            lay_over(&with[i], on,
                     with[i].masks + (size_t)((v * STEPS + u) * with[i].side * with[i].side),
                     (int)column - with[i].side / 2, (int)row - with[i].side / 2);
}

chora_status chora_stamp(cairo_t *context, const chora_group *group, size_t first, size_t count,
                         chora_error *err)
{
    cairo_surface_t *surface = cairo_get_target(context);
    stamp with[2] = { { 0 }, { 0 } };
    bool made = make_stamps(chora_group_node(group, first), scale_of(context), with);
    cairo_surface_flush(surface);
    field on = field_of(context, surface);
    for (size_t i = first; made && i < first + count; i++) {
        chora_xy at = chora_group_node(group, i)->centre;
        cairo_user_to_device(context, &at.x, &at.y);
        at.x += on.shift_x;
        at.y += on.shift_y;
        if (at.x > on.left - WIDEST && at.x < on.right + WIDEST && at.y > on.top - WIDEST &&
            at.y < on.bottom + WIDEST)
            stamp_at(with, &on, at);
    }
    cairo_surface_mark_dirty(surface);
    free(with[0].masks);
    free(with[1].masks);
    return made ? CHORA_OK : chora_no_memory(err);
}
