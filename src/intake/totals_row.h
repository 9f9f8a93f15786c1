/**
 * @file
 * A row that adds up those above it is no incident.
 */
#ifndef CHORA_INTAKE_TOTALS_ROW_H
#define CHORA_INTAKE_TOTALS_ROW_H

#include <stdbool.h>
#include <stddef.h>

/** Does one of the first cells that are filled say "Total", "Grand total", "مجموع", "Итого" …?
 * NULL cells are empty. */
bool chora_is_totals_row(const char *const *cells, size_t count);

#endif
