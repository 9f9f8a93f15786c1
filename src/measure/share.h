/**
 * @file
 * The share of incidents for which a condition holds.
 */
#ifndef CHORA_MEASURE_SHARE_H
#define CHORA_MEASURE_SHARE_H

#include "store/filter.h"

#include <chora/classes.h>
#include <chora/measure.h>

/** NULLs: no share is asked for. */
typedef struct {
    chora_filter *holds; /**< The condition is true. */
    chora_filter *told;  /**< It is true or false: what it asks for is stated. */
} chora_share;

/**
 * CHORA_EINVAL, CHORA_ENOTFOUND: the condition is unreadable or names no column, or is asked of
 * something else than a count; the message begins with "share_of: ".
 */
chora_status chora_share_begin(chora_share *share, chora_store *store,
                               const chora_measure_options *options, chora_error *err);
void chora_share_end(chora_share *share);

/** Count one more incident of an area. */
void chora_share_add(const chora_share *share, int64_t incident_id, chora_cell *cell);

/** From part and whole to percent; `stated` becomes the rows that stand behind the number. */
void chora_share_finish(chora_cell *cell, int64_t *stated);

/** Fixed classes are labelled by their bounds, "21–40": those of a share are read against 0 to 100,
 * not against the numbers that happen to be there. */
void chora_share_label(chora_classes *classes);

/** Whole percent, rounded; 0 and 100 only when it is none or all. 0 of an empty whole. */
double chora_share_percent(int64_t part, int64_t whole);

#endif
