/**
 * @file
 * Coordinates of points, lines and polygons as flat arrays; read from and written to WKB.
 */
#ifndef CHORA_GEO_SHAPE_H
#define CHORA_GEO_SHAPE_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

/** Longitude/latitude in degrees (WGS 84), metres after projection, or points on the page. */
typedef struct {
    double x, y;
} chora_xy;

typedef struct {
    double min_x, min_y, max_x, max_y;
} chora_box;

/** Holds nothing; adding a point makes it that point. */
#define CHORA_BOX_EMPTY                                                                            \
    {                                                                                              \
        1e300, 1e300, -1e300, -1e300                                                               \
    }

bool chora_box_is_empty(chora_box box);
void chora_box_add(chora_box *box, chora_xy point);
void chora_box_add_box(chora_box *box, chora_box other);
/** Larger (or smaller) by `by` on every side. */
chora_box chora_box_grow(chora_box box, double by);
bool chora_box_overlaps(chora_box a, chora_box b);   /**< Touching is not overlapping. */
bool chora_box_holds(chora_box box, chora_xy point); /**< Edges included. */

typedef enum { CHORA_SHAPE_POINTS = 1, CHORA_SHAPE_LINES, CHORA_SHAPE_POLYGONS } chora_shape_kind;

/**
 * A multi-point, multi-line or multi-polygon; immutable once made. Path i is
 * xy[start[i]] .. xy[start[i+1]-1]. For polygons a path is a ring, first point = last point; ring i
 * belongs to polygon polygon_of[i]; the first ring of a polygon is its shell, counter-clockwise,
 * the others its holes, clockwise. All coordinates are finite.
 */
typedef struct {
    chora_shape_kind kind;
    size_t path_count;  /**< 0 for an empty shape. */
    size_t *start;      /**< path_count + 1 entries. */
    size_t *polygon_of; /**< path_count entries; NULL unless polygons. */
    chora_xy *xy;
    chora_box box;
} chora_shape;

/** Points in all paths. */
size_t chora_shape_points(const chora_shape *shape);

/**
 * Read OGC or ISO WKB (also EWKB), any byte order; Z and M are dropped, collections are flattened
 * to the highest dimension they hold points of. Rings are closed and rewound; rings of fewer than 4
 * points (with a shell its holes), lines of one point and empty points are left out. Each point of
 * a multi-point is a path. The shape lives in `arena`.
 * @return CHORA_OK; CHORA_EDATA (cut short, too long, a coordinate not finite or beyond 1e12, curve
 *         type, nested deeper than 32; the message names the byte); CHORA_ENOMEM.
 */
chora_status chora_shape_from_wkb(const void *wkb, size_t length, chora_arena *arena,
                                  chora_shape *out, chora_error *err);

/**
 * Little-endian OGC WKB of the multi type (a single point becomes POINT). Malloc'ed.
 * @return CHORA_OK; CHORA_ELIMIT (more than 2^27 points); CHORA_ENOMEM.
 */
chora_status chora_shape_to_wkb(const chora_shape *shape, void **wkb, size_t *length,
                                chora_error *err);

/**
 * Put rings the right way round, in place: the first of a polygon counter-clockwise, the others
 * clockwise. The rings must be closed; a ring without area stays as it is.
 */
void chora_shape_rewind(chora_shape *shape);

/**
 * Make longitudes continuous, in place: a path that jumps over the antimeridian (179 to -179) goes
 * on past 180 instead, so that it is small again and no band around the world. A ring around a pole
 * is left alone. Answers whether anything changed.
 */
bool chora_shape_unwrap(chora_shape *shape);

/**
 * The part inside a box (same units), its edges included; may be empty. What touches the box only
 * is left out (points are kept). Invalid polygons that cross the box are made valid first. Borders
 * shared vertex for vertex stay shared: where they cross the box both areas get the same point (put
 * on a grid of 2^-30 of the box's size). Lives in `arena`.
 * @return CHORA_OK; CHORA_EINVAL (a box without inside); CHORA_EDATA (not finite, or beyond
 *         repair); CHORA_ENOMEM.
 */
chora_status chora_shape_clip(const chora_shape *shape, chora_box box, chora_arena *arena,
                              chora_shape *out, chora_error *err);

/**
 * Area on the WGS 84 ellipsoid in km² of a longitude/latitude polygon shape, edges being geodesics
 * (Karney, by PROJ); holes are taken off. 0 for other shapes. No polygon may be larger than half
 * the Earth.
 */
double chora_shape_area_km2(const chora_shape *shape);

/** Geodesic distance in metres; NaN when a coordinate is not finite. */
double chora_geodesic_m(chora_xy from, chora_xy to);
/** The same, and the course at the start: degrees clockwise from north, 0 to 360. */
void chora_geodesic_course(chora_xy from, chora_xy to, double *metres, double *course_deg);

#endif
