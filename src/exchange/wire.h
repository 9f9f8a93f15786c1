/**
 * @file
 * The binary row form spoken with the helper over one stream socket (docs/exchange.md).
 *
 * A message is a type byte, a 32-bit length and that many bytes. Numbers are little-endian. A text
 * is a 32-bit length and its bytes; CHORA_WIRE_MISSING instead of the length says there is none.
 */
#ifndef CHORA_EXCHANGE_WIRE_H
#define CHORA_EXCHANGE_WIRE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/limits.h"

#include <stdbool.h>
#include <stdint.h>

#define CHORA_WIRE_VERSION 2
#define CHORA_WIRE_MISSING UINT32_MAX
#define CHORA_WIRE_MAXIMUM ((size_t)256 << 20) /**< Bytes in one message. */

typedef enum {
    CHORA_WIRE_READ = 'Q',   /**< Asked: read this file. */
    CHORA_WIRE_WRITE = 'W',  /**< Asked: write this file from the rows that follow. */
    CHORA_WIRE_HEADER = 'H', /**< Description, has geometry, columns. */
    CHORA_WIRE_ROW = 'R',
    CHORA_WIRE_ERROR = 'E', /**< Status and message; nothing follows. */
    CHORA_WIRE_END = 'Z'    /**< Number of rows; nothing follows. */
} chora_wire_type;

typedef struct {
    int fd;
    bool failed;         /**< Out of memory, too long, or the other end is gone. */
    chora_status unsent; /**< Why a message could not be made; CHORA_OK: the other end is gone. */
    chora_buffer out;    /**< Messages not sent yet. */
    size_t message;      /**< Where in `out` the message being built (or the next one) begins. */
    chora_buffer in;     /**< Bytes received. */
    size_t taken;        /**< Of `in`, already used. */
} chora_wire;

/** A received message; points into the wire, valid until the next chora_wire_receive. */
typedef struct {
    chora_wire_type type;
    const unsigned char *at, *end;
    bool bad; /**< Read past its end. */
} chora_message;

void chora_wire_begin_on(chora_wire *wire, int fd);
void chora_wire_free(chora_wire *wire); /**< Does not close `fd`. */

void chora_wire_start(chora_wire *wire, chora_wire_type type);
void chora_wire_put_u8(chora_wire *wire, uint8_t value);
void chora_wire_put_u32(chora_wire *wire, uint32_t value);
void chora_wire_put_i64(chora_wire *wire, int64_t value);
void chora_wire_put_real(chora_wire *wire, double value);
void chora_wire_put_bytes(chora_wire *wire, const void *bytes,
                          size_t length);                     /**< NULL: missing. */
void chora_wire_put_text(chora_wire *wire, const char *text); /**< NULL: missing. */
/** The message is complete; it is sent when enough have gathered. */
void chora_wire_finish(chora_wire *wire);
/** Forget the message being built, and that something failed: an error can still be told. */
void chora_wire_drop(chora_wire *wire);
/** Send what has gathered. @return false when the other end is gone. */
bool chora_wire_flush(chora_wire *wire);

/**
 * Did what is sent get out? CHORA_OK also when the other end is gone: its last answer says why.
 * CHORA_ENOMEM, CHORA_ELIMIT: it waits for what could not be sent, so do not wait for its answer.
 */
chora_status chora_wire_sent(const chora_wire *wire, chora_error *err);

/** Wait for a message. @return 1; 0 when the other end closed between messages; -1 when broken. */
int chora_wire_receive(chora_wire *wire, chora_message *out);

uint8_t chora_message_u8(chora_message *message);
uint32_t chora_message_u32(chora_message *message);
int64_t chora_message_i64(chora_message *message);
double chora_message_real(chora_message *message);
/** NULL for missing. */
const void *chora_message_bytes(chora_message *message, size_t *length);
/** A copy; NULL for missing, for a text with a NUL in it (then `bad` is set) and without memory. */
char *chora_message_text(chora_message *message);

#endif
