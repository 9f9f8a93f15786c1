/**
 * @file
 * Map projections by PROJ: one context each, so one per thread.
 */
#ifndef CHORA_GEO_PROJECTION_H
#define CHORA_GEO_PROJECTION_H

#include "geo/shape.h"

typedef struct chora_projection chora_projection;

/**
 * `text` is "auto" (or NULL), "EPSG:n", or a PROJ string without words that name files (init, file,
 * grids, nadgrids, ...) or change units and axes (units other than m, to_meter, axis).
 * auto is equal-area for the box (longitude/latitude, may run past 180 when it crosses the
 * antimeridian): Albers with parallels at 1/6 and 5/6 of the height for mid-latitude boxes; Lambert
 * azimuthal where the middle is beyond 65° or the box reaches a pole, and for tall boxes across the
 * equator; cylindrical equal-area where the middle is within 10° of the equator; Equal Earth for a
 * box wider than 180°, an empty or impossible one. Parameters are rounded to half degrees, ties
 * down. Geographic systems (EPSG:4326, +proj=longlat) are drawn as plate carrée: a degree is
 * 111,319.5 m both ways. Systems in feet answer in metres; those that run west and south are turned
 * round. The box of the other kinds is only used to see whether areas keep their size.
 * @return CHORA_OK; CHORA_EINVAL (unreadable or forbidden text: says why); CHORA_ENOMEM.
 */
chora_status chora_projection_open(const char *text, chora_box lonlat, chora_projection **out,
                                   chora_error *err);
void chora_projection_close(chora_projection *projection);

/** A second one like it, for another thread. */
chora_status chora_projection_copy(const chora_projection *projection, chora_projection **out,
                                   chora_error *err);

/** For the foot of a map: "Albers equal-area projection, 31°/37° N". Borrowed. */
const char *chora_projection_label(const chora_projection *projection);
/** Longitude of its middle, 180 degrees from where it tears the Earth; NAN: along no meridian. */
double chora_projection_middle(const chora_projection *projection);

/** The PROJ string or EPSG code in use. Borrowed. */
const char *chora_projection_text(const chora_projection *projection);
/** Do areas keep their size (to 1 % on the ellipsoid, in the box and 10° around it)? */
bool chora_projection_is_equal_area(const chora_projection *projection);

/**
 * Degrees to metres (x east, y north), in place. A point that cannot be projected, is not finite or
 * lies beyond a pole becomes NaN, NaN.
 */
void chora_project(chora_projection *projection, chora_xy *points, size_t count);
/**
 * Metres to degrees, in place; longitudes in -180..180. A point outside the map becomes NaN, NaN
 * where PROJ can tell.
 */
void chora_unproject(chora_projection *projection, chora_xy *points, size_t count);

/**
 * Project a shape. Edges are straight in longitude/latitude; points are added so that they are
 * within `tolerance` metres of their curve, the same ones from both ends: borders shared vertex for
 * vertex stay shared. A shape that lies across the edge of the map (180° from its middle) is cut
 * there and drawn on both sides. Points that cannot be projected are dropped (a line is parted
 * there, a ring of fewer than 4 points goes with them).
 * @return CHORA_OK; CHORA_EINVAL (tolerance not above 0); CHORA_EDATA (not to be cut);
 * CHORA_ENOMEM.
 */
chora_status chora_project_shape(chora_projection *projection, const chora_shape *lonlat,
                                 double tolerance, chora_arena *arena, chora_shape *out,
                                 chora_error *err);

#endif
