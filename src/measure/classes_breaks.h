/**
 * @file
 * From sorted numbers to the upper breaks of their classes, a function a method.
 */
#ifndef CHORA_MEASURE_CLASSES_BREAKS_H
#define CHORA_MEASURE_CLASSES_BREAKS_H

#include "measure/fisher.h"

#include <chora/classes.h>

/** What is classified: at least one number. */
typedef struct {
    const double *sorted; /**< Ascending, finite. */
    size_t count;
    const chora_groups *groups; /**< The same, each distinct one once. */
    bool whole;                 /**< All are whole, and are to be read so. */
} chora_numbers;

/**
 * The upper breaks of 1 .. CHORA_CLASSES_MAX classes, not descending; the last one is not below
 * the largest number. Not for CHORA_FIXED. Options were checked.
 * @return CHORA_OK; CHORA_EINVAL (geometric: a number that is not above 0); CHORA_ELIMIT,
 * CHORA_ENOMEM from fisher.
 */
chora_status chora_breaks_make(const chora_numbers *numbers, const chora_classes_options *options,
                               double breaks[CHORA_CLASSES_MAX], size_t *count, chora_error *err);

/** "classes: `before` 12.5 `after`", with the number as a person writes it. CHORA_EINVAL. */
chora_status chora_number_fault(chora_error *err, const char *before, double value,
                                const char *after);

#endif
