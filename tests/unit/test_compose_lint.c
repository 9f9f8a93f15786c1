/* The lint finds what it is there to find, and nothing else. */
#include "compose_fixture.h"

#include "compose/lint.h"

static chora_page *page_with(void (*draw)(chora_drawing *drawing))
{
    chora_ruler ruler = chora_ruler_fixed();
    chora_drawing drawing = chora_drawing_start(&ruler, NULL);
    draw(&drawing);
    chora_group *group = NULL;
    assert_int_equal(chora_drawing_end(&drawing, &group), CHORA_OK);
    chora_page *page = chora_page_new(100, 100);
    assert_int_equal(
        chora_page_add(page, group, "labels", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY), 0);
    chora_group_unref(group);
    return page;
}

static void say(chora_drawing *drawing, const char *text, double x, double y, double size,
                chora_colour colour)
{
    chora_meaning meaning = { .layer = "labels", .role = "label" };
    chora_draw_text(drawing, meaning, (chora_xy){ x, y }, CHORA_ALIGN_START,
                    fixture_type(size, 400, colour), text);
}

static void fine(chora_drawing *d)
{
    say(d, "Kabul", 10, 20, 6, 0x000000FF);
    say(d, "Logar", 10, 27, 6, 0x000000FF);
    chora_draw_box(d, (chora_meaning){ 0 }, chora_look_fill(0x7A0C1CFF),
                   (chora_box){ 40, 40, 80, 60 });
    say(d, "41", 50, 50, 6, 0xFFFFFFFF);
}

static void overlapping(chora_drawing *d)
{
    say(d, "Kabul", 10, 20, 6, 0x000000FF);
    say(d, "Logar", 20, 22, 6, 0x000000FF);
}

static void leaving(chora_drawing *d)
{
    say(d, "Kabul", 90, 20, 6, 0x000000FF);
}

static void small(chora_drawing *d)
{
    say(d, "Kabul", 10, 20, 5, 0x000000FF);
}

static void pale(chora_drawing *d)
{
    chora_draw_box(d, (chora_meaning){ 0 }, chora_look_fill(0x7A0C1CFF),
                   (chora_box){ 0, 0, 80, 60 });
    say(d, "Kabul", 10, 20, 6, 0x000000FF);
}

/* ---- maps: two areas side by side, and what may be wrong with them ----------------------------
 */

static void area(chora_drawing *d, const char *key, chora_box box, const char *class_name,
                 chora_colour fill)
{
    chora_meaning meaning = {
        .layer = "areas", .role = "area", .key = key, .title = key, .class_name = class_name
    };
    chora_draw_box(d, meaning, chora_look_fill(fill), box);
}

static void swatch(chora_drawing *d, const char *class_name, chora_colour fill)
{
    chora_meaning meaning = { .layer = "legend", .role = "swatch", .class_name = class_name };
    chora_draw_box(d, meaning, chora_look_fill(fill), (chora_box){ 80, 80, 90, 85 });
}

static void label(chora_drawing *d, const char *role, const char *key, double x, double y)
{
    chora_meaning meaning = { .layer = "labels", .role = role, .key = key };
    chora_draw_text(d, meaning, (chora_xy){ x, y }, CHORA_ALIGN_START,
                    fixture_type(6, 400, 0x000000FF), key);
}

static void symbol(chora_drawing *d, double x, double y, double radius)
{
    chora_meaning meaning = { .layer = "symbols", .role = "symbol", .title = "Kabul: 3" };
    chora_draw_circle(d, meaning, chora_look_stroke((chora_pen){ .width_pt = 1 }),
                      (chora_xy){ x, y }, radius);
}

static void two_areas(chora_drawing *d)
{
    area(d, "KAB", (chora_box){ 10, 10, 40, 60 }, "zero", 0xFAF8F4FF);
    area(d, "LOG", (chora_box){ 40, 10, 70, 60 }, "class-1", 0xFDDBB0FF);
    swatch(d, "zero", 0xFAF8F4FF);
    swatch(d, "class-1", 0xFDDBB0FF);
}

