/**
 * @file
 * The pixels of a map as a zlib stream, much faster than a general compressor: of a flat picture
 * nearly all is the same as the pixel before or the row above.
 */
#ifndef CHORA_PAINT_PIXEL_DEFLATE_H
#define CHORA_PAINT_PIXEL_DEFLATE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

/** Rows of 0xXXRRGGBB as cairo's RGB24 has them; `stride` in bytes, rows aligned for a uint32_t. No
 * side is longer than 65,535. */
typedef struct {
    const unsigned char *rows;
    size_t stride, width, height;
} chora_pixels;

/**
 * Append a piece of the zlib stream (RFC 1950) of rows as PNG has them: a filter byte 0, then three
 * bytes a pixel. The pieces of rows `first` .. `end` - 1, made in any order and put one behind the
 * other from row 0 on, are a stream without its checksum, which is the last four bytes; `sum` is
 * the piece's own. The same pixels give the same bytes. Sticky: `out` fails when it is full;
 * CHORA_ENOMEM for the memory of the work itself.
 */
chora_status chora_pixel_deflate(const chora_pixels *pixels, size_t first, size_t end,
                                 chora_buffer *out, uint32_t *sum, chora_error *err);

/** The Adler-32 of two pieces from that of each; `length` of the second in bytes. */
uint32_t chora_adler32_join(uint32_t first, uint32_t second, size_t length);

#endif
