/* Members of the mean centre of a scope. */
#include "report/facts_centre.h"
#include "report/values_inside.h"

#include <math.h>
#include <stdio.h>

static bool centre_of(const chora_values *values, const chora_value *from, chora_centre *out)
{
    return chora_facts_centre(values->facts, &from->scope, out);
}

static chora_status give_unknown(const chora_values *values, chora_value *out, chora_error *err)
{
    return chora_give_text(chora_phrase(chora_values_teller(values), "not-known", NULL), out, err);
}

/* How it moved since the period before, when both are known and that is wholly covered. */
static bool move_of(const chora_values *values, const chora_value *from, chora_centre_move *out)
{
    chora_scope before = chora_scope_previous(from->scope);
    chora_comparison when = chora_values_compare(values, &from->scope, &before);
    chora_centre now, then;
    if (!when.has_previous || !centre_of(values, from, &now) ||
        !chora_facts_centre(values->facts, &before, &then))
        return false;
    *out = chora_centre_moved(&then, &now);
    return true;
}

static const char *direction_of(const chora_values *values, const chora_centre_move *move)
{
    char key[32];
    snprintf(key, sizeof key, "compass.%d", chora_compass_point(move->course_deg));
    return chora_say(chora_values_teller(values)->words, chora_values_teller(values)->arena, key,
                     NULL);
}

MEMBER(centre_known)
{
    chora_centre centre;
    (void)err;
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL, .number = centre_of(values, from, &centre) };
    return CHORA_OK;
}

MEMBER(centre_incidents)
{
    chora_centre centre;
    if (!centre_of(values, from, &centre))
        return give_unknown(values, out, err);
    return chora_give_number(centre.incidents, out);
}

static const char *nearest_town(const chora_values *values, const chora_value *from, double *km)
{
    chora_centre centre;
    return centre_of(values, from, &centre) ? chora_facts_nearest_town(values->facts, centre.at, km)
                                            : NULL;
}

MEMBER(centre_town)
{
    double km;
    const char *town = nearest_town(values, from, &km);
    return town ? chora_give_text(town, out, err) : give_unknown(values, out, err);
}

MEMBER(centre_town_km)
{
    double km;
    const char *town = nearest_town(values, from, &km);
    return town ? chora_give_number(llround(km), out) : give_unknown(values, out, err);
}

MEMBER(centre_sentence)
{
    const chora_teller *teller = chora_values_teller(values);
    chora_centre centre;
    double km;
    const char *town = centre_of(values, from, &centre)
                           ? chora_facts_nearest_town(values->facts, centre.at, &km)
                           : NULL;
    if (!town)
        return chora_give_text("", out, err);
    return chora_give_text(chora_phrase(teller, "centre.lies", "incidents",
                                        chora_tell_number(teller, centre.incidents), "place", town,
                                        "km", chora_tell_number(teller, llround(km)), NULL),
                           out, err);
}

MEMBER(centre_moved_km)
{
    chora_centre_move move;
    if (!move_of(values, from, &move))
        return give_unknown(values, out, err);
    return chora_give_number(llround(move.km), out);
}

MEMBER(centre_direction)
{
    chora_centre_move move;
    if (!move_of(values, from, &move))
        return give_unknown(values, out, err);
    return chora_give_text(direction_of(values, &move), out, err);
}

MEMBER(centre_by_chance)
{
    chora_centre_move move;
    (void)err;
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL,
                          .number = !move_of(values, from, &move) || move.by_chance };
    return CHORA_OK;
}

/* "" when it cannot be told, for {{ if centre.change }}. */
MEMBER(centre_change)
{
    const chora_teller *teller = chora_values_teller(values);
    chora_scope before = chora_scope_previous(from->scope);
    chora_centre_move move;
    if (!move_of(values, from, &move))
        return chora_give_text("", out, err);
    const char *chance = move.by_chance ? chora_phrase(teller, "centre.chance", NULL) : "";
    return chora_give_text(
        chora_phrase(teller, "centre.moved", "period",
                     chora_tell_period_beside(teller, before.period, from->scope.period), "km",
                     chora_tell_number(teller, llround(move.km)), "direction",
                     direction_of(values, &move), "chance", chance, NULL),
        out, err);
}

const chora_member chora_members_centre[] = {
    { "known", centre_known },         { "incidents", centre_incidents },
    { "town", centre_town },           { "town_km", centre_town_km },
    { "sentence", centre_sentence },   { "change", centre_change },
    { "moved_km", centre_moved_km },   { "direction", centre_direction },
    { "by_chance", centre_by_chance }, { NULL, NULL },
};
