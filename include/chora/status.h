/**
 * @file
 * What every Chora function answers: a status, and an error that a person can act on.
 */
#ifndef CHORA_STATUS_H
#define CHORA_STATUS_H

#include <stddef.h>

#if defined(_WIN32)
#define CHORA_API
#else
#define CHORA_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Grouped by who can act on it. */
typedef enum {
    CHORA_OK = 0,
    CHORA_EINVAL,    /**< The caller: an argument, an option or a figure is wrong. */
    CHORA_ENOTFOUND, /**< The caller: no such country, column, level, file entry. */
    CHORA_EDATA,     /**< The input: a file is not what it says it is. */
    CHORA_ECONFLICT, /**< The input: it contradicts what the project holds. */
    CHORA_ELIMIT,    /**< The input: larger than Chora takes (see the message for the limit). */
    CHORA_EIO,       /**< The system: a file cannot be read or written. */
    CHORA_ESTORE,    /**< The system: the project file answers with an error. */
    CHORA_ENOMEM,    /**< The system: out of memory. */
    CHORA_ESTOPPED   /**< The person: interrupted. */
} chora_status;

/** Room for one message; longer ones are cut on a character and end in "…". */
#define CHORA_ERROR_MAX 2048

/** Owned by the caller; start from CHORA_ERROR_INIT. May be NULL wherever it is a parameter. */
typedef struct {
    chora_status status;
    char message[CHORA_ERROR_MAX]; /**< UTF-8, no newline at the end; may hold several lines. */
} chora_error;

#define CHORA_ERROR_INIT                                                                           \
    {                                                                                              \
        CHORA_OK, ""                                                                               \
    }

/** The English name of a status, such as "not found". Never NULL. */
CHORA_API const char *chora_status_name(chora_status status);

#ifdef __cplusplus
}
#endif

#endif
