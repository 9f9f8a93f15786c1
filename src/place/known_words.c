/* A million rows over 50,000 places: a slot with its hash and the words beside their key are two
 * cache lines a row instead of five. */
#include "place/known_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define KNOWN_MAX 100000
#define SLOTS_MIN 256

typedef struct {
    uint64_t hash;
    size_t length;
    chora_words words;
    char key[];
} entry;

struct chora_known_slot {
    uint64_t hash;
    entry *entry; /* NULL: free. */
};

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 32);
}

/* Eight bytes at a time. */
static uint64_t hash_of(const char *key, size_t length)
{
    uint64_t hash = length, word = 0;
    for (; length >= sizeof word; key += sizeof word, length -= sizeof word) {
        memcpy(&word, key, sizeof word);
        hash = mix(hash, word);
    }
    word = 0;
    if (length)
        memcpy(&word, key, length);
    return mix(hash, word);
}

/* The slot of a key, or the free one where it belongs. */
static struct chora_known_slot *slot_of(const chora_known_words *known, uint64_t hash,
                                        const char *key, size_t length)
{
    size_t at = hash & (known->capacity - 1);
    for (;; at = (at + 1) & (known->capacity - 1)) {
        struct chora_known_slot *slot = &known->slots[at];
        if (!slot->entry || (slot->hash == hash && slot->entry->length == length &&
                             memcmp(slot->entry->key, key, length) == 0))
            return slot;
    }
}

chora_words *chora_known_words_find(const chora_known_words *known, const char *key, size_t length)
{
    if (!known->capacity)
        return NULL;
    entry *found = slot_of(known, hash_of(key, length), key, length)->entry;
    return found ? &found->words : NULL;
}

static bool forget(chora_known_words *known)
{
    chora_arena *arena = chora_arena_new();
    if (!arena)
        return false;
    chora_arena_free(known->forgotten);
    known->forgotten = known->arena;
    known->arena = arena;
    known->count = 0;
    if (known->slots)
        memset(known->slots, 0, known->capacity * sizeof *known->slots);
    return true;
}

chora_words *chora_known_words_new(chora_known_words *known, const char *key, size_t length)
{
    if ((!known->arena || known->count == KNOWN_MAX) && !forget(known))
        return NULL;
    entry *one = chora_arena_alloc(known->arena, 1, sizeof *one + length);
    if (!one)
        return NULL;
    one->hash = hash_of(key, length);
    one->length = length;
    if (length)
        memcpy(one->key, key, length);
    return &one->words;
}

static bool grow(chora_known_words *known)
{
    chora_known_words larger = { .capacity = known->capacity ? known->capacity * 2 : SLOTS_MIN };
    larger.slots = chora_alloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < known->capacity; i++) {
        const entry *one = known->slots[i].entry;
        if (one)
            *slot_of(&larger, one->hash, one->key, one->length) = known->slots[i];
    }
    free(known->slots);
    known->slots = larger.slots;
    known->capacity = larger.capacity;
    return true;
}

bool chora_known_words_keep(chora_known_words *known, chora_words *words)
{
    entry *one = (entry *)(void *)((char *)words - offsetof(entry, words));
    if (known->count >= known->capacity / 2 && !grow(known))
        return false;
    *slot_of(known, one->hash, one->key, one->length) = (struct chora_known_slot){ one->hash, one };
    known->count++;
    return true;
}

void chora_known_words_free(chora_known_words *known)
{
    chora_arena_free(known->forgotten);
    chora_arena_free(known->arena);
    free(known->slots);
    *known = (chora_known_words){ 0 };
}
