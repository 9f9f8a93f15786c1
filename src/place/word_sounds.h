/**
 * @file
 * How single words are spoken, kept: the names of a table share their words ("town", "camp", a
 * province's name), and speaking was a third of the time that a new name took.
 */
#ifndef CHORA_PLACE_WORD_SOUNDS_H
#define CHORA_PLACE_WORD_SOUNDS_H

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

/** One word in one reading. */
typedef struct {
    const char *text; /**< Its sounds; NULL: it was not spoken yet. */
    uint16_t length;
    uint16_t ending; /**< Sounds of its end that are an ending. */
} chora_word_sound;

typedef struct {
    bool looked;               /**< `matters` is known. */
    uint64_t matters;          /**< Bits of the readings that have letters of the word. */
    chora_word_sound sounds[]; /**< By reading. */
} chora_known_word;

/** Start from zero. */
typedef struct {
    chora_arena *arena; /**< Of the words and what is kept of them; NULL before the first. */
    struct chora_word_slot *slots;
    size_t count;
} chora_word_sounds;

/**
 * What is kept of a word, all zero when it is new; valid until the next word is asked for, since
 * too many are forgotten. NULL without memory.
 */
chora_known_word *chora_word_sounds_of(chora_word_sounds *known, size_t readings, const char *word,
                                       size_t length);

void chora_word_sounds_free(chora_word_sounds *known);

#endif
