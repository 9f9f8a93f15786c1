/* Synthetic countries for the tests of the compose room: grids of areas, tables of numbers, a
 * style. */
#ifndef CHORA_TESTS_COMPOSE_FIXTURE_H
#define CHORA_TESTS_COMPOSE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "compose/draw.h"
#include "compose/figure_page.h"
#include "geo/shape_maker.h"
#include "measure/table.h"

#define MM CHORA_PT_PER_MM

static inline chora_type fixture_type(double size, int weight, chora_colour colour)
{
    return (chora_type){ "Noto Sans", size, weight, 100, false, 0, colour };
}

static inline chora_pen fixture_pen(double width, chora_colour colour, double on, double off)
{
    return (chora_pen){ width, colour, { on, off } };
}

/* The report style, built here so that these tests read no file. */
static inline chora_style fixture_style(void)
{
    enum { INK = 0x1D1B18FFu, INK2 = 0x55504AFFu, INK3 = 0x85807AFFu };
    chora_style s = { .name = "fixture",
                      .paper = 0xFFFFFFFFu,
                      .ink = INK,
                      .ink2 = INK2,
                      .ink3 = INK3,
                      .rule = 0xC9C5BEFFu,
                      .ground_neighbour = 0xE6E4DFFFu,
                      .zero = 0xFAF8F4FFu,
                      .symbol_circle = 0x14213DFFu,
                      .symbol_incident = 0xA01C26FFu,
                      .incident_radius_pt = 0.54 * MM,
                      .incident_inset_radius_pt = 0.95 * MM,
                      .incident_stroke_pt = 0.75,
                      .cluster_pitch = 2.45,
                      .cluster_plate_pt = 0.45 * MM,
                      .categories = "Dark2",
                      .no_data_fill = 0xFFFFFFFFu,
                      .no_data_hatch = 0x9A948CFFu,
                      .no_data_hatch_gap_pt = 2.4,
                      .no_data_hatch_width_pt = 0.45,
                      .not_covered_fill = 0xFFFFFFFFu,
                      .within_chance = 0xFFFFFFFFu,
                      .within_chance_gap_pt = 2.6,
                      .within_chance_width_pt = 0.75,
                      .within_chance_angle_deg = 45,
                      .uncertain = 0x55504AFFu,
                      .uncertain_gap_pt = 3.4,
                      .uncertain_width_pt = 0.4,
                      .uncertain_angle_deg = 90,
                      .minimum_pt = 5.4,
                      .note_minimum_pt = 5.5,
                      .halo_hatch_pt = 1.3,
                      .zero_names = true,
                      .town_names = true,
                      .zoom = 1,
                      .leading = 1 };
    s.title = fixture_type(11, 600, INK);
    s.subtitle = fixture_type(8.2, 400, INK2);
    s.legend_head = fixture_type(7, 600, INK);
    s.legend_subhead = fixture_type(6.2, 400, INK2);
    s.legend_label = fixture_type(6.8, 500, INK);
    s.legend_count = fixture_type(6.8, 400, INK2);
    s.area_label = fixture_type(7, 500, INK);
    s.area_number = fixture_type(7, 600, INK);
    s.area_zero = fixture_type(7, 400, 0x756F67FFu);
    s.area_outside = fixture_type(6.6, 500, INK);
    s.area_outside_number = fixture_type(6.6, 600, INK);
    s.town_label = fixture_type(5.5, 400, INK);
    s.neighbour = fixture_type(7, 400, 0x68635CFFu);
    s.neighbour.italic = true;
    s.neighbour.spacing_pt = 1.2;
    s.scale_bar = fixture_type(6, 400, INK2);
    s.reconciliation = fixture_type(6.6, 600, INK);
    s.source = fixture_type(5.6, 400, INK2);
    s.source.width = 87;
    double steps[4] = { 7, 6.4, 5.8, 5.4 };
    memcpy(s.area_label_steps, steps, sizeof steps);
    s.international_own = fixture_pen(1.1, 0x3B3732FFu, 0, 0);
    s.international_other = fixture_pen(0.6, 0x8F8A83FFu, 0, 0);
    s.disputed = fixture_pen(0.6, 0x8F8A83FFu, 2.6, 1.6);
    s.control = fixture_pen(0.6, 0x8F8A83FFu, 0.8, 1.4);
    s.area_line = fixture_pen(0.5, 0xA8A29AFFu, 0, 0);
    s.river = fixture_pen(0.6, 0x8FB1C6FFu, 0, 0);
    s.leader = fixture_pen(0.45, INK, 0, 0);
    s.leader_casing = fixture_pen(1.4, 0xFFFFFFFFu, 0, 0);
    s.inset_frame = fixture_pen(0.7, 0x6B665FFFu, 0, 0);
    s.swatch = fixture_pen(0.5, 0xA8A29AFFu, 0, 0);
    s.not_covered = fixture_pen(0.6, INK3, 1.6, 1.2);
    s.circle = fixture_pen(0.9, 0x14213DFFu, 0, 0);
    s.circle_casing = fixture_pen(2.3, 0xFFFFFFFFu, 0, 0);
    s.halo_outside_pt = 1;
    s.halo_town_pt = 1.1;
    s.margin_pt = 3 * MM;
    s.title_baseline_pt = 7.4 * MM;
    s.subtitle_baseline_pt = 12.6 * MM;
    s.map_top_pt = 17 * MM;
    s.column_width_pt = 39 * MM;
    s.gutter_pt = 4 * MM;
    s.foot_gap_pt = 3.3 * MM;
    s.foot_source_gap_pt = 3.1 * MM;
    s.foot_line_pt = 2.7 * MM;
    s.frame_padding = 0.03;
    s.swatch_width_pt = 6.2 * MM;
    s.swatch_height_pt = 3 * MM;
    s.swatch_gap_pt = 0.5 * MM;
    s.swatch_text_gap_pt = 1.6 * MM;
    s.legend_head_gap_pt = 2 * MM;
    s.outlier_gap_pt = 1.2 * MM;
    s.circle_mm_per_root = 0.66;
    s.circle_max_mm = 8;
    s.palette = "chora-sequential";
    s.disclaimer = "Boundaries and names shown do not imply endorsement; dashed and dotted lines: "
                   "undetermined or disputed.";
    return s;
}

