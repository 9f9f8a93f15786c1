/* Whole pages of synthetic countries: composed, looked over by the lint, compared. */
#include "compose_fixture.h"

#include "base/parallel.h"
#include "compose/base_map.h"
#include "compose/lint.h"

#include <math.h>

/* ---- helpers -------------------------------------------------------------------------------- */

static chora_base_map *base_of(fixture_country *c)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_ruler ruler = chora_ruler_fixed();
    chora_base_map *base = NULL;
    if (chora_base_map_new(&c->inputs, &ruler, &base, &err))
        fail_msg("%s", err.message);
    return base;
}

static chora_page *page_of(const chora_base_map *base, fixture_country *c, size_t period)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_ruler ruler = chora_ruler_fixed();
    chora_page *page = NULL;
    if (chora_figure_page(base, &c->inputs, period, &ruler, &page, &err))
        fail_msg("%s", err.message);
    return page;
}

static void assert_clean(const chora_page *page, const char *what)
{
    chora_ruler ruler = chora_ruler_fixed();
    chora_lint_report report;
    assert_int_equal(chora_lint_page(page, 5.4, &ruler, &report, NULL), CHORA_OK);
    for (size_t i = 0; i < report.count; i++)
        print_error("%s: %s\n", what, report.problems[i].message);
    assert_int_equal(report.count, 0);
    chora_lint_free(&report);
}

/* All text of a role, joined by "/". */
static void texts_of_role(const chora_page *page, const char *role, char *out, size_t size)
{
    *out = '\0';
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            if (node->kind == CHORA_NODE_TEXT && node->meaning.role &&
                strcmp(node->meaning.role, role) == 0)
                snprintf(out + strlen(out), size - strlen(out), "%s%s", *out ? "/" : "",
                         node->runs[0].text);
        }
}

static size_t count_class(const chora_page *page, const char *role, const char *class_name)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_meaning *m = &chora_group_node(page->items[i].group, n)->meaning;
            count += m->role && strcmp(m->role, role) == 0 &&
                     (!class_name || (m->class_name && strcmp(m->class_name, class_name) == 0));
        }
    return count;
}

static void assert_text(const chora_page *page, const char *role, const char *expected)
{
    char text[4096];
    texts_of_role(page, role, text, sizeof text);
    assert_string_equal(text, expected);
}

static double some_values[FIXTURE_AREAS_MAX];

/* Mostly zeros, some ones, an outlier. */
static const double *spread(size_t count)
{
    static const double pattern[] = { 0, 1, 0, 3, 0, 0, 6, 0, 1, 0, 10, 0, 0, 2 };
    for (size_t i = 0; i < count; i++)
        some_values[i] = pattern[i % 14];
    some_values[count / 2] = 41;
    return some_values;
}

/* ---- countries ------------------------------------------------------------------------------ */

typedef struct {
    const char *what;
    chora_box box;
    int columns, rows;
    double width_mm, height_mm;
} country_case;

