/**
 * @file
 * Incidents listed by area, because nothing finer can show them.
 */
#ifndef CHORA_MEASURE_LISTED_H
#define CHORA_MEASURE_LISTED_H

#include "measure/table.h"

/** One incident to be listed. */
typedef struct {
    size_t period, order;
    int64_t area_id;
    chora_precision precision;
    double value;
    bool has_value;
    chora_mark mark;
} chora_listing;

typedef struct {
    chora_listing *items;
    size_t count, capacity;
} chora_listings;

/** CHORA_ENOMEM. */
chora_status chora_listings_add(chora_listings *listings, chora_listing listing, chora_error *err);

/** Gather them by period and area id into `out`, which lives in the table's arena. */
chora_status chora_listings_gather(chora_listings *listings, const chora_table *table, bool marked,
                                   chora_lists *out, chora_error *err);
void chora_listings_end(chora_listings *listings);

#endif
