/**
 * @file
 * One name in the forms it is compared in, from exact to only similar.
 */
#ifndef CHORA_PLACE_SPELLING_H
#define CHORA_PLACE_SPELLING_H

#include "place/languages.h"

#include <stdint.h>

/** Sounds of a longer name are not compared. */
#define CHORA_SOUND_MAX 64
#define CHORA_SOUNDS_MAX 24

/** How a name is spoken in one reading. */
typedef struct {
    char text[CHORA_SOUND_MAX];
    unsigned char length; /**< 0: there is nothing to compare. */
} chora_sound;

/** Texts live in the arena they were made in. */
typedef struct {
    const char *key;    /**< chora_text_key of the whole. */
    const char *plain;  /**< Words without generic and joining ones, with one word for all that mean
                           the same; the key when nothing would be left. */
    const char *sorted; /**< The plain words in alphabetical order. */
    const char *spoken; /**< The words of `plain` as written. */
    unsigned kinds;     /**< CHORA_WORD_AREA ...: the generic words that were taken off. */
    unsigned sides;    /**< Of the words that stand for others ("north", "upper") a sum; 0: none. */
    bool only_generic; /**< Nothing but generic and joining words. */
    bool vowels_unwritten; /**< In Arabic or Hebrew script. */
} chora_spelling;

/** @return false without memory. */
bool chora_spelling_read(const chora_languages *languages, const char *text, chora_arena *arena,
                         chora_spelling *out);

/** The plain reading of the words of `spoken`. */
chora_sound chora_spelling_sound(const chora_languages *languages, const chora_spelling *spelling);
/** The same without endings; nothing when it has none. */
chora_sound chora_spelling_stem(const chora_languages *languages, const chora_spelling *spelling);

/**
 * All different readings, the plain one first; then those without their ending
 * (chora_spoken_ending). How many.
 */
size_t chora_spelling_sounds(const chora_languages *languages, const chora_spelling *spelling,
                             chora_sound out[CHORA_SOUNDS_MAX]);

/** Without vowels and v: what is left of a name where vowels are not written. */
chora_sound chora_sound_skeleton(const chora_sound *sound);

/** Without its last vowels, which come and go (Nimroz, Nimroze); nothing when too little is left.
 */
chora_sound chora_sound_open(const chora_sound *sound);

/** Of two sounds with one skeleton, one of them without its short vowels: is a vowel that it writes
 * spoken in the other as well? */
bool chora_sound_fits(const char *unwritten, const char *spoken);

/** A bit for each sound that occurs; different sounds may share one. */
uint32_t chora_sound_letters(const chora_sound *sound);

/** A sound made ready to be compared with many. */
typedef struct {
    uint64_t where[128]; /**< Bit i: the sound stands at i. */
    unsigned char length;
} chora_sound_pattern;

void chora_sound_prepare(const chora_sound *sound, chora_sound_pattern *out);

/** Edit distance in sounds (Myers, bit-parallel). */
unsigned chora_sound_distance(const chora_sound_pattern *pattern, const char *sound);

#endif
