#include "compose/glyph.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Radius of the circle through the corners, for the area of a circle with radius 1. */
static const double corner_of[CHORA_GLYPH_SHAPES] = {
    [CHORA_GLYPH_CIRCLE] = 1,       [CHORA_GLYPH_SQUARE] = 1.2533, [CHORA_GLYPH_TRIANGLE] = 1.5551,
    [CHORA_GLYPH_DIAMOND] = 1.2533, [CHORA_GLYPH_DOWN] = 1.5551,   [CHORA_GLYPH_PLUS] = 1.3073,
    [CHORA_GLYPH_STAR] = 1.5,       [CHORA_GLYPH_X] = 1.0,
};

/* Half the width of a plus's arms, in its corner radius; inner corners of a star. */
static const double plus_arm = 0.33, star_inner = 0.45;

double chora_glyph_reach(chora_glyph_shape shape, double radius)
{
    return radius * corner_of[shape];
}

double chora_glyph_packed(chora_glyph_shape shape, double radius)
{
    static const double most[CHORA_GLYPH_SHAPES] = {
        [CHORA_GLYPH_CIRCLE] = 1,     [CHORA_GLYPH_SQUARE] = 1.2, [CHORA_GLYPH_TRIANGLE] = 1.3,
        [CHORA_GLYPH_DIAMOND] = 1.17, [CHORA_GLYPH_DOWN] = 1.3,   [CHORA_GLYPH_PLUS] = 1.17,
        [CHORA_GLYPH_STAR] = 1.3,     [CHORA_GLYPH_X] = 1,
    };
    return radius * fmin(most[shape] / corner_of[shape], 1);
}

enum { RING_MAX = 32 };

typedef struct {
    chora_xy xy[RING_MAX + 1];
    size_t count; /* closed: the last point is the first */
} ring;

static void add(ring *out, chora_xy centre, double x, double y)
{
    out->xy[out->count++] = (chora_xy){ centre.x + x, centre.y + y };
}

/* Corners at even angles; `first` from the top, clockwise, in turns; every second one at `inner`.
 */
static ring polygon(chora_xy centre, double radius, size_t corners, double first, double inner)
{
    ring out = { .count = 0 };
    for (size_t i = 0; i < corners; i++) {
        double angle = 2 * PI * (first + (double)i / (double)corners);
        double r = i % 2 ? radius * inner : radius;
        add(&out, centre, r * sin(angle), -r * cos(angle));
    }
    out.xy[out.count++] = out.xy[0];
    return out;
}

static ring plus(chora_xy centre, double radius)
{
    ring out = { .count = 0 };
    double a = radius * plus_arm, b = radius * sqrt(1 - plus_arm * plus_arm);
    const double corners[12][2] = { { -a, -b }, { a, -b }, { a, -a },  { b, -a },
                                    { b, a },   { a, a },  { a, b },   { -a, b },
                                    { -a, a },  { -b, a }, { -b, -a }, { -a, -a } };
    for (size_t i = 0; i < 12; i++)
        add(&out, centre, corners[i][0], corners[i][1]);
    out.xy[out.count++] = out.xy[0];
    return out;
}

static ring outline(chora_glyph_shape shape, chora_xy centre, double radius)
{
    double r = radius * corner_of[shape];
    switch (shape) {
    case CHORA_GLYPH_SQUARE:
        return polygon(centre, r, 4, 0.125, 1);
    case CHORA_GLYPH_TRIANGLE:
        return polygon(centre, r, 3, 0, 1);
    case CHORA_GLYPH_DIAMOND:
        return polygon(centre, r, 4, 0, 1);
    case CHORA_GLYPH_DOWN:
        return polygon(centre, r, 3, 0.5, 1);
    case CHORA_GLYPH_PLUS:
        return plus(centre, r);
    case CHORA_GLYPH_STAR:
        return polygon(centre, r, 10, 0, star_inner);
    default:
        return polygon(centre, r, RING_MAX, 0, 1);
    }
}

