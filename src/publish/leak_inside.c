#include "publish/leak_inside.h"

#include "base/buffer.h"
#include "paint/inflate.h"
#include "paint/pdf_text.h"
#include "publish/leak_text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LARGEST_PART = 512 << 20 };

static bool begins(const char *bytes, size_t length, const char *with)
{
    return length >= strlen(with) && memcmp(bytes, with, strlen(with)) == 0;
}

/* ---- zip ------------------------------------------------------------------------------------- */

enum { DIRECTORY_ENTRY = 46, LOCAL_HEADER = 30 };

static uint32_t number(const char *at, int bytes)
{
    uint32_t value = 0;
    for (int i = bytes; i > 0; i--)
        value = value << 8 | (unsigned char)at[i - 1];
    return value;
}

static chora_status broken(chora_error *err)
{
    return chora_fail(err, CHORA_EDATA, "its list of packed files cannot be read back");
}

static chora_status visit_entry(const char *bytes, size_t length, const char *entry,
                                const chora_leak_visitor *visitor, chora_error *err)
{
    size_t packed = number(entry + 20, 4), at = number(entry + 42, 4);
    uint32_t method = number(entry + 10, 2), name_length = number(entry + 28, 2);
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)name_length, entry + DIRECTORY_ENTRY);
    if (at + LOCAL_HEADER > length || memcmp(bytes + at, "PK\3\4", 4) != 0)
        return broken(err);
    at += LOCAL_HEADER + number(bytes + at + 26, 2) + number(bytes + at + 28, 2);
    if (at > length || packed > length - at || (method != 0 && method != 8))
        return broken(err);
    if (method == 0)
        return visitor->part(visitor->context, name, bytes + at, packed, err);
    chora_buffer part = CHORA_BUFFER_INIT(LARGEST_PART);
    chora_status st = chora_inflate(bytes + at, packed, false, &part, err);
    if (!st)
        st = visitor->part(visitor->context, name, chora_buffer_text(&part), part.length, err);
    chora_buffer_free(&part);
    return st;
}

static chora_status visit_zip(const char *bytes, size_t length, const chora_leak_visitor *visitor,
                              chora_error *err)
{
    size_t end = length >= 22 ? length - 22 : 0;
    while (end > 0 && memcmp(bytes + end, "PK\5\6", 4) != 0)
        end--;
    if (end == 0)
        return broken(err);
    size_t count = number(bytes + end + 10, 2), at = number(bytes + end + 16, 4);
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        if (at + DIRECTORY_ENTRY > end || memcmp(bytes + at, "PK\1\2", 4) != 0)
            return broken(err);
        size_t next = at + DIRECTORY_ENTRY + number(bytes + at + 28, 2) +
                      number(bytes + at + 30, 2) + number(bytes + at + 32, 2);
        if (next > end)
            return broken(err);
        st = visit_entry(bytes, length, bytes + at, visitor, err);
        at = next;
    }
    return st;
}

/* ---- base64 ---------------------------------------------------------------------------------- */

static int value_of(char digit)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = digit ? strchr(digits, digit) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* The place behind the last digit. */
static size_t decode(const char *bytes, size_t length, size_t at, chora_buffer *out)
{
    uint32_t bits = 0;
    int count = 0, value;
    for (; at < length && (value = value_of(bytes[at])) >= 0; at++) {
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count >= 8) {
            count -= 8;
            chora_buffer_add_byte(out, (unsigned char)(bits >> count));
        }
    }
    return at;
}

static chora_status visit_embedded(const char *bytes, size_t length,
                                   const chora_leak_visitor *visitor, chora_error *err)
{
    static const char mark[] = ";base64,";
    chora_status st = CHORA_OK;
    for (size_t at = 0; !st && at < length;) {
        const char *hit = memmem(bytes + at, length - at, mark, sizeof mark - 1);
        if (!hit)
            break;
        chora_buffer part = CHORA_BUFFER_INIT(LARGEST_PART);
        at = decode(bytes, length, (size_t)(hit - bytes) + sizeof mark - 1, &part);
        st = part.failed ? chora_no_memory(err)
                         : visitor->part(visitor->context, "what is embedded",
                                         chora_buffer_text(&part), part.length, err);
        chora_buffer_free(&part);
    }
    return st;
}

/* ---- pdf ------------------------------------------------------------------------------------- */

static chora_status visit_pdf(const char *bytes, size_t length, const chora_leak_visitor *visitor,
                              chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_PART);
    chora_status st = chora_pdf_text(bytes, length, &text, err);
    if (!st)
        st = visitor->part(visitor->context, "its words", chora_buffer_text(&text), text.length,
                           err);
    chora_buffer_free(&text);
    return st;
}

chora_status chora_leak_inside(const char *bytes, size_t length, const chora_leak_visitor *visitor,
                               chora_error *err)
{
    if (begins(bytes, length, "PK\3\4"))
        return visit_zip(bytes, length, visitor, err);
    if (begins(bytes, length, "%PDF-"))
        return visit_pdf(bytes, length, visitor, err);
    return chora_leak_is_markup(bytes, length) ? visit_embedded(bytes, length, visitor, err)
                                               : CHORA_OK;
}
