#include "store/extra_keys.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A column's name is repeated in every row: more keys than this are not column names. */
#define MAX_KEYS 1500

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Past the closing quote of the string that begins at `at`; NULL when it does not end. */
static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : NULL;
}

static const char *skip_nested(const char *at)
{
    int depth = 0;
    while (at && *at) {
        if (*at == '"') {
            at = skip_string(at);
            continue;
        }
        depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        at++;
        if (depth == 0)
            return at;
    }
    return NULL;
}

static const char *skip_value(const char *at)
{
    if (*at == '"')
        return skip_string(at);
    if (*at == '{' || *at == '[')
        return skip_nested(at);
    return at + strcspn(at, ",} \t\r\n");
}

/*
 * "12", "-0.5". "007" is a code, "1e5" may be one, and sixteen digits do not fit a double:
 * comparing those as numbers would make different texts equal.
 */
static bool is_plain_number(const char *at, size_t length)
{
    const char *end = at + length;
    if (at < end && *at == '-')
        at++;
    size_t whole = strspn(at, "0123456789");
    if (whole == 0 || whole > 15 || at + whole > end || (whole > 1 && *at == '0'))
        return false;
    at += whole;
    if (at < end && *at == '.') {
        size_t decimals = strspn(at + 1, "0123456789");
        if (decimals == 0 || whole + decimals > 15)
            return false;
        at += 1 + decimals;
    }
    return at == end;
}

static void note_value(chora_extra_key *key, const char *from, const char *to)
{
    bool quoted = *from == '"';
    const char *at = quoted ? from + 1 : from;
    size_t length = (size_t)(to - from) - (quoted ? 2 : 0);
    if (length == 0 || (!quoted && length == 4 && memcmp(at, "null", 4) == 0))
        return;
    key->seen = true;
    if (!is_plain_number(at, length))
        key->numbers = false;
}

static chora_extra_key *add_key(chora_extra_keys *keys, const char *raw, size_t length)
{
    if (keys->count == MAX_KEYS)
        return NULL;
    if (chora_grow((void **)&keys->keys, &keys->capacity, keys->count, sizeof *keys->keys)) {
        keys->failed = true;
        return NULL;
    }
    char *copy = chora_alloc(length + 1, 1);
    if (!copy) {
        keys->failed = true;
        return NULL;
    }
    memcpy(copy, raw, length);
    keys->keys[keys->count] = (chora_extra_key){ .raw = copy, .length = length, .numbers = true };
    return &keys->keys[keys->count++];
}

/* Rows of one file have the same keys in the same order: look where the last one was found first.
 */
static chora_extra_key *find_or_add(chora_extra_keys *keys, const char *raw, size_t length,
                                    size_t *hint)
{
    for (size_t tried = 0; tried < keys->count; tried++) {
        size_t i = (*hint + tried) % keys->count;
        if (keys->keys[i].length == length && memcmp(keys->keys[i].raw, raw, length) == 0) {
            *hint = i + 1;
            return &keys->keys[i];
        }
    }
    *hint = keys->count + 1;
    return add_key(keys, raw, length);
}

void chora_extra_keys_scan(chora_extra_keys *keys, const char *json)
{
    const char *at = skip_space(json);
    size_t hint = 0;
    if (*at != '{')
        return;
    do {
        at = skip_space(at + 1);
        if (*at != '"')
            return;
        const char *raw = at + 1;
        at = skip_string(at);
        if (!at)
            return;
        size_t length = (size_t)(at - 1 - raw);
        at = skip_space(at);
        if (*at != ':')
            return;
        const char *value = skip_space(at + 1);
        at = skip_value(value);
        if (!at)
            return;
        chora_extra_key *key = find_or_add(keys, raw, length, &hint);
        if (key)
            note_value(key, value, at);
        at = skip_space(at);
    } while (*at == ',');
}

void chora_extra_keys_free(chora_extra_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        free(keys->keys[i].raw);
    free(keys->keys);
    *keys = (chora_extra_keys){ 0 };
}

void chora_extra_keys_write(const chora_extra_keys *keys, chora_buffer *out)
{
    for (size_t i = 0; i < keys->count; i++) {
        const chora_extra_key *key = &keys->keys[i];
        chora_buffer_add_text(out, key->numbers && key->seen ? "N" : "T");
        chora_buffer_add(out, key->raw, key->length);
        chora_buffer_add_text(out, "\n");
    }
}

void chora_extra_keys_read(chora_extra_keys *keys, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        chora_extra_key *key = length > 1 ? add_key(keys, text + 1, length - 1) : NULL;
        if (key) {
            key->numbers = text[0] == 'N';
            key->seen = true;
        }
        text += length + (text[length] == '\n');
    }
}
