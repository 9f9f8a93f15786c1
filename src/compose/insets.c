/* Where insets and a locator stand: in free ground beside the areas, or under the legend; never
 * over the map's own land or its symbols. */
#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/findings.h"
#include "compose/land.h"
#include "compose/legend.h"
#include "compose/locator.h"
#include "compose/symbols.h"
#include "compose/wording.h"

#include <math.h>

static const double gutter_pt = 1 * CHORA_PT_PER_MM; /* white round the frame */
static const double least_pt = 17 * CHORA_PT_PER_MM, most_pt = 46 * CHORA_PT_PER_MM;
/* What nobody asked for takes less room. */
static const double away_least_pt = 14 * CHORA_PT_PER_MM, away_most_pt = 26 * CHORA_PT_PER_MM;
static const double step_pt = 1 * CHORA_PT_PER_MM;
static const double globe_most_pt = 26 * CHORA_PT_PER_MM, globe_least_pt = 15 * CHORA_PT_PER_MM;
static const double region_most_pt = 24 * CHORA_PT_PER_MM, region_least_pt = 13 * CHORA_PT_PER_MM;
static const double legend_gap_pt = 3 * CHORA_PT_PER_MM;
static const double title_pt = 6.8;

typedef struct {
    chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_ruler *ruler;
    chora_land land;
    chora_box column;     /* where the legend is on the page; empty: not beside the map */
    double legend_bottom; /* of its lowest line in any period */
    chora_error *err;
} insets_maker;

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

static chora_status measure_legend(insets_maker *make)
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
static chora_status find_column(insets_maker *make)
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

static bool is_free(const insets_maker *make, chora_box box)
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
    return !over_map || (chora_land_is_clear(&make->land, wide) &&
                         chora_symbols_are_off(base, make->inputs, wide));
}

/* The corners of the map, those on the legend's side out to the page's margin; lower ones first. */
static chora_box box_at(const insets_maker *make, int corner, double width, double height)
{
    chora_box outer = make->base->layout.map;
    bool right = corner == 0 || corner == 2, low = corner < 2;
    if (!chora_box_is_empty(make->column)) {
        outer.min_x = fmin(outer.min_x, make->column.min_x);
        outer.max_x = fmax(outer.max_x, make->column.max_x);
    }
    double left = right ? outer.max_x - width : outer.min_x;
    double top = low ? outer.max_y - height : outer.min_y;
    return (chora_box){ left, top, left + width, top + height };
}

/* Heights from the largest to the least, and widths as shares of the height. */
typedef struct {
    double most, least;
    const double *aspects;
    size_t aspect_count;
} box_sizes;

static bool find_box(const insets_maker *make, box_sizes sizes, chora_box *out)
{
    chora_box map = make->base->layout.map;
    double widest = 0.6 * (map.max_x - map.min_x);
    double most = fmin(sizes.most, 0.6 * (map.max_y - map.min_y));
    for (double height = most; height >= sizes.least; height -= step_pt)
        for (size_t a = 0; a < sizes.aspect_count; a++)
            for (int corner = 0; corner < 4; corner++) {
                chora_box box = box_at(make, corner, height * sizes.aspects[a], height);
                if (box.max_x - box.min_x <= widest && is_free(make, box)) {
                    *out = box;
                    return true;
                }
            }
    return false;
}

static bool find_inset_box(const insets_maker *make, bool away, chora_box *out)
{
    static const double aspects[] = { 1.5, 1.35, 1.2, 1.1, 1 };
    const box_sizes sizes = { away ? away_most_pt : most_pt, away ? away_least_pt : least_pt,
                              aspects, sizeof aspects / sizeof *aspects };
    return find_box(make, sizes, out);
}

/* ---- one inset ------------------------------------------------------------------------------- */

static chora_status make_tab(const insets_maker *make, chora_inset *inset)
{
    chora_type type = make->inputs->style->legend_head;
    type.size_pt = title_pt;
    chora_run run = { inset->title, type };
    chora_extent extent = { 0 };
    chora_status st = make->ruler->measure(make->ruler->context, &run, 1, &extent, make->err);
    double width =
        fmin(extent.width_pt + 3.2 * CHORA_PT_PER_MM, inset->box.max_x - inset->box.min_x);
    inset->tab = inset->box;
    inset->tab.max_y = inset->box.min_y + title_pt * 1.9;
    if (chora_words_leftward(make->inputs->words))
        inset->tab.min_x = inset->box.max_x - width;
    else
        inset->tab.max_x = inset->box.min_x + width;
    return st;
}

/* What the inset shows, on the main map. */
static void find_extent(const chora_base_map *base, chora_inset *inset)
{
    chora_xy corners[2] = { { inset->box.min_x, inset->box.min_y },
                            { inset->box.max_x, inset->box.max_y } };
    chora_view_to_metres(&inset->map->view, corners, 2);
    chora_view_to_page(&base->view, corners, 2);
    inset->extent = (chora_box){ corners[0].x, corners[0].y, corners[1].x, corners[1].y };
}

/* No name stands there, and the legend ends above it. */
static void take_room(insets_maker *make, chora_box box)
{
    chora_base_map *base = make->base;
    base->blocked[base->blocked_count++] = chora_box_grow(box, gutter_pt);
    if (!chora_box_is_empty(make->column) && chora_box_overlaps(box, make->column))
        base->layout.legend_box.max_y =
            fmin(base->layout.legend_box.max_y, box.min_y - 2 * CHORA_PT_PER_MM);
}

