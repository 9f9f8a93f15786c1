/**
 * @file
 * The incidents of a dataset as a stream, each with the best of its matches: out of the project's
 * tables, or, where a table has just been read for one map, out of memory (store/held.h).
 */
#ifndef CHORA_MEASURE_INCIDENTS_H
#define CHORA_MEASURE_INCIDENTS_H

#include "base/error.h"
#include "store/held.h"
#include "store/query.h"

#include <chora/period.h>
#include <chora/place.h>

typedef enum {
    CHORA_DATE_DAY,
    CHORA_DATE_WEEK,
    CHORA_DATE_MONTH,
    CHORA_DATE_YEAR
} chora_date_precision;

/** One incident that is not withdrawn; texts live until the next one. */
typedef struct {
    int64_t id;
    const char *key, *hash;
    bool has_day;
    chora_day day;      /**< The first, of several days. */
    chora_day last_day; /**< The last of several; of a date known less precisely the last that
                             it may be. */
    chora_date_precision date; /**< Not stated counts as a day. */
    chora_precision precision; /**< The coarser of what was matched and what was stated. */
    int64_t area_id, place_id; /**< 0: none. */
    double lon, lat;           /**< As given; NaN when not. */
    bool is_protected;         /**< No profile holds: its coordinates must not reach an output. */
    bool is_shielded;          /**< A profile shows it less precisely than it is known ... */
    bool is_displaced;         /**< ... and its coordinates are those of a false point. */
    bool has_value;            /**< Does the row state the number asked for? */
    double value;
} chora_incident;

typedef struct chora_incidents chora_incidents;

/** What to read. Start from zeros. All borrowed. */
typedef struct {
    int64_t dataset_id;
    const char
        *value; /**< SQL of the number over `i` (incident); may use ?2. NULL: 1 for each row. */
    const char *bound;         /**< Bound to ?2; NULL when `value` has no ?2. */
    int column;                /**< Of chora_held_numbers, that `value` is; -1: none of them. */
    const char *const *stated; /**< Columns of `incident` for chora_incidents_text() and
                                    _number(); NULL-ended; NULL: none. */
    const char *more; /**< More SQL columns over `i`, `m` (match) and `a` (area); NULL: none. */
} chora_incidents_options;

/** At most so many are `stated`. */
enum { CHORA_INCIDENTS_STATED = 24 };

/** The first column of `more`; with `stated` columns it comes behind those. */
#define CHORA_INCIDENTS_MORE 14

/** Ordered by key. */
chora_status chora_incidents_open(chora_store *store, const chora_incidents_options *options,
                                  chora_incidents **out, chora_error *err);
chora_status chora_incidents_next(chora_incidents *incidents, chora_incident *out, bool *more,
                                  chora_error *err);
/** The `stated` column of that index, of the incident last read; NULL: it is not stated. */
const char *chora_incidents_text(const chora_incidents *incidents, int column);
/** The same as a number; false: it is not stated. */
bool chora_incidents_number(const chora_incidents *incidents, int column, double *out);
/** Where they are read from in memory: also another thread may read there meanwhile; else NULL. */
const chora_held *chora_incidents_held(const chora_incidents *incidents);
/** Held ones again, of these only so many from number `first` on; for another thread. CHORA_ENOMEM.
 */
chora_status chora_incidents_part(const chora_incidents *held, size_t first, size_t count,
                                  chora_incidents **out, chora_error *err);
/** For the columns of `more`, NULL when incidents are read from memory; stands on the incident last
 * read. */
chora_query *chora_incidents_query(chora_incidents *incidents);
void chora_incidents_close(chora_incidents *incidents); /**< NULL is fine. */

#endif
