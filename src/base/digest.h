/**
 * @file
 * A SHA-256 that grows while bytes pass by.
 */
#ifndef CHORA_BASE_DIGEST_H
#define CHORA_BASE_DIGEST_H

#include "base/file.h"

#include <nettle/sha2.h>

typedef struct {
    struct sha256_ctx context;
} chora_digest;

void chora_digest_begin(chora_digest *digest);
void chora_digest_add(chora_digest *digest, const void *bytes, size_t length);
/** Ends it; begin anew before adding again. */
void chora_digest_text(chora_digest *digest, char out[CHORA_SHA256_TEXT]);

#endif
