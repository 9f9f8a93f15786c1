#include "paint_fixture.h"

#include "base/parallel.h"

#include <stdio.h>

static const chora_paint_format formats[] = { CHORA_PAINT_PNG, CHORA_PAINT_SVG, CHORA_PAINT_PDF,
                                              CHORA_PAINT_SVG_EDITABLE };
#define FORMATS (sizeof formats / sizeof *formats)

static void what_was_painted_before_plays_no_part(void **state)
{
    chora_painter *painter = painter_new(), *fresh = painter_new();
    chora_page *a = sample_page(false), *b = sample_page(true);
    for (size_t i = 0; i < FORMATS; i++) {
        chora_buffer first = painted(painter, a, formats[i], 150);
        chora_buffer other = painted(painter, b, formats[i], 150);
        chora_buffer again = painted(painter, a, formats[i], 150);
        chora_buffer anew = painted(fresh, a, formats[i], 150);
        assert_int_equal(first.length, again.length);
        assert_memory_equal(first.data, again.data, first.length);
        assert_int_equal(first.length, anew.length);
        assert_memory_equal(first.data, anew.data, first.length);
        assert_false(first.length == other.length &&
                     memcmp(first.data, other.data, first.length) == 0);
        chora_buffer_free(&first);
        chora_buffer_free(&other);
        chora_buffer_free(&again);
        chora_buffer_free(&anew);
    }
    chora_page_free(a);
    chora_page_free(b);
    chora_painter_free(painter);
    chora_painter_free(fresh);
}

typedef struct {
    chora_painter *painters[4];
    chora_page *pages[2];
    chora_buffer expected[2][FORMATS];
} crowd;

static chora_status paint_one(void *context, size_t worker, size_t index, chora_error *err)
{
    crowd *c = context;
    size_t page = index % 2, format = index / 2 % FORMATS;
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_status st =
        chora_paint(c->painters[worker], c->pages[page], formats[format], 100, &out, err);
    const chora_buffer *expected = &c->expected[page][format];
    bool same =
        !st && out.length == expected->length && memcmp(out.data, expected->data, out.length) == 0;
    chora_buffer_free(&out);
    return st || same ? st : CHORA_ECONFLICT;
}

static void any_thread_paints_the_same(void **state)
{
    crowd c;
    c.pages[0] = sample_page(false);
    c.pages[1] = sample_page(true);
    for (size_t i = 0; i < 4; i++)
        c.painters[i] = painter_new();
    for (size_t i = 0; i < 2 * FORMATS; i++)
        c.expected[i % 2][i / 2] = painted(c.painters[0], c.pages[i % 2], formats[i / 2], 100);
    assert_int_equal(chora_parallel_run(4, 48, paint_one, &c, NULL), 0);
    for (size_t i = 0; i < 2 * FORMATS; i++)
        chora_buffer_free(&c.expected[i % 2][i / 2]);
    for (size_t i = 0; i < 4; i++)
        chora_painter_free(c.painters[i]);
    chora_page_free(c.pages[0]);
    chora_page_free(c.pages[1]);
}

