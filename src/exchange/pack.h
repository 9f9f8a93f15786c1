/**
 * @file
 * Zip archives in memory: the parts of a word processor's file.
 */
#ifndef CHORA_EXCHANGE_PACK_H
#define CHORA_EXCHANGE_PACK_H

#include "base/buffer.h"
#include "base/error.h"

typedef struct {
    const char *name; /**< "word/styles.xml". */
    const void *bytes;
    size_t length;
} chora_pack_part;

/**
 * Pack the parts in their order, all of one fixed time, so that the same parts give the same bytes.
 * CHORA_ENOMEM, CHORA_EIO.
 */
chora_status chora_pack(const chora_pack_part *parts, size_t count, chora_buffer *out,
                        chora_error *err);

/** One part of an archive, unpacked; `out` limits it. CHORA_EDATA: there is no such part. */
chora_status chora_pack_read(const chora_buffer *archive, const char *name, chora_buffer *out,
                             chora_error *err);

/** The archive with one of its parts replaced. Errors as chora_pack() and chora_pack_read(). */
chora_status chora_pack_replace(const chora_buffer *archive, const chora_pack_part *part,
                                chora_buffer *out, chora_error *err);

#endif
