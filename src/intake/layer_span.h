/**
 * @file
 * The days on which a boundary layer holds, beside the other layers of its level.
 */
#ifndef CHORA_INTAKE_LAYER_SPAN_H
#define CHORA_INTAKE_LAYER_SPAN_H

#include "intake/area_writer.h"
#include "store/vintage.h"

/** "2004", "2004-04", "2004-04-13": from the first day of one to the last day of the other. */
chora_status chora_layer_read_validity(chora_new_layer *layer, const char *from, const char *to,
                                       chora_error *err);

/**
 * What the new layer replaces is no longer in use: undated ones when it is undated, else the one
 * of the very same days, or an earlier import of the same file. CHORA_EINVAL when its days overlap
 * with those of another one: says with which, and what to do.
 */
chora_status chora_layer_make_way(chora_store *store, const chora_new_layer *layer,
                                  chora_error *err);

/** The current one of a level: dated with an open end, else undated, else the one ending last. */
chora_status chora_layer_choose_current(chora_store *store, int level, chora_error *err);

/** Dated layers in use of a level; incidents of days on which none of the level holds. */
chora_status chora_layers_count_dated(chora_store *store, int level, int64_t *dated,
                                      int64_t *outside, chora_error *err);

#endif
