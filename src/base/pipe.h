/**
 * @file
 * Two ends of one job side by side: one fills slots, the other empties them in the same order;
 * between them others may work on each.
 */
#ifndef CHORA_BASE_PIPE_H
#define CHORA_BASE_PIPE_H

#include "base/error.h"

#include <stdbool.h>

/** Fill a slot; `more` false: nothing follows (the slot may still hold something). */
typedef chora_status (*chora_pipe_fill)(void *context, void *slot, bool *more, chora_error *err);
typedef chora_status (*chora_pipe_work)(void *context, void *slot, chora_error *err);
typedef chora_status (*chora_pipe_empty)(void *context, void *slot, chora_error *err);

enum { CHORA_PIPE_MIDDLES = 2 };

typedef struct {
    chora_pipe_work work;
    void *worker; /**< Context of `work`. */
} chora_pipe_middle;

typedef struct {
    void *const *slots; /**< At least two when there are two workers. */
    size_t slot_count;
    chora_pipe_fill fill;
    void *filler;                                  /**< Context of `fill`. */
    chora_pipe_middle middles[CHORA_PIPE_MIDDLES]; /**< In the order of their work. */
    size_t middle_count;
    chora_pipe_empty empty;
    void *emptier; /**< Context of `empty`. */
} chora_pipe;

/**
 * Fill and empty until a fill says that nothing follows. With `workers` 1 in turns; else (0: as
 * many as there are cores) fills run on a thread of their own and works on one each, but the first,
 * so that what fits into one slot starts none. Empties run on the caller's. What is told is the
 * same either way: the failure of the earliest slot.
 */
chora_status chora_pipe_run(const chora_pipe *pipe, size_t workers, chora_error *err);

#endif
