#include "report/phrases.h"

#include "report/phrases_english.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"
#define EN_DASH "\xE2\x80\x93"

enum { LONGEST_PHRASE = 1 << 16, MOST_PAIRS = 8 };

static const char *find_phrase(const char *key)
{
    for (const chora_phrase_entry *entry = chora_phrases_english; entry->key; entry++)
        if (strcmp(entry->key, key) == 0)
            return entry->text;
    return key;
}

static const char *find_filling(const char *const pairs[][2], size_t count, const char *name,
                                size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(pairs[i][0]) == length && memcmp(pairs[i][0], name, length) == 0)
            return pairs[i][1] ? pairs[i][1] : "";
    return "";
}

static const char *fill(const chora_teller *teller, const char *text, va_list args)
{
    const char *pairs[MOST_PAIRS][2];
    size_t count = 0;
    const char *name;
    chora_buffer out = CHORA_BUFFER_INIT(LONGEST_PHRASE);

    while (count < MOST_PAIRS && (name = va_arg(args, const char *))) {
        pairs[count][0] = name;
        pairs[count++][1] = va_arg(args, const char *);
    }
    while (*text) {
        size_t plain = strcspn(text, "{"), length;
        chora_buffer_add(&out, text, plain);
        text += plain;
        if (!*text)
            break;
        length = strcspn(text, "}");
        chora_buffer_add_text(&out, find_filling(pairs, count, text + 1, length - 1));
        text += length + (text[length] ? 1 : 0);
    }
    const char *copy =
        out.failed ? NULL : chora_arena_strdup(teller->arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return copy;
}

const char *chora_phrase(const chora_teller *teller, const char *key, ...)
{
    va_list args;
    va_start(args, key);
    const char *text = fill(teller, find_phrase(key), args);
    va_end(args);
    return text;
}

const char *chora_phrase_many(const chora_teller *teller, const char *key, int64_t n, ...)
{
    char form[96];
    va_list args;
    snprintf(form, sizeof form, "%s.%s", key, n == 1 ? "one" : "other");
    va_start(args, n);
    const char *text = fill(teller, find_phrase(form), args);
    va_end(args);
    return text;
}

/* ---- numbers ------------------------------------------------------------------------------- */

const char *chora_tell_number(const chora_teller *teller, int64_t number)
{
    char digits[32], out[64];
    size_t at = 0;
    int length =
        snprintf(digits, sizeof digits, "%lld", (long long)(number < 0 ? -number : number));

    if (number < 0) {
        memcpy(out, "\xE2\x88\x92", 3);
        at = 3;
    }
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = '\0';
    return chora_arena_strdup(teller->arena, out);
}

const char *chora_tell_words(const chora_teller *teller, int64_t number)
{
    static const char *const words[] = { "none", "one",    "two",   "three", "four",
                                         "five", "six",    "seven", "eight", "nine",
                                         "ten",  "eleven", "twelve" };
    return number >= 0 && number <= 12 ? words[number] : chora_tell_number(teller, number);
}

const char *chora_tell_range(const chora_teller *teller, int64_t low, int64_t high)
{
    const char *from = chora_tell_number(teller, low);
    if (low == high || !from)
        return from;
    return chora_arena_printf(teller->arena, "%s" EN_DASH "%s", from,
                              chora_tell_number(teller, high));
}

/* ---- dates --------------------------------------------------------------------------------- */

static const char *month_name(int month)
{
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };
    return names[(month + 11) % 12];
}

const char *chora_tell_period(const chora_teller *teller, chora_period period)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    chora_period_label(period, label);
    return chora_arena_strdup(teller->arena, label);
}

const char *chora_tell_period_beside(const chora_teller *teller, chora_period period,
                                     chora_period beside)
{
    int year, month, day, other_year, other_month;
    chora_day_to_ymd(period.first, &year, &month, &day);
    chora_day_to_ymd(beside.first, &other_year, &other_month, &day);
    if (period.kind == CHORA_PERIOD_MONTH && year == other_year)
        return month_name(month);
    return chora_tell_period(teller, period);
}

const char *chora_tell_day(const chora_teller *teller, chora_day day)
{
    int year, month, number;
    chora_day_to_ymd(day, &year, &month, &number);
    return chora_arena_printf(teller->arena, "%d" NO_BREAK_SPACE "%s", number, month_name(month));
}

const char *chora_tell_day_short(const chora_teller *teller, chora_day day)
{
    static const char *const days[] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };
    int year, month, number;
    chora_day_to_ymd(day, &year, &month, &number);
    return chora_arena_printf(teller->arena, "%s" NO_BREAK_SPACE "%d" NO_BREAK_SPACE "%.3s",
                              days[((day % 7) + 7) % 7], number, month_name(month));
}

const char *chora_tell_date(const chora_teller *teller, chora_day day)
{
    int year, month, number;
    chora_day_to_ymd(day, &year, &month, &number);
    return chora_arena_printf(teller->arena, "%d" NO_BREAK_SPACE "%s %d", number, month_name(month),
                              year);
}

/* ---- lists --------------------------------------------------------------------------------- */

const char *chora_tell_list(const chora_teller *teller, const char *const *items, size_t count)
{
    chora_buffer out = CHORA_BUFFER_INIT(LONGEST_PHRASE);
    for (size_t i = 0; i < count; i++) {
        chora_buffer_add_text(&out, i == 0 ? "" : i + 1 < count ? ", " : " and ");
        chora_buffer_add_text(&out, items[i]);
    }
    const char *copy =
        out.failed ? NULL : chora_arena_strdup(teller->arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return copy;
}

const char *chora_tell_capital(const chora_teller *teller, const char *text)
{
    char *copy = text ? chora_arena_strdup(teller->arena, text) : NULL;
    if (copy)
        copy[0] = (char)toupper((unsigned char)copy[0]);
    return copy;
}
