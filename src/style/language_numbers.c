/* Numbers and ranges in the digits and marks of a language. */
#include "style/language_inside.h"

#include <stdio.h>
#include <string.h>

#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"
#define AT_MOST "\xE2\x89\xA4"

enum { WHOLE_MAX = 32 };

static bool starts(const char *text, size_t length, const char *with)
{
    size_t n = strlen(with);
    return n <= length && memcmp(text, with, n) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits of a number's whole part, marks between its thousands left away; the bytes read. */
static size_t whole_part(const char *text, size_t length, char digits[WHOLE_MAX], size_t *count)
{
    size_t i = 0, n = 0;
    while (i < length && n < WHOLE_MAX) {
        if (is_digit(text[i]))
            digits[n++] = text[i++];
        else if (starts(text + i, length - i, THIN_SPACE) && i + strlen(THIN_SPACE) < length &&
                 is_digit(text[i + strlen(THIN_SPACE)]))
            i += strlen(THIN_SPACE);
        else
            break;
    }
    *count = n;
    return i;
}

/* The one place where thousands are marked off. */
static void add_whole(const chora_words *words, const char *digits, size_t count, chora_buffer *out)
{
    bool grouped = count >= (words->group_from >= 10000 ? 5 : 4);
    for (size_t i = 0; i < count; i++) {
        chora_buffer_add_text(out, grouped && i && (count - i) % 3 == 0 ? words->group : "");
        chora_buffer_add_text(out, words->digits[digits[i] - '0']);
    }
}

/* One number, or whatever stands there. */
static void add_number(const chora_words *words, const char *text, size_t length, chora_buffer *out)
{
    bool decimals = false;
    for (size_t i = 0; i < length;) {
        const char *at = text + i;
        if (is_digit(*at) && decimals) {
            chora_buffer_add_text(out, words->digits[*at - '0']);
            i++;
        } else if (is_digit(*at)) {
            char digits[WHOLE_MAX];
            size_t count = 0;
            i += whole_part(at, length - i, digits, &count);
            add_whole(words, digits, count, out);
        } else if (*at == '.' && i + 1 < length && is_digit(at[1])) {
            chora_buffer_add_text(out, words->decimal);
            decimals = true;
            i++;
        } else if (starts(at, length - i, MINUS)) {
            chora_buffer_add_text(out, words->minus);
            i += strlen(MINUS);
        } else {
            chora_buffer_add_byte(out, (unsigned char)*at);
            i++;
        }
    }
}

/* A pattern with one or two numbers. */
static void add_pattern(const chora_words *words, const char *pattern, const char *from,
                        size_t from_length, const char *to, chora_buffer *out)
{
    while (*pattern) {
        if (starts(pattern, strlen(pattern), "{from}")) {
            add_number(words, from, from_length, out);
            pattern += strlen("{from}");
        } else if (starts(pattern, strlen(pattern), "{to}")) {
            add_number(words, to, strlen(to), out);
            pattern += strlen("{to}");
        } else {
            chora_buffer_add_byte(out, (unsigned char)*pattern++);
        }
    }
}

/* An unspaced dash before a minus reads as one sign; words between need no such care. */
static bool needs_space(const chora_words *words, const char *dash, const char *neutral)
{
    return dash > neutral && dash[-1] == ' ' && strcmp(words->range, "{from}" EN_DASH "{to}") == 0;
}

void chora_words_numeral(const chora_words *words, const char *neutral, chora_buffer *out)
{
    if (starts(neutral, strlen(neutral), AT_MOST)) {
        add_pattern(words, words->at_most, "", 0, neutral + strlen(AT_MOST), out);
        return;
    }
    const char *dash = strstr(neutral, EN_DASH);
    if (!dash || dash == neutral || !dash[strlen(EN_DASH)]) {
        add_number(words, neutral, strlen(neutral), out);
        return;
    }
    const char *to = dash + strlen(EN_DASH);
    to += *to == ' ';
    size_t from = (size_t)(dash - neutral);
    from -= dash[-1] == ' ';
    add_pattern(words, needs_space(words, dash, neutral) ? "{from} " EN_DASH " {to}" : words->range,
                neutral, from, to, out);
}

void chora_words_integer(const chora_words *words, int64_t number, chora_buffer *out)
{
    char digits[WHOLE_MAX];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);

    chora_buffer_add_text(out, number < 0 ? words->minus : "");
    add_whole(words, digits, (size_t)length, out);
}

void chora_words_digits(const chora_words *words, const char *text, chora_buffer *out)
{
    for (; *text; text++)
        if (is_digit(*text))
            chora_buffer_add_text(out, words->digits[*text - '0']);
        else
            chora_buffer_add_byte(out, (unsigned char)*text);
}

void chora_words_range(const chora_words *words, const char *from, const char *to,
                       chora_buffer *out)
{
    const char *first = strstr(words->range, "{from}"), *second = strstr(words->range, "{to}");
    if (!first || !second || second < first)
        return;
    chora_buffer_add(out, words->range, (size_t)(first - words->range));
    chora_buffer_add_text(out, from);
    first += strlen("{from}");
    chora_buffer_add(out, first, (size_t)(second - first));
    chora_buffer_add_text(out, to);
    chora_buffer_add_text(out, second + strlen("{to}"));
}

const char *chora_words_small(const chora_words *words, int64_t number)
{
    return number >= 0 && number < CHORA_SMALL_NUMBERS ? words->small[number] : NULL;
}
