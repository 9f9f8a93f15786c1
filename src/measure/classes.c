#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "measure/classes_breaks.h"
#include "measure/label.h"

#include <chora/classes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const method_names[] = {
    [CHORA_FISHER] = "fisher",       [CHORA_QUANTILE] = "quantile",
    [CHORA_EQUAL] = "equal",         [CHORA_FIXED] = "fixed",
    [CHORA_PRETTY] = "pretty",       [CHORA_MEAN_SD] = "mean-sd",
    [CHORA_HEAD_TAIL] = "head-tail", [CHORA_BOX] = "box",
    [CHORA_MAXIMUM] = "maximum",     [CHORA_GEOMETRIC] = "geometric",
    [CHORA_DIVERGING] = "diverging", NULL,
};

const char *chora_class_method_name(chora_class_method method)
{
    return (unsigned)method <= CHORA_DIVERGING ? method_names[method] : NULL;
}

static chora_status unknown_method(const char *name, chora_error *err)
{
    const char *near = chora_text_nearest(name, method_names);
    if (near)
        return chora_fail(err, CHORA_EINVAL, "no class method \"%s\"; did you mean \"%s\"?", name,
                          near);
    chora_buffer list = CHORA_BUFFER_SMALL(512);
    for (size_t i = 0; method_names[i]; i++)
        chora_buffer_printf(&list, "%s%s", i ? ", " : "", method_names[i]);
    chora_status st = chora_fail(err, CHORA_EINVAL, "no class method \"%s\"; there are %s", name,
                                 chora_buffer_text(&list));
    chora_buffer_free(&list);
    return st;
}

chora_status chora_class_method_parse(const char *name, chora_class_method *out, chora_error *err)
{
    for (int i = 0; method_names[i]; i++)
        if (strcmp(name, method_names[i]) == 0) {
            *out = (chora_class_method)i;
            return CHORA_OK;
        }
    return unknown_method(name, err);
}

static chora_status check_fixed(const chora_classes_options *options, chora_error *err)
{
    if (options->fixed_count == 0 || options->fixed_count > CHORA_CLASSES_MAX)
        return chora_fail(err, CHORA_EINVAL,
                          "classes: fixed breaks must be 1 to %d numbers, not %zu",
                          CHORA_CLASSES_MAX, options->fixed_count);
    for (size_t i = 0; i < options->fixed_count; i++) {
        if (!isfinite(options->fixed[i]))
            return chora_number_fault(err, "a fixed break is", options->fixed[i], "");
        if (i > 0 && options->fixed[i] <= options->fixed[i - 1])
            return chora_number_fault(err, "fixed breaks must ascend;", options->fixed[i],
                                      "is not above the one before it");
    }
    return CHORA_OK;
}

static chora_status check_options(const chora_classes_options *options, chora_error *err)
{
    if (options->method == CHORA_FIXED)
        return check_fixed(options, err);
    if (options->count == 0 || options->count > CHORA_CLASSES_MAX)
        return chora_fail(err, CHORA_EINVAL, "classes: the count must be 1 to %d, not %zu",
                          CHORA_CLASSES_MAX, options->count);
    if (!isfinite(options->midpoint))
        return chora_number_fault(err, "the midpoint is", options->midpoint, "");
    if (!(options->threshold >= 0 && options->threshold <= 1))
        return chora_number_fault(err, "the threshold is a share of 0 to 1, not",
                                  options->threshold, "");
    if (!(options->hinge >= 0 && isfinite(options->hinge)))
        return chora_number_fault(err, "the hinge is a number from 0 on, not", options->hinge, "");
    return CHORA_OK;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/** The numbers to classify, sorted and without the zeros that are a class of their own. */
static chora_status sorted_numbers(const double *values, size_t value_count, bool zero_own,
                                   double *sorted, size_t *count, size_t *zeros, chora_error *err)
{
    *count = *zeros = 0;
    for (size_t i = 0; i < value_count; i++) {
        if (!isfinite(values[i]))
            return chora_number_fault(err, "a value is", values[i], "");
        if (zero_own && values[i] == 0)
            ++*zeros;
        else
            sorted[(*count)++] = values[i] + 0.0; /* -0 becomes 0 */
    }
    qsort(sorted, *count, sizeof *sorted, ascending);
    return CHORA_OK;
}

/** The caller frees both arrays, also after a failure. */
static chora_status groups_new(const double *sorted, size_t count, chora_groups *groups,
                               chora_error *err)
{
    groups->count = 0;
    groups->value = chora_alloc(count, sizeof *groups->value);
    groups->weight = chora_alloc(count, sizeof *groups->weight);
    if (!groups->value || !groups->weight)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1])
            groups->value[groups->count++] = sorted[i];
        groups->weight[groups->count - 1]++;
    }
    return CHORA_OK;
}

/** Put the numbers into classes closed above; a class without any has its breaks as bounds. */
static void fill(const chora_groups *groups, const double *breaks, size_t count, chora_classes *out)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        chora_class *class = &out->classes[i];
        *class = (chora_class){ .low = breaks[i > 0 ? i - 1 : 0],
                                .high = breaks[i],
                                .upper_break = breaks[i] };
        for (; at < groups->count && groups->value[at] <= breaks[i]; at++) {
            if (class->count == 0)
                class->low = groups->value[at];
            class->high = groups->value[at];
            class->count += groups->weight[at];
        }
    }
    out->count = count;
}

