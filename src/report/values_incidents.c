/* Members of incidents: how many, and against an earlier period. */
#include "report/values_inside.h"

MEMBER(incidents_count)
{
    (void)err;
    return chora_give_number(chora_values_count(values, from).incidents, out);
}

MEMBER(incidents_deadly)
{
    (void)err;
    return chora_give_number(chora_values_count(values, from).deadly, out);
}

MEMBER(incidents_deadly_unknown)
{
    (void)err;
    return chora_give_number(chora_values_count(values, from).deadly_unknown, out);
}

MEMBER(incidents_words)
{
    return chora_give_text(
        chora_tell_words(chora_values_teller(values), chora_values_count(values, from).incidents),
        out, err);
}

MEMBER(incidents_difference)
{
    chora_scope before = chora_scope_previous(from->scope);
    (void)err;
    return chora_give_number(chora_values_count(values, from).incidents -
                                 chora_facts_count(values->facts, &before).incidents,
                             out);
}

MEMBER(incidents_change)
{
    chora_scope before;
    chora_comparison when = chora_values_to_previous(values, from, &before);
    return chora_give_text(chora_tell_change(chora_values_teller(values), &when,
                                             chora_values_count(values, from).incidents,
                                             chora_facts_count(values->facts, &before).incidents),
                           out, err);
}

MEMBER(incidents_change_year)
{
    chora_scope before = chora_scope_year_ago(from->scope);
    chora_comparison when = chora_values_compare(values, &from->scope, &before);
    return chora_give_text(chora_tell_change(chora_values_teller(values), &when,
                                             chora_values_count(values, from).incidents,
                                             chora_facts_count(values->facts, &before).incidents),
                           out, err);
}

MEMBER(incidents_sentence)
{
    chora_scope before;
    chora_comparison when = chora_values_to_previous(values, from, &before);
    return chora_give_text(
        chora_tell_incidents(chora_values_teller(values), &when,
                             chora_values_count(values, from).incidents,
                             chora_facts_count(values->facts, &before).incidents),
        out, err);
}

const chora_member chora_members_incidents[] = {
    { "count", incidents_count },
    { "words", incidents_words },
    { "sentence", incidents_sentence },
    { "change", incidents_change },
    { "change_year", incidents_change_year },
    { "difference", incidents_difference },
    { "deadly", incidents_deadly },
    { "deadly_unknown", incidents_deadly_unknown },
    { NULL, NULL },
};
