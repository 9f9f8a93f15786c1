/* Maps of changes: what is printed of them, whatever the numbers. */
#include "compose_fixture.h"

#include "compose/base_map.h"
#include "compose/difference.h"
#include "compose/lint.h"
#include "measure/change_classes.h"
#include "store_fixture.h"

#include <chora/measure.h>

/* A grid of areas whose numbers come from a project: pairs of before and after. */
typedef struct {
    fixture_country country;
    project project;
    chora_change_table *changes;
    chora_base_map *base;
    chora_page *page;
} change_page;

static void put_incidents(chora_store *store, int area, int count, const char *day)
{
    char sql[512];
    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
             "INSERT INTO incident (dataset_id, key, run_id, day, date_precision, hash) "
             "SELECT 1, '%d-%s-' || i, 1, %s, 'day', 'h' FROM n",
             count, area, day, day);
    if (count)
        run(store, sql);
    snprintf(sql, sizeof sql,
             "INSERT INTO match (incident_id, layer_id, area_id, level, method) SELECT id, 2, %d, "
             "'province', 'name' FROM incident WHERE id NOT IN (SELECT incident_id FROM match)",
             area);
    run(store, sql);
}

static void fill_project(change_page *p, const int (*pairs)[2], size_t count)
{
    chora_store *store = p->project.store;
    run(store, "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023');"
               "INSERT INTO layer (id, name, role, level) VALUES (2, 'provinces', 'areas', 1);"
               "INSERT INTO dataset (name) VALUES ('sample');"
               "INSERT INTO coverage VALUES (1, NULL, 18628, 19357, 'full');"); /* 2021, 2022 */
    for (size_t i = 0; i < count; i++) {
        char sql[256];
        const chora_area *area = &p->country.areas.areas[i];
        snprintf(sql, sizeof sql,
                 "INSERT INTO area (id, layer_id, level, code, country) VALUES (%d, 2, 1, '%s', "
                 "'XXX')",
                 (int)area->id, area->code);
        run(store, sql);
        put_incidents(store, (int)area->id, pairs[i][0], "18800");
        put_incidents(store, (int)area->id, pairs[i][1], "19200");
    }
}

static void measure(change_page *p)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_measure_options options = CHORA_MEASURE_INIT;
    options.span_given = true;
    options.by = CHORA_PERIOD_YEAR;
    options.first = chora_day_from_ymd(2022, 1, 1);
    options.last = chora_day_from_ymd(2022, 12, 31);
    chora_against against = { .kind = CHORA_AGAINST_PREVIOUS };
    assert_ok(chora_measure_change(p->project.store, &options, against, &p->changes, &err), err);
}

static void compose(change_page *p)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_ruler ruler = chora_ruler_fixed();
    double values[64];
    size_t count = p->country.areas.area_count;
    for (size_t a = 0; a < count; a++)
        values[a] = chora_change_of(p->changes, a, 0).change;
    const chora_change_classes_options options = { 7, CHORA_FISHER, NULL, true };
    assert_ok(chora_change_classes_make(values, count, &options, &p->country.classes, &err), err);
    assert_ok(chora_base_map_new(&p->country.inputs, &ruler, &p->base, &err), err);
    assert_ok(chora_figure_page(p->base, &p->country.inputs, 0, &ruler, &p->page, &err), err);
}

static void open_page(change_page *p, double width_mm, double height_mm, int columns, int rows,
                      const int (*pairs)[2])
{
    memset(p, 0, sizeof *p);
    p->project = project_new();
    fixture_open(&p->country, width_mm, height_mm);
    fixture_grid(&p->country, (chora_box){ 60, 30, 70, 37 }, columns, rows);
    fixture_neighbour(&p->country, "Westland", (chora_box){ 51, 30, 60, 37 });
    double zeros[64] = { 0 };
    fixture_numbers(&p->country, CHORA_PERIOD_YEAR, 1, zeros);
    fill_project(p, pairs, p->country.areas.area_count);
    measure(p);
    p->country.figure.layer_count = 1;
    p->country.figure.layers[0].palette = "chora-diverging";
    p->country.figure.layers[0].measure.is_change = true;
    p->country.inputs.changes = p->changes;
    p->country.inputs.tables[0] = chora_change_after(p->changes);
    compose(p);
}

static void close_page(change_page *p)
{
    chora_page_free(p->page);
    chora_base_map_free(p->base);
    chora_change_table_free(p->changes);
    fixture_close(&p->country);
    project_free(&p->project);
}

static const char *text_of(const chora_page *page, const char *role, size_t index)
{
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            if (node->kind == CHORA_NODE_TEXT && node->meaning.role &&
                strcmp(node->meaning.role, role) == 0 && index-- == 0)
                return node->runs[0].text;
        }
    return "";
}

static size_t count_class(const chora_page *page, const char *role, const char *class_name)
{
    size_t count = 0;
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_meaning *m = &chora_group_node(page->items[i].group, n)->meaning;
            count += m->role && strcmp(m->role, role) == 0 && m->class_name &&
                     strcmp(m->class_name, class_name) == 0;
        }
    return count;
}

static void assert_clean(const chora_page *page)
{
    chora_ruler ruler = chora_ruler_fixed();
    chora_lint_report report;
    assert_int_equal(chora_lint_page(page, 5.4, &ruler, &report, NULL), CHORA_OK);
    for (size_t i = 0; i < report.count; i++)
        print_error("%s\n", report.problems[i].message);
    assert_int_equal(report.count, 0);
    chora_lint_free(&report);
}

