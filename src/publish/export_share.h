/**
 * @file
 * The columns of a share: the incidents for which it holds, those of which it can be told, percent.
 */
#ifndef CHORA_PUBLISH_EXPORT_SHARE_H
#define CHORA_PUBLISH_EXPORT_SHARE_H

#include "base/memory.h"
#include "exchange/writer.h"

#include <chora/measure.h>

/** Columns for each period. */
#define CHORA_EXPORT_SHARE_COLUMNS 3

/** part, whole, share; of several periods "2022-03 part" ... Names live in `arena`. 0, or -1
 * without memory. */
int chora_export_share_fields(const chora_table *table, chora_arena *arena, chora_field *out);

/** The same many cells of an area. The share is missing where nothing could be divided. */
void chora_export_share_cells(const chora_table *table, size_t area, chora_cell_out *out);

#endif
