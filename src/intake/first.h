/**
 * @file
 * Incidents into a project that has none yet: nothing to compare with, to keep or to withdraw, so
 * that they go in some hundreds together, and what is else read from the tables afterwards is known
 * as they come by.
 */
#ifndef CHORA_INTAKE_FIRST_H
#define CHORA_INTAKE_FIRST_H

#include "intake/batch.h"
#include "intake/incident_columns.h"
#include "intake/source_ids.h"
#include "place/match_writer.h"
#include "store/extra_keys.h"
#include "store/held.h"

/** What became of a row of a batch. */
typedef struct {
    int64_t id;         /**< Of the new incident; 0: none. */
    int64_t first_line; /**< Of the row that had the same key; 0: it is the first. */
} chora_first_fate;

/** Start from zero. */
typedef struct {
    chora_store *store;
    int64_t dataset_id, run_id;
    chora_incident_columns columns;
    chora_feed *insert, *tie_sources, *add_evidence;
    chora_query *find;
    chora_source_ids sources;
    chora_match_writer *matches; /**< Borrowed; NULL: rows were not placed. */
    chora_held *held;            /**< Keep them here, not in the tables; NULL: in the tables. */
    bool sealed;                 /**< Rows come with their seals. */
    chora_extra_keys extra;      /**< Of the incidents. */
    bool has_days;
    int64_t first_day, last_day;              /**< Of the incidents. */
    chora_first_fate fates[CHORA_BATCH_ROWS]; /**< Of the rows of the last batch. */
    /* Of the batch that is going in: */
    size_t read[CHORA_BATCH_ROWS], read_count; /**< Its rows that were not rejected. */
    chora_incident_version version;
    const chora_batch *batch;
} chora_first;

/** Is the project without incidents? */
chora_status chora_first_is(chora_store *store, bool *out, chora_error *err);

/** `mapping` says which columns the file can fill; borrowed for the call. */
chora_status chora_first_open(chora_first *first, chora_store *store, const chora_mapping *mapping,
                              int64_t dataset_id, int64_t run_id, chora_error *err);
/** Put in the rows that were read, in their order; then look at `fates`. */
chora_status chora_first_add(chora_first *first, const chora_batch *batch, chora_error *err);
void chora_first_close(chora_first *first);

#endif
