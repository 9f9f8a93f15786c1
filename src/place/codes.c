/* Codes, and P-codes that lost or gained zeros or letters on their way. */
#include "place/candidates.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CODE_MAX 64
#define REPAIRED_SCORE 0.9
/* More zeros are not lost or gained by chance. */
#define ZEROS_MAX 2

/* "ner004": its letters and its figures. */
typedef struct {
    char letters[4];
    const char *figures;
} pcode;

static bool is_pcode(const char *code, pcode *out)
{
    size_t letters = strspn(code, "abcdefghijklmnopqrstuvwxyz");
    out->figures = code + letters;
    size_t figures = strspn(out->figures, "0123456789");
    if (letters < 2 || letters > 3 || figures == 0 || out->figures[figures])
        return false;
    memcpy(out->letters, code, letters);
    out->letters[letters] = '\0';
    return true;
}

static bool lower_case(const char *code, char out[CODE_MAX])
{
    size_t length = strlen(code);
    const char *from = chora_text_trim(code, &length);
    if (length == 0 || length >= CODE_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        out[i] = (char)tolower((unsigned char)from[i]);
    out[length] = '\0';
    return true;
}

/* ---- repair ------------------------------------------------------------------------------- */

static bool is_country(const chora_gazetteer *gazetteer, size_t area, const char *letters)
{
    const char *country = chora_gazetteer_country(gazetteer, area);
    return chora_text_compare_nocase(country, letters) == 0 ||
           chora_gazetteer_has_letters(gazetteer, country, letters);
}

static const char *without_zeros(const char *figures, size_t length, size_t *left)
{
    while (length > 1 && *figures == '0') {
        figures++;
        length--;
    }
    *left = length;
    return figures;
}

static bool is_same_number(const char *a, size_t a_length, const char *b, size_t b_length)
{
    a = without_zeros(a, a_length, &a_length);
    b = without_zeros(b, b_length, &b_length);
    return a_length == b_length && memcmp(a, b, a_length) == 0;
}

/* Figures of the area's parent in its own code: nested codes are repaired part by part. */
static size_t parent_figures(const chora_gazetteer *gazetteer, size_t area, const char *figures)
{
    size_t parent = gazetteer->parents[area];
    pcode own;
    for (size_t i = 0; parent != CHORA_NO_SITE && i < gazetteer->code_count; i++) {
        if (gazetteer->codes[i].area != parent || !is_pcode(gazetteer->codes[i].code, &own))
            continue;
        size_t length = strlen(own.figures);
        if (length < strlen(figures) && memcmp(own.figures, figures, length) == 0)
            return length;
    }
    return 0;
}

/* Without any of their zeros: what two forms of one code have in common, and quick to tell. */
static bool has_same_other_figures(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, "0");
        b += strspn(b, "0");
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

static bool is_repaired(const chora_gazetteer *gazetteer, size_t area, const char *figures,
                        const char *given)
{
    size_t own = strlen(figures), length = strlen(given);
    if (own > length + ZEROS_MAX || length > own + ZEROS_MAX ||
        !has_same_other_figures(figures, given))
        return false;
    size_t outer = parent_figures(gazetteer, area, figures);
    if (outer == 0)
        return is_same_number(figures, own, given, length);
    for (size_t cut = 1; cut < length; cut++)
        if (is_same_number(figures, outer, given, cut) &&
            is_same_number(figures + outer, own - outer, given + cut, length - cut))
            return true;
    return false;
}

static void add_repaired(const chora_gazetteer *gazetteer, chora_within within, const pcode *given,
                         chora_hits *out)
{
    for (size_t i = 0; i < gazetteer->code_count; i++) {
        const chora_site_code *one = &gazetteer->codes[i];
        bool numbered = one->scheme[0] == '\0' || strcmp(one->scheme, "pcode") == 0;
        pcode own;
        if (!numbered || !is_pcode(one->code, &own) ||
            !(strcmp(own.letters, given->letters) == 0 ||
              is_country(gazetteer, one->area, given->letters)) ||
            !is_repaired(gazetteer, one->area, own.figures, given->figures))
            continue;
        chora_hit hit = { false, one->area, "code", one->scheme, REPAIRED_SCORE };
        if (chora_hit_is_within(gazetteer, within, &hit))
            chora_hits_add(out, hit);
    }
}

void chora_hits_by_code(const chora_gazetteer *gazetteer, chora_within within, const char *code,
                        chora_hits *out)
{
    char lower[CODE_MAX];
    size_t cursor = 0, index;
    if (!lower_case(code, lower))
        return;
    while (chora_lookup_next(&gazetteer->by_code, lower, &cursor, &index)) {
        const chora_site_code *found = &gazetteer->codes[index];
        chora_hit hit = { false, found->area, "code", found->scheme, 1.0 };
        if (chora_hit_is_within(gazetteer, within, &hit))
            chora_hits_add(out, hit);
    }
    pcode given;
    if (out->count == 0 && is_pcode(lower, &given))
        add_repaired(gazetteer, within, &given, out);
}
