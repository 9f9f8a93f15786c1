#include "place/answered.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>

#define ANSWERS_MAX 20000
#define KEY_MAX 4096

struct chora_answered {
    chora_lookup by_key; /* Values are indexes into `hits`. */
    chora_hit *hits;
    size_t count, capacity;
    chora_arena *keys;
    chora_buffer key;
};

static const char *key_of(chora_answered *answered, const char *country, const char *text)
{
    chora_buffer_clear(&answered->key);
    chora_buffer_add_text(&answered->key, country ? country : "");
    chora_buffer_add_byte(&answered->key, '\x1f');
    chora_buffer_add_text(&answered->key, text);
    return answered->key.failed ? NULL : chora_buffer_text(&answered->key);
}

bool chora_answered_find(chora_answered *answered, const char *country, const char *text,
                         chora_found *out)
{
    size_t cursor = 0, index;
    const char *key = answered ? key_of(answered, country, text) : NULL;
    if (!key || !chora_lookup_next(&answered->by_key, key, &cursor, &index))
        return false;
    *out = (chora_found){ .text = text, .several_in = CHORA_NO_SITE };
    out->hits.list[out->hits.count++] = answered->hits[index];
    return true;
}

static chora_answered *answered_new(void)
{
    chora_answered *answered = chora_alloc(1, sizeof *answered);
    if (!answered)
        return NULL;
    answered->key = (chora_buffer)CHORA_BUFFER_INIT(KEY_MAX);
    answered->keys = chora_arena_new();
    if (!answered->keys) {
        chora_answered_free(answered);
        return NULL;
    }
    return answered;
}

static bool is_plain(const chora_found *found)
{
    return found->hits.count == 1 && !found->hits.more && found->others.count == 0 &&
           !found->others.more && !found->several && !found->addressed;
}

void chora_answered_keep(chora_answered **answered, const char *country, const chora_found *found)
{
    if (!is_plain(found) || (!*answered && !(*answered = answered_new())))
        return;
    chora_answered *a = *answered;
    const char *key = key_of(a, country, found->text);
    if (!key || a->count == ANSWERS_MAX || !(key = chora_arena_strdup(a->keys, key)) ||
        chora_grow((void **)&a->hits, &a->capacity, a->count, sizeof *a->hits))
        return;
    a->hits[a->count] = found->hits.list[0];
    chora_lookup_add(&a->by_key, key, a->count++);
}

void chora_answered_free(chora_answered *answered)
{
    if (!answered)
        return;
    chora_lookup_free(&answered->by_key);
    free(answered->hits);
    chora_arena_free(answered->keys);
    chora_buffer_free(&answered->key);
    free(answered);
}
