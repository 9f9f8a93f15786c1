#include "compose/naming.h"

#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/naming_step.h"
#include "compose/page_shape.h"
#include "compose/path.h"
#include "compose/share.h"
#include "compose/symbols.h"
#include "compose/uncertain.h"
#include "compose/wording.h"

#include <math.h>
#include <stdlib.h>

/* ---- areas ---------------------------------------------------------------------------------- */

enum { RANK_KEY, RANK_NUMBER, RANK_ZERO };

/* Of two periods the same number is one worth printing, unless it is none. */
static bool has_number(const chora_naming *name, chora_cell cell)
{
    return cell.state == CHORA_CELL_NUMBER && (cell.value != 0 || chora_share_is_told(cell) ||
                                               (name->inputs->changes && cell.incidents));
}

/* How much a reader looks for the number: of shares those of many incidents, not 1 of 1. */
static double weight_of(chora_cell cell)
{
    return chora_share_is_told(cell) ? (double)cell.whole : fabs(cell.value);
}

/* Larger numbers are placed first within their rank. */
static int rank_of(const chora_naming *name, size_t area, chora_cell cell)
{
    if (!has_number(name, cell))
        return RANK_ZERO * 1000;
    if (area == name->findings->top)
        return RANK_KEY;
    double share = name->findings->highest > 0 ? weight_of(cell) / name->findings->highest : 0;
    return RANK_NUMBER * 1000 - (int)fmin(fmax(share * 900, 0), 900);
}

static const char *number_of(const chora_naming *name, size_t area, chora_cell cell)
{
    if (name->inputs->changes)
        return chora_difference_number(
            name->inputs->words, chora_difference_of(name->base, name->inputs, area, name->period),
            name->findings->whole, name->arena);
    if (name->base->marks >= 0)
        return chora_area_marks_number(name->base, name->inputs, area, name->period, name->arena);
    if (chora_share_is_told(cell))
        return chora_share_number(name->inputs->words, cell, name->arena);
    if (name->colours->is_pair)
        return chora_bivariate_number(name->base, name->inputs, area, name->period, name->arena);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(name->inputs->words, cell.value, name->findings->whole, number);
    return chora_arena_strdup(name->arena, number);
}

/* Areas with a number claim their room before the towns, the others after them. */
typedef enum { NAMES_NUMBERS, NAMES_REST } area_names;

static bool is_hatched(const chora_naming *name, size_t area, chora_cell cell, int class)
{
    if (name->uncertain && name->uncertain[area])
        return true;
    if (class == CHORA_KIND_NO_DATA || (name->base->marks < 0 && chora_share_is_small(cell)) ||
        (class >= 0 && name->colours->hatch[class].gap_pt > 0))
        return true;
    return name->inputs->changes && chora_difference_is_striped(chora_difference_of(
                                        name->base, name->inputs, area, name->period));
}

static chora_status add_area(const chora_naming *name, size_t area, area_names names,
                             chora_area_label *list, size_t *count)
{
    const chora_base_map *base = name->base;
    const chora_area *source = &name->inputs->areas->areas[area];
    chora_cell cell = chora_base_cell(base, name->inputs, area, name->period);
    bool coloured = base->choropleth >= 0;
    int class = coloured
                    ? chora_class_of_area(base, name->inputs, name->colours, area, name->period)
                    : chora_class_bare(base, cell);
    if (base->shapes[area].path_count == 0 ||
        (class == CHORA_KIND_NOT_COVERED && name->colours->uncovered_is_ground))
        return CHORA_OK; /* a name from outside may stand on it, as on a neighbour */
    chora_area_numbers mark;
    bool number = coloured ? has_number(name, cell)
                           : base->marks >= 0 && chora_area_numbers_of(base, name->inputs, area,
                                                                       name->period, &mark);
    chora_area_label label = {
        .shape = &base->shapes[area],
        .inner = base->inner[area],
        .ground = chora_look_of_class(name->colours, class, name->inputs->style).fill,
        .rank = rank_of(name, area, cell),
        .counts = number,
        .may_leave = number && weight_of(cell) >= name->least_leader,
        .halo_pt = name->base->cloud_alpha > 0 || is_hatched(name, area, cell, class)
                       ? name->inputs->style->halo_hatch_pt
                       : 0,
    };
    if (number != (names == NAMES_NUMBERS) || chora_base_is_elsewhere(base, source->label)) {
        /* Ground for the others; named in the other turn, or where most of it is shown. */
        label.key = label.name = "";
        label.number = NULL;
        list[(*count)++] = label;
        return CHORA_OK;
    }
    /* A small page names only what it is about; what was not looked at has no name on any. */
    bool silent = class == CHORA_KIND_NOT_COVERED ||
                  (!number && (name->base->layout.narrow || !name->inputs->style->zero_names)) ||
                  (!coloured && chora_naming_town_says(name, area));
    label.key = chora_arena_strdup(name->arena, source->code);
    silent |= !name->inputs->figure->area_names;
    label.name = silent ? "" : chora_arena_strdup(name->arena, source->name);
    if (number && name->inputs->figure->area_values)
        label.number = number_of(name, area, cell);
    if (!label.key || !label.name || (number && name->inputs->figure->area_values && !label.number))
        return chora_no_memory(name->err);
    list[(*count)++] = label;
    return CHORA_OK;
}

