#include "store/seal_block.h"

#include <string.h>

chora_status chora_seal_block_open(chora_store *store, chora_seal_block *out, chora_error *err)
{
    *out = (chora_seal_block){ .first = -1 };
    return chora_query_open(store, "INSERT INTO main.seal (first, seals) VALUES (?1, ?2)",
                            &out->insert, err);
}

chora_status chora_seal_block_flush(chora_seal_block *block, chora_error *err)
{
    if (block->first < 0)
        return CHORA_OK;
    chora_query_bind_int(block->insert, 1, block->first);
    chora_query_bind_blob(block->insert, 2, block->seals, sizeof block->seals);
    memset(block->seals, 0, sizeof block->seals);
    block->first = -1;
    return chora_query_run(block->insert, err);
}

chora_status chora_seal_block_add(chora_seal_block *block, int64_t id,
                                  const uint8_t seal[CHORA_SEAL], chora_error *err)
{
    int64_t first = id - id % CHORA_SEALS_TOGETHER;
    chora_status st = CHORA_OK;
    if (block->first != first)
        st = chora_seal_block_flush(block, err);
    block->first = first;
    memcpy(block->seals + id % CHORA_SEALS_TOGETHER * CHORA_SEAL, seal, CHORA_SEAL);
    return st;
}

void chora_seal_block_close(chora_seal_block *block)
{
    chora_query_close(block->insert);
    block->insert = NULL;
}
