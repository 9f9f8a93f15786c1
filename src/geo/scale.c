#include "geo/scale.h"
#include "geo/wgs84.h"

#include <math.h>

/* Long enough that the tolerance of PROJ's inverses (0.1 mm) does not show, short enough that
 * the change of scale along it does not either. */
#define STEP_M 10000.0
#define STEP_DEG 0.01
#define SIDE 9

double chora_scale_at(chora_projection *projection, chora_xy at, double direction_deg)
{
    double dx = cos(direction_deg * CHORA_DEGREE) * STEP_M / 2;
    double dy = sin(direction_deg * CHORA_DEGREE) * STEP_M / 2;
    chora_xy ends[2] = { { at.x - dx, at.y - dy }, { at.x + dx, at.y + dy } };
    chora_unproject(projection, ends, 2);
    if (isnan(ends[0].x) || isnan(ends[1].x))
        return NAN;
    return chora_geodesic_m(ends[0], ends[1]) / STEP_M;
}

chora_scale_range chora_scale_over(chora_projection *projection, chora_box metres,
                                   double direction_deg)
{
    chora_scale_range range = { NAN, NAN };
    for (int i = 0; i < SIDE * SIDE; i++) {
        chora_xy at = { metres.min_x + (metres.max_x - metres.min_x) * (i % SIDE) / (SIDE - 1),
                        metres.min_y + (metres.max_y - metres.min_y) * (i / SIDE) / (SIDE - 1) };
        double scale = chora_scale_at(projection, at, direction_deg);
        range.min = fmin(range.min, scale);
        range.max = fmax(range.max, scale);
    }
    return range;
}

double chora_scale_variation(chora_scale_range range)
{
    return range.max / range.min - 1;
}

/* Square metres of one square degree at this latitude. */
static double square_degree(double lat_deg)
{
    double e2 = CHORA_WGS84_F * (2 - CHORA_WGS84_F);
    double sine = sin(lat_deg * CHORA_DEGREE);
    double w2 = 1 - e2 * sine * sine;
    return CHORA_WGS84_A * CHORA_WGS84_A * (1 - e2) / (w2 * w2) * cos(lat_deg * CHORA_DEGREE) *
           CHORA_DEGREE * CHORA_DEGREE;
}

double chora_scale_area(chora_projection *projection, chora_xy at)
{
    double h = STEP_DEG / 2;
    chora_xy p[4] = {
        { at.x - h, at.y }, { at.x + h, at.y }, { at.x, at.y - h }, { at.x, at.y + h }
    };
    chora_project(projection, p, 4);
    double along_lon[2] = { p[1].x - p[0].x, p[1].y - p[0].y };
    double along_lat[2] = { p[3].x - p[2].x, p[3].y - p[2].y };
    double area = fabs(along_lon[0] * along_lat[1] - along_lon[1] * along_lat[0]);
    return area / (STEP_DEG * STEP_DEG) / square_degree(at.y);
}
