#include "exchange/csv_plain.h"

#include <stdint.h>
#include <string.h>

typedef struct {
    char *from, *to, *end; /* Read here, write there: cells only get shorter. */
    char delimiter;
} cutting;

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* From the opening quote to the delimiter behind the closing one. */
static bool cut_quoted(cutting *c)
{
    char *at = c->from + 1;

    for (;;) {
        char *quote = memchr(at, '"', (size_t)(c->end - at));
        if (!quote)
            return false;
        memmove(c->to, at, (size_t)(quote - at));
        c->to += quote - at;
        at = quote + 1;
        if (at == c->end || *at != '"')
            break;
        *c->to++ = '"';
        at++;
    }
    c->from = at;
    return at == c->end || *at == c->delimiter;
}

/* The top bit of each byte that is zero; beyond the first such byte of others too. */
static uint64_t zero_bytes(uint64_t word)
{
    return (word - 0x0101010101010101u) & ~word & 0x8080808080808080u;
}

/* The next delimiter or quote, or the end; eight bytes at a time, as a cell has about so many. */
static char *bare_end(const cutting *c)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t delimiters = ones * (unsigned char)c->delimiter, quotes = ones * '"', word;
    char *at = c->from;

    while (c->end - at >= (ptrdiff_t)sizeof word) {
        memcpy(&word, at, sizeof word);
        uint64_t found = zero_bytes(word ^ delimiters) | zero_bytes(word ^ quotes);
        if (found && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
            return at + __builtin_ctzll(found) / 8;
        if (found)
            break;
        at += sizeof word;
    }
    while (at < c->end && *at != c->delimiter && *at != '"')
        at++;
    return at;
}

static bool cut_bare(cutting *c)
{
    char *at = bare_end(c);

    size_t length = (size_t)(at - c->from);
    if (at < c->end && *at == '"')
        return false;
    if (length > 0 && (is_space(c->from[0]) || is_space(at[-1])))
        return false;
    if (c->to != c->from)
        memmove(c->to, c->from, length);
    c->to += length;
    c->from = at;
    return true;
}

bool chora_csv_cut_plain(chora_csv_cells *cells, size_t length, char delimiter)
{
    cutting c = { cells->text, cells->text, cells->text + length, delimiter };

    cells->count = cells->longest = 0;
    for (;;) {
        char *start = c.to;
        if (c.from < c.end && *c.from == '"' ? !cut_quoted(&c) : !cut_bare(&c))
            return false;
        size_t bytes = (size_t)(c.to - start);
        cells->longest = bytes > cells->longest ? bytes : cells->longest;
        bool last = c.from == c.end;
        *c.to++ = '\0'; /* In the delimiter's place, at the latest. */
        if (cells->count < cells->most) {
            cells->starts[cells->count] = (size_t)(start - cells->text);
            cells->starts[cells->count + 1] = (size_t)(c.to - cells->text);
        }
        cells->count++;
        if (last)
            return true;
        c.from++;
    }
}
