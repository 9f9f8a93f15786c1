#include "base/calendar.h"
#include "base/error.h"
#include "base/text.h"

#include <chora/period.h>
#include <stdio.h>
#include <string.h>

static const char *const MONTHS[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };
static const char *const SOLAR_MONTHS[] = { "Hamal", "Sawr",  "Jawza", "Saratan", "Asad", "Sunbula",
                                            "Mizan", "Aqrab", "Qaws",  "Jadi",    "Dalw", "Hut" };

chora_status chora_period_kind_parse(const char *text, chora_period_kind *out, chora_error *err)
{
    static const char *const words[] = { "month", "quarter", "year", "all", NULL };

    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0) {
            *out = (chora_period_kind)(CHORA_PERIOD_MONTH + i);
            return CHORA_OK;
        }
    const char *near = chora_text_nearest(text, words);
    return chora_fail(err, CHORA_EINVAL,
                      "\"%s\" is no period; use month, quarter, year or all%s%s%s", text,
                      near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

/* The months first .. first+count-1 of a year that may overflow. */
static chora_period months(chora_period_kind kind, int year, int month, int count)
{
    chora_calendar calendar = chora_period_calendar(kind);
    chora_date first = { year, month, 1 }, after = { year, month + count, 1 };

    return (chora_period){ kind, chora_date_day(calendar, first),
                           chora_date_day(calendar, after) - 1 };
}

static bool parse_digits(const char **text, int count, int *out)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if ((*text)[i] < '0' || (*text)[i] > '9')
            return false;
        value = value * 10 + (*text)[i] - '0';
    }
    *text += count;
    *out = value;
    return true;
}

static chora_calendar calendar_of_year(int year)
{
    return year >= CHORA_SOLAR_YEAR_FIRST && year <= CHORA_SOLAR_YEAR_LAST
               ? CHORA_CALENDAR_SOLAR_HIJRI
               : CHORA_CALENDAR_GREGORIAN;
}

static chora_period months_in(chora_calendar calendar, chora_period_kind step, int year, int month,
                              int count)
{
    return months(chora_period_kind_in(step, calendar), year, month, count);
}

/* The day behind a month: "-05". */
static bool parse_day(const char **text, chora_calendar calendar, chora_date date,
                      chora_period *out)
{
    if (!parse_digits(text, 2, &date.day) || !chora_date_valid(calendar, date))
        return false;
    chora_day day = chora_date_day(calendar, date);
    *out = (chora_period){ CHORA_PERIOD_SPAN, day, day };
    return true;
}

/* One end: a year, quarter, month or day; advances `text` behind it. */
static bool parse_one(const char **text, chora_calendar *calendar, chora_period *out)
{
    int year, month;

    if (!parse_digits(text, 4, &year) || year < 1)
        return false;
    *calendar = calendar_of_year(year);
    if (**text != '-') {
        *out = months_in(*calendar, CHORA_PERIOD_YEAR, year, 1, 12);
        return true;
    }
    ++*text;
    if (**text == 'Q') {
        if ((*text)[1] < '1' || (*text)[1] > '4')
            return false;
        *out = months_in(*calendar, CHORA_PERIOD_QUARTER, year, ((*text)[1] - '1') * 3 + 1, 3);
        *text += 2;
        return true;
    }
    if (!parse_digits(text, 2, &month) || month < 1 || month > 12)
        return false;
    if (**text != '-') {
        *out = months_in(*calendar, CHORA_PERIOD_MONTH, year, month, 1);
        return true;
    }
    ++*text;
    return parse_day(text, *calendar, (chora_date){ year, month, 0 }, out);
}

static chora_status check_years(const char *text, chora_period period, chora_calendar calendar,
                                chora_error *err)
{
    chora_date first = chora_date_of(CHORA_CALENDAR_GREGORIAN, period.first);
    if (calendar == CHORA_CALENDAR_SOLAR_HIJRI || first.year >= CHORA_GREGORIAN_YEAR_FIRST)
        return CHORA_OK;
    return chora_fail(
        err, CHORA_EINVAL, "period \"%s\": years from %d are Gregorian, years %d to %d Solar Hijri",
        text, CHORA_GREGORIAN_YEAR_FIRST, CHORA_SOLAR_YEAR_FIRST, CHORA_SOLAR_YEAR_LAST);
}

chora_status chora_period_read(const char *text, chora_period *out, chora_calendar *written,
                               chora_error *err)
{
    const char *at = text;
    chora_period first, last;
    chora_calendar calendar, other;

    if (!parse_one(&at, &calendar, &first))
        goto unreadable;
    last = first;
    other = calendar;
    bool span = strncmp(at, "..", 2) == 0;
    at += span ? 2 : 0;
    if ((span && !parse_one(&at, &other, &last)) || *at)
        goto unreadable;
    if (other != calendar)
        return chora_fail(err, CHORA_EINVAL,
                          "period \"%s\" begins in one calendar and ends in another", text);
    if (last.last < first.first)
        return chora_fail(err, CHORA_EINVAL, "period \"%s\" ends before it begins", text);
    chora_status st = check_years(text, first, calendar, err);
    if (st)
        return st;
    *out = span ? (chora_period){ CHORA_PERIOD_SPAN, first.first, last.last } : first;
    if (written)
        *written = calendar;
    return CHORA_OK;

unreadable:
    return chora_fail(err, CHORA_EINVAL,
                      "\"%s\" is no period; write 2022-03, 2022-Q1, 2022, 2022-03-05 or a span "
                      "such as 2021-08..2023-08",
                      text);
}

