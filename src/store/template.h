/**
 * @file
 * An empty project kept as bytes, so that a new one is a copy and not two hundred statements.
 *
 * The bytes are made when Chora is built ("empty.template" in the data folder) and begin with a
 * digest of the steps that made them: those of another schema are not taken. For this room and the
 * tool that makes the data.
 */
#ifndef CHORA_STORE_TEMPLATE_H
#define CHORA_STORE_TEMPLATE_H

#include "store/connection.h"

/**
 * Fill an empty database with the template.
 * @param filled  False when there is none that fits: then the schema is to be written instead.
 */
chora_status chora_template_fill(sqlite3 *db, bool *filled, chora_error *err);

/** Save a project that nothing was put into as the template. CHORA_EIO, CHORA_ENOMEM. */
chora_status chora_template_save(chora_store *empty, const char *path, chora_error *err);

#endif
