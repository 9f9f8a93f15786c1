/**
 * @file
 * SVG that people edit: real text, a group for each layer, an id for each area. Written from the
 * scene, not drawn, so that nothing of its meaning is lost.
 */
#ifndef CHORA_PAINT_SVG_EDITABLE_H
#define CHORA_PAINT_SVG_EDITABLE_H

#include "paint/typeset.h"

/**
 * Append a whole file. Letters are placed by the program that opens it, in whatever fonts it has;
 * `lines` only says whether a text can be set at all. The page has been checked.
 */
chora_status chora_paint_svg_editable(const chora_page *page, chora_typeset *lines,
                                      chora_buffer *out, chora_error *err);

#endif
