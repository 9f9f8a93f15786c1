#include "measure/label.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THIN_SPACE "\xE2\x80\x89"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"
#define AT_MOST "\xE2\x89\xA4"

/** Digits before and behind the point that fit a label twice. */
#define DIGITS_MAX 14

typedef struct {
    int decimals;
    bool scientific;
} number_form;

static void add_grouped(chora_buffer *out, const char *digits)
{
    size_t whole = strspn(digits, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (whole > 4 && i > 0 && (whole - i) % 3 == 0)
            chora_buffer_add_text(out, THIN_SPACE);
        chora_buffer_add_byte(out, (unsigned char)digits[i]);
    }
    chora_buffer_add_text(out, digits + whole);
}

static void add_scientific(chora_buffer *out, double value, int decimals)
{
    int exponent = value > 0 ? (int)floor(log10(value)) : 0;
    double power = pow(10, exponent / 2), rest = pow(10, exponent - exponent / 2);
    char tail[16];
    chora_text_append_double(out, value / power / rest, decimals);
    snprintf(tail, sizeof tail, "e%+d", exponent);
    chora_buffer_add_text(out, tail);
}

static void add_number(chora_buffer *out, double value, number_form form)
{
    chora_buffer digits = CHORA_BUFFER_SMALL(512);
    if (form.scientific)
        add_scientific(&digits, fabs(value), form.decimals);
    else
        chora_text_append_double(&digits, fabs(value), form.decimals);
    /* "-0" is no number to print */
    if (value < 0 && strpbrk(chora_buffer_text(&digits), "123456789"))
        chora_buffer_add_text(out, MINUS);
    if (form.scientific)
        chora_buffer_add_text(out, chora_buffer_text(&digits));
    else
        add_grouped(out, chora_buffer_text(&digits));
    chora_buffer_free(&digits);
}

void chora_label_number(chora_buffer *out, double value, int decimals)
{
    number_form form = { decimals, fabs(value) >= 1e14 };
    add_number(out, value, form);
}

/** Do two numbers print alike? */
static bool alike(double a, double b, number_form form)
{
    chora_buffer x = CHORA_BUFFER_SMALL(512), y = CHORA_BUFFER_SMALL(512);
    add_number(&x, a, form);
    add_number(&y, b, form);
    bool same = strcmp(chora_buffer_text(&x), chora_buffer_text(&y)) == 0;
    chora_buffer_free(&x);
    chora_buffer_free(&y);
    return same;
}

/** Does the printed number say what the number is, to a twentieth? 0.13 must not read 0. */
static bool is_true(double value, number_form form)
{
    if (form.scientific)
        return true;
    double power = pow(10, form.decimals);
    return fabs(round(value * power) / power - value) <= fabs(value) / 20;
}

/** Can a reader tell the classes apart when numbers are printed in this form? */
static bool tells_apart(const chora_classes *classes, number_form form)
{
    for (size_t i = 0; i < classes->count; i++) {
        const chora_class *class = &classes->classes[i], *next = class + 1;
        if (!is_true(class->low, form) || !is_true(class->high, form))
            return false;
        if (class->low != class->high && alike(class->low, class->high, form))
            return false;
        if (i + 1 < classes->count && class->count && next->count &&
            alike(class->high, next->low, form))
            return false;
    }
    return true;
}

static double largest_bound(const chora_classes *classes)
{
    double largest = 0;
    for (size_t i = 0; i < classes->count; i++)
        largest =
            fmax(largest, fmax(fabs(classes->classes[i].low), fabs(classes->classes[i].high)));
    return largest;
}

/** The shortest form in which the classes differ; the longest one when none does. */
static number_form choose_form(const chora_classes *classes, bool whole)
{
    double largest = largest_bound(classes);
    int digits = largest < 1 ? 1 : (int)floor(log10(largest)) + 1;
    number_form form = { 0, false };
    for (; digits + form.decimals <= DIGITS_MAX; form.decimals++)
        if (whole || tells_apart(classes, form))
            return form;
    form = (number_form){ 1, true };
    while (form.decimals < 16 && !tells_apart(classes, form))
        form.decimals++;
    return form;
}

static void add_range(chora_buffer *out, double low, double high, number_form form)
{
    add_number(out, low, form);
    if (low == high)
        return;
    /* an unspaced dash before a minus reads as one sign */
    chora_buffer_add_text(out, low < 0 || high < 0 ? " " EN_DASH " " : EN_DASH);
    add_number(out, high, form);
}

/** A class that no value fell into holds low < v <= high; its bounds are breaks, not observed. */
static void add_empty(chora_buffer *out, const chora_class *class, bool whole, number_form form)
{
    double first = floor(class->low) + 1, last = floor(class->high);
    if (class->low == class->high) {
        chora_buffer_add_text(out, AT_MOST);
        add_number(out, whole ? last : class->high, form);
    } else if (whole && first <= last) {
        add_range(out, first, last, form);
    } else if (whole) {
        chora_buffer_add_text(out, EN_DASH); /* no whole number can fall into it */
    } else {
        chora_buffer_add_text(out, ">");
        add_range(out, class->low, class->high, form);
    }
}

void chora_label_classes(chora_classes *classes, bool whole)
{
    number_form form = choose_form(classes, whole);
    for (size_t i = 0; i < classes->count; i++) {
        chora_class *class = &classes->classes[i];
        chora_buffer text = CHORA_BUFFER_SMALL(256);
        if (class->count)
            add_range(&text, class->low, class->high, form);
        else
            add_empty(&text, class, whole, form);
        size_t length = chora_utf8_cut(chora_buffer_text(&text), sizeof class->label - 1);
        memcpy(class->label, chora_buffer_text(&text), length);
        class->label[length] = '\0';
        chora_buffer_free(&text);
    }
}
