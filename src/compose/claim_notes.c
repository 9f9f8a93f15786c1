#include "compose/claim_notes.h"

#include "compose/claim_rule.h"
#include "compose/wording.h"
#include "measure/breakdown.h"

const char *chora_claims_linked_note(const chora_words *words, const chora_breakdown *breakdown,
                                     chora_arena *arena)
{
    const char *name = chora_breakdown_claims(breakdown);
    double linked = (double)chora_breakdown_linked(breakdown);
    char number[CHORA_NUMBER_TEXT_MAX];
    if (!*name)
        return "";
    chora_number_text(words, linked, true, number);
    return chora_say_many(
        words, arena, "note.claims-linked", linked, number, "name", name, "rule",
        chora_claim_rule_words(words, chora_breakdown_claims_tie(breakdown), arena), NULL);
}

const char *chora_claims_span_note(const chora_words *words, const chora_breakdown *breakdown,
                                   chora_arena *arena)
{
    chora_period own = { CHORA_PERIOD_SPAN, 0, 0 }, all = own;
    if (!chora_breakdown_claims_span(breakdown, &own.first, &own.last))
        return "";
    chora_breakdown_span(breakdown, &all.first, &all.last);
    if (own.first <= all.first && own.last >= all.last)
        return "";
    return chora_say(words, arena, "note.claims-span", "name", chora_breakdown_claims(breakdown),
                     "period", chora_period_words(words, own, arena), NULL);
}
