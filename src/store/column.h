/**
 * @file
 * One column of the incidents, by the name a person knows it by.
 */
#ifndef CHORA_STORE_COLUMN_H
#define CHORA_STORE_COLUMN_H

#include "base/error.h"

#include <chora/store.h>
#include <stdint.h>

/** The text of a column for every incident of a dataset that states it. */
typedef struct chora_column chora_column;

/**
 * `name` is one of chora_filter_columns: a typed column ("claim") or one of the table's own.
 * @return CHORA_OK; CHORA_ENOTFOUND (no such column: says the nearest, or which there are);
 * CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_column_load(chora_store *store, int64_t dataset_id, const char *name,
                               chora_column **out, chora_error *err);

/** "" for an incident that does not state it. Borrowed. */
const char *chora_column_text(const chora_column *column, int64_t incident_id);
void chora_column_free(chora_column *column); /**< NULL is fine. */

#endif
