/* The numbers a report opens with, each with its change in words. */
#include "report/run.h"

#include <string.h>

enum { KEYS = 4 };

static const char *joined(const chora_teller *teller, const char *a, const char *b)
{
    if (!a || !b)
        return NULL;
    const char *clause = chora_phrase(teller, "key.clause", NULL);
    return !*a ? b : !*b ? a : chora_arena_printf(teller->arena, "%s%s%s", a, clause, b);
}

static const char *incidents_note(const chora_facts *facts, const chora_comparison *when,
                                  const chora_count *now, const chora_count *before)
{
    const chora_teller *teller = &facts->teller;
    const char *previous = chora_tell_period_beside(teller, when->previous, when->period);
    int64_t difference = now->incidents - before->incidents;
    const char *key = before->incidents == 0 && now->incidents == 0 ? "key.change-none"
                      : before->incidents == 0                      ? "key.change-from-none"
                      : difference == 0                             ? "key.change-same"
                      : difference > 0                              ? "key.change-more"
                                                                    : "key.change-fewer";
    const char *change = when->caveat ? when->caveat : "";
    if (when->has_previous)
        change = chora_phrase(
            teller, key, "n", chora_tell_number(teller, difference < 0 ? -difference : difference),
            "previous", previous, "before", chora_tell_number(teller, before->incidents), NULL);
    if (now->incidents == 0 || !facts->states_killed || now->deadly_withheld)
        return change;
    const char *deadly =
        chora_phrase(teller, "key.deadly", "n", chora_tell_number(teller, now->deadly), NULL);
    if (now->deadly_unknown)
        deadly =
            chora_arena_printf(teller->arena, "%s%s%s", deadly, chora_words_list(teller->words),
                               chora_phrase(teller, "key.deadly-unknown", "n",
                                            chora_tell_number(teller, now->deadly_unknown), NULL));
    return joined(teller, change, deadly);
}

static const char *unknown_note(const chora_teller *teller, const chora_toll *toll)
{
    if (toll->unknown == 0 || toll->stated == 0)
        return "";
    return chora_phrase_many(teller, "key.unknown", toll->unknown, "n",
                             chora_tell_number(teller, toll->unknown), NULL);
}

/* "71–166 in August (8 not known)". */
static const char *before_note(const chora_teller *teller, const chora_toll *before,
                               const char *previous)
{
    const char *told =
        chora_phrase(teller, "key.before", "range", chora_tell_toll_plain(teller, before),
                     "previous", previous, NULL);
    if (before->unknown == 0 || before->stated == 0)
        return told;
    const char *unknown = chora_phrase(teller, "key.deadly-unknown", "n",
                                       chora_tell_number(teller, before->unknown), NULL);
    return told && unknown ? chora_arena_printf(teller->arena, "%s (%s)", told, unknown) : NULL;
}

static const char *people_note(const chora_teller *teller, const chora_comparison *when,
                               const chora_toll *now, const chora_toll *before)
{
    const char *previous = chora_tell_period_beside(teller, when->previous, when->period);
    const char *change = "";
    if (when->has_previous && before->stated + before->unknown == 0)
        change = chora_phrase(teller, "key.before-nobody", "previous", previous, NULL);
    else if (when->has_previous)
        change = before_note(teller, before, previous);
    return joined(teller, change, unknown_note(teller, now));
}

static const char *names_of(const chora_teller *teller, const chora_parts *parts)
{
    const char *names[3];
    for (size_t i = 0; i < parts->count && i < 3; i++)
        names[i] = parts->items[i].name;
    return chora_tell_list(teller, names, parts->count < 3 ? parts->count : 3);
}

static chora_status areas_note(chora_run_work *run, const chora_comparison *when,
                               const chora_scope *before, const char **out)
{
    const chora_teller *teller = &run->facts.teller;
    chora_parts parts;
    *out = "";
    if (!when->has_previous)
        return CHORA_OK;
    chora_status st = chora_facts_by_area(&run->facts, before, false, &parts, run->err);
    if (st)
        return st;
    const char *previous = chora_tell_period_beside(teller, when->previous, when->period);
    const char *n = chora_tell_number(teller, (int64_t)parts.count);
    if (parts.count == 0)
        *out = chora_phrase(teller, "key.areas-before-none", "previous", previous, NULL);
    else if (parts.count <= 3)
        *out = chora_phrase(teller, "key.areas-named", "n", n, "previous", previous, "names",
                            names_of(teller, &parts), NULL);
    else
        *out = chora_phrase(teller, "key.areas-before", "n", n, "previous", previous, NULL);
    return *out ? CHORA_OK : chora_no_memory(run->err);
}

static chora_report_key withheld_key(const chora_teller *teller, const char *label)
{
    return (chora_report_key){ chora_phrase(teller, label, NULL),
                               chora_phrase(teller, "number.withheld", NULL), "", "", 0 };
}

/* `now` NULL: it is withheld. A headline number has no star: what it lacks stands below it. */
static chora_report_key people_key(const chora_teller *teller, const char *label,
                                   const chora_comparison *when, const chora_toll *now,
                                   const chora_toll *before, unsigned style)
{
    if (!now)
        return withheld_key(teller, label);
    return (chora_report_key){ chora_phrase(teller, label, NULL),
                               chora_tell_toll_plain(teller, now), "",
                               people_note(teller, when, now, before), style };
}

chora_status chora_run_keys(chora_run_work *run, const chora_template_part *part, chora_block *out)
{
    static const char *const no_options[] = { NULL };
    const chora_teller *teller = &run->facts.teller;
    chora_scope before = chora_scope_previous(run->values.main);
    chora_comparison when = chora_values_compare(&run->values, &run->values.main, &before);
    chora_count now = chora_facts_count(&run->facts, &run->values.main);
    chora_count then = chora_facts_count(&run->facts, &before);
    chora_report_key *keys = chora_arena_alloc(run->arena, KEYS, sizeof *keys);
    if (!keys)
        return chora_no_memory(run->err);

    keys[0] = now.withheld
                  ? withheld_key(teller, "key.incidents")
                  : (chora_report_key){ chora_phrase(teller, "key.incidents", NULL),
                                        chora_tell_number(teller, now.incidents), "",
                                        incidents_note(&run->facts, &when, &now, &then), 0 };
    size_t count = 1;
    if (run->facts.states_killed)
        keys[count++] = people_key(teller, "key.killed", &when, now.withheld ? NULL : &now.killed,
                                   &then.killed, CHORA_INLINE_KILLED);
    if (run->facts.states_injured)
        keys[count++] = people_key(teller, "key.injured", &when, now.withheld ? NULL : &now.injured,
                                   &then.injured, CHORA_INLINE_INJURED);
    size_t areas = chora_facts_areas(&run->facts, &run->values.main, false);
    keys[count++] = (chora_report_key){
        chora_phrase(teller, "key.areas", NULL), chora_tell_number(teller, (int64_t)areas),
        chora_phrase(teller, "key.of", "n",
                     chora_tell_number(teller, (int64_t)run->facts.records.frame.count), NULL),
        "", 0
    };
    chora_status st = areas_note(run, &when, &before, &keys[count - 1].note);
    for (size_t i = 0; !st && i < count; i++)
        if (!keys[i].label || !keys[i].value || !keys[i].beside || !keys[i].note)
            st = chora_no_memory(run->err);
    out->kind = CHORA_BLOCK_KEYS;
    out->keys = keys;
    out->key_count = count;
    return st ? st : chora_run_check_options(run, part, no_options);
}
