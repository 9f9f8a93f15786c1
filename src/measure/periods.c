#include "measure/periods.h"

#include "base/calendar.h"

static bool is_one_span(chora_period_kind kind)
{
    return kind == CHORA_PERIOD_ALL || kind == CHORA_PERIOD_SPAN;
}

chora_status chora_periods_make(chora_period_kind kind, bool span_given, chora_day first,
                                chora_day last, chora_arena *arena, chora_periods *out,
                                chora_error *err)
{
    if (first > last) {
        char from[CHORA_PERIOD_TEXT_MAX], to[CHORA_PERIOD_TEXT_MAX];
        chora_day_format(first, from);
        chora_day_format(last, to);
        return chora_fail(err, CHORA_EINVAL, "the span ends (%s) before it begins (%s)", to, from);
    }
    chora_periods periods = { kind, span_given, chora_period_count(kind, first, last), NULL };
    periods.list = chora_arena_alloc(arena, periods.count, sizeof *periods.list);
    if (!periods.list)
        return chora_no_memory(err);
    chora_period period =
        is_one_span(kind) ? (chora_period){ kind, first, last } : chora_period_of(kind, first);
    for (size_t i = 0; i < periods.count; i++) {
        periods.list[i] = period;
        if (i + 1 < periods.count)
            period = chora_period_next(period);
    }
    *out = periods;
    return CHORA_OK;
}

chora_period chora_incident_unit(const chora_incident *incident)
{
    chora_day day = incident->day;
    switch (incident->date) {
    case CHORA_DATE_WEEK:
        return (chora_period){ CHORA_PERIOD_SPAN, day - 3, day + 3 };
    case CHORA_DATE_MONTH:
        return chora_date_unit(CHORA_PERIOD_MONTH, day, incident->last_day);
    case CHORA_DATE_YEAR:
        return chora_date_unit(CHORA_PERIOD_YEAR, day, incident->last_day);
    default:
        return (chora_period){ CHORA_PERIOD_SPAN, day, day };
    }
}

static bool is_fine(const chora_periods *periods, const chora_incident *incident, chora_period unit)
{
    if (is_one_span(periods->kind)) {
        chora_period span = periods->list[0];
        return !periods->span_given || unit.last - unit.first <= span.last - span.first;
    }
    if (incident->date == CHORA_DATE_YEAR && chora_period_step(periods->kind) != CHORA_PERIOD_YEAR)
        return false;
    if (incident->date != CHORA_DATE_MONTH && incident->date != CHORA_DATE_YEAR)
        return true;
    return chora_period_of(periods->kind, unit.first).last >= unit.last;
}

/** Index of the first period that ends on `day` or later; `count` when there is none. */
static size_t first_ending_from(const chora_periods *periods, chora_day day)
{
    size_t low = 0, high = periods->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (periods->list[middle].last < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

chora_periods_hit chora_periods_find(const chora_periods *periods, const chora_incident *incident)
{
    if (!incident->has_day)
        return (chora_periods_hit){ true, false, 0, periods->count - 1 };
    chora_period unit = chora_incident_unit(incident);
    bool fine = is_fine(periods, incident, unit);
    if (fine)
        unit.first = unit.last = incident->day;

    chora_periods_hit hit = { false, fine, first_ending_from(periods, unit.first), 0 };
    if (hit.first == periods->count || periods->list[hit.first].first > unit.last)
        return hit;
    hit.inside = true;
    hit.last = first_ending_from(periods, unit.last);
    if (hit.last == periods->count)
        hit.last--;
    return hit;
}
