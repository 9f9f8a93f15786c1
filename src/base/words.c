/* Plain byte work on words: comparing, trimming, hints, file-name parts. */
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static int lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

int chora_text_compare_nocase(const char *a, const char *b)
{
    while (*a && lower((unsigned char)*a) == lower((unsigned char)*b)) {
        a++;
        b++;
    }
    return lower((unsigned char)*a) - lower((unsigned char)*b);
}

/* Bytes of the white space at `text`, 0 when there is none: ASCII, U+00A0, U+3000, a BOM. */
static size_t space_at(const char *text)
{
    unsigned char c = (unsigned char)*text;

    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (c == 0xC2)
        return (unsigned char)text[1] == 0xA0 ? 2 : 0;
    if (c == 0xE3)
        return strncmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
    return c == 0xEF && strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

size_t chora_text_spaces(const char *text)
{
    size_t all = 0;
    for (size_t n; (n = space_at(text + all)) > 0;)
        all += n;
    return all;
}

const char *chora_text_trim(const char *text, size_t *length)
{
    text += chora_text_spaces(text);

    size_t kept = 0;
    for (size_t at = 0; text[at];) {
        size_t n = space_at(text + at);
        at += n ? n : 1;
        if (!n)
            kept = at;
    }
    *length = kept;
    return text;
}

size_t chora_text_distance(const char *a, const char *b, size_t limit)
{
    enum { LONGEST = 128 };
    size_t m = strlen(a), n = strlen(b);
    size_t row[LONGEST + 1];

    if (m > LONGEST || n > LONGEST)
        return limit + 1;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change =
                diagonal + (lower((unsigned char)a[i - 1]) != lower((unsigned char)b[j - 1]));
            diagonal = row[j];
            size_t best = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < best ? change : best;
        }
    }
    return row[n] > limit ? limit + 1 : row[n];
}

const char *chora_text_nearest(const char *text, const char *const *words)
{
    size_t limit = strlen(text) / 3 + 1;
    const char *nearest = NULL;

    for (; *words; words++) {
        size_t distance = chora_text_distance(text, *words, limit);
        if (distance <= limit && distance < strlen(*words)) {
            nearest = *words;
            if (distance == 0)
                break;
            limit = distance - 1;
        }
    }
    return nearest;
}

static bool slug_keeps(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c >= 0x80;
}

void chora_text_slug(const char *text, chora_buffer *out)
{
    enum { LONGEST = 120 };
    size_t length = chora_utf8_cut(text, LONGEST);

    chora_buffer_clear(out);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (slug_keeps(c) && !(c == '.' && out->length == 0))
            chora_buffer_add_byte(out, c);
        else if (out->length > 0 && out->data[out->length - 1] != '-')
            chora_buffer_add_byte(out, '-');
    }
    while (out->length > 0 &&
           (out->data[out->length - 1] == '-' || out->data[out->length - 1] == '.'))
        out->data[--out->length] = '\0';
    if (out->length == 0)
        chora_buffer_add_text(out, "figure");
}
