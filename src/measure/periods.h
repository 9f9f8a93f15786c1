/**
 * @file
 * The periods of a table, and which of them a row's date belongs to.
 */
#ifndef CHORA_MEASURE_PERIODS_H
#define CHORA_MEASURE_PERIODS_H

#include "base/error.h"
#include "base/memory.h"
#include "measure/incidents.h"

typedef struct {
    chora_period_kind kind;
    bool span_given;
    size_t count;
    chora_period *list; /**< Ascending, without gaps. */
} chora_periods;

/**
 * All periods of `kind` that touch first .. last, each whole; ALL and SPAN give that one span.
 * Lives in `arena`. CHORA_EINVAL when the span ends before it begins.
 */
chora_status chora_periods_make(chora_period_kind kind, bool span_given, chora_day first,
                                chora_day last, chora_arena *arena, chora_periods *out,
                                chora_error *err);

/**
 * The days a date may mean: the day, the week about it, or the month or year that holds it, Solar
 * Hijri where its days are those of such a month or year.
 */
chora_period chora_incident_unit(const chora_incident *incident);

/** Where a date belongs. */
typedef struct {
    bool inside;        /**< False: certainly in none of the periods. */
    bool fine;          /**< Known finely enough: then first = last. */
    size_t first, last; /**< Periods it may belong to, inclusive; with `inside`. */
} chora_periods_hit;

/**
 * A day, week or month date belongs to the period that holds its stated day, a year date only to a
 * year or the whole span. A month or year of one calendar belongs to a period of the other only
 * when it lies in it as a whole. A date known less precisely than the period (for a span that was
 * given: a unit longer than the span) is not fine and may belong to any period its unit touches, a
 * missing date to any period.
 */
chora_periods_hit chora_periods_find(const chora_periods *periods, const chora_incident *incident);

#endif
