#include "paint_fixture.h"

#include "base/file.h"

#include <stdio.h>

static chora_extent measured(chora_painter *painter, const char *text, chora_type type)
{
    chora_ruler ruler = chora_painter_ruler(painter);
    chora_run run = { text, type };
    chora_extent extent;
    chora_error err = CHORA_ERROR_INIT;
    if (ruler.measure(ruler.context, &run, 1, &extent, &err))
        fail_msg("%s", err.message);
    return extent;
}

static double width_of(chora_painter *painter, const char *text, chora_type type)
{
    return measured(painter, text, type).width_pt;
}

static void figures_are_tabular(void **state)
{
    chora_painter *painter = painter_new();
    chora_type type = sans(7, 600, 100);
    for (int digit = 1; digit < 10; digit++) {
        char text[2] = { (char)('0' + digit), 0 };
        assert_true(fabs(width_of(painter, text, type) - width_of(painter, "0", type)) < 0.001);
    }
    chora_painter_free(painter);
}

static void widths_and_weights_are_cuts_of_their_own(void **state)
{
    static const int widths[] = { 100, 87, 75 }, weights[] = { 400, 500, 600 };
    chora_painter *painter = painter_new();
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double here = width_of(painter, "Nangarhar", sans(7, weights[j], widths[i]));
            if (i > 0)
                assert_true(here < 0.95 * width_of(painter, "Nangarhar",
                                                   sans(7, weights[j], widths[i - 1])));
            if (j > 0)
                assert_true(here >
                            width_of(painter, "Nangarhar", sans(7, weights[j - 1], widths[i])));
        }
    chora_painter_free(painter);
}

static void size_scales_exactly(void **state)
{
    chora_painter *painter = painter_new();
    double small = width_of(painter, "Mazar-e Sharif", sans(5.5, 400, 100));
    double large = width_of(painter, "Mazar-e Sharif", sans(55, 400, 100));
    assert_true(fabs(10 * small - large) < 0.02 * large / 100); /* nothing hinted or rounded */
    chora_painter_free(painter);
}

static void extents_are_of_the_ink(void **state)
{
    chora_painter *painter = painter_new();
    chora_type type = sans(10, 400, 100);
    chora_extent flat = measured(painter, "Hm", type), deep = measured(painter, "gy", type);
    assert_true(flat.ascent_pt > 7 && flat.ascent_pt < 7.3 && flat.descent_pt < 0.1);
    assert_true(deep.descent_pt > 2 && deep.ascent_pt < 6);
    assert_true(measured(painter, "", type).width_pt == 0);
    assert_true(measured(painter, "", type).ascent_pt == 0);
    chora_painter_free(painter);
}

static void letters_are_spaced_between_not_around(void **state)
{
    chora_painter *painter = painter_new();
    chora_type plain = sans(7, 400, 100), spaced = plain;
    spaced.spacing_pt = 1.2;
    double more = width_of(painter, "Iran", spaced) - width_of(painter, "Iran", plain);
    assert_true(more > 3 * 1.2 - 0.05 && more < 4 * 1.2 + 0.05);
    chora_painter_free(painter);
}

static void arabic_script_is_joined_not_spaced_not_slanted(void **state)
{
    chora_painter *painter = painter_new();
    chora_type plain = sans(8, 400, 100), spaced = plain;
    spaced.spacing_pt = 2;
    spaced.italic = true;
    assert_true(width_of(painter, "افغانستان", spaced) == width_of(painter, "افغانستان", plain));
    assert_true(width_of(painter, "کابل", plain) <
                0.9 * (width_of(painter, "ک", plain) + width_of(painter, "ا", plain) +
                       width_of(painter, "ب", plain) + width_of(painter, "ل", plain)));
    chora_painter_free(painter);
}

static void tells_what_no_font_has(void **state)
{
    chora_painter *painter = painter_new();
    chora_type type = sans(7, 400, 100);
    assert_false(measured(painter, "Ghōr ḩ ţ – ’ ×", type).missing_glyphs);
    assert_false(measured(painter, "پښتو ځ ډ ۰۱۲۳۴۵۶۷۸۹ ، ؛", type).missing_glyphs);
    assert_true(measured(painter, "喀布尔", type).missing_glyphs);
    chora_painter_free(painter);
}

/* Noto Sans has no minus sign and no arrow: the mathematical cut lends them. */
static void numbers_have_their_signs(void **state)
{
    char *path = NULL;
    if (chora_data_find("fonts/NotoSansMath-Regular.ttf", &path, NULL))
        skip();
    free(path);
    chora_painter *painter = painter_new();
    assert_false(measured(painter, "−7 30→11 ≥", sans(7, 400, 100)).missing_glyphs);
    chora_painter_free(painter);
}

static void many_lines_pass_through_the_cache(void **state)
{
    chora_painter *painter = painter_new();
    double first = width_of(painter, "0", sans(7, 400, 100));
    char text[32];
    for (int i = 0; i < 9000; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_true(width_of(painter, text, sans(7, 400, 100)) >= first);
    }
    assert_true(width_of(painter, "0", sans(7, 400, 100)) == first);
    chora_painter_free(painter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_tabular),
        cmocka_unit_test(widths_and_weights_are_cuts_of_their_own),
        cmocka_unit_test(size_scales_exactly),
        cmocka_unit_test(extents_are_of_the_ink),
        cmocka_unit_test(letters_are_spaced_between_not_around),
        cmocka_unit_test(arabic_script_is_joined_not_spaced_not_slanted),
        cmocka_unit_test(tells_what_no_font_has),
        cmocka_unit_test(numbers_have_their_signs),
        cmocka_unit_test(many_lines_pass_through_the_cache),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
