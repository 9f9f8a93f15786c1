/**
 * @file
 * Lines and circles as heavy as the map can bear: a map of many small areas is drawn finer.
 */
#ifndef CHORA_COMPOSE_PENS_H
#define CHORA_COMPOSE_PENS_H

#include "geo/shape.h"
#include "store/atlas.h"
#include "style/style.h"

typedef struct {
    chora_pen area_line;   /**< Width 0 where areas are too small to have lines of their own. */
    chora_pen parent_line; /**< Between areas of two parents; finer with them, but never gone. */
    chora_pen not_covered; /**< Edge of what is not covered; width 0 likewise. */
    chora_pen own, other;  /**< Borders of the countries drawn, of others. */
    chora_pen circle, circle_casing;
    double circle_share; /**< Radii of circles are multiplied by it. */
    bool fine;           /**< Areas have no lines: what is not covered is told by its ground. */
} chora_map_pens;

/** By the mean size of an area and of a country on the page, and how many circles there are at
 * most. */
chora_map_pens chora_map_pens_of(const chora_style *style, const chora_areas *areas,
                                 const chora_shape *shapes, size_t circles);

#endif
