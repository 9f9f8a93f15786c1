/**
 * @file
 * Incidents matched in the boundaries of another day, carried over to those that are drawn.
 *
 * By the area when at least 98 % of it lies in one drawn area: what happened somewhere in the one
 * then happened in the other. Else by the incident's point, when it is known to the town or finer.
 * Else not at all: nothing is guessed from names or codes.
 */
#ifndef CHORA_MEASURE_CARRY_H
#define CHORA_MEASURE_CARRY_H

#include "geo/locate.h"
#include "measure/frame.h"
#include "measure/incidents.h"
#include "store/query.h"

typedef struct chora_foreign_area chora_foreign_area;

/** Start from zero. */
typedef struct {
    const chora_frame *frame;
    chora_store *store;
    bool needed; /**< Has the project boundaries of different times? */
    chora_query *foreign, *town;
    chora_areas areas; /**< Of the frame's level and day, made when first asked for. */
    chora_locator *locator;
    chora_foreign_area *known; /**< By id. */
    size_t count, capacity;
} chora_carrier;

/** `frame` is borrowed. */
chora_status chora_carrier_open(chora_carrier *carrier, chora_store *store,
                                const chora_frame *frame, chora_error *err);
void chora_carrier_close(chora_carrier *carrier);

/**
 * The area of the frame that an incident belongs to, NULL for none. `other` is set when it is known
 * only in the boundaries of another day; `area` is NULL then.
 */
chora_status chora_carry(chora_carrier *carrier, const chora_incident *incident,
                         const chora_frame_area **area, bool *other, chora_error *err);

/** Does a drawn area hold the point? */
chora_status chora_carrier_holds(chora_carrier *carrier, chora_xy point, bool *out,
                                 chora_error *err);

#endif
