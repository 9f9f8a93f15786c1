/* A cloud of dots on a bitmap looks like the same circles painted by cairo one by one. */
#include "paint_fixture.h"

#include <cairo.h>

enum { SIDE = 200 };

/* The look in memory that was used before: what lies between the fields differs from dot to dot. */
static void set_look(chora_look *look, const chora_look *as, int used)
{
    memset(look, used, sizeof *look);
    look->hatch.gap_pt = 0;
    look->hatch.crossed = look->hatch.dotted = false;
    look->fill = as->fill;
    look->casing.width_pt = look->casing.dash[0] = look->casing.dash[1] = 0;
    look->casing.colour = 0;
    look->stroke.width_pt = as->stroke.width_pt;
    look->stroke.colour = as->stroke.colour;
    look->stroke.dash[0] = as->stroke.dash[0];
    look->stroke.dash[1] = as->stroke.dash[1];
}

/* Few of them are paths, many are stamped: the same dots in groups of a few and in one. */
static void add_dots(chora_page *page, size_t count, size_t in_a_group, double radius,
                     const chora_look *look)
{
    chora_group *group = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i % in_a_group == 0)
            group = chora_group_new();
        chora_node node = { .kind = CHORA_NODE_CIRCLE,
                            .centre = { fmod((double)i * 7.3137, 48) + 1,
                                        fmod((double)i * 3.7171, 48) + 1 },
                            .radius = radius };
        set_look(&node.look, look, (int)(i % 7));
        assert_int_equal(chora_group_add(group, &node), 0);
        if ((i + 1) % in_a_group == 0 || i + 1 == count) {
            assert_int_equal(chora_page_add(page, group, "symbols", (chora_xy){ 0, 0 },
                                            (chora_box){ 5, 5, 40, 45 }),
                             0);
            chora_group_unref(group);
        }
    }
}

static void paint_cloud(size_t in_a_group, double radius, const chora_look *look, chora_buffer *png)
{
    chora_painter *painter = NULL;
    chora_page *page = chora_page_new(50, 50);
    assert_non_null(page);
    page->paper = 0xFFFFFFFFu;
    page->title = page->description = page->language = page->source = "";
    add_dots(page, 300, in_a_group, radius, look);
    assert_int_equal(chora_painter_new(&painter, NULL), CHORA_OK);
    assert_int_equal(chora_paint(painter, page, CHORA_PAINT_PNG, 288, png, NULL), CHORA_OK);
    chora_painter_free(painter);
    chora_page_free(page);
}

typedef struct {
    const unsigned char *at, *end;
} stream;

static cairo_status_t read_bytes(void *closure, unsigned char *to, unsigned length)
{
    stream *from = closure;
    if ((size_t)(from->end - from->at) < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, from->at, length);
    from->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *read_png(const chora_buffer *png)
{
    stream from = { (const unsigned char *)png->data,
                    (const unsigned char *)png->data + png->length };
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &from);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_width(surface), SIDE);
    return surface;
}

/* Mean difference of a pixel's green, and the largest. */
static void compare(double radius, const chora_look *look, double most_mean, int most)
{
    chora_buffer a = CHORA_BUFFER_INIT(1 << 24), b = CHORA_BUFFER_INIT(1 << 24);
    paint_cloud(10, radius, look, &a);
    paint_cloud(300, radius, look, &b);
    cairo_surface_t *paths = read_png(&a), *stamps = read_png(&b);
    int stride = cairo_image_surface_get_stride(paths), worst = 0;
    double sum = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            int at = y * stride + 4 * x + 1;
            int off = abs(cairo_image_surface_get_data(paths)[at] -
                          cairo_image_surface_get_data(stamps)[at]);
            sum += off;
            worst = off > worst ? off : worst;
        }
    assert_true(sum / (SIDE * SIDE) < most_mean);
    assert_int_equal(sum > 0,
                     most > 1); /* Stamps are a little off; so this tells that they were used. */
    assert_true(worst < most);
    cairo_surface_destroy(paths);
    cairo_surface_destroy(stamps);
    chora_buffer_free(&a);
    chora_buffer_free(&b);
}

static void discs_look_like_paths(void **state)
{
    const chora_look disc = { .fill = 0xA0202080u };
    (void)state;
    compare(0.7, &disc, 2.5, 64);
    compare(0.5, &disc, 2.5, 64);
    compare(2.0, &disc, 2.0, 64);
}

static void lines_look_like_paths(void **state)
{
    const chora_pen pen = { .width_pt = 0.5, .colour = 0x102030FFu };
    const chora_look ring = { .stroke = pen };
    const chora_look both = { .fill = 0xFFFFFF80u, .stroke = pen };
    (void)state;
    compare(0.2, &ring, 2, 80); /* the line is wider than the circle */
    compare(0.7, &ring, 4, 80);
    compare(2.0, &ring, 4, 80);
    compare(0.7, &both, 4, 80);
    compare(2.0, &both, 4, 80);
}

static void dashes_are_paths(void **state)
{
    const chora_look dashed = {
        .stroke = { .width_pt = 0.5, .colour = 0x102030FFu, .dash = { 0.5, 0.5 } }
    };
    (void)state;
    compare(2.0, &dashed, 0.001, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(discs_look_like_paths),
                                        cmocka_unit_test(lines_look_like_paths),
                                        cmocka_unit_test(dashes_are_paths) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