static void every_country_gives_a_clean_page(void **state)
{
    (void)state;
    static const country_case cases[] = {
        { "four areas", { 60, 30, 70, 37 }, 2, 2, 170, 120 },
        { "34 areas", { 60, 30, 74, 38 }, 17, 2, 170, 120 },
        { "150 areas", { -10, 0, 5, 10 }, 15, 10, 170, 120 },
        { "one area", { 10, 45, 12, 47 }, 1, 1, 170, 120 },
        { "long and thin", { -72, -55, -68, -18 }, 1, 15, 170, 120 },
        { "wide and low", { 10, 50, 40, 51 }, 12, 1, 170, 120 },
        { "over the antimeridian", { 176, -20, 184, -15 }, 4, 2, 170, 120 },
        { "far north", { 10, 70, 30, 81 }, 3, 3, 170, 120 },
        { "the world", { -180, -60, 180, 80 }, 12, 6, 170, 120 },
        { "a narrow page", { 60, 30, 70, 37 }, 4, 3, 85, 97 },
        { "a tall page", { 60, 30, 70, 37 }, 4, 3, 210, 297 },
        { "a low page", { 60, 30, 70, 37 }, 4, 3, 170, 75 },
        { "a slide", { 60, 30, 70, 37 }, 8, 5, 338, 190 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_country c;
        fixture_open(&c, cases[i].width_mm, cases[i].height_mm);
        fixture_grid(&c, cases[i].box, cases[i].columns, cases[i].rows);
        fixture_neighbour(&c, "Westland",
                          (chora_box){ cases[i].box.min_x - 9, cases[i].box.min_y,
                                       cases[i].box.min_x, cases[i].box.max_y });
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, spread(c.areas.area_count));
        chora_base_map *base = base_of(&c);
        chora_page *page = page_of(base, &c, 0);
        assert_clean(page, cases[i].what);
        assert_int_equal(count_class(page, "area", NULL), c.areas.area_count);
        assert_true(count_class(page, "border", NULL) > 0);
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

static double page_height_of(chora_box box, double tallest_mm)
{
    fixture_country c;
    fixture_open(&c, 170, 120);
    fixture_grid(&c, box, 2, 5);
    fixture_numbers(&c, CHORA_PERIOD_ALL, 1, spread(c.areas.area_count));
    c.figure.tallest_pt = tallest_mm * MM;
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_clean(page, "a tall land");
    double height = page->height_pt / MM;
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
    return height;
}

static void a_tall_land_has_a_higher_page(void **state)
{
    (void)state;
    const chora_box tall = { -72, -55, -68, -18 }, broad = { 60, 30, 74, 38 };
    assert_float_equal(page_height_of(tall, 165), 165, 0.01);
    assert_float_equal(page_height_of(tall, 0), 120, 0.01);
    assert_float_equal(page_height_of(broad, 165), 120, 0.01);
    double some = page_height_of((chora_box){ 60, 30, 70, 40 }, 165); /* no higher than it needs */
    assert_true(some > 121 && some < 160);
}

static void islands_stay_apart(void **state)
{
    (void)state;
    fixture_country c;
    fixture_open(&c, 170, 120);
    fixture_area(&c, "North Island", "XXX", fixture_box(c.arena, 178.5, -17, 180, -16, 1));
    fixture_area(&c, "East Island", "XXX", fixture_box(c.arena, -180, -18, -179, -17.2, 1));
    const double values[] = { 3, 0 };
    fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
    chora_base_map *base = base_of(&c);
    /* 2.5 degrees wide, not 360: the islands fill the map. */
    double width = base->shapes[1].box.max_x - base->shapes[0].box.min_x;
    double room = base->layout.map.max_x - base->layout.map.min_x;
    assert_true(width > 0.5 * room && width <= room);
    assert_true(base->shapes[1].box.min_x >= base->shapes[0].box.max_x - 3); /* meridians lean */
    chora_page *page = page_of(base, &c, 0);
    assert_clean(page, "islands");
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

/* A speck far away does not make the country small; if something happened on it it has an inset. */
static void far_islands_are_left_out(void **state)
{
    (void)state;
    for (int incident = 0; incident <= 1; incident++) {
        fixture_country c;
        fixture_open(&c, 170, 120);
        fixture_grid(&c, (chora_box){ 60, 30, 68, 36 }, 2, 2);
        chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_POLYGONS);
        chora_shape speck = fixture_box(c.arena, 20, 20, 20.2, 20.2, 1), both;
        chora_shape_maker_paths(&maker, &c.areas.areas[0].shape, 0, 1);
        chora_shape_maker_paths(&maker, &speck, 0, 1);
        assert_int_equal(chora_shape_maker_finish(&maker, c.arena, &both, NULL), CHORA_OK);
        c.areas.areas[0].shape = both;
        const double values[] = { 7, 0, 0, 0 };
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
        c.table.symbols[0].lon = incident ? 20.1 : 62;
        c.table.symbols[0].lat = incident ? 20.1 : 31;
        chora_base_map *base = base_of(&c);
        assert_true(base->view.trimmed);
        assert_int_equal(base->inset_count, incident);
        if (incident)
            assert_string_equal(base->insets[0].title, "Ur 1");
        assert_true(base->shapes[3].box.max_x - base->shapes[3].box.min_x > 100);
        chora_page *page = page_of(base, &c, 0);
        char source[2048];
        texts_of_role(page, "source", source, sizeof source);
        assert_int_equal(strstr(source, "Not shown: far islands of Ur 1.") != NULL, !incident);
        assert_clean(page, "far island");
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

static void lines_differ_by_what_they_part(void **state)
{
    (void)state;
    fixture_country c;
    fixture_open(&c, 170, 120);
    fixture_area(&c, "West", "XXX", fixture_box(c.arena, 60, 30, 64, 36, 4));
    fixture_area(&c, "East", "XXX", fixture_box(c.arena, 64, 30, 68, 36, 4));
    fixture_neighbour(&c, "Eastland", (chora_box){ 68, 25, 90, 45 });
    const double values[] = { 7, 0 };
    fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_int_equal(count_class(page, "area-line", NULL), 1);
    assert_int_equal(count_class(page, "border", "land"), 1);
    assert_true(count_class(page, "border", "coast") >= 1);
    assert_int_equal(count_class(page, "border", "disputed"), 0);
    chora_page_free(page);
    chora_base_map_free(base);

    /* The same border, disputed. */
    chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_LINES);
    chora_line line = { .class_name = "disputed" };
    for (int i = 0; i <= 4; i++)
        chora_shape_maker_point(&maker, (chora_xy){ 68, 30 + 1.5 * i });
    chora_shape_maker_path(&maker);
    assert_int_equal(chora_shape_maker_finish(&maker, c.arena, &line.shape, NULL), CHORA_OK);
    c.lines = (chora_lines){ NULL, &line, 1 };
    base = base_of(&c);
    page = page_of(base, &c, 0);
    assert_int_equal(count_class(page, "border", "disputed"), 1);
    assert_int_equal(count_class(page, "border", "land"), 0);
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

/* Is there a node of a role in this colour, with a dash or without? */
static size_t count_dashed(const chora_page *page, const char *role, bool dashed)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            count += node->meaning.role && strcmp(node->meaning.role, role) == 0 &&
                     (node->look.stroke.dash[0] > 0) == dashed;
        }
    return count;
}

/* A disputed line between two provinces is their border: dashed once, in the stronger pen. */
static void a_disputed_line_inside_a_country_is_seen(void **state)
{
    (void)state;
    static const char *const classes[] = { "disputed", "control" };
    for (int k = 0; k < 2; k++) {
        fixture_country c;
        fixture_open(&c, 170, 120);
        fixture_area(&c, "West", "XXX", fixture_box(c.arena, 60, 30, 64, 36, 4));
        fixture_area(&c, "East", "XXX", fixture_box(c.arena, 64, 30, 68, 36, 4));
        fixture_area(&c, "South", "XXX", fixture_box(c.arena, 60, 28, 68, 30, 8));
        fixture_neighbour(&c, "Eastland", (chora_box){ 68, 25, 90, 45 });
        const double values[] = { 7, 0, 1 };
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
        chora_shape_maker maker = CHORA_SHAPE_MAKER_INIT(CHORA_SHAPE_LINES);
        chora_line line = { .class_name = classes[k] };
        for (int i = 0; i <= 4; i++)
            chora_shape_maker_point(&maker, (chora_xy){ 64, 30 + 1.5 * i });
        chora_shape_maker_path(&maker);
        assert_int_equal(chora_shape_maker_finish(&maker, c.arena, &line.shape, NULL), CHORA_OK);
        c.lines = (chora_lines){ NULL, &line, 1 };
        chora_base_map *base = base_of(&c);
        chora_page *page = page_of(base, &c, 0);
        assert_int_equal(count_class(page, "area-line", classes[k]), 1);
        assert_int_equal(count_dashed(page, "area-line", true), 1);
        assert_true(count_dashed(page, "area-line", false) >= 1);
        assert_int_equal(count_dashed(page, "line", true), 0); /* not a second time under it */
        assert_clean(page, classes[k]);
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

static void nothing_in_antarctica_leaves_it_out(void **state)
{
    (void)state;
    for (int incident = 0; incident <= 1; incident++) {
        fixture_country c;
        fixture_open(&c, 170, 120);
        fixture_area(&c, "Antarctica", "ATA", fixture_box(c.arena, -180, -90, 180, -65, 24));
        fixture_area(&c, "West", "XXX", fixture_box(c.arena, -170, -50, -20, 70, 8));
        fixture_area(&c, "East", "YYY", fixture_box(c.arena, -10, -50, 170, 70, 8));
        c.areas.areas[0].label = (chora_xy){ 0, -80 };
        const double values[] = { incident, 3, 5 };
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
        chora_base_map *base = base_of(&c);
        chora_page *page = page_of(base, &c, 0);
        char source[2048];
        texts_of_role(page, "source", source, sizeof source);
        assert_int_equal(strstr(source, "Not shown: Antarctica.") != NULL, !incident);
        assert_int_equal(count_class(page, "area", NULL), incident ? 3 : 2);
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

/* Thousands of areas: their lines would be all that is seen. */
static void small_areas_have_thin_lines(void **state)
{
    (void)state;
    static const struct {
        int columns, rows;
    } cases[] = { { 4, 3 }, { 16, 15 } };
    double last = 1;
    for (int i = 0; i < 2; i++) {
        fixture_country c;
        fixture_open(&c, 85, 97);
        fixture_grid(&c, (chora_box){ 60, 30, 74, 38 }, cases[i].columns, cases[i].rows);
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, spread(c.areas.area_count));
        chora_base_map *base = base_of(&c);
        assert_true(base->pens.area_line.width_pt < last && base->pens.area_line.width_pt > 0.1);
        assert_true(base->pens.own.width_pt == c.style.international_own.width_pt);
        last = base->pens.area_line.width_pt;
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

/* Bottom and right edge of all nodes of a role. */
static chora_box circles_box(const chora_page *page, const char *role)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            if (node->kind != CHORA_NODE_CIRCLE || strcmp(node->meaning.role, role))
                continue;
            chora_box at = { node->centre.x, node->centre.y, node->centre.x, node->centre.y };
            chora_box_add_box(&box, chora_box_grow(at, node->radius));
        }
    return box;
}

static void circles_are_never_without_their_legend(void **state)
{
    (void)state;
    static const struct {
        double width, height;
        chora_legend_place place;
        bool both;
    } cases[] = {
        { 170, 120, CHORA_LEGEND_AUTO, true },   { 170, 120, CHORA_LEGEND_BELOW, true },
        { 170, 120, CHORA_LEGEND_BELOW, false }, { 125, 120, CHORA_LEGEND_BELOW, true },
        { 85, 97, CHORA_LEGEND_AUTO, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_country c;
        fixture_open(&c, cases[i].width, cases[i].height);
        fixture_grid(&c, (chora_box){ 60, 30, 70, 37 }, 4, 3);
        fixture_numbers(&c, CHORA_PERIOD_ALL, 1, spread(c.areas.area_count));
        c.table.symbols[0].district = 2;
        c.figure.legend = cases[i].place;
        if (!cases[i].both) {
            c.figure.layers[0] = c.figure.layers[1];
            c.figure.layer_count = 1;
            c.inputs.symbol_max[0] = c.inputs.symbol_max[1];
        }
        chora_base_map *base = base_of(&c);
        chora_page *page = page_of(base, &c, 0);
        chora_box box = circles_box(page, "legend-circle"), legend = base->layout.legend_box;
        assert_true(count_class(page, "legend-circle", NULL) >= 2);
        assert_true(box.min_x >= legend.min_x && box.max_x <= legend.max_x);
        assert_true(box.min_y >= legend.min_y && box.max_y <= legend.max_y);
        char text[2048];
        texts_of_role(page, "legend-note", text, sizeof text);
        assert_non_null(strstr(text, "includes 2"));
        texts_of_role(page, "legend-head", text, sizeof text);
        assert_non_null(strstr(text, "Incidents per town"));
        assert_clean(page, "circles");
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

/* Head, subtitle, legend and map speak of the same numbers. */
static void a_small_rate_agrees_everywhere(void **state)
{
    (void)state;
    fixture_country c;
    fixture_open(&c, 170, 120);
    fixture_grid(&c, (chora_box){ 60, 30, 68, 36 }, 2, 2);
    const double values[] = { 0.0093, 0.00021, 0, 0.000019 };
    fixture_numbers(&c, CHORA_PERIOD_ALL, 1, values);
    c.table.is_whole = false;
    c.figure.layers[0].measure.per_value = "km2";
    c.figure.layers[1].legend_title = "Attacks";
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_text(page, "subtitle",
                "Highest in Ur 1: 9.3 per 1,000\xC2\xA0km\xC2\xB2; 1 of 4 provinces has "
                "none on record");
    char text[2048];
    texts_of_role(page, "legend-head", text, sizeof text);
    assert_string_equal(text, "Incidents per 1,000\xC2\xA0km\xC2\xB2/Attacks");
    texts_of_role(page, "legend-label", text, sizeof text);
    assert_non_null(strstr(text, "/0.019/0.21/9.3"));
    assert_non_null(strstr(page->description, "Ur 1 9.3"));
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

/* Month by month the same swatches in the same places. */
static void legends_of_a_series_are_alike(void **state)
{
    (void)state;
    static const chora_legend_place places[] = { CHORA_LEGEND_RIGHT, CHORA_LEGEND_BELOW };
    for (int k = 0; k < 2; k++) {
        fixture_country c;
        fixture_open(&c, 170, 120);
        fixture_grid(&c, (chora_box){ 60, 30, 68, 36 }, 2, 2);
        const double values[] = { 9, 2, 1, 0, 0, 0, 0, 0 };
        fixture_numbers(&c, CHORA_PERIOD_MONTH, 2, values);
        c.table.cells[1].state = CHORA_CELL_NOT_COVERED; /* the first area in the second month */
        c.table.symbols[0].district = 3;
        c.figure.legend = places[k];
        chora_base_map *base = base_of(&c);
        char text[2][2048];
        chora_box box[2];
        for (size_t p = 0; p < 2; p++) {
            chora_page *page = page_of(base, &c, p);
            texts_of_role(page, "legend-label", text[p], sizeof text[p]);
            box[p] = circles_box(page, "legend-circle");
            assert_clean(page, "a month");
            chora_page_free(page);
        }
        assert_string_equal(text[0], text[1]);
        assert_non_null(strstr(text[0], "not covered"));
        assert_memory_equal(&box[0], &box[1], sizeof box[0]);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

/* ---- what the page says --------------------------------------------------------------------- */

static void small_country(fixture_country *c, chora_period_kind kind, size_t periods,
                          const double *values)
{
    fixture_open(c, 170, 120);
    fixture_grid(c, (chora_box){ 60, 30, 68, 36 }, 2, 2);
    fixture_numbers(c, kind, periods, values);
}

static void subtitles_are_true(void **state)
{
    (void)state;
    static const struct {
        double values[4];
        const char *expect;
    } cases[] = {
        { { 7, 2, 0, 0 }, "Ur 1 saw 7 of the 9 incidents; 2 of 4 provinces have none on record" },
        { { 7, 2, 1, 0 }, "Ur 1 saw 7 of the 10 incidents; 1 of 4 provinces has none on record" },
        { { 7, 2, 1, 1 }, "Ur 1 saw 7 of the 11 incidents" },
        { { 3, 3, 1, 0 },
          "Ur 1 and Kabul 2 saw 3 each of the 7 incidents; "
          "1 of 4 provinces has none on record" },
        { { 2, 2, 2, 0 }, "6 incidents in 3 of 4 provinces; 1 of 4 provinces has none on record" },
        { { 0, 5, 0, 0 }, "All 5 incidents were in Kabul 2; 3 of 4 provinces have none on record" },
        { { 0, 1, 0, 0 },
          "The one incident was in Kabul 2; "
          "3 of 4 provinces have none on record" },
        { { 0, 0, 0, 0 }, "No recorded incidents" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_country c;
        small_country(&c, CHORA_PERIOD_ALL, 1, cases[i].values);
        chora_base_map *base = base_of(&c);
        chora_page *page = page_of(base, &c, 0);
        assert_text(page, "subtitle", cases[i].expect);
        assert_clean(page, cases[i].expect);
        chora_page_free(page);
        chora_base_map_free(base);
        fixture_close(&c);
    }
}

static void kinds_of_areas_are_kept_apart(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_ALL, 1, values);
    c.table.cells[1].state = CHORA_CELL_NO_DATA;
    c.table.cells[2].state = CHORA_CELL_NOT_COVERED;
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_text(page, "legend-label", "0, none recorded/7/no data/not covered/7/1");
    assert_text(page, "legend-count", "1/1/1/1");
    assert_int_equal(count_class(page, "area", "zero"), 1);
    assert_int_equal(count_class(page, "area", "no-data"), 1);
    assert_int_equal(count_class(page, "area", "not-covered"), 1);
    assert_int_equal(count_class(page, "area-line", "not-covered"), 2);
    assert_text(page, "subtitle",
                "All 7 incidents were in Ur 1; 1 of 3 provinces has none on record");
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

static void a_partly_covered_month_is_marked(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0, 0, 1, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_MONTH, 2, values);
    for (int a = 0; a < 4; a++)
        c.table.cells[a * 2].partial = true;
    c.table.first = chora_day_from_ymd(2022, 1, 15);
    chora_base_map *base = base_of(&c);
    chora_page *first = page_of(base, &c, 0), *second = page_of(base, &c, 1);
    char source[2048];
    assert_text(first, "title", "Incidents by province, January 2022*");
    texts_of_role(first, "source", source, sizeof source);
    assert_memory_equal(source, "* Covered from 15 January 2022 only.", 35);
    assert_text(second, "title", "Incidents by province, February 2022");
    assert_clean(first, "partly covered");
    /* What does not change between months is the same memory. */
    assert_ptr_equal(first->items[first->item_count - 3].group,
                     second->items[second->item_count - 3].group);
    chora_page_free(first);
    chora_page_free(second);
    chora_base_map_free(base);
    fixture_close(&c);
}

static void a_series_says_which_page_it_is(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_MONTH, 1, values);
    c.figure.title = "Attacks in {country}: {total}";
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_text(page, "title", "Attacks in Testland: 7, January 2022");
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

static void an_empty_month_says_so(void **state)
{
    (void)state;
    const double values[] = { 7, 1, 0, 2, 0, 0, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_MONTH, 2, values);
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 1);
    assert_text(page, "subtitle", "No recorded incidents");
    assert_text(page, "empty", "");
    assert_text(page, "legend-label", "0, none recorded/1/2/7/7/1"); /* as in the month before */
    chora_page_free(page);
    chora_base_map_free(base);
    c.figure.subtitle = "What is known";
    base = base_of(&c);
    page = page_of(base, &c, 1);
    assert_text(page, "subtitle", "What is known");
    assert_text(page, "empty", "No recorded incidents");
    assert_clean(page, "empty month");
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

static void a_narrow_page_drops_rather_than_shrinks(void **state)
{
    (void)state;
    fixture_country c;
    fixture_open(&c, 85, 97);
    fixture_grid(&c, (chora_box){ 60, 30, 70, 37 }, 6, 4);
    fixture_numbers(&c, CHORA_PERIOD_ALL, 1, spread(24));
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    assert_int_equal(count_class(page, "symbol", NULL), 0);
    assert_int_equal(count_class(page, "town-label", NULL), 0);
    assert_true(base->layout.legend_box.max_y <= base->layout.map.min_y);
    assert_clean(page, "narrow page");
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

static void a_long_title_pushes_the_map_down(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_ALL, 1, values);
    chora_base_map *shorter = base_of(&c);
    c.figure.title = "Attacks on worshippers, schools, markets, diplomats and on the police, by "
                     "province of the country and by town, with all that is known of them";
    chora_base_map *longer = base_of(&c);
    assert_int_equal(longer->layout.title_lines, 2);
    assert_true(longer->layout.map.min_y > shorter->layout.map.min_y + 10);
    chora_page *page = page_of(longer, &c, 0);
    assert_clean(page, "long title");
    chora_page_free(page);
    chora_base_map_free(shorter);
    chora_base_map_free(longer);
    fixture_close(&c);
}

static void a_page_without_room_is_refused(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0 };
    fixture_country c;
    chora_error err = CHORA_ERROR_INIT;
    chora_ruler ruler = chora_ruler_fixed();
    chora_base_map *base = NULL;
    small_country(&c, CHORA_PERIOD_ALL, 1, values);
    c.figure.height_pt = 40 * MM;
    assert_int_equal(chora_base_map_new(&c.inputs, &ruler, &base, &err), CHORA_EINVAL);
    assert_null(base);
    assert_non_null(strstr(err.message, "170 x 40 mm"));
    c.areas.area_count = 0;
    assert_int_equal(chora_base_map_new(&c.inputs, &ruler, &base, &err), CHORA_EINVAL);
    c.figure.layer_count = 0;
    assert_int_equal(chora_base_map_new(&c.inputs, &ruler, &base, &err), CHORA_EINVAL);
    fixture_close(&c);
}

/* ---- measures on the page ------------------------------------------------------------------- */

static void circles_are_true_to_area(void **state)
{
    (void)state;
    const double values[] = { 400, 100, 0, 4 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_ALL, 1, values);
    chora_base_map *base = base_of(&c);
    chora_page *page = page_of(base, &c, 0);
    double radius[3];
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            if (node->kind == CHORA_NODE_CIRCLE && strcmp(node->meaning.role, "symbol") == 0)
                radius[count++] = node->radius;
        }
    assert_int_equal(count, 3);
    assert_float_equal(radius[0], c.style.circle_max_mm * MM, 1e-9); /* 13.2 mm, held to 8 */
    assert_float_equal(radius[0] / radius[1], 2, 1e-9);
    assert_float_equal(radius[0] / radius[2], 10, 1e-9);
    chora_page_free(page);
    chora_base_map_free(base);
    fixture_close(&c);
}

/* At 33 degrees north 8 degrees of longitude are 747 km; the map shows them, the bar measures them.
 */
static void the_scale_bar_is_exact(void **state)
{
    (void)state;
    const double values[] = { 7, 0, 0, 0 };
    fixture_country c;
    small_country(&c, CHORA_PERIOD_ALL, 1, values);
    chora_base_map *base = base_of(&c);
    assert_non_null(base->scale_bar);
    const chora_node *line = chora_group_node(base->scale_bar, 0);
    double bar_pt = line->xy[2].x - line->xy[1].x;
    chora_xy ends[2] = { line->xy[1], line->xy[2] };
    chora_view_to_metres(&base->view, ends, 2);
    chora_unproject(base->view.projection, ends, 2);
    double metres = chora_geodesic_m(ends[0], ends[1]);
    double rounded = round(metres / 1000) * 1000;
    assert_true(bar_pt > 20);
    assert_float_equal(metres, rounded, metres * 0.002);
    assert_int_equal((long long)rounded % 50000, 0);
    chora_base_map_free(base);
    fixture_close(&c);
}

/* ---- the same every time -------------------------------------------------------------------- */

enum { THREAD_PAGES = 12 };

typedef struct {
    const chora_base_map *base;
    fixture_country *country;
    chora_buffer dumps[THREAD_PAGES];
} thread_work;

static chora_status dump_one(void *context, size_t worker, size_t index, chora_error *err)
{
    thread_work *work = context;
    chora_ruler ruler = chora_ruler_fixed();
    chora_page *page = NULL;
    (void)worker;
    chora_status st =
        chora_figure_page(work->base, &work->country->inputs, index, &ruler, &page, err);
    if (st)
        return st;
    chora_page_dump(page, &work->dumps[index]);
    chora_page_free(page);
    return CHORA_OK;
}

static void threads_make_the_same_pages(void **state)
{
    (void)state;
    static double values[THREAD_PAGES * 12];
    for (size_t i = 0; i < THREAD_PAGES * 12; i++)
        values[i] = (double)(i * 7 % 11 > 7 ? i % 13 : 0);
    fixture_country c;
    fixture_open(&c, 170, 120);
    fixture_grid(&c, (chora_box){ 60, 30, 70, 36 }, 4, 3);
    fixture_neighbour(&c, "Eastland", (chora_box){ 70, 28, 80, 38 });
    fixture_numbers(&c, CHORA_PERIOD_MONTH, THREAD_PAGES, values);
    chora_base_map *base = base_of(&c), *again = base_of(&c);
    thread_work parallel = { .base = base, .country = &c },
                serial = { .base = again, .country = &c };
    for (size_t i = 0; i < THREAD_PAGES; i++)
        parallel.dumps[i] = serial.dumps[i] = (chora_buffer)CHORA_BUFFER_INIT(1 << 24);
    assert_int_equal(chora_parallel_run(4, THREAD_PAGES, dump_one, &parallel, NULL), CHORA_OK);
    assert_int_equal(chora_parallel_run(1, THREAD_PAGES, dump_one, &serial, NULL), CHORA_OK);
    for (size_t i = 0; i < THREAD_PAGES; i++) {
        assert_true(parallel.dumps[i].length > 1000);
        assert_string_equal(chora_buffer_text(&parallel.dumps[i]),
                            chora_buffer_text(&serial.dumps[i]));
        chora_buffer_free(&parallel.dumps[i]);
        chora_buffer_free(&serial.dumps[i]);
    }
    chora_base_map_free(base);
    chora_base_map_free(again);
    fixture_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_country_gives_a_clean_page),
        cmocka_unit_test(a_tall_land_has_a_higher_page),
        cmocka_unit_test(islands_stay_apart),
        cmocka_unit_test(far_islands_are_left_out),
        cmocka_unit_test(lines_differ_by_what_they_part),
        cmocka_unit_test(a_disputed_line_inside_a_country_is_seen),
        cmocka_unit_test(nothing_in_antarctica_leaves_it_out),
        cmocka_unit_test(small_areas_have_thin_lines),
        cmocka_unit_test(circles_are_never_without_their_legend),
        cmocka_unit_test(a_small_rate_agrees_everywhere),
        cmocka_unit_test(legends_of_a_series_are_alike),
        cmocka_unit_test(subtitles_are_true),
        cmocka_unit_test(kinds_of_areas_are_kept_apart),
        cmocka_unit_test(a_partly_covered_month_is_marked),
        cmocka_unit_test(a_series_says_which_page_it_is),
        cmocka_unit_test(an_empty_month_says_so),
        cmocka_unit_test(a_narrow_page_drops_rather_than_shrinks),
        cmocka_unit_test(a_long_title_pushes_the_map_down),
        cmocka_unit_test(a_page_without_room_is_refused),
        cmocka_unit_test(circles_are_true_to_area),
        cmocka_unit_test(the_scale_bar_is_exact),
        cmocka_unit_test(threads_make_the_same_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
