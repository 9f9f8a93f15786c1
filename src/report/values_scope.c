/* Members of a scope, and of what it counts. */
#include "report/values_inside.h"

#include <string.h>

chora_status chora_give_number(int64_t number, chora_value *out)
{
    *out = (chora_value){ .kind = CHORA_VALUE_NUMBER, .number = (double)number };
    return CHORA_OK;
}

chora_status chora_give_text(const char *text, chora_value *out, chora_error *err)
{
    *out = (chora_value){ .kind = CHORA_VALUE_TEXT, .text = text };
    return text ? CHORA_OK : chora_no_memory(err);
}

static const chora_teller *teller_of(const chora_values *values)
{
    return &values->facts->teller;
}

static chora_count count_of(const chora_values *values, const chora_value *from)
{
    return chora_facts_count(values->facts, &from->scope);
}

static chora_status same_scope(const chora_value *from, chora_value_kind kind, chora_value *out)
{
    *out = *from;
    out->kind = kind;
    return CHORA_OK;
}

#define MEMBER(name)                                                                               \
    static chora_status name(const chora_values *values, const chora_value *from,                  \
                             chora_value *out, chora_error *err)

/* ---- comparing with an earlier period ------------------------------------------------------ */

chora_comparison chora_values_compare(const chora_values *values, const chora_scope *now,
                                      const chora_scope *before)
{
    const chora_teller *teller = teller_of(values);
    chora_comparison when = { now->period, before->period, false, NULL };
    chora_day day = 0;
    chora_cover cover = chora_facts_cover(values->facts, before->period, &day);
    chora_period told = before->period;

    if (cover == CHORA_COVER_WHOLE || cover == CHORA_COVER_NONE) {
        when.has_previous = cover == CHORA_COVER_WHOLE;
        told = now->period;
        cover = chora_facts_cover(values->facts, told, &day);
    }
    when.has_previous = when.has_previous && cover == CHORA_COVER_WHOLE;
    if (cover == CHORA_COVER_FROM || cover == CHORA_COVER_TO)
        when.caveat = chora_tell_part(teller, told, now->period, day, cover == CHORA_COVER_FROM);
    return when;
}

static chora_comparison compare_to_previous(const chora_values *values, const chora_value *from,
                                            chora_scope *before)
{
    *before = chora_scope_previous(from->scope);
    return chora_values_compare(values, &from->scope, before);
}

/* ---- a scope ------------------------------------------------------------------------------- */

MEMBER(scope_name)
{
    const char *name = from->name;
    return chora_give_text(name ? name : chora_tell_period(teller_of(values), from->scope.period),
                           out, err);
}

MEMBER(scope_code)
{
    (void)values;
    return chora_give_text(from->code ? from->code : "", out, err);
}

MEMBER(scope_period)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_PERIOD, out);
}

MEMBER(scope_incidents)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_INCIDENTS, out);
}

MEMBER(scope_killed)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_KILLED, out);
}

MEMBER(scope_injured)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_INJURED, out);
}

MEMBER(scope_areas)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_AREAS, out);
}

MEMBER(scope_claims)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_CLAIMS, out);
}

MEMBER(scope_tally)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_TALLY, out);
}

MEMBER(scope_centre)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_CENTRE, out);
}

MEMBER(scope_settings)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_SETTINGS, out);
}

MEMBER(scope_months)
{
    (void)values, (void)err;
    return same_scope(from, CHORA_VALUE_PERIODS, out);
}

MEMBER(scope_previous)
{
    (void)values, (void)err;
    *out = *from;
    out->scope = chora_scope_previous(from->scope);
    return CHORA_OK;
}

MEMBER(scope_year_ago)
{
    (void)values, (void)err;
    *out = *from;
    out->scope = chora_scope_year_ago(from->scope);
    return CHORA_OK;
}

/* The whole covered span. */
MEMBER(scope_span)
{
    const chora_records *records = &values->facts->records;
    (void)err;
    *out = *from;
    out->scope.period = (chora_period){ CHORA_PERIOD_SPAN, records->first, records->last };
    return CHORA_OK;
}

MEMBER(scope_quiet)
{
    (void)err;
    *out =
        (chora_value){ .kind = CHORA_VALUE_BOOL, .number = count_of(values, from).incidents == 0 };
    return CHORA_OK;
}

