/**
 * @file
 * The town to gather an incident with coordinates under.
 */
#ifndef CHORA_PLACE_TOWN_H
#define CHORA_PLACE_TOWN_H

#include "place/words.h"

/**
 * A town that the words name, in the same province and within 30 km; else the most populous one
 * within 5 km (quarters and abandoned places left out; a tie goes to the lower id); else
 * CHORA_NO_SITE. `province` may be CHORA_NO_SITE: then any.
 */
size_t chora_town_for(const chora_gazetteer *gazetteer, const chora_words *words, chora_xy lonlat,
                      size_t province);

/** Is the centre of any town within so many metres? */
bool chora_town_is_near(const chora_gazetteer *gazetteer, chora_xy lonlat, double within_m);

#endif
