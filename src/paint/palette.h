/**
 * @file
 * At most 256 colours for a picture: for a PNG with a palette.
 */
#ifndef CHORA_PAINT_PALETTE_H
#define CHORA_PAINT_PALETTE_H

#include "paint/pixel_deflate.h"

enum { CHORA_PALETTE_MOST = 256 };

typedef struct {
    uint32_t colours[CHORA_PALETTE_MOST]; /**< 0xRRGGBB. */
    size_t count;
    size_t found; /**< Different colours of the picture; with at most 256 all are exact. */
} chora_paint_palette;

/**
 * Choose colours and say for each pixel which it has. Of more than 256 those of whole areas stay
 * exact (a colour of at least one pixel in 4,000); the blends at their edges are gathered by median
 * cut. The same picture gives the same bytes. `rows` receives `height` rows of a zero and `width`
 * indices, as PNG has them. CHORA_ENOMEM.
 */
chora_status chora_palette_of(const chora_pixels *pixels, chora_paint_palette *out,
                              unsigned char *rows, chora_error *err);

#endif
