/**
 * @file
 * From a number to the size of its circle: in proportion by area, by Flannery's rule, or in steps.
 */
#ifndef CHORA_COMPOSE_CIRCLE_SCALE_H
#define CHORA_COMPOSE_CIRCLE_SCALE_H

#include "style/figure.h"

/** Steps of graduated circles at most. */
#define CHORA_CIRCLE_STEPS_MAX 3

/** The largest number of all pages has the same circle in every rule. */
typedef struct {
    chora_circle_rule rule;
    double largest;
} chora_circle_scale;

/**
 * Radius in points, where a circle whose area is in proportion has `points_per_root` * sqrt(value).
 * Flannery: the radius grows as value to the power 0.5716, for eyes that see large circles as
 * smaller than they are (J. J. Flannery, "The relative effectiveness of some common graduated point
 * symbols in the presentation of quantitative data", The Canadian Cartographer 8, 1971). 0 for a
 * value that is not above 0.
 */
double chora_circle_size(chora_circle_scale scale, double points_per_root, double value);

/** Upper bounds of the steps, largest first; each belongs to its step. How many there are. */
size_t chora_circle_steps(double largest, double upper[CHORA_CIRCLE_STEPS_MAX]);

#endif
