/**
 * @file
 * One cell to a civil day, or to the days of a month or year, strictly.
 */
#ifndef CHORA_INTAKE_CELL_DATE_H
#define CHORA_INTAKE_CELL_DATE_H

#include <chora/period.h>
#include <stdbool.h>

/** How "5/6/2022" is read. ISO dates and dates with the month's name are read in every order. */
typedef enum {
    CHORA_DATES_UNDECIDED, /**< Such a date is refused. */
    CHORA_DATES_ISO,       /**< Likewise, and told so. */
    CHORA_DATES_DMY,
    CHORA_DATES_MDY,
    CHORA_DATES_SOLAR_HIJRI /**< Of that calendar: 1402/03/15, 15/3/1402, 15 Jawza 1402. */
} chora_dates;

/** Room for a reason. */
#define CHORA_REASON_MAX 320

typedef enum { CHORA_READ_MISSING, CHORA_READ_OK, CHORA_READ_REFUSED } chora_reading;

typedef struct {
    chora_day first, last; /**< The same day, or the ends of the month or year. */
    const char *precision; /**< "day", "month", "year". */
} chora_cell_days;

/**
 * Reads "2022-03-05" (also / and . between, also followed by a time of day), "5/6/2022" in the
 * order told, "16 February 2023", "February 16, 2023", "16-Feb-23", "2022-03", "March 2022",
 * "2022"; digits may be Arabic or Persian. Two-digit years are 1970 to 2069. With `serials` also
 * a spreadsheet's day number (1900 system). Of Solar Hijri dates the months are read in Dari,
 * Persian, Pashto and Latin letters, years 1206 to 1498, the day first or last; a Gregorian date is
 * refused there.
 * @return MISSING for empty cells and words such as "unknown"; REFUSED fills `reason`.
 */
chora_reading chora_cell_date(const char *text, chora_dates order, bool serials,
                              chora_cell_days *out, char reason[CHORA_REASON_MAX]);

/** What one cell tells about the order of its file. */
typedef enum {
    CHORA_ORDER_SILENT, /**< Not of the form a/b/year, or a = b. */
    CHORA_ORDER_DMY,    /**< Only day-month-year is a date. */
    CHORA_ORDER_MDY,
    CHORA_ORDER_AMBIGUOUS
} chora_order;

chora_order chora_cell_order(const char *text);

#endif
