/**
 * @file
 * The rule that ties claims to verified incidents, in words.
 */
#ifndef CHORA_COMPOSE_CLAIM_RULE_H
#define CHORA_COMPOSE_CLAIM_RULE_H

#include "base/memory.h"
#include "place/links_rows.h"
#include "style/language.h"

/** "id verified_id=id; same province, within 3 days, same type" in the language; "" for NULL. In
 * `arena`; NULL without memory. */
const char *chora_claim_rule_words(const chora_words *words, const chora_link_rule *rule,
                                   chora_arena *arena);

#endif
