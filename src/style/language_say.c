/* A phrase with its braces filled in. */
#include "base/direction.h"
#include "style/language_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS_MAX = 8, LONGEST_PHRASE = 64 * 1024, LONGEST_KEY = 80 };

typedef struct {
    const char *name, *text;
} pair;

typedef struct {
    pair pairs[PAIRS_MAX];
    size_t count;
    bool missing; /* a text that there was no memory for */
} fillings;

static void add_pair(fillings *with, const char *name, const char *text)
{
    with->missing |= text == NULL;
    if (with->count < PAIRS_MAX)
        with->pairs[with->count++] = (pair){ name, text };
}

static void add_pairs(fillings *with, va_list list)
{
    for (const char *name; (name = va_arg(list, const char *)) != NULL;)
        add_pair(with, name, va_arg(list, const char *));
}

static int compare_keys(const void *key, const void *phrase)
{
    return strcmp(key, ((const chora_phrase *)phrase)->key);
}

const chora_phrase *chora_phrase_find(const chora_words *words, const char *key,
                                      const chora_words **owner)
{
    for (; words; words = words->fallback) {
        const chora_phrase *found =
            words->phrase_count
                ? bsearch(key, words->phrases, words->phrase_count, sizeof *found, compare_keys)
                : NULL;
        *owner = words;
        if (found)
            return found;
    }
    return NULL;
}

bool chora_words_know(const chora_words *words, const char *key)
{
    const chora_words *owner = NULL;
    return chora_phrase_find(words, key, &owner) != NULL;
}

/* What runs the other way would take the numbers and marks beside it along. */
static void add_text(bool leftward, const char *text, chora_buffer *out)
{
    int side = chora_text_side(text);
    bool apart = side != 0 && (side > 0) != leftward;
    chora_buffer_add_text(out, apart ? CHORA_ISOLATE : "");
    chora_buffer_add_text(out, text);
    chora_buffer_add_text(out, apart ? CHORA_ISOLATE_END : "");
}

const char *chora_words_apart(const chora_words *words, chora_arena *arena, const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 20);
    add_text(words->leftward, text, &out);
    const char *kept = out.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return kept;
}

/* The filling named at `text`, which begins with a brace. */
static const pair *pair_at(const fillings *with, const char *text)
{
    for (size_t i = 0; i < with->count; i++) {
        size_t length = strlen(with->pairs[i].name);
        if (strncmp(text + 1, with->pairs[i].name, length) == 0 && text[1 + length] == '}')
            return &with->pairs[i];
    }
    return NULL;
}

static const char *fill(const chora_words *words, const char *form, const fillings *with,
                        chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_PHRASE);
    if (with->missing)
        return NULL;
    while (*form) {
        const pair *found = *form == '{' ? pair_at(with, form) : NULL;
        if (found) {
            add_text(words->leftward, found->text, &text);
            form += strlen(found->name) + 2;
        } else {
            chora_buffer_add_byte(&text, (unsigned char)*form++);
        }
    }
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

/* `n` NULL: nothing is counted. */
static const char *say(const chora_words *words, chora_arena *arena, const char *key,
                       const double *n, const fillings *with)
{
    const chora_words *owner = NULL;
    const chora_phrase *phrase = chora_phrase_find(words, key, &owner);
    if (!phrase)
        return chora_arena_strdup(arena, key);
    const char *form = n ? phrase->forms[chora_plural_of(owner, *n)] : NULL;
    return fill(owner, form ? form : phrase->forms[CHORA_PLURAL_OTHER], with, arena);
}

const char *chora_say(const chora_words *words, chora_arena *arena, const char *key, ...)
{
    fillings with = { .count = 0 };
    va_list list;
    va_start(list, key);
    add_pairs(&with, list);
    va_end(list);
    return say(words, arena, key, NULL, &with);
}

const char *chora_say_many(const chora_words *words, chora_arena *arena, const char *key, double n,
                           const char *n_text, ...)
{
    fillings with = { .count = 0 };
    va_list list;
    add_pair(&with, "n", n_text);
    va_start(list, n_text);
    add_pairs(&with, list);
    va_end(list);
    return say(words, arena, key, &n, &with);
}

static void join_key(const char *key, const char *word, char out[LONGEST_KEY])
{
    snprintf(out, LONGEST_KEY, "%s.%s", key, word);
}

const char *chora_say_of(const chora_words *words, chora_arena *arena, const char *key,
                         const char *word, ...)
{
    char whole[LONGEST_KEY];
    fillings with = { .count = 0 };
    va_list list;
    join_key(key, word, whole);
    va_start(list, word);
    add_pairs(&with, list);
    va_end(list);
    return say(words, arena, whole, NULL, &with);
}

const char *chora_say_many_of(const chora_words *words, chora_arena *arena, const char *key,
                              const char *word, double n, const char *n_text, ...)
{
    char whole[LONGEST_KEY];
    fillings with = { .count = 0 };
    va_list list;
    join_key(key, word, whole);
    add_pair(&with, "n", n_text);
    va_start(list, n_text);
    add_pairs(&with, list);
    va_end(list);
    return say(words, arena, whole, &n, &with);
}

const char *chora_say_pairs(const chora_words *words, chora_arena *arena, const char *key,
                            const double *n, const char *const pairs[][2], size_t count)
{
    fillings with = { .count = 0 };
    for (size_t i = 0; i < count; i++)
        add_pair(&with, pairs[i][0], pairs[i][1]);
    return say(words, arena, key, n, &with);
}
