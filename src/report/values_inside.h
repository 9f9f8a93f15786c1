/**
 * @file
 * The members of each kind of value: what stands behind the dot.
 */
#ifndef CHORA_REPORT_VALUES_INSIDE_H
#define CHORA_REPORT_VALUES_INSIDE_H

#include "report/values.h"

/** Its value; `from` is what stands before the dot. */
typedef chora_status (*chora_member_get)(const chora_values *values, const chora_value *from,
                                         chora_value *out, chora_error *err);

typedef struct {
    const char *name;
    chora_member_get get;
} chora_member;

/** Begins the function of a member. */
#define MEMBER(name)                                                                               \
    static chora_status name(const chora_values *values, const chora_value *from,                  \
                             chora_value *out, chora_error *err)

/** Members by kind, each list ended by a NULL name; NULL for a kind without any. */
const chora_member *chora_members_of(chora_value_kind kind);

extern const chora_member chora_members_scope[], chora_members_incidents[], chora_members_killed[],
    chora_members_injured[], chora_members_areas[], chora_members_period[], chora_members_claims[],
    chora_members_record[], chora_members_toll[], chora_members_tally[], chora_members_centre[],
    chora_members_settings[];

/** The words of the report; what a scope counts. */
const chora_teller *chora_values_teller(const chora_values *values);
chora_count chora_values_count(const chora_values *values, const chora_value *from);
/** A scope beside that of the period before, which `before` receives. */
chora_comparison chora_values_to_previous(const chora_values *values, const chora_value *from,
                                          chora_scope *before);

/** The people of a CHORA_VALUE_TOLL. */
chora_toll chora_values_toll(const chora_values *values, const chora_value *from);

/**
 * In place of a number or sentence about what an output profile withholds: a word that says so.
 * Other values stay as they are.
 */
chora_status chora_values_withhold(const chora_values *values, const chora_value *from,
                                   const char *member, chora_value *out, chora_error *err);

chora_status chora_give_number(int64_t number, chora_value *out);
/** CHORA_ENOMEM for NULL. */
chora_status chora_give_text(const char *text, chora_value *out, chora_error *err);

#endif
