/**
 * @file
 * The project's ids of sources. Few stand behind many rows: each is looked up once.
 */
#ifndef CHORA_INTAKE_SOURCE_IDS_H
#define CHORA_INTAKE_SOURCE_IDS_H

#include "base/memory.h"
#include "base/textmap.h"
#include "store/query.h"

/** Start from zero. */
typedef struct {
    chora_query *add;
    chora_textmap known;
    chora_arena *names;
} chora_source_ids;

chora_status chora_source_ids_open(chora_source_ids *ids, chora_store *store, chora_error *err);
/** The id of a source, which is put in when it is new. */
chora_status chora_source_ids_find(chora_source_ids *ids, const char *name, int64_t *out,
                                   chora_error *err);
void chora_source_ids_close(chora_source_ids *ids);

#endif
