/**
 * @file
 * How far a long job is: told to whoever asked for it.
 */
#ifndef CHORA_PROGRESS_H
#define CHORA_PROGRESS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Called from one thread at a time. */
typedef struct {
    void (*report)(void *context, size_t done, size_t total);
    void *context;
} chora_progress;

#ifdef __cplusplus
}
#endif

#endif
