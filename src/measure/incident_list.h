/**
 * @file
 * The incidents of a period one by one, with their casualties: for charts with a row each.
 */
#ifndef CHORA_MEASURE_INCIDENT_LIST_H
#define CHORA_MEASURE_INCIDENT_LIST_H

#include "base/error.h"
#include "base/memory.h"

#include <chora/breakdown.h>

typedef struct {
    const char *key;
    chora_period when; /**< Its day, or the unit it is dated to. */
    const char *place; /**< As the row says it; "" when it does not or must not be told. */
    int64_t area_id;   /**< Matched area of any level; 0: none. */
    size_t period;     /**< Number in the breakdown of the same options. */
    chora_breakdown_cell cell;
} chora_listed_incident;

typedef struct {
    chora_listed_incident *items; /**< By day, then key. */
    size_t count;
} chora_incident_list;

/**
 * The incidents that a breakdown with these options shows (not by area). Those whose place must not
 * be told have none. Lives in `arena`. Errors as chora_breakdown_make(); CHORA_ELIMIT: more than
 * CHORA_INCIDENT_LIST_MAX.
 */
chora_status chora_incident_list_make(chora_store *store, const chora_breakdown_options *options,
                                      chora_arena *arena, chora_incident_list *out,
                                      chora_error *err);

#define CHORA_INCIDENT_LIST_MAX 100000

#endif
