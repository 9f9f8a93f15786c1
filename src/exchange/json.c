/* Writing JSON by hand: order, spacing and numbers are ours, so the same bytes come out each time.
 */
#include "exchange/json.h"

#include <chora/text.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { DEEPEST = (int)(sizeof((chora_json *)0)->first / sizeof(bool)) };

void chora_json_begin(chora_json *json, chora_buffer *out, bool pretty)
{
    memset(json, 0, sizeof *json);
    json->out = out;
    json->pretty = pretty;
    json->first[0] = true;
}

static void new_line(chora_json *json)
{
    chora_buffer_add_byte(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        chora_buffer_add_text(json->out, "  ");
}

/* A character that JSON, a web page's script or a terminal would not take as it is. */
static size_t needs_escape(const unsigned char *at)
{
    if (*at >= ' ' && *at < 0x7F)
        return *at == '"' || *at == '\\';
    return chora_text_control((const char *)at);
}

static void add_escape(chora_buffer *out, const unsigned char *at, size_t bytes)
{
    static const char names[] = "\b\t\n\f\r", letters[] = "btnfr";
    const char *name = strchr(names, (char)*at);

    if (bytes == 3)
        chora_buffer_printf(out, "\\u%04x", 0x2000u + (at[1] & 0x3Fu) * 64 + (at[2] & 0x3Fu));
    else if (bytes == 2)
        chora_buffer_printf(out, "\\u%04x", (unsigned)at[1]);
    else if (*at == '"' || *at == '\\')
        chora_buffer_printf(out, "\\%c", *at);
    else if (name && *name)
        chora_buffer_printf(out, "\\%c", letters[name - names]);
    else
        chora_buffer_printf(out, "\\u%04x", (unsigned)*at);
}

static void add_escaped(chora_buffer *out, const char *text)
{
    const unsigned char *at = (const unsigned char *)text, *plain = at;

    chora_buffer_add_byte(out, '"');
    while (*at) {
        size_t bytes = needs_escape(at);
        if (bytes == 0) {
            at++;
            continue;
        }
        chora_buffer_add(out, plain, (size_t)(at - plain));
        add_escape(out, at, bytes);
        plain = at += bytes;
    }
    chora_buffer_add(out, plain, (size_t)(at - plain));
    chora_buffer_add_byte(out, '"');
}

enum { WORD = 8 };

/* Of eight bytes: is any beyond ASCII, a control character, a quote or a backslash? */
static bool is_plain_word(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t quotes = word ^ ones * '"', slashes = word ^ ones * '\\', deletes = word ^ ones * 0x7F;
    uint64_t below = (word - ones * ' ') | (quotes - ones) | (slashes - ones) | (deletes - ones);
    return ((word | below) & tops) == 0;
}

/* Copied eight bytes at a time; false where a byte is not plain ASCII. */
static bool copy_plain(char *at, const char *text, size_t length)
{
    for (; length >= WORD; at += WORD, text += WORD, length -= WORD) {
        uint64_t word;
        memcpy(&word, text, WORD);
        if (!is_plain_word(word))
            return false;
        memcpy(at, &word, WORD);
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < ' ' || byte >= 0x7F || byte == '"' || byte == '\\')
            return false;
        at[i] = (char)byte;
    }
    return true;
}

/* Most texts are plain ASCII: looked at and copied in one go, with what stands before and behind.
 */
static bool add_plain(chora_buffer *out, const char *before, const char *text, const char *behind)
{
    size_t lead = strlen(before), length = strlen(text), tail = strlen(behind);
    char *room = chora_buffer_room(out, lead + length + tail), *at = room;

    if (!room)
        return true;
    for (size_t i = 0; i < lead; i++)
        *at++ = before[i];
    if (!copy_plain(at, text, length))
        return false;
    at += length;
    for (size_t i = 0; i < tail; i++)
        *at++ = behind[i];
    chora_buffer_take(out, (size_t)(at - room));
    return true;
}

static void add_quoted(chora_buffer *out, const char *text)
{
    if (!add_plain(out, "\"", text, "\""))
        add_escaped(out, text);
}

void chora_json_quoted(chora_buffer *out, const char *lead, size_t lead_length, const char *text)
{
    size_t length = strlen(text);
    char *room = chora_buffer_room(out, lead_length + length + 2);

    if (!room)
        return;
    memcpy(room, lead, lead_length);
    room[lead_length] = '"';
    if (copy_plain(room + lead_length + 1, text, length)) {
        room[lead_length + 1 + length] = '"';
        chora_buffer_take(out, lead_length + length + 2);
    } else {
        chora_buffer_take(out, lead_length);
        add_escaped(out, text);
    }
}

/* Comma, line and key before an entry. */
static void lead(chora_json *json, const char *key)
{
    bool *first = &json->first[json->depth];

    /* All in one go, as nearly always. */
    if (!json->pretty && key && add_plain(json->out, *first ? "\"" : ", \"", key, "\": ")) {
        *first = false;
        return;
    }
    if (!*first)
        chora_buffer_add_byte(json->out, ',');
    if (json->pretty && json->depth > 0)
        new_line(json);
    else if (!*first)
        chora_buffer_add_byte(json->out, ' ');
    *first = false;
    if (key && !add_plain(json->out, "\"", key, "\": ")) {
        add_escaped(json->out, key);
        chora_buffer_add_text(json->out, ": ");
    }
}

static void open_level(chora_json *json, const char *key, unsigned char bracket)
{
    lead(json, key);
    chora_buffer_add_byte(json->out, bracket);
    if (json->depth + 1 >= DEEPEST) {
        json->out->failed = true;
        return;
    }
    json->first[++json->depth] = true;
}

static void close_level(chora_json *json, unsigned char bracket)
{
    if (json->depth == 0) {
        json->out->failed = true;
        return;
    }
    bool empty = json->first[json->depth--];
    if (json->pretty && !empty)
        new_line(json);
    chora_buffer_add_byte(json->out, bracket);
    if (json->pretty && json->depth == 0)
        chora_buffer_add_byte(json->out, '\n');
}

void chora_json_object(chora_json *json, const char *key)
{
    open_level(json, key, '{');
}

void chora_json_object_end(chora_json *json)
{
    close_level(json, '}');
}

void chora_json_array(chora_json *json, const char *key)
{
    open_level(json, key, '[');
}

void chora_json_array_end(chora_json *json)
{
    close_level(json, ']');
}

void chora_json_text(chora_json *json, const char *key, const char *text)
{
    lead(json, key);
    if (text)
        add_quoted(json->out, text);
    else
        chora_buffer_add_text(json->out, "null");
}

void chora_json_integer(chora_json *json, const char *key, int64_t value)
{
    lead(json, key);
    chora_buffer_add_integer(json->out, value);
}

void chora_json_number(chora_json *json, const char *key, double value, int decimals)
{
    lead(json, key);
    if (isfinite(value))
        chora_buffer_add_number(json->out, value, decimals);
    else
        chora_buffer_add_text(json->out, "null");
}

void chora_json_boolean(chora_json *json, const char *key, bool value)
{
    lead(json, key);
    chora_buffer_add_text(json->out, value ? "true" : "false");
}

void chora_json_null(chora_json *json, const char *key)
{
    chora_json_text(json, key, NULL);
}
