/* PNG with its resolution and where it came from, which cairo's own writer cannot set. */
#include "paint/bitmap.h"
#include "paint/formats.h"
#include "paint/palette.h"
#include "paint/pixel_deflate.h"

#include "base/limits.h"
#include "base/parallel.h"

#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_OF_A_PIECE = 256, SMALLEST = 10 };

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

static void add_header(chora_buffer *out, pixel_size size, double dpi, bool has_palette)
{
    unsigned char header[13] = { 0 };
    put_u32(header, (uint32_t)size.width);
    put_u32(header + 4, (uint32_t)size.height);
    header[8] = 8;                   /* Bits. */
    header[9] = has_palette ? 3 : 2; /* Or RGB. */
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

/* Pieces of the pixels, packed side by side; they are the same on any number of threads. */
typedef struct {
    chora_pixels pixels;
    chora_buffer *pieces;
    uint32_t *sums, *checks;
    chora_stages **clocks;
} packing;

static size_t end_of(const packing *p, size_t piece)
{
    size_t end = (piece + 1) * ROWS_OF_A_PIECE;
    return end < p->pixels.height ? end : p->pixels.height;
}

static chora_status pack_piece(void *context, size_t worker, size_t index, chora_error *err)
{
    packing *p = context;
    chora_buffer *piece = &p->pieces[index];
    chora_stages *clock = p->clocks ? p->clocks[worker] : NULL;
    chora_stages_enter(clock, CHORA_STAGE_ENCODE);
    chora_status st = chora_pixel_deflate(&p->pixels, index * ROWS_OF_A_PIECE, end_of(p, index),
                                          piece, &p->sums[index], err);
    if (!st && !piece->failed)
        p->checks[index] =
            libdeflate_crc32(libdeflate_crc32(0, "IDAT", 4), piece->data, piece->length);
    chora_stages_enter(clock, CHORA_STAGE_OTHER);
    return st;
}

static void add_piece(chora_buffer *out, const chora_buffer *piece, uint32_t check)
{
    unsigned char number[4];
    put_u32(number, (uint32_t)piece->length);
    chora_buffer_add(out, number, 4);
    chora_buffer_add(out, "IDAT", 4);
    chora_buffer_add(out, piece->data, piece->length);
    put_u32(number, check);
    chora_buffer_add(out, number, 4);
    out->failed |= piece->failed;
}

/* The checksum of the stream stands in a chunk of its own. */
static void add_pieces(chora_buffer *out, const packing *p, size_t count)
{
    uint32_t sum = 1;
    unsigned char bytes[4];
    for (size_t i = 0; i < count; i++) {
        size_t rows = end_of(p, i) - i * ROWS_OF_A_PIECE;
        sum = chora_adler32_join(sum, p->sums[i], rows * (3 * p->pixels.width + 1));
        add_piece(out, &p->pieces[i], p->checks[i]);
    }
    put_u32(bytes, sum);
    add_chunk(out, "IDAT", bytes, sizeof bytes);
}

static chora_status add_pixels(chora_buffer *out, cairo_surface_t *surface, pixel_size size,
                               const chora_bitmap_means *with, chora_error *err)
{
    chora_stages *stages = chora_typeset_stages(with->lines);
    size_t count = (size.height + ROWS_OF_A_PIECE - 1) / ROWS_OF_A_PIECE;
    packing p = { { cairo_image_surface_get_data(surface),
                    (size_t)cairo_image_surface_get_stride(surface), size.width, size.height },
                  chora_alloc(count, sizeof *p.pieces),
                  chora_alloc(count, sizeof *p.sums),
                  chora_alloc(count, sizeof *p.checks),
                  NULL };
    chora_status st = p.pieces && p.sums && p.checks ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; !st && i < count; i++)
        p.pieces[i] = (chora_buffer)CHORA_BUFFER_INIT(out->maximum);
    if (!st)
        st = chora_stages_share(stages, count, &p.clocks, err);
    if (!st)
        st = chora_parallel_run(with->workers ? with->workers : 1, count, pack_piece, &p, err);
    chora_stages_gather(stages, count, p.clocks);
    if (!st)
        add_pieces(out, &p, count);
    for (size_t i = 0; p.pieces && i < count; i++)
        chora_buffer_free(&p.pieces[i]);
    free(p.pieces);
    free(p.sums);
    free(p.checks);
    return st;
}

