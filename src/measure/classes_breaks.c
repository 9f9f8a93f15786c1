#include "measure/classes_breaks.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/** Classes that are being found. */
typedef struct {
    const chora_numbers *of;
    const chora_classes_options *options;
    double *breaks;
    size_t count; /**< Wanted at first, then those that were made. */
    chora_error *err;
} making;

static double smallest(const making *m)
{
    return m->of->sorted[0];
}

static double largest(const making *m)
{
    return m->of->sorted[m->of->count - 1];
}

/** A break wanted between two numbers next to each other: never the upper one itself. */
static double between(double below, double above, double wanted)
{
    return wanted >= below && wanted < above ? wanted : below;
}

static double midpoint(double below, double above)
{
    return between(below, above, below / 2 + above / 2);
}

/** Computed in long double, so that the ends of the range of double cannot overflow on the way. */
static double in_range(long double value)
{
    return value > DBL_MAX ? DBL_MAX : value < -DBL_MAX ? -DBL_MAX : (double)value;
}

static chora_status fisher_breaks(making *m)
{
    size_t last[CHORA_CLASSES_MAX];
    const double *value = m->of->groups->value;
    chora_status st = chora_fisher(m->of->groups, m->count, last, m->err);
    for (size_t i = 0; !st && i + 1 < m->count; i++)
        m->breaks[i] = midpoint(value[last[i]], value[last[i] + 1]);
    m->breaks[m->count - 1] = largest(m);
    return st;
}

/** Type 7: at position (n - 1) i / k of the sorted numbers, counted from 0. */
static double quantile(const chora_numbers *numbers, size_t i, size_t k)
{
    /* whole part and remainder apart, so that n * i cannot overflow and i = k is the maximum */
    size_t step = (numbers->count - 1) / k, left = (numbers->count - 1) % k * i;
    size_t at = step * i + left / k;
    double share = (double)(left % k) / (double)k, value = numbers->sorted[at];
    if (share > 0)
        value += share * (numbers->sorted[at + 1] - numbers->sorted[at]);
    return value;
}

static chora_status quantile_breaks(making *m)
{
    for (size_t i = 1; i <= m->count; i++)
        m->breaks[i - 1] = quantile(m->of, i, m->count);
    return CHORA_OK;
}

static chora_status equal_breaks(making *m)
{
    long double low = smallest(m), high = largest(m);
    for (size_t i = 1; i < m->count; i++)
        m->breaks[i - 1] = (double)(low + (high - low) * i / m->count);
    m->breaks[m->count - 1] = largest(m);
    return CHORA_OK;
}

/* ---- round numbers --------------------------------------------------------------------------- */

/** 1, 2 or 5 times a power of ten. */
typedef struct {
    int digit, exponent;
} round_step;

static round_step step_above(round_step step)
{
    if (step.digit == 5)
        return (round_step){ 1, step.exponent + 1 };
    return (round_step){ step.digit == 1 ? 2 : 5, step.exponent };
}

static long double size_of(round_step step)
{
    return step.digit * powl(10, step.exponent);
}

/** How many steps a number is from 0; the double nearest to a multiple counts as the multiple. */
static long double steps_to(double value, long double size)
{
    long double steps = value / size, nearest = roundl(steps);
    return fabsl(steps - nearest) <= 2 * DBL_EPSILON * fabsl(nearest) ? nearest : steps;
}

/** A multiple of the step; a division where it is below 1, so that 3 * 0.1 is the double 0.3. */
static double multiple(round_step step, long double times)
{
    if (step.exponent < 0)
        return in_range(times * step.digit / powl(10, -step.exponent));
    return in_range(times * size_of(step));
}

/**
 * The number of steps below the first class. A class of whole numbers above a break that is one
 * of them ends there: 1–10, 11–20. Among others the first one holds both its ends: 0–10.
 */
static long double steps_below(const making *m, long double size)
{
    long double steps = steps_to(smallest(m), size);
    return m->of->whole ? ceill(steps) - 1 : floorl(steps);
}

static long double classes_of_step(const making *m, round_step step)
{
    long double size = size_of(step);
    long double classes = ceill(steps_to(largest(m), size)) - steps_below(m, size);
    return classes > 1 ? classes : 1;
}

/** The step whose number of classes is nearest to the one wanted; of two, the larger. */
static round_step choose_step(const making *m)
{
    long double range = (long double)largest(m) - smallest(m), wanted = m->count, nearest = -1;
    round_step step = { 1, (int)floorl(log10l(range / wanted)) - 1 }, chosen = step;
    if (m->of->whole && step.exponent < 0)
        step.exponent = 0;
    for (int i = 0; i < 9; i++, step = step_above(step)) {
        long double classes = classes_of_step(m, step), off = fabsl(classes - wanted);
        if (classes <= CHORA_CLASSES_MAX && (nearest < 0 || off <= nearest)) {
            nearest = off;
            chosen = step;
        }
    }
    return chosen;
}

