/* What a terminal or a page would obey, found and written out. */
#include <chora/text.h>

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The character of at most three bytes, or 0: no control is longer. */
static unsigned code_point(const unsigned char *at, size_t *bytes)
{
    if (at[0] < 0x80) {
        *bytes = 1;
        return at[0];
    }
    if (at[0] == 0xC2 && (at[1] & 0xC0) == 0x80) {
        *bytes = 2;
        return at[1];
    }
    if (at[0] == 0xE2 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
        *bytes = 3;
        return 0x2000u + (at[1] & 0x3Fu) * 64 + (at[2] & 0x3Fu);
    }
    *bytes = 0;
    return 0;
}

static bool commands(unsigned c)
{
    return (c > 0 && c < 0x20) || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

size_t chora_text_control(const char *at)
{
    size_t bytes;
    unsigned c = code_point((const unsigned char *)at, &bytes);

    return commands(c) ? bytes : 0;
}

/* One character of `text`: itself, or written out. Bytes of `text` that were used. */
static size_t show_one(const char *text, size_t left, char out[16])
{
    size_t bytes = chora_text_control(text);
    unsigned char first = (unsigned char)text[0];

    if (bytes) {
        unsigned c = code_point((const unsigned char *)text, &bytes);
        snprintf(out, 16, bytes == 1 ? "\\x%02x" : "\\u%04x", c);
        return bytes;
    }
    bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (bytes > left || chora_utf8_valid_prefix(text, bytes) < bytes) {
        snprintf(out, 16, "\\x%02x", first);
        return 1;
    }
    memcpy(out, text, bytes);
    out[bytes] = '\0';
    return bytes;
}

size_t chora_text_visible(const char *text, char *out, size_t size)
{
    size_t left = strlen(text), written = 0;
    char shown[16];

    while (left > 0) {
        size_t used = show_one(text, left, shown), length = strlen(shown);
        if (written + length >= size)
            break;
        memcpy(out + written, shown, length);
        written += length;
        text += used;
        left -= used;
    }
    out[written] = '\0';
    return written;
}

void chora_text_add_visible(chora_buffer *out, const char *text)
{
    size_t left = strlen(text);
    char shown[16];

    while (left > 0) {
        bool plain = strchr("\n\r\t", *text) != NULL;
        size_t used = plain ? 1 : show_one(text, left, shown);
        chora_buffer_add(out, plain ? text : shown, plain ? 1 : strlen(shown));
        text += used;
        left -= used;
    }
}
