#include "publish/leak_text.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_buffer *out;
    bool spaced; /* The last that was added is a space. */
} folding;

/* ---- one character --------------------------------------------------------------------------- */

/* Marks of two and three bytes that are written otherwise, or (NULL) not at all. */
static const struct {
    const char *from, *to;
} marks[] = {
    { "\u00a0", " " },  { "\u2007", " " },   { "\u2009", " " },   { "\u202f", " " },
    { "\u2018", "'" },  { "\u2019", "'" },   { "\u201c", "\"" },  { "\u201d", "\"" },
    { "\u2212", "-" },  { "\u066b", "." },   { "\ufb00", "ff" },  { "\ufb01", "fi" },
    { "\ufb02", "fl" }, { "\ufb03", "ffi" }, { "\ufb04", "ffl" }, { "\u00ad", NULL },
    { "\ufeff", NULL },
};

static void add_byte(folding *f, char byte)
{
    bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
    if (!space && ((unsigned char)byte < 0x20 || byte == 0x7f))
        return;
    if (space && f->spaced)
        return;
    f->spaced = space;
    if (byte >= 'A' && byte <= 'Z')
        byte = (char)(byte + 'a' - 'A');
    chora_buffer_add_byte(f->out, (unsigned char)(space ? ' ' : byte));
}

/* Joiners, marks of direction, word joiners: U+200B-F, U+202A-E, U+2060-F. */
static bool is_unseen(const unsigned char *at)
{
    return at[0] == 0xE2 && ((at[1] == 0x80 && ((at[2] >= 0x8B && at[2] <= 0x8F) ||
                                                (at[2] >= 0xAA && at[2] <= 0xAE))) ||
                             (at[1] == 0x81 && at[2] >= 0xA0 && at[2] <= 0xAF));
}

/* Its length, or 0 when it is no mark that is written otherwise. */
static size_t add_mark(folding *f, const char *at, size_t left)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (left >= 2 && byte[0] == 0xD9 && byte[1] >= 0xA0 && byte[1] <= 0xA9)
        return add_byte(f, (char)('0' + byte[1] - 0xA0)), 2;
    if (left >= 2 && byte[0] == 0xDB && byte[1] >= 0xB0 && byte[1] <= 0xB9)
        return add_byte(f, (char)('0' + byte[1] - 0xB0)), 2;
    if (left >= 3 && is_unseen(byte))
        return 3;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t length = strlen(marks[i].from);
        if (length > left || memcmp(at, marks[i].from, length) != 0)
            continue;
        for (const char *c = marks[i].to; c && *c; c++)
            add_byte(f, *c);
        return length;
    }
    return 0;
}

/* One character or byte; how many bytes it took. */
static size_t add_character(folding *f, const char *at, size_t left)
{
    size_t taken = (unsigned char)*at < 0x80 ? 0 : add_mark(f, at, left);
    if (taken)
        return taken;
    add_byte(f, *at);
    return 1;
}

static void add_code(folding *f, unsigned long code)
{
    char utf8[4];
    size_t length = code > UINT32_MAX ? 0 : chora_utf8_encode((uint32_t)code, utf8);
    for (size_t i = 0; i < length;)
        i += add_character(f, utf8 + i, length - i);
}

/* ---- what stands for a character ------------------------------------------------------------- */

static const struct {
    const char *from;
    char to;
} entities[] = { { "&amp;", '&' },  { "&lt;", '<' },    { "&gt;", '>' },
                 { "&quot;", '"' }, { "&apos;", '\'' }, { "&nbsp;", ' ' } };

static size_t add_entity(folding *f, const char *at, size_t left)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t length = strlen(entities[i].from);
        if (length <= left && memcmp(at, entities[i].from, length) == 0)
            return add_byte(f, entities[i].to), length;
    }
    char digits[12] = "", *end = digits;
    bool hex = left > 3 && at[1] == '#' && (at[2] == 'x' || at[2] == 'X');
    size_t from = hex ? 3 : 2;
    if (left <= from || at[1] != '#')
        return 0;
    memcpy(digits, at + from, left - from < sizeof digits ? left - from : sizeof digits - 1);
    unsigned long code = strtoul(digits, &end, hex ? 16 : 10);
    if (end == digits || *end != ';')
        return 0;
    add_code(f, code);
    return from + (size_t)(end - digits) + 1;
}

/* \" \\ \/ \n \u0041 */
static size_t add_backslash(folding *f, const char *at, size_t left)
{
    if (left < 2)
        return 0;
    if (strchr("\"\\/", at[1]))
        return add_byte(f, at[1]), 2;
    if (strchr("ntrbf", at[1]))
        return add_byte(f, ' '), 2;
    char digits[5] = "", *end = digits;
    if (at[1] != 'u' || left < 6)
        return 0;
    memcpy(digits, at + 2, 4);
    unsigned long code = strtoul(digits, &end, 16);
    if (end != digits + 4)
        return 0;
    add_code(f, code);
    return 6;
}

static size_t add_escaped(folding *f, const char *at, size_t left)
{
    if (*at == '&')
        return add_entity(f, at, left);
    if (*at == '\\')
        return add_backslash(f, at, left);
    if (*at == '"' && left > 1 && at[1] == '"')
        return add_byte(f, '"'), 2;
    return 0;
}

static size_t skip_tag(folding *f, const char *at, size_t left)
{
    const char *end = *at == '<' ? memchr(at, '>', left) : NULL;
    if (!end)
        return 0;
    add_byte(f, ' ');
    return (size_t)(end - at) + 1;
}

void chora_leak_fold(const char *bytes, size_t length, chora_leak_reading reading,
                     chora_buffer *out)
{
    folding f = { out, false };
    for (size_t at = 0; at < length;) {
        size_t taken = reading == CHORA_LEAK_STRIPPED ? skip_tag(&f, bytes + at, length - at) : 0;
        if (!taken && reading != CHORA_LEAK_AS_IT_IS)
            taken = add_escaped(&f, bytes + at, length - at);
        at += taken ? taken : add_character(&f, bytes + at, length - at);
    }
}

bool chora_leak_is_markup(const char *bytes, size_t length)
{
    size_t at = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at < length && bytes[at] == '<';
}
