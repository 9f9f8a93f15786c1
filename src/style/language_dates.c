/* Days and periods in a language and its calendar. */
#include "base/calendar.h"
#include "style/language_inside.h"

#include <stdio.h>
#include <string.h>

typedef chora_date date;

static bool is_solar(const chora_words *words)
{
    return words->calendar == CHORA_CALENDAR_SOLAR_HIJRI;
}

static date date_of(const chora_words *words, chora_day day)
{
    return chora_date_of((chora_calendar)words->calendar, day);
}

static int days_in_month(const chora_words *words, date of)
{
    return chora_date_month_days((chora_calendar)words->calendar, of.year, of.month);
}

/* ---- patterns -------------------------------------------------------------------------------- */

typedef struct {
    const char *name, *text;
} part;

/* The part whose name stands at `text` in braces, or NULL. */
static const part *part_at(const char *text, const part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(parts[i].name);
        if (strncmp(text + 1, parts[i].name, length) == 0 && text[1 + length] == '}')
            return &parts[i];
    }
    return NULL;
}

static void add_pattern(const char *pattern, const part *parts, size_t count, chora_buffer *out)
{
    while (*pattern) {
        const part *found = *pattern == '{' ? part_at(pattern, parts, count) : NULL;
        chora_buffer_add_text(out, found ? found->text : "");
        if (found)
            pattern += strlen(found->name) + 2;
        else
            chora_buffer_add_byte(out, (unsigned char)*pattern++);
    }
}

enum { NUMBER_MAX = 48 };

