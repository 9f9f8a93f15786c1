/* Two calendars behind one set of questions. */
#include "base/calendar.h"

#include "base/error.h"
#include "base/solar_hijri.h"
#include "base/text.h"

#include <string.h>

static bool is_solar(chora_calendar calendar)
{
    return calendar == CHORA_CALENDAR_SOLAR_HIJRI;
}

chora_date chora_date_of(chora_calendar calendar, chora_day day)
{
    chora_date out;
    if (is_solar(calendar))
        chora_solar_hijri_of(day, &out.year, &out.month, &out.day);
    else
        chora_day_to_ymd(day, &out.year, &out.month, &out.day);
    return out;
}

chora_day chora_date_day(chora_calendar calendar, chora_date date)
{
    int year = date.year + (date.month - 1) / 12, month = (date.month - 1) % 12 + 1;
    return is_solar(calendar) ? chora_solar_hijri_day(year, month, date.day)
                              : chora_day_from_ymd(year, month, date.day);
}

int chora_date_month_days(chora_calendar calendar, int year, int month)
{
    if (is_solar(calendar))
        return chora_solar_hijri_month_days(year, month);
    int days = 31;
    while (!chora_ymd_valid(year, month, days))
        days--;
    return days;
}

bool chora_date_valid(chora_calendar calendar, chora_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= chora_date_month_days(calendar, date.year, date.month);
}

chora_day chora_date_months_before(chora_calendar calendar, chora_day day, int months)
{
    chora_date date = chora_date_of(calendar, day);
    int month = date.year * 12 + date.month - 1 - months;
    date.year = month / 12;
    date.month = month % 12 + 1;
    int days = chora_date_month_days(calendar, date.year, date.month);
    date.day = date.day < days ? date.day : days;
    return chora_date_day(calendar, date);
}

chora_period chora_date_unit(chora_period_kind step, chora_day first, chora_day last)
{
    chora_period_kind solar = chora_period_kind_in(step, CHORA_CALENDAR_SOLAR_HIJRI);
    chora_period unit = chora_period_of(solar, first);
    bool is_solar = unit.first == first && unit.last == last;
    return is_solar ? unit : chora_period_of(step, first);
}

chora_status chora_calendar_parse(const char *text, chora_calendar *out, chora_error *err)
{
    static const char *const words[] = { "gregorian", "solar-hijri", NULL };

    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0) {
            *out = (chora_calendar)(CHORA_CALENDAR_GREGORIAN + i);
            return CHORA_OK;
        }
    const char *near = chora_text_nearest(text, words);
    return chora_fail(err, CHORA_EINVAL,
                      "\"%s\" is no calendar; use gregorian or solar-hijri%s%s%s", text,
                      near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

/* ---- kinds of periods ------------------------------------------------------------------------ */

chora_period_kind chora_period_step(chora_period_kind kind)
{
    switch (kind) {
    case CHORA_PERIOD_SOLAR_MONTH:
        return CHORA_PERIOD_MONTH;
    case CHORA_PERIOD_SOLAR_QUARTER:
        return CHORA_PERIOD_QUARTER;
    case CHORA_PERIOD_SOLAR_YEAR:
        return CHORA_PERIOD_YEAR;
    default:
        return kind;
    }
}

chora_calendar chora_period_calendar(chora_period_kind kind)
{
    return chora_period_step(kind) == kind ? CHORA_CALENDAR_GREGORIAN : CHORA_CALENDAR_SOLAR_HIJRI;
}

chora_period_kind chora_period_kind_in(chora_period_kind kind, chora_calendar calendar)
{
    chora_period_kind step = chora_period_step(kind);
    if (!is_solar(calendar))
        return step;
    switch (step) {
    case CHORA_PERIOD_MONTH:
        return CHORA_PERIOD_SOLAR_MONTH;
    case CHORA_PERIOD_QUARTER:
        return CHORA_PERIOD_SOLAR_QUARTER;
    case CHORA_PERIOD_YEAR:
        return CHORA_PERIOD_SOLAR_YEAR;
    default:
        return step;
    }
}
