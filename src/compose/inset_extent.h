/**
 * @file
 * What an inset shows of the world, and in which projection.
 */
#ifndef CHORA_COMPOSE_INSET_EXTENT_H
#define CHORA_COMPOSE_INSET_EXTENT_H

#include "compose/figure_page.h"
#include "compose/view.h"

/** The inset of what lies in one box of `away`; without a title. */
chora_inset_wish chora_inset_away(const chora_away *away, size_t index);

/** West, east, south and north ends of what it has to show. */
void chora_inset_ends(const chora_inset_wish *wish, chora_xy ends[4]);

/** Its own projection, when it has one: always the same. As chora_projection_open. */
chora_status chora_inset_projection(const chora_inset_wish *wish, chora_projection **out,
                                    chora_error *err);

#endif
