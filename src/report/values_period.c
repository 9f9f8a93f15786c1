/* Members of a period. */
#include "report/values_inside.h"

MEMBER(period_label)
{
    return chora_give_text(chora_tell_period(chora_values_teller(values), from->scope.period), out,
                           err);
}

MEMBER(period_id)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period_id(from->scope.period, id);
    return chora_give_text(chora_arena_strdup(chora_values_teller(values)->arena, id), out, err);
}

MEMBER(period_first)
{
    return chora_give_text(chora_tell_date(chora_values_teller(values), from->scope.period.first),
                           out, err);
}

MEMBER(period_last)
{
    return chora_give_text(chora_tell_date(chora_values_teller(values), from->scope.period.last),
                           out, err);
}

MEMBER(period_days)
{
    (void)values, (void)err;
    return chora_give_number(from->scope.period.last - from->scope.period.first + 1, out);
}

const chora_member chora_members_period[] = {
    { "label", period_label }, { "id", period_id },     { "first", period_first },
    { "last", period_last },   { "days", period_days }, { NULL, NULL },
};
