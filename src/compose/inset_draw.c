#include "compose/inset_draw.h"

#include "compose/draw.h"

#include <math.h>
#include <stdio.h>

static const double gutter_pt = 1 * CHORA_PT_PER_MM, casing_pt = 1.9;

/* The part of the extent that the map shows. */
static chora_box seen(const chora_base_map *base, chora_box extent)
{
    chora_box map = base->layout.map;
    return (chora_box){ fmax(extent.min_x, map.min_x), fmax(extent.min_y, map.min_y),
                        fmin(extent.max_x, map.max_x), fmin(extent.max_y, map.max_y) };
}

chora_status chora_insets_locators(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   const chora_ruler *ruler, chora_group **out, chora_error *err)
{
    const chora_style *style = inputs->style;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    chora_look locator = chora_look_stroke(style->inset_frame);
    locator.casing = (chora_pen){ .width_pt = casing_pt, .colour = style->paper };
    for (size_t i = 0; i < base->inset_count; i++) {
        if (chora_box_is_empty(base->insets[i].extent))
            continue;
        chora_meaning meaning = { .layer = "insets",
                                  .role = "locator",
                                  .title = base->insets[i].title };
        chora_draw_box(&drawing, meaning, locator, seen(base, base->insets[i].extent));
    }
    return chora_drawing_end(&drawing, out);
}

chora_status chora_insets_under(const chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_ruler *ruler, chora_group **out, chora_error *err)
{
    const chora_style *style = inputs->style;
    chora_drawing drawing = chora_drawing_start(ruler, err);
    for (size_t i = 0; i < base->inset_count; i++) {
        chora_meaning meaning = { .layer = "insets", .role = "inset-plate" };
        chora_draw_box(&drawing, meaning, chora_look_fill(style->paper),
                       chora_box_grow(base->insets[i].box, gutter_pt));
    }
    return chora_drawing_end(&drawing, out);
}

chora_status chora_insets_over(const chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_group **out, chora_error *err)
{
    const chora_style *style = inputs->style;
    bool leftward = chora_words_leftward(inputs->words);
    chora_drawing drawing = chora_drawing_start(ruler, err);
    for (size_t i = 0; i < base->inset_count; i++) {
        const chora_inset *inset = &base->insets[i];
        chora_meaning meaning = { .layer = "insets", .role = "inset-tab" };
        chora_draw_box(&drawing, meaning, chora_look_fill(style->paper), inset->tab);
        meaning.role = "inset-frame";
        meaning.title = inset->title;
        chora_draw_box(&drawing, meaning, chora_look_stroke(style->inset_frame), inset->box);
        meaning.role = "inset-title";
        double edge = CHORA_INSET_TITLE_EDGE_PT;
        chora_xy at = { leftward ? inset->tab.max_x - edge : inset->tab.min_x + edge,
                        inset->tab.min_y + inset->title_type.size_pt * 1.3 };
        chora_draw_text(&drawing, meaning, at, leftward ? CHORA_ALIGN_END : CHORA_ALIGN_START,
                        inset->title_type, inset->title);
    }
    return chora_drawing_end(&drawing, out);
}