static void leader_from(chora_drawing *d, const char *key, double x, double y)
{
    chora_meaning meaning = { .layer = "leaders", .role = "leader", .key = key };
    chora_draw_circle(d, meaning, chora_look_fill(0x000000FF), (chora_xy){ x, y }, 0.8);
}

static void fine_map(chora_drawing *d)
{
    two_areas(d);
    label(d, "area-label", "KAB", 20, 30);
    symbol(d, 25, 28, 14); /* a ring may stand round a name */
    leader_from(d, "LOG", 50, 50);
    label(d, "area-label-outside", "LOG", 80, 50);
}

static void over_a_border(chora_drawing *d)
{
    two_areas(d);
    label(d, "town-label", "place-1", 33, 30);
}

/* A white tab lies over the border: the words are on the tab. */
static void over_a_plate(chora_drawing *d)
{
    two_areas(d);
}

static void in_the_wrong_area(chora_drawing *d)
{
    two_areas(d);
    label(d, "area-label", "LOG", 15, 30);
}

static void without_a_leader(chora_drawing *d)
{
    two_areas(d);
    leader_from(d, "LOG", 20, 50); /* begins in another area */
    label(d, "area-label-outside", "LOG", 80, 50);
}

static void over_a_symbol(chora_drawing *d)
{
    two_areas(d);
    label(d, "area-label", "KAB", 20, 30);
    symbol(d, 20, 28, 4);
}

static void not_in_the_legend(chora_drawing *d)
{
    two_areas(d);
    area(d, "NAN", (chora_box){ 70, 10, 90, 60 }, "class-2", 0xFDDBB0FF);
}

static void of_another_colour(chora_drawing *d)
{
    two_areas(d);
    area(d, "NAN", (chora_box){ 70, 10, 90, 60 }, "class-1", 0xFDDB00FF);
}

static void bar(chora_drawing *d, const char *role)
{
    chora_meaning meaning = { .layer = "uncertain",
                              .role = role,
                              .key = "KAB",
                              .title = "Kabul: 1 of 3",
                              .class_name = "uncertain" };
    chora_draw_box(d, meaning, chora_look_fill(0xFFFFFFFF), (chora_box){ 18, 26, 22, 34 });
}

static void a_bar_not_explained(chora_drawing *d)
{
    two_areas(d);
    bar(d, "uncertain-part");
}

static void over_a_bar(chora_drawing *d)
{
    two_areas(d);
    bar(d, "uncertain-bar");
    label(d, "area-label", "KAB", 20, 30);
}

static void twice(chora_drawing *d)
{
    two_areas(d);
    area(d, "KAB", (chora_box){ 70, 10, 90, 60 }, "zero", 0xFAF8F4FF);
}

static void one_problem(void (*draw)(chora_drawing *), int kind, const char *message)
{
    chora_page *page = page_with(draw);
    chora_ruler ruler = chora_ruler_fixed();
    chora_lint_report report;
    assert_int_equal(chora_lint_page(page, 5.4, &ruler, &report, NULL), CHORA_OK);
    assert_int_equal(report.count, kind < 0 ? 0 : 1);
    if (kind >= 0) {
        assert_int_equal(report.problems[0].kind, kind);
        assert_string_equal(report.problems[0].message, message);
    }
    chora_lint_free(&report);
    chora_page_free(page);
}