static inline chora_figure fixture_figure(double width_mm, double height_mm)
{
    chora_figure f = { .file = "test",
                       .id = "test",
                       .title = "Incidents by province, {period}",
                       .projection = "auto",
                       .neighbours = true,
                       .area_labels = true,
                       .area_values = true,
                       .area_names = true,
                       .place_labels = 6,
                       .language = "en",
                       .width_pt = width_mm * MM,
                       .height_pt = height_mm * MM,
                       .uncertain = CHORA_UNCERTAIN_LIST,
                       .style = "report" };
    f.layers[0] = (chora_figure_layer){ .kind = CHORA_LAYER_CHOROPLETH,
                                        .level = 1,
                                        .measure = { .of = "count" },
                                        .method = CHORA_FISHER,
                                        .class_count = 5,
                                        .zero_own = true };
    f.layers[1] = f.layers[0];
    f.layers[1].kind = CHORA_LAYER_SYMBOLS;
    f.layer_count = 2;
    return f;
}

/* A country under test with all it is made of. */
typedef struct {
    chora_arena *arena;
    chora_style style;
    chora_figure figure;
    chora_areas areas, neighbours;
    chora_lines lines;
    chora_places places;
    chora_table table;
    chora_classes classes;
    const chora_words *words;
    chora_figure_inputs inputs;
} fixture_country;

