#include "measure/centre.h"

#include <math.h>

static const double EARTH_KM = 6371.0088; /* mean radius, IUGG */
static const double CHI_SQUARED_95 = 5.991;

#define RADIANS (acos(-1.0) / 180)

typedef struct {
    double x, y, z, weight;
} sum;

static void add(sum *total, double lon, double lat, double weight)
{
    double across = cos(lat * RADIANS);
    total->x += weight * across * cos(lon * RADIANS);
    total->y += weight * across * sin(lon * RADIANS);
    total->z += weight * sin(lat * RADIANS);
    total->weight += weight;
}

bool chora_table_centre(const chora_table *table, size_t period, chora_centre *out)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    chora_centre centre = { 0 };
    sum total = { 0 };
    for (size_t i = 0; i < count; i++)
        if (symbols[i].value > 0) {
            add(&total, symbols[i].lon, symbols[i].lat, symbols[i].value);
            centre.incidents += symbols[i].incidents;
        }
    double length = sqrt(total.x * total.x + total.y * total.y + total.z * total.z);
    if (centre.incidents < CHORA_CENTRE_LEAST || length < total.weight * 1e-9)
        return false;
    centre.weight = total.weight;
    centre.at.x = atan2(total.y, total.x) / RADIANS;
    centre.at.y = asin(fmax(-1, fmin(1, total.z / length))) / RADIANS;
    /* the mean squared chord to the mean direction is 2 (1 - R) */
    centre.spread_km = EARTH_KM * sqrt(fmax(0, 2 * (1 - length / total.weight)));
    *out = centre;
    return true;
}

static double variance(const chora_centre *centre)
{
    return centre->spread_km * centre->spread_km / (2 * (double)centre->incidents);
}

chora_centre_move chora_centre_moved(const chora_centre *from, const chora_centre *to)
{
    chora_centre_move move = { 0 };
    double metres = 0;
    chora_geodesic_course(from->at, to->at, &metres, &move.course_deg);
    move.km = metres / 1000;
    move.by_chance = move.km * move.km <= CHI_SQUARED_95 * (variance(from) + variance(to));
    return move;
}

int chora_compass_point(double course_deg)
{
    return ((int)floor(course_deg / 45 + 0.5) % 8 + 8) % 8;
}