chora_status chora_period_stated(chora_period period, chora_calendar written, chora_calendar stated,
                                 chora_error *err)
{
    char first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];

    if (written != CHORA_CALENDAR_SOLAR_HIJRI || stated == CHORA_CALENDAR_SOLAR_HIJRI)
        return CHORA_OK;
    chora_day_format(period.first, first);
    chora_day_format(period.last, last);
    return chora_fail(
        err, CHORA_EINVAL,
        "the period is of a year before %d: if it is Solar Hijri (then it is %s to "
        "%s), say so with calendar: solar-hijri in the file or --calendar solar-hijri",
        CHORA_GREGORIAN_YEAR_FIRST, first, last);
}

chora_status chora_period_parse(const char *text, chora_period *out, chora_error *err)
{
    chora_period period;
    chora_calendar written;
    chora_status st = chora_period_read(text, &period, &written, err);

    if (!st)
        st = chora_period_stated(period, written, CHORA_CALENDAR_GREGORIAN, err);
    if (!st)
        *out = period;
    return st;
}

chora_status chora_period_from_id(const char *id, chora_period *out, chora_error *err)
{
    char text[2 * CHORA_PERIOD_TEXT_MAX];
    const char *line = strchr(id, '_');

    if (!line)
        return chora_period_read(id, out, NULL, err);
    snprintf(text, sizeof text, "%.*s..%s", (int)(line - id), id, line + 1);
    return chora_period_read(text, out, NULL, err);
}

chora_period chora_period_of(chora_period_kind kind, chora_day day)
{
    chora_date date = chora_date_of(chora_period_calendar(kind), day);

    switch (chora_period_step(kind)) {
    case CHORA_PERIOD_MONTH:
        return months(kind, date.year, date.month, 1);
    case CHORA_PERIOD_QUARTER:
        return months(kind, date.year, (date.month - 1) / 3 * 3 + 1, 3);
    case CHORA_PERIOD_YEAR:
        return months(kind, date.year, 1, 12);
    default:
        return (chora_period){ kind, day, day };
    }
}

chora_period chora_period_next(chora_period period)
{
    if (period.kind == CHORA_PERIOD_SPAN || period.kind == CHORA_PERIOD_ALL) {
        chora_day length = period.last - period.first + 1;
        return (chora_period){ period.kind, period.first + length, period.last + length };
    }
    return chora_period_of(period.kind, period.last + 1);
}

size_t chora_period_count(chora_period_kind kind, chora_day first, chora_day last)
{
    if (last < first)
        return 0;
    chora_calendar calendar = chora_period_calendar(kind);
    chora_date from = chora_date_of(calendar, first), to = chora_date_of(calendar, last);
    switch (chora_period_step(kind)) {
    case CHORA_PERIOD_MONTH:
        return (size_t)((to.year - from.year) * 12 + to.month - from.month + 1);
    case CHORA_PERIOD_QUARTER:
        return (size_t)((to.year - from.year) * 4 + (to.month - 1) / 3 - (from.month - 1) / 3 + 1);
    case CHORA_PERIOD_YEAR:
        return (size_t)(to.year - from.year + 1);
    default:
        return 1;
    }
}

void chora_period_id(chora_period period, char *out)
{
    chora_date first = chora_date_of(chora_period_calendar(period.kind), period.first);
    char last[CHORA_PERIOD_TEXT_MAX];

    switch (chora_period_step(period.kind)) {
    case CHORA_PERIOD_MONTH:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-%02d", first.year, first.month);
        break;
    case CHORA_PERIOD_QUARTER:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-Q%d", first.year, (first.month - 1) / 3 + 1);
        break;
    case CHORA_PERIOD_YEAR:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d", first.year);
        break;
    default:
        chora_day_format(period.last, last);
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-%02d-%02d_%.10s", first.year, first.month,
                 first.day, last);
    }
}

static bool whole_months(chora_period period)
{
    return chora_period_of(CHORA_PERIOD_MONTH, period.first).first == period.first &&
           chora_period_of(CHORA_PERIOD_MONTH, period.last).last == period.last;
}

static const char *month_name(chora_period_kind kind, int month)
{
    bool solar = chora_period_calendar(kind) == CHORA_CALENDAR_SOLAR_HIJRI;
    return (solar ? SOLAR_MONTHS : MONTHS)[month - 1];
}

/* "15 August 2021 – 15 August 2023", or without days when whole months are meant. */
static void span_label(chora_period period, char *out)
{
    chora_calendar calendar = chora_period_calendar(period.kind);
    chora_date a = chora_date_of(calendar, period.first), b = chora_date_of(calendar, period.last);
    const char *from = month_name(period.kind, a.month), *to = month_name(period.kind, b.month);
    bool whole = calendar == CHORA_CALENDAR_SOLAR_HIJRI || whole_months(period);

    if (period.first == period.last)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d %s %d", a.day, from, a.year);
    else if (!whole)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d %s %d – %d %s %d", a.day, from, a.year, b.day, to,
                 b.year);
    else if (a.year == b.year && a.month == b.month)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d", from, a.year);
    else if (a.year == b.year && a.month == 1 && b.month == 12)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d", a.year);
    else if (a.year == b.year)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s–%s %d", from, to, a.year);
    else
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d – %s %d", from, a.year, to, b.year);
}

void chora_period_label(chora_period period, char *out)
{
    chora_date first = chora_date_of(chora_period_calendar(period.kind), period.first);
    chora_period_kind step = chora_period_step(period.kind);

    if (step == CHORA_PERIOD_MONTH)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d", month_name(period.kind, first.month),
                 first.year);
    else if (step == CHORA_PERIOD_YEAR)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d", first.year);
    else
        span_label(period, out);
}
