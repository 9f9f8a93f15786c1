/**
 * @file
 * Two small hash maps: from a text to a number, and from an id to a number.
 */
#ifndef CHORA_BASE_TEXTMAP_H
#define CHORA_BASE_TEXTMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char **keys; /**< Borrowed: they must outlive the map. */
    size_t *values;
    size_t capacity, count;
} chora_textmap;

/** Start from {0}. 0, or -1 without memory. A key that is there already keeps its value. */
int chora_textmap_add(chora_textmap *map, const char *key, size_t value);
/** NULL when the key is not there; the value may be changed in place until the next add. */
size_t *chora_textmap_find(const chora_textmap *map, const char *key);
void chora_textmap_free(chora_textmap *map);

typedef struct {
    int64_t *keys, *values; /**< Key 0 marks a free slot: ids are from 1. */
    size_t capacity, count;
} chora_idmap;

/** Start from {0}. Sets the value of an id. 0, or -1 without memory. */
int chora_idmap_set(chora_idmap *map, int64_t id, int64_t value);
bool chora_idmap_get(const chora_idmap *map, int64_t id, int64_t *value);
void chora_idmap_free(chora_idmap *map);

#endif
