/**
 * @file
 * Many rows into a table with a geometry, without SpatiaLite's triggers (ten times faster).
 */
#ifndef CHORA_STORE_BULK_H
#define CHORA_STORE_BULK_H

#include "base/error.h"

#include <chora/store.h>

/**
 * Drop the geometry triggers of `area`, `place`, `line` or `incident` inside the open transaction.
 * Rolling it back brings them back; committing it restores them if nobody did. Beginning a table
 * again inside is fine: the end at the level of the first beginning restores.
 * @return CHORA_OK; CHORA_EINVAL (no transaction is open); CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_store_bulk_begin(chora_store *store, const char *table, chora_error *err);

/**
 * Put the triggers back and build the R-tree anew where the table has one. Nothing happens when
 * the table was not begun, or was begun in an outer transaction.
 */
chora_status chora_store_bulk_end(chora_store *store, const char *table, chora_error *err);

#endif
