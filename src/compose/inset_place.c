#include "compose/inset_place.h"

#include "compose/findings.h"
#include "compose/legend.h"
#include "compose/path.h"
#include "compose/polygons.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>

static const double gutter_pt = 1 * CHORA_PT_PER_MM; /* white round the frame */
static const double step_pt = 1 * CHORA_PT_PER_MM;
static const double legend_gap_pt = 3 * CHORA_PT_PER_MM;

/* ---- the legend ------------------------------------------------------------------------------ */

static double lowest_of(const chora_group *group)
{
    double lowest = 0;
    for (size_t i = 0; i < chora_group_count(group); i++) {
        const chora_node *node = chora_group_node(group, i);
        if (node->kind == CHORA_NODE_TEXT)
            lowest = fmax(lowest, node->baseline.y + node->runs[0].type.size_pt * 0.3);
        if (node->kind == CHORA_NODE_CIRCLE)
            lowest = fmax(lowest, node->centre.y + node->radius);
        for (size_t k = 0; node->path_count && k < node->start[node->path_count]; k++)
            lowest = fmax(lowest, node->xy[k].y);
    }
    return lowest;
}

static chora_status measure_legend(chora_inset_maker *make)
{
    const chora_base_map *base = make->base;
    chora_class_colours colours;
    chora_status st = chora_colours_make(base, make->inputs, &colours, make->err);
    size_t periods = chora_table_periods(chora_base_table(base, make->inputs));
    for (size_t p = 0; !st && p < periods; p++) {
        chora_drawing drawing = chora_drawing_start(make->ruler, make->err);
        chora_findings findings = chora_findings_of(base, make->inputs, p);
        chora_group *group = NULL;
        chora_legend_draw(&drawing, base, make->inputs, &colours, &findings, p);
        st = chora_drawing_end(&drawing, &group);
        if (!st)
            make->legend_bottom = fmax(make->legend_bottom, lowest_of(group));
        chora_group_unref(group);
    }
    return st;
}

/* A page read from right to left has its legend at the left. */
chora_status chora_inset_place_column(chora_inset_maker *make)
{
    const chora_layout *layout = &make->base->layout;
    make->column = (chora_box)CHORA_BOX_EMPTY;
    if (layout->legend != CHORA_LEGEND_RIGHT)
        return CHORA_OK;
    make->column = layout->legend_box;
    double mirror = chora_drawing_mirror(make->inputs->words, layout->width);
    if (mirror > 0) {
        make->column.min_x = mirror - layout->legend_box.max_x;
        make->column.max_x = mirror - layout->legend_box.min_x;
    }
    return measure_legend(make);
}

/* ---- free ground ----------------------------------------------------------------------------- */

static bool is_free(const chora_inset_maker *make, chora_box box)
{
    const chora_base_map *base = make->base;
    chora_box wide = chora_box_grow(box, gutter_pt), column = make->column;
    if (!chora_box_is_empty(column)) {
        chora_box legend = { column.min_x, column.min_y, column.max_x,
                             make->legend_bottom + legend_gap_pt };
        if (chora_box_overlaps(box, legend))
            return false;
    }
    for (size_t i = 0; i < base->inset_count; i++)
        if (chora_box_overlaps(wide, chora_box_grow(base->insets[i].box, gutter_pt)))
            return false;
    bool over_map = chora_box_overlaps(wide, base->layout.map);
    return !over_map ||
           (chora_land_is_clear(&make->land, wide) &&
            chora_symbols_are_off(base, make->inputs, wide) && chora_path_is_off(base, wide));
}

/* The map, on the legend's side out to the page's margin. */
static chora_box outer_of(const chora_inset_maker *make)
{
    chora_box outer = make->base->layout.map;
    if (!chora_box_is_empty(make->column)) {
        outer.min_x = fmin(outer.min_x, make->column.min_x);
        outer.max_x = fmax(outer.max_x, make->column.max_x);
    }
    return outer;
}

/* The corners of it; lower ones first. */
static chora_box box_at(const chora_inset_maker *make, int corner, double width, double height)
{
    chora_box outer = outer_of(make);
    bool right = corner == 0 || corner == 2, low = corner < 2;
    double left = right ? outer.max_x - width : outer.min_x;
    double top = low ? outer.max_y - height : outer.min_y;
    return (chora_box){ left, top, left + width, top + height };
}

/* Beside an inset that is there, in line with it: above, below, to the left, to the right. */
static chora_box box_beside(const chora_inset_maker *make, chora_box there, int side, double width,
                            double height)
{
    const double gap = 2 * gutter_pt;
    chora_box map = make->base->layout.map;
    bool right = there.min_x + there.max_x > map.min_x + map.max_x;
    bool low = there.min_y + there.max_y > map.min_y + map.max_y;
    double left = right ? there.max_x - width : there.min_x;
    double top = low ? there.max_y - height : there.min_y;
    if (side < 2)
        top = side == 0 ? there.min_y - gap - height : there.max_y + gap;
    else
        left = side == 2 ? there.min_x - gap - width : there.max_x + gap;
    return (chora_box){ left, top, left + width, top + height };
}

static bool find_free(const chora_inset_maker *make, double width, double height, chora_box *out)
{
    enum { CORNERS = 4, SIDES = 4 };
    for (int corner = 0; corner < CORNERS; corner++) {
        *out = box_at(make, corner, width, height);
        if (is_free(make, *out))
            return true;
    }
    for (size_t i = 0; i < make->base->inset_count; i++)
        for (int side = 0; side < SIDES; side++) {
            *out = box_beside(make, make->base->insets[i].box, side, width, height);
            if (chora_box_holds_box(outer_of(make), *out) && is_free(make, *out))
                return true;
        }
    return false;
}

bool chora_inset_place(const chora_inset_maker *make, chora_inset_sizes sizes, chora_box *out)
{
    chora_box map = make->base->layout.map;
    double widest = 0.6 * (map.max_x - map.min_x);
    double most = fmin(sizes.most, 0.6 * (map.max_y - map.min_y));
    for (double height = most; height >= sizes.least; height -= step_pt)
        for (size_t a = 0; a < sizes.aspect_count; a++) {
            double width = height * sizes.aspects[a];
            if (width <= widest && find_free(make, width, height, out))
                return true;
        }
    return false;
}
