/* PNG with its resolution and where it came from, which cairo's own writer cannot set. */
#include "paint/canvas.h"
#include "paint/formats.h"
#include "paint/pixel_deflate.h"

#include "base/limits.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

typedef struct {
    size_t width, height;
} pixel_size;

static chora_status size_of(const chora_page *page, double dpi, pixel_size *out, chora_error *err)
{
    if (!(dpi >= 1 && dpi <= 4800))
        return chora_fail(err, CHORA_EINVAL, "%g dpi: a PNG takes 1 to 4800", dpi);
    double width = fmax(1, round(page->width_pt * dpi / 72));
    double height = fmax(1, round(page->height_pt * dpi / 72));
    if (width > CHORA_MAX_SIDE || height > CHORA_MAX_SIDE || width * height > CHORA_MAX_PIXELS)
        return chora_fail(err, CHORA_ELIMIT,
                          "%.0f by %.0f pixels at %g dpi: a PNG takes at most "
                          "32,767 a side and 256 million in all; use fewer dpi or a PDF",
                          width, height, dpi);
    *out = (pixel_size){ (size_t)width, (size_t)height };
    return CHORA_OK;
}

static void put_u32(unsigned char *to, uint32_t value)
{
    to[0] = (unsigned char)(value >> 24);
    to[1] = (unsigned char)(value >> 16);
    to[2] = (unsigned char)(value >> 8);
    to[3] = (unsigned char)value;
}

static void add_chunk(chora_buffer *out, const char *type, const void *data, size_t length)
{
    unsigned char number[4];
    put_u32(number, (uint32_t)length);
    chora_buffer_add(out, number, 4);
    chora_buffer_add(out, type, 4);
    uint32_t crc = libdeflate_crc32(0, type, 4);
    if (length > 0) { /* To libdeflate no data means to begin anew. */
        chora_buffer_add(out, data, length);
        crc = libdeflate_crc32(crc, data, length);
    }
    put_u32(number, crc);
    chora_buffer_add(out, number, 4);
}

static void add_header(chora_buffer *out, pixel_size size, double dpi)
{
    unsigned char header[13] = { 0 };
    put_u32(header, (uint32_t)size.width);
    put_u32(header + 4, (uint32_t)size.height);
    header[8] = 8; /* Bits. */
    header[9] = 2; /* RGB. */
    add_chunk(out, "IHDR", header, sizeof header);

    unsigned char density[9];
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    put_u32(density, per_metre);
    put_u32(density + 4, per_metre);
    density[8] = 1; /* The unit is the metre. */
    add_chunk(out, "pHYs", density, sizeof density);
}

static void add_text(chora_buffer *out, const char *keyword, const char *language, const char *text)
{
    if (!text || !*text)
        return;
    chora_buffer data = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_add(&data, keyword, strlen(keyword) + 1);
    chora_buffer_add(&data, "\0\0", 2); /* Not compressed. */
    chora_buffer_add_text(&data, language ? language : "");
    chora_buffer_add(&data, "\0\0", 2); /* No translated keyword. */
    chora_buffer_add_text(&data, text);
    if (data.failed)
        out->failed = true;
    else
        add_chunk(out, "iTXt", data.data, data.length);
    chora_buffer_free(&data);
}

/* Written where it stands; its length and checksum are known only then. */
static chora_status add_pixels(chora_buffer *out, cairo_surface_t *surface, pixel_size size,
                               chora_error *err)
{
    const chora_pixels pixels = { cairo_image_surface_get_data(surface),
                                  (size_t)cairo_image_surface_get_stride(surface), size.width,
                                  size.height };
    size_t begin = out->length;
    unsigned char number[4] = { 0 };
    chora_buffer_add(out, number, 4);
    chora_buffer_add(out, "IDAT", 4);
    chora_status st = chora_pixel_deflate(&pixels, out, err);
    if (st || out->failed)
        return st;
    put_u32(number, (uint32_t)(out->length - begin - 8));
    memcpy(out->data + begin, number, 4);
    put_u32(number, libdeflate_crc32(0, out->data + begin + 4, out->length - begin - 4));
    chora_buffer_add(out, number, 4);
    return CHORA_OK;
}

static chora_status write_png(const chora_page *page, double dpi, cairo_surface_t *surface,
                              pixel_size size, chora_buffer *out, chora_error *err)
{
    chora_buffer_add(out, "\x89PNG\r\n\x1A\n", 8);
    add_header(out, size, dpi);
    add_text(out, "Title", page->language, page->title);
    add_text(out, "Description", page->language, page->description);
    add_text(out, "Source", "", page->source);
    add_text(out, "Identifier", "", page->made_from);
    add_text(out, "Software", "", "Chora");
    cairo_surface_flush(surface);
    chora_status st = add_pixels(out, surface, size, err);
    if (!st)
        add_chunk(out, "IEND", NULL, 0);
    return st;
}

chora_status chora_paint_png(const chora_page *page, chora_typeset *lines, double dpi,
                             chora_buffer *out, chora_error *err)
{
    pixel_size size = { 0 };
    chora_status st = size_of(page, dpi, &size, err);
    if (st)
        return st;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)size.width, (int)size.height);
    if (cairo_surface_status(surface)) {
        cairo_surface_destroy(surface);
        return chora_no_memory(err);
    }
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1); /* The page may end within the last pixel. */
    cairo_paint(context);
    cairo_scale(context, dpi / 72, dpi / 72);
    st = chora_canvas_page(context, page, lines, CHORA_LETTERS_OUTLINES, err);
    cairo_destroy(context);
    if (!st)
        st = write_png(page, dpi, surface, size, out, err);
    cairo_surface_destroy(surface);
    return st;
}
