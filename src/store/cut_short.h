/**
 * @file
 * A project whose last write was cut short: a program killed, a battery empty. SQLite's journal
 * beside it holds what was there before; only a connection that writes may put that back.
 */
#ifndef CHORA_STORE_CUT_SHORT_H
#define CHORA_STORE_CUT_SHORT_H

#include "base/error.h"

#include <sqlite3.h>

/**
 * Undo a write that was cut short, for a connection `db` that only reads the file at `path`.
 * Nothing happens when there was none.
 *
 * Errors: CHORA_EIO where the file, its journal or their folder cannot be written; CHORA_ESTORE
 * while another program has the project.
 */
chora_status chora_cut_short_undo(const char *path, sqlite3 *db, chora_error *err);

#endif
