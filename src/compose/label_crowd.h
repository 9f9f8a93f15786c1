/**
 * @file
 * Many boxes made few: what a crowd of symbols covers, as runs of small cells.
 */
#ifndef CHORA_COMPOSE_LABEL_CROWD_H
#define CHORA_COMPOSE_LABEL_CROWD_H

#include "geo/shape.h"

/**
 * The boxes' cover within the frame in cells of about a point, as boxes a cell high and as long as
 * they go; none of what was covered is left out. Malloc'ed.
 */
chora_status chora_crowd_cover(chora_box frame, const chora_box *boxes, size_t count,
                               chora_box **out, size_t *out_count, chora_error *err);

#endif
