#include "paint/svg_editable_path.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAR 1e6 /* Points; as far as the other painters look. */

static const double PI = 3.14159265358979323846;

/* In hundredths of a point: steps between rounded points add up to no error. */
typedef struct {
    long long x, y;
} place;

typedef struct {
    chora_buffer *out;
    char command; /* What numbers without a letter would mean; 0: nothing. */
    bool point;   /* The last number has a decimal point: another ".5" can follow at once. */
    bool begun;   /* There is a point to move on from. */
    place at;
} path_pen;

/* One way to write a step. */
typedef struct {
    char text[64];
    size_t length;
    bool point;
} path_step;

static place rounded(chora_xy xy)
{
    return (place){ llround(fmin(fmax(xy.x, -FAR), FAR) * 100),
                    llround(fmin(fmax(xy.y, -FAR), FAR) * 100) };
}

/* "-.5", "12", "3.07" */
static size_t format_number(long long hundredths, char text[24])
{
    long long whole = llabs(hundredths) / 100;
    int rest = (int)(llabs(hundredths) % 100);
    size_t length = 0;
    if (hundredths < 0)
        text[length++] = '-';
    if (whole > 0 || rest == 0)
        length += (size_t)snprintf(text + length, 24 - length, "%lld", whole);
    if (rest % 10 > 0)
        length += (size_t)snprintf(text + length, 24 - length, ".%02d", rest);
    else if (rest > 0)
        length += (size_t)snprintf(text + length, 24 - length, ".%d", rest / 10);
    return length;
}

static void add_number(path_step *step, long long hundredths, bool after_letter)
{
    char number[24];
    size_t length = format_number(hundredths, number);
    bool apart = after_letter || number[0] == '-' || (number[0] == '.' && step->point);
    if (!apart)
        step->text[step->length++] = ' ';
    memcpy(step->text + step->length, number, length);
    step->length += length;
    step->point = memchr(number, '.', length) != NULL;
}

static path_step step_of(const path_pen *pen, char command, const long long *numbers, size_t count)
{
    path_step step = { "", 0, pen->point };
    bool letter = command != pen->command;
    if (letter)
        step.text[step.length++] = command;
    for (size_t i = 0; i < count; i++)
        add_number(&step, numbers[i], letter && i == 0);
    return step;
}

/* The shorter of the step to a point and the point itself; h and v say only one number. */
static void draw_to(path_pen *pen, place to, char relative, char absolute)
{
    const long long all[2][2] = { { to.x - pen->at.x, to.y - pen->at.y }, { to.x, to.y } };
    bool one = relative == 'h' || relative == 'v';
    size_t from = relative == 'v', count = one ? 1 : 2;
    path_step step = step_of(pen, relative, all[0] + from, count);
    path_step place_itself = step_of(pen, absolute, all[1] + from, count);
    bool shorter = place_itself.length < step.length;
    if (shorter)
        step = place_itself;
    chora_buffer_add(pen->out, step.text, step.length);
    pen->command = shorter ? absolute : relative;
    pen->point = step.point;
    pen->at = to;
}

static void move_to(path_pen *pen, place to)
{
    draw_to(pen, to, pen->begun ? 'm' : 'M', 'M');
    pen->begun = true;
    pen->command = pen->command == 'm' ? 'l' : 'L';
}

static void line_to(path_pen *pen, place to)
{
    if (to.x == pen->at.x)
        draw_to(pen, to, 'v', 'V');
    else if (to.y == pen->at.y)
        draw_to(pen, to, 'h', 'H');
    else
        draw_to(pen, to, 'l', 'L');
}

static void close_path(path_pen *pen, place start)
{
    chora_buffer_add_byte(pen->out, 'z');
    pen->command = 0;
    pen->point = false;
    pen->at = start;
}

static void draw_subpath(path_pen *pen, const chora_node *node, size_t index)
{
    const chora_xy *xy = node->xy + node->start[index];
    size_t count = node->start[index + 1] - node->start[index];
    if (count == 0)
        return;
    place start = rounded(xy[0]), last = start;
    bool moved = false;
    move_to(pen, start);
    for (size_t i = 1; i < count; i++) {
        place to = rounded(xy[i]);
        bool home = node->closed && i + 1 == count && to.x == start.x && to.y == start.y;
        if ((to.x == last.x && to.y == last.y) || home)
            continue;
        line_to(pen, to);
        last = to;
        moved = true;
    }
    if (node->closed || !moved)
        close_path(pen, start);
}

void chora_svg_path(const chora_node *node, chora_buffer *out)
{
    path_pen pen = { .out = out };
    for (size_t i = 0; i < node->path_count; i++)
        draw_subpath(&pen, node, i);
}

/* ---- hatches ----------------------------------------------------------------------------------
 */

/* Where a line of the hatch meets the outline. */
typedef struct {
    double line, along;
} crossing;

