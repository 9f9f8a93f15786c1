#include "report/sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- incidents ----------------------------------------------------------------------------- */

static const char *previous_name(const chora_teller *teller, const chora_comparison *when)
{
    return chora_tell_period_beside(teller, when->previous, when->period);
}

static const char *change_key(int64_t now, int64_t before)
{
    if (now == 0)
        return before == 0 ? "change.still-none" : "change.to-none";
    if (before == 0)
        return "change.from-none";
    return now == before ? "change.same" : now > before ? "change.more" : "change.fewer";
}

const char *chora_tell_change(const chora_teller *teller, const chora_comparison *when, int64_t now,
                              int64_t before)
{
    if (!when->has_previous)
        return "";
    int64_t difference = now == 0 ? before : now > before ? now - before : before - now;
    int64_t beside = difference > now ? difference : now;
    return chora_phrase(teller, change_key(now, before), "n",
                        chora_tell_words_beside(teller, difference, beside), "previous",
                        previous_name(teller, when), NULL);
}

/* ", four more than in September" or "; August is covered from the 15th only" or nothing. */
static const char *change_behind(const chora_teller *teller, const chora_comparison *when,
                                 int64_t now, int64_t before)
{
    const char *change = chora_tell_change(teller, when, now, before);
    if (when->caveat)
        return chora_phrase(teller, "change.apart", "change", when->caveat, NULL);
    return change && *change ? chora_phrase(teller, "change.behind", "change", change, NULL) : "";
}

const char *chora_tell_incidents(const chora_teller *teller, const chora_comparison *when,
                                 int64_t now, int64_t before)
{
    const char *period = chora_tell_period(teller, when->period);
    const char *change = change_behind(teller, when, now, before);
    if (now == 0)
        return chora_phrase(teller, "incidents.none", "period", period, "change", change, NULL);
    int64_t change_by = change && *change && !when->caveat && before ? llabs(now - before) : 0;
    const char *n = chora_tell_capital(
        teller, chora_tell_words_beside(teller, now, change_by > now ? change_by : now));
    return chora_phrase_many(teller, "incidents.some", now, "n", n, "period", period, "change",
                             change, NULL);
}

const char *chora_tell_part(const chora_teller *teller, chora_period period, chora_period beside,
                            chora_day day, bool from)
{
    return chora_phrase(teller, from ? "change.part-from" : "change.part-to", "previous",
                        chora_tell_period_beside(teller, period, beside), "day",
                        chora_tell_ordinal(teller, day), NULL);
}

/* ---- people -------------------------------------------------------------------------------- */

static const char *people_phrase(const chora_teller *teller, chora_people which, const char *key,
                                 int64_t n, const char *low, const char *high)
{
    char full[64];
    snprintf(full, sizeof full, "%s.%s", which == CHORA_PEOPLE_KILLED ? "killed" : "injured", key);
    if (strcmp(key, "exactly") == 0 || strcmp(key, "up-to") == 0 || strcmp(key, "unknown") == 0)
        return chora_phrase_many(teller, full, n, "n", chora_tell_words(teller, n), NULL);
    return chora_phrase(teller, full, "low", low, "high", high, NULL);
}

static const char *bounds_sentence(const chora_teller *teller, chora_people which,
                                   const chora_toll *toll)
{
    if (toll->high == 0)
        return people_phrase(teller, which, "nobody", 0, NULL, NULL);
    if (toll->low == toll->high)
        return people_phrase(teller, which, "exactly", toll->low, NULL, NULL);
    if (toll->low == 0)
        return people_phrase(teller, which, "up-to", toll->high, NULL, NULL);
    return people_phrase(teller, which, "between", 0, chora_tell_number(teller, toll->low),
                         chora_tell_number(teller, toll->high));
}

/* Is there a best figure that says more than the bounds? */
static bool has_best(const chora_toll *toll)
{
    return toll->stated > 0 && toll->with_best == toll->stated && toll->low != toll->high;
}

