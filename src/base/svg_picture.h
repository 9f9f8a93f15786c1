/**
 * @file
 * An SVG drawn to pixels by rsvg-convert, where it is installed.
 */
#ifndef CHORA_BASE_SVG_PICTURE_H
#define CHORA_BASE_SVG_PICTURE_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * A PNG `width_px` wide, or, with a height, the largest that fits both, never stretched; with the
 * fonts that Chora brings.
 * @param out  Emptied, then the PNG; keeps its maximum.
 * @return CHORA_OK; CHORA_ENOTFOUND: rsvg-convert is not installed; CHORA_EIO: it could not draw
 * the file, with what it said; CHORA_ENOMEM.
 */
chora_status chora_svg_to_png(const char *path, int width_px, int height_px, chora_buffer *out,
                              chora_error *err);

/** The same of bytes that were read: what they refer to beside them is not found. */
chora_status chora_svg_bytes_to_png(const chora_buffer *svg, int width_px, int height_px,
                                    chora_buffer *out, chora_error *err);

/**
 * Does it ask for anything outside of itself: a file, an address, an entity? Answers the line (from
 * 1) and what it is, or 0.
 */
size_t chora_svg_asks_outside(const char *text, size_t length, const char **what);

#endif
