/* Members of a scope: what a part of the report can be narrowed to. */
#include "report/values_inside.h"

static chora_status same_scope(const chora_value *from, chora_value_kind kind, chora_value *out)
{
    *out = *from;
    out->kind = kind;
    return CHORA_OK;
}

MEMBER(scope_name)
{
    const char *name = from->name;
    return chora_give_text(
        name ? name : chora_tell_period(chora_values_teller(values), from->scope.period), out, err);
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
    chora_count count = chora_values_count(values, from);
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL,
                          .number = count.incidents == 0 && !count.withheld };
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
    return chora_give_number(chora_values_count(values, from).evidence, out);
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
