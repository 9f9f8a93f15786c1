#include "geo/projection_words.h"
#include "base/text.h"
#include "geo/wgs84.h"

#include <proj.h>
#include <string.h>

#define LONGEST 1000

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("_-+.,:'\"@", c) != NULL);
}

static bool copy_part(char *out, size_t size, const char *from, size_t length)
{
    if (length >= size)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_plain(from[i]))
            return false;
    memcpy(out, from, length);
    out[length] = '\0';
    return true;
}

static bool read_word(const char *from, size_t length, chora_proj_word *out)
{
    while (length > 0 && *from == '+') {
        from++;
        length--;
    }
    const char *equals = memchr(from, '=', length);
    size_t key = equals ? (size_t)(equals - from) : length;
    out->value[0] = '\0';
    if (key == 0 || !copy_part(out->key, sizeof out->key, from, key))
        return false;
    return !equals || copy_part(out->value, sizeof out->value, equals + 1, length - key - 1);
}

chora_status chora_proj_words_split(const char *text, chora_proj_words *out, chora_error *err)
{
    chora_proj_words words = { .count = 0 };
    if (strlen(text) > LONGEST)
        return chora_fail(err, CHORA_EINVAL, "projection: longer than %d bytes", LONGEST);
    for (const char *at = text;;) {
        while (is_space(*at))
            at++;
        if (!*at)
            break;
        size_t length = 0;
        while (at[length] && !is_space(at[length]))
            length++;
        if (words.count == CHORA_PROJ_WORDS_MAX)
            return chora_fail(err, CHORA_EINVAL, "projection: more than %d words",
                              CHORA_PROJ_WORDS_MAX);
        if (!read_word(at, length, &words.list[words.count++]))
            return chora_fail(err, CHORA_EINVAL, "projection: \"%.*s\" is no PROJ parameter",
                              (int)(length > 80 ? 80 : length), at);
        at += length;
    }
    *out = words;
    return CHORA_OK;
}

/* Keys whose values name files: reading them would make a figure depend on more than itself. */
static bool names_file(const chora_proj_word *word)
{
    static const char *const keys[] = { "init", "file", "model", "catalog", NULL };
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(word->key, keys[i]) == 0)
            return true;
    return strstr(word->key, "grid") || strchr(word->value, '@') ||
           (strcmp(word->key, "proj") == 0 && strstr(word->value, "grid"));
}

static bool changes_units(const chora_proj_word *word)
{
    if (strcmp(word->key, "units") == 0)
        return strcmp(word->value, "m") != 0;
    return strcmp(word->key, "to_meter") == 0 || strcmp(word->key, "axis") == 0 ||
           strcmp(word->key, "vunits") == 0 || strcmp(word->key, "vto_meter") == 0;
}

chora_status chora_proj_words_check(const chora_proj_words *words, chora_error *err)
{
    for (size_t i = 0; i < words->count; i++) {
        const chora_proj_word *word = &words->list[i];
        if (names_file(word))
            return chora_fail(err, CHORA_EINVAL,
                              "projection: +%s is not allowed (nothing that reads a file is)",
                              word->key);
        if (changes_units(word))
            return chora_fail(err, CHORA_EINVAL,
                              "projection: +%s=%s is not allowed (metres, east and north only)",
                              word->key, word->value);
    }
    if (!chora_proj_words_get(words, "proj"))
        return chora_fail(err, CHORA_EINVAL,
                          "projection: write auto, EPSG:n or a PROJ string with +proj=");
    return CHORA_OK;
}

const char *chora_proj_words_get(const chora_proj_words *words, const char *key)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->list[i].key, key) == 0)
            return words->list[i].value;
    return NULL;
}

double chora_proj_words_number(const chora_proj_words *words, const char *key, double otherwise)
{
    const char *value = chora_proj_words_get(words, key);
    double number = 0;
    if (!value || !*value)
        return otherwise;
    if (chora_text_number(value, &number))
        return number;
    return proj_dmstor(value, NULL) / CHORA_DEGREE;
}

void chora_proj_words_join(const chora_proj_words *words, chora_buffer *out)
{
    for (size_t i = 0; i < words->count; i++) {
        const chora_proj_word *word = &words->list[i];
        if (strcmp(word->key, "type") == 0)
            continue;
        if (out->length > 0)
            chora_buffer_add_text(out, " ");
        chora_buffer_add_text(out, "+");
        chora_buffer_add_text(out, word->key);
        if (word->value[0]) {
            chora_buffer_add_text(out, "=");
            chora_buffer_add_text(out, word->value);
        }
    }
}
