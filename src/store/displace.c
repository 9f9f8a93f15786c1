#include "store/displace.h"

#include "base/digest.h"
#include "geo/wgs84.h"

#include <math.h>
#include <stdio.h>

enum { TRIES = 64, CELLS_A_DEGREE = 20, CELLS_MAX = 2000 };

#define KM_PER_DEGREE 111.2

/* A number from 0 up to below 1 of six bytes: whole in a double. */
static double fraction(const uint8_t *bytes)
{
    double value = 0;
    for (int i = 0; i < 6; i++)
        value = (value + bytes[i]) / 256;
    return value;
}

/* As likely anywhere in the ring: the square of the distance is even. */
static chora_xy spot(chora_xy base, const double km[2], const uint8_t *bytes)
{
    double inner = km[0] * km[0], outer = km[1] * km[1];
    double distance = sqrt(inner + (outer - inner) * fraction(bytes)) / KM_PER_DEGREE;
    double direction = 360 * CHORA_DEGREE * fraction(bytes + 6);
    double narrow = fmax(cos(base.y * CHORA_DEGREE), 0.01);
    return (chora_xy){ base.x + distance * sin(direction) / narrow,
                       base.y + distance * cos(direction) };
}

bool chora_displace(const char *secret, const char *site, chora_xy base, chora_locator *area,
                    const double km[2], chora_xy *out)
{
    for (int i = 0; i < TRIES; i++) {
        char text[512];
        uint8_t bytes[SHA256_DIGEST_SIZE], hashed[SHA256_DIGEST_SIZE];
        chora_hmac_sha256(secret, site, hashed); /* of any length */
        /* The range is part of it: were two points of a site made from the same numbers in two
         * rings, the site could be worked out from them. */
        int at = snprintf(text, sizeof text, "displace %ld %ld %d ", lround(km[0] * 1000),
                          lround(km[1] * 1000), i);
        for (size_t j = 0; j < sizeof hashed; j++)
            at += snprintf(text + at, sizeof text - (size_t)at, "%02x", hashed[j]);
        chora_hmac_sha256(secret, text, bytes);
        chora_xy at_spot = spot(base, km, bytes);
        /* two decimals are written: the rounded point is the one that must lie inside */
        at_spot = (chora_xy){ round(at_spot.x * 100) / 100, round(at_spot.y * 100) / 100 };
        if (fabs(at_spot.y) < 90 && (!area || chora_locate(area, at_spot) != CHORA_NOWHERE)) {
            *out = at_spot;
            return true;
        }
    }
    return false;
}

chora_xy chora_displace_cell(chora_xy at, const double km[2], char name[48], double ring_km[2])
{
    /* Half of the ring's width is left when all of a cell is to be as far away as the profile says.
     */
    double cells = ceil(sqrt(2) * KM_PER_DEGREE / fmax(km[1] - km[0], 0.01));
    cells = fmin(fmax(cells, CELLS_A_DEGREE), CELLS_MAX);
    double column = floor(at.x * cells), row = floor(at.y * cells);
    ring_km[0] = fmin(km[0] + sqrt(0.5) * KM_PER_DEGREE / cells, km[1]);
    ring_km[1] = km[1];
    snprintf(name, 48, "cell %ld %ld", (long)column, (long)row);
    return (chora_xy){ (column + 0.5) / cells, (row + 0.5) / cells };
}
