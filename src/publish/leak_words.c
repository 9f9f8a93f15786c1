#include "publish/leak_words.h"

#include "publish/leak_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = 5, BEGINNING = 4, LONGEST = 1 << 20 };

static uint32_t hash_of(const char *text)
{
    uint32_t bytes;
    memcpy(&bytes, text, BEGINNING);
    return (bytes * 2654435761u) >> 16;
}

chora_status chora_leak_words_add(chora_leak_words *words, const char *key, const char *kind,
                                  const char *word, chora_arena *arena, chora_error *err)
{
    chora_buffer folded = CHORA_BUFFER_INIT(LONGEST);
    chora_leak_fold(word, strlen(word), CHORA_LEAK_AS_IT_IS, &folded);
    while (folded.length > 0 && folded.data[folded.length - 1] == ' ')
        folded.data[--folded.length] = '\0';
    const char *text = chora_buffer_text(&folded);
    while (*text == ' ')
        text++;
    chora_leak_word made = { key, kind, NULL, strlen(text), false };
    chora_status st = folded.failed ? chora_no_memory(err) : CHORA_OK;
    if (!st && made.length >= LEAST) {
        made.word = chora_arena_strdup(arena, text);
        if (!made.word ||
            chora_grow((void **)&words->items, &words->capacity, words->count, sizeof made))
            st = chora_no_memory(err);
        else
            words->items[words->count++] = made;
    }
    chora_buffer_free(&folded);
    return st;
}

chora_status chora_leak_words_add_bytes(chora_leak_words *words, const char *key, const char *kind,
                                        const void *bytes, size_t length, chora_arena *arena,
                                        chora_error *err)
{
    chora_leak_word made = { key, kind, chora_arena_strndup(arena, bytes, length), length, true };
    if (!made.word ||
        chora_grow((void **)&words->items, &words->capacity, words->count, sizeof made))
        return chora_no_memory(err);
    words->items[words->count++] = made;
    return CHORA_OK;
}

static int by_beginning(const void *a, const void *b)
{
    const chora_leak_word *x = a, *y = b;
    return memcmp(x->word, y->word, LEAST);
}

void chora_leak_words_settle(chora_leak_words *words)
{
    if (words->count > 1)
        qsort(words->items, words->count, sizeof *words->items, by_beginning);
    for (size_t i = 0; i < words->count; i++) {
        uint32_t hash = hash_of(words->items[i].word);
        words->maybe[hash / 8] |= (uint8_t)(1u << hash % 8);
    }
}

void chora_leak_words_free(chora_leak_words *words)
{
    free(words->items);
    *words = (chora_leak_words){ 0 };
}

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_';
}

static bool stands_whole(const chora_leak_word *word, const char *text, size_t length, size_t at)
{
    size_t end = at + word->length;
    if (end > length || memcmp(text + at, word->word, word->length) != 0)
        return false;
    if (word->binary)
        return true;
    bool before = at > 0 && is_word_byte(text[at - 1]) && is_word_byte(*word->word);
    bool after =
        end < length && is_word_byte(text[end]) && is_word_byte(word->word[word->length - 1]);
    return !before && !after;
}

/* The first word with this beginning. */
static size_t first_with(const chora_leak_words *words, const char *beginning)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(words->items[middle].word, beginning, BEGINNING) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const chora_leak_word *chora_leak_words_find(const chora_leak_words *words, const char *text,
                                             size_t length, size_t *where)
{
    for (size_t at = 0; words->count > 0 && at + LEAST <= length; at++) {
        uint32_t hash = hash_of(text + at);
        if (!(words->maybe[hash / 8] & 1u << hash % 8))
            continue;
        for (size_t i = first_with(words, text + at);
             i < words->count && memcmp(words->items[i].word, text + at, BEGINNING) == 0; i++)
            if (stands_whole(&words->items[i], text, length, at)) {
                *where = at;
                return &words->items[i];
            }
    }
    return NULL;
}
