/**
 * @file
 * Bytes as text, for data: addresses.
 */
#ifndef CHORA_BASE_BASE64_H
#define CHORA_BASE_BASE64_H

#include "base/buffer.h"

/** Append in base64 (RFC 4648, section 4), padded, in one line. */
void chora_buffer_add_base64(chora_buffer *out, const void *bytes, size_t length);

#endif
