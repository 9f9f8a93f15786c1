#include "base/direction.h"

#include <stddef.h>
#include <stdint.h>

/* The code point at `*text`, which is moved behind it. */
static uint32_t next_character(const char **text)
{
    const unsigned char *b = (const unsigned char *)*text;
    int more = b[0] < 0x80 ? 0 : b[0] < 0xE0 ? 1 : b[0] < 0xF0 ? 2 : 3;
    uint32_t c = more == 0 ? b[0] : b[0] & (0x3Fu >> more);
    int i = 1;
    for (; i <= more && b[i]; i++)
        c = c << 6 | (b[i] & 0x3Fu);
    *text += i;
    return c;
}

typedef struct {
    uint32_t first, last;
} span;

static bool is_in(const span *spans, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (c >= spans[i].first && c <= spans[i].last)
            return true;
    return false;
}

/* Digits, marks and signs of these scripts have no direction of their own. */
static const span neutral_leftward[] = {
    { 0x0591, 0x05BD }, { 0x0600, 0x0605 }, { 0x060C, 0x060C },
    { 0x0610, 0x061B }, { 0x064B, 0x066C }, { 0x0670, 0x0670 },
    { 0x06D6, 0x06E4 }, { 0x06E7, 0x06ED }, { 0x06F0, 0x06F9 }
};
static const span leftward[] = { { 0x0590, 0x08FF }, { 0x200F, 0x200F },   { 0xFB1D, 0xFDFF },
                                 { 0xFE70, 0xFEFE }, { 0x10800, 0x10FFF }, { 0x1E800, 0x1EFFF } };
/* Below U+2000 what is no letter is listed; above, only what is one. */
static const span rightward[] = {
    { 'A', 'Z' },         { 'a', 'z' },       { 0x00AA, 0x00AA },   { 0x00B5, 0x00B5 },
    { 0x00BA, 0x00BA },   { 0x00C0, 0x00D6 }, { 0x00D8, 0x00F6 },   { 0x00F8, 0x02B8 },
    { 0x0370, 0x058F },   { 0x0900, 0x1FFF }, { 0x200E, 0x200E },   { 0x2C00, 0x2DFF },
    { 0x3005, 0x3007 },   { 0x3021, 0x3029 }, { 0x3031, 0x3035 },   { 0x3041, 0xA48F },
    { 0xA4D0, 0xABFF },   { 0xAC00, 0xD7FF }, { 0xF900, 0xFB17 },   { 0xFF21, 0xFF3A },
    { 0xFF41, 0xFF5A },   { 0xFF66, 0xFFDC }, { 0x10000, 0x107FF }, { 0x11000, 0x1E7FF },
    { 0x20000, 0x3FFFF },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* 1, -1, or 0 for what is no letter. */
static int side_of(uint32_t c)
{
    if (is_in(rightward, COUNT(rightward), c))
        return -1;
    return is_in(leftward, COUNT(leftward), c) &&
           !is_in(neutral_leftward, COUNT(neutral_leftward), c);
}

int chora_text_side(const char *text)
{
    int side = 0;
    while (*text && side == 0)
        side = side_of(next_character(&text));
    return side;
}

/* 1 opens an isolate, -1 closes one, 0 is anything else. */
static int isolate_at(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;
    if (b[0] != 0xE2 || b[1] != 0x81 || b[2] < 0xA6 || b[2] > 0xA9)
        return 0;
    return b[2] == 0xA9 ? -1 : 1;
}

void chora_text_count_sides(const char *text, chora_text_sides *sides)
{
    for (int depth = 0; *text;) {
        depth += isolate_at(text);
        depth = depth < 0 ? 0 : depth;
        int side = side_of(next_character(&text));
        if (side == 0 || depth > 0)
            continue;
        sides->first = sides->first ? sides->first : side;
        sides->leftward += side > 0;
        sides->rightward += side < 0;
    }
}

bool chora_sides_turned(const chora_text_sides *sides, bool page_leftward)
{
    if (!page_leftward)
        return sides->leftward > sides->rightward;
    return sides->first < 0 && sides->rightward > sides->leftward;
}

bool chora_text_isolates(const char *line, size_t at)
{
    int kind = isolate_at(line + at), depth = kind;
    for (size_t i = at + 3; kind > 0 && line[i]; i++) {
        depth += isolate_at(line + i);
        if (depth == 0)
            return true;
    }
    for (size_t i = at; kind < 0 && i-- > 0;) {
        depth += isolate_at(line + i);
        if (depth == 0)
            return true;
    }
    return false;
}

const char *chora_isolate_open_from(const char *paragraph, size_t from, size_t at, const char *open)
{
    const char *last = NULL;
    bool ended = false;
    for (size_t i = from; i < at && paragraph[i]; i++) {
        int kind = isolate_at(paragraph + i);
        last = kind > 0 ? paragraph + i + 3 : kind < 0 ? NULL : last;
        ended = kind ? kind < 0 : ended;
    }
    if (!last)
        return ended ? "" : open;
    return chora_text_side(last) > 0 ? CHORA_ISOLATE_LEFTWARD : CHORA_ISOLATE_RIGHTWARD;
}

const char *chora_isolate_open_at(const char *paragraph, size_t at)
{
    return chora_isolate_open_from(paragraph, 0, at, "");
}