/* ---- with a palette ------------------------------------------------------------------------- */

static void add_palette(chora_buffer *out, const chora_paint_palette *palette)
{
    unsigned char bytes[3 * CHORA_PALETTE_MOST];
    for (size_t i = 0; i < palette->count; i++) {
        bytes[3 * i] = (unsigned char)(palette->colours[i] >> 16);
        bytes[3 * i + 1] = (unsigned char)(palette->colours[i] >> 8);
        bytes[3 * i + 2] = (unsigned char)palette->colours[i];
    }
    add_chunk(out, "PLTE", bytes, 3 * palette->count);
}

static chora_status add_packed(chora_buffer *out, const unsigned char *rows, size_t length,
                               chora_error *err)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(SMALLEST);
    size_t room = compressor ? libdeflate_zlib_compress_bound(compressor, length) : 0;
    unsigned char *packed = compressor ? malloc(room) : NULL;
    chora_status st = packed ? CHORA_OK : chora_no_memory(err);
    if (!st)
        add_chunk(out, "IDAT", packed,
                  libdeflate_zlib_compress(compressor, rows, length, packed, room));
    free(packed);
    if (compressor)
        libdeflate_free_compressor(compressor);
    return st;
}

static chora_status add_indices(chora_buffer *out, cairo_surface_t *surface, pixel_size size,
                                size_t *colours, chora_error *err)
{
    const chora_pixels pixels = { cairo_image_surface_get_data(surface),
                                  (size_t)cairo_image_surface_get_stride(surface), size.width,
                                  size.height };
    size_t length = (size.width + 1) * size.height;
    chora_paint_palette palette;
    unsigned char *rows = malloc(length);
    chora_status st = rows ? chora_palette_of(&pixels, &palette, rows, err) : chora_no_memory(err);
    if (!st) {
        *colours = palette.found;
        add_palette(out, &palette);
        st = add_packed(out, rows, length, err);
    }
    free(rows);
    return st;
}

/* ---- together ------------------------------------------------------------------------------- */

static chora_status write_png(const chora_page *page, double dpi, cairo_surface_t *surface,
                              pixel_size size, const chora_bitmap_means *with, chora_buffer *out,
                              chora_error *err)
{
    chora_buffer_add(out, "\x89PNG\r\n\x1A\n", 8);
    add_header(out, size, dpi, with->colours != NULL);
    add_text(out, "Title", page->language, page->title);
    add_text(out, "Description", page->language, page->description);
    add_text(out, "Source", "", page->source);
    add_text(out, "Identifier", "", page->made_from);
    add_text(out, "Software", "", "Chora");
    cairo_surface_flush(surface);
    chora_status st = with->colours ? add_indices(out, surface, size, with->colours, err)
                                    : add_pixels(out, surface, size, with, err);
    if (!st)
        add_chunk(out, "IEND", NULL, 0);
    return st;
}

chora_status chora_paint_png(const chora_page *page, const chora_bitmap_means *with, double dpi,
                             chora_buffer *out, chora_error *err)
{
    pixel_size size = { 0 };
    chora_status st = size_of(page, dpi, &size, err);
    if (st)
        return st;
    cairo_surface_t *surface = chora_bitmap_surface(with, (int)size.width, (int)size.height);
    if (cairo_surface_status(surface)) {
        cairo_surface_destroy(surface);
        return chora_no_memory(err);
    }
    st = chora_bitmap_paint(page, with, dpi, surface, err);
    if (!st)
        st = write_png(page, dpi, surface, size, with, out, err);
    cairo_surface_destroy(surface);
    return st;
}
