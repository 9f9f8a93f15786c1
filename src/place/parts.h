/**
 * @file
 * The names inside a place text: "Mosque in PD13 (Dasht-e Barchi), Kabul City" holds several.
 */
#ifndef CHORA_PLACE_PARTS_H
#define CHORA_PLACE_PARTS_H

#include "place/spelling.h"

#define CHORA_PARTS_MAX 16
#define CHORA_CELL_PARTS_MAX 12

/** Keys (chora_text_key) in an arena, each once. */
typedef struct {
    const char *keys[CHORA_PARTS_MAX];
    size_t count;
    bool failed; /**< Out of memory. */
} chora_parts;

/**
 * Every part of the place text, then of the district text, each as written and without generic
 * words. What stands in brackets is left out; parts are parted by , ; / or a dash between spaces.
 * Either may be NULL.
 */
void chora_parts_all(const chora_languages *languages, const char *place, const char *district,
                     chora_arena *arena, chora_parts *out);

/** A cell cut where it may name several places. Texts live in the arena. */
typedef struct {
    const char *parts[CHORA_CELL_PARTS_MAX]; /**< Between , ; / & + and words that join a list. */
    size_t count; /**< Parts that are not empty; the last holds the rest. */
    bool only_commas;
    const char *outer, *inner; /**< Without what stands in brackets, and that; NULL without any. */
} chora_cell;

/** @return false without memory. */
bool chora_cell_read(const chora_languages *languages, const char *text, chora_arena *arena,
                     chora_cell *out);

#endif
