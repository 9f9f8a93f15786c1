/* Colours as they are seen, and how far apart: reference pairs of Sharma, Wu and Dalal 2005. */
#include "style/vision.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void distances_are_those_of_the_paper(void **state)
{
    static const struct {
        chora_lab a, b;
        double distance;
    } pairs[] = {
        { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
        { { 50, -1.3802, -84.2814 }, { 50, 0, -82.7485 }, 1.0 },
        { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
        { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0009 }, 7.1792 },
        { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0011 }, 7.2195 },
        { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
        { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
        { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_float_equal(chora_lab_distance(pairs[i].a, pairs[i].b), pairs[i].distance, 5e-5);
}

static void greys_stay_and_red_is_lost(void **state)
{
    (void)state;
    for (int v = 0; v < CHORA_VISIONS; v++) {
        chora_lab grey = chora_vision_lab(0x808080FF, (chora_vision)v);
        assert_float_equal(grey.l, 53.585, 0.05);
        assert_float_equal(grey.a, 0, 0.2);
    }
    /* A red and a green of one lightness: apart, but not without middle-wave cones. */
    double common = chora_lab_distance(chora_vision_lab(0xC0504DFF, CHORA_VISION_COMMON),
                                       chora_vision_lab(0x6F8B2EFF, CHORA_VISION_COMMON));
    double deutan = chora_lab_distance(chora_vision_lab(0xC0504DFF, CHORA_VISION_DEUTAN),
                                       chora_vision_lab(0x6F8B2EFF, CHORA_VISION_DEUTAN));
    assert_true(common > 40);
    assert_true(deutan < common / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(distances_are_those_of_the_paper),
                                        cmocka_unit_test(greys_stay_and_red_is_lost) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
