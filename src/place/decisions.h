/**
 * @file
 * What a person has decided about a text: remembered in the project, applied before anything else.
 */
#ifndef CHORA_PLACE_DECISIONS_H
#define CHORA_PLACE_DECISIONS_H

#include "place/gazetteer.h"

typedef enum { CHORA_DECIDED_AREA, CHORA_DECIDED_PLACE, CHORA_DECIDED_NONE } chora_verdict;

typedef struct {
    const char *parent;  /**< Key; "" for any. */
    const char *country; /**< ISO 3166-1 alpha-3, or a key; "" for any. */
    chora_verdict verdict;
    size_t site; /**< Index into the areas or the towns; CHORA_NO_SITE for none. */
} chora_decision;

/** Start from zero. Texts live in the arena it was loaded with. */
typedef struct {
    chora_decision *list;
    size_t count, capacity;
    chora_lookup by_text; /**< Key of the text -> index. */
} chora_decisions;

/**
 * For the areas of a day: a decision on an area of another time holds for the area that has its
 * code on that day. One whose area or place there is not is passed over, and so is one on the name
 * of an area that only some of the boundaries have, on days on which they hold: what was decided
 * about "Newland" before there was one is not about Newland.
 */
chora_status chora_decisions_load(chora_store *store, chora_day on,
                                  const chora_gazetteer *gazetteer, chora_arena *arena,
                                  chora_decisions *out, chora_error *err);
void chora_decisions_free(chora_decisions *decisions);

/**
 * The decision on a text beside its parents' texts (any may be NULL) in a country; the one that
 * names a parent goes before the one for any, of equal ones the latest. NULL when there is none.
 * `overruled` receives the last of the equal ones that says otherwise, or NULL.
 */
const chora_decision *chora_decision_on(const chora_decisions *decisions, const char *text,
                                        const char *const *parents, size_t parent_count,
                                        const char *country, const chora_decision **overruled);

#endif
