#include "compose/base_map.h"

#include "compose/area_marks.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/disclaimers.h"
#include "compose/draw.h"
#include "compose/graticule.h"
#include "compose/inner_points.h"
#include "compose/islands.h"
#include "compose/legend_kinds.h"
#include "compose/legend_lists.h"
#include "compose/path.h"
#include "compose/projection_text.h"
#include "compose/symbols.h"
#include "compose/texts.h"
#include "geo/repair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t chora_base_layer(const chora_base_map *base)
{
    return (size_t)(base->cells >= 0 ? base->cells : base->circles);
}

const chora_table *chora_base_table(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return inputs->tables[chora_base_layer(base)];
}

chora_cell chora_base_cell(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period)
{
    if (base->cells < 0 || base->row[area] == CHORA_NO_INDEX)
        return (chora_cell){ .state = CHORA_CELL_NO_DATA };
    if (inputs->changes)
        return chora_difference_cell(chora_difference_of(base, inputs, area, period));
    chora_cell cell = chora_table_cell(inputs->tables[base->cells], base->row[area], period);
    cell.value *= base->rate.factor;
    return cell;
}

static chora_status check_inputs(const chora_figure_inputs *inputs, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    size_t seen[CHORA_LAYER_KINDS] = { 0 };
    for (size_t i = 0; i < figure->layer_count; i++) {
        if (++seen[figure->layers[i].kind] > 1)
            return chora_fail(err, CHORA_EINVAL,
                              "a figure draws one choropleth and one layer of "
                              "symbols, not two of a kind");
        if (!inputs->tables[i])
            return chora_fail(err, CHORA_EINVAL, "layer %zu has no numbers", i + 1);
    }
    if (figure->layer_count == 0)
        return chora_fail(err, CHORA_EINVAL, "the figure has no layers");
    return CHORA_OK;
}

/* Areas of circles are in proportion; when the largest is too large all become smaller alike. */
static double circle_scale(const chora_style *style, double largest)
{
    double radius_mm = style->circle_mm_per_root * sqrt(fmax(largest, 0));
    double shrink = radius_mm > style->circle_max_mm ? style->circle_max_mm / radius_mm : 1;
    return style->circle_mm_per_root * shrink * CHORA_PT_PER_MM;
}

/* ---- the areas ------------------------------------------------------------------------------ */

static chora_status project_areas(chora_base_map *base, const chora_areas *areas,
                                  chora_topology *out, chora_error *err)
{
    const chora_shape **pointers =
        chora_arena_alloc(base->arena, areas->area_count + 1, sizeof *pointers);
    chora_shape *shapes = chora_arena_alloc(base->arena, areas->area_count + 1, sizeof *shapes);
    if (!pointers || !shapes)
        return chora_no_memory(err);
    for (size_t a = 0; a < areas->area_count; a++) {
        chora_status st =
            chora_view_unwrap(&base->view, &areas->areas[a].shape, base->arena, &shapes[a], err);
        if (st)
            return st;
        if (chora_antarctica_holds(&base->view, &areas->areas[a]))
            shapes[a] = (chora_shape){ .kind = CHORA_SHAPE_POLYGONS, .box = CHORA_BOX_EMPTY };
        pointers[a] = &shapes[a];
    }
    return chora_mesh_project(pointers, areas->area_count, &base->view, base->arena, out, err);
}

static chora_status settle_areas(chora_base_map *base, const chora_areas *areas,
                                 chora_topology *metres, chora_error *err)
{
    base->shapes = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->shapes);
    base->inner = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->inner);
    if (!base->shapes || !base->inner)
        return chora_no_memory(err);
    chora_status st =
        chora_mesh_settle(metres, &base->view, base->arena, &base->mesh, base->shapes, err);
    return st ? st : chora_inner_points(base, areas, err);
}