static uint32_t u32_at(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static const char *find_bytes(const chora_buffer *in, const char *text)
{
    return memmem(in->data, in->length, text, strlen(text));
}

static void png_has_its_size_density_and_origin(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer png = painted(painter, page, CHORA_PAINT_PNG, 300);
    assert_memory_equal(png.data, "\x89PNG\r\n\x1A\n", 8);
    assert_int_equal(u32_at(png.data + 16), 667); /* 160 pt at 300 dpi */
    assert_int_equal(u32_at(png.data + 20), 350);
    assert_int_equal(png.data[24], 8);
    assert_int_equal(png.data[25], 2); /* RGB, no alpha */
    const char *density = find_bytes(&png, "pHYs");
    assert_non_null(density);
    assert_int_equal(u32_at(density + 4), 11811);
    assert_int_equal(density[12], 1);
    assert_non_null(find_bytes(&png, "Attacks & \"claims\" <1>"));
    assert_non_null(find_bytes(&png, "sha256:0123"));
    chora_buffer_free(&png);
    chora_page_free(page);
    chora_painter_free(painter);
}

static void svg_starts_from_zero_and_has_no_bitmap(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer before = painted(painter, page, CHORA_PAINT_SVG, 0);
    chora_buffer svg = painted(painter, page, CHORA_PAINT_SVG, 0);
    const char *text = chora_buffer_text(&svg);
    assert_non_null(strstr(text, "width=\"160pt\" height=\"84pt\""));
    assert_non_null(strstr(text, "xml:lang=\"en\""));
    assert_non_null(strstr(text, "<title>Attacks &amp; &quot;claims&quot; &lt;1&gt;</title>"));
    assert_non_null(strstr(text, "<desc>A small page</desc>"));
    assert_non_null(strstr(text, "id=\"glyph0-"));
    assert_non_null(strstr(text, "id=\"clip0\""));
    assert_null(strstr(text, "<image"));
    assert_null(strstr(text, "<pattern"));
    chora_buffer_free(&before);
    chora_buffer_free(&svg);
    chora_page_free(page);
    chora_painter_free(painter);
}

static void pdf_tells_no_hour(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer pdf = painted(painter, page, CHORA_PAINT_PDF, 0);
    assert_non_null(find_bytes(&pdf, "/CreationDate (D:200001010000)"));
    assert_non_null(find_bytes(&pdf, "/Author (Chora)"));
    assert_non_null(find_bytes(&pdf, "NotoSans-SemiBold"));
    assert_null(find_bytes(&pdf, "/Subtype /Image"));
    chora_buffer_free(&pdf);
    chora_page_free(page);
    chora_painter_free(painter);
}

/* What pdftotext reads, or NULL when it is not installed. */
static char *text_of_pdf(const chora_buffer *pdf)
{
    char path[] = "/tmp/chora-paint-XXXXXX", command[128];
    int file = mkstemp(path);
    assert_true(file >= 0);
    FILE *out = fdopen(file, "wb");
    assert_int_equal(fwrite(pdf->data, 1, pdf->length, out), pdf->length);
    fclose(out);
    snprintf(command, sizeof command, "pdftotext -layout %s - 2>/dev/null", path);
    FILE *in = popen(command, "r");
    char *text = calloc(1, 10000);
    size_t length = in ? fread(text, 1, 9999, in) : 0;
    int ended = in ? pclose(in) : -1;
    remove(path);
    if (ended == 0 && length > 0)
        return text;
    free(text);
    return NULL;
}

static void pdf_text_is_found_in_words(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    chora_buffer pdf = painted(painter, page, CHORA_PAINT_PDF, 0);
    char *text = text_of_pdf(&pdf);
    chora_buffer_free(&pdf);
    chora_page_free(page);
    chora_painter_free(painter);
    if (!text)
        skip();
    assert_non_null(strstr(text, "Attacks by province"));
    assert_non_null(strstr(text, "Nangarhar"));
    assert_non_null(strstr(text, "Turkmenistan")); /* spaced, and yet one word */
    assert_non_null(strstr(text, "کابل"));
    free(text);
}

static void paint_fails(chora_painter *painter, const chora_page *page, double dpi,
                        chora_status expected)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_paint(painter, page, CHORA_PAINT_PNG, dpi, &out, &err), expected);
    assert_true(err.message[0] != '\0');
    assert_int_equal(out.length, 0);
    chora_buffer_free(&out);
}

static void refuses_what_is_too_large(void **state)
{
    chora_painter *painter = painter_new();
    chora_page *page = sample_page(false);
    page->width_pt = 14000;
    paint_fails(painter, page, 300, CHORA_ELIMIT);
    page->width_pt = 1e9;
    paint_fails(painter, page, 1, CHORA_ELIMIT);
    page->width_pt = NAN;
    paint_fails(painter, page, 1, CHORA_ELIMIT);
    page->width_pt = 160;
    paint_fails(painter, page, 0, CHORA_EINVAL);
    paint_fails(painter, page, NAN, CHORA_EINVAL);
    for (size_t i = 0; i < FORMATS; i++) {
        chora_buffer small = CHORA_BUFFER_INIT(100);
        assert_int_equal(chora_paint(painter, page, formats[i], 72, &small, NULL), CHORA_ELIMIT);
        chora_buffer_free(&small);
    }
    chora_page_free(page);
    chora_painter_free(painter);
}

