/**
 * @file
 * The middle of an import: the incidents of a batch are placed, on a thread of its own.
 */
#ifndef CHORA_INTAKE_BATCH_PLACE_H
#define CHORA_INTAKE_BATCH_PLACE_H

#include "base/stages.h"
#include "intake/batch.h"

typedef struct {
    chora_placer *placer; /**< Borrowed. */
    chora_stages *stages; /**< Borrowed; NULL: no times are taken. */
} chora_batch_placer;

/** A chora_pipe_work: `placer` is a chora_batch_placer, `batch` a chora_batch. */
chora_status chora_batch_place(void *placer, void *batch, chora_error *err);

#endif
