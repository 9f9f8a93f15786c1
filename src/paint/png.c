/* PNG with its resolution and where it came from, which cairo's own writer cannot set. */
#include "paint/canvas.h"
#include "paint/formats.h"

#include "base/limits.h"

#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEVEL 6

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

/* Four bytes a pixel to filter byte and three, in place: a row never starts behind its source. */
static size_t pack_rows(unsigned char *pixels, size_t stride, pixel_size size)
{
    unsigned char *to = pixels;
    for (size_t y = 0; y < size.height; y++) {
        const unsigned char *from = pixels + y * stride;
        unsigned char *filter = to++;
        for (size_t x = 0; x < size.width; x++, from += 4) {
            uint32_t pixel;
            memcpy(&pixel, from, 4);
            *to++ = (unsigned char)(pixel >> 16);
            *to++ = (unsigned char)(pixel >> 8);
            *to++ = (unsigned char)pixel;
        }
        *filter = 0; /* None: plain areas compress best as they are. */
    }
    return (size_t)(to - pixels);
}

static chora_status add_pixels(chora_buffer *out, const unsigned char *rows, size_t length,
                               chora_error *err)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        return chora_no_memory(err);
    size_t bound = libdeflate_zlib_compress_bound(compressor, length);
    unsigned char *data = malloc(bound);
    size_t made = data ? libdeflate_zlib_compress(compressor, rows, length, data, bound) : 0;
    if (made > 0)
        add_chunk(out, "IDAT", data, made);
    free(data);
    libdeflate_free_compressor(compressor);
    return made > 0 ? CHORA_OK : chora_no_memory(err);
}

static chora_status write_png(const chora_page *page, double dpi, cairo_surface_t *surface,
                              pixel_size size, chora_buffer *out, chora_error *err)
{
    chora_buffer_add(out, "\x89PNG\r\n\x1A\n", 8);
    add_header(out, size, dpi);
    add_text(out, "Title", page->language, page->title);
    add_text(out, "Description", page->language, page->description);
    add_text(out, "Source", "", page->source);
    add_text(out, "Software", "", "Chora");
    cairo_surface_flush(surface);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t length = pack_rows(pixels, (size_t)cairo_image_surface_get_stride(surface), size);
    chora_status st = add_pixels(out, pixels, length, err);
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
