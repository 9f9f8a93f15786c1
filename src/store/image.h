/**
 * @file
 * A project that has no name yet: made in memory, and a file when it is whole. Whoever is killed
 * before leaves nothing behind.
 */
#ifndef CHORA_STORE_IMAGE_H
#define CHORA_STORE_IMAGE_H

#include "base/file.h"
#include "store/connection.h"

/** The bytes of a database to an output that is open; it stays so. CHORA_ENOMEM. */
chora_status chora_image_write(sqlite3 *db, chora_output *output, chora_error *err);

/**
 * A new, empty project that is to be at `path`. CHORA_ECONFLICT when something is there already;
 * CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_store_create_unnamed(const char *path, chora_store **out, chora_error *err);

/**
 * Write it, with all that went into it, mode 0600; what follows goes to the file. After a failure
 * it can only be closed: CHORA_EIO, CHORA_ECONFLICT when something came there meanwhile,
 * CHORA_ENOMEM.
 */
chora_status chora_store_name(chora_store *store, chora_error *err);

#endif
