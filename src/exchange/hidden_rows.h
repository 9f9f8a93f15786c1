/**
 * @file
 * Rows that a workbook hides: they are read like the others, which a person must be told.
 */
#ifndef CHORA_EXCHANGE_HIDDEN_ROWS_H
#define CHORA_EXCHANGE_HIDDEN_ROWS_H

#include <stddef.h>

/** How many rows all sheets of an XLSX hide (also by a filter); 0 when it cannot be read. */
size_t chora_hidden_rows(const char *path);

#endif
