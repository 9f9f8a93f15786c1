#include "compose/circle_scale.h"

#include "measure/nice.h"

#include <math.h>

static const double flannery = 0.5716;
/* Radii of two and of three steps, as shares of the largest. */
static const double two_steps[] = { 1, 0.5 }, three_steps[] = { 1, 0.62, 0.3 };

size_t chora_circle_steps(double largest, double upper[CHORA_CIRCLE_STEPS_MAX])
{
    size_t count = chora_nice_values(largest, CHORA_CIRCLE_STEPS_MAX, upper);
    if (count)
        upper[0] = largest;
    return count;
}

static double graduated(double largest, double value)
{
    double upper[CHORA_CIRCLE_STEPS_MAX];
    size_t count = chora_circle_steps(largest, upper), step = 0;
    while (step + 1 < count && value <= upper[step + 1])
        step++;
    return count == 3 ? three_steps[step] : count == 2 ? two_steps[step] : 1;
}

double chora_circle_size(chora_circle_scale scale, double points_per_root, double value)
{
    if (!(value > 0))
        return 0;
    if (scale.rule == CHORA_CIRCLES_AREA || !(scale.largest > 0))
        return points_per_root * sqrt(value);
    double share = scale.rule == CHORA_CIRCLES_FLANNERY ? pow(value / scale.largest, flannery)
                                                        : graduated(scale.largest, value);
    return points_per_root * sqrt(scale.largest) * share;
}
