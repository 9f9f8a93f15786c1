/*
 * The world by province at A4: 8.4 MB as cairo writes it, 2.4 so. Two decimals of a point are less
 * than cairo's own steps of 1/256.
 */
#include "paint/svg_shorten.h"

#include <ctype.h>
#include <string.h>

/* ---- paths ---------------------------------------------------------------------------------- */

typedef struct {
    int64_t x, y; /* In steps of the last decimal. */
} place;

typedef struct {
    chora_buffer *out;
    int decimals;
    place now, begin; /* Where the pen is; where its line began. */
    char command;     /* The last one written; more numbers may follow it. */
} path;

/* A number as cairo writes them, "-12.345678", in steps of 10^-decimals; NULL: none. */
static const char *read_steps(const char *at, int decimals, int64_t *out)
{
    int64_t value = 0;
    bool minus = *at == '-', any = false;
    at += minus;
    for (; isdigit((unsigned char)*at) && value < INT64_MAX / 100000; at++, any = true)
        value = 10 * value + (*at - '0');
    at += *at == '.';
    for (int i = 0; i < decimals; i++) {
        value *= 10;
        if (isdigit((unsigned char)*at))
            value += *at++ - '0';
    }
    value += isdigit((unsigned char)*at) && *at >= '5';
    while (isdigit((unsigned char)*at))
        at++;
    *out = minus ? -value : value;
    return any ? at : NULL;
}

static const char *read_place(const char *at, int decimals, place *out)
{
    at = read_steps(at, decimals, &out->x);
    at = at && *at == ' ' ? read_steps(at + 1, decimals, &out->y) : NULL;
    return at && *at == ' ' ? at + 1 : NULL;
}

static void put_steps(path *p, int64_t steps, bool first)
{
    uint64_t size = steps < 0 ? (uint64_t)-steps : (uint64_t)steps,
             unit = p->decimals == 3 ? 1000 : 100;
    char text[32];
    int length = 0, digits = p->decimals;
    uint64_t part = size % unit;
    for (; digits > 0 && part % 10 == 0; digits--)
        part /= 10;
    for (int i = 0; i < digits; i++, part /= 10)
        text[length++] = (char)('0' + part % 10);
    if (digits > 0)
        text[length++] = '.';
    if (size / unit > 0 || digits == 0)
        for (uint64_t whole = size / unit; length == digits + (digits > 0) || whole > 0;
             whole /= 10)
            text[length++] = (char)('0' + whole % 10);
    if (steps < 0)
        text[length++] = '-';
    else if (!first)
        text[length++] = ' ';
    while (length > 0)
        chora_buffer_add_byte(p->out, (unsigned char)text[--length]);
}

static void put_command(path *p, char command)
{
    if (command != p->command || command == 'm')
        chora_buffer_add_byte(p->out, (unsigned char)command);
}

static void put_step(path *p, place to, bool first)
{
    put_steps(p, to.x - p->now.x, first);
    put_steps(p, to.y - p->now.y, false);
}

/* The places of one command; NULL: cairo does not write so. */
static const char *copy_command(path *p, char letter, const char *at)
{
    char command = (char)tolower((unsigned char)letter);
    int count = letter == 'C' ? 3 : 1;
    place to[3];
    for (int i = 0; at && i < count; i++)
        at = read_place(at, p->decimals, &to[i]);
    if (!at)
        return NULL;
    if (command == 'm' && *at == '"') /* Back to where the line began: nothing follows. */
        return at;
    bool same = command == p->command && command != 'm';
    put_command(p, command);
    for (int i = 0; i < count; i++)
        put_step(p, to[i], i == 0 && !same);
    p->now = to[count - 1];
    if (command == 'm')
        p->begin = p->now;
    p->command = command;
    return at;
}

static const char *close_line(path *p, const char *at)
{
    chora_buffer_add_byte(p->out, 'z');
    p->now = p->begin;
    p->command = 'z';
    return *at == ' ' ? at + 1 : at;
}

