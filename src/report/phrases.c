#include "report/phrases.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

enum { LONGEST_PHRASE = 1 << 16, MOST_PAIRS = 8, LONGEST_KEY = 96 };

/* ---- phrases ------------------------------------------------------------------------------- */

static size_t gather(const char *pairs[MOST_PAIRS][2], va_list args)
{
    size_t count = 0;
    const char *name;
    while (count < MOST_PAIRS && (name = va_arg(args, const char *))) {
        const char *text = va_arg(args, const char *);
        pairs[count][0] = name;
        pairs[count++][1] = text ? text : "";
    }
    return count;
}

static const char *say(const chora_teller *teller, const char *key, const double *n, va_list args)
{
    const char *pairs[MOST_PAIRS][2];
    char whole[LONGEST_KEY];
    size_t count = gather(pairs, args);
    snprintf(whole, sizeof whole, "report.%s", key);
    return chora_say_pairs(teller->words, teller->arena, whole, n, (const char *const(*)[2])pairs,
                           count);
}

const char *chora_phrase(const chora_teller *teller, const char *key, ...)
{
    va_list args;
    va_start(args, key);
    const char *text = say(teller, key, NULL, args);
    va_end(args);
    return text;
}

const char *chora_phrase_many(const chora_teller *teller, const char *key, int64_t n, ...)
{
    double number = (double)n;
    va_list args;
    va_start(args, n);
    const char *text = say(teller, key, &number, args);
    va_end(args);
    return text;
}

const char *chora_phrase_known(const chora_teller *teller, const char *key, const char *word)
{
    char whole[LONGEST_KEY];
    snprintf(whole, sizeof whole, "report.%s.%s", key, word);
    return chora_words_know(teller->words, whole)
               ? chora_say(teller->words, teller->arena, whole, NULL)
               : word;
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* What is in the buffer, in the arena; the buffer is freed. */
static const char *take(const chora_teller *teller, chora_buffer *text)
{
    const char *copy =
        text->failed ? NULL : chora_arena_strdup(teller->arena, chora_buffer_text(text));
    chora_buffer_free(text);
    return copy;
}

const char *chora_tell_number(const chora_teller *teller, int64_t number)
{
    chora_buffer text = CHORA_BUFFER_SMALL(LONGEST_KEY);
    chora_words_integer(teller->words, number, &text);
    return take(teller, &text);
}

const char *chora_tell_words(const chora_teller *teller, int64_t number)
{
    const char *word = chora_words_small(teller->words, number);
    return word ? word : chora_tell_number(teller, number);
}

const char *chora_tell_words_beside(const chora_teller *teller, int64_t number, int64_t other)
{
    bool written_out = number == 0 || chora_words_small(teller->words, other);
    return written_out ? chora_tell_words(teller, number) : chora_tell_number(teller, number);
}

const char *chora_tell_range(const chora_teller *teller, int64_t low, int64_t high)
{
    const char *from = chora_tell_number(teller, low), *to = chora_tell_number(teller, high);
    if (low == high || !from || !to)
        return from;
    chora_buffer text = CHORA_BUFFER_SMALL(LONGEST_KEY * 2);
    chora_words_range(teller->words, from, to, &text);
    return take(teller, &text);
}

const char *chora_tell_between(const chora_teller *teller)
{
    chora_buffer text = CHORA_BUFFER_SMALL(LONGEST_KEY);
    chora_words_range(teller->words, "", "", &text);
    return take(teller, &text);
}

/* ---- dates --------------------------------------------------------------------------------- */

const char *chora_tell_period(const chora_teller *teller, chora_period period)
{
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    if (period.kind == CHORA_PERIOD_ALL)
        period.kind = CHORA_PERIOD_SPAN;
    chora_words_period(teller->words, period, &text);
    return take(teller, &text);
}

const char *chora_tell_period_beside(const chora_teller *teller, chora_period period,
                                     chora_period beside)
{
    const chora_words *words = teller->words;
    bool is_month = chora_words_is_month(words, period);
    if (!is_month || chora_words_year(words, period.first) != chora_words_year(words, beside.first))
        return chora_tell_period(teller, period);
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    chora_words_month_alone(words, period.first, &text);
    return take(teller, &text);
}

static const char *tell_form(const chora_teller *teller, chora_day day, chora_day_form form)
{
    chora_buffer text = CHORA_BUFFER_SMALL(256);
    chora_words_day_form(teller->words, day, form, &text);
    return take(teller, &text);
}

const char *chora_tell_day(const chora_teller *teller, chora_day day)
{
    return tell_form(teller, day, CHORA_DAY_ALONE);
}

const char *chora_tell_day_short(const chora_teller *teller, chora_day day)
{
    return tell_form(teller, day, CHORA_DAY_IN_TABLE);
}

const char *chora_tell_ordinal(const chora_teller *teller, chora_day day)
{
    return tell_form(teller, day, CHORA_DAY_ORDINAL);
}

/* The day stays with its month at the end of a line. */
const char *chora_tell_date(const chora_teller *teller, chora_day day)
{
    chora_buffer text = CHORA_BUFFER_SMALL(256), kept = CHORA_BUFFER_SMALL(256);
    chora_words_day(teller->words, day, false, &text);
    const char *date = chora_buffer_text(&text), *space = strchr(date, ' ');
    size_t first = space ? (size_t)(space - date) : strlen(date);
    chora_buffer_add(&kept, date, first);
    chora_buffer_add_text(&kept, space ? NO_BREAK_SPACE : "");
    chora_buffer_add_text(&kept, space ? space + 1 : "");
    chora_buffer_free(&text);
    return take(teller, &kept);
}

/* ---- lists --------------------------------------------------------------------------------- */

const char *chora_tell_list(const chora_teller *teller, const char *const *items, size_t count)
{
    chora_buffer list = CHORA_BUFFER_INIT(LONGEST_PHRASE);
    for (size_t i = 0; i + 1 < count; i++) {
        chora_buffer_add_text(&list, i ? chora_words_list(teller->words) : "");
        chora_buffer_add_text(&list, items[i]);
    }
    const char *head = take(teller, &list);
    if (count < 2)
        return count ? items[0] : head;
    return head ? chora_say(teller->words, teller->arena, "list.and", "list", head, "last",
                            items[count - 1], NULL)
                : NULL;
}

const char *chora_tell_capital(const chora_teller *teller, const char *text)
{
    chora_buffer capital = CHORA_BUFFER_INIT(LONGEST_PHRASE);
    if (!text)
        return NULL;
    chora_text_capital(text, &capital);
    return take(teller, &capital);
}

const char *chora_tell_upper(const chora_teller *teller, const char *text)
{
    chora_buffer upper = CHORA_BUFFER_INIT(LONGEST_PHRASE);
    if (!text)
        return NULL;
    chora_text_upper(text, &upper);
    return take(teller, &upper);
}
