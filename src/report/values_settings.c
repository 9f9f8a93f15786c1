/* Members of where incidents were: in town or in the country. */
#include "report/values_inside.h"

#include <math.h>

/* Fewer have no share that is worth telling. */
enum { LEAST_FOR_SHARE = 20, KINDS = CHORA_SETTING_RURAL + 1 };

/* By chora_setting_kind. */
static chora_status count_of(const chora_values *values, const chora_value *from,
                             int64_t counts[KINDS], chora_error *err)
{
    const chora_records *records = &values->facts->records;
    chora_status st = chora_facts_settings(values->facts, err);
    if (st)
        chora_at(err, "%s", values->file);
    for (int i = 0; i < KINDS; i++)
        counts[i] = 0;
    for (size_t i = 0; !st && i < records->count; i++)
        if (chora_scope_holds(&from->scope, &records->items[i]))
            counts[chora_settings_of(&values->facts->settings, records->items[i].id)]++;
    return st;
}

static chora_status give(const chora_values *values, int64_t number, chora_value *out,
                         chora_error *err)
{
    if (values->facts->withholding) /* a part of a number could tell what is withheld */
        return chora_give_text(chora_phrase(chora_values_teller(values), "number.withheld", NULL),
                               out, err);
    return chora_give_number(number, out);
}

#define COUNT(name, number)                                                                        \
    MEMBER(name)                                                                                   \
    {                                                                                              \
        int64_t counts[KINDS];                                                                     \
        chora_status st = count_of(values, from, counts, err);                                     \
        return st ? st : give(values, number, out, err);                                           \
    }
COUNT(settings_urban, counts[CHORA_SETTING_URBAN])
COUNT(settings_rural, counts[CHORA_SETTING_RURAL])
COUNT(settings_unknown, counts[CHORA_SETTING_UNKNOWN])
COUNT(settings_known, counts[CHORA_SETTING_URBAN] + counts[CHORA_SETTING_RURAL])

MEMBER(settings_urban_share)
{
    int64_t counts[KINDS];
    chora_status st = count_of(values, from, counts, err);
    int64_t known = counts[CHORA_SETTING_URBAN] + counts[CHORA_SETTING_RURAL];
    if (st)
        return st;
    if (known < LEAST_FOR_SHARE)
        return chora_give_text(chora_phrase(chora_values_teller(values), "not-known", NULL), out,
                               err);
    return give(values, llround(100.0 * (double)counts[CHORA_SETTING_URBAN] / (double)known), out,
                err);
}

MEMBER(settings_sentence)
{
    const chora_teller *teller = chora_values_teller(values);
    int64_t counts[KINDS];
    chora_status st = count_of(values, from, counts, err);
    int64_t known = counts[CHORA_SETTING_URBAN] + counts[CHORA_SETTING_RURAL];
    if (st)
        return st;
    if (values->facts->withholding || known == 0)
        return chora_give_text("", out, err);
    const char *unknown =
        counts[CHORA_SETTING_UNKNOWN]
            ? chora_phrase(teller, "setting.unknown", "n",
                           chora_tell_number(teller, counts[CHORA_SETTING_UNKNOWN]), NULL)
            : "";
    return chora_give_text(chora_phrase(teller, "setting.sentence", "urban",
                                        chora_tell_number(teller, counts[CHORA_SETTING_URBAN]),
                                        "rural",
                                        chora_tell_number(teller, counts[CHORA_SETTING_RURAL]),
                                        "unknown", unknown, NULL),
                           out, err);
}

MEMBER(settings_rule)
{
    (void)from;
    return chora_give_text(chora_facts_settings_words(values->facts), out, err);
}

const chora_member chora_members_settings[] = {
    { "urban", settings_urban },
    { "rural", settings_rural },
    { "unknown", settings_unknown },
    { "known", settings_known },
    { "urban_share", settings_urban_share },
    { "sentence", settings_sentence },
    { "rule", settings_rule },
    { NULL, NULL },
};
