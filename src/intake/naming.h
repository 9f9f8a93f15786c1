/**
 * @file
 * Many names of areas and places in one go: the statement is prepared once.
 */
#ifndef CHORA_INTAKE_NAMING_H
#define CHORA_INTAKE_NAMING_H

#include "base/buffer.h"
#include "store/query.h"

typedef struct {
    chora_query *insert;
    chora_buffer key;
    int64_t ref_id; /**< The area or place last named. */
    bool is_place;
    chora_buffer given; /**< Its names so far: languages and texts in turn, each with its end. */
} chora_namer;

chora_status chora_namer_open(chora_namer *namer, chora_store *store, chora_error *err);
void chora_namer_close(chora_namer *namer);

/**
 * Add a name, unless it holds no letter or digit, or the area or place has it already as its
 * main name or in that language. `kind` is "area" or "place". The names of one come together, and
 * it has no others.
 */
chora_status chora_namer_add(chora_namer *namer, const char *kind, int64_t ref_id, const char *lang,
                             const char *text, chora_error *err);

#endif
