/**
 * @file
 * Rejected rows: kept in the project, and listed as CSV for the person to mend.
 */
#ifndef CHORA_INTAKE_REJECTS_H
#define CHORA_INTAKE_REJECTS_H

#include "base/buffer.h"
#include "exchange/rows.h"
#include "exchange/writer.h"
#include "store/query.h"

typedef struct {
    const char *file; /**< Name of the table. */
    const char *const *headers;
    size_t header_count;
    char path[1024]; /**< Of the CSV; "" for none. */
    int64_t run_id, count;
    chora_query *insert;
    chora_writer *writer; /**< Opened at the first. */
} chora_rejects;

/**
 * `wanted` is the path asked for, "" for no CSV, NULL for "<file>.rejects.csv" beside the project.
 * `headers` and `file` must outlive it.
 */
chora_status chora_rejects_open(chora_rejects *rejects, chora_store *store, int64_t run_id,
                                const char *file, const char *const *headers, size_t count,
                                const char *wanted, chora_error *err);
/** `column` counts from 1; 0 for the whole row. */
chora_status chora_rejects_add(chora_rejects *rejects, const chora_row *row, size_t column,
                               const char *reason, chora_error *err);
/**
 * Adds a line for each column with rejected rows, the worst first: "rejected, 3 rows (the first in
 * line 5), latitude: latitude "134.53" is beyond 90°", so that nobody has to open the list to see
 * what is wrong with it.
 */
chora_status chora_rejects_tell(const chora_rejects *rejects, chora_store *store, chora_buffer *out,
                                chora_error *err);
/** The CSV appears. Without rejects there is none and `path` becomes "". */
chora_status chora_rejects_publish(chora_rejects *rejects, chora_error *err);
/** Frees; a CSV that was not published does not appear. */
void chora_rejects_close(chora_rejects *rejects);

#endif
