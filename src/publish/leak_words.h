/**
 * @file
 * Many words looked for at once, in text folded by leak_text.h.
 */
#ifndef CHORA_PUBLISH_LEAK_WORDS_H
#define CHORA_PUBLISH_LEAK_WORDS_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *key, *kind; /**< Whose, and what it is: "summary". */
    const char *word;       /**< Folded. */
    size_t length;
    bool binary; /**< Anywhere, not only as a whole. */
} chora_leak_word;

typedef struct {
    chora_leak_word *items; /**< Sorted by their first four bytes once settled. */
    size_t count, capacity;
    uint8_t maybe[8192]; /**< A bit for each hash of four bytes that some word begins with. */
} chora_leak_words;

/** One more; folded into `arena`. Of fewer than 5 bytes: left out, it would be found anywhere. */
chora_status chora_leak_words_add(chora_leak_words *words, const char *key, const char *kind,
                                  const char *word, chora_arena *arena, chora_error *err);
/** Bytes as they are, at least 5; copied into `arena`. */
chora_status chora_leak_words_add_bytes(chora_leak_words *words, const char *key, const char *kind,
                                        const void *bytes, size_t length, chora_arena *arena,
                                        chora_error *err);
/** After the last one. */
void chora_leak_words_settle(chora_leak_words *words);
void chora_leak_words_free(chora_leak_words *words);

/** The first in the text that stands there as a whole; NULL: none. */
const chora_leak_word *chora_leak_words_find(const chora_leak_words *words, const char *text,
                                             size_t length, size_t *where);

#endif
