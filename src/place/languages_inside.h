/**
 * @file
 * The tables behind place/languages.h, for the file that reads them and the one that asks them.
 */
#ifndef CHORA_PLACE_LANGUAGES_INSIDE_H
#define CHORA_PLACE_LANGUAGES_INSIDE_H

#include "place/languages.h"
#include "place/lookup.h"

/** Bytes of the longest letters of a rule. */
#define CHORA_LETTERS_MAX 24
#define CHORA_READINGS_MAX 64

/** One habit of spelling; values of `letters` are the sounds' addresses. */
typedef struct {
    chora_lookup letters;
    const char **list; /**< The letters without ^ and $: does a text hold any of them? */
    size_t count, capacity;
    bool joins; /**< One of them holds a space. */
} chora_reading;

struct chora_languages {
    chora_arena *arena;
    chora_lookup words; /**< Key -> one class each. */
    chora_lookup same;  /**< Key -> index into `sames`. */
    const char **sames;
    size_t same_count, same_capacity;
    const char **endings;
    size_t ending_count, ending_capacity;
    chora_reading readings[CHORA_READINGS_MAX];
    size_t reading_count;
    chora_word_sounds *word_sounds; /**< chora_spoken_words */
    unsigned char longest[256]; /**< Characters of the longest letters that begin with a byte. */
};

#endif
