#include "measure/row_hash.h"

#include <string.h>

/* So many are worth a thread: hashing held rows takes as long as counting them. */
#define MANY_ROWS 5000

static void add_row(chora_digest *digest, const char *key, const char *hash)
{
    /* with their NULs, so that no two different lists of texts run together alike */
    chora_digest_add(digest, key, strlen(key) + 1);
    chora_digest_add(digest, hash, strlen(hash) + 1);
}

/* A chora_aside_job. */
static chora_status add_held(void *context, chora_error *err)
{
    chora_row_hash *hash = context;
    (void)err;
    for (size_t i = 0; i < chora_held_count(hash->held); i++) {
        const chora_held_row *row = chora_held_at(hash->held, i);
        add_row(&hash->digest, row->key, row->hash);
    }
    return CHORA_OK;
}

void chora_row_hash_begin(chora_row_hash *hash, const chora_incidents *incidents)
{
    const chora_held *held = incidents ? chora_incidents_held(incidents) : NULL;
    hash->held = held && chora_held_count(held) >= MANY_ROWS ? held : NULL;
    chora_digest_begin(&hash->digest);
    if (hash->held)
        chora_aside_begin(&hash->aside, add_held, hash);
}

void chora_row_hash_add(chora_row_hash *hash, const chora_incident *incident)
{
    if (!hash->held)
        add_row(&hash->digest, incident->key, incident->hash);
}

void chora_row_hash_end(chora_row_hash *hash, char out[CHORA_SHA256_TEXT])
{
    if (hash->held)
        chora_aside_end(&hash->aside, NULL);
    chora_digest_text(&hash->digest, out);
}
