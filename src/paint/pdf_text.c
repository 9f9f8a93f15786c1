#include "paint/pdf_text.h"

#include "base/memory.h"
#include "base/text.h"
#include "paint/inflate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_STREAM = 256 << 20, CODES = 65536 };

/* What the glyphs of a font mean. */
typedef struct {
    char name[24];     /* "f-0-1" */
    bool wide;         /* Two bytes a glyph. */
    uint16_t *meaning; /* CODES of UTF-16, 0: not told; NULL: its codes are letters. */
} pdf_font;

typedef struct {
    const char *bytes, *end;
    size_t *objects; /* Where object n begins; 0: there is none. */
    size_t object_count;
    pdf_font *fonts;
    size_t font_count, font_capacity;
    chora_buffer *out;
    chora_error *err;
} reading;

/* ---- bytes ----------------------------------------------------------------------------------- */

static const char *find(const char *from, const char *end, const char *word)
{
    return from && from < end ? memmem(from, (size_t)(end - from), word, strlen(word)) : NULL;
}

static long number_at(const char *at, const char *end)
{
    long value = 0;
    while (at < end && isspace((unsigned char)*at))
        at++;
    if (at == end || !isdigit((unsigned char)*at))
        return -1;
    for (; at < end && isdigit((unsigned char)*at) && value < 100000000; at++)
        value = value * 10 + (*at - '0');
    return value;
}

static int hex_of(char digit)
{
    return isdigit((unsigned char)digit)    ? digit - '0'
           : isxdigit((unsigned char)digit) ? tolower((unsigned char)digit) - 'a' + 10
                                            : -1;
}

static void add_unit(chora_buffer *out, uint32_t code)
{
    char utf8[4];
    chora_buffer_add(out, utf8, chora_utf8_encode(code, utf8));
}

/* "0041" of `digits` digits; the place behind them, NULL when there are not so many. */
static const char *read_hex(const char *at, const char *end, int digits, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++, at++) {
        while (at < end && isspace((unsigned char)*at))
            at++;
        int digit = at < end ? hex_of(*at) : -1;
        if (digit < 0)
            return NULL;
        *out = *out * 16 + (uint32_t)digit;
    }
    return at;
}

/* ---- objects and streams --------------------------------------------------------------------- */

static chora_status find_objects(reading *r)
{
    for (int pass = 0; pass < 2; pass++) {
        for (const char *at = r->bytes; (at = find(at, r->end, " 0 obj")); at++) {
            const char *digit = at;
            while (digit > r->bytes && isdigit((unsigned char)digit[-1]))
                digit--;
            long n = digit < at ? number_at(digit, at) : -1;
            if (n < 0 || n > (r->end - r->bytes))
                continue;
            if (pass)
                r->objects[n] = (size_t)(at - r->bytes) + 6;
            else if ((size_t)n >= r->object_count)
                r->object_count = (size_t)n + 1;
        }
        if (!pass && !(r->objects = chora_alloc(r->object_count + 1, sizeof *r->objects)))
            return chora_no_memory(r->err);
    }
    return CHORA_OK;
}

static const char *object(const reading *r, long n)
{
    return n >= 0 && (size_t)n < r->object_count && r->objects[n] ? r->bytes + r->objects[n] : NULL;
}

static const char *object_end(const reading *r, const char *from)
{
    const char *end = find(from, r->end, "endobj");
    return end ? end : r->end;
}

/* The number behind a name of a dictionary: "/ToUnicode 17 0 R" is 17; -1: it has none. */
static long member(const char *from, const char *end, const char *name)
{
    const char *at = find(from, end, name);
    return at ? number_at(at + strlen(name), end) : -1;
}

/* The stream whose dictionary begins at `from`, unpacked; pictures and fonts are left empty. */
static chora_status unpack(reading *r, const char *from, const char *begin, chora_buffer *out)
{
    const char *end = find(begin, r->end, "endstream");
    bool packed = find(from, begin, "/FlateDecode") != NULL;
    if (!end || find(from, begin, "/Image") || find(from, begin, "/Length1") ||
        find(from, begin, "/CIDFontType0C") || find(from, begin, "/Type1C"))
        return CHORA_OK;
    long length = member(from, begin, "/Length ");
    const char *told = find(from, begin, " 0 R") ? object(r, length) : NULL;
    if (told)
        length = number_at(told, r->end);
    if (length < 0 || length > end - begin)
        length = end - begin;
    if (packed)
        return chora_inflate(begin, (size_t)length, true, out, r->err);
    if (!find(from, begin, "/Filter"))
        chora_buffer_add(out, begin, (size_t)length);
    return out->failed ? chora_no_memory(r->err) : CHORA_OK;
}

