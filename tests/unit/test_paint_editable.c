#include "base/direction.h"
#include "paint_fixture.h"

#include "base/file.h"

#include <stdio.h>

static chora_node box_node(const chora_xy *xy, const size_t *start, size_t paths, bool closed)
{
    return (chora_node){
        .kind = CHORA_NODE_PATH, .path_count = paths, .start = start, .xy = xy, .closed = closed
    };
}

/* One group of one node on a page of 100 x 50 pt. */
static chora_buffer written(chora_node node)
{
    chora_painter *painter = painter_new();
    chora_page *page = chora_page_new(100, 50);
    chora_group *group = chora_group_new();
    chora_group_add(group, &node);
    chora_page_add(page, group, "map", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_group_unref(group);
    chora_buffer out = painted(painter, page, CHORA_PAINT_SVG_EDITABLE, 0);
    chora_page_free(page);
    chora_painter_free(painter);
    return out;
}

static void expect(chora_node node, const char *const *wanted)
{
    chora_buffer out = written(node);
    for (; *wanted; wanted++)
        if (!strstr(chora_buffer_text(&out), *wanted))
            fail_msg("no %s in\n%s", *wanted, chora_buffer_text(&out));
    chora_buffer_free(&out);
}

#define EXPECT(node, ...) expect(node, (const char *const[]){ __VA_ARGS__, NULL })

static void refuse(chora_node node, const char *unwanted)
{
    chora_buffer out = written(node);
    if (strstr(chora_buffer_text(&out), unwanted))
        fail_msg("%s in\n%s", unwanted, chora_buffer_text(&out));
    chora_buffer_free(&out);
}

static chora_node text_node(const chora_run *runs, size_t count)
{
    return (chora_node){ .kind = CHORA_NODE_TEXT,
                         .meaning = { .role = "area-label" },
                         .baseline = { 50, 20 },
                         .align = CHORA_ALIGN_MIDDLE,
                         .runs = runs,
                         .run_count = count };
}

static void a_page_is_written_as_it_was_agreed(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer out = painted(painter, page, CHORA_PAINT_SVG_EDITABLE, 0), known = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    const char *path = CHORA_TESTS "/golden/paint-sample-editable.svg";
    if (getenv("CHORA_GOLDEN_WRITE")) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fwrite(out.data, 1, out.length, file);
        fclose(file);
    }
    known = (chora_buffer)CHORA_BUFFER_INIT(1 << 20);
    if (chora_file_read(path, &known, &err))
        fail_msg("%s", err.message);
    assert_string_equal(chora_buffer_text(&out), chora_buffer_text(&known));
    chora_buffer_free(&out);
    chora_buffer_free(&known);
    chora_page_free(page);
    chora_painter_free(painter);
}

static void paths_are_short(void **state)
{
    static const size_t ring[] = { 0, 5 }, line[] = { 0, 4 }, two[] = { 0, 2, 4 };
    static const chora_xy square[] = {
        { 10.004, 10 }, { 20, 10 }, { 20, 20.5 }, { 10, 20.5 }, { 10.004, 10 }
    };
    static const chora_xy far[] = { { 99.99, 0 }, { 1.5, .25 }, { 1.501, .251 }, { 2.25, .75 } };
    static const chora_xy same[] = { { 5, 5 }, { 5, 5 }, { 7, 7 }, { 7.001, 7 } };
    EXPECT(box_node(square, ring, 1, true), "d=\"M10 10h10v10.5H10z\"");
    EXPECT(box_node(far, line, 1, false), "d=\"M99.99 0 1.5.25l.75.5\"");
    EXPECT(box_node(same, two, 2, false), "d=\"M5 5zm2 2z\"");
}

static void hatches_are_cut_at_the_outline(void **state)
{
    static const size_t ring[] = { 0, 4, 8 };
    static const chora_xy xy[] = { { 10, 10 }, { 40, 10 }, { 40, 30 }, { 10, 30 },
                                   { 20, 12 }, { 30, 12 }, { 30, 28 }, { 20, 28 } };
    chora_node node = box_node(xy, ring, 2, true);
    node.meaning = (chora_meaning){ "areas", "area", "0101", "A & <B>", "no-data" };
    node.look.hatch = (chora_hatch){ 8, 0.5, 0, 0x123456FFu, false, false };
    EXPECT(node, "<g id=\"_0101\"><title>A &amp; &lt;B&gt;</title>",
           "M10 16h10m10 0h10m-30 8h10m10 0h10",
           ".no-data-hatch{stroke:#123456;stroke-width:0.5;stroke-linecap:butt}");
    /* dots stand on the page's grid, whatever the outline: the first at a multiple of the gap */
    node.look.hatch.dotted = true;
    EXPECT(node, "<g id=\"_0101\">", "M16 16h4", ";stroke-linecap:round;stroke-dasharray:0 8}");
    node.look.hatch.dotted = false;
    chora_node circle = { .kind = CHORA_NODE_CIRCLE,
                          .centre = { 20, 20 },
                          .radius = 5,
                          .look.hatch = { 8, 0.5, 0, 0x123456FFu } };
    EXPECT(circle, "d=\"M17 16h6m-6 8h6\"");
}