static void number_text(const chora_words *words, int number, char out[NUMBER_MAX])
{
    char neutral[16];
    chora_buffer text = CHORA_BUFFER_INIT(NUMBER_MAX - 1);
    snprintf(neutral, sizeof neutral, "%d", number);
    chora_words_digits(words, neutral, &text);
    snprintf(out, NUMBER_MAX, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
}

/* ---- days, months, years --------------------------------------------------------------------- */

static const char *month_name(const chora_words *words, int month)
{
    return (is_solar(words) ? words->solar_months : words->months)[month - 1];
}

static const char *month_in_date(const chora_words *words, int month, bool is_short)
{
    if (is_solar(words))
        return words->solar_months[month - 1];
    return (is_short ? words->months_short : words->months_in_date)[month - 1];
}

static void day_text(const chora_words *words, int day, char out[NUMBER_MAX])
{
    number_text(words, day, out);
    if (day == 1 && words->first_day)
        snprintf(out, NUMBER_MAX, "%s", words->first_day);
}

static void add_day(const chora_words *words, date of, bool is_short, chora_buffer *out)
{
    char day[NUMBER_MAX], year[NUMBER_MAX];
    day_text(words, of.day, day);
    number_text(words, of.year, year);
    const part parts[] = { { "day", day },
                           { "month", month_in_date(words, of.month, is_short) },
                           { "year", year } };
    add_pattern(words->day, parts, 3, out);
}

static void add_month(const chora_words *words, date of, chora_buffer *out)
{
    char year[NUMBER_MAX];
    number_text(words, of.year, year);
    const part parts[] = { { "month", month_name(words, of.month) }, { "year", year } };
    add_pattern(words->month, parts, 2, out);
}

static void add_year(const chora_words *words, date of, chora_buffer *out)
{
    char year[NUMBER_MAX];
    number_text(words, of.year, year);
    const part parts[] = { { "year", year } };
    add_pattern(words->year, parts, 1, out);
}

static void add_months_of_year(const chora_words *words, date from, date to, chora_buffer *out)
{
    char year[NUMBER_MAX];
    number_text(words, from.year, year);
    const part parts[] = { { "from", month_name(words, from.month) },
                           { "to", month_name(words, to.month) },
                           { "year", year } };
    add_pattern(words->months_of_year, parts, 3, out);
}

typedef void (*add_date)(const chora_words *words, date of, chora_buffer *out);

static void add_whole_day(const chora_words *words, date of, chora_buffer *out)
{
    add_day(words, of, false, out);
}

static void add_span(const chora_words *words, date from, date to, add_date add, chora_buffer *out)
{
    chora_buffer first = CHORA_BUFFER_SMALL(256), last = CHORA_BUFFER_SMALL(256);
    add(words, from, &first);
    add(words, to, &last);
    const part parts[] = { { "from", chora_buffer_text(&first) },
                           { "to", chora_buffer_text(&last) } };
    add_pattern(words->span, parts, 2, out);
    chora_buffer_free(&first);
    chora_buffer_free(&last);
}

/* ---- a period -------------------------------------------------------------------------------- */

void chora_words_day(const chora_words *words, chora_day day, bool is_short, chora_buffer *out)
{
    add_day(words, date_of(words, day), is_short, out);
}

void chora_words_month_short(const chora_words *words, chora_period period, chora_buffer *out)
{
    chora_calendar calendar = chora_period_calendar(period.kind);
    int month = chora_date_of(calendar, period.first).month;
    bool solar = calendar == CHORA_CALENDAR_SOLAR_HIJRI;
    chora_buffer_add_text(out, (solar ? words->solar_months : words->months_short)[month - 1]);
}

static bool is_year(const chora_words *words, chora_period period, date from, date to)
{
    /* A year of the other calendar is told by its days, except where it is asked for as a year. */
    bool asked = chora_period_step(period.kind) == CHORA_PERIOD_YEAR &&
                 chora_period_calendar(period.kind) == (chora_calendar)words->calendar;
    return asked || (from.year == to.year && from.month == 1 && to.month == 12);
}

static bool is_whole_months(chora_calendar calendar, chora_period period)
{
    const chora_words words = { .calendar = (int)calendar };
    date from = date_of(&words, period.first), to = date_of(&words, period.last);
    return from.day == 1 && to.day == days_in_month(&words, to);
}

chora_calendar chora_calendar_of_period(chora_period period)
{
    if (chora_period_calendar(period.kind) == CHORA_CALENDAR_SOLAR_HIJRI)
        return CHORA_CALENDAR_SOLAR_HIJRI;
    for (int calendar = CHORA_CALENDAR_GREGORIAN; calendar <= CHORA_CALENDAR_SOLAR_HIJRI;
         calendar++)
        if (is_whole_months((chora_calendar)calendar, period))
            return (chora_calendar)calendar;
    return CHORA_CALENDAR_OF_LANGUAGE;
}

bool chora_words_is_month(const chora_words *words, chora_period period)
{
    date from = date_of(words, period.first), to = date_of(words, period.last);
    return from.year == to.year && from.month == to.month && from.day == 1 &&
           to.day == days_in_month(words, to);
}

void chora_words_period(const chora_words *words, chora_period period, chora_buffer *out)
{
    date from = date_of(words, period.first), to = date_of(words, period.last);
    bool whole = from.day == 1 && to.day == days_in_month(words, to);
    bool one_month = from.year == to.year && from.month == to.month;

    if (period.first == period.last)
        add_day(words, from, false, out);
    else if (!whole)
        add_span(words, from, to, add_whole_day, out);
    else if (one_month)
        add_month(words, from, out);
    else if (is_year(words, period, from, to))
        add_year(words, from, out);
    else if (from.year == to.year)
        add_months_of_year(words, from, to, out);
    else
        add_span(words, from, to, add_month, out);
}

/* ---- days in running text -------------------------------------------------------------------- */

static void add_ordinal(const chora_words *words, int day, chora_buffer *out)
{
    char number[NUMBER_MAX];
    day_text(words, day, number);
    chora_buffer_add_text(out, words->ordinals[day - 1] ? words->ordinals[day - 1] : number);
}

void chora_words_day_form(const chora_words *words, chora_day day, chora_day_form form,
                          chora_buffer *out)
{
    date of = date_of(words, day);
    char number[NUMBER_MAX];
    if (form == CHORA_DAY_ORDINAL) {
        add_ordinal(words, of.day, out);
        return;
    }
    bool in_table = form == CHORA_DAY_IN_TABLE;
    day_text(words, of.day, number);
    /* The first of January 1970 was a Thursday, the fourth day from Monday. */
    const part parts[] = { { "day", number },
                           { "month", month_in_date(words, of.month, in_table) },
                           { "weekday", words->weekdays[((day + 3) % 7 + 7) % 7] } };
    add_pattern(in_table ? words->day_in_table : words->day_alone, parts, 3, out);
}

void chora_words_month_alone(const chora_words *words, chora_day day, chora_buffer *out)
{
    chora_buffer_add_text(out, month_name(words, date_of(words, day).month));
}

int chora_words_year(const chora_words *words, chora_day day)
{
    return date_of(words, day).year;
}
