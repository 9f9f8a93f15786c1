/* Lengths and areas on the WGS 84 ellipsoid by Karney's algorithms. */
#include "geo/shape.h"
#include "geo/wgs84.h"

#include <geodesic.h>
#include <math.h>

static double ring_area_m2(const struct geod_geodesic *ellipsoid, const chora_xy *ring,
                           size_t count)
{
    struct geod_polygon polygon;
    double area = 0;
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < count; i++)
        geod_polygon_addpoint(ellipsoid, &polygon, ring[i].y, ring[i].x);
    geod_polygon_compute(ellipsoid, &polygon, 0, 1, &area, NULL);
    return fabs(area);
}

double chora_shape_area_km2(const chora_shape *shape)
{
    if (shape->kind != CHORA_SHAPE_POLYGONS)
        return 0;
    struct geod_geodesic ellipsoid;
    geod_init(&ellipsoid, CHORA_WGS84_A, CHORA_WGS84_F);
    double m2 = 0;
    for (size_t ring = 0; ring < shape->path_count; ring++) {
        bool shell = ring == 0 || shape->polygon_of[ring] != shape->polygon_of[ring - 1];
        size_t count = shape->start[ring + 1] - shape->start[ring];
        double area = ring_area_m2(&ellipsoid, shape->xy + shape->start[ring], count);
        m2 += shell ? area : -area;
    }
    return m2 / 1e6;
}

double chora_geodesic_m(chora_xy from, chora_xy to)
{
    struct geod_geodesic ellipsoid;
    double metres = NAN;
    geod_init(&ellipsoid, CHORA_WGS84_A, CHORA_WGS84_F);
    geod_inverse(&ellipsoid, from.y, from.x, to.y, to.x, &metres, NULL, NULL);
    return metres;
}

void chora_geodesic_course(chora_xy from, chora_xy to, double *metres, double *course_deg)
{
    struct geod_geodesic ellipsoid;
    geod_init(&ellipsoid, CHORA_WGS84_A, CHORA_WGS84_F);
    geod_inverse(&ellipsoid, from.y, from.x, to.y, to.x, metres, course_deg, NULL);
    if (*course_deg < 0)
        *course_deg += 360;
}