static void texts_stay_text(void **state)
{
    chora_type light = sans(7, 400, 75), spaced = sans(7, 400, 100);
    spaced.spacing_pt = 1.5;
    spaced.italic = true;
    spaced.family = "Noto \"Sans'; x";
    const chora_run both[] = { { "A & B", sans(7, 500, 100) }, { " 10", light } };
    const chora_run loose[] = { { "a  b", sans(7, 500, 100) } };
    const chora_run foreign[] = { { "Iran", spaced } }, dari[] = { { "کابل 4", spaced } };
    EXPECT(text_node(both, 2),
           "<text class=\"area-label\" x=\"50\" y=\"20\" text-anchor=\"middle\" "
           "font-size=\"7\">A &amp; B <tspan font-stretch=\"condensed\" "
           "font-weight=\"400\">10</tspan></text>",
           ".area-label{fill:#1D1B18;font-weight:500}");
    EXPECT(text_node(loose, 1), " xml:space=\"preserve\">a  b</text>");
    EXPECT(text_node(foreign, 1), "font-style:italic;letter-spacing:1.5px}",
           "font-family=\"'Noto &quot;Sans; x', Noto Sans Arabic");
    chora_node left = text_node(dari, 1);
    left.align = CHORA_ALIGN_START;
    EXPECT(left, " text-anchor=\"end\" direction=\"rtl\"");
    refuse(left, "letter-spacing");
    refuse(left, "italic");
    const chora_run foreign_word[] = { { CHORA_ISOLATE "Reuters" CHORA_ISOLATE_END ": \u06F1\u202E",
                                         sans(7, 500, 100) } };
    EXPECT(text_node(foreign_word, 1), ">" CHORA_ISOLATE "Reuters" CHORA_ISOLATE_END ": \u06F1<");
}

static void a_halo_stands_under_its_letters(void **state)
{
    const chora_run run[] = { { "Kabul", sans(7, 500, 100) } };
    chora_node node = text_node(run, 1);
    node.halo_pt = 1.1;
    node.halo = 0xE6E4DF80u;
    EXPECT(node, "stroke:#E6E4DF;stroke-opacity:0.502;stroke-width:2.2;paint-order:stroke}");
}

static void names_are_names(void **state)
{
    chora_node circle = { .kind = CHORA_NODE_CIRCLE,
                          .radius = 2,
                          .centre = { 5, 5 },
                          .look = { .fill = 0xFF000080u, .stroke = { 1, 0x000000FFu, { 2, 1 } } } };
    circle.meaning = (chora_meaning){ "symbols", "symbol", "a \"b\"ä", "x\x01y\xFF", "1st class" };
    EXPECT(circle,
           "<circle id=\"a__b__\" class=\"_1st_class symbol\" cx=\"5\" cy=\"5\" r=\"2\">"
           "<title>xy\xEF\xBF\xBD</title></circle>",
           "._1st_class{fill:#FF0000;fill-opacity:0.502}",
           ".symbol{stroke:#000000;stroke-width:1;stroke-linecap:butt;stroke-dasharray:2,1}");
}

static void what_is_no_text_is_refused(void **state)
{
    const chora_run torn[] = { { "a\xC3", sans(7, 400, 100) } };
    chora_node node = text_node(torn, 1);
    chora_painter *painter = painter_new();
    chora_page *page = chora_page_new(100, 50);
    chora_group *group = chora_group_new();
    chora_buffer out = CHORA_BUFFER_INIT(1 << 20), small = CHORA_BUFFER_INIT(200);
    chora_error err = CHORA_ERROR_INIT;
    chora_group_add(group, &node);
    chora_page_add(page, group, "map", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_group_unref(group);
    assert_int_equal(chora_paint(painter, page, CHORA_PAINT_SVG_EDITABLE, 0, &out, &err),
                     CHORA_EDATA);
    assert_int_equal(out.length, 0);
    chora_page_free(page);
    page = sample_page(false);
    assert_int_equal(chora_paint(painter, page, CHORA_PAINT_SVG_EDITABLE, 0, &small, &err),
                     CHORA_ELIMIT);
    chora_page_free(page);
    chora_painter_free(painter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_written_as_it_was_agreed), cmocka_unit_test(paths_are_short),
        cmocka_unit_test(hatches_are_cut_at_the_outline),     cmocka_unit_test(texts_stay_text),
        cmocka_unit_test(a_halo_stands_under_its_letters),    cmocka_unit_test(names_are_names),
        cmocka_unit_test(what_is_no_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
