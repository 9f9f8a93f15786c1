#include "place/word_sounds.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 20000
#define SLOTS ((size_t)65536) /* At most a third full. */

struct chora_word_slot {
    const char *word; /* NULL: free. */
    chora_known_word *known;
    uint32_t hash, length;
};

/* FNV-1a. */
static uint32_t hash_of(const char *word, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    return hash ^ (hash >> 15);
}

static struct chora_word_slot *slot_of(const chora_word_sounds *known, uint32_t hash,
                                       const char *word, size_t length)
{
    for (size_t at = hash & (SLOTS - 1);; at = (at + 1) & (SLOTS - 1)) {
        struct chora_word_slot *slot = &known->slots[at];
        if (!slot->word ||
            (slot->hash == hash && slot->length == length && memcmp(slot->word, word, length) == 0))
            return slot;
    }
}

/* All are forgotten when they are too many. */
static bool make_room(chora_word_sounds *known)
{
    if (known->slots && known->count < WORDS_MAX)
        return true;
    chora_arena *arena = chora_arena_new();
    struct chora_word_slot *slots = chora_alloc(SLOTS, sizeof *slots);
    if (!arena || !slots) {
        chora_arena_free(arena);
        free(slots);
        return false;
    }
    chora_word_sounds_free(known);
    *known = (chora_word_sounds){ .arena = arena, .slots = slots };
    return true;
}

chora_known_word *chora_word_sounds_of(chora_word_sounds *known, size_t readings, const char *word,
                                       size_t length)
{
    uint32_t hash = hash_of(word, length);
    struct chora_word_slot *slot = known->slots ? slot_of(known, hash, word, length) : NULL;
    if (slot && slot->word)
        return slot->known;
    if (!make_room(known))
        return NULL;
    const char *kept = chora_arena_strndup(known->arena, word, length);
    chora_known_word *made =
        chora_arena_alloc(known->arena, 1, sizeof *made + readings * sizeof *made->sounds);
    if (!kept || !made)
        return NULL;
    *slot_of(known, hash, word, length) =
        (struct chora_word_slot){ kept, made, hash, (uint32_t)length };
    known->count++;
    return made;
}

void chora_word_sounds_free(chora_word_sounds *known)
{
    chora_arena_free(known->arena);
    free(known->slots);
    *known = (chora_word_sounds){ 0 };
}
