/**
 * @file
 * Rows of the table seal: the seals of 256 ids together. Only for this room.
 */
#ifndef CHORA_STORE_SEAL_BLOCK_H
#define CHORA_STORE_SEAL_BLOCK_H

#include "store/query.h"
#include "store/seal.h"

enum { CHORA_SEALS_TOGETHER = 256 };

typedef struct {
    chora_query *insert;
    int64_t first; /**< Id of the first seal; -1: nothing to write. */
    uint8_t seals[CHORA_SEALS_TOGETHER * CHORA_SEAL];
} chora_seal_block;

chora_status chora_seal_block_open(chora_store *store, chora_seal_block *out, chora_error *err);
/** By ascending id. */
chora_status chora_seal_block_add(chora_seal_block *block, int64_t id,
                                  const uint8_t seal[CHORA_SEAL], chora_error *err);
chora_status chora_seal_block_flush(chora_seal_block *block, chora_error *err);
void chora_seal_block_close(chora_seal_block *block);

#endif
