/**
 * @file
 * Round values for a legend of nested circles.
 */
#ifndef CHORA_MEASURE_NICE_H
#define CHORA_MEASURE_NICE_H

#include <stddef.h>

/**
 * At most `count` values, largest first: a round value not above `max`, then values of the
 * 1-2-5 series, each circle about half as wide as the one before or less. For a maximum of 1 or
 * more they do not go below 1. 41 gives 40, 10, 1. A maximum that is not above 0 gives none.
 * @return How many were written to `out`.
 */
size_t chora_nice_values(double max, size_t count, double *out);

#endif