const char *chora_tell_people(const chora_teller *teller, chora_people which,
                              const chora_toll *toll)
{
    if (toll->stated + toll->unknown == 0)
        return "";
    if (toll->stated == 0)
        return people_phrase(teller, which, "not-known", 0, NULL, NULL);
    const char *bounds = bounds_sentence(teller, which, toll);
    const char *best = has_best(toll) ? chora_phrase(teller, "people.best", "n",
                                                     chora_tell_number(teller, toll->best), NULL)
                                      : "";
    const char *stop = chora_words_stop(teller->words);
    if (!bounds || !best || !stop)
        return NULL;
    if (toll->unknown == 0)
        return chora_arena_printf(teller->arena, "%s%s%s", bounds, best, stop);
    const char *unknown = people_phrase(teller, which, "unknown", toll->unknown, NULL, NULL);
    return unknown ? chora_arena_printf(teller->arena, "%s%s%s %s", bounds, best, stop, unknown)
                   : NULL;
}

const char *chora_tell_toll_plain(const chora_teller *teller, const chora_toll *toll)
{
    if (toll->stated == 0 && toll->unknown > 0)
        return chora_phrase(teller, "not-known", NULL);
    return chora_tell_range(teller, toll->low, toll->high);
}

const char *chora_tell_toll(const chora_teller *teller, const chora_toll *toll)
{
    const char *plain = chora_tell_toll_plain(teller, toll);
    return toll->unknown && toll->stated && plain ? chora_arena_printf(teller->arena, "%s*", plain)
                                                  : plain;
}

static const char *people_change_key(const chora_toll *now, const chora_toll *before)
{
    if (now->low > before->high)
        return "people.more";
    if (now->high < before->low)
        return "people.fewer";
    bool single = now->low == now->high && before->low == before->high;
    return single ? "people.same" : "people.overlap";
}

const char *chora_tell_people_change(const chora_teller *teller, const chora_comparison *when,
                                     const chora_toll *now, const chora_toll *before)
{
    if (!when->has_previous || now->stated + now->unknown == 0)
        return "";
    const char *previous = previous_name(teller, when);
    if (before->stated + before->unknown == 0)
        return chora_phrase(teller, "key.before-nobody", "previous", previous, NULL);
    const char *range = chora_tell_toll_plain(teller, before);
    if (before->stated == 0 && before->unknown > 0)
        return chora_phrase(teller, "people.not-known-before", "previous", previous, NULL);
    /* An unknown number of dead may lie anywhere: more or fewer cannot be said. */
    if (now->unknown || before->unknown)
        return chora_phrase(teller, "people.not-comparable", "previous", previous, "range", range,
                            NULL);
    return chora_phrase(teller, people_change_key(now, before), "previous", previous, "range",
                        range, "before", range, "now", chora_tell_toll_plain(teller, now), NULL);
}

/* ---- claims -------------------------------------------------------------------------------- */

/* `most`: the greatest number of the sentence. */
static const char *claim_clause(const chora_teller *teller, const char *key, int64_t n,
                                int64_t most, const char *by, const char *it)
{
    return chora_phrase_many(teller, key, n, "n", chora_tell_words_beside(teller, n, most), "by",
                             by, "it", it, NULL);
}

static int64_t most_of(const chora_claims *claims)
{
    const int64_t counts[] = { claims->claimed, claims->attributed, claims->suspected,
                               claims->none };
    int64_t most = 0;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        most = counts[i] > most ? counts[i] : most;
    return most;
}

const char *chora_tell_claims(const chora_teller *teller, const chora_claims *claims)
{
    const char *clauses[4];
    size_t count = 0;
    int64_t most = most_of(claims);
    bool named = teller->group && *teller->group;
    const char *by = named ? chora_phrase(teller, "claim.by", "group", teller->group, NULL) : "";
    const char *it = claims->claimed && named ? chora_phrase(teller, "claim.it", NULL)
                     : named                  ? teller->group
                                              : chora_phrase(teller, "claim.the-group", NULL);

    if (claims->claimed)
        clauses[count++] = claim_clause(teller, "claim.claimed", claims->claimed, most, by, it);
    if (claims->attributed)
        clauses[count++] =
            claim_clause(teller, "claim.attributed", claims->attributed, most, by, it);
    if (claims->suspected)
        clauses[count++] = claim_clause(teller, "claim.suspected", claims->suspected, most, by, it);
    if (claims->none)
        clauses[count++] = claim_clause(teller, "claim.none", claims->none, most, by, it);
    const char *list = count ? chora_tell_list(teller, clauses, count) : "";
    const char *capital = chora_tell_capital(teller, list);
    return count && capital
               ? chora_arena_printf(teller->arena, "%s%s", capital, chora_words_stop(teller->words))
               : "";
}
