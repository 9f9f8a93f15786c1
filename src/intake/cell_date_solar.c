/* Dates of the Solar Hijri calendar: 1402/03/15, ۱۵ جوزا ۱۴۰۲, 15 Khordad 1402, 1402/03, 1402. */
#include "base/calendar.h"
#include "base/text.h"
#include "intake/cell_date_inside.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOLAR CHORA_CALENDAR_SOLAR_HIJRI

enum { NUMBERS_MAX = 3, FORMS = 12 };

/* ---- names ----------------------------------------------------------------------------------- */

/* As chora_text_key makes them. Dari, Persian of Iran, Pashto and their usual Latin spellings. */
static const char *const month_names[12][FORMS] = {
    { "حمل", "فروردین", "وری", "hamal", "farvardin", "wray" },
    { "ثور", "اردیبهشت", "غویی", "غوایی", "sawr", "saur", "thawr", "ordibehesht", "ghwayay" },
    { "جوزا", "جوزای", "خرداد", "غبرگولی", "jawza", "jauza", "khordad", "ghbargolay" },
    { "سرطان", "تیر", "چنگاښ", "saratan", "tir", "changash" },
    { "اسد", "مرداد", "امرداد", "زمری", "asad", "mordad", "amordad", "zmaray" },
    { "سنبله", "شهریور", "وږی", "sunbula", "sonbola", "sunbola", "shahrivar", "wazhay" },
    { "میزان", "مهر", "تله", "mizan", "mehr", "tala" },
    { "عقرب", "ابان", "لړم", "aqrab", "aban", "larham" },
    { "قوس", "اذر", "لیندی", "qaws", "qaus", "azar", "lindai" },
    { "جدی", "دی", "مرغومی", "jadi", "jady", "dey", "marghumay" },
    { "دلو", "بهمن", "سلواغه", "dalw", "dalwa", "bahman", "salwagha" },
    { "حوت", "اسفند", "کب", "hut", "hoot", "esfand", "kab" },
};

/* What may stand before a date, or between its parts. */
static const char *const silent[] = { "شنبه", "یکشنبه", "دوشنبه",  "سهشنبه", "چهارشنبه", "پنجشنبه",
                                      "جمعه", "ادینه",  "چارشنبه", "یک",     "دو",       "سه",
                                      "چهار", "پنج",    "د",       "of",     NULL };

