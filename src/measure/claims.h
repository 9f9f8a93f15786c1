/**
 * @file
 * What is claimed and what is verified, as a column of incidents: in one table by its columns claim
 * and verification, in two by their links as well.
 */
#ifndef CHORA_MEASURE_CLAIMS_H
#define CHORA_MEASURE_CLAIMS_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/breakdown.h>
#include <chora/store.h>

/** The four kinds, in the order in which they are stacked and told. */
typedef enum {
    CHORA_CLAIMED_ONLY,
    CHORA_CLAIMED_AND_VERIFIED,
    CHORA_VERIFIED_ONLY,
    CHORA_NEITHER,
    CHORA_CLAIM_KINDS
} chora_claim_kind;

/** "claimed only", "claimed and verified", "verified only", "neither claimed nor verified". */
const char *chora_claim_kind_name(chora_claim_kind kind);
/** CHORA_CLAIM_KINDS when it is none of them. */
chora_claim_kind chora_claim_kind_of(const char *name);

/** What a claim becomes that is linked: it is counted with its verified incident. */
#define CHORA_CLAIM_LINKED "linked"

/** Where claims come from. Texts live in the arena. */
typedef struct {
    bool paired;       /**< Claims are a dataset of their own, linked to this one. */
    int64_t claims_id; /**< With `paired`. */
    const char *claims;
    const char *rule; /**< "id verified_id=id; same province, within 3 days, same type". */
    const struct chora_link_rule *tie; /**< The same, to be told in a language; NULL: not paired. */
    const char *kind_sql;              /**< The kind of an incident `i`, or CHORA_CLAIM_LINKED. */
    const char *people_sql; /**< Six columns: what claims say of the killed (low, best, high) and
                                 injured; NULL where they say nothing. */
} chora_claims_basis;

/** For a dataset: paired when the project's rule names it as the verified one. */
chora_status chora_claims_basis_load(chora_store *store, int64_t dataset_id, chora_arena *arena,
                                     chora_claims_basis *out, chora_error *err);

#endif
