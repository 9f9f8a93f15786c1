/**
 * @file
 * Names of provinces that were found to mean one, and no other: a table of a thousand provinces
 * says each of them with many places.
 */
#ifndef CHORA_PLACE_ANSWERED_H
#define CHORA_PLACE_ANSWERED_H

#include "place/look_up.h"

typedef struct chora_answered chora_answered;

/** False: not known, look it up. `country` (NULL: any) is where the text was looked for. */
bool chora_answered_find(chora_answered *answered, const char *country, const char *text,
                         chora_found *out);

/** Keeps an answer without any doubt, and no other; `*answered` NULL before the first. */
void chora_answered_keep(chora_answered **answered, const char *country, const chora_found *found);

void chora_answered_free(chora_answered *answered);

#endif
