#include "base/textmap.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

/* FNV-1a. */
static size_t hash_text(const char *text)
{
    uint64_t hash = 14695981039346656037u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32));
}

/** The slot of a key, or the free one where it would be. Capacity is a power of two. */
static size_t text_slot(const chora_textmap *map, const char *key)
{
    size_t at = hash_text(key) & (map->capacity - 1);
    while (map->keys[at] && strcmp(map->keys[at], key) != 0)
        at = (at + 1) & (map->capacity - 1);
    return at;
}

static int grow_textmap(chora_textmap *map)
{
    chora_textmap larger = { .capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY };
    larger.keys = chora_alloc(larger.capacity, sizeof *larger.keys);
    larger.values = chora_alloc(larger.capacity, sizeof *larger.values);
    if (larger.keys == NULL || larger.values == NULL) {
        chora_textmap_free(&larger);
        return -1;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->keys[i] == NULL)
            continue;
        size_t slot = text_slot(&larger, map->keys[i]);
        larger.keys[slot] = map->keys[i];
        larger.values[slot] = map->values[i];
    }
    larger.count = map->count;
    chora_textmap_free(map);
    *map = larger;
    return 0;
}

int chora_textmap_add(chora_textmap *map, const char *key, size_t value)
{
    if (map->count * 2 >= map->capacity && grow_textmap(map))
        return -1;
    size_t slot = text_slot(map, key);
    if (map->keys[slot])
        return 0;
    map->keys[slot] = key;
    map->values[slot] = value;
    map->count++;
    return 0;
}

size_t *chora_textmap_find(const chora_textmap *map, const char *key)
{
    if (map->capacity == 0)
        return NULL;
    size_t slot = text_slot(map, key);
    return map->keys[slot] ? &map->values[slot] : NULL;
}

void chora_textmap_free(chora_textmap *map)
{
    free(map->keys);
    free(map->values);
    *map = (chora_textmap){ 0 };
}

static size_t id_slot(const chora_idmap *map, int64_t id)
{
    uint64_t hash = (uint64_t)id * 11400714819323198485u;
    size_t at = (size_t)(hash >> 20) & (map->capacity - 1);
    while (map->keys[at] && map->keys[at] != id)
        at = (at + 1) & (map->capacity - 1);
    return at;
}

static int grow_idmap(chora_idmap *map)
{
    chora_idmap larger = { .capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY };
    larger.keys = chora_alloc(larger.capacity, sizeof *larger.keys);
    larger.values = chora_alloc(larger.capacity, sizeof *larger.values);
    if (larger.keys == NULL || larger.values == NULL) {
        chora_idmap_free(&larger);
        return -1;
    }
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->keys[i] == 0)
            continue;
        size_t slot = id_slot(&larger, map->keys[i]);
        larger.keys[slot] = map->keys[i];
        larger.values[slot] = map->values[i];
    }
    larger.count = map->count;
    chora_idmap_free(map);
    *map = larger;
    return 0;
}

int chora_idmap_set(chora_idmap *map, int64_t id, int64_t value)
{
    if (map->count * 2 >= map->capacity && grow_idmap(map))
        return -1;
    size_t slot = id_slot(map, id);
    map->count += map->keys[slot] == 0;
    map->keys[slot] = id;
    map->values[slot] = value;
    return 0;
}

bool chora_idmap_get(const chora_idmap *map, int64_t id, int64_t *value)
{
    if (map->capacity == 0)
        return false;
    size_t slot = id_slot(map, id);
    if (map->keys[slot] == 0)
        return false;
    *value = map->values[slot];
    return true;
}

void chora_idmap_free(chora_idmap *map)
{
    free(map->keys);
    free(map->values);
    *map = (chora_idmap){ 0 };
}
