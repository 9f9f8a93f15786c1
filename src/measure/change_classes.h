/**
 * @file
 * Classes of a change: as many fewer as more, the same apart, the last of each side open.
 */
#ifndef CHORA_MEASURE_CHANGE_CLASSES_H
#define CHORA_MEASURE_CHANGE_CLASSES_H

#include <chora/classes.h>

/** Boxes on each side of "same", at most. */
#define CHORA_CHANGE_SIDES_MAX 5

/** Start from zeros, with `count`. */
typedef struct {
    size_t count; /**< All boxes: odd, 3 to 11. */
    chora_class_method method;
    const double *breaks; /**< With CHORA_FIXED: the largest change of every box of a side but its
                               last, which is open: (count - 3) / 2 of them, rising, above 0. */
    bool whole;           /**< All changes are whole numbers. */
} chora_change_classes_options;

/**
 * count classes from the largest fall to the largest rise; the one in the middle is 0. Every change
 * is in one of them. A side's boxes come from the sizes of all changes together, falls and rises
 * alike; each begins at the roundest number that parts the same values ("1-3", "4-9", "10+"), and
 * there are `count` boxes however few sizes there are. Labels are of the size, without a sign, the
 * same on both sides; of numbers that are not whole "<0.5", "0.5-2" and ">=2".
 *
 * @return CHORA_OK; CHORA_EINVAL (count even or too large, breaks that do not rise above 0, a
 *         change that is not finite; what chora_classes_make answers); CHORA_ENOMEM.
 */
chora_status chora_change_classes_make(const double *changes, size_t change_count,
                                       const chora_change_classes_options *options,
                                       chora_classes *out, chora_error *err);

#endif
