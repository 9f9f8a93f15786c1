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

/** A name that lies in a province. */
typedef struct {
    size_t province, index; /**< `index` in the list. */
} chora_heard_in;

/** Start from zero. Texts live in the arena that the names are added with. */
typedef struct {
    chora_heard *list;
    size_t count, capacity;
    chora_lookup by_plain, by_sound, by_skeleton; /**< Values are indexes into `list`. */
    chora_lookup by_stem;                         /**< Of sounds, without the last vowels. */
    chora_heard_in *in_provinces;                 /**< By province, then by index. */
    size_t in_province_count, in_province_capacity;
} chora_hearing;

/** @return false without memory. */
bool chora_hearing_add(chora_hearing *hearing, const chora_languages *languages, size_t site,
                       bool alternate, const char *text, chora_arena *arena);
/** Names of the list from `first` on lie in a province. False without memory. */
bool chora_hearing_lie_in(chora_hearing *hearing, size_t first, size_t province);
/** When all names are there and it is said where they lie. */
void chora_hearing_sort(chora_hearing *hearing);
/** The first of those in a province, by index; `count` of them, 0 for none. */
const chora_heard_in *chora_hearing_in(const chora_hearing *hearing, size_t province,
                                       size_t *count);
void chora_hearing_free(chora_hearing *hearing);

#endif