static int by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p < q) - (p > q);
}

/* Where areas are too small for lines of their own only the highest may have leaders: they are what
 * a reader looks for. Ties that would make them more have none. */
static chora_status limit_leaders(chora_naming *name)
{
    enum { LEADERS_FINE = 12 };
    size_t count = 0, areas = name->base->area_count;
    if (!name->base->pens.fine || name->base->choropleth < 0)
        return CHORA_OK;
    double *values = chora_alloc(areas + 1, sizeof *values);
    if (!values)
        return chora_no_memory(name->err);
    for (size_t a = 0; a < areas; a++) {
        chora_cell cell = chora_base_cell(name->base, name->inputs, a, name->period);
        if (has_number(name, cell) && name->base->shapes[a].path_count)
            values[count++] = weight_of(cell);
    }
    qsort(values, count, sizeof *values, by_value);
    size_t last = count < LEADERS_FINE ? count : LEADERS_FINE;
    while (last > 0 && last < count && values[last] == values[last - 1])
        last--;
    name->least_leader = last > 0 ? values[last - 1] : INFINITY;
    free(values);
    return CHORA_OK;
}

/* Islands too small to be shapes are still drawn: no name hides one that an eye can find. */
static chora_status block_islets(const chora_naming *name)
{
    static const double islet_pt = 3, speck_pt = 0.8;
    const chora_topology *mesh = &name->base->mesh;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < mesh->arc_count; i++) {
        const chora_arc *arc = &mesh->arcs[i];
        const chora_xy *xy = mesh->xy + arc->first;
        chora_box box = CHORA_BOX_EMPTY;
        for (size_t k = 0; k < arc->count; k++)
            chora_box_add(&box, xy[k]);
        bool ring =
            arc->count && xy[0].x == xy[arc->count - 1].x && xy[0].y == xy[arc->count - 1].y;
        bool outer = arc->left == CHORA_NO_AREA || arc->right == CHORA_NO_AREA;
        double size = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
        if (ring && outer && size < islet_pt && size >= speck_pt)
            st = chora_label_field_block(name->field, box, name->err);
    }
    return st;
}

