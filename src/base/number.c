/* Numbers in and out without the locale: a decimal mark is always ".". */
#include "base/text.h"

#include <chora/classes.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One digit at `text` (ASCII, Arabic-Indic U+0660, Persian U+06F0): its bytes and value. */
static size_t digit_at(const char *text, char *digit)
{
    const unsigned char *b = (const unsigned char *)text;

    if (b[0] >= '0' && b[0] <= '9') {
        *digit = (char)b[0];
        return 1;
    }
    if (b[0] == 0xD9 && b[1] >= 0xA0 && b[1] <= 0xA9) {
        *digit = (char)('0' + b[1] - 0xA0);
        return 2;
    }
    if (b[0] == 0xDB && b[1] >= 0xB0 && b[1] <= 0xB9) {
        *digit = (char)('0' + b[1] - 0xB0);
        return 2;
    }
    return 0;
}

/* Bytes of a sign: ASCII or U+2212. */
static size_t sign_at(const char *text, char *sign)
{
    *sign = *text;
    if (*text == '+' || *text == '-')
        return 1;
    if (strncmp(text, "\xE2\x88\x92", 3) == 0) {
        *sign = '-';
        return 3;
    }
    return 0;
}

/* The digits at `*at`, copied behind `*out`; how many there were. */
static size_t copy_digits(const char **at, char **out, const char *end)
{
    size_t count = 0, n;
    char digit;

    while ((n = digit_at(*at, &digit)) > 0 && *out < end) {
        *(*out)++ = digit;
        *at += n;
        count++;
    }
    return count;
}

static size_t point_at(const char *text)
{
    return *text == '.' ? 1 : strncmp(text, "\xD9\xAB", 2) == 0 ? 2 : 0;
}

/* A decimal number rewritten in ASCII; false when it is none. */
static bool to_ascii(const char *text, char *out, size_t size)
{
    char *end = out + size - 8, *to = out;
    size_t length, n, digits;
    char sign;
    const char *at = chora_text_trim(text, &length), *stop = at + length;

    if (length == 0 || length >= size)
        return false;
    if ((n = sign_at(at, &sign)) > 0) {
        *to++ = sign;
        at += n;
    }
    digits = copy_digits(&at, &to, end);
    if ((n = point_at(at)) > 0 && at + n <= stop) {
        at += n;
        *to++ = '.';
        digits += copy_digits(&at, &to, end);
    }
    if (digits == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        *to++ = *at++;
        if ((n = sign_at(at, &sign)) > 0) {
            *to++ = sign;
            at += n;
        }
        if (copy_digits(&at, &to, end) == 0)
            return false;
    }
    *to = '\0';
    return at == stop;
}

/* strtod in the C locale, whatever the thread's locale is. */
static double c_strtod(const char *text)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c)
        return NAN;
    double value = strtod_l(text, NULL, c);
    freelocale(c);
    return value;
}

/* Up to 15 digits and a few decimals are exact without strtod: the usual case, and fast. */
static bool simple_number(const char *ascii, double *out)
{
    static const double tens[] = { 1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    bool negative = *ascii == '-', point = false;
    long long digits = 0;
    int count = 0, decimals = 0;

    for (const char *at = ascii + (*ascii == '-' || *ascii == '+'); *at; at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        if (*at == 'e' || *at == 'E' || ++count > 15)
            return false;
        digits = digits * 10 + (*at - '0');
        decimals += point;
    }
    double value = (double)digits / tens[decimals];
    *out = negative ? -value : value;
    return true;
}

/* Not zero, but too near to it to be told from it: 1e-999. */
static bool vanishes(const char *ascii, double value)
{
    size_t mantissa = strcspn(ascii, "eE");
    return value == 0 && strcspn(ascii, "123456789") < mantissa;
}

bool chora_text_number(const char *text, double *out)
{
    char ascii[80];
    double value;

    if (!text || !to_ascii(text, ascii, sizeof ascii))
        return false;
    if (!simple_number(ascii, &value))
        value = c_strtod(ascii);
    if (!isfinite(value) || vanishes(ascii, value))
        return false;
    *out = value;
    return true;
}

bool chora_text_integer(const char *text, long long *out)
{
    double value;

    if (!chora_text_number(text, &value) || value != floor(value) || fabs(value) > 9e15)
        return false;
    *out = (long long)value;
    return true;
}

void chora_text_append_double(chora_buffer *out, double value, int decimals)
{
    char text[400];

    if (!isfinite(value)) {
        chora_buffer_add_text(out, "nan");
        return;
    }
    size_t written = chora_number_decimals(value, decimals, text, sizeof text);
    if (written > 0) {
        chora_buffer_add(out, text, written);
        return;
    }
    int length = snprintf(text, sizeof text, "%.*f", decimals, value);
    if (length < 0 || (size_t)length >= sizeof text) {
        out->failed = true;
        return;
    }
    /* Whatever the locale put for the decimal mark (it may be two bytes) becomes ".". */
    const char *mark = text;
    while (*mark == '-' || (*mark >= '0' && *mark <= '9'))
        mark++;
    chora_buffer_add(out, text, (size_t)(mark - text));
    if (*mark) {
        while (*mark && !(*mark >= '0' && *mark <= '9'))
            mark++;
        chora_buffer_add_byte(out, '.');
        chora_buffer_add_text(out, mark);
    }
}
