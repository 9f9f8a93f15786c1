/* Members of one incident. */
#include "report/values_inside.h"

#include <string.h>

MEMBER(record_key)
{
    (void)values;
    return chora_give_text(from->record->shown, out, err);
}

MEMBER(record_date)
{
    return chora_give_text(chora_tell_day_short(chora_values_teller(values), from->record->day),
                           out, err);
}

MEMBER(record_day)
{
    return chora_give_text(chora_tell_date(chora_values_teller(values), from->record->day), out,
                           err);
}

MEMBER(record_province)
{
    size_t area = from->record->area;
    return chora_give_text(area == CHORA_NO_INDEX ? "" : values->facts->records.area_names[area],
                           out, err);
}

MEMBER(record_place)
{
    (void)values;
    return chora_give_text(from->story->place, out, err);
}

MEMBER(record_summary)
{
    (void)values;
    return chora_give_text(from->story->summary, out, err);
}

MEMBER(record_evidence)
{
    (void)values, (void)err;
    return chora_give_number(from->record->evidence, out);
}

MEMBER(record_precision)
{
    (void)values;
    return chora_give_text(chora_precision_name(from->record->precision), out, err);
}

#define WORD(name, column)                                                                         \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        (void)values;                                                                              \
        return chora_give_text(from->record->words[column], out, err);                             \
    }
WORD(record_type, CHORA_RECORD_TYPE)
WORD(record_subtype, CHORA_RECORD_SUBTYPE)
WORD(record_target, CHORA_RECORD_TARGET)
WORD(record_community, CHORA_RECORD_COMMUNITY)
WORD(record_perpetrator, CHORA_RECORD_PERPETRATOR)
WORD(record_claim, CHORA_RECORD_CLAIM)
WORD(record_verification, CHORA_RECORD_VERIFICATION)

static chora_status give_people(const chora_values *values, const chora_record *record, bool killed,
                                chora_value *out, chora_error *err)
{
    chora_count one = { 0 };
    chora_count_add(&one, record);
    return chora_give_text(
        chora_tell_toll(chora_values_teller(values), killed ? &one.killed : &one.injured), out,
        err);
}

MEMBER(record_killed)
{
    return give_people(values, from->record, true, out, err);
}

MEMBER(record_injured)
{
    return give_people(values, from->record, false, out, err);
}

MEMBER(record_sources)
{
    return chora_give_text(chora_tell_list(chora_values_teller(values), from->story->sources,
                                           from->story->source_count),
                           out, err);
}

MEMBER(record_links)
{
    (void)values, (void)err;
    *out = *from;
    out->kind = CHORA_VALUE_LINKS;
    return CHORA_OK;
}

const chora_member chora_members_record[] = {
    { "key", record_key },
    { "date", record_date },
    { "day", record_day },
    { "province", record_province },
    { "place", record_place },
    { "summary", record_summary },
    { "type", record_type },
    { "subtype", record_subtype },
    { "target", record_target },
    { "community", record_community },
    { "perpetrator", record_perpetrator },
    { "claim", record_claim },
    { "verification", record_verification },
    { "killed", record_killed },
    { "injured", record_injured },
    { "evidence", record_evidence },
    { "precision", record_precision },
    { "sources", record_sources },
    { "links", record_links },
    { NULL, NULL },
};
