/**
 * @file
 * Many rows into a table without SpatiaLite's triggers (ten times faster), without looking up what
 * they refer to, and with the indexes made at the end.
 */
#ifndef CHORA_STORE_BULK_H
#define CHORA_STORE_BULK_H

#include "base/error.h"

#include <chora/store.h>

/**
 * Drop the triggers of a table inside the open transaction, and the indexes it does not need for
 * its keys when it is empty. From the first to the last table's end, references (FOREIGN KEY) are
 * not checked: the caller puts in only ids that it has read or made in the same transaction.
 * Rolling it back brings all back; committing it restores them if nobody did. Beginning a table
 * again inside is fine: the end at the level of the first beginning restores.
 * @return CHORA_OK; CHORA_EINVAL (no transaction is open); CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_store_bulk_begin(chora_store *store, const char *table, chora_error *err);

/** The same, with the indexes of a table that has rows too: far more are about to come. */
chora_status chora_store_bulk_begin_many(chora_store *store, const char *table, chora_error *err);

/**
 * Make the indexes and triggers again and build the R-tree anew where the table has one. Nothing
 * happens when the table was not begun, or was begun in an outer transaction.
 */
chora_status chora_store_bulk_end(chora_store *store, const char *table, chora_error *err);

#endif
