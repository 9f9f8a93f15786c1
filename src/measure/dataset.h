/**
 * @file
 * Which dataset is meant: two that are not linked are never added up.
 */
#ifndef CHORA_MEASURE_DATASET_H
#define CHORA_MEASURE_DATASET_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/store.h>
#include <stdint.h>

typedef struct {
    int64_t id;       /**< 0: the project has no dataset. */
    const char *name; /**< "" then. Lives in the arena. */
} chora_dataset;

/**
 * The dataset of that name; with NULL or "" the only one, or of two that are tied together as
 * claims and verified incidents (chora_link()) the verified one.
 * @return CHORA_OK; CHORA_EINVAL (several, none named: lists them); CHORA_ENOTFOUND (no such name:
 * the nearest); CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_dataset_choose(chora_store *store, const char *name, chora_arena *arena,
                                  chora_dataset *out, chora_error *err);

#endif