MEMBER(scope_covered)
{
    chora_day day;
    (void)err;
    chora_cover cover = chora_facts_cover(values->facts, from->scope.period, &day);
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL, .number = cover == CHORA_COVER_WHOLE };
    return CHORA_OK;
}

MEMBER(scope_deadly)
{
    (void)values, (void)err;
    *out = *from;
    out->scope.deadly = true;
    return CHORA_OK;
}

MEMBER(scope_evidence)
{
    (void)err;
    return chora_give_number(count_of(values, from).evidence, out);
}

static chora_status narrowed(const chora_value *from, chora_record_column column, const char *word,
                             chora_value *out)
{
    *out = *from;
    out->scope.words[column] = word;
    return CHORA_OK;
}

MEMBER(scope_claimed)
{
    (void)values, (void)err;
    return narrowed(from, CHORA_RECORD_CLAIM, "claimed", out);
}

MEMBER(scope_attributed)
{
    (void)values, (void)err;
    return narrowed(from, CHORA_RECORD_CLAIM, "attributed", out);
}

MEMBER(scope_suspected)
{
    (void)values, (void)err;
    return narrowed(from, CHORA_RECORD_CLAIM, "suspected", out);
}

MEMBER(scope_verified)
{
    (void)values, (void)err;
    return narrowed(from, CHORA_RECORD_VERIFICATION, "verified", out);
}

MEMBER(scope_unverified)
{
    (void)values, (void)err;
    return narrowed(from, CHORA_RECORD_VERIFICATION, "unverified", out);
}

static chora_status by_column(const chora_value *from, chora_record_column column, chora_value *out)
{
    *out = *from;
    out->kind = CHORA_VALUE_WORDS;
    out->column = column;
    return CHORA_OK;
}

#define BY_COLUMN(name, column)                                                                    \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        (void)values, (void)err;                                                                   \
        return by_column(from, column, out);                                                       \
    }
BY_COLUMN(scope_types, CHORA_RECORD_TYPE)
BY_COLUMN(scope_subtypes, CHORA_RECORD_SUBTYPE)
BY_COLUMN(scope_targets, CHORA_RECORD_TARGET)
BY_COLUMN(scope_communities, CHORA_RECORD_COMMUNITY)
BY_COLUMN(scope_perpetrators, CHORA_RECORD_PERPETRATOR)
BY_COLUMN(scope_statuses, CHORA_RECORD_CLAIM)
BY_COLUMN(scope_verifications, CHORA_RECORD_VERIFICATION)

const chora_member chora_members_scope[] = {
    { "incidents", scope_incidents },
    { "killed", scope_killed },
    { "injured", scope_injured },
    { "provinces", scope_areas },
    { "areas", scope_areas },
    { "previous", scope_previous },
    { "year_ago", scope_year_ago },
    { "span", scope_span },
    { "period", scope_period },
    { "months", scope_months },
    { "types", scope_types },
    { "subtypes", scope_subtypes },
    { "targets", scope_targets },
    { "communities", scope_communities },
    { "perpetrators", scope_perpetrators },
    { "statuses", scope_statuses },
    { "verifications", scope_verifications },
    { "claims", scope_claims },
    { "centre", scope_centre },
    { "settings", scope_settings },
    { "tally", scope_tally },
    { "claimed", scope_claimed },
    { "attributed", scope_attributed },
    { "suspected", scope_suspected },
    { "verified", scope_verified },
    { "unverified", scope_unverified },
    { "deadly", scope_deadly },
    { "evidence", scope_evidence },
    { "quiet", scope_quiet },
    { "covered", scope_covered },
    { "name", scope_name },
    { "code", scope_code },
    { NULL, NULL },
};

/* ---- incidents ----------------------------------------------------------------------------- */

MEMBER(incidents_count)
{
    (void)err;
    return chora_give_number(count_of(values, from).incidents, out);
}

MEMBER(incidents_deadly)
{
    (void)err;
    return chora_give_number(count_of(values, from).deadly, out);
}

MEMBER(incidents_deadly_unknown)
{
    (void)err;
    return chora_give_number(count_of(values, from).deadly_unknown, out);
}

MEMBER(incidents_words)
{
    return chora_give_text(chora_tell_words(teller_of(values), count_of(values, from).incidents),
                           out, err);
}

MEMBER(incidents_difference)
{
    chora_scope before = chora_scope_previous(from->scope);
    (void)err;
    return chora_give_number(count_of(values, from).incidents -
                                 chora_facts_count(values->facts, &before).incidents,
                             out);
}

