/* An index over one direction is enough for a page: a label is wide and low. */
#include "compose/bands.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

#define BANDS_MAX 4096.0

int chora_bands_open(double top, double bottom, double height, chora_bands *out)
{
    double count = fmin(fmax(ceil((bottom - top) / height), 1), BANDS_MAX);
    chora_bands bands = { top, fmax((bottom - top) / count, 1e-6), (size_t)count, NULL };
    bands.bands = chora_alloc(bands.count, sizeof *bands.bands);
    if (!bands.bands)
        return -1;
    *out = bands;
    return 0;
}

void chora_bands_close(chora_bands *bands)
{
    for (size_t i = 0; bands->bands && i < bands->count; i++)
        free(bands->bands[i].ids);
    free(bands->bands);
    *bands = (chora_bands){ 0 };
}

void chora_bands_empty(chora_bands *bands)
{
    for (size_t i = 0; i < bands->count; i++)
        bands->bands[i].count = 0;
}

static size_t band_at(const chora_bands *bands, double y)
{
    double at = floor((y - bands->top) / bands->height);
    if (!(at > 0))
        return 0;
    return at < (double)bands->count ? (size_t)at : bands->count - 1;
}

int chora_bands_add(chora_bands *bands, double low, double high, size_t id)
{
    size_t last = band_at(bands, high);
    for (size_t i = band_at(bands, low); i <= last; i++) {
        chora_band *band = &bands->bands[i];
        if (chora_grow((void **)&band->ids, &band->capacity, band->count, sizeof *band->ids))
            return -1;
        band->ids[band->count++] = id;
    }
    return 0;
}

chora_walk chora_bands_walk(const chora_bands *bands, double low, double high)
{
    return (chora_walk){ bands, band_at(bands, low), band_at(bands, high), 0 };
}

bool chora_walk_next(chora_walk *walk, size_t *id)
{
    while (walk->band <= walk->last) {
        const chora_band *band = &walk->bands->bands[walk->band];
        if (walk->next < band->count) {
            *id = band->ids[walk->next++];
            return true;
        }
        walk->band++;
        walk->next = 0;
    }
    return false;
}
