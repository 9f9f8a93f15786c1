/**
 * @file
 * From what words and coordinates say to one answer with its reason.
 *
 * 1. Coordinates inside an area (or within 5 km of one) place the incident there, unless the words
 *    name another area that is more than 5 km away: then it is placed nowhere. Within 5 km the
 *    words win.
 * 2. Words place it where there are no coordinates, or none in the project's areas. Ambiguous,
 *    unknown or contradictory words place it nowhere.
 * 3. The level is never finer than stated, nor finer than what was found.
 * 4. A level of province or coarser takes the area of that level and never a town.
 */
#ifndef CHORA_PLACE_DECIDE_H
#define CHORA_PLACE_DECIDE_H

#include "place/position.h"
#include "place/words.h"

/**
 * `reason` is cleared and takes the sentence; the other texts of `out` are constants.
 * @return CHORA_OK; CHORA_ENOMEM.
 */
chora_status chora_decide(chora_gazetteer *gazetteer, const chora_evidence_of_place *evidence,
                          const chora_words *words, chora_buffer *reason, chora_match *out,
                          chora_error *err);

#endif
