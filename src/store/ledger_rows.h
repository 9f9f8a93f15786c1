/**
 * @file
 * The hashes of what a project holds, for its ledger.
 */
#ifndef CHORA_STORE_LEDGER_ROWS_H
#define CHORA_STORE_LEDGER_ROWS_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"

#include <chora/store.h>
#include <stdint.h>

/** SHA-256 over all cells of the rows of a SELECT; ?1 is `id`. */
chora_status chora_ledger_hash(chora_store *store, const char *sql, int64_t id,
                               char out[CHORA_SHA256_TEXT], chora_error *err);

/** Append "evidence HASH; decision HASH; ..." : every table that people's words are in. */
chora_status chora_ledger_tables(chora_store *store, chora_buffer *out, chora_error *err);

/** Seal every incident anew (table seal), and append "incident HASH" over all seals. */
chora_status chora_ledger_seal(chora_store *store, chora_buffer *out, chora_error *err);

/** Append "incident HASH" over the seals that are kept. */
chora_status chora_ledger_seals(chora_store *store, chora_buffer *out, chora_error *err);

/** Append a line for each incident that is not as it was sealed, at most 20. `count`: incidents. */
chora_status chora_ledger_compare(chora_store *store, int64_t *count, chora_buffer *out,
                                  chora_error *err);

#endif
