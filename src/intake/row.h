/**
 * @file
 * The cells of one row read as an incident, or a reason why not.
 */
#ifndef CHORA_INTAKE_ROW_H
#define CHORA_INTAKE_ROW_H

#include "base/file.h"
#include "exchange/rows.h"
#include "intake/cell_date.h"
#include "intake/words.h"

/** Not stated. */
#define CHORA_NO_COUNT INT64_MIN

/** One incident; texts are valid until the next row is read. */
typedef struct {
    const char *texts[CHORA_COLUMNS]; /**< Text and word columns; NULL: not stated. */
    int64_t counts[CHORA_COLUMNS];    /**< CHORA_NO_COUNT: not stated. */
    bool has_day;
    chora_day day, day_end; /**< With `has_day`. */
    double lon, lat;        /**< NaN when not stated. */
    const char **evidence, **sources;
    size_t evidence_count, source_count;
    const char *own;              /**< Where all texts lie that are not the mapping's words. */
    size_t own_length;            /**< Bytes. */
    const char *extra;            /**< Unmapped cells as JSON, NULL without any. */
    const char *record;           /**< All that is known, as JSON in a fixed order. */
    char hash[CHORA_SHA256_TEXT]; /**< Of `record`. */
} chora_incident_row;

typedef struct {
    const chora_mapping *mapping;
    const chora_words *words;
    chora_dates order;
    bool serials;
    const char *split;
    size_t count;             /**< Columns of the file. */
    const char **extra_names; /**< Per column; NULL for mapped ones. */
    size_t *sorted;           /**< Extra columns in the order of their names. */
    size_t sorted_count;
    char *scratch; /**< Texts of the row. */
    size_t scratch_size, scratch_used;
    const char **lists; /**< Room for evidence and sources. */
    size_t list_size;
    chora_buffer extra, record, text;
    char reason[CHORA_REASON_MAX + 64];
    size_t reason_column;   /**< From 1; 0: the whole row. */
    int64_t null_islands;   /**< Rows at 0, 0: read as not located. */
    int64_t crossed_ranges; /**< Figures of a known format whose lowest is above the highest. */
    int64_t ranges;         /**< Cells such as "3-5", read as lowest and highest. */
    bool unread_extra;      /**< Nobody asks for `extra`: it is not written. */
    bool unread_hash;       /**< Nor for `record` and `hash`. */
    bool failed;            /**< Out of memory. */
} chora_row_reader;

/** `headers` and what `mapping` and `words` hold must outlive the reader. */
chora_status chora_row_reader_open(chora_row_reader *reader, const chora_mapping *mapping,
                                   const chora_words *words, const char *const *headers,
                                   size_t count, chora_arena *arena, chora_error *err);
void chora_row_reader_close(chora_row_reader *reader);

/** False: refused, see `reason`; or `failed`. */
bool chora_row_read(chora_row_reader *reader, const chora_row *row, chora_incident_row *out);

#endif
