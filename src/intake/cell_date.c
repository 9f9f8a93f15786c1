#include "intake/cell_date_inside.h"

#include "base/calendar.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 64
#define FIRST_YEAR CHORA_GREGORIAN_YEAR_FIRST
#define TOKENS_MAX 4

/** A number or a word of a date. */
typedef struct {
    bool is_number;
    int value; /**< The number, or the month 1..12. */
    int digits;
} token;

typedef struct {
    token tokens[TOKENS_MAX];
    int count;
} date_tokens;

/* ---- characters -------------------------------------------------------------------------- */

/* Bytes of the character at `at` that stand for one ASCII character, or for none ('\0'). */
static size_t to_ascii(const unsigned char *at, char *out)
{
    if (at[0] == 0xD9 && at[1] >= 0xA0 && at[1] <= 0xA9) /* Arabic-Indic digits */
        return *out = (char)('0' + at[1] - 0xA0), 2;
    if (at[0] == 0xDB && at[1] >= 0xB0 && at[1] <= 0xB9) /* Persian digits */
        return *out = (char)('0' + at[1] - 0xB0), 2;
    if (at[0] == 0xC2 && at[1] == 0xA0) /* no-break space */
        return *out = ' ', 2;
    if (at[0] == 0xE2 && at[1] == 0x80 && (at[2] == 0x8E || at[2] == 0x8F)) /* direction marks */
        return *out = '\0', 3;
    if (at[0] == 0xD8 && at[1] == 0x9C)
        return *out = '\0', 2;
    return *out = (char)at[0], 1;
}

bool chora_date_digits(const char *text, char *out, size_t size)
{
    size_t length = 0, left;
    const unsigned char *at = (const unsigned char *)chora_text_trim(text, &left);
    while (left > 0) {
        char byte;
        size_t used = to_ascii(at, &byte);
        if (length + 1 >= size || used > left)
            return false;
        if (byte)
            out[length++] = byte;
        at += used;
        left -= used;
    }
    out[length] = '\0';
    return length > 0;
}

