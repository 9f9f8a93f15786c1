/* Town and country: read when it is first asked for, and the rule in words. */
#include "report/facts.h"

chora_status chora_facts_settings(chora_facts *facts, chora_error *err)
{
    if (facts->has_settings)
        return CHORA_OK;
    chora_status st =
        chora_settings_load(facts->store, facts->records.dataset_id, &facts->settings_rule,
                            facts->teller.arena, &facts->settings, err);
    facts->has_settings = !st;
    return st;
}

const char *chora_facts_settings_words(const chora_facts *facts)
{
    const chora_teller *teller = &facts->teller;
    if (facts->settings_rule.column)
        return chora_phrase(teller, "setting.by-column", "column", facts->settings_rule.column,
                            NULL);
    return chora_phrase(teller, "setting.by-place", "people",
                        chora_tell_number(teller, facts->settings_rule.people), NULL);
}
