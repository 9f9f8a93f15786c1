/**
 * @file
 * Projects kept as bytes, so that a new one is a copy: an empty one instead of two hundred
 * statements ("empty.template"), and one of the world instead of 800,000 rows ("world.template").
 *
 * The bytes are made when Chora is built, lie in the data folder and begin with a digest of what
 * made them: those of another schema are not taken.
 */
#ifndef CHORA_STORE_TEMPLATE_H
#define CHORA_STORE_TEMPLATE_H

#include "store/connection.h"

/**
 * Fill an empty database with a template.
 * @param name    Of its file.
 * @param basis   What was put into it, in any words; those that it was saved with.
 * @param filled  False when there is none that fits.
 */
chora_status chora_template_fill(sqlite3 *db, const char *name, const char *basis, bool *filled,
                                 chora_error *err);

/** Save a project as a template. CHORA_EIO, CHORA_ENOMEM. */
chora_status chora_template_save(chora_store *store, const char *basis, const char *path,
                                 chora_error *err);

/**
 * A project in memory that is a copy of a template; `out` NULL when there is none that fits. As
 * chora_store_create_in_memory() it is without triggers and secret.
 */
chora_status chora_store_create_from_template(const char *name, const char *basis,
                                              chora_store **out, chora_error *err);

#endif
