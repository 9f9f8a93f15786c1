#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(chora_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (more > buffer->maximum || buffer->length > buffer->maximum - more) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return true;

    size_t wanted = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (wanted < needed)
        wanted = wanted > needed / 2 ? needed : wanted * 2;
    if (wanted < buffer->capacity * 2 && buffer->capacity * 2 <= buffer->maximum)
        wanted = buffer->capacity * 2;
    char *grown = chora_realloc(buffer->data, wanted, 1);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    buffer->capacity = wanted;
    return true;
}

char *chora_buffer_room(chora_buffer *buffer, size_t length)
{
    return make_room(buffer, length) ? buffer->data + buffer->length : NULL;
}

void chora_buffer_take(chora_buffer *buffer, size_t length)
{
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void chora_buffer_add(chora_buffer *buffer, const void *bytes, size_t length)
{
    if (!make_room(buffer, length))
        return;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void chora_buffer_add_text(chora_buffer *buffer, const char *text)
{
    chora_buffer_add(buffer, text, strlen(text));
}

void chora_buffer_add_byte(chora_buffer *buffer, unsigned char byte)
{
    chora_buffer_add(buffer, &byte, 1);
}

void chora_buffer_printf(chora_buffer *buffer, const char *format, ...)
{
    va_list args, again;
    char text[256]; /* What fits, as nearly everything does, is formatted once. */
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);

    if (length < 0) {
        buffer->failed = true;
    } else if ((size_t)length < sizeof text) {
        chora_buffer_add(buffer, text, (size_t)length);
    } else if (make_room(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void chora_buffer_add_integer(chora_buffer *buffer, int64_t value)
{
    char text[24], *at = text + sizeof text;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do
        *--at = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (value < 0)
        *--at = '-';
    chora_buffer_add(buffer, at, (size_t)(text + sizeof text - at));
}

void chora_buffer_add_fixed(chora_buffer *buffer, int64_t value, int decimals)
{
    char text[32], *at = text + sizeof text;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int kept = decimals;

    while (kept > 0 && left % 10 == 0) {
        left /= 10;
        kept--;
    }
    for (int i = 0; i < kept; i++, left /= 10)
        *--at = (char)('0' + left % 10);
    if (kept > 0)
        *--at = '.';
    do
        *--at = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (value < 0)
        *--at = '-';
    chora_buffer_add(buffer, at, (size_t)(text + sizeof text - at));
}

void chora_buffer_add_number(chora_buffer *buffer, double value, int decimals)
{
    size_t before = buffer->length;

    chora_text_append_double(buffer, value, decimals);
    if (buffer->failed || !memchr(buffer->data + before, '.', buffer->length - before))
        return;
    while (buffer->data[buffer->length - 1] == '0')
        buffer->length--;
    if (buffer->data[buffer->length - 1] == '.')
        buffer->length--;
    if (buffer->length - before == 2 && memcmp(buffer->data + before, "-0", 2) == 0) {
        buffer->data[before] = '0';
        buffer->length--;
    }
    buffer->data[buffer->length] = '\0';
}

void chora_buffer_clear(chora_buffer *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void chora_buffer_free(chora_buffer *buffer)
{
    if (buffer->fixed) {
        chora_buffer_clear(buffer);
        return;
    }
    free(buffer->data);
    buffer->data = NULL;
    buffer->length = buffer->capacity = 0;
    buffer->failed = false;
}

const char *chora_buffer_text(const chora_buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}
