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

/** Rows of 0xXXRRGGBB as cairo's RGB24 has them; `stride` in bytes, rows aligned for a uint32_t. */
typedef struct {
    const unsigned char *rows;
    size_t stride, width, height;
} chora_pixels;

/**
 * Append a zlib stream (RFC 1950) of rows as PNG has them: a filter byte 0, then three bytes a
 * pixel. The same pixels give the same bytes. Sticky: `out` fails when it is full; CHORA_ENOMEM
 * for the memory of the work itself.
 */
chora_status chora_pixel_deflate(const chora_pixels *pixels, chora_buffer *out, chora_error *err);

#endif
