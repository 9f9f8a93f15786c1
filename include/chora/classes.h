/**
 * @file
 * Class breaks: from numbers to the classes of a choropleth. Pure numbers.
 */
#ifndef CHORA_CLASSES_H
#define CHORA_CLASSES_H

#include <chora/status.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where the breaks are. `count` is the number wanted unless it is said otherwise. */
typedef enum {
    CHORA_FISHER,    /**< Exact optimum of the within-class sum of squares; mid-points. */
    CHORA_QUANTILE,  /**< As many numbers in each; type 7. */
    CHORA_EQUAL,     /**< Equal steps from the smallest to the largest number. */
    CHORA_FIXED,     /**< Given breaks. */
    CHORA_PRETTY,    /**< Multiples of 1, 2 or 5 times a power of ten: about `count` classes. */
    CHORA_MEAN_SD,   /**< Standard deviations (n - 1) from the mean; a break at the mean itself when
                        `count` is even. */
    CHORA_HEAD_TAIL, /**< At the mean, then at the mean of those above it, while these are no more
                        than `threshold` of them: finds its own number of classes. */
    CHORA_BOX,       /**< Quartiles (type 7) and a fence `hinge` times their distance on each side:
                        always six classes. */
    CHORA_MAXIMUM,   /**< Mid-points of the widest gaps; of gaps as wide, the lowest. */
    CHORA_GEOMETRIC, /**< Equal ratios from the smallest to the largest; all must be above 0. */
    CHORA_DIVERGING  /**< Equal steps from `midpoint`, as far on one side as on the other. With an
                        even `count` a break at the midpoint, else a class about it. */
} chora_class_method;

/** Start from CHORA_CLASSES_INIT. */
typedef struct {
    chora_class_method method;
    size_t count;  /**< Wanted; fewer distinct values give fewer classes. At most 12. */
    bool zero_own; /**< Zeros are a class of their own and not among the numbers. */
    bool whole;    /**< The numbers are whole: labels read "4–6". Ignored when one is not. */
    const double *fixed; /**< Upper bounds, ascending, with CHORA_FIXED. */
    size_t fixed_count;
    double midpoint;  /**< Diverging. */
    double threshold; /**< Head-tail, up to 1; 0: 0.4. */
    double hinge;     /**< Box; 0: 1.5. */
    bool trim; /**< Mean-sd, box: without the empty classes below the smallest and above the largest
                  number: a legend of counts has none below 0. */
} chora_classes_options;

#define CHORA_CLASSES_INIT                                                                         \
    {                                                                                              \
        CHORA_FISHER, 5, true, true, 0, 0, 0, 0, 0, false                                          \
    }
#define CHORA_CLASSES_MAX 12

/**
 * One class: the values v with lower break < v <= upper break (the first also holds its lower
 * bound): every class is closed above. `low` and `high` are the smallest and largest value in it.
 * Fisher, quantile, head-tail and maximum leave no class empty; the others can, but none that no
 * whole number could be in when the numbers are whole (fixed breaks stay as given).
 */
typedef struct {
    double low, high;   /**< Observed bounds; for an empty class, the breaks. */
    double upper_break; /**< The break; fisher, maximum: the mid-point to the next class. Not below
                           `high`. */
    size_t count;       /**< Values in it. */
    char label[64]; /**< "4–6", "41", "0.5–1.2"; U+2013, thousands by thin space from 10 000;
                         an empty class ">5–7", "≤5", whole "6–7". */
} chora_class;

typedef struct {
    size_t count;
    chora_class classes[CHORA_CLASSES_MAX];
    bool has_zero; /**< There is a zero class apart, and something in it. */
    size_t zero_count;
    double fit; /**< Goodness of variance fit without the zero class, 0 to 1. */
} chora_classes;

/**
 * @param values  Finite numbers in any order; not changed. Zeros are counted apart with zero_own.
 * @return CHORA_OK (no values: no classes); CHORA_EINVAL (fixed breaks not ascending, a value
 * outside them: says which; count 0 or too many; a number not finite; geometric: one not above 0);
 * CHORA_ENOMEM.
 */
CHORA_API chora_status chora_classes_make(const double *values, size_t value_count,
                                          const chora_classes_options *options, chora_classes *out,
                                          chora_error *err);

/**
 * Class of a value: 0 .. count-1 by the upper breaks; -1 for the zero class and when there are no
 * classes; values beyond the ends belong to the end classes.
 */
CHORA_API int chora_classes_of(const chora_classes *classes, double value);

/** "fisher", "quantile", "equal", "fixed", "pretty", "mean-sd", "head-tail", "box", "maximum",
 * "geometric", "diverging". CHORA_EINVAL names the nearest. */
CHORA_API chora_status chora_class_method_parse(const char *name, chora_class_method *out,
                                                chora_error *err);
/** The name of a method; NULL behind the last one. */
CHORA_API const char *chora_class_method_name(chora_class_method method);

/**
 * A decimal number as a person writes it in a list: "12", "-0.5", "3e6"; surrounding space is
 * ignored; nothing else, no thousands separators; the same in every locale. False leaves `out`.
 */
CHORA_API bool chora_number_parse(const char *text, double *out);

/**
 * A number as printf("%.*f") writes it, rounded half to even from its exact value; the point is a
 * "." in every locale, and -0 keeps its sign.
 *
 * @return Bytes without the NUL; 0, with nothing written, where printf is to be asked: below 0 or
 *         above 18 decimals, from 2^52 on, not finite, below 2^-67 but not 0, no room in `size`.
 */
CHORA_API size_t chora_number_decimals(double value, int decimals, char *out, size_t size);

/** The classes as a JSON object; `out` is malloc'ed. CHORA_ENOMEM. */
CHORA_API chora_status chora_classes_json(const chora_classes *classes, char **out,
                                          chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
