/**
 * @file
 * What was read from the words of rows, found again by the words: rows repeat them.
 */
#ifndef CHORA_PLACE_KNOWN_WORDS_H
#define CHORA_PLACE_KNOWN_WORDS_H

#include "base/memory.h"
#include "place/words.h"

/** Start from zero. */
typedef struct {
    chora_arena *arena;     /**< Of the words and all their texts; NULL before the first. */
    chora_arena *forgotten; /**< Of those before: somebody may still look at them. */
    struct chora_known_slot *slots;
    size_t count, capacity;
} chora_known_words;

/** What is known under a key of so many bytes, or NULL. */
chora_words *chora_known_words_find(const chora_known_words *known, const char *key, size_t length);

/**
 * Room for what is read under a key; its texts belong into the arena. It is found once it is kept.
 * When too many are known they are forgotten first; what was found then still lives until they are
 * too many again. NULL without memory.
 */
chora_words *chora_known_words_new(chora_known_words *known, const char *key, size_t length);

/** `words` is of chora_known_words_new(). False without memory. */
bool chora_known_words_keep(chora_known_words *known, chora_words *words);

void chora_known_words_free(chora_known_words *known);

#endif
