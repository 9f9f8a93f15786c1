/**
 * @file
 * An R-tree made whole from all of its boxes at once, instead of by putting in one after the other.
 */
#ifndef CHORA_STORE_RTREE_PACK_H
#define CHORA_STORE_RTREE_PACK_H

#include "base/error.h"

#include <chora/store.h>

/**
 * Fill the R-tree "idx_TABLE_geom" anew from the geometries of a table: inside a transaction.
 * @return CHORA_OK; CHORA_EDATA (a row's geometry is none); CHORA_ESTORE, CHORA_ENOMEM.
 */
chora_status chora_rtree_pack(chora_store *store, const char *table, chora_error *err);

#endif
