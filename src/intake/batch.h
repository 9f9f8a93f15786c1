/**
 * @file
 * Some rows of a table as they were read, with all that it takes to put them into the project
 * without the file: what one thread hands to the other.
 */
#ifndef CHORA_INTAKE_BATCH_H
#define CHORA_INTAKE_BATCH_H

#include "intake/row.h"

#include <chora/place.h>

enum { CHORA_BATCH_ROWS = 256, CHORA_BATCH_SEAL = 16 };

typedef struct {
    chora_row row;               /**< Its line and raw text; no cells. */
    const char *reason;          /**< Why it was rejected; NULL: it was read. */
    size_t column;               /**< Of the reason, from 1; 0: the whole row. */
    const char *key;             /**< Of a rejected row: as it stands in the id's cell, or NULL. */
    chora_incident_row incident; /**< When it was read. */
    const struct chora_said *said;  /**< By its words; when rows are placed while they are read. */
    chora_match match;              /**< The same. */
    uint8_t seal[CHORA_BATCH_SEAL]; /**< When they are sealed; of the incident with `id`. */
    int64_t id;
} chora_batch_row;

/** Start from zero. */
typedef struct {
    chora_arena *arena; /**< Texts of the rows. */
    chora_batch_row rows[CHORA_BATCH_ROWS];
    size_t count;
    size_t bytes; /**< Of texts. */
} chora_batch;

/** Without rows. */
chora_status chora_batch_clear(chora_batch *batch, chora_error *err);
bool chora_batch_is_full(const chora_batch *batch);
void chora_batch_free(chora_batch *batch);

/** A new row at the end, with copies of the line and the raw text; NULL without memory. */
chora_batch_row *chora_batch_add(chora_batch *batch, const chora_row *row);
/** A copy that lives as long as the rows; NULL for NULL, and without memory (`failed`). */
const char *chora_batch_text(chora_batch *batch, const char *text, bool *failed);
/** Copies; `with_record` takes its record too. What the mapping's words mean stays the plan's.
 * False without memory. */
bool chora_batch_incident(chora_batch *batch, const chora_incident_row *from, bool with_record,
                          chora_incident_row *to);

#endif
