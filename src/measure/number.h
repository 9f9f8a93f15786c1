/**
 * @file
 * Which number of an incident is meant, and by what it is divided.
 */
#ifndef CHORA_MEASURE_NUMBER_H
#define CHORA_MEASURE_NUMBER_H

#include "base/buffer.h"
#include "measure/frame.h"

/** The value of a column of the table's own (?2: its name) of an incident `i`. json_each takes the
 * key as a value: no key can break the path. */
#define CHORA_EXTRA_VALUE                                                                          \
    "(SELECT e.value FROM json_each(CASE WHEN json_valid(i.extra) THEN i.extra ELSE '{}' END) e "  \
    "WHERE e.key = ?2 LIMIT 1)"

/** A number of each incident as SQL over `i`. */
typedef struct {
    bool counts;       /**< Every row is 1. */
    const char *sql;   /**< NULL when it counts. */
    const char *bound; /**< For ?2: the key of `extra`; else NULL. */
    int column;        /**< Of chora_held_numbers; -1: none of them. */
} chora_number;

/**
 * "count" (or NULL), a casualty column (killed, killed_low ... injured_high), evidence_count, or a
 * key of `extra` that is a number in at least one row of the dataset.
 * @return CHORA_OK; CHORA_ENOTFOUND (no such column, or no number in it: says which there are);
 * CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_number_choose(chora_store *store, int64_t dataset_id, const char *of,
                                 chora_number *out, chora_error *err);

/** Append ", name" for the columns of the table's own, for a message; at most 20. */
chora_status chora_extra_keys_list(chora_store *store, int64_t dataset_id, chora_buffer *out,
                                   chora_error *err);

/** What the number of an area is divided by; lives in an arena. */
typedef struct {
    double per; /**< 0: nothing is divided. */
    bool by_km2;
    size_t *start; /**< Per drawn area the range of `year` and `value`: count + 1 entries. */
    int *year;
    double *value;
} chora_denominators;

/**
 * CHORA_EINVAL (`per` negative or not finite); CHORA_ENOTFOUND (no drawn area has a value of that
 * name); CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_denominators_load(chora_store *store, const chora_frame *frame, double per,
                                     const char *per_value, chora_arena *arena,
                                     chora_denominators *out, chora_error *err);

/**
 * The factor for an area's number in a period that ends in `year`: per / value, from the latest
 * value that is not younger, else the earliest; NaN when there is none above 0; 1 without `per`.
 */
double chora_denominators_factor(const chora_denominators *denominators, const chora_frame *frame,
                                 size_t drawn, int year);

#endif
