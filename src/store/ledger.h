/**
 * @file
 * The ledger of custody: for every run (import, decision, match) one entry with the hash of the
 * run, of all rows it left behind, and of the entry before it. Entries are only ever added.
 *
 * Nobody has to remember to write it: the end of the transaction that made a run does.
 */
#ifndef CHORA_STORE_LEDGER_H
#define CHORA_STORE_LEDGER_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"

#include <chora/store.h>
#include <stdbool.h>
#include <stdint.h>

/** Inside a transaction: an entry for each run that has none. Nothing for a project in memory. */
chora_status chora_ledger_write(chora_store *store, chora_error *err);

/** What was found by walking the whole ledger. */
typedef struct {
    int64_t entries, incidents;
    char head[CHORA_SHA256_TEXT]; /**< Hash of the last entry; "" without one. */
    chora_buffer problems; /**< A line for each thing that differs; empty: all is as it was. */
} chora_ledger_findings;

/** Compare entries, runs and rows with what the ledger says. `out->problems` is the caller's. */
chora_status chora_ledger_check(chora_store *store, chora_ledger_findings *out, chora_error *err);

#endif