static bool is_among(const char *word, const char *const *words, size_t most)
{
    for (size_t i = 0; i < most && words[i]; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* 1 to 12, or 0. */
static int month_of(const char *word)
{
    for (int month = 0; month < 12; month++)
        if (is_among(word, month_names[month], FORMS))
            return month + 1;
    return 0;
}

/* ---- parts ----------------------------------------------------------------------------------- */

typedef struct {
    int numbers[NUMBERS_MAX], digits[NUMBERS_MAX];
    int count;
    int month; /* by its name; 0: none */
    int named; /* how many numbers stood before the name */
} parts;

static bool add_number(parts *out, const char *word)
{
    if (out->count == NUMBERS_MAX || strlen(word) > 4 || strspn(word, "0123456789") < strlen(word))
        return false;
    out->digits[out->count] = (int)strlen(word);
    out->numbers[out->count++] = atoi(word);
    return true;
}

static bool add_word(parts *out, const char *word)
{
    if (isdigit((unsigned char)*word))
        return add_number(out, word);
    int month = month_of(word);
    if (month && !out->month) {
        out->month = month;
        out->named = out->count;
        return true;
    }
    return !month && is_among(word, silent, sizeof silent / sizeof *silent);
}

/* "1402*3" is no date; "،" and such are cut by the key. */
static bool has_other_marks(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x80 && !isalnum((unsigned char)*text) &&
            !strchr(" ,/.-", *text))
            return true;
    return false;
}

static bool cut(const char *text, parts *out)
{
    char plain[CHORA_DATE_TEXT_MAX], *save = NULL;
    *out = (parts){ 0 };
    if (!chora_date_digits(text, plain, sizeof plain))
        return false;
    chora_date_drop_time(plain);
    if (has_other_marks(plain))
        return false;
    chora_buffer key = CHORA_BUFFER_SMALL(4 * CHORA_DATE_TEXT_MAX);
    chora_text_key(plain, &key);
    bool fine = !key.failed && key.length > 0;
    char *words = fine ? key.data : NULL;
    for (char *word = fine ? strtok_r(words, " ", &save) : NULL; fine && word;
         word = strtok_r(NULL, " ", &save))
        fine = add_word(out, word);
    chora_buffer_free(&key);
    return fine && out->count > 0;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static chora_reading refuse_year(const char *text, int year, char reason[CHORA_REASON_MAX])
{
    if (year >= CHORA_GREGORIAN_YEAR_FIRST)
        return chora_date_refuse(reason, text,
                                 "is a Gregorian date (as a spreadsheet's own dates are, however "
                                 "they are shown), and the column is said to be Solar Hijri");
    return chora_date_refuse(reason, text, "is no Solar Hijri date of the years 1206 to 1498");
}

static chora_reading refuse_day(const char *text, chora_date date, char reason[CHORA_REASON_MAX])
{
    char why[160];
    if (date.month == 12 && date.day == 30)
        snprintf(why, sizeof why, "is no date: %d is no leap year, its month 12 has 29 days",
                 date.year);
    else
        snprintf(why, sizeof why, "is no date: month %d has %d days", date.month,
                 chora_date_month_days(SOLAR, date.year, date.month));
    return chora_date_refuse(reason, text, why);
}

/* Month and day are 0 when they are not known. */
static chora_reading take(const char *text, chora_date date, chora_cell_days *out,
                          char reason[CHORA_REASON_MAX])
{
    chora_date first = { date.year, date.month ? date.month : 1, date.day ? date.day : 1 };
    if (date.year < CHORA_SOLAR_YEAR_FIRST || date.year > CHORA_SOLAR_YEAR_LAST)
        return refuse_year(text, date.year, reason);
    if (date.month > 12)
        return chora_date_refuse(reason, text, "is no date: a year has 12 months");
    if (!chora_date_valid(SOLAR, first))
        return date.day > 31 ? chora_date_refuse(reason, text, "is no date")
                             : refuse_day(text, first, reason);
    chora_date last = { date.year, date.month ? date.month : 12, date.day };
    if (!date.day)
        last.day = chora_date_month_days(SOLAR, last.year, last.month);
    *out = (chora_cell_days){ chora_date_day(SOLAR, first), chora_date_day(SOLAR, last),
                              date.day     ? "day"
                              : date.month ? "month"
                                           : "year" };
    return CHORA_READ_OK;
}

/* 14020315 */
static bool take_basic(const parts *p, const char *text, chora_cell_days *out)
{
    char reason[CHORA_REASON_MAX], plain[CHORA_DATE_TEXT_MAX];
    if (p->count > 0 || !chora_date_digits(text, plain, sizeof plain) || strlen(plain) != 8 ||
        strspn(plain, "0123456789") != 8)
        return false;
    int number = atoi(plain);
    chora_date date = { number / 10000, number / 100 % 100, number % 100 };
    return date.month > 0 && date.day > 0 && take(text, date, out, reason) == CHORA_READ_OK;
}

/* The year has four digits and stands first or last; a month without its name stands in the middle.
 */
static bool arrange(const parts *p, chora_date *out)
{
    int last = p->count - 1, year = p->digits[0] == 4 ? 0 : last;
    int others = p->count - 1, other = year == 0 ? 1 : 0;
    if (p->digits[year] != 4)
        return false;
    *out = (chora_date){ p->numbers[year], p->month, 0 };
    for (int i = 0; i < p->count; i++)
        if (i != year && (p->digits[i] > 2 || p->numbers[i] == 0))
            return false;
    if (p->month) {
        out->day = others == 1 ? p->numbers[other] : 0;
        return others <= 1;
    }
    if (others == 1)
        out->month = p->numbers[other];
    if (others == 2) {
        out->month = p->numbers[1];
        out->day = p->numbers[year == 0 ? 2 : 0];
    }
    return true;
}

chora_reading chora_cell_date_solar(const char *text, bool serials, chora_cell_days *out,
                                    char reason[CHORA_REASON_MAX])
{
    parts found;
    chora_date date;
    char plain[CHORA_DATE_TEXT_MAX];
    if (chora_cell_is_missing(text))
        return CHORA_READ_MISSING;
    if (serials && chora_date_digits(text, plain, sizeof plain) && chora_date_serial(plain, out))
        return CHORA_READ_OK;
    bool is_cut = cut(text, &found);
    if (!is_cut && take_basic(&found, text, out))
        return CHORA_READ_OK;
    if (!is_cut || !arrange(&found, &date))
        return chora_date_refuse(reason, text,
                                 "is no Solar Hijri date; write 1402-03-15 or 15 Jawza 1402");
    return take(text, date, out, reason);
}