static void finds_each_kind(void **state)
{
    (void)state;
    one_problem(fine, -1, NULL);
    one_problem(overlapping, CHORA_LINT_OVERLAP, "\"Kabul\" (label) overlaps \"Logar\" (label)");
    one_problem(leaving, CHORA_LINT_OUTSIDE, "\"Kabul\" (label) leaves the page");
    one_problem(small, CHORA_LINT_SMALL, "\"Kabul\" (label) is set in 5.00 pt, smaller than 5.40");
    one_problem(pale, CHORA_LINT_PALE,
                "\"Kabul\" (label) has a contrast of 1.9 with its ground, less than 4.5");
    one_problem(fine_map, -1, NULL);
    one_problem(over_a_border, CHORA_LINT_BORDER,
                "\"place-1\" (town-label) lies over the border of KAB");
    one_problem(in_the_wrong_area, CHORA_LINT_AREA,
                "\"LOG\" (area-label) does not stand in its area");
    one_problem(
        without_a_leader, CHORA_LINT_AREA,
        "\"LOG\" (area-label-outside) stands outside without a leader from inside its area");
    one_problem(over_a_symbol, CHORA_LINT_SYMBOL,
                "\"KAB\" (area-label) lies over the symbol of Kabul: 3");
    one_problem(not_in_the_legend, CHORA_LINT_LEGEND, "the legend has no class-2, which NAN has");
    one_problem(a_bar_not_explained, CHORA_LINT_LEGEND,
                "the legend has no uncertain, which KAB has");
    one_problem(over_a_bar, CHORA_LINT_SYMBOL,
                "\"KAB\" (area-label) lies over the symbol of Kabul: 1 of 3");
    one_problem(of_another_colour, CHORA_LINT_LEGEND,
                "the legend shows class-1 otherwise than the map, where NAN has it");
    one_problem(twice, CHORA_LINT_MISSING, "KAB is drawn twice");
}

/* Another group over the areas: a plate with words on it. */
static void words_on_a_plate_are_fine(void **state)
{
    (void)state;
    chora_page *page = page_with(over_a_plate);
    chora_ruler ruler = chora_ruler_fixed();
    chora_drawing drawing = chora_drawing_start(&ruler, NULL);
    chora_draw_box(&drawing, (chora_meaning){ .layer = "inset" }, chora_look_fill(0xFFFFFFFF),
                   (chora_box){ 30, 20, 60, 40 });
    label(&drawing, "inset-title", "inset", 35, 30);
    chora_group *group = NULL;
    chora_lint_report report;
    assert_int_equal(chora_drawing_end(&drawing, &group), CHORA_OK);
    assert_int_equal(
        chora_page_add(page, group, "inset", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY), 0);
    chora_group_unref(group);
    assert_int_equal(chora_lint_page(page, 5.4, &ruler, &report, NULL), CHORA_OK);
    assert_int_equal(report.count, 0);
    chora_lint_free(&report);
    chora_page_free(page);
}

static void every_area_of_the_layer_is_asked_for(void **state)
{
    (void)state;
    static const char *const codes[] = { "KAB", "LOG", "NAN", "KNR" };
    static const char *const names[] = { "Kabul", "Logar", "Nangarhar", "Kunar" };
    chora_page *page = page_with(two_areas);
    chora_ruler ruler = chora_ruler_fixed();
    chora_lint_report report;
    assert_int_equal(chora_lint_page(page, 5.4, &ruler, &report, NULL), CHORA_OK);
    assert_int_equal(chora_lint_areas(page, codes, names, 4, "Not shown: Kunar", &report, NULL),
                     CHORA_OK);
    assert_int_equal(report.count, 1);
    assert_string_equal(report.problems[0].message,
                        "Nangarhar (NAN) is in the layer and not drawn");
    assert_int_equal(chora_lint_areas(page, codes, names, 1, NULL, &report, NULL), CHORA_OK);
    assert_int_equal(report.count, 2);
    assert_string_equal(report.problems[1].message, "LOG is drawn and not in the layer");
    chora_lint_free(&report);
    chora_page_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(finds_each_kind),
                                        cmocka_unit_test(words_on_a_plate_are_fine),
                                        cmocka_unit_test(every_area_of_the_layer_is_asked_for) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