static inline chora_shape fixture_box(chora_arena *arena, double x0, double y0, double x1,
                                      double y1, int per_side)
{
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_POLYGONS);
    chora_shape shape;
    const chora_xy corner[5] = { { x0, y0 }, { x1, y0 }, { x1, y1 }, { x0, y1 }, { x0, y0 } };
    chora_shape_maker_polygon(&maker);
    for (int side = 0; side < 4; side++)
        for (int i = 0; i < per_side; i++) {
            double t = (double)i / per_side;
            chora_shape_maker_point(
                &maker, (chora_xy){ corner[side].x + t * (corner[side + 1].x - corner[side].x),
                                    corner[side].y + t * (corner[side + 1].y - corner[side].y) });
        }
    chora_shape_maker_path(&maker);
    assert_int_equal(chora_shape_maker_finish(&maker, arena, &shape, NULL), CHORA_OK);
    return shape;
}

static inline chora_area *fixture_area(fixture_country *c, const char *name, const char *country,
                                       chora_shape shape)
{
    chora_area *area = &c->areas.areas[c->areas.area_count++];
    area->id = (int64_t)c->areas.area_count;
    area->level = 1;
    area->code = chora_arena_printf(c->arena, "XX-%03zu", c->areas.area_count);
    area->name = chora_arena_strdup(c->arena, name);
    area->country = country;
    area->shape = shape;
    return area;
}

enum { FIXTURE_AREAS_MAX = 256 };

static inline void fixture_open(fixture_country *c, double width_mm, double height_mm)
{
    memset(c, 0, sizeof *c);
    c->arena = chora_arena_new();
    c->style = fixture_style();
    assert_int_equal(chora_words_load("en", CHORA_CALENDAR_OF_LANGUAGE, c->arena, &c->words, NULL),
                     CHORA_OK);
    c->figure = fixture_figure(width_mm, height_mm);
    c->areas.areas = chora_arena_alloc(c->arena, FIXTURE_AREAS_MAX, sizeof(chora_area));
    c->neighbours.areas = chora_arena_alloc(c->arena, 8, sizeof(chora_area));
}

/* columns x rows areas in the box, named with longer and shorter names. */
static inline void fixture_grid(fixture_country *c, chora_box box, int columns, int rows)
{
    static const char *const names[] = { "Ur",        "Kabul",
                                         "Nangarhar", "Upper Badakhshan",
                                         "Lom",       "San Pedro de Macor\xC3\xADs",
                                         "Herat" };
    double w = (box.max_x - box.min_x) / columns, h = (box.max_y - box.min_y) / rows;
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++) {
            int n = row * columns + column;
            char name[64];
            snprintf(name, sizeof name, "%s %d", names[n % 7], n + 1);
            fixture_area(
                c, name, "XXX",
                fixture_box(c->arena, box.min_x + w * column, box.min_y + h * row,
                            column + 1 == columns ? box.max_x : box.min_x + w * (column + 1),
                            row + 1 == rows ? box.max_y : box.min_y + h * (row + 1), 1));
        }
}

static inline void fixture_neighbour(fixture_country *c, const char *name, chora_box box)
{
    chora_area *area = &c->neighbours.areas[c->neighbours.area_count++];
    area->id = 1000 + (int64_t)c->neighbours.area_count;
    area->code = area->country = area->name = name;
    area->shape = fixture_box(c->arena, box.min_x, box.min_y, box.max_x, box.max_y, 4);
}

