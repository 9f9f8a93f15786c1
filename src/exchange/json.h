/**
 * @file
 * Small JSON documents out (manifests, --json lists): text escaped right, order kept.
 */
#ifndef CHORA_EXCHANGE_JSON_H
#define CHORA_EXCHANGE_JSON_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/** Append to a buffer; nothing is remembered but the depth, so calls must pair. */
typedef struct {
    chora_buffer *out;
    int depth;
    bool pretty;    /**< Two spaces a level, else one line. */
    bool first[32]; /**< Is the next entry of this level its first? */
} chora_json;

void chora_json_begin(chora_json *json, chora_buffer *out, bool pretty);
/** `key` is NULL inside arrays and at the top. */
void chora_json_object(chora_json *json, const char *key);
void chora_json_object_end(chora_json *json);
void chora_json_array(chora_json *json, const char *key);
void chora_json_array_end(chora_json *json);
void chora_json_text(chora_json *json, const char *key, const char *text); /**< NULL writes null. */
void chora_json_integer(chora_json *json, const char *key, int64_t value);
void chora_json_number(chora_json *json, const char *key, double value,
                       int decimals); /**< NaN writes null. */
void chora_json_boolean(chora_json *json, const char *key, bool value);
void chora_json_null(chora_json *json, const char *key);

/** `lead` as it is, then the text, quoted: a value of a document that is written otherwise. */
void chora_json_quoted(chora_buffer *out, const char *lead, size_t lead_length, const char *text);

/** Read a flat JSON object ({"key": "text" | number | true | null}): calls `each` per member, in
 * order. */
typedef void (*chora_json_member)(void *context, const char *key, const char *text);
/** @return 0, or -1 when it is no such object. */
int chora_json_read_flat(const char *text, chora_json_member each, void *context);

#endif
