/* A page is the same bytes painted alone, among many that have much in common, by one thread, by
 * several. */
#include "paint_fixture.h"

#include <stdio.h>

enum { PAGES = 5, CORNERS = 400 };

/* A ragged ring, so that many pixels are covered in part. */
static void add_ring(chora_group *group, double turn, chora_look look)
{
    static const size_t start[] = { 0, CORNERS / 2, CORNERS };
    chora_xy *xy = chora_arena_alloc(chora_group_arena(group), CORNERS, sizeof *xy);
    assert_non_null(xy);
    for (size_t i = 0; i < CORNERS; i++) {
        double angle = (double)i / (CORNERS / 2) * 2 * acos(-1) + turn;
        double far = (i < CORNERS / 2 ? 55 : 20) + 6 * sin(17 * angle) + 2 * cos(91 * angle);
        xy[i] = (chora_xy){ 62 + far * cos(angle), 50 + 0.7 * far * sin(angle) };
    }
    chora_node node = { .kind = CHORA_NODE_PATH,
                        .path_count = 2,
                        .start = start,
                        .xy = xy,
                        .closed = true,
                        .look = look };
    assert_int_equal(chora_group_add(group, &node), 0);
}

/* Every page has other colours and a label of its own; the third also another shape. */
static chora_page *make_page(int number)
{
    chora_page *page = chora_page_new(130, 100);
    chora_group *group = chora_group_new();
    assert_non_null(page);
    assert_non_null(group);
    page->paper = 0xFFFFFFFFu;
    page->title = page->description = page->language = page->source = "";
    const chora_colour colour = (0x20406000u * (unsigned)(number + 1)) | 0xFFu;
    add_ring(group, 0, (chora_look){ .fill = colour, .stroke = { 0.7, 0x3B3732FFu, { 0, 0 } } });
    add_ring(group, number == 2 ? 0.2 : 0.1,
             (chora_look){ .fill = colour ^ 0x70u, /* Seen through. */
                           .stroke = { 1.3, colour ^ 0xFFFF0000u, { 3, 2 } } });
    add_shapes(group);
    add_texts(group);
    char label[16];
    snprintf(label, sizeof label, "Kabul: %d", 100 * number);
    add_text(group, (chora_xy){ 60, 80 }, CHORA_ALIGN_MIDDLE, 0.9,
             &(chora_run){ chora_arena_strdup(chora_group_arena(group), label), sans(9, 600, 100) },
             1);
    const chora_xy nowhere = { 0, 0 }, aside = { 3.3, 41.7 };
    assert_int_equal(
        chora_page_add(page, group, "all", nowhere, (chora_box){ 5.3, 4.1, 120.7, 90 }), 0);
    assert_int_equal(chora_page_add(page, group, "cut", aside, (chora_box){ 20, 60, 110, 99.5 }),
                     0);
    chora_group_unref(group);
    return page;
}

static void paint(chora_painter *painter, int number, double dpi, chora_buffer *png)
{
    chora_page *page = make_page(number);
    *png = (chora_buffer)CHORA_BUFFER_INIT(1 << 24);
    assert_int_equal(chora_paint(painter, page, CHORA_PAINT_PNG, dpi, png, NULL), CHORA_OK);
    chora_page_free(page);
}

static void same_bytes(chora_painter *plain, chora_painter *other, int number, double dpi)
{
    chora_buffer a, b;
    paint(plain, number, dpi, &a);
    paint(other, number, dpi, &b);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.data, b.data, a.length);
    chora_buffer_free(&a);
    chora_buffer_free(&b);
}

/* Masks are kept for two resolutions and forgotten for a third. */
static void expected_pages_are_the_same(void **state)
{
    static const double dpi[] = { 200, 31.7, 96, 200 };
    chora_painter *plain = painter_new(), *expecting = painter_new();
    (void)state;
    assert_int_equal(chora_painter_expect(expecting, NULL), CHORA_OK);
    for (int i = 0; i < PAGES; i++)
        for (size_t d = 0; d < sizeof dpi / sizeof *dpi; d++)
            same_bytes(plain, expecting, i, dpi[d]);
    for (int i = 0; i < PAGES; i++)
        same_bytes(plain, expecting, i, 120);
    chora_painter_free(plain);
    chora_painter_free(expecting);
}

/* Large enough to be painted in bands. */
static void threads_paint_the_same(void **state)
{
    chora_painter *plain = painter_new(), *sharing = painter_new();
    (void)state;
    chora_painter_share(sharing, 3);
    for (int i = 0; i < PAGES; i++)
        same_bytes(plain, sharing, i, 431.3);
    chora_painter_free(plain);
    chora_painter_free(sharing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expected_pages_are_the_same),
        cmocka_unit_test(threads_paint_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
