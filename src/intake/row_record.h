/**
 * @file
 * An incident as JSON: what its hash is made of, and what is kept of old and refused versions.
 */
#ifndef CHORA_INTAKE_ROW_RECORD_H
#define CHORA_INTAKE_ROW_RECORD_H

#include "intake/row.h"

/** Fills `extra`, `record` and `hash`, but those that the reader leaves unread. `cells` are the
 * row's texts by column, NULL for none. */
void chora_row_record(chora_row_reader *reader, const char *const *cells,
                      chora_incident_row *incident);

#endif