static void draw_ring(chora_drawing *drawing, chora_meaning meaning, chora_look look,
                      const ring *points)
{
    size_t start[2] = { 0, points->count };
    chora_shape shape = {
        .kind = CHORA_SHAPE_POLYGONS, .path_count = 1, .start = start, .xy = (chora_xy *)points->xy
    };
    chora_draw_shape(drawing, meaning, look, &shape);
}

/* The part left of the middle. */
static ring left_half(const ring *whole, double middle)
{
    ring out = { .count = 0 };
    for (size_t i = 0; i + 1 < whole->count; i++) {
        chora_xy a = whole->xy[i], b = whole->xy[i + 1];
        if (a.x <= middle)
            out.xy[out.count++] = a;
        if ((a.x < middle && b.x > middle) || (a.x > middle && b.x < middle)) {
            double share = (middle - a.x) / (b.x - a.x);
            out.xy[out.count++] = (chora_xy){ middle, a.y + share * (b.y - a.y) };
        }
        if (out.count + 2 > RING_MAX)
            break;
    }
    if (out.count)
        out.xy[out.count++] = out.xy[0];
    return out;
}

static void draw_outline(chora_drawing *drawing, chora_meaning meaning, chora_glyph glyph,
                         chora_look look, chora_xy centre, double radius)
{
    if (glyph.shape == CHORA_GLYPH_CIRCLE) {
        chora_draw_circle(drawing, meaning, look, centre, radius);
        return;
    }
    ring points = outline(glyph.shape, centre, radius);
    draw_ring(drawing, meaning, look, &points);
}

static void draw_inside(chora_drawing *drawing, chora_glyph glyph, chora_xy centre, double radius)
{
    chora_meaning part = { .layer = "symbols", .role = "symbol-part" };
    chora_look look = chora_look_fill(glyph.colour);
    if (glyph.fill == CHORA_FILL_DOT)
        chora_draw_circle(drawing, part, look, centre, radius * 0.34);
    if (glyph.fill != CHORA_FILL_HALF)
        return;
    ring whole = outline(glyph.shape, centre, radius), half = left_half(&whole, centre.x);
    /* what a mirrored page turns round is the left half again */
    for (size_t i = 0; drawing->mirror_pt > 0 && i < half.count; i++)
        half.xy[i].x = 2 * centre.x - half.xy[i].x;
    draw_ring(drawing, part, look, &half);
}

static void draw_x(chora_drawing *drawing, chora_meaning meaning, chora_look look, chora_xy centre,
                   double radius)
{
    double a = radius * 0.707;
    size_t start[3] = { 0, 2, 4 };
    chora_xy xy[4] = { { centre.x - a, centre.y - a },
                       { centre.x + a, centre.y + a },
                       { centre.x - a, centre.y + a },
                       { centre.x + a, centre.y - a } };
    chora_shape lines = { .kind = CHORA_SHAPE_LINES, .path_count = 2, .start = start, .xy = xy };
    chora_draw_shape(drawing, meaning, look, &lines);
}

void chora_glyph_draw(chora_drawing *drawing, chora_meaning meaning, chora_glyph glyph,
                      chora_xy centre, double radius, double stroke_pt, double casing_pt,
                      chora_colour paper)
{
    chora_look look = chora_look_fill(glyph.fill == CHORA_FILL_FULL ? glyph.colour : paper);
    look.stroke = (chora_pen){ .width_pt = stroke_pt, .colour = glyph.colour };
    if (casing_pt > 0)
        look.casing = (chora_pen){ .width_pt = stroke_pt + 2 * casing_pt, .colour = paper };
    if (glyph.shape == CHORA_GLYPH_X) {
        look.fill = 0;
        look.stroke.width_pt = stroke_pt * 1.3;
        draw_x(drawing, meaning, look, centre, radius);
        return;
    }
    draw_outline(drawing, meaning, glyph, look, centre, radius);
    draw_inside(drawing, glyph, centre, radius);
}
