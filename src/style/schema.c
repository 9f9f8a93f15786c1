/* A mapping read by a table of keys. */
#include "style/schema.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 64 };

void chora_reading_problem(chora_reading *reading, const chora_yaml_node *node, const char *format,
                           ...)
{
    char message[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    chora_yaml_problem(reading->err, reading->name, node, "%s", message);
    reading->wrong = true;
}

/* "a, b, c" */
static void list_words(const char *const *words, char *out, size_t room)
{
    size_t used = 0;

    out[0] = '\0';
    for (; *words && used < room; words++)
        used += (size_t)snprintf(out + used, room - used, "%s%s", used ? ", " : "", *words);
}

void chora_reading_unknown(chora_reading *reading, const chora_yaml_node *node, const char *what,
                           const char *const *valid)
{
    const char *text = node->text ? node->text : "";
    const char *near = chora_text_nearest(text, valid);
    char list[512];

    if (near) {
        chora_reading_problem(reading, node, "unknown %s \"%s\"; did you mean \"%s\"?", what, text,
                              near);
        return;
    }
    list_words(valid, list, sizeof list);
    chora_reading_problem(reading, node, "unknown %s \"%s\"; it is one of %s", what, text, list);
}

chora_status chora_reading_status(const chora_reading *reading)
{
    if (reading->no_memory)
        return chora_no_memory(reading->err);
    return reading->wrong ? CHORA_EINVAL : CHORA_OK;
}

static const chora_key *find_key(const chora_key *keys, const char *name)
{
    for (; keys->name; keys++)
        if (strcmp(keys->name, name) == 0)
            return keys;
    return NULL;
}

static void unknown_key(chora_reading *reading, const chora_yaml_node *node, const char *what,
                        const chora_key *keys)
{
    const char *names[WORDS_MAX + 1];
    size_t count = 0;
    char kind[96];

    for (; keys->name && count < WORDS_MAX; keys++)
        names[count++] = keys->name;
    names[count] = NULL;
    snprintf(kind, sizeof kind, *what ? "key in %s:" : "key", what);
    chora_reading_unknown(reading, node, chora_text_nearest(node->text, names) ? "key" : kind,
                          names);
}

void chora_schema_read(chora_reading *reading, const chora_yaml_node *node, const char *what,
                       const chora_key *keys, void *target)
{
    if (chora_yaml_is_null(node))
        return;
    if (node->kind != CHORA_YAML_MAPPING) {
        chora_reading_problem(reading, node, "%s takes keys and values, as in {%s: …}",
                              *what ? what : "the file", keys->name);
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const chora_key *key = find_key(keys, node->keys[i].text);
        if (key)
            chora_schema_value(reading, key, &node->items[i], target);
        else
            unknown_key(reading, &node->keys[i], what, keys);
    }
}

bool chora_reading_word(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        int *out)
{
    const char *text = chora_reading_text(reading, key, node);
    const char *valid[WORDS_MAX + 1];
    size_t count = 0;

    if (!text)
        return false;
    for (const chora_word *word = key->words; word->text; word++) {
        if (strcmp(word->text, text) == 0) {
            if (word->later)
                chora_reading_problem(reading, node, "%s %s is not drawn by this version",
                                      key->name, text);
            *out = word->value;
            return !word->later;
        }
        if (!word->later && count < WORDS_MAX)
            valid[count++] = word->text;
    }
    valid[count] = NULL;
    chora_reading_unknown(reading, node, key->name, valid);
    return false;
}

void chora_reading_version(chora_reading *reading, const chora_key *key,
                           const chora_yaml_node *node, void *target)
{
    const char *text = chora_reading_text(reading, key, node);

    if (text && strcmp(text, "1") != 0)
        chora_reading_problem(reading, node, "%s: %s is not a version of this format; it is 1",
                              key->name, text);
}

void chora_reading_any(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       void *target)
{
    chora_reading_text(reading, key, node);
}
