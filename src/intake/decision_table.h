/**
 * @file
 * A table that Chora wrote for a person to decide in, read back: its columns by name, its cells.
 */
#ifndef CHORA_INTAKE_DECISION_TABLE_H
#define CHORA_INTAKE_DECISION_TABLE_H

#include "intake/table_file.h"

/** Where each of the names stands among the headers, whatever the case; CHORA_NO_COLUMN. */
#define CHORA_NO_COLUMN ((size_t)-1)
void chora_decision_columns(const chora_table_file *file, const char *const *names, size_t count,
                            size_t *out);

/**
 * A trimmed copy in the arena, "" where there is no such column, NULL without memory. Our own CSV
 * puts ' before what a spreadsheet would run; it is taken off.
 */
const char *chora_decision_cell(const chora_row *row, size_t column, chora_arena *arena);

#endif
