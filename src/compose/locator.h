/**
 * @file
 * A small map that shows where in the world the country lies: in a frame of its region, or on a
 * globe.
 */
#ifndef CHORA_COMPOSE_LOCATOR_H
#define CHORA_COMPOSE_LOCATOR_H

#include "compose/base_map.h"

/** What it shows: an equal-area window around the middle of the map. */
typedef struct {
    bool globe;      /**< A round one of half the Earth, else a frame. */
    double half_km;  /**< From its middle to its left edge. */
    chora_xy middle; /**< Longitude/latitude. */
} chora_locator_window;

/** Width over height of the frame. */
#define CHORA_LOCATOR_ASPECT 1.25

/**
 * A globe for a land that is most of its region or has little but sea around it, unless the figure
 * says which. CHORA_EINVAL: the
 * map is one of the world.
 */
chora_status chora_locator_choose(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_locator_window *out, chora_error *err);

/** Draw it into base->locator, in base->locator_box. */
chora_status chora_locator_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                const chora_locator_window *window, const chora_ruler *ruler,
                                chora_error *err);

#endif