static void a_fall_a_rise_the_same_and_none(void **state)
{
    (void)state;
    static const int pairs[][2] = { { 30, 11 }, { 0, 3 }, { 3, 3 }, { 0, 0 } };
    change_page p;
    open_page(&p, 170, 120, 2, 2, pairs);
    assert_clean(p.page);
    assert_string_equal(text_of(p.page, "subtitle", 0),
                        "Only in Ur 1 (30 to 11) is the fall larger than chance would explain");
    assert_string_equal(text_of(p.page, "account", 0),
                        "50 of 50 incidents counted: 33 in 2021, 17 in 2022");
    assert_int_equal(count_class(p.page, "area", "fewer-2"), 1);
    assert_int_equal(count_class(p.page, "area", "more-1"), 1);
    assert_int_equal(count_class(p.page, "within-chance", "within-chance"), 1);
    assert_int_equal(count_class(p.page, "area", "same"), 1);
    assert_int_equal(count_class(p.page, "area", "none"), 1);
    /* seven boxes however few changes, and the stripes and none in either */
    assert_int_equal(count_class(p.page, "swatch", "fewer-2"), 1);
    assert_int_equal(count_class(p.page, "swatch", "more-3"), 1);
    assert_int_equal(count_class(p.page, "swatch", "within-chance"), 1);
    assert_int_equal(count_class(p.page, "swatch", "none"), 1);
    assert_string_equal(text_of(p.page, "table-name", 3), "All");
    assert_string_equal(text_of(p.page, "table-number", 11), "\xE2\x88\x92"
                                                             "16");
    assert_non_null(
        strstr(p.page->description, "1 fewer, 1 more, 1 the same, 1 none in either period"));
    close_page(&p);
}

static void the_sentence_is_true(void **state)
{
    (void)state;
    static const struct {
        int pairs[4][2];
        const char *says;
    } cases[] = {
        { { { 4, 3 }, { 0, 1 }, { 0, 0 }, { 0, 0 } },
          "4 incidents, then 4; nowhere is the change larger than chance would explain" },
        { { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } }, "No incidents on record in either period" },
        { { { 20, 2 }, { 1, 30 }, { 0, 0 }, { 0, 0 } },
          "More than chance would explain: a fall in Ur 1 (20 to 2), a rise in Kabul 2 (1 to 30)" },
        { { { 1, 21 }, { 2, 30 }, { 3, 33 }, { 4, 0 } },
          "Only in Nangarhar 3 (3 to 33), Kabul 2 (2 to 30) and Ur 1 (1 to 21) is the rise larger "
          "than chance would explain" },
        { { { 1, 21 }, { 2, 30 }, { 3, 33 }, { 40, 0 } },
          "By more than chance would explain, numbers fell in 1 and rose in 3 of 4 provinces, most "
          "in Upper Badakhshan 4 (40 to 0)" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        change_page p;
        open_page(&p, 338, 190, 2, 2, cases[i].pairs);
        assert_string_equal(text_of(p.page, "subtitle", 0), cases[i].says);
        assert_clean(p.page);
        close_page(&p);
    }
}

/* A row without a day may be in either year: each year has an account of its own, and both close.
 */
static void an_undated_row_is_in_both_accounts(void **state)
{
    (void)state;
    static const int pairs[][2] = { { 3, 1 } };
    change_page p;
    open_page(&p, 170, 120, 1, 1, pairs);
    run(p.project.store, "UPDATE incident SET day = NULL, date_precision = NULL WHERE key LIKE "
                         "'%-1' AND day < 19000");
    chora_change_table_free(p.changes);
    measure(&p);
    const char *account = chora_difference_account(p.country.words, p.changes, 0, p.country.arena);
    assert_string_equal(account, "2021: 2 of 3 incidents counted; 1 dated too coarsely. "
                                 "2022: 1 of 2 incidents counted; 1 dated too coarsely");
    close_page(&p);
}

/* More areas than the column has rows: the others are one row, and the total still closes. */
static void a_long_table_closes(void **state)
{
    (void)state;
    int pairs[40][2];
    for (int i = 0; i < 40; i++)
        pairs[i][0] = i, pairs[i][1] = 40 - i;
    change_page p;
    open_page(&p, 170, 120, 8, 5, (const int(*)[2])pairs);
    assert_clean(p.page);
    size_t rows = 0;
    while (strcmp(text_of(p.page, "table-name", rows), "All") != 0)
        rows++;
    assert_true(rows > 8 && rows < 40);
    assert_non_null(strstr(text_of(p.page, "table-name", rows - 1), " others"));
    int before = 0, after = 0;
    for (size_t row = 0; row < rows; row++) {
        before += atoi(text_of(p.page, "table-number", 3 * row));
        after += atoi(text_of(p.page, "table-number", 3 * row + 1));
    }
    assert_int_equal(before, 780);
    assert_int_equal(after, 820);
    close_page(&p);
    open_page(&p, 85, 97, 8, 5, (const int(*)[2])pairs);
    assert_clean(p.page);
    assert_string_equal(text_of(p.page, "table-name", 0), ""); /* no room on a narrow page */
    close_page(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fall_a_rise_the_same_and_none),
        cmocka_unit_test(the_sentence_is_true),
        cmocka_unit_test(an_undated_row_is_in_both_accounts),
        cmocka_unit_test(a_long_table_closes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
