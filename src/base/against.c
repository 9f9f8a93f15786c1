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
        chora_status st = chora_period_parse(text, &against.span, NULL);
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

static bool has_whole_months(chora_period period)
{
    return chora_period_of(CHORA_PERIOD_MONTH, period.first).first == period.first &&
           chora_period_of(CHORA_PERIOD_MONTH, period.last).last == period.last;
}

/* The same day of an earlier month, or that month's last. */
static chora_day months_before(chora_day day, int count)
{
    int year, month, day_of_month;
    chora_day_to_ymd(day, &year, &month, &day_of_month);
    int months = year * 12 + month - 1 - count;
    year = months / 12;
    month = months % 12 + 1;
    while (day_of_month > 28 && !chora_ymd_valid(year, month, day_of_month))
        day_of_month--;
    return chora_day_from_ymd(year, month, day_of_month);
}

static chora_period whole_months_before(chora_period period, int count)
{
    period.first = months_before(period.first, count);
    chora_day last = months_before(period.last, count);
    period.last = chora_period_of(CHORA_PERIOD_MONTH, last).last;
    return period;
}

static chora_period previous_of(chora_period period)
{
    chora_day length = period.last - period.first + 1;
    if (is_calendar(period))
        return chora_period_of(period.kind, period.first - 1);
    if (has_whole_months(period))
        return whole_months_before(
            period, (int)chora_period_count(CHORA_PERIOD_MONTH, period.first, period.last));
    return (chora_period){ period.kind, period.first - length, period.last - length };
}

static chora_period year_before(chora_period period)
{
    if (is_calendar(period))
        return chora_period_of(period.kind, months_before(period.first, 12));
    if (has_whole_months(period))
        return whole_months_before(period, 12);
    return (chora_period){ period.kind, months_before(period.first, 12),
                           months_before(period.last, 12) };
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
