/**
 * @file
 * One cell to a count or to degrees, strictly; what is not stated is not zero.
 */
#ifndef CHORA_INTAKE_CELL_NUMBER_H
#define CHORA_INTAKE_CELL_NUMBER_H

#include "intake/cell_date.h"

#include <stdint.h>

/** Room for a cell shown in a message. */
#define CHORA_SHOWN_MAX 72
/** The cell in quotes, cut on a character with "…" when it is long. Returns `out`. */
const char *chora_cell_shown(const char *text, char out[CHORA_SHOWN_MAX]);

/** "", "-", "n/a", "unknown" and the like. */
bool chora_cell_is_missing(const char *text);

/** A whole number from 0. */
chora_reading chora_cell_count(const char *text, int64_t *out, char reason[CHORA_REASON_MAX]);

/** Any finite number. */
chora_reading chora_cell_number(const char *text, double *out, char reason[CHORA_REASON_MAX]);

/**
 * In a file that says its `decimal` is "comma", the cell with a point: "34,53" becomes "34.53"; a
 * point, which stands for thousands there, makes it no number. Returns `text` or `out`.
 */
const char *chora_cell_pointed(const char *text, const char *decimal, char out[64]);

/** `what` is "latitude" or "longitude", `limit` 90 or 180. */
chora_reading chora_cell_degrees(const char *text, const char *what, double limit, double *out,
                                 char reason[CHORA_REASON_MAX]);

#endif
