/* Numbers and ranges in the digits and marks of a language. */
#include "style/language_inside.h"

#include <stdio.h>
#include <string.h>

#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"
#define AT_MOST "\xE2\x89\xA4"

static bool starts(const char *text, size_t length, const char *with)
{
    size_t n = strlen(with);
    return n <= length && memcmp(text, with, n) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One number, or whatever stands there. */
static void add_number(const chora_words *words, const char *text, size_t length, chora_buffer *out)
{
    for (size_t i = 0; i < length;) {
        const char *at = text + i;
        if (is_digit(*at)) {
            chora_buffer_add_text(out, words->digits[*at - '0']);
            i++;
        } else if (*at == '.' && i + 1 < length && is_digit(at[1])) {
            chora_buffer_add_text(out, words->decimal);
            i++;
        } else if (starts(at, length - i, THIN_SPACE)) {
            chora_buffer_add_text(out, words->group);
            i += strlen(THIN_SPACE);
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
    char digits[32];
    const char *group = words->text_group ? words->text_group : words->group;
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);

    chora_buffer_add_text(out, number < 0 ? words->minus : "");
    for (int i = 0; i < length; i++) {
        chora_buffer_add_text(out, i && (length - i) % 3 == 0 ? group : "");
        chora_buffer_add_text(out, words->digits[digits[i] - '0']);
    }
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