static chora_status pretty_breaks(making *m)
{
    round_step step = choose_step(m);
    long double classes = classes_of_step(m, step), below = steps_below(m, size_of(step));
    m->count = classes < CHORA_CLASSES_MAX ? (size_t)classes : CHORA_CLASSES_MAX;
    for (size_t i = 0; i < m->count; i++)
        m->breaks[i] = multiple(step, below + i + 1);
    m->breaks[m->count - 1] = fmax(m->breaks[m->count - 1], largest(m));
    return CHORA_OK;
}

/* ---- mean, quartiles, gaps ------------------------------------------------------------------- */

static long double mean_from(const chora_groups *groups, size_t first, long double *weight)
{
    long double sum = 0;
    *weight = 0;
    for (size_t i = first; i < groups->count; i++) {
        *weight += groups->weight[i];
        sum += (long double)groups->value[i] * groups->weight[i];
    }
    return sum / *weight;
}

/** Multiples of the standard deviation (n - 1) about the mean: -2 -1 1 2, or with an even number
 * of classes -2 -1 0 1 2. */
static chora_status mean_sd_breaks(making *m)
{
    const chora_groups *groups = m->of->groups;
    long double weight, mean = mean_from(groups, 0, &weight);
    long double sd = sqrtl(chora_groups_squares(groups, 0, groups->count - 1) / (weight - 1));
    int half = (int)m->count / 2, first = -half + (m->count % 2 == 0);
    size_t made = 0;
    for (int times = first; made + 1 < m->count; times++)
        if (times != 0 || m->count % 2 == 0)
            m->breaks[made++] = in_range(mean + times * sd);
    bool above = made == 0 || largest(m) > m->breaks[made - 1];
    m->breaks[made] = above ? largest(m) : in_range(mean + (half + (m->count % 2)) * sd);
    return CHORA_OK;
}

/** At the mean, then at the mean of those above it, while these are few. */
static chora_status head_tail_breaks(making *m)
{
    const chora_groups *groups = m->of->groups;
    double threshold = m->options->threshold > 0 ? m->options->threshold : 0.4;
    size_t first = 0;
    m->count = 0;
    while (m->count + 1 < CHORA_CLASSES_MAX && first + 1 < groups->count) {
        long double all, head, mean = mean_from(groups, first, &all);
        do
            first++;
        while (first + 1 < groups->count && groups->value[first] <= mean);
        m->breaks[m->count++] =
            between(groups->value[first - 1], groups->value[first], in_range(mean));
        mean_from(groups, first, &head);
        if (head / all > threshold)
            break;
    }
    m->breaks[m->count++] = largest(m);
    return CHORA_OK;
}

/** Quartiles with a fence on each side. The outer fence ends the last class when none passes it. */
static chora_status box_breaks(making *m)
{
    long double hinge = m->options->hinge > 0 ? m->options->hinge : 1.5;
    long double low = quantile(m->of, 1, 4), high = quantile(m->of, 3, 4);
    long double fence = hinge * (high - low);
    m->breaks[0] = in_range(low - fence);
    for (size_t i = 1; i <= 3; i++)
        m->breaks[i] = quantile(m->of, i, 4);
    m->breaks[4] = in_range(high + fence);
    m->breaks[5] = largest(m) > m->breaks[4] ? largest(m) : in_range(high + 2 * fence);
    m->count = 6;
    return CHORA_OK;
}

/** Index of the widest gap that is not taken yet, the lowest of those that are as wide. */
static size_t widest_gap(const chora_groups *groups, const bool *taken)
{
    size_t widest = 0;
    long double width = -1;
    for (size_t i = 0; i + 1 < groups->count; i++) {
        long double gap = (long double)groups->value[i + 1] - groups->value[i];
        /* 0.3 - 0.2 and 0.2 - 0.1 are as wide for people, though not in binary */
        long double rounding =
            2 * DBL_EPSILON * fmaxl(fabs(groups->value[i]), fabs(groups->value[i + 1]));
        if (!taken[i] && (width < 0 || gap > width + rounding)) {
            width = gap;
            widest = i;
        }
    }
    return widest;
}

