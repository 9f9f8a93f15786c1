/**
 * @file
 * What a table of numbers is named by: a hash of the rows that it was made of.
 */
#ifndef CHORA_MEASURE_ROW_HASH_H
#define CHORA_MEASURE_ROW_HASH_H

#include "base/aside.h"
#include "base/digest.h"
#include "measure/incidents.h"

/** Not to be moved between begin and end. */
typedef struct {
    chora_digest digest;
    const chora_held *held; /**< Read on a thread of its own; NULL: rows are told one by one. */
    chora_aside aside;
} chora_row_hash;

/** Before the first row is read; NULL: none will be. Many rows that are held are hashed beside
 * their reading. */
void chora_row_hash_begin(chora_row_hash *hash, const chora_incidents *incidents);
/** Each row, in its turn. */
void chora_row_hash_add(chora_row_hash *hash, const chora_incident *incident);
/** Every begin has its end. */
void chora_row_hash_end(chora_row_hash *hash, char out[CHORA_SHA256_TEXT]);

#endif
