/* Members of the areas that incidents were in. */
#include "report/values_inside.h"

MEMBER(areas_count)
{
    (void)err;
    return chora_give_number((int64_t)chora_facts_areas(values->facts, &from->scope, false), out);
}

MEMBER(areas_words)
{
    return chora_give_text(
        chora_tell_words(chora_values_teller(values),
                         (int64_t)chora_facts_areas(values->facts, &from->scope, false)),
        out, err);
}

MEMBER(areas_deadly)
{
    (void)err;
    return chora_give_number((int64_t)chora_facts_areas(values->facts, &from->scope, true), out);
}

MEMBER(areas_deadly_words)
{
    return chora_give_text(
        chora_tell_words(chora_values_teller(values),
                         (int64_t)chora_facts_areas(values->facts, &from->scope, true)),
        out, err);
}

MEMBER(areas_total)
{
    (void)from, (void)err;
    return chora_give_number((int64_t)values->facts->records.frame.count, out);
}

MEMBER(areas_all)
{
    (void)values, (void)err;
    *out = *from;
    out->kind = CHORA_VALUE_AREAS_ALL;
    return CHORA_OK;
}

static chora_status list_areas(const chora_values *values, const chora_parts *parts,
                               chora_value *out, chora_error *err)
{
    const char **names =
        chora_arena_alloc(chora_values_teller(values)->arena, parts->count + 1, sizeof *names);
    if (!names)
        return chora_no_memory(err);
    for (size_t i = 0; i < parts->count; i++)
        names[i] = parts->items[i].name;
    return chora_give_text(chora_tell_list(chora_values_teller(values), names, parts->count), out,
                           err);
}

/* "Kabul, Herat and 3 more": those whose numbers are withheld are not named; "withheld". */
static chora_status add_hidden(const chora_values *values, const chora_parts *parts,
                               chora_value *out, chora_error *err)
{
    const chora_teller *teller = chora_values_teller(values);
    if (parts->count == 0)
        return chora_give_text(chora_phrase(teller, "number.withheld", NULL), out, err);
    const char *more = chora_phrase(teller, "list.places-more", "n",
                                    chora_tell_number(teller, (int64_t)parts->hidden), NULL);
    return chora_give_text(
        more ? chora_arena_printf(teller->arena, "%s %s", out->text, more) : NULL, out, err);
}

MEMBER(areas_list)
{
    chora_parts parts;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &parts, err);
    if (!st)
        st = list_areas(values, &parts, out, err);
    return st || parts.hidden == 0 ? st : add_hidden(values, &parts, out, err);
}

/* How many of the first share their number of incidents. */
static size_t count_alike(const chora_parts *parts)
{
    size_t alike = 0;
    while (alike < parts->count &&
           parts->items[alike].count.incidents == parts->items[0].count.incidents)
        alike++;
    return alike;
}

/* Those that share the highest number of incidents: none is told when one that is withheld may be
 * higher. */
MEMBER(areas_top)
{
    chora_parts parts;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &parts, err);
    if (st)
        return st;
    parts.count = parts.hidden ? 0 : count_alike(&parts);
    return list_areas(values, &parts, out, err);
}

/* Have several all the same number, so that none has the most? */
MEMBER(areas_even)
{
    chora_parts parts;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &parts, err);
    bool even = !st && parts.count > 1 && !parts.hidden && count_alike(&parts) == parts.count;
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL, .number = even };
    return st;
}

static bool is_among(const chora_parts *parts, size_t area)
{
    for (size_t i = 0; i < parts->count + parts->hidden; i++)
        if (parts->items[i].scope.area == area)
            return true;
    return false;
}

/* With incidents now and none in the period before; none are told when that is not wholly covered.
 */
MEMBER(areas_new)
{
    chora_scope before = chora_scope_previous(from->scope);
    chora_day day;
    bool known = chora_facts_cover(values->facts, before.period, &day) == CHORA_COVER_WHOLE;
    chora_parts now, then;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &now, err);
    if (!st)
        st = chora_facts_by_area(values->facts, &before, false, &then, err);
    if (st)
        return st;
    size_t kept = 0;
    for (size_t i = 0; known && i < now.count; i++)
        if (!is_among(&then, now.items[i].scope.area))
            now.items[kept++] = now.items[i];
    now.count = kept;
    return list_areas(values, &now, out, err);
}

const chora_member chora_members_areas[] = {
    { "count", areas_count },
    { "words", areas_words },
    { "total", areas_total },
    { "list", areas_list },
    { "top", areas_top },
    { "even", areas_even },
    { "new", areas_new },
    { "deadly", areas_deadly },
    { "deadly_words", areas_deadly_words },
    { "all", areas_all },
    { NULL, NULL },
};