typedef struct {
    double dx, dy, gap;
    double first, last; /* Lines that touch the page. */
    crossing *all;
    size_t count, capacity;
    bool failed;
} hatching;

static double line_of(const hatching *hatch, chora_xy at)
{
    return (at.y * hatch->dx - at.x * hatch->dy) / hatch->gap;
}

static double along_of(const hatching *hatch, chora_xy at)
{
    return at.x * hatch->dx + at.y * hatch->dy;
}

static hatching hatching_of(const chora_hatch *look, chora_box page)
{
    double angle = fmod(look->angle_deg, 360) * PI / 180;
    hatching hatch = { .dx = cos(angle),
                       .dy = sin(angle),
                       .gap = look->gap_pt,
                       .first = INFINITY,
                       .last = -INFINITY };
    const chora_xy corners[4] = { { page.min_x, page.min_y },
                                  { page.max_x, page.min_y },
                                  { page.max_x, page.max_y },
                                  { page.min_x, page.max_y } };
    for (int i = 0; i < 4; i++) {
        hatch.first = fmin(hatch.first, line_of(&hatch, corners[i]));
        hatch.last = fmax(hatch.last, line_of(&hatch, corners[i]));
    }
    return hatch;
}

static void add_crossing(hatching *hatch, double line, double along)
{
    if (hatch->failed ||
        chora_grow((void **)&hatch->all, &hatch->capacity, hatch->count, sizeof *hatch->all)) {
        hatch->failed = true;
        return;
    }
    hatch->all[hatch->count++] = (crossing){ line, along };
}

/* A line through a corner meets one of its two edges only, or none: it goes in as often as out. */
static void cross_edge(hatching *hatch, chora_xy a, chora_xy b)
{
    double from = line_of(hatch, a), to = line_of(hatch, b);
    double low = fmax(fmin(from, to), hatch->first), high = fmin(fmax(from, to), hatch->last);
    for (double line = ceil(low); line < high && !hatch->failed; line++) {
        double share = (line - from) / (to - from);
        double start = along_of(hatch, a);
        add_crossing(hatch, line, start + share * (along_of(hatch, b) - start));
    }
}

static void cross_path(hatching *hatch, const chora_node *node)
{
    for (size_t i = 0; i < node->path_count; i++) {
        size_t first = node->start[i], end = node->start[i + 1];
        for (size_t p = first; p < end; p++)
            cross_edge(hatch, node->xy[p], node->xy[p + 1 < end ? p + 1 : first]);
    }
}

static void cross_circle(hatching *hatch, const chora_node *node)
{
    double middle = line_of(hatch, node->centre), reach = node->radius / hatch->gap;
    double low = fmax(middle - reach, hatch->first), high = fmin(middle + reach, hatch->last);
    for (double line = ceil(low); line < high && !hatch->failed; line++) {
        double off = (line - middle) * hatch->gap;
        double half = sqrt(fmax(node->radius * node->radius - off * off, 0));
        add_crossing(hatch, line, along_of(hatch, node->centre) - half);
        add_crossing(hatch, line, along_of(hatch, node->centre) + half);
    }
}

static int by_place(const void *a, const void *b)
{
    const crossing *one = a, *other = b;
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    return (one->along > other->along) - (one->along < other->along);
}

static place place_of(const hatching *hatch, const crossing *at)
{
    double off = at->line * hatch->gap;
    return rounded((chora_xy){ at->along * hatch->dx - off * hatch->dy,
                               at->along * hatch->dy + off * hatch->dx });
}

static int add_lines(const chora_node *node, const chora_hatch *look, chora_box page,
                     chora_buffer *out)
{
    hatching hatch = hatching_of(look, page);
    path_pen pen = { .out = out };
    if (node->kind == CHORA_NODE_CIRCLE)
        cross_circle(&hatch, node);
    else
        cross_path(&hatch, node);
    if (hatch.count > 0)
        qsort(hatch.all, hatch.count, sizeof *hatch.all, by_place);
    for (size_t i = 0; i + 1 < hatch.count && !hatch.failed; i += 2) {
        if (look->dotted) /* dashes are counted from the page's origin */
            hatch.all[i].along = ceil(hatch.all[i].along / look->gap_pt) * look->gap_pt;
        if (look->dotted && hatch.all[i].along >= hatch.all[i + 1].along)
            continue;
        place from = place_of(&hatch, &hatch.all[i]), to = place_of(&hatch, &hatch.all[i + 1]);
        if (from.x == to.x && from.y == to.y)
            continue;
        move_to(&pen, from);
        line_to(&pen, to);
    }
    free(hatch.all);
    return hatch.failed ? -1 : 0;
}

int chora_svg_hatch(const chora_node *node, chora_box page, chora_buffer *out)
{
    chora_hatch across = node->look.hatch;
    across.angle_deg += 90;
    if (add_lines(node, &node->look.hatch, page, out))
        return -1;
    return node->look.hatch.crossed ? add_lines(node, &across, page, out) : 0;
}
