/**
 * @file
 * What data/gazetteer/languages knows: words that a name is the same without, words that mean the
 * same, words that join a list, and how letters are spoken.
 */
#ifndef CHORA_PLACE_LANGUAGES_H
#define CHORA_PLACE_LANGUAGES_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "place/word_sounds.h"

#include <stdbool.h>

/** What a word can be, as bits. */
typedef enum {
    CHORA_WORD_AREA = 1,     /**< "province", "wilayat" */
    CHORA_WORD_DISTRICT = 2, /**< "district", "uluswali" */
    CHORA_WORD_TOWN = 4,     /**< "city", "PD 13" */
    CHORA_WORD_JOIN = 8,     /**< "al", "-e-", "of" */
    CHORA_WORD_AND = 16      /**< "and", "و" */
} chora_word_class;

#define CHORA_WORD_GENERIC (CHORA_WORD_AREA | CHORA_WORD_DISTRICT | CHORA_WORD_TOWN)

typedef struct chora_languages chora_languages;

/**
 * Every *.txt of the folder, in the order of their names.
 * @return CHORA_OK; CHORA_ENOTFOUND, CHORA_EIO (no such folder or file), CHORA_EDATA (line n is
 * none of the kinds that README.md there lists), CHORA_ENOMEM.
 */
chora_status chora_languages_load(chora_languages **out, chora_error *err);
void chora_languages_free(chora_languages *languages); /**< NULL is fine. */

/** The classes of a word or phrase, given as its key (chora_text_key); 0 when it has none. */
unsigned chora_word_classes(const chora_languages *languages, const char *key);

/** The word that stands for all that mean the same ("nord": "north"); `key` itself when alone. */
const char *chora_word_same(const chora_languages *languages, const char *key);

bool chora_word_is_same(const chora_languages *languages, const char *key); /**< Is there such? */

/** Readings beside the plain one, which is 0. */
size_t chora_reading_count(const chora_languages *languages);
/** Would this reading change any letter of the text? */
bool chora_reading_matters(const chora_languages *languages, size_t reading, const char *text);
/** Its letters may stand over the space between two words; else each word tells of itself. */
bool chora_reading_joins(const chora_languages *languages, size_t reading);

/** What is kept of the words that were spoken. Of one thread, as all that speaks. */
chora_word_sounds *chora_spoken_words(const chora_languages *languages);

/**
 * How one word is spoken, appended to `out`: sounds as in README.md of the folder, before what all
 * languages share. Letters that no file knows are left out.
 */
void chora_reading_speak(const chora_languages *languages, size_t reading, const char *word,
                         chora_buffer *out);

/** How much of a spoken word's end is an ending; 0 when none is, or too little would be left. */
size_t chora_spoken_ending(const chora_languages *languages, const char *sounds, size_t length);

#endif
