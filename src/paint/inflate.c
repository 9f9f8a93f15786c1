#include "paint/inflate.h"

#include "base/memory.h"

#include <libdeflate.h>
#include <stdlib.h>

/* One try with so much room; the room is doubled until it is enough. */
static enum libdeflate_result unpack(struct libdeflate_decompressor *with, const void *bytes,
                                     size_t length, bool zlib, char *room, size_t size,
                                     size_t *made)
{
    return zlib ? libdeflate_zlib_decompress(with, bytes, length, room, size, made)
                : libdeflate_deflate_decompress(with, bytes, length, room, size, made);
}

chora_status chora_inflate(const void *bytes, size_t length, bool zlib, chora_buffer *out,
                           chora_error *err)
{
    struct libdeflate_decompressor *with = libdeflate_alloc_decompressor();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    size_t left = out->maximum - out->length, made = 0;
    chora_status st = with ? CHORA_OK : chora_no_memory(err);
    for (size_t size = length * 4 + 4096; !st && result == LIBDEFLATE_INSUFFICIENT_SPACE;
         size *= 2) {
        size = size > left ? left : size;
        char *room = chora_alloc(size + 1, 1);
        if (!room)
            st = chora_no_memory(err);
        else
            result = unpack(with, bytes, length, zlib, room, size, &made);
        if (result == LIBDEFLATE_SUCCESS)
            chora_buffer_add(out, room, made);
        free(room);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE && size == left)
            break;
    }
    libdeflate_free_decompressor(with);
    if (st)
        return st;
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
        return chora_fail(err, CHORA_ELIMIT, "it unpacks to more than %zu bytes", left);
    if (result != LIBDEFLATE_SUCCESS)
        return chora_fail(err, CHORA_EDATA, "its packed bytes are damaged");
    return out->failed ? chora_no_memory(err) : CHORA_OK;
}
