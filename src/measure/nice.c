#include "measure/nice.h"

#include <math.h>

/** The largest step x 10^k that is not above `value`. */
static double round_down(double value, const double *steps, size_t step_count)
{
    double power = pow(10, floor(log10(value)));
    if (value < power) /* log10 may round up just below a power of ten */
        power = pow(10, floor(log10(value)) - 1);
    double found = power;
    for (size_t i = 0; i < step_count; i++)
        if (steps[i] * power <= value * (1 + 1e-12))
            found = steps[i] * power;
    return found;
}

static double largest_value(double max)
{
    static const double round[] = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 };
    static const double whole[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    if (max >= 1 && max < 10)
        return round_down(max, whole, sizeof whole / sizeof *whole);
    return round_down(max, round, sizeof round / sizeof *round);
}

size_t chora_nice_values(double max, size_t count, double *out)
{
    static const double series[] = { 1, 2, 5 };
    if (!(max > 0) || isinf(max) || count == 0)
        return 0;
    out[0] = largest_value(max);
    double least = max >= 1 ? 1 : max / 1000;
    size_t n = 1;
    /* a quarter of the area is half the width; further steps are larger, to tell them apart small
     */
    for (double share = 4; n < count && out[n - 1] > least; share = 10, n++) {
        double wanted = out[n - 1] / share;
        out[n] = wanted < least ? least : round_down(wanted, series, 3);
    }
    return n;
}
