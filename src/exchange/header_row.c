#include "exchange/header_row.h"

#include <string.h>

/* Digits of ASCII, and those of Arabic and Persian (U+0660 to U+0669, U+06F0 to U+06F9). */
static bool begins_with_number(const char *cell)
{
    const unsigned char *at = (const unsigned char *)cell;

    at += strspn(cell, "+-.,(");
    return (*at >= '0' && *at <= '9') || (at[0] == 0xD9 && at[1] >= 0xA0 && at[1] <= 0xA9) ||
           (at[0] == 0xDB && at[1] >= 0xB0 && at[1] <= 0xB9);
}

static const char *content(const char *cell)
{
    return cell ? cell + strspn(cell, " \t\r\n") : "";
}

chora_header_look chora_header_look_at(const char *const *cells, size_t count)
{
    chora_header_look look = { 0, true, false };

    for (size_t i = 0; i < count; i++) {
        const char *cell = content(cells[i]);
        if (!*cell)
            continue;
        look.filled++;
        look.numbers |= begins_with_number(cell);
        for (size_t k = 0; k < i && look.all_words; k++)
            look.all_words = strcmp(content(cells[k]), cell) != 0;
    }
    look.all_words &= !look.numbers;
    return look;
}

/* How many cells a row above such a header may hold. */
static size_t most_above(size_t filled)
{
    size_t less = filled > 4 ? 2 : 1;
    return filled / 3 > less ? filled / 3 : less;
}

static bool rows_above_are_few(const chora_header_look *rows, size_t header)
{
    for (size_t i = 0; i < header; i++)
        if (rows[i].filled > most_above(rows[header].filled))
            return false;
    return true;
}

static bool numbers_below(const chora_header_look *rows, size_t count, size_t header)
{
    for (size_t i = header + 1; i < count; i++)
        if (rows[i].numbers && rows[i].filled > 1)
            return true;
    return false;
}

size_t chora_header_find(const chora_header_look *rows, size_t count)
{
    size_t widest = 0;

    for (size_t i = 0; i < count; i++)
        widest = rows[i].filled > widest ? rows[i].filled : widest;
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].all_words || rows[i].filled < 2 || rows[i].filled * 2 <= widest)
            continue;
        return rows_above_are_few(rows, i) && numbers_below(rows, count, i) ? i : 0;
    }
    return 0;
}
