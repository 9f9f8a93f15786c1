/* What members share: the words, the counts, a comparison with an earlier period. */
#include "report/values_inside.h"

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

const chora_teller *chora_values_teller(const chora_values *values)
{
    return &values->facts->teller;
}

chora_count chora_values_count(const chora_values *values, const chora_value *from)
{
    return chora_facts_count(values->facts, &from->scope);
}

/* ---- comparing with an earlier period ------------------------------------------------------ */

chora_comparison chora_values_compare(const chora_values *values, const chora_scope *now,
                                      const chora_scope *before)
{
    const chora_teller *teller = chora_values_teller(values);
    chora_comparison when = { now->period, before->period, false, NULL };
    chora_day day = 0;
    chora_cover cover = chora_facts_cover(values->facts, before->period, &day);
    chora_period told = before->period;

    if (cover == CHORA_COVER_WHOLE || cover == CHORA_COVER_NONE) {
        when.has_previous = cover == CHORA_COVER_WHOLE;
        told = now->period;
        cover = chora_facts_cover(values->facts, told, &day);
    }
    when.has_previous = when.has_previous && cover == CHORA_COVER_WHOLE &&
                        !chora_facts_count(values->facts, before).withheld;
    if (cover == CHORA_COVER_FROM || cover == CHORA_COVER_TO)
        when.caveat = chora_tell_part(teller, told, now->period, day, cover == CHORA_COVER_FROM);
    return when;
}

chora_comparison chora_values_to_previous(const chora_values *values, const chora_value *from,
                                          chora_scope *before)
{
    *before = chora_scope_previous(from->scope);
    return chora_values_compare(values, &from->scope, before);
}
