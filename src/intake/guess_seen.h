/**
 * @file
 * What in a table tells of which country it is, gathered row by row.
 */
#ifndef CHORA_INTAKE_GUESS_SEEN_H
#define CHORA_INTAKE_GUESS_SEEN_H

#include "geo/shape.h"
#include "intake/mapping.h"
#include "place/countries.h"

#include "exchange/rows.h"

/** More rows are not looked at. */
#define CHORA_SEEN_ROWS 50000
#define CHORA_SEEN_TEXTS 5000

/** A text that names an area or place, how many rows have it, and the countries that know it. */
typedef struct {
    const char *key;
    int64_t rows;
    size_t *countries;
    size_t country_count, country_capacity;
} chora_seen_name;

typedef struct {
    chora_seen_name *items;
    size_t count, capacity;
    chora_textmap by_key;
    chora_textmap by_text; /**< As written: rows repeat their words. */
} chora_seen_names;

typedef struct {
    const chora_country_list *countries;
    chora_arena *arena;
    int64_t rows; /**< So many were looked at. */
    int64_t *by_column;
    chora_seen_names areas;
    chora_seen_names places; /**< Only while `whole`. */
    /** False once a row told more than the name of a place: then these are hardly ever asked for,
     * and the table is read once more (chora_seen_place) when they are. */
    bool whole;
    chora_xy *points; /**< In longitude/latitude. */
    size_t point_count, point_capacity;
} chora_seen;

/** `countries` is borrowed. To be freed also after a failure. CHORA_ENOMEM. */
chora_status chora_seen_begin(const chora_country_list *countries, chora_seen *out,
                              chora_error *err);
void chora_seen_free(chora_seen *seen);
/** Look at a row; of those with a problem, and of those beyond CHORA_SEEN_ROWS, at nothing. */
chora_status chora_seen_row(chora_seen *seen, const chora_mapping *mapping, const chora_row *row,
                            chora_error *err);
/** Before they are read anew. */
void chora_seen_forget_places(chora_seen *seen);
/** Look at the places of a row only, unless it has a problem. */
chora_status chora_seen_place(chora_seen *seen, const chora_mapping *mapping, const chora_row *row,
                              chora_error *err);

#endif
