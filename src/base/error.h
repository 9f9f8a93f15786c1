/**
 * @file
 * Saying what went wrong (at its origin) and where (on the way out).
 */
#ifndef CHORA_BASE_ERROR_H
#define CHORA_BASE_ERROR_H

#include <chora/status.h>

#define CHORA_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/** Set the message and hand the status back: `return chora_fail(err, CHORA_EDATA, "…")`. */
chora_status chora_fail(chora_error *err, chora_status status, const char *format, ...)
    CHORA_PRINTF(3, 4);

/** Put "where: " before the message, on the way out. Does nothing when `err` holds no error. */
void chora_at(chora_error *err, const char *format, ...) CHORA_PRINTF(2, 3);

/** Add a line to the message: several problems of one figure are told at once. */
void chora_also(chora_error *err, chora_status status, const char *format, ...) CHORA_PRINTF(3, 4);

/** The usual answer to a failed allocation. */
chora_status chora_no_memory(chora_error *err);

#endif
