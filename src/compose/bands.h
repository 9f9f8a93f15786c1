/**
 * @file
 * Things by the horizontal bands of the page they lie in, so that a label looks only at those near
 * it.
 */
#ifndef CHORA_COMPOSE_BANDS_H
#define CHORA_COMPOSE_BANDS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t *ids;
    size_t count, capacity;
} chora_band;

typedef struct {
    double top, height; /**< Of the first band; of each. */
    size_t count;
    chora_band *bands;
} chora_bands;

/** What lies above or below the range falls into the outermost bands. 0, or -1 without memory. */
int chora_bands_open(double top, double bottom, double height, chora_bands *out);
void chora_bands_close(chora_bands *bands);
void chora_bands_empty(chora_bands *bands);
/** Add a thing that reaches from `low` to `high`. 0, or -1 without memory. */
int chora_bands_add(chora_bands *bands, double low, double high, size_t id);

/**
 * A walk over all things in the bands between two heights (some may end just outside them):
 * `for (chora_walk w = chora_bands_walk(b, low, high); chora_walk_next(&w, &id);)`.
 * A thing of several bands comes once in each.
 */
typedef struct {
    const chora_bands *bands;
    size_t band, last, next;
} chora_walk;

chora_walk chora_bands_walk(const chora_bands *bands, double low, double high);
bool chora_walk_next(chora_walk *walk, size_t *id);

#endif