static chora_status make_inset(insets_maker *make, const chora_inset_wish *wish)
{
    chora_base_map *base = make->base;
    chora_inset inset = { .title = wish->title };
    if (!find_inset_box(make, wish->away, &inset.box))
        return chora_fail(make->err, CHORA_EINVAL,
                          "there is no free ground beside the areas for the inset \"%s\"; make the "
                          "page larger, or leave it out",
                          wish->title);
    chora_status st = make_tab(make, &inset);
    if (!st)
        st = chora_base_map_part(base, make->inputs, wish, inset.box, chora_box_grow(inset.tab, 1),
                                 make->ruler, &inset.map, make->err);
    if (st)
        return st;
    inset.extent = (chora_box)CHORA_BOX_EMPTY;
    if (!wish->away)
        find_extent(base, &inset);
    base->insets[base->inset_count++] = inset;
    take_room(make, inset.box);
    return CHORA_OK;
}

static chora_status make_locator(insets_maker *make)
{
    static const double globe[] = { 1 }, region[] = { CHORA_LOCATOR_ASPECT };
    chora_locator_window window;
    chora_status st = chora_locator_choose(make->base, make->inputs, &window, make->err);
    if (st)
        return st;
    const box_sizes sizes = { window.globe ? globe_most_pt : region_most_pt,
                              window.globe ? globe_least_pt : region_least_pt,
                              window.globe ? globe : region, 1 };
    if (!find_box(make, sizes, &make->base->locator_box))
        return chora_fail(make->err, CHORA_EINVAL,
                          "there is no free ground beside the areas for the locator; make the page "
                          "larger, or leave it out");
    take_room(make, make->base->locator_box);
    return chora_locator_make(make->base, make->inputs, &window, make->ruler, make->err);
}

/* ---- what lies too far off for the frame ------------------------------------------------------
 */

static const double away_margin = 1.35, away_least_km = 8;
enum { AWAY_NAMES_MAX = 3 };

static chora_xy shifted(const insets_maker *make, chora_xy at)
{
    at.x += make->base->view.shifted && at.x < 0 ? 360 : 0;
    return at;
}

static bool has_point_in(const insets_maker *make, const chora_area *area, chora_box box)
{
    for (size_t i = 0; i < area->shape.start[area->shape.path_count]; i++)
        if (chora_box_holds(box, shifted(make, area->shape.xy[i])))
            return true;
    return false;
}

static size_t list_areas(const insets_maker *make, chora_box box, bool by_label, chora_buffer *list)
{
    const chora_areas *areas = make->inputs->areas;
    size_t named = 0;
    for (size_t a = 0; a < areas->area_count; a++) {
        const chora_area *area = &areas->areas[a];
        if (area->shape.path_count &&
            (by_label ? chora_box_holds(box, shifted(make, area->label))
                      : has_point_in(make, area, box)) &&
            named++ < AWAY_NAMES_MAX)
            chora_list_add(make->inputs->words, list, area->name);
    }
    return named;
}

/* "Guadeloupe, Martinique": the areas whose inner point is there, else those with any ground there.
 */
static const char *away_title(const insets_maker *make, chora_box box)
{
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    size_t named = list_areas(make, box, true, &list);
    if (named == 0)
        named = list_areas(make, box, false, &list);
    if (named > AWAY_NAMES_MAX)
        chora_buffer_add_text(&list, " \xE2\x80\xA6");
    const char *title =
        list.failed ? NULL : chora_arena_strdup(make->base->arena, chora_buffer_text(&list));
    chora_buffer_free(&list);
    return title;
}

static chora_status make_away(insets_maker *make, chora_box box)
{
    const double km_per_degree = 111.2;
    chora_xy middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
    double across = (box.max_x - box.min_x) / 2 * cos(middle.y * acos(-1) / 180);
    double degrees = fmax(across, (box.max_y - box.min_y) / 2);
    if (middle.x > 180)
        middle.x -= 360;
    chora_inset_wish wish = { middle, fmax(degrees * km_per_degree * away_margin, away_least_km),
                              away_title(make, box), true };
    return wish.title ? make_inset(make, &wish) : chora_no_memory(make->err);
}

chora_status chora_insets_make(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err)
{
    insets_maker make = { .base = base, .inputs = inputs, .ruler = ruler, .err = err };
    /* A narrow page has no room for any, nor has one of small multiples. */
    if ((!inputs->insets && !inputs->world && !base->view.away.count) || base->layout.narrow ||
        inputs->panel_width > 0)
        return CHORA_OK;
    const chora_shape **shapes =
        chora_arena_alloc(base->arena, base->area_count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(err);
    for (size_t a = 0; a < base->area_count; a++)
        shapes[a] = &base->shapes[a];
    chora_status st = chora_land_open(base->layout.map, shapes, base->area_count, &make.land, err);
    if (st)
        return st;
    st = find_column(&make);
    for (size_t i = 0; !st && i < inputs->inset_count; i++)
        st = make_inset(&make, &inputs->insets[i]);
    for (size_t i = 0; !st && i < base->view.away.count; i++)
        st = make_away(&make, base->view.away.boxes[i]);
    if (!st && inputs->world)
        st = make_locator(&make);
    chora_land_close(&make.land);
    return st;
}