static const char *stream_begin(const char *from, const char *end)
{
    const char *at = find(from, end, "stream");
    if (!at || (at >= from + 3 && memcmp(at - 3, "end", 3) == 0))
        return NULL;
    at += 6;
    if (at < end && *at == '\r')
        at++;
    return at < end && *at == '\n' ? at + 1 : NULL;
}

/* ---- fonts ----------------------------------------------------------------------------------- */

/* "<0001> <00410042>": only the first unit of several, but for those of a ligature. */
static void read_meanings(pdf_font *font, const chora_buffer *table)
{
    const char *end = table->data + table->length;
    for (const char *at = table->data; (at = find(at, end, "beginbfchar"));) {
        const char *stop = find(at, end, "endbfchar");
        stop = stop ? stop : end;
        while ((at = find(at, stop, "<")) && at < stop) {
            const char *close = find(at, stop, ">");
            int digits = close ? (int)(close - at - 1) : 0;
            uint32_t code = 0, unit = 0;
            if (digits < 1 || digits > 4 || !read_hex(at + 1, stop, digits, &code))
                break;
            font->wide = digits > 2;
            at = find(close, stop, "<");
            if (!at || !read_hex(at + 1, stop, 4, &unit))
                break;
            font->meaning[code] = (uint16_t)unit;
            at = find(at, stop, ">");
        }
        at = stop;
    }
}

static chora_status read_font(reading *r, pdf_font *font, long n)
{
    const char *from = object(r, n);
    long table = from ? member(from, object_end(r, from), "/ToUnicode ") : -1;
    const char *cmap = object(r, table), *begin = stream_begin(cmap, r->end);
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_STREAM);
    chora_status st = begin ? unpack(r, cmap, begin, &text) : CHORA_OK;
    if (!st && text.length > 0) {
        font->meaning = chora_alloc(CODES, sizeof *font->meaning);
        if (font->meaning)
            read_meanings(font, &text);
        else
            st = chora_no_memory(r->err);
    }
    chora_buffer_free(&text);
    return st;
}

/* Dictionaries of resources name fonts: "/f-0-1 9 0 R". */
static chora_status find_fonts(reading *r)
{
    chora_status st = CHORA_OK;
    for (const char *at = r->bytes; !st && (at = find(at, r->end, "/f-")); at++) {
        pdf_font font = { "", false, NULL };
        size_t length = 0;
        while (at + 1 + length < r->end && length + 1 < sizeof font.name &&
               (isalnum((unsigned char)at[1 + length]) || at[1 + length] == '-'))
            length++;
        memcpy(font.name, at + 1, length);
        long n = number_at(at + 1 + length, r->end);
        bool known = n < 0;
        for (size_t i = 0; i < r->font_count; i++)
            known = known || strcmp(r->fonts[i].name, font.name) == 0;
        if (known)
            continue;
        st = read_font(r, &font, n);
        if (!st && chora_grow((void **)&r->fonts, &r->font_capacity, r->font_count, sizeof font))
            st = chora_no_memory(r->err);
        if (st)
            free(font.meaning);
        else
            r->fonts[r->font_count++] = font;
    }
    return st;
}

/* ---- what is drawn --------------------------------------------------------------------------- */

static const pdf_font *font_named(const reading *r, const char *at, const char *end)
{
    for (size_t i = 0; i < r->font_count; i++) {
        size_t length = strlen(r->fonts[i].name);
        if (at + length < end && memcmp(at, r->fonts[i].name, length) == 0 &&
            isspace((unsigned char)at[length]))
            return &r->fonts[i];
    }
    return NULL;
}

static void add_glyph(reading *r, const pdf_font *font, uint32_t code)
{
    uint32_t unit = font && font->meaning ? font->meaning[code & 0xFFFF] : 0;
    add_unit(r->out, unit ? unit : code);
}

/* "(Far\)ah)"; the place behind it. */
static const char *add_literal(reading *r, const pdf_font *font, const char *at, const char *end)
{
    int depth = 1;
    for (at++; at < end && depth > 0; at++) {
        unsigned code = (unsigned char)*at;
        if (*at == '\\' && at + 1 < end) {
            at++;
            code = (unsigned char)*at;
            if (*at >= '0' && *at <= '7') {
                code = 0;
                for (int i = 0; i < 3 && at < end && *at >= '0' && *at <= '7'; i++, at++)
                    code = code * 8 + (unsigned)(*at - '0');
                at--;
            }
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')' && --depth == 0) {
            continue;
        }
        add_glyph(r, font, code & 0xFF);
    }
    return at;
}

