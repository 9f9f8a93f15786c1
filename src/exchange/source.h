/**
 * @file
 * A text file as UTF-8 bytes, a chunk at a time, whatever it is encoded in.
 */
#ifndef CHORA_EXCHANGE_SOURCE_H
#define CHORA_EXCHANGE_SOURCE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int fd;
    char encoding[64]; /* "" for UTF-8, which is passed on as it is. */
    size_t unit;       /* Bytes of the smallest piece: 1, 2 (UTF-16) or 4 (UTF-32). */
    bool big_endian;
    bool ended;
    chora_buffer raw;  /* Encoded bytes that do not make a whole line yet. */
    chora_buffer text; /* UTF-8, of which the first `taken` bytes are used. */
    size_t taken;
    uint64_t dropped; /* Bytes of UTF-8 forgotten before `text`: for offsets in messages. */
} chora_source;

/**
 * Open and look for a byte order mark, which is skipped and wins over `encoding`.
 * @param encoding  NULL: UTF-8 unless a mark says otherwise.
 * @return CHORA_OK; CHORA_EINVAL (no such encoding); CHORA_EIO; CHORA_ELIMIT (over 4 GiB).
 */
chora_status chora_source_open(chora_source *source, const char *path, const char *name,
                               const char *encoding, chora_error *err);
void chora_source_close(chora_source *source);

/** "UTF-8" or the encoding's name. */
const char *chora_source_encoding(const chora_source *source);

/**
 * Have more text behind `taken` (what is before it is forgotten), or set `ended`. Characters that
 * the encoding does not have arrive as the byte 0xFF, which no UTF-8 text holds.
 */
chora_status chora_source_more(chora_source *source, const char *name, chora_error *err);

#endif
