/**
 * @file
 * What the readers of dates of both calendars share; inside of cell_date*.c.
 */
#ifndef CHORA_INTAKE_CELL_DATE_INSIDE_H
#define CHORA_INTAKE_CELL_DATE_INSIDE_H

#include "intake/cell_date.h"
#include "intake/cell_number.h"

#include <stddef.h>

enum { CHORA_DATE_TEXT_MAX = 96 };

/** Trimmed, with digits in ASCII and marks of direction gone; other letters stay. False when
 * nothing is left or it is too long. */
bool chora_date_digits(const char *text, char *out, size_t size);

/** Cuts " 12:30:00" or "T12:30Z" off. */
void chora_date_drop_time(char *text);

/** `date "…" WHY`; answers REFUSED. */
chora_reading chora_date_refuse(char reason[CHORA_REASON_MAX], const char *text, const char *why);

/** Reads a Solar Hijri date; as chora_cell_date. */
chora_reading chora_cell_date_solar(const char *text, bool serials, chora_cell_days *out,
                                    char reason[CHORA_REASON_MAX]);

/** A spreadsheet's day number: 1 = 1900-01-01, with a 29 February 1900 that never was. */
bool chora_date_serial(const char *text, chora_cell_days *out);

#endif
