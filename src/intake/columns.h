/**
 * @file
 * What a table of incidents can say: Chora's columns, what they hold and their fixed words.
 */
#ifndef CHORA_INTAKE_COLUMNS_H
#define CHORA_INTAKE_COLUMNS_H

#include <stdbool.h>

typedef enum {
    CHORA_COLUMN_ID,
    CHORA_COLUMN_DATE,
    CHORA_COLUMN_MONTH, /**< Where the date's column holds the year. */
    CHORA_COLUMN_DAY,
    CHORA_COLUMN_DATE_END,
    CHORA_COLUMN_DATE_PRECISION,
    CHORA_COLUMN_COUNTRY,
    CHORA_COLUMN_AREA,
    CHORA_COLUMN_DISTRICT,
    CHORA_COLUMN_PLACE,
    CHORA_COLUMN_CODE,
    CHORA_COLUMN_PLACE_PRECISION,
    CHORA_COLUMN_LAT,
    CHORA_COLUMN_LON,
    CHORA_COLUMN_TYPE,
    CHORA_COLUMN_SUBTYPE,
    CHORA_COLUMN_TARGET,
    CHORA_COLUMN_COMMUNITY,
    CHORA_COLUMN_PERPETRATOR,
    CHORA_COLUMN_CLAIM,
    CHORA_COLUMN_VERIFICATION,
    CHORA_COLUMN_EVIDENCE_COUNT,
    CHORA_COLUMN_KILLED_LOW,
    CHORA_COLUMN_KILLED,
    CHORA_COLUMN_KILLED_HIGH,
    CHORA_COLUMN_INJURED_LOW,
    CHORA_COLUMN_INJURED,
    CHORA_COLUMN_INJURED_HIGH,
    CHORA_COLUMN_SENSITIVITY,
    CHORA_COLUMN_SITE,
    CHORA_COLUMN_SUMMARY,
    CHORA_COLUMN_EVIDENCE,
    CHORA_COLUMN_SOURCE,
    CHORA_COLUMNS /**< How many. */
} chora_column;

typedef enum {
    CHORA_HOLDS_TEXT,
    CHORA_HOLDS_DATE,
    CHORA_HOLDS_DATE_PART,
    CHORA_HOLDS_WORD, /**< One of a fixed list. */
    CHORA_HOLDS_DEGREES,
    CHORA_HOLDS_COUNT, /**< A whole number from 0. */
    CHORA_HOLDS_LIST   /**< Several texts in one cell. */
} chora_holds;

typedef struct {
    const char *name;   /**< In mapping files. */
    const char *stored; /**< Column of the table incident; NULL for those stored elsewhere. */
    chora_holds holds;
    const char *const *words; /**< NULL-ended; NULL unless CHORA_HOLDS_WORD. */
} chora_column_info;

const chora_column_info *chora_column_about(chora_column column);
/** False when there is no such column. */
bool chora_column_parse(const char *name, chora_column *out);
/** The columns of the lowest and highest figure of "killed" and "injured"; false for the others. */
bool chora_column_range(chora_column column, chora_column *low, chora_column *high);
/** All names, NULL-ended; for hints. */
const char *const *chora_column_names(void);

#endif
