/**
 * @file
 * Path data of an SVG, as short as its grammar allows, in hundredths of a point.
 */
#ifndef CHORA_PAINT_SVG_EDITABLE_PATH_H
#define CHORA_PAINT_SVG_EDITABLE_PATH_H

#include "compose/scene.h"

/** Append the path of a node: relative where that is shorter. */
void chora_svg_path(const chora_node *node, chora_buffer *out);

/**
 * Append the lines of a node's hatch, each cut where it leaves the path or circle, so that no clip
 * path is needed. Lines that miss `page` (in the node's coordinates) are left out. 0, or -1 without
 * memory.
 */
int chora_svg_hatch(const chora_node *node, chora_box page, chora_buffer *out);

#endif
