#include "intake/cell_number.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Longer counts than this are typing mistakes or phone numbers. */
#define COUNT_MAX 100000000

const char *chora_cell_shown(const char *text, char out[CHORA_SHOWN_MAX])
{
    size_t whole = strlen(text), length = chora_utf8_cut(text, 60);
    snprintf(out, CHORA_SHOWN_MAX, "\"%.*s%s\"", (int)length, text,
             length < whole ? "\xE2\x80\xA6" : "");
    return out;
}

bool chora_cell_is_missing(const char *text)
{
    static const char *const words[] = {
        "-",       "--",   "?",         ".",          "\xE2\x80\x93", "\xE2\x80\x94", "na",
        "n/a",     "n.a.", "#n/a",      "nan",        "null",         "nil",          "none",
        "unknown", "unk",  "not known", "not stated", "missing"
    };
    size_t length;
    if (*text >= '0' && *text <= '9')
        return false;
    text = chora_text_trim(text, &length);
    if (length == 0)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncasecmp(words[i], text, length) == 0)
            return true;
    return false;
}

static bool has_decimal_comma(const char *text)
{
    const char *comma = strchr(text, ',');
    return comma && strchr(comma + 1, ',') == NULL &&
           strspn(text, " +-0123456789,") == strlen(text);
}

const char *chora_cell_pointed(const char *text, const char *decimal, char out[64])
{
    if (!decimal || strcmp(decimal, "comma") != 0)
        return text;
    const char *mark = strpbrk(text, ",.");
    size_t length = strlen(text);

    if (!mark || length >= 63)
        return text;
    memcpy(out, text, length + 1);
    if (*mark == '.')
        snprintf(out + (mark - text), 64 - (size_t)(mark - text), "\xC2\xB7%s", mark + 1);
    else if (!strpbrk(mark + 1, ",."))
        out[mark - text] = '.';
    return out;
}

chora_reading chora_cell_number(const char *text, double *out, char reason[CHORA_REASON_MAX])
{
    char shown[CHORA_SHOWN_MAX];
    if (chora_cell_is_missing(text))
        return CHORA_READ_MISSING;
    if (chora_text_number(text, out))
        return CHORA_READ_OK;
    if (has_decimal_comma(text))
        snprintf(
            reason, CHORA_REASON_MAX,
            "%s has a comma; write decimals with a point and thousands without a mark, or import "
            "incidents with --decimal comma",
            chora_cell_shown(text, shown));
    else
        snprintf(reason, CHORA_REASON_MAX, "%s is no number", chora_cell_shown(text, shown));
    return CHORA_READ_REFUSED;
}

/** Up to eight digits and nothing else: the usual count. */
static bool is_short_count(const char *text, int64_t *out)
{
    int64_t count = 0;
    size_t digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9' && digits < 8; digits++)
        count = count * 10 + (text[digits] - '0');
    if (digits == 0 || text[digits])
        return false;
    *out = count;
    return true;
}

chora_reading chora_cell_count(const char *text, int64_t *out, char reason[CHORA_REASON_MAX])
{
    if (is_short_count(text, out))
        return CHORA_READ_OK;
    double number;
    long long whole;
    char shown[CHORA_SHOWN_MAX];
    chora_reading state = chora_cell_number(text, &number, reason);
    if (state != CHORA_READ_OK)
        return state;
    if (number < 0 || number > COUNT_MAX || !chora_text_integer(text, &whole)) {
        snprintf(reason, CHORA_REASON_MAX, "%s is no count (a whole number from 0)",
                 chora_cell_shown(text, shown));
        return CHORA_READ_REFUSED;
    }
    *out = whole;
    return CHORA_READ_OK;
}

chora_reading chora_cell_degrees(const char *text, const char *what, double limit, double *out,
                                 char reason[CHORA_REASON_MAX])
{
    double number;
    char why[CHORA_REASON_MAX], shown[CHORA_SHOWN_MAX];
    chora_reading state = chora_cell_number(text, &number, why);
    if (state == CHORA_READ_REFUSED)
        snprintf(reason, CHORA_REASON_MAX, "%s %.200s", what, why);
    if (state != CHORA_READ_OK)
        return state;
    if (fabs(number) > limit) {
        bool swapped = limit < 180 && fabs(number) <= 180;
        snprintf(reason, CHORA_REASON_MAX, "%s %s is beyond %d\xC2\xB0%s", what,
                 chora_cell_shown(text, shown), (int)limit,
                 swapped ? "; are latitude and longitude swapped?"
                         : "; coordinates must be degrees, not metres");
        return CHORA_READ_REFUSED;
    }
    *out = number;
    return CHORA_READ_OK;
}