/** False when it is too long or holds other characters than a date does. */
static bool normalise(const char *text, char out[TEXT_MAX])
{
    if (!chora_date_digits(text, out, TEXT_MAX))
        return false;
    for (const char *at = out; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return false;
    return true;
}

/* ---- the time of day, which is checked and dropped ----------------------------------------- */

static bool two_digits(const char **at, int most)
{
    if (!isdigit((unsigned char)(*at)[0]) || !isdigit((unsigned char)(*at)[1]))
        return false;
    int value = ((*at)[0] - '0') * 10 + (*at)[1] - '0';
    *at += 2;
    return value <= most;
}

static bool is_zone(const char *at)
{
    while (*at == ' ')
        at++;
    if (strcmp(at, "") == 0 || strcasecmp(at, "z") == 0 || strcasecmp(at, "utc") == 0 ||
        strcasecmp(at, "am") == 0 || strcasecmp(at, "pm") == 0)
        return true;
    if (*at != '+' && *at != '-')
        return false;
    at++;
    if (!two_digits(&at, 15))
        return false;
    at += *at == ':';
    return *at == '\0' || (two_digits(&at, 59) && *at == '\0');
}

static bool is_time(const char *at)
{
    if (isdigit((unsigned char)at[0]) && at[1] == ':')
        at++;
    else if (!two_digits(&at, 24))
        return false;
    if (*at == '\0')
        return false;
    if (*at++ != ':' || !two_digits(&at, 59))
        return false;
    if (*at == ':') {
        at++;
        if (!two_digits(&at, 60))
            return false;
        if (*at == '.')
            at += 1 + strspn(at + 1, "0123456789");
    }
    return is_zone(at);
}

void chora_date_drop_time(char *text)
{
    for (char *at = text + 1; *text && *at; at++) {
        if ((*at == ' ' || *at == 'T') && isdigit((unsigned char)at[-1]) && is_time(at + 1)) {
            *at = '\0';
            return;
        }
    }
}

/* ---- words --------------------------------------------------------------------------------- */

static const char *const months[] = { "january",   "february", "march",    "april",
                                      "may",       "june",     "july",     "august",
                                      "september", "october",  "november", "december" };
static const char *const weekdays[] = { "monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday" };

/** Index of the word, whole or cut to three letters or more, from 1; 0 when it is none. */
static int word_index(const char *word, size_t length, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (length >= 3 && length <= strlen(words[i]) && strncasecmp(word, words[i], length) == 0)
            return i + 1;
    return 0;
}

static bool is_ordinal(const char *word, size_t length)
{
    static const char *const endings[] = { "st", "nd", "rd", "th" };
    for (int i = 0; length == 2 && i < 4; i++)
        if (strncasecmp(word, endings[i], 2) == 0)
            return true;
    return false;
}

static bool add_number(date_tokens *out, const char *at, size_t length)
{
    if (out->count == TOKENS_MAX || length > 4)
        return false;
    char digits[5] = "";
    memcpy(digits, at, length);
    out->tokens[out->count++] = (token){ true, atoi(digits), (int)length };
    return true;
}

static bool add_word(date_tokens *out, const char *at, size_t length)
{
    int month = word_index(at, length, months, 12);
    if (month > 0 && out->count < TOKENS_MAX) {
        out->tokens[out->count++] = (token){ false, month, 0 };
        return true;
    }
    if (out->count == 0 && word_index(at, length, weekdays, 7) > 0)
        return true;
    bool after_number =
        out->count > 0 && out->tokens[out->count - 1].is_number && isdigit((unsigned char)at[-1]);
    return (after_number && is_ordinal(at, length)) ||
           (out->count == 1 && length == 2 && strncasecmp(at, "of", 2) == 0);
}

static bool cut_tokens(const char *text, date_tokens *out)
{
    *out = (date_tokens){ 0 };
    for (const char *at = text; *at;) {
        size_t digits = strspn(at, "0123456789");
        size_t letters = 0;
        while (isalpha((unsigned char)at[letters]))
            letters++;
        if (digits > 0 ? !add_number(out, at, digits) : letters > 0 && !add_word(out, at, letters))
            return false;
        at += digits + (digits ? 0 : letters);
        if (digits == 0 && letters == 0) {
            if (strchr(" ,/.-", *at) == NULL)
                return false;
            at++;
        }
    }
    return out->count > 0;
}

/* ---- dates --------------------------------------------------------------------------------- */

static int full_year(token year)
{
    if (year.digits > 2)
        return year.value;
    return year.value < 70 ? 2000 + year.value : 1900 + year.value;
}

chora_reading chora_date_refuse(char reason[CHORA_REASON_MAX], const char *text, const char *why)
{
    char shown[CHORA_SHOWN_MAX];
    snprintf(reason, CHORA_REASON_MAX, "date %s %s", chora_cell_shown(text, shown), why);
    return CHORA_READ_REFUSED;
}

static chora_reading take(const char *text, int year, int month, int day, chora_cell_days *out,
                          char reason[CHORA_REASON_MAX])
{
    if (!chora_ymd_valid(year, month ? month : 1, day ? day : 1))
        return chora_date_refuse(reason, text, "is no date");
    if (year < FIRST_YEAR)
        return chora_date_refuse(reason, text, "is before 1700");
    int last_month = month ? month : 12, last_day = day ? day : 31;
    while (!chora_ymd_valid(year, last_month, last_day))
        last_day--;
    *out = (chora_cell_days){ chora_day_from_ymd(year, month ? month : 1, day ? day : 1),
                              chora_day_from_ymd(year, last_month, last_day),
                              day     ? "day"
                              : month ? "month"
                                      : "year" };
    return CHORA_READ_OK;
}

static chora_reading take_numbers(const char *text, const date_tokens *date, chora_dates order,
                                  chora_cell_days *out, char reason[CHORA_REASON_MAX])
{
    const token *t = date->tokens;
    if (date->count == 1 && t[0].digits == 4)
        return take(text, t[0].value, 0, 0, out, reason);
    if (date->count == 2 && t[0].digits == 4 && t[1].value > 0)
        return take(text, t[0].value, t[1].value, 0, out, reason);
    if (date->count == 3 && t[0].digits == 4 && t[1].value > 0 && t[2].value > 0)
        return take(text, t[0].value, t[1].value, t[2].value, out, reason);
    if (date->count == 2 && t[0].digits <= 2 && t[1].digits == 4 && t[0].value > 0)
        return take(text, t[1].value, t[0].value, 0, out, reason);
    if (date->count != 3 || t[0].digits > 2 || t[1].digits > 2 || t[2].digits == 3 ||
        t[0].value == 0 || t[1].value == 0)
        return chora_date_refuse(reason, text, "is no date");
    int year = full_year(t[2]);
    if (order == CHORA_DATES_MDY)
        return take(text, year, t[0].value, t[1].value, out, reason);
    if (order == CHORA_DATES_DMY)
        return take(text, year, t[1].value, t[0].value, out, reason);
    if (t[0].value == t[1].value && order == CHORA_DATES_UNDECIDED)
        return take(text, year, t[0].value, t[1].value, out, reason);
    return chora_date_refuse(reason, text, "is not year-month-day; say --dates dmy or --dates mdy");
}

/** With a month's name: 16 February 2023, February 16 2023, February 2023, 2023 February 16. */
static chora_reading take_named(const char *text, const date_tokens *date, int at,
                                chora_cell_days *out, char reason[CHORA_REASON_MAX])
{
    const token *t = date->tokens;
    int month = t[at].value;
    if (date->count == 2 && t[1 - at].is_number && t[1 - at].digits == 4)
        return take(text, t[1 - at].value, month, 0, out, reason);
    if (date->count != 3)
        return chora_date_refuse(reason, text, "is no date");
    token a = t[at == 0 ? 1 : 0], b = t[at == 2 ? 1 : 2];
    if (!a.is_number || !b.is_number)
        return chora_date_refuse(reason, text, "is no date");
    if (a.digits == 4) {
        token swap = a;
        a = b;
        b = swap;
    }
    if (a.digits > 2 || a.value == 0 || b.digits == 1 || b.digits == 3)
        return chora_date_refuse(reason, text, "is no date");
    return take(text, full_year(b), month, a.value, out, reason);
}

static bool digits_at(const char *text, int count, int *out)
{
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

/** 2023-02-16 and nothing else, as most tables have it; what is left of it goes the long way. */
static bool is_iso(const char *text, int *year, int *month, int *day)
{
    return digits_at(text, 4, year) && text[4] == '-' && digits_at(text + 5, 2, month) &&
           text[7] == '-' && digits_at(text + 8, 2, day) && text[10] == '\0';
}

static bool take_iso(const char *text, chora_cell_days *out)
{
    int year, month, day;
    if (!is_iso(text, &year, &month, &day) || year < FIRST_YEAR ||
        !chora_ymd_valid(year, month, day))
        return false;
    out->first = out->last = chora_day_from_ymd(year, month, day);
    out->precision = "day";
    return true;
}

/** 20230216, the basic form of ISO 8601. */
static bool take_basic(const char *text, chora_cell_days *out)
{
    if (strlen(text) != 8 || strspn(text, "0123456789") != 8)
        return false;
    int number = atoi(text), year = number / 10000, month = number / 100 % 100, day = number % 100;
    if (year < FIRST_YEAR || !chora_ymd_valid(year, month, day))
        return false;
    out->first = out->last = chora_day_from_ymd(year, month, day);
    out->precision = "day";
    return true;
}

bool chora_date_serial(const char *text, chora_cell_days *out)
{
    double number;
    if (!chora_text_number(text, &number) || number < 10000 || number >= 200000)
        return false;
    chora_day day = chora_day_from_ymd(1899, 12, 30) + (chora_day)number;
    *out = (chora_cell_days){ day, day, "day" };
    return true;
}

static chora_reading read_gregorian(const char *text, chora_dates order, bool serials,
                                    chora_cell_days *out, char reason[CHORA_REASON_MAX])
{
    char plain[TEXT_MAX];
    date_tokens date;
    if (take_iso(text, out))
        return CHORA_READ_OK;
    if (chora_cell_is_missing(text))
        return CHORA_READ_MISSING;
    if (!normalise(text, plain))
        return chora_date_refuse(reason, text, "is no date");
    if ((serials && chora_date_serial(plain, out)) || take_basic(plain, out))
        return CHORA_READ_OK;
    chora_date_drop_time(plain);
    if (!cut_tokens(plain, &date))
        return chora_date_refuse(reason, text, "is no date");
    for (int i = 0; i < date.count; i++)
        if (!date.tokens[i].is_number)
            return take_named(text, &date, i, out, reason);
    return take_numbers(text, &date, order, out, reason);
}

/* A date that can only be Solar Hijri: which day it would be, and how to say so. */
static chora_reading refuse_solar(const char *text, const chora_cell_days *days,
                                  char reason[CHORA_REASON_MAX])
{
    char first[CHORA_PERIOD_TEXT_MAX], why[200];
    chora_day_format(days->first, first);
    snprintf(why, sizeof why,
             "is of a year before %d: if it is Solar Hijri (then it is%s %s), say calendar: "
             "solar-hijri in the mapping, or --dates solar-hijri",
             FIRST_YEAR, days->first == days->last ? "" : " from", first);
    return chora_date_refuse(reason, text, why);
}

chora_reading chora_cell_date(const char *text, chora_dates order, bool serials,
                              chora_cell_days *out, char reason[CHORA_REASON_MAX])
{
    char own[CHORA_REASON_MAX];
    chora_cell_days days;
    if (order == CHORA_DATES_SOLAR_HIJRI)
        return chora_cell_date_solar(text, serials, out, reason);
    chora_reading read = read_gregorian(text, order, serials, out, reason);
    if (read == CHORA_READ_REFUSED &&
        chora_cell_date_solar(text, false, &days, own) == CHORA_READ_OK)
        return refuse_solar(text, &days, reason);
    return read;
}

chora_order chora_cell_order(const char *text)
{
    char plain[TEXT_MAX];
    date_tokens date;
    int year, month, day;
    if (is_iso(text, &year, &month, &day) || !normalise(text, plain))
        return CHORA_ORDER_SILENT;
    chora_date_drop_time(plain);
    if (!cut_tokens(plain, &date) || date.count != 3)
        return CHORA_ORDER_SILENT;
    const token *t = date.tokens;
    if (!t[0].is_number || !t[1].is_number || !t[2].is_number || t[0].digits > 2 || t[1].digits > 2)
        return CHORA_ORDER_SILENT;
    year = full_year(t[2]);
    bool dmy = t[0].value && t[1].value && chora_ymd_valid(year, t[1].value, t[0].value);
    bool mdy = t[0].value && t[1].value && chora_ymd_valid(year, t[0].value, t[1].value);
    if (dmy && mdy)
        return t[0].value == t[1].value ? CHORA_ORDER_SILENT : CHORA_ORDER_AMBIGUOUS;
    return dmy ? CHORA_ORDER_DMY : mdy ? CHORA_ORDER_MDY : CHORA_ORDER_SILENT;
}
