/**
 * @file
 * A cloud of equal dots on a bitmap, much faster than one path each.
 */
#ifndef CHORA_PAINT_STAMP_H
#define CHORA_PAINT_STAMP_H

#include "compose/scene.h"

#include <cairo.h>

/**
 * How many of the nodes from `first` on are equal circles with a fill, a line that is not dashed,
 * or both, and enough of them to be stamped on this surface; else 0.
 */
size_t chora_stamp_count(cairo_t *context, const chora_group *group, size_t first);

/** Stamp them, each over those before; `context` as for the paths. CHORA_ENOMEM. */
chora_status chora_stamp(cairo_t *context, const chora_group *group, size_t first, size_t count,
                         chora_error *err);

#endif
