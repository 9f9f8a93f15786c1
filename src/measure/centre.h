/**
 * @file
 * The mean centre of the incidents of a period, and how far it moved.
 */
#ifndef CHORA_MEASURE_CENTRE_H
#define CHORA_MEASURE_CENTRE_H

#include "geo/shape.h"

#include <chora/measure.h>

/** Fewer incidents with a position have no centre that is worth telling. */
enum { CHORA_CENTRE_LEAST = 3 };

/**
 * The mean of the positions as directions from the middle of the Earth, each as heavy as its
 * number: what a mean of latitudes and longitudes is not near the poles and across the 180th
 * meridian (N. I. Fisher, T. Lewis, B. J. J. Embleton, Statistical Analysis of Spherical Data,
 * 1987, section 3.2).
 */
typedef struct {
    int64_t incidents; /**< With a position: known to their district or finer. */
    double weight;     /**< Sum of their numbers. */
    chora_xy at;       /**< Longitude and latitude. */
    double spread_km;  /**< Standard distance: root of the mean squared distance from it. */
} chora_centre;

/**
 * Of the symbols of a period, which a profile's rules have gone over already. False when there are
 * fewer than CHORA_CENTRE_LEAST incidents with a position, or no number above 0.
 */
bool chora_table_centre(const chora_table *table, size_t period, chora_centre *out);

/** From one centre to another. */
typedef struct {
    double km;         /**< Along the geodesic on WGS 84. */
    double course_deg; /**< At the start, clockwise from north, 0 to 360. */
    bool by_chance;    /**< No further than chance would take it in one of twenty cases. */
} chora_centre_move;

/**
 * By chance: both centres are known as well as their spread and number allow, the same in all
 * directions; d^2 over the variance on one axis, s1^2/2n1 + s2^2/2n2, is chi squared with two
 * degrees of freedom, of which 5.991 cuts off 5 per cent.
 */
chora_centre_move chora_centre_moved(const chora_centre *from, const chora_centre *to);

/** Of eight: 0 north, 1 north-east ... 7 north-west. */
int chora_compass_point(double course_deg);

#endif