static chora_status write_map_note(chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_error *err)
{
    const chora_words *words = inputs->words;
    const char *parts[2] = { chora_projection_text_in(
                                 words, chora_projection_label(base->view.projection), base->arena),
                             chora_islands_note(words, &base->view, inputs->areas, base->arena) };
    base->map_note = parts[0] && parts[1] ? chora_texts_join(words, parts, 2, base->arena) : NULL;
    return base->map_note ? CHORA_OK : chora_no_memory(err);
}

/* The most that any period needs for its symbols' legend over the map. */
static chora_status measure_kinds(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, double *out, chora_error *err)
{
    double margin = inputs->style->margin_pt;
    chora_box box = { margin, 0, inputs->figure->width_pt - margin, 0 };
    chora_drawing drawing = chora_drawing_start(ruler, err);
    *out = 0;
    for (size_t p = 0; base->kinds.count && p < chora_table_periods(inputs->tables[base->circles]);
         p++)
        *out = fmax(*out, chora_legend_kinds_row(&drawing, base, inputs, p, box, false));
    chora_group *unused = NULL;
    chora_status st = chora_drawing_end(&drawing, &unused);
    chora_group_unref(unused);
    return st;
}

/* The same of the parts of symbols of areas, beside the circles. */
static chora_status measure_parts(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_ruler *ruler, double *out, chora_error *err)
{
    const chora_style *style = inputs->style;
    chora_class_colours none = { .classes = NULL };
    chora_box box = { style->margin_pt, 0, inputs->figure->width_pt - style->margin_pt, 0 };
    chora_drawing drawing = chora_drawing_start(ruler, err);
    *out = 0;
    if (base->circle_max > 0)
        box.max_x -= chora_legend_circles_width(box) + style->gutter_pt;
    for (size_t p = 0; base->parts.count && p < chora_table_periods(inputs->tables[base->marks]);
         p++)
        *out = fmax(*out, chora_area_marks_row(&drawing, base, inputs, &none, p, box, false));
    chora_group *unused = NULL;
    chora_status st = chora_drawing_end(&drawing, &unused);
    chora_group_unref(unused);
    return st;
}

/* All that the map rectangle will show, in metres. */
static chora_box frame_of(const chora_base_map *base, chora_box areas, const chora_style *style)
{
    chora_view view = base->view;
    chora_box map = base->layout.map;
    chora_xy corners[2] = { { map.min_x, map.max_y }, { map.max_x, map.min_y } };
    chora_view_fit(&view, areas, map, style->frame_padding);
    chora_view_to_metres(&view, corners, 2);
    return (chora_box){ corners[0].x, corners[0].y, corners[1].x, corners[1].y };
}

/* What is disputed depends on the frame, and how high the frame is on how much is said under it. */
static chora_status lay_out(chora_base_map *base, const chora_figure_inputs *inputs, chora_box box,
                            const chora_ruler *ruler, chora_error *err)
{
    chora_layout_needs needs = {
        base->map_note,
        (box.max_x - box.min_x) / fmax(box.max_y - box.min_y, 1),
        base->choropleth >= 0 || base->hexagons >= 0,
        (base->circles >= 0 && !base->kinds.each) || base->marks >= 0 ? base->circle_max : 0,
        .histogram = inputs->figure->histogram,
        .square_height = chora_bivariate_is(base, inputs)
                             ? chora_legend_bivariate_height(inputs, (size_t)base->choropleth)
                             : 0,
        .kinds_height = 0,
        .circle_scale = base->points_per_root,
        .circle_sizes = base->sizes,
    };
    double width = inputs->figure->width_pt - 2 * inputs->style->margin_pt;
    chora_status st = measure_kinds(base, inputs, ruler, &needs.kinds_height, err);
    if (!st)
        st = measure_parts(base, inputs, ruler, &needs.parts_height, err);
    if (!st)
        st = chora_legend_lists_height(base, inputs, width, ruler, &needs.lists_height, err);
    if (!st)
        st = chora_layout_make(inputs, &needs, ruler, &base->layout, err);
    if (st)
        return st;
    const char *parts[2] = {
        base->map_note, chora_disclaimers_of(base, inputs, frame_of(base, box, inputs->style))
    };
    if (parts[1] && !*parts[1])
        return CHORA_OK;
    base->map_note = parts[1] ? chora_texts_join(inputs->words, parts, 2, base->arena) : NULL;
    if (!base->map_note)
        return chora_no_memory(err);
    needs.projection = base->map_note;
    return chora_layout_make(inputs, &needs, ruler, &base->layout, err);
}

