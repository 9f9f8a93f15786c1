/**
 * @file
 * Pixels of four bytes to the three that a PNG has of each.
 */
#ifndef CHORA_PAINT_PACK_PIXELS_H
#define CHORA_PAINT_PACK_PIXELS_H

#include <stddef.h>
#include <stdint.h>

/** Bytes behind the last pixel that are written too. */
enum { CHORA_PACK_SPARE = 16 };

/** Red, green, blue of each pixel (0xXXRRGGBB); `to` has room for 3 * count + CHORA_PACK_SPARE. */
void chora_pack_pixels(const uint32_t *pixels, size_t count, unsigned char *to);

#endif
