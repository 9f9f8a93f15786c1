/**
 * @file
 * Which keys the JSON objects of incident.extra have, and whether their values are numbers.
 */
#ifndef CHORA_STORE_EXTRA_KEYS_H
#define CHORA_STORE_EXTRA_KEYS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *raw;     /**< As it stands between the quotes in the JSON text. */
    size_t length; /**< Bytes of `raw`. */
    bool numbers;  /**< Every value that is not empty is a plain number. */
    bool seen;     /**< Any value that is not empty? */
} chora_extra_key;

/** In the order they were first met. Start from zero. */
typedef struct {
    chora_extra_key *keys;
    size_t count, capacity;
    bool failed; /**< Out of memory. */
} chora_extra_keys;

/** Take in one object; text that is no JSON object is passed over from where it stops being one. */
void chora_extra_keys_scan(chora_extra_keys *keys, const char *json);
void chora_extra_keys_free(chora_extra_keys *keys);

/** One line per key, "N" or "T" and the raw key. */
void chora_extra_keys_write(const chora_extra_keys *keys, chora_buffer *out);
void chora_extra_keys_read(chora_extra_keys *keys, const char *text);

#endif