/* A circle may stand on an islet or a pier that the areas do not have: it is in the frame too. */
static void add_symbols(const chora_base_map *base, const chora_figure_inputs *inputs,
                        chora_box *box)
{
    const chora_table *table = base->circles >= 0 ? inputs->tables[base->circles] : NULL;
    for (size_t p = 0; table && p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++) {
            chora_xy at = { symbols[i].lon, symbols[i].lat };
            at.x += base->view.shifted && at.x < 0 ? 360 : 0;
            if (chora_away_holds(&base->view.away, at))
                continue;
            chora_project(base->view.projection, &at, 1);
            if (isfinite(at.x) && isfinite(at.y))
                chora_box_add(box, at);
        }
    }
}

static chora_status make_areas(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err)
{
    chora_topology metres;
    chora_box box;
    chora_status st = project_areas(base, inputs->areas, &metres, err);
    if (!st && base->view.trimmed)
        st = chora_islands_metres(&base->view, inputs->areas, &box, err);
    else if (!st)
        box = chora_mesh_box(&metres);
    if (!st)
        st = write_map_note(base, inputs, err);
    if (st)
        return st;
    if (chora_box_is_empty(box))
        return chora_fail(err, CHORA_EINVAL, "the projection \"%s\" cannot show these areas",
                          chora_projection_text(base->view.projection));
    add_symbols(base, inputs, &box);
    st = lay_out(base, inputs, box, ruler, err);
    if (st)
        return st;
    chora_view_fit(&base->view, box, base->layout.map, inputs->style->frame_padding);
    return settle_areas(base, inputs->areas, &metres, err);
}

typedef struct {
    int64_t id;
    size_t row;
} table_row;

static int by_id(const void *a, const void *b)
{
    const table_row *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static double largest_number(const chora_table *table)
{
    double largest = 0;
    for (size_t p = 0; p < chora_table_periods(table); p++)
        for (size_t i = 0; i < chora_table_areas(table); i++) {
            chora_cell cell = chora_table_cell(table, i, p);
            if (cell.state == CHORA_CELL_NUMBER)
                largest = fmax(largest, cell.value);
        }
    return largest;
}

/* Which row of the table belongs to each area. */
static chora_status tie_rows(chora_base_map *base, const chora_figure_inputs *inputs,
                             chora_error *err)
{
    base->row = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->row);
    if (!base->row)
        return chora_no_memory(err);
    if (base->cells < 0)
        return CHORA_OK;
    const chora_table *table = inputs->tables[base->cells];
    bool pair = inputs->figure->layers[base->cells].is_pair; /* an axis prints its own numbers */
    if (!inputs->changes && !pair) /* the legend of a change is made in the table's numbers */
        base->rate = chora_shown_rate_of(&inputs->figure->layers[base->cells].measure,
                                         largest_number(table));
    size_t count = chora_table_areas(table);
    table_row *rows = chora_alloc(count + 1, sizeof *rows);
    if (!rows)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        rows[i] = (table_row){ chora_table_area_id(table, i), i };
    qsort(rows, count, sizeof *rows, by_id);
    for (size_t a = 0; a < base->area_count; a++) {
        table_row key = { inputs->areas->areas[a].id, 0 };
        const table_row *found = count ? bsearch(&key, rows, count, sizeof *rows, by_id) : NULL;
        base->row[a] = found ? found->row : CHORA_NO_INDEX;
    }
    free(rows);
    return CHORA_OK;
}

