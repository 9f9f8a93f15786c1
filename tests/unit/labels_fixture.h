/* A style and shapes for the tests of labels, and where the labels ended up. */
#ifndef LABELS_FIXTURE_H
#define LABELS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/labels.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INK 0x1D1B18FFu

static inline chora_type label_type(double size_pt, int weight, chora_colour colour)
{
    return (chora_type){ "Noto Sans", size_pt, weight, 100, false, 0, colour };
}

static inline chora_style label_style(void)
{
    chora_style style = { .name = "test", .minimum_pt = 5.4, .ink = INK };
    static const double steps[4] = { 7, 6.4, 5.8, 5.4 };
    memcpy(style.area_label_steps, steps, sizeof steps);
    style.area_label = label_type(7, 500, INK);
    style.area_number = label_type(7, 600, INK);
    style.area_zero = label_type(7, 400, 0x756F67FFu);
    style.area_outside = label_type(6.6, 500, INK);
    style.area_outside_number = label_type(6.6, 600, INK);
    style.town_label = label_type(5.5, 400, INK);
    style.neighbour = label_type(7, 400, 0x68635CFFu);
    style.neighbour.italic = true;
    style.neighbour.spacing_pt = 1.2;
    style.ground_neighbour = 0xE6E4DFFFu;
    style.leader = (chora_pen){ 0.45, INK, { 0, 0 } };
    style.leader_casing = (chora_pen){ 1.4, 0xFFFFFFFFu, { 0, 0 } };
    style.halo_outside_pt = 1.0;
    style.halo_town_pt = 1.1;
    return style;
}

/* A polygon of one ring; closes it. */
static inline chora_shape ring_shape(const chora_xy *xy, size_t count, chora_arena *arena)
{
    chora_shape shape = { CHORA_SHAPE_POLYGONS,
                          1,
                          chora_arena_alloc(arena, 2, sizeof(size_t)),
                          chora_arena_alloc(arena, 1, sizeof(size_t)),
                          chora_arena_alloc(arena, count + 1, sizeof *xy),
                          CHORA_BOX_EMPTY };
    memcpy(shape.xy, xy, count * sizeof *xy);
    shape.xy[count] = xy[0];
    shape.start[1] = count + 1;
    for (size_t i = 0; i < count; i++)
        chora_box_add(&shape.box, xy[i]);
    return shape;
}

/* A point well inside, by trying; good enough for a target. */
static inline chora_xy deep_point(const chora_shape *shape)
{
    chora_xy best = { (shape->box.min_x + shape->box.max_x) / 2,
                      (shape->box.min_y + shape->box.max_y) / 2 };
    double depth = -1;
    for (int i = 1; i < 16; i++)
        for (int j = 1; j < 16; j++) {
            chora_xy at = { shape->box.min_x + i * (shape->box.max_x - shape->box.min_x) / 16,
                            shape->box.min_y + j * (shape->box.max_y - shape->box.min_y) / 16 };
            double here = chora_page_shape_clearance(shape, at);
            if (chora_page_shape_holds(shape, at) && here > depth) {
                depth = here;
                best = at;
            }
        }
    return best;
}

/* The ink box of a centred text node. */
static inline chora_box text_box(const chora_node *node, const chora_ruler *ruler)
{
    chora_extent extent;
    assert_int_equal(ruler->measure(ruler->context, node->runs, node->run_count, &extent, NULL), 0);
    assert_int_equal(node->align, CHORA_ALIGN_MIDDLE);
    return (chora_box){ node->baseline.x - extent.width_pt / 2, node->baseline.y - extent.ascent_pt,
                        node->baseline.x + extent.width_pt / 2,
                        node->baseline.y + extent.descent_pt };
}

#endif
