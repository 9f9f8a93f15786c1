/**
 * @file
 * cairo's SVG in fewer bytes: the same elements in the same order.
 */
#ifndef CHORA_PAINT_SVG_SHORTEN_H
#define CHORA_PAINT_SVG_SHORTEN_H

#include "base/buffer.h"

/**
 * Append what cairo wrote with paths in relative coordinates of two decimals (of letters, in
 * <symbol>, three), and styles without what is the default anyway.
 */
void chora_svg_shorten(const char *svg, chora_buffer *out);

#endif
