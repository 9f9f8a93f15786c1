/**
 * @file
 * From an older schema version to this one, step by step, all steps in one transaction.
 */
#ifndef CHORA_STORE_MIGRATE_H
#define CHORA_STORE_MIGRATE_H

#include "store/connection.h"

/** One step: what turns version `to_version - 1` into `to_version`. */
typedef struct {
    int to_version;
    const char *sql;
    chora_status (*after)(sqlite3 *db, chora_error *err); /**< What SQL cannot do; may be NULL. */
} chora_migration;

/** Chora's own steps, oldest first; version 0 is an empty file. */
extern const chora_migration chora_migrations[];
extern const size_t chora_migration_count;

/**
 * Take the steps that the file does not have yet. On failure the file is as before.
 * @return CHORA_OK; CHORA_EDATA (the file is of a newer version than the last step); CHORA_ESTORE,
 * CHORA_EIO, CHORA_ENOMEM.
 */
chora_status chora_migrate(sqlite3 *db, const chora_migration *steps, size_t count,
                           chora_error *err);

#endif
