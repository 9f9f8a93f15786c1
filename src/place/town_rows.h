/**
 * @file
 * Towns by where they lie: the few around a point without a look at all the others.
 */
#ifndef CHORA_PLACE_TOWN_ROWS_H
#define CHORA_PLACE_TOWN_ROWS_H

#include "geo/shape.h"

#include <stdint.h>

/** A town's centre, once more and side by side: most are only passed over. */
typedef struct {
    chora_xy lonlat;
    size_t town, province; /**< As the gazetteer numbers them. */
} chora_town_at;

/** Rows of an eleventh of a degree (10 km), each from west to east. Start from zero. */
typedef struct {
    const chora_town_at *towns;
    const uint32_t *first; /**< Of each strip of each row, and the count behind the last. */
} chora_town_rows;

/** `towns` (borrowed, in any order) are sorted; what is kept of them lives in the arena. */
chora_status chora_town_rows_make(chora_town_rows *rows, chora_town_at *towns, size_t count,
                                  chora_arena *arena, chora_error *err);

/** One town within the window; it may be a little farther away than asked for. */
typedef void chora_town_visit(void *context, const chora_town_at *town);

/** Every town within so many metres, in no order that means anything, and some more. */
void chora_town_rows_around(const chora_town_rows *rows, chora_xy lonlat, double within_m,
                            chora_town_visit *visit, void *context);

#endif
