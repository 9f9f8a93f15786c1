/* Members of what an output profile withholds: a word instead of a number. */
#include "report/values_inside.h"

#include <string.h>

static bool is_counted(chora_value_kind kind)
{
    return kind == CHORA_VALUE_INCIDENTS || kind == CHORA_VALUE_KILLED ||
           kind == CHORA_VALUE_INJURED || kind == CHORA_VALUE_CLAIMS || kind == CHORA_VALUE_AREAS ||
           kind == CHORA_VALUE_AREAS_ALL || kind == CHORA_VALUE_CENTRE ||
           kind == CHORA_VALUE_SETTINGS;
}

/* Does it speak of an earlier period too? A sentence leaves away what it cannot compare with. */
static bool compares(const char *member)
{
    return strncmp(member, "change", 6) == 0 || strcmp(member, "difference") == 0 ||
           strcmp(member, "moved_km") == 0 || strcmp(member, "direction") == 0;
}

static bool is_withheld(const chora_values *values, const chora_scope *scope)
{
    return chora_facts_count(values->facts, scope).withheld;
}

static bool are_claims_withheld(const chora_values *values, const chora_scope *scope)
{
    static const char *const words[] = { "claimed", "attributed", "suspected", "none" };
    bool any = false;
    for (int i = 0; i < 4; i++) {
        chora_scope part = *scope;
        part.words[CHORA_RECORD_CLAIM] = words[i];
        any = any || is_withheld(values, &part);
    }
    return any;
}

/* That of the incidents says why; the others would only say it again. */
static chora_status give_hidden_sentence(const chora_values *values, const chora_value *from,
                                         chora_value *out, chora_error *err)
{
    bool incidents = from->kind == CHORA_VALUE_INCIDENTS;
    return chora_give_text(incidents ? chora_facts_hidden_words(values->facts) : "", out, err);
}

chora_status chora_values_withhold(const chora_values *values, const chora_value *from,
                                   const char *member, chora_value *out, chora_error *err)
{
    bool number = out->kind == CHORA_VALUE_NUMBER, text = out->kind == CHORA_VALUE_TEXT;
    if (!values->facts->withholding || (!number && !text) || from->kind == CHORA_VALUE_PERIOD ||
        (!is_counted(from->kind) && !(from->kind == CHORA_VALUE_SCOPE && number)))
        return CHORA_OK;
    chora_count count = chora_facts_count(values->facts, &from->scope);
    bool withheld = count.withheld || (from->kind == CHORA_VALUE_INCIDENTS &&
                                       count.deadly_withheld && strncmp(member, "deadly", 6) == 0);
    if (!withheld && compares(member)) {
        chora_scope before = chora_scope_previous(from->scope);
        chora_scope year_ago = chora_scope_year_ago(from->scope);
        withheld = is_withheld(values, &before) || is_withheld(values, &year_ago);
    }
    if (!withheld && from->kind == CHORA_VALUE_CLAIMS && are_claims_withheld(values, &from->scope))
        return chora_give_text("", out, err);
    if (!withheld)
        return CHORA_OK;
    if (strcmp(member, "sentence") == 0)
        return give_hidden_sentence(values, from, out, err);
    return chora_give_text(chora_phrase(&values->facts->teller, "number.withheld", NULL), out, err);
}
