/**
 * @file
 * What stands under a figure of claims: how they are linked, and what they cover.
 */
#ifndef CHORA_COMPOSE_CLAIM_NOTES_H
#define CHORA_COMPOSE_CLAIM_NOTES_H

#include "base/memory.h"
#include "style/language.h"

#include <chora/breakdown.h>

/** "2 claims of newsletter are linked to verified incidents … (rule: …)"; "" when claims are no
 * dataset of their own. In `arena`; NULL without memory. */
const char *chora_claims_linked_note(const chora_words *words, const chora_breakdown *breakdown,
                                     chora_arena *arena);

/** "Claims of newsletter cover 2022 only": outside of it, that nothing is claimed only says
 * nothing.
 * "" when they cover all. */
const char *chora_claims_span_note(const chora_words *words, const chora_breakdown *breakdown,
                                   chora_arena *arena);

#endif
