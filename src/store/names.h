/**
 * @file
 * Names of areas and places, with the key they are found by.
 */
#ifndef CHORA_STORE_NAMES_H
#define CHORA_STORE_NAMES_H

#include "base/error.h"

#include <chora/store.h>
#include <stdint.h>

/**
 * Add a name; its key is made with chora_text_key. A name without letters or digits, or one the
 * area or place already has in that language, is passed over.
 *
 * @param kind  "area" or "place".
 * @param lang  "main", "en", "fa", "alt" ...
 * @return CHORA_OK; CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_store_add_name(chora_store *store, const char *kind, int64_t ref_id,
                                  const char *lang, const char *text, chora_error *err);

#endif
