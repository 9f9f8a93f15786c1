#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/scene.h"

#include "base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_sample(chora_group *group)
{
    static const size_t start[] = { 0, 5, 10 };
    static const chora_xy xy[] = { { 0, 0 }, { 10, 0 }, { 10, 10 },   { 0, 10 }, { 0, 0 },
                                   { 2, 2 }, { 2, 4 },  { 4.126, 4 }, { 4, 2 },  { 2, 2 } };
    static const chora_run runs[] = { { "Kabul \"city\"",
                                        { "Noto Sans", 7, 500, 100, false, 0, 0x1D1B18FFu } },
                                      { "\xC2\xA0"
                                        "41",
                                        { "Noto Sans", 7, 600, 75, true, 1.2, 0x1D1B1880u } } };
    chora_node path = { .kind = CHORA_NODE_PATH,
                        .path_count = 2,
                        .start = start,
                        .xy = xy,
                        .closed = true,
                        .meaning = { "areas", "area", "AF-KAB", "Kabul: 41", "class-5" },
                        .look = { 0xF9B272FFu,
                                  { 2.4, 0.45, 45, 0x9A948CFFu },
                                  { 1.4, 0xFFFFFFFFu, { 0, 0 } },
                                  { 0.6, 0x8F8A83FFu, { 2.6, 1.6 } } } };
    chora_node circle = { .kind = CHORA_NODE_CIRCLE,
                          .centre = { -0.001, 5 },
                          .radius = 3.14159,
                          .look = { .fill = 0xFF000080u } };
    chora_node text = { .kind = CHORA_NODE_TEXT,
                        .baseline = { 5, 5 },
                        .align = CHORA_ALIGN_MIDDLE,
                        .runs = runs,
                        .run_count = 2,
                        .halo_pt = 1,
                        .halo = 0xFFFFFFFFu };
    assert_int_equal(chora_group_add(group, &path), 0);
    assert_int_equal(chora_group_add(group, &circle), 0);
    assert_int_equal(chora_group_add(group, &text), 0);
}

static void dumps_a_page(void **state)
{
    static const char expected[] =
        "page 100,50 paper=#FFFFFF language=en title=\"Attacks by province\"\n"
        " group name=areas\n"
        "  path layer=areas role=area key=AF-KAB class=class-5 title=\"Kabul: 41\" fill=#F9B272 "
        "hatch=2.4,0.45@45#9A948C casing=1.4#FFFFFF stroke=0.6#8F8A83/2.6,1.6 "
        "d=M0,0 10,0 10,10 0,10 0,0ZM2,2 2,4 4.13,4 4,2 2,2Z\n"
        "  circle fill=#FF000080 at=0,5 r=3.14\n"
        "  text at=5,5 align=middle halo=1#FFFFFF \"Kabul \\\"city\\\"\"(Noto Sans 7/500/100 "
        "#1D1B18) "
        "\"\xC2\xA0"
        "41\"(Noto Sans 7/600/75 italic +1.2 #1D1B1880)\n"
        " group name=inset offset=5,-2.5 clip=0,0 50,25\n";
    chora_page *page = chora_page_new(100, 50);
    chora_group *group = chora_group_new();
    add_sample(group);
    page->title = "Attacks by province";
    page->language = "en";
    assert_int_equal(
        chora_page_add(page, group, "areas", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY), 0);
    assert_int_equal(
        chora_page_add(page, group, "inset", (chora_xy){ 5, -2.5 }, (chora_box){ 0, 0, 50, 25 }),
        0);
    chora_buffer out = CHORA_BUFFER_INIT(1 << 16);
    chora_page_dump(page, &out);
    assert_memory_equal(chora_buffer_text(&out), expected, strlen(expected));
    /* The inset shows the same nodes again. */
    assert_non_null(strstr(chora_buffer_text(&out) + strlen(expected), "  circle fill=#FF000080"));
    chora_buffer_free(&out);
    chora_page_free(page);
    chora_group_unref(group);
}

static void a_group_outlives_its_maker_on_a_page(void **state)
{
    chora_page *page = chora_page_new(10, 10);
    chora_group *group = chora_group_new();
    add_sample(group);
    chora_page_add(page, group, "a", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_group_unref(group);
    assert_int_equal(chora_group_count(page->items[0].group), 3);
    assert_string_equal(chora_group_node(page->items[0].group, 0)->meaning.key, "AF-KAB");
    chora_page_free(page);
    chora_page_free(NULL);
    chora_group_unref(NULL);
    assert_null(chora_group_ref(NULL));
}

static chora_status share(void *context, size_t worker, size_t index, chora_error *err)
{
    chora_group *group = context;
    chora_page *page = chora_page_new(10, 10);
    chora_page_add(page, group, "a", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_page_free(page);
    return CHORA_OK;
}

static void threads_share_a_group(void **state)
{
    chora_group *group = chora_group_new();
    add_sample(group);
    assert_int_equal(chora_parallel_run(4, 2000, share, group, NULL), 0);
    assert_int_equal(chora_group_count(group), 3);
    chora_group_unref(group);
}

static void the_fixed_ruler_counts_characters(void **state)
{
    chora_ruler ruler = chora_ruler_fixed();
    chora_extent extent;
    chora_type type = { "Noto Sans", 10, 400, 100, false, 0, 0 };
    chora_run runs[2] = { { "Gh\xC5\x8Dr", type },
                          { "\xC2\xA0"
                            "1",
                            type } };
    assert_int_equal(ruler.measure(ruler.context, runs, 2, &extent, NULL), 0);
    assert_true(extent.width_pt == 30);
    assert_true(fabs(extent.ascent_pt - 7.2) < 1e-9 && fabs(extent.descent_pt - 2.1) < 1e-9);
    runs[0].type.width = 75;
    assert_int_equal(ruler.measure(ruler.context, runs, 1, &extent, NULL), 0);
    assert_true(extent.width_pt == 15);
    runs[0].type.spacing_pt = 1;
    assert_int_equal(ruler.measure(ruler.context, runs, 1, &extent, NULL), 0);
    assert_true(extent.width_pt == 18);
    assert_int_equal(ruler.measure(ruler.context, NULL, 0, &extent, NULL), 0);
    assert_true(extent.width_pt == 0 && !extent.missing_glyphs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dumps_a_page),
        cmocka_unit_test(a_group_outlives_its_maker_on_a_page),
        cmocka_unit_test(threads_share_a_group),
        cmocka_unit_test(the_fixed_ruler_counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
