#include "intake/words.h"

#include "base/text.h"

#include <string.h>

#define WORD_MAX 1024

void chora_words_init(chora_words *words, chora_arena *arena)
{
    *words = (chora_words){ .arena = arena };
}

void chora_words_free(chora_words *words)
{
    for (int i = 0; i < CHORA_COLUMNS; i++)
        chora_textmap_free(&words->exact[i]);
}

/** The comparison key in the arena; NULL without memory. */
static const char *key_of(chora_words *words, const char *text)
{
    chora_buffer key = CHORA_BUFFER_INIT(WORD_MAX * 4);
    chora_text_key(text, &key);
    const char *kept =
        key.failed ? NULL : chora_arena_strdup(words->arena, chora_buffer_text(&key));
    chora_buffer_free(&key);
    return kept;
}

static bool ends_open(const char *text)
{
    size_t length = strlen(text);
    return length > 1 && text[length - 1] == '*';
}

/** Room for `count` more, in new arrays (there are few additions). */
static int make_room(chora_words *words, chora_column column, size_t count)
{
    size_t used = words->exact[column].count + words->start_count[column];
    const char **to = chora_arena_alloc(words->arena, used + 2 * count + 1, sizeof *to);
    const char **starts =
        chora_arena_alloc(words->arena, words->start_count[column] + count + 1, sizeof *starts);
    size_t *start_to =
        chora_arena_alloc(words->arena, words->start_count[column] + count + 1, sizeof *start_to);
    if (to == NULL || starts == NULL || start_to == NULL)
        return -1;
    if (words->to[column])
        memcpy(to, words->to[column], used * sizeof *to);
    if (words->start_count[column] > 0) {
        memcpy(starts, words->starts[column], words->start_count[column] * sizeof *starts);
        memcpy(start_to, words->start_to[column], words->start_count[column] * sizeof *start_to);
    }
    words->to[column] = to;
    words->starts[column] = starts;
    words->start_to[column] = start_to;
    return 0;
}

/** Every word has a slot of its own in `to`, numbered as they come. */
static int add_exact(chora_words *words, chora_column column, const char *from, const char *to)
{
    chora_textmap *map = &words->exact[column];
    size_t slot = map->count + words->start_count[column];
    words->to[column][slot] = to;
    return chora_textmap_add(map, from, slot);
}

static int add_pair(chora_words *words, chora_column column, const chora_word_pair *pair)
{
    const char *key = key_of(words, pair->from);
    if (key == NULL)
        return -1;
    if (ends_open(pair->from)) {
        size_t at = words->start_count[column];
        size_t slot = words->exact[column].count + at;
        words->to[column][slot] = pair->to;
        words->starts[column][at] = key;
        words->start_to[column][at] = slot;
        words->start_count[column]++;
        return 0;
    }
    if (add_exact(words, column, pair->from, pair->to))
        return -1;
    return *key ? add_exact(words, column, key, pair->to) : 0;
}

chora_status chora_words_add(chora_words *words, chora_column column, const chora_word_pair *pairs,
                             size_t count, chora_error *err)
{
    if (count == 0)
        return CHORA_OK;
    if (make_room(words, column, count))
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        if (add_pair(words, column, &pairs[i]))
            return chora_no_memory(err);
    return CHORA_OK;
}

static const char *find_start(const chora_words *words, chora_column column, const char *key)
{
    for (size_t i = 0; i < words->start_count[column]; i++) {
        size_t length = strlen(words->starts[column][i]);
        if (strncmp(key, words->starts[column][i], length) == 0 &&
            (key[length] == ' ' || key[length] == '\0'))
            return words->to[column][words->start_to[column][i]];
    }
    return NULL;
}

const char *chora_words_find(const chora_words *words, chora_column column, const char *cell)
{
    const size_t *slot = chora_textmap_find(&words->exact[column], cell);
    if (slot)
        return words->to[column][*slot];
    if (words->to[column] == NULL)
        return NULL;
    chora_buffer key = CHORA_BUFFER_INIT(WORD_MAX * 4);
    const char *found = NULL;
    chora_text_key(cell, &key);
    if (!key.failed && key.length > 0) {
        slot = chora_textmap_find(&words->exact[column], key.data);
        found = slot ? words->to[column][*slot] : find_start(words, column, key.data);
    }
    chora_buffer_free(&key);
    return found;
}