/* From behind d=" up to the quote; NULL, and nothing written: not as cairo writes it. */
static const char *copy_path(const char *at, int decimals, chora_buffer *out)
{
    size_t before = out->length;
    path p = { .out = out, .decimals = decimals };
    while (at && *at != '"') {
        char letter = *at;
        if (letter == 'Z')
            at = close_line(&p, at + 1);
        else if ((letter == 'M' || letter == 'L' || letter == 'C') && at[1] == ' ')
            at = copy_command(&p, letter, at + 2);
        else
            at = NULL;
    }
    if (!at && !out->failed)
        out->length = before;
    return at;
}

/* ---- styles --------------------------------------------------------------------------------- */

static bool is_default(const char *entry, size_t length)
{
    static const char *const defaults[] = { "stroke-opacity:1",     "fill-opacity:1",
                                            "stroke-miterlimit:10", "stroke:none",
                                            "fill-rule:nonzero",    "stroke-linecap:butt",
                                            "stroke-linejoin:miter" };
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (strlen(defaults[i]) == length && memcmp(defaults[i], entry, length) == 0)
            return true;
    return false;
}

/* "99.215686%" is a whole number of 255. */
static const char *read_channel(const char *at, unsigned *out)
{
    int64_t millionths = 0;
    at = read_steps(at, 6, &millionths);
    *out = (unsigned)((millionths * 255 + 50000000) / 100000000);
    return at && *at == '%' ? at + 1 : NULL;
}

/* Behind "rgb("; the length up to the bracket, or 0. */
static size_t read_colour(const char *at, unsigned rgb[3])
{
    const char *from = at;
    for (int i = 0; at && i < 3; i++) {
        at = read_channel(at, &rgb[i]);
        if (at && *at++ != (i < 2 ? ',' : ')'))
            at = NULL;
    }
    return at ? (size_t)(at - from) : 0;
}

static void copy_entry(const char *entry, size_t length, chora_buffer *out)
{
    static const char rgb_of[] = ":rgb(";
    unsigned rgb[3];
    for (size_t i = 0; i + sizeof rgb_of < length; i++) {
        if (memcmp(entry + i, rgb_of, sizeof rgb_of - 1) != 0 ||
            read_colour(entry + i + sizeof rgb_of - 1, rgb) == 0)
            continue;
        chora_buffer_add(out, entry, i);
        chora_buffer_printf(out, ":#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
        return;
    }
    chora_buffer_add(out, entry, length);
}

/* The attribute, unless nothing is left of it; from behind style=" to behind the quote. */
static const char *copy_style(const char *at, chora_buffer *out)
{
    bool any = false;
    while (*at && *at != '"') {
        size_t length = strcspn(at, ";\"");
        if (!is_default(at, length)) {
            chora_buffer_add_text(out, any ? ";" : " style=\"");
            copy_entry(at, length, out);
            any = true;
        }
        at += length;
        at += *at == ';';
    }
    if (any && *at == '"')
        chora_buffer_add_byte(out, '"');
    return at + (*at == '"');
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* Text that is drawn has no such attributes: letters are shapes. */
void chora_svg_shorten(const char *svg, chora_buffer *out)
{
    static const char d[] = " d=\"", style[] = " style=\"", symbol[] = "<symbol",
                      end[] = "</symbol";
    int decimals = 2;
    const char *done = svg;
    for (const char *at = strpbrk(svg, " <"); at; at = strpbrk(at, " <")) {
        const char *next = NULL;
        if (strncmp(at, symbol, sizeof symbol - 1) == 0)
            decimals = 3;
        else if (strncmp(at, end, sizeof end - 1) == 0)
            decimals = 2;
        else if (strncmp(at, d, sizeof d - 1) == 0) {
            at += sizeof d - 1;
            chora_buffer_add(out, done, (size_t)(at - done));
            next = copy_path(at, decimals, out);
            done = next ? next : at;
        } else if (strncmp(at, style, sizeof style - 1) == 0) {
            chora_buffer_add(out, done, (size_t)(at - done));
            done = next = copy_style(at + sizeof style - 1, out);
        }
        at = next ? next : at + 1;
    }
    chora_buffer_add_text(out, done);
}
