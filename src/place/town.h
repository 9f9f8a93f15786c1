/**
 * @file
 * The town to gather an incident with coordinates under.
 */
#ifndef CHORA_PLACE_TOWN_H
#define CHORA_PLACE_TOWN_H

#include "place/words.h"

/** What a point has around it; both are told by one look over the towns there. */
typedef struct {
    bool near;      /**< The centre of any sensible town is within the asked distance. */
    size_t largest; /**< The most populous sensible one within 5 km, or CHORA_NO_SITE. */
} chora_town_around;

/**
 * Quarters and abandoned places are left out; a tie goes to the lower id.
 * @param near_m    For `near`; at most 5 km.
 * @param province  Of `largest`; CHORA_NO_SITE: any.
 */
chora_town_around chora_town_look_around(const chora_gazetteer *gazetteer, chora_xy lonlat,
                                         double near_m, size_t province);

/**
 * A town that the words name, in the same province and within 30 km, or CHORA_NO_SITE. `province`
 * may be CHORA_NO_SITE: then any.
 */
size_t chora_town_named(const chora_gazetteer *gazetteer, const chora_words *words, chora_xy lonlat,
                        size_t province);

#endif
