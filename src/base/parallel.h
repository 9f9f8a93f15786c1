/**
 * @file
 * Work side by side on all cores. The only file that sees GLib.
 */
#ifndef CHORA_BASE_PARALLEL_H
#define CHORA_BASE_PARALLEL_H

#include "base/error.h"

/** Do job number `index`; `worker` is 0 .. workers-1, for per-thread contexts. */
typedef chora_status (*chora_job)(void *context, size_t worker, size_t index, chora_error *err);

/** Cores this process may use, at least 1. */
size_t chora_parallel_cores(void);

/**
 * Run jobs 0 .. count-1 on `workers` threads (0 = all cores). After the first failure no further
 * job starts; the error of the lowest failed index is told.
 */
chora_status chora_parallel_run(size_t workers, size_t count, chora_job job, void *context,
                                chora_error *err);

#endif
