/**
 * @file
 * Prepared statements on the project file: bound values in, typed columns out. Sticky: a failed
 * bind or step is told by the next step and by chora_query_close's caller through `err`.
 */
#ifndef CHORA_STORE_QUERY_H
#define CHORA_STORE_QUERY_H

#include "base/error.h"

#include <chora/store.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct chora_query chora_query;

/**
 * One statement, values only as ?1 .. ?n. Failures of this and the following are CHORA_ESTORE with
 * SQLite's words, but CHORA_EIO for a full disk, CHORA_EDATA for a damaged file, CHORA_ENOMEM.
 */
chora_status chora_query_open(chora_store *store, const char *sql, chora_query **out,
                              chora_error *err);
void chora_query_close(chora_query *query); /**< NULL is fine. */

void chora_query_bind_int(chora_query *query, int index, int64_t value);
void chora_query_bind_double(chora_query *query, int index, double value); /**< NaN binds NULL. */
void chora_query_bind_text(chora_query *query, int index,
                           const char *text); /**< NULL binds NULL; copied. */
/** The same without a copy: `text` stays until the statement is run or bound anew. */
void chora_query_lend_text(chora_query *query, int index, const char *text);
void chora_query_lend_blob(chora_query *query, int index, const void *bytes, size_t length);
void chora_query_bind_blob(chora_query *query, int index, const void *bytes, size_t length);
void chora_query_bind_null(chora_query *query, int index);

/** Next row: `row` true while there is one. After the last row the query can be bound anew. */
chora_status chora_query_step(chora_query *query, bool *row, chora_error *err);
/** Run to the end and reset, for statements without rows. */
chora_status chora_query_run(chora_query *query, chora_error *err);
/** Forget the row it stands on; bindings are kept. */
void chora_query_reset(chora_query *query);

/** Columns count from 0. */
bool chora_query_is_null(chora_query *query, int column);
int64_t chora_query_int(chora_query *query, int column);
double chora_query_double(chora_query *query, int column); /**< NaN for NULL. */
const char *chora_query_text(chora_query *query,
                             int column); /**< NULL for NULL; borrowed until the next step. */
const void *chora_query_blob(chora_query *query, int column, size_t *length);
int chora_query_columns(chora_query *query);
const char *chora_query_column_name(chora_query *query, int column);

/** The first column of the only row; CHORA_ENOTFOUND without a row. Resets. */
chora_status chora_query_one_int(chora_query *query, int64_t *out, chora_error *err);

/** Several statements without values (";"-separated). */
chora_status chora_store_execute(chora_store *store, const char *sql, chora_error *err);
int64_t chora_store_last_id(chora_store *store);
/** Rows that the last statement put in, changed or deleted itself. */
int64_t chora_store_changes(chora_store *store);

/**
 * A transaction: BEGIN IMMEDIATE. End it with commit, or roll back when `st` is not CHORA_OK:
 * `return chora_store_end(store, st, err)` does the right one and hands back the status.
 *
 * They nest: one begun inside another is a savepoint, and only its own work is undone when it
 * fails. After a failure in which SQLite itself has undone everything (a full disk), every further
 * statement of the transaction fails, and so does its end. Begin on a store opened for reading is
 * CHORA_EINVAL.
 */
chora_status chora_store_begin(chora_store *store, chora_error *err);
chora_status chora_store_end(chora_store *store, chora_status st, chora_error *err);

#endif
