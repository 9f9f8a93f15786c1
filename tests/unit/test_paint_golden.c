/* The sample page as it was once looked at and found good. CHORA_GOLDEN_WRITE=1 makes it anew. */
#include "paint_fixture.h"

#include "base/file.h"

#include "../golden/compare.h"

#define GOLDEN CHORA_TESTS "/golden/paint-sample.png"
#define DPI 200

typedef struct {
    const chora_buffer *from;
    size_t at;
} reader;

static cairo_status_t read_bytes(void *closure, unsigned char *bytes, unsigned length)
{
    reader *r = closure;
    if (length > r->from->length - r->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(bytes, r->from->data + r->at, length);
    r->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decoded(const chora_buffer *png)
{
    reader r = { png, 0 };
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &r);
    assert_int_equal(cairo_surface_status(surface), 0);
    return surface;
}

static image_difference compare(cairo_surface_t *a, cairo_surface_t *b)
{
    image_difference d;
    assert_true(image_compare(a, b, &d));
    return d;
}

static void looks_as_it_did(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer png = painted(painter, page, CHORA_PAINT_PNG, DPI);
    chora_buffer golden = CHORA_BUFFER_INIT(1 << 24);
    chora_error err = CHORA_ERROR_INIT;
    if (getenv("CHORA_GOLDEN_WRITE"))
        assert_int_equal(chora_file_write(GOLDEN, png.data, png.length, &err), 0);
    if (chora_file_read(GOLDEN, &golden, &err))
        fail_msg("%s", err.message);
    cairo_surface_t *now = decoded(&png), *then = decoded(&golden);
    image_difference d = compare(now, then);
    if (d.mean > 0.5 || d.wrong > d.count / 500)
        fail_msg("mean difference %.3f, %zu of %zu pixels wrong", d.mean, d.wrong, d.count);
    cairo_surface_destroy(now);
    cairo_surface_destroy(then);
    chora_buffer_free(&png);
    chora_buffer_free(&golden);
    chora_page_free(page);
    chora_painter_free(painter);
}

/* The yardstick itself: a page without its title is told apart. */
static void a_missing_title_is_seen(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false), *bare = chora_page_new(160, 84);
    chora_group *group = chora_group_new();
    add_shapes(group);
    chora_page_add(bare, group, "map", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_buffer a = painted(painter, page, CHORA_PAINT_PNG, DPI);
    chora_buffer b = painted(painter, bare, CHORA_PAINT_PNG, DPI);
    cairo_surface_t *p = decoded(&a), *q = decoded(&b);
    image_difference d = compare(p, q);
    assert_true(d.mean > 0.5 && d.wrong > d.count / 500);
    cairo_surface_destroy(p);
    cairo_surface_destroy(q);
    chora_buffer_free(&a);
    chora_buffer_free(&b);
    chora_group_unref(group);
    chora_page_free(page);
    chora_page_free(bare);
    chora_painter_free(painter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_as_it_did),
        cmocka_unit_test(a_missing_title_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
