/**
 * @file
 * Placers of a project by day: one for each span of days on which the same boundaries hold, made
 * when first asked for.
 */
#ifndef CHORA_PLACE_PLACERS_H
#define CHORA_PLACE_PLACERS_H

#include "base/stages.h"
#include "store/vintage.h"

#include <chora/place.h>

/** Start from zero. */
typedef struct {
    chora_store *store;
    chora_vintages vintages;
    chora_placer **list; /**< By span; the last for what has no day. */
} chora_placers;

chora_status chora_placers_open(chora_placers *placers, chora_store *store, chora_error *err);
void chora_placers_close(chora_placers *placers);

/** The placer of a day, or of the current boundaries when there is none. Borrowed. */
chora_status chora_placers_on(chora_placers *placers, bool has_day, chora_day day,
                              chora_placer **out, chora_error *err);

/** The clock that a placer's stages are counted by from now on. Borrowed; NULL: none. */
void chora_placer_time(chora_placer *placer, chora_stages *stages);

/** The placer of every day; NULL when different days have different boundaries. Borrowed. */
chora_status chora_placers_only(chora_placers *placers, chora_placer **out, chora_error *err);

#endif