static chora_status name_areas(const chora_naming *name, area_names names)
{
    if (!name->inputs->figure->area_labels)
        return CHORA_OK;
    size_t count = 0;
    chora_area_label *list = chora_alloc(name->base->area_count + 1, sizeof *list);
    chora_status st = list ? CHORA_OK : chora_no_memory(name->err);
    for (size_t a = 0; !st && a < name->base->area_count; a++)
        st = add_area(name, a, names, list, &count);
    chora_label_result result = { 0 };
    if (!st && count)
        st = chora_label_areas(name->field, list, count, name->inputs->style, name->ruler,
                               name->names.labels, name->names.leaders, &result, name->err);
    free(list);
    return st;
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* The four sides of an inset's place on the map. */
static chora_status block_frame(const chora_naming *name, chora_box frame)
{
    const double half = 0.8;
    const chora_box sides[] = {
        { frame.min_x - half, frame.min_y - half, frame.max_x + half, frame.min_y + half },
        { frame.min_x - half, frame.max_y - half, frame.max_x + half, frame.max_y + half },
        { frame.min_x - half, frame.min_y - half, frame.min_x + half, frame.max_y + half },
        { frame.max_x - half, frame.min_y - half, frame.max_x + half, frame.max_y + half },
    };
    chora_status st = CHORA_OK;
    for (int i = 0; !st && i < 4; i++)
        st = chora_label_field_block_symbol(name->field, sides[i], name->err);
    return st;
}

static chora_status block_furniture(const chora_naming *name)
{
    const chora_base_map *base = name->base;
    chora_status st = chora_symbols_block(base, name->inputs, name->period, name->field, name->err);
    for (size_t i = 0; !st && i < base->inset_count; i++)
        st = chora_box_is_empty(base->insets[i].extent) ? CHORA_OK
                                                        : block_frame(name, base->insets[i].extent);
    if (!st)
        st = chora_label_field_end_symbols(name->field, name->err);
    for (size_t i = 0; !st && i < base->kept_free_count; i++)
        st = chora_label_field_block(name->field, base->kept_free[i], name->err);
    if (!st && !chora_box_is_empty(base->scale_bar_box))
        st =
            chora_label_field_block(name->field, chora_box_grow(base->scale_bar_box, 3), name->err);
    for (size_t i = 0; !st && i < base->blocked_count; i++)
        st = chora_label_field_block(name->field, base->blocked[i], name->err);
    for (size_t i = 0; !st && i < base->fine_line_count; i++)
        st = chora_label_field_block(name->field, base->fine_lines[i].box, name->err);
    return st ? st : block_islets(name);
}

static chora_status name_neighbours(const chora_naming *name)
{
    chora_label_result result = { 0 };
    if (name->base->neighbour_count == 0)
        return CHORA_OK;
    return chora_label_neighbours(name->field, name->base->neighbours, name->base->neighbour_count,
                                  name->inputs->style, name->ruler, name->names.labels, &result,
                                  name->err);
}

/* Placing takes all outside the areas for the neighbours' ground; over the sea a halo is paper. */
static void clear_halos(const chora_naming *name)
{
    const chora_style *style = name->inputs->style;
    for (size_t i = 0; i < chora_group_count(name->names.labels); i++) {
        /* The group is still being made and nobody else's. */
        chora_node *node = (chora_node *)chora_group_node(name->names.labels, i);
        bool over_ground = false;
        if (node->halo_pt <= 0 || node->halo != style->ground_neighbour)
            continue;
        for (size_t n = 0; n < name->base->neighbour_count && !over_ground; n++)
            over_ground = chora_page_shape_holds(name->base->neighbours[n].shape, node->baseline);
        if (!over_ground)
            node->halo = style->paper;
    }
}

/* Towns lie over hexagons, in a halo: they say where one is. Names of areas keep off. */
static chora_status name_around_hexagons(const chora_naming *name)
{
    chora_status st = chora_naming_towns(name, false);
    return st ? st : chora_hexmap_block(name->base, name->period, name->field, name->err);
}

static chora_status name_all(chora_naming *name)
{
    chora_status st = chora_uncertain_areas(name->base, name->inputs, name->period, name->arena,
                                            &name->uncertain, name->err);
    if (!st)
        st = limit_leaders(name);
    if (!st)
        st = block_furniture(name);
    if (!st)
        st = chora_naming_say_empty(name);
    if (!st && name->base->path_count)
        st = chora_naming_path(name);
    if (!st)
        st = name_areas(name, NAMES_NUMBERS);
    if (!st)
        st = chora_naming_towns(name, true);
    if (!st && name->base->hexmap)
        st = name_around_hexagons(name);
    if (!st)
        st = name_areas(name, NAMES_REST);
    if (!st)
        st = chora_naming_bars(name);
    if (!st && !name->base->hexmap)
        st = chora_naming_towns(name, false);
    clear_halos(name);
    return st ? st : name_neighbours(name);
}

chora_status chora_names_make(const chora_base_map *base, const chora_figure_inputs *inputs,
                              const chora_class_colours *colours, const chora_findings *findings,
                              size_t period, const chora_ruler *ruler, chora_names *out,
                              chora_error *err)
{
    chora_naming name = { base,
                          inputs,
                          colours,
                          findings,
                          period,
                          ruler,
                          NULL,
                          NULL,
                          { .labels = chora_group_new(),
                            .leaders = chora_group_new(),
                            .dots = chora_group_new(),
                            .bars = chora_group_new() },
                          NULL,
                          -INFINITY,
                          err };
    chora_status st = name.names.labels && name.names.leaders && name.names.dots && name.names.bars
                          ? CHORA_OK
                          : chora_no_memory(err);
    if (!st) {
        name.arena = chora_group_arena(name.names.labels);
        st = chora_label_field_new(chora_box_grow(base->layout.map, -2), &name.field, err);
    }
    if (!st)
        st = name_all(&name);
    chora_label_field_free(name.field);
    if (st) {
        chora_group_unref(name.names.labels);
        chora_group_unref(name.names.leaders);
        chora_group_unref(name.names.dots);
        chora_group_unref(name.names.bars);
        return st;
    }
    *out = name.names;
    return CHORA_OK;
}
