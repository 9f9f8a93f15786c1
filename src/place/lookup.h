/**
 * @file
 * A hash table from a text key to the numbers filed under it.
 */
#ifndef CHORA_PLACE_LOOKUP_H
#define CHORA_PLACE_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

/** Numbers under one key come back in the order of adding. Start from zero. */
typedef struct {
    struct chora_lookup_entry {
        const char *key; /**< Borrowed. */
        size_t hash, value;
        size_t next; /**< 1 + index of the next entry of the bucket; 0 ends. */
    } * entries;
    size_t *buckets; /**< 1 + index of the first entry, 0 empty. */
    size_t count, capacity, bucket_count;
    bool failed; /**< Out of memory; ask once at the end. */
} chora_lookup;

/** Room for so many at once; without it all are filed anew at each doubling. */
void chora_lookup_reserve(chora_lookup *lookup, size_t count);

void chora_lookup_add(chora_lookup *lookup, const char *key, size_t value);

/** Walk: `cursor` starts at 0; false when there are no more. */
bool chora_lookup_next(const chora_lookup *lookup, const char *key, size_t *cursor, size_t *value);

/** Forget what was added, keep the memory. */
void chora_lookup_clear(chora_lookup *lookup);
void chora_lookup_free(chora_lookup *lookup);

#endif
