/**
 * @file
 * Fisher's exact optimum: sorted numbers cut into classes with the least sum of squares within.
 */
#ifndef CHORA_MEASURE_FISHER_H
#define CHORA_MEASURE_FISHER_H

#include "base/error.h"

/** Distinct numbers, ascending, and how often each occurs. */
typedef struct {
    double *value;
    size_t *weight;
    size_t count;
} chora_groups;

/**
 * Cut into `classes` (1 .. groups->count) classes. `last[c]` receives the index of the last group
 * of class c. Among equally good cuts the one with the earlier breaks is taken, so that the same
 * numbers always give the same classes. O(classes · n log n).
 * @return CHORA_OK, CHORA_ELIMIT (more than 2^32 - 1 distinct numbers), CHORA_ENOMEM.
 */
chora_status chora_fisher(const chora_groups *groups, size_t classes, size_t *last,
                          chora_error *err);

/** Sum of squares about the mean of groups first .. last, inclusive. */
long double chora_groups_squares(const chora_groups *groups, size_t first, size_t last);

#endif
