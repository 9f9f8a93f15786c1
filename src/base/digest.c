#include "base/digest.h"

#include <errno.h>
#include <nettle/hmac.h>
#include <string.h>
#include <unistd.h>

void chora_digest_begin(chora_digest *digest)
{
    sha256_init(&digest->context);
}

void chora_digest_add(chora_digest *digest, const void *bytes, size_t length)
{
    sha256_update(&digest->context, length, bytes);
}

void chora_digest_text(chora_digest *digest, char out[CHORA_SHA256_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];

    sha256_digest(&digest->context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = hex[bytes[i] >> 4];
        out[2 * i + 1] = hex[bytes[i] & 15];
    }
    out[2 * sizeof bytes] = '\0';
}

void chora_sha256(const void *bytes, size_t length, char out[CHORA_SHA256_TEXT])
{
    chora_digest digest;

    chora_digest_begin(&digest);
    chora_digest_add(&digest, bytes, length);
    chora_digest_text(&digest, out);
}

chora_status chora_sha256_file(const char *path, char out[CHORA_SHA256_TEXT], chora_error *err)
{
    int fd = -1;
    chora_status st = chora_file_open(path, &fd, err);
    if (st)
        return st;

    chora_digest digest;
    uint8_t chunk[65536];
    ssize_t got;
    chora_digest_begin(&digest);
    while ((got = read(fd, chunk, sizeof chunk)) > 0)
        chora_digest_add(&digest, chunk, (size_t)got);
    if (got < 0)
        st = chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", path, strerror(errno));
    close(fd);
    if (!st)
        chora_digest_text(&digest, out);
    return st;
}

void chora_hmac_sha256(const char *key, const char *text, uint8_t out[SHA256_DIGEST_SIZE])
{
    struct hmac_sha256_ctx context;

    hmac_sha256_set_key(&context, strlen(key), (const uint8_t *)key);
    hmac_sha256_update(&context, strlen(text), (const uint8_t *)text);
    hmac_sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}
