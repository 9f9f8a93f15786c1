#include "base/error.h"
#include "base/text.h"

#include <chora/period.h>
#include <stdio.h>
#include <string.h>

static const char *const MONTHS[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };

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
    int last_month = month - 1 + count; /* 0-based month after the last one */
    chora_period period = { kind, chora_day_from_ymd(year, month, 1), 0 };

    period.last = chora_day_from_ymd(year + last_month / 12, last_month % 12 + 1, 1) - 1;
    return period;
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

/* One end: a year, quarter, month or day; advances `text` behind it. */
static bool parse_one(const char **text, chora_period *out)
{
    int year, month, day;

    if (!parse_digits(text, 4, &year) || year < 1)
        return false;
    if (**text != '-') {
        *out = months(CHORA_PERIOD_YEAR, year, 1, 12);
        return true;
    }
    ++*text;
    if (**text == 'Q') {
        if ((*text)[1] < '1' || (*text)[1] > '4')
            return false;
        *out = months(CHORA_PERIOD_QUARTER, year, ((*text)[1] - '1') * 3 + 1, 3);
        *text += 2;
        return true;
    }
    if (!parse_digits(text, 2, &month) || month < 1 || month > 12)
        return false;
    if (**text != '-') {
        *out = months(CHORA_PERIOD_MONTH, year, month, 1);
        return true;
    }
    ++*text;
    if (!parse_digits(text, 2, &day) || !chora_ymd_valid(year, month, day))
        return false;
    *out = (chora_period){ CHORA_PERIOD_SPAN, chora_day_from_ymd(year, month, day),
                           chora_day_from_ymd(year, month, day) };
    return true;
}

chora_status chora_period_parse(const char *text, chora_period *out, chora_error *err)
{
    const char *at = text;
    chora_period first, last;

    if (!parse_one(&at, &first))
        goto unreadable;
    if (*at == '\0') {
        *out = first;
        return CHORA_OK;
    }
    if (strncmp(at, "..", 2) != 0)
        goto unreadable;
    at += 2;
    if (!parse_one(&at, &last) || *at)
        goto unreadable;
    if (last.last < first.first)
        return chora_fail(err, CHORA_EINVAL, "period \"%s\" ends before it begins", text);
    *out = (chora_period){ CHORA_PERIOD_SPAN, first.first, last.last };
    return CHORA_OK;

unreadable:
    return chora_fail(err, CHORA_EINVAL,
                      "\"%s\" is no period; write 2022-03, 2022-Q1, 2022, 2022-03-05 or a span "
                      "such as 2021-08..2023-08",
                      text);
}

chora_period chora_period_of(chora_period_kind kind, chora_day day)
{
    int year, month, day_of_month;

    chora_day_to_ymd(day, &year, &month, &day_of_month);
    switch (kind) {
    case CHORA_PERIOD_MONTH:
        return months(kind, year, month, 1);
    case CHORA_PERIOD_QUARTER:
        return months(kind, year, (month - 1) / 3 * 3 + 1, 3);
    case CHORA_PERIOD_YEAR:
        return months(kind, year, 1, 12);
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
    int y1, m1, y2, m2, d;

    if (last < first)
        return 0;
    chora_day_to_ymd(first, &y1, &m1, &d);
    chora_day_to_ymd(last, &y2, &m2, &d);
    switch (kind) {
    case CHORA_PERIOD_MONTH:
        return (size_t)((y2 - y1) * 12 + m2 - m1 + 1);
    case CHORA_PERIOD_QUARTER:
        return (size_t)((y2 - y1) * 4 + (m2 - 1) / 3 - (m1 - 1) / 3 + 1);
    case CHORA_PERIOD_YEAR:
        return (size_t)(y2 - y1 + 1);
    default:
        return 1;
    }
}

void chora_period_id(chora_period period, char *out)
{
    int year, month, day;
    char last[CHORA_PERIOD_TEXT_MAX];

    chora_day_to_ymd(period.first, &year, &month, &day);
    switch (period.kind) {
    case CHORA_PERIOD_MONTH:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-%02d", year, month);
        break;
    case CHORA_PERIOD_QUARTER:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-Q%d", year, (month - 1) / 3 + 1);
        break;
    case CHORA_PERIOD_YEAR:
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d", year);
        break;
    default:
        chora_day_format(period.last, last);
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%04d-%02d-%02d_%.10s", year, month, day, last);
    }
}

static bool whole_months(chora_period period)
{
    return chora_period_of(CHORA_PERIOD_MONTH, period.first).first == period.first &&
           chora_period_of(CHORA_PERIOD_MONTH, period.last).last == period.last;
}

/* "15 August 2021 – 15 August 2023", or without days when whole months are meant. */
static void span_label(chora_period period, char *out)
{
    int y1, m1, d1, y2, m2, d2;

    chora_day_to_ymd(period.first, &y1, &m1, &d1);
    chora_day_to_ymd(period.last, &y2, &m2, &d2);
    if (period.first == period.last)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d %s %d", d1, MONTHS[m1 - 1], y1);
    else if (!whole_months(period))
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d %s %d – %d %s %d", d1, MONTHS[m1 - 1], y1, d2,
                 MONTHS[m2 - 1], y2);
    else if (y1 == y2 && m1 == m2)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d", MONTHS[m1 - 1], y1);
    else if (y1 == y2 && m1 == 1 && m2 == 12)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d", y1);
    else if (y1 == y2)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s–%s %d", MONTHS[m1 - 1], MONTHS[m2 - 1], y1);
    else
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d – %s %d", MONTHS[m1 - 1], y1, MONTHS[m2 - 1],
                 y2);
}

void chora_period_label(chora_period period, char *out)
{
    int year, month, day;

    chora_day_to_ymd(period.first, &year, &month, &day);
    if (period.kind == CHORA_PERIOD_MONTH)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%s %d", MONTHS[month - 1], year);
    else if (period.kind == CHORA_PERIOD_YEAR)
        snprintf(out, CHORA_PERIOD_TEXT_MAX, "%d", year);
    else
        span_label(period, out);
}
