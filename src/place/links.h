/**
 * @file
 * Which claim and which verified incident are one event: by an id, by a rule, by a decision.
 */
#ifndef CHORA_PLACE_LINKS_H
#define CHORA_PLACE_LINKS_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/link.h>
#include <chora/period.h>

enum { CHORA_LINK_WORDS = 8, CHORA_LINK_CANDIDATES = 5 };

/** What one row says that a link can rest on. Texts are borrowed. */
typedef struct {
    int64_t id;
    const char *key;
    const char *area; /**< Code of its area at the level of the rule; NULL: not known so finely. */
    bool dated;
    chora_day first, last; /**< The days it may have been on. */
    const char *id_text;   /**< What the id of the other side must be; "" when not stated. */
    const char *words[CHORA_LINK_WORDS]; /**< Comparison keys; "" when not stated. */
} chora_link_row;

typedef struct {
    chora_link_row *rows;
    size_t count;
} chora_link_rows;

/** What a person decided about a claim. */
typedef struct {
    const char *claim;    /**< Its key. */
    const char *verified; /**< Key of the verified row; "" for none of them. */
} chora_link_decision;

typedef enum {
    CHORA_LINK_ALONE,
    CHORA_LINK_BY_ID,
    CHORA_LINK_BY_RULE,
    CHORA_LINK_BY_DECISION,
    CHORA_LINK_APART,
    CHORA_LINK_TO_REVIEW
} chora_link_state;

/** What became of a claim. */
typedef struct {
    chora_link_state state;
    size_t verified;     /**< Index of the linked row. */
    const char *problem; /**< To review: "several", "claims", "not-stated", "taken", "id". */
    size_t candidates[CHORA_LINK_CANDIDATES]; /**< To review: those that may fit, best first. */
    size_t candidate_count;
} chora_link_outcome;

/** All that is needed; borrowed. */
typedef struct {
    chora_link_rows claims, verified; /**< In any order. */
    bool by_id, by_rule;
    int days;
    size_t word_count;
    const chora_link_decision *decisions;
    size_t decision_count;
} chora_link_set;

/**
 * One outcome for each claim, in `out` (as many as claims). Decisions go first, then ids, then the
 * rule: a pair of it is linked when it is the only one for its claim and for its verified row, both
 * state all words, and the row is not linked already.
 */
chora_status chora_links_find(const chora_link_set *set, chora_link_outcome *out, chora_error *err);

#endif
