/* Members of what is claimed and verified, and of what the group itself counts. */
#include "compose/claim_rule.h"
#include "report/facts_claims.h"
#include "report/values_inside.h"

/* Which people a CHORA_VALUE_TOLL is of: its `number`. */
enum { CLAIMED_KILLED, CLAIMED_INJURED, VERIFIED_KILLED, VERIFIED_INJURED };

static chora_claim_count count_of(const chora_values *values, const chora_value *from)
{
    return chora_facts_claims(values->facts, &from->scope);
}

chora_toll chora_values_toll(const chora_values *values, const chora_value *from)
{
    chora_claim_count count = count_of(values, from);
    switch ((int)from->number) {
    case CLAIMED_KILLED:
        return count.claimed_killed;
    case CLAIMED_INJURED:
        return count.claimed_injured;
    case VERIFIED_KILLED:
        return count.verified_killed;
    default:
        return count.verified_injured;
    }
}

/* ---- by what the rows say themselves --------------------------------------------------------- */

chora_claims chora_values_claims(const chora_facts *facts, const chora_scope *scope)
{
    chora_claims claims = { 0 };
    int64_t *const counts[] = { &claims.claimed, &claims.attributed, &claims.suspected,
                                &claims.none };
    static const char *const words[] = { "claimed", "attributed", "suspected", "none" };
    for (int i = 0; i < 4; i++) {
        chora_scope part = *scope;
        part.words[CHORA_RECORD_CLAIM] = words[i];
        *counts[i] = chora_facts_count(facts, &part).incidents;
    }
    return claims;
}

MEMBER(claims_sentence)
{
    chora_claims claims = chora_values_claims(values->facts, &from->scope);
    return chora_give_text(chora_tell_claims(chora_values_teller(values), &claims), out, err);
}

/* ---- claimed beside verified ----------------------------------------------------------------- */

#define KIND_MEMBER(name, kind)                                                                    \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        if (chora_claims_told(values->facts, err))                                                 \
            return CHORA_EINVAL;                                                                   \
        (void)err;                                                                                 \
        return chora_give_number(count_of(values, from).kinds[kind], out);                         \
    }
KIND_MEMBER(claims_only, CHORA_CLAIMED_ONLY)
KIND_MEMBER(claims_both, CHORA_CLAIMED_AND_VERIFIED)
KIND_MEMBER(claims_verified_only, CHORA_VERIFIED_ONLY)
KIND_MEMBER(claims_neither, CHORA_NEITHER)

MEMBER(claims_claimed)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    chora_claim_count count = count_of(values, from);
    (void)err;
    return chora_give_number(chora_claims_claimed(&count), out);
}

MEMBER(claims_verified)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    chora_claim_count count = count_of(values, from);
    (void)err;
    return chora_give_number(chora_claims_verified(&count), out);
}

MEMBER(claims_share)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    chora_claim_count count = count_of(values, from);
    return chora_give_text(chora_tell_verified_share(chora_values_teller(values), &count), out,
                           err);
}

MEMBER(claims_evidence)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    (void)err;
    return chora_give_number(count_of(values, from).evidence, out);
}

MEMBER(claims_comparison)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    chora_claim_count count = count_of(values, from);
    return chora_give_text(chora_tell_comparison(chora_values_teller(values), &count), out, err);
}

MEMBER(claims_rule)
{
    (void)from;
    const chora_teller *teller = chora_values_teller(values);
    return chora_give_text(
        chora_claim_rule_words(teller->words, values->facts->basis.tie, teller->arena), out, err);
}

MEMBER(claims_dataset)
{
    (void)from;
    return chora_give_text(values->facts->basis.claims, out, err);
}

static chora_status give_toll(const chora_value *from, int which, chora_value *out)
{
    *out = *from;
    out->kind = CHORA_VALUE_TOLL;
    out->number = which;
    return CHORA_OK;
}

#define TOLL_MEMBER(name, which)                                                                   \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        if (chora_claims_told(values->facts, err))                                                 \
            return CHORA_EINVAL;                                                                   \
        (void)values, (void)err;                                                                   \
        return give_toll(from, which, out);                                                        \
    }
TOLL_MEMBER(claims_claimed_killed, CLAIMED_KILLED)
TOLL_MEMBER(claims_claimed_injured, CLAIMED_INJURED)
TOLL_MEMBER(claims_verified_killed, VERIFIED_KILLED)
TOLL_MEMBER(claims_verified_injured, VERIFIED_INJURED)

const chora_member chora_members_claims[] = {
    { "sentence", claims_sentence },
    { "comparison", claims_comparison },
    { "claimed_only", claims_only },
    { "both", claims_both },
    { "verified_only", claims_verified_only },
    { "neither", claims_neither },
    { "claimed", claims_claimed },
    { "verified", claims_verified },
    { "verified_share", claims_share },
    { "claimed_killed", claims_claimed_killed },
    { "claimed_injured", claims_claimed_injured },
    { "verified_killed", claims_verified_killed },
    { "verified_injured", claims_verified_injured },
    { "evidence", claims_evidence },
    { "rule", claims_rule },
    { "dataset", claims_dataset },
    { NULL, NULL },
};

/* ---- what the group itself counts ------------------------------------------------------------ */

/* A number that is not stated is said so, never 0. */
static chora_status give_stated(const chora_values *values, int64_t number, chora_value *out,
                                chora_error *err)
{
    if (number < 0)
        return chora_give_text(chora_phrase(chora_values_teller(values), "row.not-stated", NULL),
                               out, err);
    return chora_give_number(number, out);
}

#define TALLY_MEMBER(name, which)                                                                  \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        return give_stated(values, chora_facts_tally(values->facts, &from->scope).numbers[which],  \
                           out, err);                                                              \
    }
TALLY_MEMBER(tally_incidents, CHORA_TALLY_INCIDENTS)
TALLY_MEMBER(tally_killed, CHORA_TALLY_KILLED)
TALLY_MEMBER(tally_injured, CHORA_TALLY_INJURED)

MEMBER(tally_stated)
{
    (void)err;
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL,
                          .number = chora_facts_tally(values->facts, &from->scope).totals > 0 };
    return CHORA_OK;
}

MEMBER(tally_difference)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    int64_t stated = chora_facts_tally(values->facts, &from->scope).numbers[CHORA_TALLY_INCIDENTS];
    chora_claim_count count = count_of(values, from);
    if (stated < 0)
        return give_stated(values, stated, out, err);
    return chora_give_number(stated - chora_claims_claimed(&count), out);
}

MEMBER(tally_sentence)
{
    if (chora_claims_told(values->facts, err))
        return CHORA_EINVAL;
    return chora_give_text(chora_tell_tally(values->facts, &from->scope), out, err);
}

MEMBER(tally_source)
{
    return chora_give_text(chora_facts_tally(values->facts, &from->scope).citation, out, err);
}

const chora_member chora_members_tally[] = {
    { "sentence", tally_sentence }, { "incidents", tally_incidents },
    { "killed", tally_killed },     { "injured", tally_injured },
    { "stated", tally_stated },     { "difference", tally_difference },
    { "source", tally_source },     { NULL, NULL },
};
