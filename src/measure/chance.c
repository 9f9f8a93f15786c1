#include "measure/chance.h"

#include <math.h>

/* Likeliness falls on both sides of the likeliest outcome: two tails, each walked outwards. */

typedef struct {
    double trials, share;
} binomial;

/* Stirling's series for ln x!; below 16 the product itself. Needs no lgamma, which has a global. */
static double log_factorial(double x)
{
    if (x < 16) {
        double product = 1;
        for (double k = 2; k <= x; k++)
            product *= k;
        return log(product);
    }
    const double pi = 3.14159265358979323846;
    double inverse = 1 / x, square = inverse * inverse;
    return x * log(x) - x + 0.5 * log(2 * pi * x) +
           inverse *
               (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))));
}

static double log_likeliness(const binomial *b, double hits)
{
    return log_factorial(b->trials) - log_factorial(hits) - log_factorial(b->trials - hits) +
           hits * log(b->share) + (b->trials - hits) * log1p(-b->share);
}

/* From `hits` outwards by steps of +1 or -1, until nothing more is added. */
static double tail(const binomial *b, double hits, double step)
{
    double odds = b->share / (1 - b->share), sum = 0;
    double term = exp(log_likeliness(b, hits));
    while (hits >= 0 && hits <= b->trials) {
        sum += term;
        if (term < sum * 1e-17)
            break;
        term *= step > 0 ? (b->trials - hits) / (hits + 1) * odds
                         : hits / (b->trials - hits + 1) / odds;
        hits += step;
    }
    return sum;
}

/* On the side of `far`, the outcome nearest the middle that is no likelier than `limit`; one step
 * beyond `far` when there is none. */
static double find_edge(const binomial *b, double middle, double far, double limit)
{
    double step = far > middle ? 1 : -1;
    if (log_likeliness(b, far) > limit)
        return far + step;
    while (fabs(far - middle) > 1) {
        double half = step > 0 ? floor((far + middle) / 2) : ceil((far + middle) / 2);
        if (log_likeliness(b, half) > limit)
            middle = half;
        else
            far = half;
    }
    return far;
}

double chora_chance_two_sided(int64_t hits, int64_t trials, double share)
{
    const double same = 1e-7;
    if (trials <= 0 || hits < 0 || hits > trials || !(share > 0) || !(share < 1))
        return 1;
    binomial b = { (double)trials, share };
    double here = (double)hits, likeliest = floor((b.trials + 1) * share);
    likeliest = fmin(likeliest, b.trials);
    if (here == likeliest)
        return 1;
    double limit = log_likeliness(&b, here) + same;
    if (log_likeliness(&b, likeliest) <= limit)
        return 1;
    double step = here > likeliest ? 1 : -1;
    double far = step > 0 ? 0 : b.trials;
    double p = tail(&b, here, step);
    if (far != likeliest)
        p += tail(&b, find_edge(&b, likeliest, far, limit), -step);
    return fmin(p, 1);
}