/* ---- points --------------------------------------------------------------------------------- */

static void to_page(chora_base_map *base, chora_xy *points, size_t count)
{
    chora_project(base->view.projection, points, count);
    chora_view_to_page(&base->view, points, count);
}

static chora_status place_towns(chora_base_map *base, const chora_places *places, chora_error *err)
{
    size_t count = places ? places->place_count : 0;
    base->places = chora_arena_alloc(base->arena, count + 1, sizeof *base->places);
    if (!base->places)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        base->places[i] = places->places[i].lonlat;
    to_page(base, base->places, count);
    return CHORA_OK;
}

/* What has an inset of its own is nowhere on the main map. */
static chora_xy spot_of(const chora_view *view, const chora_symbol *symbol)
{
    chora_xy at = { symbol->lon, symbol->lat };
    chora_xy shifted = { at.x + (view->shifted && at.x < 0 ? 360 : 0), at.y };
    return chora_away_holds(&view->away, shifted) ? (chora_xy){ NAN, NAN } : at;
}

static chora_status place_spots(chora_base_map *base, const chora_table *table, chora_error *err)
{
    base->period_count = chora_table_periods(table);
    base->spots = chora_arena_alloc(base->arena, base->period_count + 1, sizeof *base->spots);
    if (!base->spots)
        return chora_no_memory(err);
    for (size_t p = 0; p < base->period_count; p++) {
        chora_spots *spots = &base->spots[p];
        const chora_symbol *symbols = chora_table_symbols(table, p, &spots->count);
        spots->at = chora_arena_alloc(base->arena, spots->count + 1, sizeof *spots->at);
        if (!spots->at)
            return chora_no_memory(err);
        for (size_t i = 0; i < spots->count; i++)
            spots->at[i] = spot_of(&base->view, &symbols[i]);
        to_page(base, spots->at, spots->count);
    }
    return CHORA_OK;
}

static void choose_pens(chora_base_map *base, const chora_figure_inputs *inputs)
{
    size_t circles = 0;
    for (size_t p = 0; base->spots && p < base->period_count; p++)
        circles = base->spots[p].count > circles ? base->spots[p].count : circles;
    if (base->kinds.each)
        circles = 0;
    base->pens = chora_map_pens_of(inputs->style, inputs->areas, base->shapes, circles);
    base->points_per_root *= base->pens.circle_share;
}

/* Of halves the number of incidents is known, whatever is known of each. */
static bool is_unknown(const chora_base_map *base)
{
    return base->marks >= 0 && !base->parts.halves;
}