MEMBER(incidents_change)
{
    chora_scope before;
    chora_comparison when = compare_to_previous(values, from, &before);
    return chora_give_text(chora_tell_change(teller_of(values), &when,
                                             count_of(values, from).incidents,
                                             chora_facts_count(values->facts, &before).incidents),
                           out, err);
}

MEMBER(incidents_change_year)
{
    chora_scope before = chora_scope_year_ago(from->scope);
    chora_comparison when = chora_values_compare(values, &from->scope, &before);
    return chora_give_text(chora_tell_change(teller_of(values), &when,
                                             count_of(values, from).incidents,
                                             chora_facts_count(values->facts, &before).incidents),
                           out, err);
}

MEMBER(incidents_sentence)
{
    chora_scope before;
    chora_comparison when = compare_to_previous(values, from, &before);
    return chora_give_text(
        chora_tell_incidents(teller_of(values), &when, count_of(values, from).incidents,
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

/* ---- killed and injured -------------------------------------------------------------------- */

static chora_toll toll_of(const chora_values *values, const chora_value *from)
{
    if (from->kind == CHORA_VALUE_TOLL)
        return chora_values_toll(values, from);
    chora_count count = count_of(values, from);
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
        return chora_give_text(chora_phrase(teller_of(values), "not-known", NULL), out, err);
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
    return chora_give_text(chora_tell_toll(teller_of(values), &toll), out, err);
}

MEMBER(people_range)
{
    chora_toll toll = toll_of(values, from);
    return chora_give_text(chora_tell_toll(teller_of(values), &toll), out, err);
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
    return chora_give_text(chora_tell_people(teller_of(values), people_of(from), &toll), out, err);
}

MEMBER(people_change)
{
    chora_scope before;
    chora_comparison when = compare_to_previous(values, from, &before);
    chora_value earlier = *from;
    earlier.scope = before;
    chora_toll now = toll_of(values, from), then = toll_of(values, &earlier);
    return chora_give_text(chora_tell_people_change(teller_of(values), &when, &now, &then), out,
                           err);
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

/* ---- areas --------------------------------------------------------------------------------- */

MEMBER(areas_count)
{
    (void)err;
    return chora_give_number((int64_t)chora_facts_areas(values->facts, &from->scope, false), out);
}

MEMBER(areas_words)
{
    return chora_give_text(
        chora_tell_words(teller_of(values),
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
        chora_tell_words(teller_of(values),
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
        chora_arena_alloc(teller_of(values)->arena, parts->count + 1, sizeof *names);
    if (!names)
        return chora_no_memory(err);
    for (size_t i = 0; i < parts->count; i++)
        names[i] = parts->items[i].name;
    return chora_give_text(chora_tell_list(teller_of(values), names, parts->count), out, err);
}

MEMBER(areas_list)
{
    chora_parts parts;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &parts, err);
    return st ? st : list_areas(values, &parts, out, err);
}

/* Those that share the highest number of incidents. */
MEMBER(areas_top)
{
    chora_parts parts;
    chora_status st = chora_facts_by_area(values->facts, &from->scope, false, &parts, err);
    if (st)
        return st;
    size_t count = parts.count;
    for (parts.count = 0; parts.count < count; parts.count++)
        if (parts.items[parts.count].count.incidents != parts.items[0].count.incidents)
            break;
    return list_areas(values, &parts, out, err);
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
    { "count", areas_count },   { "words", areas_words },
    { "total", areas_total },   { "list", areas_list },
    { "top", areas_top },       { "new", areas_new },
    { "deadly", areas_deadly }, { "deadly_words", areas_deadly_words },
    { "all", areas_all },       { NULL, NULL },
};

/* ---- a period ------------------------------------------------------------------------------ */

MEMBER(period_label)
{
    return chora_give_text(chora_tell_period(teller_of(values), from->scope.period), out, err);
}

MEMBER(period_id)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period_id(from->scope.period, id);
    return chora_give_text(chora_arena_strdup(teller_of(values)->arena, id), out, err);
}

MEMBER(period_first)
{
    return chora_give_text(chora_tell_date(teller_of(values), from->scope.period.first), out, err);
}

MEMBER(period_last)
{
    return chora_give_text(chora_tell_date(teller_of(values), from->scope.period.last), out, err);
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
