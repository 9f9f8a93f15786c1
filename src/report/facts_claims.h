/**
 * @file
 * What is claimed and what is verified in a scope, and what the group itself counts.
 */
#ifndef CHORA_REPORT_FACTS_CLAIMS_H
#define CHORA_REPORT_FACTS_CLAIMS_H

#include "report/facts.h"

/** Events by kind, and people as claims and as verified reports put them; never added up. */
typedef struct {
    int64_t kinds[CHORA_CLAIM_KINDS];
    chora_toll claimed_killed, claimed_injured;   /**< Over claimed events. */
    chora_toll verified_killed, verified_injured; /**< Over verified events. */
    int64_t evidence;                             /**< Pieces, of verified events. */
} chora_claim_count;

/** A claim that is linked counts with its verified incident, in that incident's period and area. */
chora_claim_count chora_facts_claims(const chora_facts *facts, const chora_scope *scope);

/** CHORA_EINVAL under an output profile that withholds small numbers: these are not cut to it. */
chora_status chora_claims_told(const chora_facts *facts, chora_error *err);

int64_t chora_claims_claimed(const chora_claim_count *count);
int64_t chora_claims_verified(const chora_claim_count *count);

/** What the totals of the front matter say of a scope's period and area; -1s without any. */
chora_tally_told chora_facts_tally(const chora_facts *facts, const chora_scope *scope);

/* ---- sentences ------------------------------------------------------------------------------- */

/** "5 of 8", or "63%" when 20 or more are claimed; "" when none is. */
const char *chora_tell_verified_share(const chora_teller *teller, const chora_claim_count *count);

/** "Of eight attacks claimed by ISKP, five were verified; two more were verified that were not
 * claimed. The claims speak of 461 people killed, the verified figures are 104–232." */
const char *chora_tell_comparison(const chora_teller *teller, const chora_claim_count *count);

/** "Al-Naba itself counts 29 attacks in March 2023, 21 more than the eight claims known one by
 * one."; "" without a total. */
const char *chora_tell_tally(const chora_facts *facts, const chora_scope *scope);

#endif
