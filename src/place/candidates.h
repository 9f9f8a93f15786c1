/**
 * @file
 * What a code or a name may mean: areas or towns, each with the way it was found and a score.
 */
#ifndef CHORA_PLACE_CANDIDATES_H
#define CHORA_PLACE_CANDIDATES_H

#include "place/gazetteer.h"

#define CHORA_HITS_MAX 24

typedef struct {
    bool of_town;
    size_t site;        /**< Index into the areas or the towns. */
    const char *method; /**< code | name | alternate | sound | similar. */
    const char *scheme; /**< Of a code; "" otherwise. */
    double score;       /**< 0 to 1. */
} chora_hit;

/** Each site once, with its best score. Start from zero. */
typedef struct {
    chora_hit list[CHORA_HITS_MAX];
    size_t count;
    bool more; /**< There were others. */
} chora_hits;

/** What to look for, as bits; CHORA_OF_LEVEL(1) is the provinces. */
#define CHORA_OF_LEVEL(level) (1u << (level))
#define CHORA_OF_TOWNS 8u
#define CHORA_OF_AREAS 7u

/** Where to look. Start from CHORA_WITHIN_ANYWHERE. */
typedef struct {
    const char *country; /**< ISO 3166-1 alpha-3; NULL: any. */
    size_t area;         /**< In this area; CHORA_NO_SITE: any. */
    bool inside;         /**< Not that area itself. */
} chora_within;

#define CHORA_WITHIN_ANYWHERE                                                                      \
    {                                                                                              \
        NULL, CHORA_NO_SITE, false                                                                 \
    }

/** Each site once: a better score takes the place of a worse one. */
void chora_hits_add(chora_hits *hits, chora_hit hit);
bool chora_hit_is_within(const chora_gazetteer *gazetteer, chora_within within,
                         const chora_hit *hit);
/** The area itself, or the finest that holds the town. */
size_t chora_hit_area(const chora_gazetteer *gazetteer, const chora_hit *hit);

/**
 * Areas of any level with that code, in whatever case. A P-code that no area has is repaired: its
 * country as two or three letters, its numbers with as many zeros as the areas' own codes have.
 */
void chora_hits_by_code(const chora_gazetteer *gazetteer, chora_within within, const char *code,
                        chora_hits *out);

/** Names that are the same as written (chora_text_key). */
void chora_hits_by_name(const chora_gazetteer *gazetteer, chora_within within, unsigned of,
                        const char *key, chora_hits *out);

/** Names that are the same without generic and joining words, in whatever order. */
void chora_hits_by_plain(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                         const chora_spelling *spelling, chora_hits *out);

/** Areas' names that sound the same in the plain reading: what an alternate name may be, too. */
void chora_hits_by_plain_sound(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                               const chora_spelling *spelling, chora_hits *out);

/** Names that sound the same. */
void chora_hits_by_sound(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                         const chora_spelling *spelling, chora_hits *out);

/**
 * The names that sound nearest, best first, as suggestions. True when the first is so near, and the
 * others so much farther, that it is meant: see similar.c for the rule.
 */
bool chora_hits_by_similarity(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                              const chora_spelling *spelling, chora_hits *out);

/** The best one, and how many are as good (1: it stands alone). NULL when there is none. */
const chora_hit *chora_hits_best(const chora_hits *candidates, size_t *equals);

#endif
