#include "base/calendar.h"
#include "base/error.h"

#include <chora/period.h>
#include <string.h>

chora_status chora_against_parse(const char *text, chora_against *out, chora_error *err)
{
    chora_against against = { .kind = CHORA_AGAINST_PREVIOUS };
    if (strcmp(text, "year-ago") == 0)
        against.kind = CHORA_AGAINST_YEAR_AGO;
    else if (strcmp(text, "previous") != 0) {
        against.kind = CHORA_AGAINST_SPAN;
        chora_status st = chora_period_read(text, &against.span, &against.written, NULL);
        if (st)
            return chora_fail(err, st,
                              "\"%s\" is no earlier period; write previous, year-ago or a period "
                              "such as 2022-03 or 2021-08..2022-07",
                              text);
    }
    *out = against;
    return CHORA_OK;
}

static bool is_calendar(chora_period period)
{
    return period.kind != CHORA_PERIOD_SPAN && period.kind != CHORA_PERIOD_ALL;
}

/* The calendar of which a span has whole months; OF_LANGUAGE: of none. */
static chora_calendar calendar_of_months(chora_period period)
{
    static const chora_period_kind kinds[] = { CHORA_PERIOD_MONTH, CHORA_PERIOD_SOLAR_MONTH };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (chora_period_of(kinds[i], period.first).first == period.first &&
            chora_period_of(kinds[i], period.last).last == period.last)
            return chora_period_calendar(kinds[i]);
    return CHORA_CALENDAR_OF_LANGUAGE;
}

static chora_period whole_months_before(chora_period period, chora_calendar calendar, int count)
{
    chora_period_kind month = chora_period_kind_in(CHORA_PERIOD_MONTH, calendar);
    period.first = chora_date_months_before(calendar, period.first, count);
    chora_day last = chora_date_months_before(calendar, period.last, count);
    period.last = chora_period_of(month, last).last;
    return period;
}

static chora_period previous_of(chora_period period)
{
    chora_day length = period.last - period.first + 1;
    chora_calendar calendar = calendar_of_months(period);
    if (is_calendar(period))
        return chora_period_of(period.kind, period.first - 1);
    if (calendar != CHORA_CALENDAR_OF_LANGUAGE) {
        chora_period_kind month = chora_period_kind_in(CHORA_PERIOD_MONTH, calendar);
        return whole_months_before(period, calendar,
                                   (int)chora_period_count(month, period.first, period.last));
    }
    return (chora_period){ period.kind, period.first - length, period.last - length };
}

static chora_period year_before(chora_period period)
{
    chora_calendar calendar = calendar_of_months(period);
    if (is_calendar(period)) {
        calendar = chora_period_calendar(period.kind);
        return chora_period_of(period.kind, chora_date_months_before(calendar, period.first, 12));
    }
    if (calendar != CHORA_CALENDAR_OF_LANGUAGE)
        return whole_months_before(period, calendar, 12);
    return (chora_period){ period.kind, chora_date_months_before(calendar, period.first, 12),
                           chora_date_months_before(calendar, period.last, 12) };
}

chora_period chora_against_period(chora_against against, chora_period period)
{
    switch (against.kind) {
    case CHORA_AGAINST_PREVIOUS:
        return previous_of(period);
    case CHORA_AGAINST_YEAR_AGO:
        return year_before(period);
    default:
        return against.span;
    }
}
