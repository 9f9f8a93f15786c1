/**
 * @file
 * Is there anything in a project file from elsewhere that would run by itself?
 */
#ifndef CHORA_STORE_TRUST_H
#define CHORA_STORE_TRUST_H

#include "base/file.h"
#include "store/connection.h"

/**
 * Compare every trigger, view and virtual table with those that Chora and SpatiaLite make, by their
 * whole text. The view incident_filter passes: Chora writes it for others and never reads it.
 * To be called before SpatiaLite's functions are there.
 * @return CHORA_OK; CHORA_EDATA names the first one that is not ours; CHORA_ENOMEM, CHORA_ESTORE.
 */
chora_status chora_trust_check(sqlite3 *db, chora_error *err);

/** SHA-256 over the texts of a file's triggers, views and virtual tables. */
chora_status chora_trust_digest(sqlite3 *db, char out[CHORA_SHA256_TEXT], chora_error *err);

/** What chora_trust_digest gives for a new project made with SpatiaLite 5.0.1. */
extern const char chora_trust_known_digest[];
extern const char chora_trust_indexed_digest[];

#endif
