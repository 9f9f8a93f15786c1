/**
 * @file
 * A growing byte buffer with a mandatory maximum; sticky: ask for its state once at the end.
 */
#ifndef CHORA_BASE_BUFFER_H
#define CHORA_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    char *data;    /**< Always terminated by a NUL that `length` does not count; NULL when empty. */
    size_t length; /**< Bytes. */
    size_t capacity;
    size_t maximum; /**< Bytes; adding more sets `failed`. */
    bool failed;    /**< Out of memory or over the maximum; later additions do nothing. */
    bool fixed;     /**< `data` is the block's own and never grows. */
} chora_buffer;

#define CHORA_BUFFER_INIT(max_bytes)                                                               \
    {                                                                                              \
        NULL, 0, 0, (max_bytes), false, false                                                      \
    }

/** A small one that needs no memory: its bytes live as long as the block it is declared in. */
#define CHORA_BUFFER_SMALL(max_bytes)                                                              \
    {                                                                                              \
        (char[(max_bytes) + 1]){ 0 }, 0, (max_bytes) + 1, (max_bytes), false, true                 \
    }

void chora_buffer_add(chora_buffer *buffer, const void *bytes, size_t length);
void chora_buffer_add_text(chora_buffer *buffer, const char *text);
void chora_buffer_add_byte(chora_buffer *buffer, unsigned char byte);
void chora_buffer_printf(chora_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Room for `length` bytes behind what there is, to be written and then taken in; NULL: no room. */
char *chora_buffer_room(chora_buffer *buffer, size_t length);
/** At most as many as there was room made for. */
void chora_buffer_take(chora_buffer *buffer, size_t length);

void chora_buffer_add_integer(chora_buffer *buffer, int64_t value);

/** Number with at most `decimals` decimals, trailing zeros cut, never "-0"; locale-free. */
void chora_buffer_add_number(chora_buffer *buffer, double value, int decimals);

/** The same of a number that is whole when multiplied by ten to the power of `decimals` (0 to 9):
 * of 1250 and 3 it writes 1.25. */
void chora_buffer_add_fixed(chora_buffer *buffer, int64_t value, int decimals);

/** Keep the memory, forget the bytes and the failure. */
void chora_buffer_clear(chora_buffer *buffer);

/** Free the bytes; the buffer is then empty and can be used again. */
void chora_buffer_free(chora_buffer *buffer);

/** "" for an empty buffer. */
const char *chora_buffer_text(const chora_buffer *buffer);

#endif
