#include "place/lookup.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a. */
static size_t hash_of(const char *key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001b3u;
    return (size_t)(hash ^ (hash >> 32));
}

/* Entries are linked at the end of their bucket, so that they come back in order. */
static void link_entry(chora_lookup *lookup, size_t index)
{
    size_t *link = &lookup->buckets[lookup->entries[index].hash & (lookup->bucket_count - 1)];
    while (*link)
        link = &lookup->entries[*link - 1].next;
    *link = index + 1;
    lookup->entries[index].next = 0;
}

static bool make_buckets(chora_lookup *lookup, size_t count)
{
    size_t *buckets = chora_alloc(count, sizeof *buckets);
    if (!buckets)
        return false;
    free(lookup->buckets);
    lookup->buckets = buckets;
    lookup->bucket_count = count;
    for (size_t i = 0; i < lookup->count; i++)
        link_entry(lookup, i);
    return true;
}

void chora_lookup_reserve(chora_lookup *lookup, size_t count)
{
    size_t buckets = lookup->bucket_count ? lookup->bucket_count : 256;
    while (buckets < count)
        buckets *= 2;
    if (buckets > lookup->bucket_count && !make_buckets(lookup, buckets))
        lookup->failed = true;
}

void chora_lookup_add(chora_lookup *lookup, const char *key, size_t value)
{
    if (lookup->failed)
        return;
    if (lookup->count >= lookup->bucket_count &&
        !make_buckets(lookup, lookup->bucket_count ? lookup->bucket_count * 2 : 256)) {
        lookup->failed = true;
        return;
    }
    if (chora_grow((void **)&lookup->entries, &lookup->capacity, lookup->count,
                   sizeof *lookup->entries)) {
        lookup->failed = true;
        return;
    }
    lookup->entries[lookup->count] =
        (struct chora_lookup_entry){ .key = key, .hash = hash_of(key), .value = value };
    link_entry(lookup, lookup->count++);
}

bool chora_lookup_next(const chora_lookup *lookup, const char *key, size_t *cursor, size_t *value)
{
    size_t hash = hash_of(key);
    size_t link = 0;
    if (*cursor)
        link = lookup->entries[*cursor - 1].next;
    else if (lookup->bucket_count)
        link = lookup->buckets[hash & (lookup->bucket_count - 1)];
    for (; link; link = lookup->entries[link - 1].next) {
        const struct chora_lookup_entry *entry = &lookup->entries[link - 1];
        if (entry->hash == hash && strcmp(entry->key, key) == 0) {
            *cursor = link;
            *value = entry->value;
            return true;
        }
    }
    return false;
}

void chora_lookup_clear(chora_lookup *lookup)
{
    if (lookup->bucket_count)
        memset(lookup->buckets, 0, lookup->bucket_count * sizeof *lookup->buckets);
    lookup->count = 0;
}

void chora_lookup_free(chora_lookup *lookup)
{
    free(lookup->entries);
    free(lookup->buckets);
    *lookup = (chora_lookup){ 0 };
}
