/**
 * @file
 * Deflated bytes as they were: for reading back what was painted or packed.
 */
#ifndef CHORA_PAINT_INFLATE_H
#define CHORA_PAINT_INFLATE_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * Append what `bytes` unpack to. `zlib`: with zlib's header and sum, else bare as in a zip.
 * @return CHORA_OK; CHORA_EDATA (damaged); CHORA_ELIMIT (more than the buffer takes); CHORA_ENOMEM.
 */
chora_status chora_inflate(const void *bytes, size_t length, bool zlib, chora_buffer *out,
                           chora_error *err);

#endif
