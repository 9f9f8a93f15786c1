/**
 * @file
 * The sentences of a page: title, subtitle, account of the rows, sources.
 */
#ifndef CHORA_COMPOSE_TEXTS_H
#define CHORA_COMPOSE_TEXTS_H

#include "compose/findings.h"

typedef struct {
    const chora_words *words;
    const char *title;
    const char *subtitle;   /**< "": none. */
    const char *account;    /**< "68 of 74 incidents shown; …". */
    const char *note;       /**< Behind the account when it has room, else before the sources. */
    const char *sources[2]; /**< Data and layers; projection and disclaimer. */
} chora_texts;

/** In `arena`. `note` may be "". */
chora_status chora_texts_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                            const chora_findings *findings, size_t period, const char *note,
                            chora_arena *arena, chora_texts *out, chora_error *err);

/** The widest that any period is likely to bring, to make room for; no account. */
chora_status chora_texts_longest(const chora_figure_inputs *inputs, const char *projection,
                                 chora_arena *arena, chora_texts *out, chora_error *err);

/** "One. Two." from what is not empty. */
const char *chora_texts_join(const chora_words *words, const char *const *list, size_t count,
                             chora_arena *arena);

/** Provenance for the page's metadata: data hash, sources, licences. */
const char *chora_texts_provenance(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_arena *arena);

#endif