/** Leave out breaks that part nothing: repeated ones, and whole numbers only at whole numbers. */
static size_t drop_useless(double *breaks, size_t count, bool whole)
{
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        double before = breaks[kept - 1];
        if (whole ? floor(breaks[i]) > floor(before) : breaks[i] > before)
            breaks[kept++] = breaks[i];
    }
    return kept;
}

static void drop_empty(chora_classes *classes)
{
    size_t kept = 0;
    for (size_t i = 0; i < classes->count; i++)
        if (classes->classes[i].count > 0)
            classes->classes[kept++] = classes->classes[i];
    classes->count = kept;
}

static void trim_ends(chora_classes *classes)
{
    size_t first = 0;
    while (first + 1 < classes->count && classes->classes[first].count == 0)
        first++;
    classes->count -= first;
    memmove(classes->classes, classes->classes + first, classes->count * sizeof *classes->classes);
    while (classes->count > 1 && classes->classes[classes->count - 1].count == 0)
        classes->count--;
}

/** 1 less the part of the variance that the classes leave. */
static double goodness_of_fit(const chora_groups *groups, const chora_classes *classes)
{
    long double all = chora_groups_squares(groups, 0, groups->count - 1), within = 0;
    size_t first = 0;
    for (size_t i = 0; i < classes->count; i++) {
        if (classes->classes[i].count == 0)
            continue;
        size_t last = first;
        while (last + 1 < groups->count && groups->value[last + 1] <= classes->classes[i].high)
            last++;
        within += chora_groups_squares(groups, first, last);
        first = last + 1;
    }
    return all > 0 ? (double)(1 - within / all) : 1;
}

static bool all_whole(const chora_groups *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        if (groups->value[i] != floor(groups->value[i]))
            return false;
    return true;
}

static chora_status fixed_breaks(const chora_numbers *numbers, const chora_classes_options *options,
                                 double *breaks, size_t *count, chora_error *err)
{
    *count = options->fixed_count;
    memcpy(breaks, options->fixed, *count * sizeof *breaks);
    double largest = numbers->sorted[numbers->count - 1];
    if (largest > breaks[*count - 1])
        return chora_number_fault(err, "the value", largest, "is above the last fixed break");
    return CHORA_OK;
}

/** Classes that are there for their numbers, not for their bounds. */
static bool leaves_none_empty(const chora_groups *groups, const chora_classes_options *options)
{
    bool few = groups->count < options->count;
    return options->method == CHORA_QUANTILE ||
           (few && (options->method == CHORA_EQUAL || options->method == CHORA_GEOMETRIC));
}

static chora_status make(const chora_numbers *numbers, const chora_classes_options *options,
                         chora_classes *out, chora_error *err)
{
    double breaks[CHORA_CLASSES_MAX];
    size_t count = 0;
    bool fixed = options->method == CHORA_FIXED;
    chora_status st = fixed ? fixed_breaks(numbers, options, breaks, &count, err)
                            : chora_breaks_make(numbers, options, breaks, &count, err);
    if (st)
        return st;
    if (!fixed)
        count = drop_useless(breaks, count, numbers->whole);
    fill(numbers->groups, breaks, count, out);
    if (leaves_none_empty(numbers->groups, options))
        drop_empty(out);
    if (options->trim && (options->method == CHORA_MEAN_SD || options->method == CHORA_BOX))
        trim_ends(out);
    chora_label_classes(out, numbers->whole);
    out->fit = goodness_of_fit(numbers->groups, out);
    return CHORA_OK;
}

/** Without numbers only fixed breaks make classes: the legend of a series keeps its place. */
static void make_of_nothing(const chora_classes_options *options, chora_classes *out)
{
    const chora_groups none = { NULL, NULL, 0 };
    out->fit = 1;
    if (options->method != CHORA_FIXED)
        return;
    fill(&none, options->fixed, options->fixed_count, out);
    chora_label_classes(out, options->whole);
}

chora_status chora_classes_make(const double *values, size_t value_count,
                                const chora_classes_options *options, chora_classes *out,
                                chora_error *err)
{
    chora_status st = check_options(options, err);
    if (st)
        return st;
    double *sorted = chora_alloc(value_count ? value_count : 1, sizeof *sorted);
    if (!sorted)
        return chora_no_memory(err);

    chora_groups groups = { NULL, NULL, 0 };
    chora_classes made = { 0 };
    size_t count = 0;
    st = sorted_numbers(values, value_count, options->zero_own, sorted, &count, &made.zero_count,
                        err);
    if (st)
        goto done;
    made.has_zero = made.zero_count > 0;
    if (count == 0) {
        make_of_nothing(options, &made);
    } else {
        st = groups_new(sorted, count, &groups, err);
        const chora_numbers numbers = { sorted, count, &groups,
                                        !st && options->whole && all_whole(&groups) };
        if (!st)
            st = make(&numbers, options, &made, err);
    }
    if (!st)
        *out = made;
done:
    free(groups.value);
    free(groups.weight);
    free(sorted);
    return st;
}

int chora_classes_of(const chora_classes *classes, double value)
{
    if (classes->has_zero && value == 0)
        return -1;
    if (classes->count == 0)
        return -1;
    size_t i = 0;
    while (i + 1 < classes->count && value > classes->classes[i].upper_break)
        i++;
    return (int)i;
}

bool chora_number_parse(const char *text, double *out)
{
    return chora_text_number(text, out);
}
