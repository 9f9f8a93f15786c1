/**
 * @file
 * What follows from sums that are known: linear algebra over the whole numbers below a prime, for
 * somebody who puts together all that is printed. Whoever includes it has an enum UNKNOWNS.
 */
#ifndef CHORA_TESTS_KNOWN_SUMS_H
#define CHORA_TESTS_KNOWN_SUMS_H

#include <stdbool.h>
#include <stdint.h>

static const uint64_t PRIME = 2147483647;

/* Kept reduced: a row begins with 1 at its own place. */
static struct {
    uint64_t rows[UNKNOWNS][UNKNOWNS];
    bool leads[UNKNOWNS];
} known;

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t out = 1;
    for (; exponent; exponent >>= 1, base = base * base % PRIME)
        if (exponent & 1)
            out = out * base % PRIME;
    return out;
}

/** What is left of a sum when all that is known is taken off: the first place that is not 0, or
 * UNKNOWNS when it follows from what is known. */
static int known_reduce(uint64_t sum[UNKNOWNS])
{
    int first = UNKNOWNS;
    for (int i = 0; i < UNKNOWNS; i++) {
        uint64_t by = sum[i];
        for (int j = i; by && known.leads[i] && j < UNKNOWNS; j++)
            sum[j] = (sum[j] + (PRIME - by) * known.rows[i][j]) % PRIME;
        if (sum[i] && first == UNKNOWNS)
            first = i;
    }
    return first;
}

static void known_learn(uint64_t sum[UNKNOWNS])
{
    int lead = known_reduce(sum);
    if (lead == UNKNOWNS)
        return;
    uint64_t inverse = power(sum[lead], PRIME - 2);
    for (int i = 0; i < UNKNOWNS; i++)
        known.rows[lead][i] = sum[i] * inverse % PRIME;
    known.leads[lead] = true;
}

#endif
