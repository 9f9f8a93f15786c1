/**
 * @file
 * Free ground for an inset or a locator: beside the areas, or under the legend.
 */
#ifndef CHORA_COMPOSE_INSET_PLACE_H
#define CHORA_COMPOSE_INSET_PLACE_H

#include "compose/base_map.h"
#include "compose/draw.h"
#include "compose/land.h"

/** What insets are made of and for. */
typedef struct {
    chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_ruler *ruler;
    chora_land land;
    chora_box column;     /* where the legend is on the page; empty: not beside the map */
    double legend_bottom; /* of its lowest line in any period */
    chora_error *err;
} chora_inset_maker;

/** Heights from the largest to the least, and widths as shares of the height. */
typedef struct {
    double most, least;
    const double *aspects;
    size_t aspect_count;
} chora_inset_sizes;

/** Find where the legend stands and how far down it reaches in any period. */
chora_status chora_inset_place_column(chora_inset_maker *make);

/** The largest free box: in a corner, or beside an inset that has one. False: there is none. */
bool chora_inset_place(const chora_inset_maker *make, chora_inset_sizes sizes, chora_box *out);

#endif
