/**
 * @file
 * A date that a table keeps in columns for the year, the month and the day.
 */
#ifndef CHORA_INTAKE_DATE_PARTS_H
#define CHORA_INTAKE_DATE_PARTS_H

#include "intake/cell_date.h"

/** Room for a date put together. */
#define CHORA_DATE_PARTS_MAX 128

/**
 * Puts the cells together as one that chora_cell_date reads: "2022-03-05", "5 March 2022", and, as
 * the day or the month are empty or 0 (not known), "2022-03", "March 2022", "2022". Any may be
 * NULL.
 * @return MISSING without a year; REFUSED fills `reason` (month 13, a day without a month).
 */
chora_reading chora_date_from_parts(const char *year, const char *month, const char *day,
                                    char out[CHORA_DATE_PARTS_MAX], char reason[CHORA_REASON_MAX]);

#endif
