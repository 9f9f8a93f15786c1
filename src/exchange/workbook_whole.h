/**
 * @file
 * Is a workbook whole that libxlsxwriter has made? The library puts each part together in a
 * temporary file and does not look whether that could be written: with too little room, rows would
 * be missing from a file that opens without a word.
 */
#ifndef CHORA_EXCHANGE_WORKBOOK_WHOLE_H
#define CHORA_EXCHANGE_WORKBOOK_WHOLE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * True when every part of the archive at `path` has its begin and its end, and its sheets have, in
 * their order, so many bytes of rows. False as well when it cannot be read.
 */
bool chora_workbook_whole(const char *path, const long *row_bytes, size_t sheets);

#endif
