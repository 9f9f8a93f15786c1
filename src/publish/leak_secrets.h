/**
 * @file
 * What the output profile of a store hides, as positions and words to be looked for.
 */
#ifndef CHORA_PUBLISH_LEAK_SECRETS_H
#define CHORA_PUBLISH_LEAK_SECRETS_H

#include "publish/leak_numbers.h"
#include "publish/leak_words.h"

#include <chora/store.h>

typedef struct {
    chora_arena *arena; /**< The caller's; all texts live in it. */
    chora_leak_points points;
    chora_leak_words words, doubles;
} chora_leak_secrets;

/**
 * Read them; free with chora_leak_secrets_free, after a failure too. What is shown of any other
 * incident as well, or is the name of an area or a place, is no secret. CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_leak_secrets_read(chora_store *store, chora_leak_secrets *secrets,
                                     chora_error *err);
void chora_leak_secrets_free(chora_leak_secrets *secrets);

#endif
