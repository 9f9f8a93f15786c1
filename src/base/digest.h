/**
 * @file
 * A SHA-256 that grows while bytes pass by.
 */
#ifndef CHORA_BASE_DIGEST_H
#define CHORA_BASE_DIGEST_H

#include "base/file.h"

#include <nettle/sha2.h>
#include <stdint.h>

typedef struct {
    struct sha256_ctx context;
} chora_digest;

void chora_digest_begin(chora_digest *digest);
void chora_digest_add(chora_digest *digest, const void *bytes, size_t length);
/** Ends it; begin anew before adding again. */
void chora_digest_text(chora_digest *digest, char out[CHORA_SHA256_TEXT]);

/** HMAC-SHA-256 (RFC 2104) of a text under a key, both without their NUL. */
void chora_hmac_sha256(const char *key, const char *text, uint8_t out[SHA256_DIGEST_SIZE]);

#endif
