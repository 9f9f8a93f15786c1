/**
 * @file
 * The middle of an import: the incidents of a batch are placed. What their words say and where
 * their points lie takes about as long: each has a thread of its own.
 */
#ifndef CHORA_INTAKE_BATCH_PLACE_H
#define CHORA_INTAKE_BATCH_PLACE_H

#include "base/stages.h"
#include "intake/batch.h"

typedef struct {
    chora_placer *placer; /**< Borrowed. */
    chora_stages *words;  /**< The clock of reading words. Borrowed; NULL: no times are taken. */
    chora_stages *stages; /**< That of deciding. */
} chora_batch_placer;

/** A chora_pipe_work, the first: `placer` is a chora_batch_placer, `batch` a chora_batch. */
chora_status chora_batch_read_words(void *placer, void *batch, chora_error *err);

/** A chora_pipe_work, the second. */
chora_status chora_batch_place(void *placer, void *batch, chora_error *err);

#endif
