/* Building, sending, receiving and taking apart messages. Both ends use this file. */
#include "exchange/wire.h"
#include "base/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD = 5, SEND_AT = 1 << 16 };

void chora_wire_begin_on(chora_wire *wire, int fd)
{
    chora_buffer empty = CHORA_BUFFER_INIT(CHORA_WIRE_MAXIMUM + SEND_AT + HEAD);

    memset(wire, 0, sizeof *wire);
    wire->fd = fd;
    wire->out = empty;
    wire->in = empty;
}

void chora_wire_free(chora_wire *wire)
{
    chora_buffer_free(&wire->out);
    chora_buffer_free(&wire->in);
}

static void little_endian(unsigned char *to, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t from_little_endian(const unsigned char *from, size_t bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value |= (uint64_t)from[i] << (8 * i);
    return value;
}

/* ---- out ----------------------------------------------------------------------------------- */

void chora_wire_start(chora_wire *wire, chora_wire_type type)
{
    wire->message = wire->out.length;
    chora_buffer_add_byte(&wire->out, (unsigned char)type);
    chora_wire_put_u32(wire, 0);
}

void chora_wire_put_u8(chora_wire *wire, uint8_t value)
{
    chora_buffer_add_byte(&wire->out, value);
}

void chora_wire_put_u32(chora_wire *wire, uint32_t value)
{
    unsigned char bytes[4];
    little_endian(bytes, value, sizeof bytes);
    chora_buffer_add(&wire->out, bytes, sizeof bytes);
}

void chora_wire_put_i64(chora_wire *wire, int64_t value)
{
    unsigned char bytes[8];
    little_endian(bytes, (uint64_t)value, sizeof bytes);
    chora_buffer_add(&wire->out, bytes, sizeof bytes);
}

void chora_wire_put_real(chora_wire *wire, double value)
{
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    chora_wire_put_i64(wire, bits);
}

void chora_wire_put_bytes(chora_wire *wire, const void *bytes, size_t length)
{
    if (!bytes) {
        chora_wire_put_u32(wire, CHORA_WIRE_MISSING);
        return;
    }
    if (length > CHORA_WIRE_MAXIMUM) {
        wire->failed = true;
        wire->unsent = CHORA_ELIMIT;
        return;
    }
    chora_wire_put_u32(wire, (uint32_t)length);
    chora_buffer_add(&wire->out, bytes, length);
}

void chora_wire_put_text(chora_wire *wire, const char *text)
{
    chora_wire_put_bytes(wire, text, text ? strlen(text) : 0);
}

void chora_wire_finish(chora_wire *wire)
{
    size_t length = wire->out.length - wire->message;

    if (wire->out.failed || length > CHORA_WIRE_MAXIMUM) {
        wire->unsent = length > CHORA_WIRE_MAXIMUM ? CHORA_ELIMIT : CHORA_ENOMEM;
        wire->failed = true;
        return;
    }
    little_endian((unsigned char *)wire->out.data + wire->message + 1, length - HEAD, 4);
    wire->message = wire->out.length;
    if (wire->out.length >= SEND_AT)
        chora_wire_flush(wire);
}

void chora_wire_drop(chora_wire *wire)
{
    wire->out.length = wire->message;
    wire->out.failed = false;
    wire->failed = false;
    wire->unsent = CHORA_OK;
}

/* Without SIGPIPE: signals belong to the program, not to its library. */
static ssize_t send_some(int fd, const void *bytes, size_t length)
{
    ssize_t sent;
    do
        sent = send(fd, bytes, length, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent;
}

bool chora_wire_flush(chora_wire *wire)
{
    size_t sent = 0;

    while (!wire->failed && sent < wire->out.length) {
        ssize_t n = send_some(wire->fd, wire->out.data + sent, wire->out.length - sent);
        if (n <= 0)
            wire->failed = true;
        else
            sent += (size_t)n;
    }
    chora_buffer_clear(&wire->out);
    wire->message = 0;
    return !wire->failed;
}

chora_status chora_wire_sent(const chora_wire *wire, chora_error *err)
{
    if (!wire->unsent)
        return CHORA_OK;
    if (wire->unsent == CHORA_ENOMEM)
        return chora_no_memory(err);
    return chora_fail(err, wire->unsent, "a row is longer than %zu MiB", CHORA_WIRE_MAXIMUM >> 20);
}

/* ---- in ------------------------------------------------------------------------------------ */

/* Move what is left of `in` to its front, so that it does not grow for ever. */
static void forget_taken(chora_wire *wire)
{
    size_t left = wire->in.length - wire->taken;

    if (wire->taken == 0)
        return;
    if (left > 0)
        memmove(wire->in.data, wire->in.data + wire->taken, left);
    wire->in.length = left;
    wire->taken = 0;
}

/* Read until `need` bytes wait. @return 1, 0 at the end, -1 on failure. */
static int receive_until(chora_wire *wire, size_t need)
{
    unsigned char chunk[1 << 16];

    while (wire->in.length - wire->taken < need) {
        forget_taken(wire);
        ssize_t got = read(wire->fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            return wire->in.length == wire->taken ? 0 : -1;
        chora_buffer_add(&wire->in, chunk, (size_t)got);
        if (wire->in.failed)
            return -1;
    }
    return 1;
}

int chora_wire_receive(chora_wire *wire, chora_message *out)
{
    int st = receive_until(wire, HEAD);
    if (st <= 0)
        return st;

    const unsigned char *head = (const unsigned char *)wire->in.data + wire->taken;
    size_t length = (size_t)from_little_endian(head + 1, 4);
    if (length > CHORA_WIRE_MAXIMUM || receive_until(wire, HEAD + length) <= 0)
        return -1;

    head = (const unsigned char *)wire->in.data + wire->taken;
    *out = (chora_message){ (chora_wire_type)head[0], head + HEAD, head + HEAD + length, false };
    wire->taken += HEAD + length;
    return 1;
}

static const unsigned char *take(chora_message *message, size_t length)
{
    if (message->bad || (size_t)(message->end - message->at) < length) {
        message->bad = true;
        return NULL;
    }
    const unsigned char *at = message->at;
    message->at += length;
    return at;
}

uint8_t chora_message_u8(chora_message *message)
{
    const unsigned char *at = take(message, 1);
    return at ? *at : 0;
}

uint32_t chora_message_u32(chora_message *message)
{
    const unsigned char *at = take(message, 4);
    return at ? (uint32_t)from_little_endian(at, 4) : 0;
}

int64_t chora_message_i64(chora_message *message)
{
    const unsigned char *at = take(message, 8);
    return at ? (int64_t)from_little_endian(at, 8) : 0;
}

double chora_message_real(chora_message *message)
{
    int64_t bits = chora_message_i64(message);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

const void *chora_message_bytes(chora_message *message, size_t *length)
{
    uint32_t n = chora_message_u32(message);

    *length = 0;
    if (message->bad || n == CHORA_WIRE_MISSING)
        return NULL;
    const void *bytes = take(message, n);
    *length = bytes ? n : 0;
    return bytes;
}

char *chora_message_text(chora_message *message)
{
    size_t length;
    const void *bytes = chora_message_bytes(message, &length);

    if (!bytes)
        return NULL;
    if (memchr(bytes, '\0', length)) {
        message->bad = true;
        return NULL;
    }
    char *text = chora_alloc(length + 1, 1);
    if (text)
        memcpy(text, bytes, length);
    return text;
}
