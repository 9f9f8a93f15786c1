#include "exchange/csv_plain.h"

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

static bool cut_bare(cutting *c)
{
    char *at = c->from;

    while (at < c->end && *at != c->delimiter && *at != '"')
        at++;
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
