/**
 * @file
 * The words of a file and what they mean, ready to be looked up cell by cell.
 */
#ifndef CHORA_INTAKE_WORDS_H
#define CHORA_INTAKE_WORDS_H

#include "base/textmap.h"
#include "intake/mapping.h"

typedef struct {
    chora_textmap exact[CHORA_COLUMNS]; /**< The word as written, and its key -> index in `to`. */
    const char **to[CHORA_COLUMNS];
    const char **starts[CHORA_COLUMNS]; /**< Keys of "claimed by *". */
    size_t *start_to[CHORA_COLUMNS];
    size_t start_count[CHORA_COLUMNS];
    chora_arena *arena;
} chora_words;

/** Empty; texts that are added must live in `arena` or longer. */
void chora_words_init(chora_words *words, chora_arena *arena);
void chora_words_free(chora_words *words);

/** Add pairs; what was added earlier wins. */
chora_status chora_words_add(chora_words *words, chora_column column, const chora_word_pair *pairs,
                             size_t count, chora_error *err);

/** What a cell means, or NULL when it is none of the words. */
const char *chora_words_find(const chora_words *words, chora_column column, const char *cell);

#endif
