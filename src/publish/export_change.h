/**
 * @file
 * The columns of a change: both numbers, their difference, and what chance has to do with it.
 */
#ifndef CHORA_PUBLISH_EXPORT_CHANGE_H
#define CHORA_PUBLISH_EXPORT_CHANGE_H

#include "base/memory.h"
#include "exchange/writer.h"

#include <chora/measure.h>

/** Columns for each period. */
#define CHORA_EXPORT_CHANGE_COLUMNS 5

/** before, after, change, p, within_chance; of several periods "2022-03 before" ... Names live in
 * `arena`. 0, or -1 without memory. */
int chora_export_change_fields(const chora_change_table *changes, chora_arena *arena,
                               chora_field *out);

/** The same many cells of an area. */
void chora_export_change_cells(const chora_change_table *changes, size_t area, chora_cell_out *out);

#endif