static void refuses_what_cairo_cannot_hold(void **state)
{
    static const size_t start[] = { 0, 2 };
    const chora_xy bad[] = { { 0, 0 }, { INFINITY, 1 } };
    const chora_run torn[] = { { "Kab\xC3", sans(7, 400, 100) } };
    const chora_run huge[] = { { "Kabul", sans(1e9, 400, 100) } };
    const chora_node nodes[] = {
        { .kind = CHORA_NODE_PATH, .path_count = 1, .start = start, .xy = bad },
        { .kind = CHORA_NODE_CIRCLE, .centre = { NAN, 0 }, .radius = 1 },
        { .kind = CHORA_NODE_CIRCLE, .radius = 1e100 },
        { .kind = CHORA_NODE_CIRCLE, .radius = -1 },
        { .kind = CHORA_NODE_CIRCLE, .look = { .hatch = { 1e-9, 1, 45, INK } } },
        { .kind = CHORA_NODE_CIRCLE, .look = { .stroke = { -1, INK, { 0, 0 } } } },
        { .kind = CHORA_NODE_TEXT, .baseline = { 0, NAN } },
        { .kind = CHORA_NODE_TEXT, .runs = torn, .run_count = 1 },
        { .kind = CHORA_NODE_TEXT, .runs = huge, .run_count = 1 },
    };
    chora_painter *painter = painter_new();
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        chora_page *page = chora_page_new(50, 50);
        chora_group *group = chora_group_new();
        chora_group_add(group, &nodes[i]);
        chora_page_add(page, group, "bad", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
        chora_buffer out = CHORA_BUFFER_INIT(1 << 20);
        if (chora_paint(painter, page, CHORA_PAINT_PNG, 72, &out, NULL) == CHORA_OK)
            fail_msg("node %zu was painted", i);
        chora_buffer_free(&out);
        chora_group_unref(group);
        chora_page_free(page);
    }
    chora_painter_free(painter);
}

static void far_away_is_harmless(void **state)
{
    static const size_t start[] = { 0, 4 };
    static const chora_xy far[] = { { -1e300, -5 }, { 1e300, -5 }, { 1e300, 1e250 }, { 25, 1e12 } };
    const chora_run word[] = { { "Kabul", sans(7, 400, 100) } };
    chora_painter *painter = painter_new();
    chora_page *page = chora_page_new(50, 50);
    chora_group *group = chora_group_new();
    chora_node node = { .kind = CHORA_NODE_PATH,
                        .path_count = 1,
                        .start = start,
                        .xy = far,
                        .closed = true,
                        .look = { 0xFF0000FFu, { 2, 0.5, 30, INK }, { 0 }, { 1, INK, { 0, 0 } } } };
    chora_group_add(group, &node);
    add_text(group, (chora_xy){ 1e200, 5 }, CHORA_ALIGN_START, 1, word, 1);
    chora_page_add(page, group, "far", (chora_xy){ 1e90, 0 }, (chora_box){ -1e9, -1e9, 1e9, 1e9 });
    for (size_t i = 0; i < FORMATS; i++) {
        chora_buffer out = painted(painter, page, formats[i], 72);
        assert_true(out.length > 0);
        chora_buffer_free(&out);
    }
    chora_group_unref(group);
    chora_page_free(page);
    chora_painter_free(painter);
}

static void format_names(void **state)
{
    chora_paint_format format;
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_paint_format_parse("SVG", &format, &err), 0);
    assert_int_equal(format, CHORA_PAINT_SVG);
    assert_int_equal(chora_paint_format_parse("gif", &format, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, "png, svg or pdf"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_painted_before_plays_no_part),
        cmocka_unit_test(any_thread_paints_the_same),
        cmocka_unit_test(png_has_its_size_density_and_origin),
        cmocka_unit_test(svg_starts_from_zero_and_has_no_bitmap),
        cmocka_unit_test(pdf_tells_no_hour),
        cmocka_unit_test(pdf_text_is_found_in_words),
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(refuses_what_cairo_cannot_hold),
        cmocka_unit_test(far_away_is_harmless),
        cmocka_unit_test(format_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
