/* Members of the killed and the injured. */
#include "report/values_inside.h"

static chora_toll toll_of(const chora_values *values, const chora_value *from)
{
    if (from->kind == CHORA_VALUE_TOLL)
        return chora_values_toll(values, from);
    chora_count count = chora_values_count(values, from);
    return from->kind == CHORA_VALUE_KILLED ? count.killed : count.injured;
}

static chora_people people_of(const chora_value *from)
{
    return from->kind == CHORA_VALUE_KILLED ? CHORA_PEOPLE_KILLED : CHORA_PEOPLE_INJURED;
}

static chora_status give_bound(const chora_values *values, const chora_toll *toll, int64_t bound,
                               chora_value *out, chora_error *err)
{
    if (toll->stated == 0 && toll->unknown > 0)
        return chora_give_text(chora_phrase(chora_values_teller(values), "not-known", NULL), out,
                               err);
    return chora_give_number(bound, out);
}

MEMBER(people_low)
{
    chora_toll toll = toll_of(values, from);
    return give_bound(values, &toll, toll.low, out, err);
}

MEMBER(people_high)
{
    chora_toll toll = toll_of(values, from);
    return give_bound(values, &toll, toll.high, out, err);
}

MEMBER(people_best)
{
    chora_toll toll = toll_of(values, from);
    if (toll.stated > 0 && toll.with_best == toll.stated)
        return chora_give_number(toll.best, out);
    return chora_give_text(chora_tell_toll(chora_values_teller(values), &toll), out, err);
}

MEMBER(people_range)
{
    chora_toll toll = toll_of(values, from);
    return chora_give_text(chora_tell_toll(chora_values_teller(values), &toll), out, err);
}

MEMBER(people_unknown)
{
    (void)err;
    return chora_give_number(toll_of(values, from).unknown, out);
}

MEMBER(people_stated)
{
    (void)err;
    return chora_give_number(toll_of(values, from).stated, out);
}

MEMBER(people_sentence)
{
    chora_toll toll = toll_of(values, from);
    return chora_give_text(chora_tell_people(chora_values_teller(values), people_of(from), &toll),
                           out, err);
}

MEMBER(people_change)
{
    chora_scope before;
    chora_comparison when = chora_values_to_previous(values, from, &before);
    chora_value earlier = *from;
    earlier.scope = before;
    chora_toll now = toll_of(values, from), then = toll_of(values, &earlier);
    return chora_give_text(
        chora_tell_people_change(chora_values_teller(values), &when, &now, &then), out, err);
}

const chora_member chora_members_killed[] = {
    { "low", people_low },           { "best", people_best },       { "high", people_high },
    { "range", people_range },       { "unknown", people_unknown }, { "stated", people_stated },
    { "sentence", people_sentence }, { "change", people_change },   { NULL, NULL },
};
const chora_member chora_members_injured[] = {
    { "low", people_low },           { "best", people_best },       { "high", people_high },
    { "range", people_range },       { "unknown", people_unknown }, { "stated", people_stated },
    { "sentence", people_sentence }, { "change", people_change },   { NULL, NULL },
};

const chora_member chora_members_toll[] = {
    { "low", people_low },
    { "best", people_best },
    { "high", people_high },
    { "range", people_range },
    { "unknown", people_unknown },
    { "stated", people_stated },
    { NULL, NULL },
};