/* "<00010002>" */
static const char *add_coded(reading *r, const pdf_font *font, const char *at, const char *end)
{
    int digits = font && font->meaning && !font->wide ? 2 : 4;
    uint32_t code;
    for (at++; at < end && *at != '>';) {
        const char *next = read_hex(at, end, digits, &code);
        if (!next)
            break;
        add_glyph(r, font, code);
        at = next;
        while (at < end && isspace((unsigned char)*at))
            at++;
    }
    const char *close = find(at, end, ">");
    return close ? close + 1 : end;
}

/* A move of half an em or more is a space. */
static const char *skip_number(reading *r, const char *at, const char *end)
{
    bool far = *at == '-' && number_at(at + 1, end) > 180;
    if (far)
        chora_buffer_add_byte(r->out, ' ');
    while (at < end && (isdigit((unsigned char)*at) || strchr("+-.", *at)))
        at++;
    return at;
}

static void add_content(reading *r, const char *at, const char *end)
{
    const pdf_font *font = NULL;
    bool in_array = false;
    while (at < end) {
        if (*at == '/' && at + 1 < end && at[1] == 'f') {
            const pdf_font *named = font_named(r, at + 1, end);
            font = named ? named : font;
            at++;
        } else if (*at == '(') {
            at = add_literal(r, font, at, end);
        } else if (*at == '<' && at + 1 < end && at[1] != '<' && hex_of(at[1]) >= 0) {
            at = add_coded(r, font, at, end);
        } else if (*at == '[' || *at == ']') {
            in_array = *at++ == '[';
        } else if (in_array && (isdigit((unsigned char)*at) || *at == '-')) {
            at = skip_number(r, at, end);
        } else {
            if (*at == 'T' && at + 1 < end && strchr("jJ", at[1]))
                chora_buffer_add_byte(r->out, ' ');
            if (*at == 'E' && at + 1 < end && at[1] == 'T')
                chora_buffer_add_byte(r->out, '\n');
            at++;
        }
    }
}

/* "<feff00500061>" is how metadata and alternative texts are written, wherever they stand. */
static void add_units(reading *r, const char *from, const char *end)
{
    for (const char *at = from; (at = find(at, end, "<feff"));) {
        uint32_t unit;
        at += 5;
        for (const char *next; (next = read_hex(at, end, 4, &unit)); at = next)
            add_unit(r->out, unit);
        chora_buffer_add_byte(r->out, '\n');
    }
}

static bool is_text(const chora_buffer *bytes)
{
    for (size_t i = 0; i < bytes->length && i < 4096; i++)
        if (!bytes->data[i])
            return false;
    return true;
}

static chora_status read_stream(reading *r, const char *from, const char *begin)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_STREAM);
    chora_status st = unpack(r, from, begin, &text);
    const char *end = text.data + text.length;
    if (!st && text.length > 0) {
        add_units(r, text.data, end);
        if (find(text.data, end, "BT") && find(text.data, end, "ET"))
            add_content(r, text.data, end);
        else if (is_text(&text))
            chora_buffer_add(r->out, text.data, text.length);
        chora_buffer_add_byte(r->out, '\n');
    }
    chora_buffer_free(&text);
    return st;
}

static chora_status read_objects(reading *r)
{
    chora_status st = CHORA_OK;
    for (size_t n = 0; !st && n < r->object_count; n++) {
        const char *from = object(r, (long)n);
        if (!from)
            continue;
        const char *end = object_end(r, from), *begin = stream_begin(from, end);
        add_units(r, from, begin ? begin : end);
        if (begin)
            st = read_stream(r, from, begin);
    }
    return st;
}

chora_status chora_pdf_text(const char *bytes, size_t length, chora_buffer *out, chora_error *err)
{
    reading r = { .bytes = bytes, .end = bytes + length, .out = out, .err = err };
    if (length < 8 || memcmp(bytes, "%PDF-", 5) != 0)
        return chora_fail(err, CHORA_EDATA, "it is no PDF");
    chora_status st = find_objects(&r);
    if (!st)
        st = find_fonts(&r);
    if (!st)
        st = read_objects(&r);
    for (size_t i = 0; i < r.font_count; i++)
        free(r.fonts[i].meaning);
    free(r.fonts);
    free(r.objects);
    return st ? st : out->failed ? chora_no_memory(err) : CHORA_OK;
}
