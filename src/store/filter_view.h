/**
 * @file
 * The columns that a person's condition may name, and the SQL that makes them.
 */
#ifndef CHORA_STORE_FILTER_VIEW_H
#define CHORA_STORE_FILTER_VIEW_H

#include "base/buffer.h"
#include "store/connection.h"

/** meta.key of the keys found in `extra`. */
#define CHORA_FILTER_KEYS "filter_keys"

/** "SELECT ... FROM incident i WHERE ..." with the columns for these keys. Sticky. */
chora_status chora_filter_view_sql(sqlite3 *db, chora_buffer *out, chora_error *err);

/** The column names for the keys that `db` has in its meta table, NULL-ended in one block. */
chora_status chora_filter_view_columns(sqlite3 *db, char ***out, chora_error *err);

#endif
