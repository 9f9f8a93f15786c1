#include "compose/rate.h"

#include "base/text.h"
#include "compose/wording.h"
#include "measure/label.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define EN_DASH "\xE2\x80\x93"
#define AT_MOST "\xE2\x89\xA4"

/* A largest number under this is mostly noughts. */
static const double too_small = 0.1;

static bool is_of(const chora_figure_measure *measure, const char *what)
{
    return measure->per_value && strcmp(measure->per_value, what) == 0;
}

chora_shown_rate chora_shown_rate_of(const chora_figure_measure *measure, double largest)
{
    chora_shown_rate rate = { 1, *measure };
    if (!measure->per_value || measure->per > 1 || !(largest > 0) || largest >= too_small)
        return rate;
    double amount = is_of(measure, "population") ? 1e5 : 1e3;
    if (amount * largest < too_small)
        amount = 1e6;
    rate.factor = amount;
    rate.measure.per = amount;
    return rate;
}

static void scale(chora_classes *classes, double factor)
{
    for (size_t c = 0; c < classes->count; c++) {
        classes->classes[c].low *= factor;
        classes->classes[c].high *= factor;
        classes->classes[c].upper_break *= factor;
    }
}

/* False when the figures do not tell the class's ends, or it and the one before, apart. */
static bool write_label(const chora_classes *classes, size_t at, char label[64])
{
    const chora_class *class = &classes->classes[at];
    char low[CHORA_NUMBER_TEXT_MAX], high[CHORA_NUMBER_TEXT_MAX], before[CHORA_NUMBER_TEXT_MAX];
    if (class->low < 0 || class->high < 0)
        return false;
    chora_number_text(NULL, class->low, false, low);
    chora_number_text(NULL, class->high, false, high);
    if (at > 0) {
        chora_number_text(NULL, classes->classes[at - 1].high, false, before);
        if (class->count && classes->classes[at - 1].count && strcmp(before, low) == 0)
            return false;
    }
    bool one = class->low == class->high;
    if (!one && strcmp(low, high) == 0)
        return false;
    int length = one ? snprintf(label, 64, "%s%s", class->count ? "" : AT_MOST, high)
                     : snprintf(label, 64, "%s" EN_DASH "%s", low, high);
    return length > 0 && length < 64;
}

/* A class that nothing fell into is told by its breaks like the others: ">" would only puzzle. */
static void cut_signs(chora_classes *classes)
{
    for (size_t c = 0; c < classes->count; c++) {
        char *label = classes->classes[c].label;
        if (label[0] == '>')
            memmove(label, label + 1, strlen(label));
    }
}

static void relabel(chora_classes *out)
{
    chora_label_classes(out, false);
    cut_signs(out);
    chora_classes plain = *out;
    for (size_t c = 0; c < plain.count; c++)
        if (!write_label(out, c, plain.classes[c].label))
            return;
    *out = plain;
}

static void translate(const chora_words *words, char label[64])
{
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    chora_words_numeral(words, label, &text);
    size_t length = chora_utf8_cut(chora_buffer_text(&text), 63);
    memcpy(label, chora_buffer_text(&text), length);
    label[length] = '\0';
    chora_buffer_free(&text);
}

void chora_shown_classes(const chora_words *words, const chora_classes *classes, double factor,
                         bool whole, chora_classes *out)
{
    *out = *classes;
    scale(out, factor);
    if (!whole)
        relabel(out);
    for (size_t c = 0; words && c < out->count; c++)
        translate(words, out->classes[c].label);
}
