/**
 * @file
 * A table opened for intake: its rows, with a row of HXL tags recognised and kept apart.
 */
#ifndef CHORA_INTAKE_TABLE_FILE_H
#define CHORA_INTAKE_TABLE_FILE_H

#include "base/memory.h"
#include "exchange/rows.h"

typedef struct {
    chora_rows *rows;
    const char *const *headers; /**< Lives in the arena it was opened with. */
    size_t count;
    const char *const *tags; /**< One per column ("" for none), NULL without HXL. */
    bool serials;            /**< A spreadsheet: plain numbers may be days. */
    bool has_points;         /**< Rows carry geometry. */
    chora_row held;          /**< Read while looking for tags, not yet handed out. */
    bool holds, ended;
} chora_table_file;

chora_status chora_table_file_open(const char *path, const char *encoding, const char *sheet,
                                   chora_arena *arena, chora_table_file *out, chora_error *err);
/** The same with the header in a line (of a sheet: row) that was stated; 0: found. */
chora_status chora_table_file_open_at(const char *path, const char *encoding, const char *sheet,
                                      int64_t header_row, chora_arena *arena, chora_table_file *out,
                                      chora_error *err);
chora_status chora_table_file_next(chora_table_file *file, chora_row *row, bool *more,
                                   chora_error *err);
/** Put the file's name before the message, unless it stands there already. */
void chora_table_file_at(chora_error *err, const char *path);
void chora_table_file_close(chora_table_file *file);

#endif
