/**
 * @file
 * One job on a thread of its own while the caller does another.
 */
#ifndef CHORA_BASE_ASIDE_H
#define CHORA_BASE_ASIDE_H

#include "base/error.h"

#include <pthread.h>
#include <stdbool.h>

typedef chora_status (*chora_aside_job)(void *context, chora_error *err);

/** Not to be moved between begin and end. */
typedef struct {
    chora_aside_job job;
    void *context;
    pthread_t thread;
    bool runs; /**< Else it is done at the end: there is one core, or no thread was to be had. */
    chora_status status;
    chora_error error;
} chora_aside;

/** Begin; `context` must not be touched before the end. */
void chora_aside_begin(chora_aside *aside, chora_aside_job job, void *context);
/** Wait for it, and say what became of it. Every begin has its end. */
chora_status chora_aside_end(chora_aside *aside, chora_error *err);

#endif
