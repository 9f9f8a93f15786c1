/**
 * @file
 * What becomes of a row of the period: the rules behind the account.
 */
#ifndef CHORA_MEASURE_FATE_H
#define CHORA_MEASURE_FATE_H

#include "measure/account.h"
#include "measure/frame.h"
#include "measure/incidents.h"

/**
 * In a choropleth, its date aside. `area` is the matched one, NULL when the frame's boundaries have
 * it not; `other` says that this is so because they are of another time (measure/carry.h).
 */
chora_fate chora_fate_by_area(const chora_frame *frame, const chora_incident *incident,
                              const chora_frame_area *area, bool other);

/** As a gathered symbol, its date aside: known to the district or finer, with a position. */
chora_fate chora_fate_by_symbol(chora_fate by_area, const chora_incident *incident,
                                bool has_position);

/** In a list by area of what nothing finer shows, its date aside. */
chora_fate chora_fate_by_list(chora_fate by_area, const chora_frame_area *area);

/** A date too coarse comes after the reasons of the place and before "unplaced". */
chora_fate chora_fate_with_date(chora_fate by_place, bool date_is_fine);

#endif
