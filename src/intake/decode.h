/**
 * @file
 * The reading end of an import: rows of the table to batches of incidents, with their keys, and
 * where they can be known before they are in the project also with their seals. It touches no
 * store, so that it can run on a thread of its own.
 */
#ifndef CHORA_INTAKE_DECODE_H
#define CHORA_INTAKE_DECODE_H

#include "base/stages.h"
#include "base/textmap.h"
#include "intake/batch.h"
#include "intake/incident_columns.h"
#include "intake/plan.h"

/** Start from zero. */
typedef struct {
    chora_plan *plan;
    chora_row_reader reader;
    chora_idmap occurrences;               /**< Of rows without an id, by hash. */
    const chora_incident_columns *columns; /**< For seals; NULL: rows are not sealed here. */
    int64_t dataset_id, run_id, next_id;   /**< For seals. */
    bool with_records;                     /**< Keep what a conflict would record. */
    chora_buffer cells;                    /**< Of a seal. */
    chora_stages *stages;                  /**< Borrowed; NULL: no times are taken. */
} chora_decoder;

chora_status chora_decoder_open(chora_decoder *decoder, chora_plan *plan, chora_error *err);
/** A chora_pipe_fill: `decoder` is a chora_decoder, `batch` a chora_batch. */
chora_status chora_decoder_fill(void *decoder, void *batch, bool *more, chora_error *err);
void chora_decoder_close(chora_decoder *decoder);

#endif
