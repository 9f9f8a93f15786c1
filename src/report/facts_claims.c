#include "report/facts_claims.h"

#include "report/sentences.h"
#include "store/shield.h"

#include <string.h>

/* ---- counting -------------------------------------------------------------------------------- */

static bool is_claimed(chora_claim_kind kind)
{
    return kind == CHORA_CLAIMED_ONLY || kind == CHORA_CLAIMED_AND_VERIFIED;
}

static bool is_verified(chora_claim_kind kind)
{
    return kind == CHORA_VERIFIED_ONLY || kind == CHORA_CLAIMED_AND_VERIFIED;
}

static void add_record(chora_claim_count *count, const chora_record *record)
{
    count->kinds[record->kind]++;
    if (is_claimed(record->kind)) {
        chora_toll_add(&count->claimed_killed, record->claimed_killed);
        chora_toll_add(&count->claimed_injured, record->claimed_injured);
    }
    if (is_verified(record->kind)) {
        chora_toll_add(&count->verified_killed, record->killed);
        chora_toll_add(&count->verified_injured, record->injured);
        count->evidence += record->evidence;
    }
}

chora_claim_count chora_facts_claims(const chora_facts *facts, const chora_scope *scope)
{
    chora_claim_count count = { .evidence = 0 };
    const chora_records *const lists[] = { &facts->records, &facts->claims };
    for (int list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            if (chora_scope_holds(scope, &lists[list]->items[i]))
                add_record(&count, &lists[list]->items[i]);
    return count;
}

chora_status chora_claims_told(const chora_facts *facts, chora_error *err)
{
    int least = chora_shield_report(facts->store)->smallest_count;
    if (least == 0)
        return CHORA_OK;
    return chora_fail(
        err, CHORA_EINVAL,
        "the output profile withholds numbers of incidents below %d, and what is claimed "
        "beside what is verified is not cut to it: take another --profile, or leave "
        "claims away",
        least);
}

int64_t chora_claims_claimed(const chora_claim_count *count)
{
    return count->kinds[CHORA_CLAIMED_ONLY] + count->kinds[CHORA_CLAIMED_AND_VERIFIED];
}

int64_t chora_claims_verified(const chora_claim_count *count)
{
    return count->kinds[CHORA_VERIFIED_ONLY] + count->kinds[CHORA_CLAIMED_AND_VERIFIED];
}

chora_tally_told chora_facts_tally(const chora_facts *facts, const chora_scope *scope)
{
    const chora_frame *frame = &facts->records.frame;
    const char *area =
        scope->area == CHORA_NO_INDEX ? "" : chora_frame_drawn(frame, scope->area)->code;
    if (!facts->tallies.dataset)
        return (chora_tally_told){ .numbers = { -1, -1, -1 }, .citation = "" };
    return chora_tallies_of(&facts->tallies, area, scope->period);
}

/* ---- claimed and verified in words ----------------------------------------------------------- */

static const char *by_group(const chora_teller *teller)
{
    return teller->group && *teller->group
               ? chora_phrase(teller, "claim.by", "group", teller->group, NULL)
               : "";
}

const char *chora_tell_verified_share(const chora_teller *teller, const chora_claim_count *count)
{
    int64_t claimed = chora_claims_claimed(count), both = count->kinds[CHORA_CLAIMED_AND_VERIFIED];
    if (claimed == 0)
        return "";
    if (claimed < CHORA_SHARE_BASE_LEAST)
        return chora_phrase(teller, "claims.share-of", "n", chora_tell_number(teller, both), "all",
                            chora_tell_number(teller, claimed), NULL);
    int64_t percent = (both * 200 + claimed) / (2 * claimed);
    percent = percent == 0 && both > 0 ? 1 : percent == 100 && both < claimed ? 99 : percent;
    return chora_phrase(teller, "claims.share-percent", "n", chora_tell_number(teller, percent),
                        NULL);
}

/* How many of the claimed ones were verified. */
static const char *claimed_clause(const chora_teller *teller, int64_t claimed, int64_t both,
                                  int64_t most)
{
    const char *key = both == claimed ? "claims.all" : both == 0 ? "claims.none" : "claims.some";
    const char *n = both > 0 && both < claimed ? chora_tell_words_beside(teller, both, most) : "";
    if (claimed == 0)
        return chora_phrase(teller, "claims.nothing", "by", by_group(teller), NULL);
    return chora_phrase_many(teller, key, both > 0 && both < claimed ? both : claimed, "n", n,
                             "claimed", chora_tell_words_beside(teller, claimed, most), "by",
                             by_group(teller), NULL);
}

static const char *more_clause(const chora_teller *teller, int64_t claimed, int64_t only,
                               int64_t most)
{
    if (only == 0)
        return "";
    return chora_phrase_many(teller, claimed ? "claims.more" : "claims.verified", only, "n",
                             chora_tell_words_beside(teller, only, most), NULL);
}

static const char *people_sentence(const chora_teller *teller, const chora_claim_count *count)
{
    if (count->claimed_killed.stated == 0 || count->verified_killed.stated == 0)
        return "";
    return chora_phrase(teller, "claims.people", "claimed",
                        chora_tell_toll(teller, &count->claimed_killed), "verified",
                        chora_tell_toll(teller, &count->verified_killed), NULL);
}

const char *chora_tell_comparison(const chora_teller *teller, const chora_claim_count *count)
{
    int64_t claimed = chora_claims_claimed(count), only = count->kinds[CHORA_VERIFIED_ONLY];
    if (claimed + only == 0)
        return "";
    int64_t most = claimed > only ? claimed : only;
    const char *parts[] = { claimed_clause(teller, claimed,
                                           count->kinds[CHORA_CLAIMED_AND_VERIFIED], most),
                            more_clause(teller, claimed, only, most),
                            chora_words_stop(teller->words), people_sentence(teller, count) };
    for (int i = 0; i < 4; i++)
        if (!parts[i])
            return NULL;
    return chora_arena_printf(teller->arena, "%s%s%s%s%s", parts[0], parts[1], parts[2],
                              *parts[3] ? " " : "", parts[3]);
}

/* ---- the group's own totals in words --------------------------------------------------------- */

static const char *difference_key(int64_t difference)
{
    return difference > 0 ? "tally.more" : difference < 0 ? "tally.fewer" : "tally.same";
}

/* "29 attacks, 200 people killed" */
static const char *tally_numbers(const chora_teller *teller, const chora_tally_told *told)
{
    static const char *const keys[] = { "tally.attacks", "tally.killed", "tally.injured" };
    const char *parts[CHORA_TALLY_NUMBERS];
    size_t count = 0;
    for (int i = 0; i < CHORA_TALLY_NUMBERS; i++)
        if (told->numbers[i] >= 0)
            parts[count++] = chora_phrase_many(teller, keys[i], told->numbers[i], "n",
                                               chora_tell_number(teller, told->numbers[i]), NULL);
    return chora_tell_list(teller, parts, count);
}

static const char *difference_clause(const chora_teller *teller, int64_t stated, int64_t claimed)
{
    int64_t difference = stated - claimed, apart = difference < 0 ? -difference : difference;
    int64_t most = apart > claimed ? apart : claimed;
    if (stated < 0)
        return "";
    if (claimed == 0)
        return chora_phrase(teller, "tally.alone", NULL);
    return chora_phrase_many(teller, difference_key(difference), claimed, "n",
                             chora_tell_words_beside(teller, apart, most), "claimed",
                             chora_tell_words_beside(teller, claimed, most), NULL);
}

const char *chora_tell_tally(const chora_facts *facts, const chora_scope *scope)
{
    const chora_teller *teller = &facts->teller;
    chora_tally_told told = chora_facts_tally(facts, scope);
    chora_claim_count count = chora_facts_claims(facts, scope);
    if (told.totals == 0)
        return "";
    return chora_phrase(teller, told.partial ? "tally.part" : "tally.whole", "name",
                        facts->tallies.dataset, "numbers", tally_numbers(teller, &told), "period",
                        chora_tell_period(teller, scope->period), "difference",
                        difference_clause(teller, told.numbers[CHORA_TALLY_INCIDENTS],
                                          chora_claims_claimed(&count)),
                        NULL);
}