/* Numbers for every area and period; symbols: one a numbered area, at its middle. */
static inline void fixture_numbers(fixture_country *c, chora_period_kind kind, size_t periods,
                                   const double *values)
{
    chora_table *t = &c->table;
    size_t areas = c->areas.area_count;
    t->arena = c->arena;
    t->dataset = "sample";
    memset(t->hash, 'a', sizeof t->hash - 1);
    t->is_whole = true;
    t->period_count = periods;
    t->periods = chora_arena_alloc(c->arena, periods, sizeof *t->periods);
    t->cells = chora_arena_alloc(c->arena, areas * periods, sizeof *t->cells);
    for (int way = 0; way < CHORA_WAYS; way++)
        t->accounts[way] = chora_arena_alloc(c->arena, periods, sizeof(chora_account));
    t->symbols = chora_arena_alloc(c->arena, areas * periods, sizeof *t->symbols);
    t->symbol_start = chora_arena_alloc(c->arena, periods + 1, sizeof *t->symbol_start);
    t->frame.all = chora_arena_alloc(c->arena, areas, sizeof *t->frame.all);
    t->frame.drawn = chora_arena_alloc(c->arena, areas, sizeof *t->frame.drawn);
    t->frame.all_count = t->frame.count = areas;
    t->first = chora_day_from_ymd(2022, 1, 1);
    c->areas.by_id = chora_arena_alloc(c->arena, areas, sizeof *c->areas.by_id);
    chora_period period = kind == CHORA_PERIOD_ALL
                              ? (chora_period){ kind, t->first, chora_day_from_ymd(2022, 12, 31) }
                              : chora_period_of(kind, t->first);
    double *pool = chora_arena_alloc(c->arena, areas * periods, sizeof *pool);
    size_t symbols = 0;
    double largest = 0;
    for (size_t a = 0; a < areas; a++) {
        t->frame.all[a] = (chora_frame_area){ .id = c->areas.areas[a].id,
                                              .level = 1,
                                              .code = c->areas.areas[a].code,
                                              .country = "XXX",
                                              .drawn = a };
        t->frame.drawn[a] = c->areas.by_id[a] = a;
    }
    for (size_t p = 0; p < periods; p++, period = chora_period_next(period)) {
        t->periods[p] = period;
        t->last = period.last;
        double total = 0;
        for (size_t a = 0; a < areas; a++) {
            double value = values[p * areas + a];
            t->cells[a * periods + p] = (chora_cell){ .state = CHORA_CELL_NUMBER,
                                                      .value = value,
                                                      .incidents = (int64_t)value };
            pool[p * areas + a] = value;
            total += value;
            largest = value > largest ? value : largest;
            chora_box box = c->areas.areas[a].shape.box;
            if (value > 0)
                t->symbols[symbols++] = (chora_symbol){ .place_id = (int64_t)a + 1,
                                                        .area_id = c->areas.areas[a].id,
                                                        .name = "Town",
                                                        .lon = (box.min_x + box.max_x) / 2,
                                                        .lat = (box.min_y + box.max_y) / 2,
                                                        .value = value,
                                                        .incidents = (int64_t)value };
        }
        t->symbol_start[p + 1] = symbols;
        for (int way = 0; way < CHORA_WAYS; way++) {
            chora_account *account = &t->accounts[way][p];
            account->accepted = account->shown = (int64_t)total;
            account->shown_by_level[CHORA_PROVINCE] = (int64_t)total;
        }
    }
    chora_classes_options options = CHORA_CLASSES_INIT;
    assert_int_equal(chora_classes_make(pool, areas * periods, &options, &c->classes, NULL),
                     CHORA_OK);
    c->inputs = (chora_figure_inputs){ .figure = &c->figure,
                                       .style = &c->style,
                                       .words = c->words,
                                       .areas = &c->areas,
                                       .neighbours = &c->neighbours,
                                       .lines = &c->lines,
                                       .places = &c->places,
                                       .country = "Testland",
                                       .incidents_source = "Incidents: sample (74 rows)",
                                       .boundaries_source = "Boundaries: synthetic" };
    c->inputs.tables[0] = c->inputs.tables[1] = t;
    c->inputs.classes[0] = &c->classes;
    c->inputs.symbol_max[1] = largest;
}

static inline void fixture_close(fixture_country *c)
{
    chora_arena_free(c->arena);
}

#endif