/* What is in the legend of any period is in that of all: it keeps its form from page to page. */
static void look_through(chora_base_map *base, const chora_figure_inputs *inputs)
{
    size_t periods = chora_table_periods(chora_base_table(base, inputs));
    base->no_data = base->hexmap && base->hexmap->no_data;
    for (size_t p = 0; p < periods; p++) {
        for (size_t a = 0; base->cells >= 0 && a < base->area_count; a++) {
            chora_cell cell = chora_base_cell(base, inputs, a, p);
            chora_cell_state state = cell.state;
            bool none = cell.value == 0 ||
                        (chora_table_is_share(inputs->tables[base->cells]) && cell.whole == 0);
            base->zero = base->zero || (state == CHORA_CELL_NUMBER && none);
            base->no_data = base->no_data || (state == CHORA_CELL_NO_DATA &&
                                              (base->choropleth >= 0 || is_unknown(base)));
            if (chora_bivariate_is(base, inputs) &&
                chora_bivariate_second(base, inputs, a, p).state == CHORA_CELL_NO_DATA)
                base->no_data = true;
            base->not_covered = base->not_covered || state == CHORA_CELL_NOT_COVERED;
        }
        if (base->circles >= 0) {
            int64_t coarse = chora_symbols_coarse(base, inputs, p);
            base->coarse = coarse > base->coarse ? coarse : base->coarse;
        }
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

static chora_status draw_lines(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err)
{
    chora_status st = chora_ground_make(base, inputs, ruler, err);
    if (!st)
        st = chora_base_lines_make(base, inputs, ruler, err);
    if (!st)
        st = chora_area_lines_make(base, inputs, NULL, ruler, &base->area_lines, err);
    if (!st)
        st = chora_borders_make(base, inputs, ruler, &base->borders, err);
    if (!st && inputs->panel_width <= 0)
        st = chora_scale_bar_make(base, inputs, ruler, err);
    if (!st && inputs->panel_width <= 0 && !base->is_inset)
        st = chora_graticule_make(base, inputs, ruler, err);
    return st;
}

/* Of the whole map, or, with a parent, of a part of it. */
static chora_status make_hexmap(chora_base_map *base, const chora_base_map *parent,
                                const chora_figure_inputs *inputs, chora_error *err)
{
    if (base->hexagons < 0)
        return CHORA_OK;
    const chora_hexmap_ground ground = { &base->view, base->shapes, base->area_count,
                                         base->layout.map };
    base->hexmap = chora_arena_alloc(base->arena, 1, sizeof *base->hexmap);
    if (!base->hexmap)
        return chora_no_memory(err);
    return parent ? chora_hexmap_part(parent->hexmap, &ground, base->arena, base->hexmap, err)
                  : chora_hexmap_make(&ground, inputs, (size_t)base->hexagons, base->arena,
                                      base->hexmap, err);
}

static chora_status compose(chora_base_map *base, const chora_figure_inputs *inputs,
                            const chora_ruler *ruler, chora_error *err)
{
    if (base->circles >= 0)
        base->circle_max = base->kinds.count
                               ? chora_kinds_largest(&base->kinds, inputs->tables[base->circles])
                               : inputs->symbol_max[base->circles];
    if (base->marks >= 0)
        base->circle_max = chora_area_marks_largest(base, inputs);
    base->points_per_root = circle_scale(inputs->style, base->circle_max);
    if (base->parts.count && base->circle_max > 0) /* what is told inside needs room */
        base->points_per_root =
            inputs->style->circle_max_mm * CHORA_PT_PER_MM / sqrt(base->circle_max);
    if (base->circles >= 0)
        base->sizes =
            (chora_circle_scale){ inputs->figure->layers[base->circles].scaling, base->circle_max };
    else if (base->marks >= 0)
        base->sizes =
            (chora_circle_scale){ inputs->figure->layers[base->marks].scaling, base->circle_max };
    chora_status st = make_areas(base, inputs, ruler, err);
    if (!st)
        st = place_towns(base, inputs->places, err);
    if (!st)
        st = chora_path_make(base, inputs, err);
    if (!st && base->circles >= 0)
        st = place_spots(base, inputs->tables[base->circles], err);
    if (!st)
        choose_pens(base, inputs);
    if (!st)
        st = chora_base_crowds_make(base, inputs, inputs->style->incident_radius_pt, err);
    if (!st && base->marks >= 0)
        st = chora_area_marks_make(base, inputs, err);
    if (!st)
        st = make_hexmap(base, NULL, inputs, err);
    if (!st)
        look_through(base, inputs);
    if (!st)
        st = chora_insets_make(base, inputs, ruler, err);
    return st ? st : draw_lines(base, inputs, ruler, err);
}

/* ---- a part of it, for an inset -------------------------------------------------------------- */

/* Corners of what is shown, in metres and in degrees; the projection is nearly true to scale
 * there. */
static chora_status open_part(chora_base_map *part, const chora_inset_wish *wish, chora_box *metres,
                              chora_error *err)
{
    const double km_per_degree = 111.2;
    double up = wish->radius_km / km_per_degree;
    double across = up / fmax(cos(wish->lonlat.y * acos(-1) / 180), 0.05);
    chora_xy ends[4] = { { wish->lonlat.x - across, wish->lonlat.y },
                         { wish->lonlat.x + across, wish->lonlat.y },
                         { wish->lonlat.x, wish->lonlat.y - up },
                         { wish->lonlat.x, wish->lonlat.y + up } };
    chora_box lonlat = CHORA_BOX_EMPTY;
    *metres = (chora_box)CHORA_BOX_EMPTY;
    for (int i = 0; i < 4; i++)
        chora_box_add(&lonlat, ends[i]);
    part->view.lonlat = lonlat;
    part->view.trimmed = false;
    part->view.away.count = 0;
    part->view.centre_lon = wish->lonlat.x;
    if (wish->away) {
        chora_status st = chora_projection_open("auto", lonlat, &part->view.projection, err);
        if (st)
            return st;
        part->has_own_view = true;
    }
    chora_project(part->view.projection, ends, 4);
    for (int i = 0; i < 4; i++) {
        if (!isfinite(ends[i].x) || !isfinite(ends[i].y))
            return chora_fail(err, CHORA_EINVAL, "the projection cannot show the inset \"%s\"",
                              wish->title);
        chora_box_add(metres, ends[i]);
    }
    return CHORA_OK;
}

/* Cut to the frame, so that names stand in the part that is seen. */
static chora_status cut_areas(chora_base_map *part, const chora_figure_inputs *inputs,
                              chora_error *err)
{
    const chora_areas *areas = inputs->areas;
    const chora_shape **pointers =
        chora_arena_alloc(part->arena, areas->area_count + 1, sizeof *pointers);
    chora_shape *shapes = chora_arena_alloc(part->arena, areas->area_count + 1, sizeof *shapes);
    chora_topology metres;
    if (!pointers || !shapes)
        return chora_no_memory(err);
    chora_status st = CHORA_OK;
    for (size_t a = 0; !st && a < areas->area_count; a++) {
        pointers[a] = &shapes[a];
        st = chora_view_clip(&part->view, &areas->areas[a].shape, part->arena, &shapes[a], err);
    }
    if (!st)
        st =
            chora_mesh_project(pointers, areas->area_count, &part->view, part->arena, &metres, err);
    if (!st)
        st = settle_areas(part, areas, &metres, err);
    for (size_t a = 0; !st && a < part->area_count; a++) {
        if (part->shapes[a].path_count == 0)
            continue;
        chora_shape seen;
        st = chora_shape_clip(&part->shapes[a], part->layout.map, part->arena, &seen, err);
        if (!st) {
            part->shapes[a] = seen;
            st = chora_inner_point(&part->shapes[a], &part->inner[a], err);
        }
    }
    return st;
}

static void take_pens(chora_base_map *part, const chora_base_map *parent,
                      const chora_figure_inputs *inputs)
{
    chora_pen circle = parent->pens.circle, casing = parent->pens.circle_casing;
    part->pens = chora_map_pens_of(inputs->style, inputs->areas, part->shapes, 0);
    part->pens.circle = circle;
    part->pens.circle_casing = casing;
    part->pens.circle_share = parent->pens.circle_share;
}

static chora_status compose_part(chora_base_map *part, const chora_base_map *parent,
                                 const chora_figure_inputs *inputs, const chora_inset_wish *wish,
                                 const chora_ruler *ruler, chora_error *err)
{
    chora_box metres;
    chora_status st = open_part(part, wish, &metres, err);
    if (st)
        return st;
    chora_view_fit(&part->view, metres, part->layout.map, 0);
    st = cut_areas(part, inputs, err);
    if (!st)
        st = place_towns(part, inputs->places, err);
    if (!st)
        st = chora_path_make(part, inputs, err);
    if (!st && part->circles >= 0)
        st = place_spots(part, inputs->tables[part->circles], err);
    if (st)
        return st;
    take_pens(part, parent, inputs);
    st = chora_base_crowds_make(part, inputs, inputs->style->incident_inset_radius_pt, err);
    if (!st && part->marks >= 0)
        st = chora_area_marks_make(part, inputs, err);
    if (!st)
        st = make_hexmap(part, parent, inputs, err);
    return st ? st : draw_lines(part, inputs, ruler, err);
}

chora_status chora_base_map_part(const chora_base_map *parent, const chora_figure_inputs *inputs,
                                 const chora_inset_wish *wish, chora_box box, chora_box tab,
                                 const chora_ruler *ruler, chora_base_map **out, chora_error *err)
{
    chora_base_map *part = chora_alloc(1, sizeof *part);
    if (!part)
        return chora_no_memory(err);
    part->arena = chora_arena_new();
    part->layout = parent->layout;
    part->layout.map = box;
    part->view = parent->view; /* its projection is the parent's */
    part->is_inset = true;
    part->blocked[part->blocked_count++] = tab;
    part->map_note = "";
    part->choropleth = parent->choropleth;
    part->circles = parent->circles;
    part->hexagons = parent->hexagons;
    part->marks = parent->marks;
    part->parts = parent->parts;
    part->cells = parent->cells;
    part->rate = parent->rate;
    part->area_count = parent->area_count;
    part->row = parent->row;
    part->kinds = parent->kinds;
    part->circle_max = parent->circle_max;
    part->points_per_root = parent->points_per_root;
    part->sizes = parent->sizes;
    part->zero = parent->zero;
    part->no_data = parent->no_data;
    part->not_covered = parent->not_covered;
    part->scale_bar_box = (chora_box)CHORA_BOX_EMPTY;
    chora_status st =
        part->arena ? compose_part(part, parent, inputs, wish, ruler, err) : chora_no_memory(err);
    part->view.stages = NULL;
    if (st) {
        chora_base_map_free(part);
        return st;
    }
    *out = part;
    return CHORA_OK;
}

static bool has_number(const chora_base_map *base, const chora_figure_inputs *inputs, size_t area)
{
    size_t periods = chora_table_periods(inputs->tables[base->cells]);
    for (size_t p = 0; p < periods; p++) {
        chora_cell cell = chora_base_cell(base, inputs, area, p);
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0)
            return true;
    }
    return false;
}

/* Where all circles of all periods stand, and all areas with a number: the frame may lose none of
 * them. */
static size_t list_kept(const chora_base_map *base, const chora_figure_inputs *inputs,
                        const chora_table *circles, chora_xy *keep)
{
    size_t at = 0;
    for (size_t p = 0; circles && p < chora_table_periods(circles); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(circles, p, &count);
        for (size_t i = 0; i < count; i++)
            keep[at++] = (chora_xy){ symbols[i].lon, symbols[i].lat };
    }
    for (size_t a = 0; base->cells >= 0 && base->hexagons < 0 && a < base->area_count; a++) {
        const chora_area *area = &inputs->areas->areas[a];
        if (chora_box_holds(area->shape.box, area->label) && has_number(base, inputs, a))
            keep[at++] = area->label;
    }
    return at;
}

/* How many insets what lies far off may have: only where the figure leaves the frame to Chora, and
 * of a whole page of areas and plain circles. */
static size_t away_most(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    const chora_figure *figure = inputs->figure;
    bool plain = base->hexagons < 0 && base->marks < 0 && base->kinds.count == 0;
    bool free_frame = !figure->frame_areas && strcmp(figure->projection, "auto") == 0;
    if (!plain || !free_frame || chora_layout_is_narrow(figure) || inputs->panel_width > 0 ||
        inputs->path)
        return 0;
    return CHORA_INSETS_MAX - inputs->inset_count;
}

static chora_status open_view(chora_base_map *base, const chora_figure_inputs *inputs,
                              bool may_be_away, chora_error *err)
{
    int points = base->hexagons >= 0 ? base->hexagons : base->circles;
    const chora_table *circles = points >= 0 ? inputs->tables[points] : NULL;
    size_t total = base->area_count, count = 0;
    for (size_t p = 0; circles && p < chora_table_periods(circles); p++, total += count)
        chora_table_symbols(circles, p, &count);
    chora_xy *keep = chora_alloc(total + 1, sizeof *keep);
    if (!keep)
        return chora_no_memory(err);
    count = list_kept(base, inputs, circles, keep);
    chora_status st = chora_view_open(inputs->areas, inputs->figure->projection, keep, count,
                                      may_be_away ? away_most(base, inputs) : 0, &base->view, err);
    free(keep);
    return st;
}

/* On a narrow page the circles are dropped where colours say the same. */
static void choose_layers(chora_base_map *base, const chora_figure *figure)
{
    base->choropleth = chora_layout_layer(figure, CHORA_LAYER_CHOROPLETH);
    base->circles = chora_layout_layer(figure, CHORA_LAYER_SYMBOLS);
    base->hexagons = chora_layout_layer(figure, CHORA_LAYER_HEXAGONS);
    base->marks = chora_layout_layer(figure, CHORA_LAYER_AREA_SYMBOLS);
    base->cells = base->choropleth >= 0 ? base->choropleth
                  : base->hexagons >= 0 ? base->hexagons
                                        : base->marks;
    if (chora_layout_is_narrow(figure) && base->choropleth >= 0)
        base->circles = -1;
}

static chora_status make_base(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                              bool may_be_away, chora_base_map **out, chora_error *err)
{
    chora_status st = check_inputs(inputs, err);
    if (st)
        return st;
    chora_base_map *base = chora_alloc(1, sizeof *base);
    if (!base)
        return chora_no_memory(err);
    base->arena = chora_arena_new();
    base->area_count = inputs->areas->area_count;
    base->scale_bar_box = (chora_box)CHORA_BOX_EMPTY;
    base->rate.factor = 1;
    choose_layers(base, inputs->figure);
    st = base->arena ? CHORA_OK : chora_no_memory(err);
    if (!st && base->circles >= 0)
        st = chora_kinds_make(inputs, (size_t)base->circles, base->arena, &base->kinds, err);
    if (!st && base->marks >= 0)
        st = chora_parts_make(inputs, (size_t)base->marks, base->arena, &base->parts, err);
    if (!st)
        st = tie_rows(base, inputs, err);
    if (!st)
        st = open_view(base, inputs, may_be_away, err);
    base->view.stages = ruler->stages;
    if (!st)
        st = compose(base, inputs, ruler, err);
    base->view.stages = NULL; /* Pages are made by several threads. */
    bool crowded = st == CHORA_EINVAL && base->view.away.count > 0;
    if (st) {
        chora_base_map_free(base);
        if (!crowded)
            return st;
        if (err) /* Without room for insets the frame holds all. */
            *err = (chora_error)CHORA_ERROR_INIT;
        return make_base(inputs, ruler, false, out, err);
    }
    *out = base;
    return CHORA_OK;
}

chora_status chora_base_map_new(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                                chora_base_map **out, chora_error *err)
{
    return make_base(inputs, ruler, true, out, err);
}

void chora_base_map_free(chora_base_map *base)
{
    if (!base)
        return;
    chora_group_unref(base->ground);
    chora_group_unref(base->rivers);
    chora_group_unref(base->other_lines);
    chora_group_unref(base->area_lines);
    chora_group_unref(base->borders);
    chora_group_unref(base->scale_bar);
    for (size_t i = 0; i < base->inset_count; i++)
        chora_base_map_free(base->insets[i].map);
    if (!base->is_inset || base->has_own_view)
        chora_view_close(&base->view);
    chora_group_unref(base->graticule);
    chora_group_unref(base->north);
    chora_group_unref(base->locator);
    chora_arena_free(base->arena);
    free(base);
}
