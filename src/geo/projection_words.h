/**
 * @file
 * The words of a PROJ string: "+proj=aea +lat_1=31" is proj=aea, lat_1=31.
 */
#ifndef CHORA_GEO_PROJECTION_WORDS_H
#define CHORA_GEO_PROJECTION_WORDS_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

#define CHORA_PROJ_WORDS_MAX 48

typedef struct {
    char key[32];
    char value[96]; /**< "" for a flag such as +south. */
} chora_proj_word;

typedef struct {
    chora_proj_word list[CHORA_PROJ_WORDS_MAX];
    size_t count;
} chora_proj_words;

/** Split at white space. CHORA_EINVAL: too long, too many, odd characters. */
chora_status chora_proj_words_split(const char *text, chora_proj_words *out, chora_error *err);

/** Refuse what reads files, nests, or answers in other units or axes than metres east and north. */
chora_status chora_proj_words_check(const chora_proj_words *words, chora_error *err);

/** Value of the first word with this key, or NULL. */
const char *chora_proj_words_get(const chora_proj_words *words, const char *key);

/** A number or angle in degrees ("67.5", "67d30'E"); `otherwise` when missing. */
double chora_proj_words_number(const chora_proj_words *words, const char *key, double otherwise);

/** Together again, each with its plus sign; the word "type" is left out. */
void chora_proj_words_join(const chora_proj_words *words, chora_buffer *out);

/** For the foot of a map; NULL parameters are those of PROJ. Sticky in `out`. */
void chora_proj_words_label(const chora_proj_words *words, chora_buffer *out);

#endif
