/**
 * @file
 * One cell as CSV text (RFC 4180).
 */
#ifndef CHORA_BASE_CSV_TEXT_H
#define CHORA_BASE_CSV_TEXT_H

#include "base/buffer.h"

/** Quoted when it must be (comma, quote, line end, space at an end). */
void chora_csv_add_cell(chora_buffer *out, const char *text);

/** The same for a cell that a person may open in a spreadsheet: what it would run gets a leading '.
 */
void chora_csv_add_guarded(chora_buffer *out, const char *text);

#endif