static chora_status maximum_breaks(making *m)
{
    const chora_groups *groups = m->of->groups;
    bool *taken = chora_alloc(groups->count, sizeof *taken);
    if (!taken)
        return chora_no_memory(m->err);
    for (size_t i = 1; i < m->count; i++)
        taken[widest_gap(groups, taken)] = true;
    size_t made = 0;
    for (size_t i = 0; i + 1 < groups->count; i++)
        if (taken[i])
            m->breaks[made++] = midpoint(groups->value[i], groups->value[i + 1]);
    m->breaks[made] = largest(m);
    free(taken);
    return CHORA_OK;
}

/* ---- steps ----------------------------------------------------------------------------------- */

static chora_status geometric_breaks(making *m)
{
    long double low = logl(smallest(m)), high = logl(largest(m));
    for (size_t i = 1; i < m->count; i++)
        m->breaks[i - 1] = in_range(expl(low + (high - low) * i / m->count));
    m->breaks[m->count - 1] = largest(m);
    return CHORA_OK;
}

/** Equal steps from the midpoint, as far on one side as on the other. */
static chora_status diverging_breaks(making *m)
{
    long double middle = m->options->midpoint;
    long double reach = fmaxl(fabsl(largest(m) - middle), fabsl(smallest(m) - middle));
    for (size_t i = 1; i <= m->count; i++) {
        long double share = ((long double)i * 2 - m->count) / m->count;
        m->breaks[i - 1] = in_range(middle + share * reach);
    }
    m->breaks[m->count - 1] = fmax(m->breaks[m->count - 1], largest(m));
    return CHORA_OK;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static chora_status (*const methods[])(making *m) = {
    [CHORA_FISHER] = fisher_breaks,
    [CHORA_QUANTILE] = quantile_breaks,
    [CHORA_EQUAL] = equal_breaks,
    [CHORA_PRETTY] = pretty_breaks,
    [CHORA_MEAN_SD] = mean_sd_breaks,
    [CHORA_HEAD_TAIL] = head_tail_breaks,
    [CHORA_BOX] = box_breaks,
    [CHORA_MAXIMUM] = maximum_breaks,
    [CHORA_GEOMETRIC] = geometric_breaks,
    [CHORA_DIVERGING] = diverging_breaks,
};

/** Where there are no more distinct numbers than classes each is one: halves of 3 3 3 7 7 7 7 would
 * be one class of both. */
static bool gives_each_its_own(const making *m)
{
    chora_class_method method = m->options->method;
    size_t distinct = m->of->groups->count;
    if (method == CHORA_QUANTILE)
        return distinct <= m->count;
    return (method == CHORA_EQUAL || method == CHORA_GEOMETRIC) && distinct < m->count;
}

static void each_its_own(making *m)
{
    m->count = m->of->groups->count;
    for (size_t i = 0; i < m->count; i++)
        m->breaks[i] = m->of->groups->value[i];
}

/** Does the method need as many distinct numbers as classes? */
static bool parts_the_numbers(chora_class_method method)
{
    return method != CHORA_MEAN_SD && method != CHORA_BOX && method != CHORA_DIVERGING;
}

chora_status chora_breaks_make(const chora_numbers *numbers, const chora_classes_options *options,
                               double breaks[CHORA_CLASSES_MAX], size_t *count, chora_error *err)
{
    making m = { numbers, options, breaks, options->count, err };
    size_t distinct = numbers->groups->count;
    chora_status st = CHORA_OK;
    bool each = gives_each_its_own(&m);
    if (parts_the_numbers(options->method) && distinct < m.count)
        m.count = distinct;
    /* one number has no spread; but it may lie on one side of a midpoint */
    bool alone = options->method != CHORA_DIVERGING || largest(&m) == options->midpoint;
    if (options->method == CHORA_GEOMETRIC && smallest(&m) <= 0)
        return chora_number_fault(err, "geometric classes need numbers above 0;", smallest(&m),
                                  "is not");
    if (distinct == 1 && alone) {
        breaks[0] = largest(&m);
        m.count = 1;
    } else if (each) {
        each_its_own(&m);
    } else {
        st = methods[options->method](&m);
    }
    if (!st)
        *count = m.count;
    return st;
}

chora_status chora_number_fault(chora_error *err, const char *before, double value,
                                const char *after)
{
    chora_buffer text = CHORA_BUFFER_SMALL(512);
    if (isfinite(value))
        chora_buffer_add_number(&text, value, 9);
    else
        chora_buffer_add_text(&text, isnan(value) ? "NaN" : "infinity");
    chora_status st = chora_fail(err, CHORA_EINVAL, "classes: %s %s%s%s", before,
                                 chora_buffer_text(&text), *after ? " " : "", after);
    chora_buffer_free(&text);
    return st;
}
