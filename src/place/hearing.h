/**
 * @file
 * Names filed by their plain form, their sound and their consonants, to be found by spellings that
 * nobody has written down.
 */
#ifndef CHORA_PLACE_HEARING_H
#define CHORA_PLACE_HEARING_H

#include "place/lookup.h"
#include "place/spelling.h"

/** One name of one site. */
typedef struct {
    size_t site;
    bool alternate;
    bool vowels_unwritten;
    unsigned kinds;               /**< Generic words it bears: "Kyiv City" is not "Kyiv Oblast". */
    unsigned sides;               /**< As in chora_spelling. */
    const char *sound, *skeleton; /**< "" when it has none. */
    uint32_t letters;             /**< Which sounds it has: bits. */
    unsigned char length;         /**< Of `sound`. */
} chora_heard;

/** Start from zero. Texts live in the arena that the names are added with. */
typedef struct {
    chora_heard *list;
    size_t count, capacity;
    chora_lookup by_plain, by_sound, by_skeleton; /**< Values are indexes into `list`. */
    chora_lookup by_stem;                         /**< Of sounds, without the last vowels. */
} chora_hearing;

/** @return false without memory. */
bool chora_hearing_add(chora_hearing *hearing, const chora_languages *languages, size_t site,
                       bool alternate, const char *text, chora_arena *arena);
void chora_hearing_free(chora_hearing *hearing);

#endif
