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
                "\"Kabul\" (label) has a contrast of 1.9 with its ground, less than 4.1");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(finds_each_kind) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
