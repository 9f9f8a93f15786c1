/**
 * @file
 * Things made side by side and handed on one by one, in their order.
 */
#ifndef CHORA_BASE_IN_ORDER_H
#define CHORA_BASE_IN_ORDER_H

#include "base/parallel.h"

/**
 * `make` number 0 .. count-1 on `workers` threads (0 = all cores), and after each, on the same
 * thread, `take` it: never two at once, and each number after the one before it. What was made by
 * a worker is taken before it makes another, so that one place for it is enough for each. What
 * failed is not taken; the error of the lowest failed number is told.
 */
chora_status chora_in_order_run(size_t workers, size_t count, chora_job make, chora_job take,
                                void *context, chora_error *err);

#endif
