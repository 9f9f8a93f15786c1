/**
 * @file
 * What a projection is made of.
 */
#ifndef CHORA_GEO_PROJECTION_INSIDE_H
#define CHORA_GEO_PROJECTION_INSIDE_H

#include "geo/projection.h"

#include <proj.h>

struct chora_projection {
    PJ_CONTEXT *context;
    PJ *pj; /**< NULL for plate carrée. */
    char *text, *label;
    chora_box lonlat; /**< Told when opened. */
    bool radians_in;  /**< Takes radians, not degrees. */
    double unit_m; /**< Metres per unit it answers in; negative when its axes run west and south. */
    double middle_lon; /**< The map is torn 180° from here; NaN when it is not torn along a
                          meridian. */
    bool equal_area;
    char message[200]; /**< What PROJ complained of last. */
};

#endif
