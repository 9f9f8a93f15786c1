/**
 * @file
 * Could chance alone explain that two counts differ?
 */
#ifndef CHORA_MEASURE_CHANCE_H
#define CHORA_MEASURE_CHANCE_H

#include <stdint.h>

/** A change is told as more than chance when its probability is not above this. */
#define CHORA_CHANCE_LEVEL 0.05

/**
 * Exact two-sided binomial probability of `hits` among `trials` when each has the probability
 * `share` (between 0 and 1): the sum over all outcomes that are no likelier than this one, those as
 * likely but for rounding (1e-7) among them. 1 without trials.
 */
double chora_chance_two_sided(int64_t hits, int64_t trials, double share);

#endif
