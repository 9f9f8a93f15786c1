/**
 * @file
 * A shape on the grid of its decimals, ready for GeoJSON: cut at the antimeridian, wound as RFC
 * 7946 wants, without the repeated points and collapsed rings that rounding makes.
 */
#ifndef CHORA_EXCHANGE_GEOJSON_GRID_H
#define CHORA_EXCHANGE_GEOJSON_GRID_H

#include "geo/shape.h"

typedef struct {
    int64_t x, y; /**< Degrees times `scale`. */
} chora_grid_xy;

typedef struct {
    chora_shape_kind kind;
    double scale;
    size_t path_count;
    size_t *start;  /**< path_count + 1 entries. */
    bool *is_shell; /**< Does path i begin a polygon? */
    chora_grid_xy *xy;
} chora_grid;

/**
 * Everything lives in `arena`. A shape that rounding would make vanish keeps one degenerate path,
 * so that it is not lost.
 */
chora_status chora_grid_make(const chora_shape *shape, int decimals, chora_arena *arena,
                             chora_grid *out, chora_error *err);

/** By what degrees are multiplied. */
double chora_grid_scale(int decimals);
/** Of one point, as chora_grid_make() does. */
chora_grid_xy chora_grid_point(chora_xy at, int decimals);

/** West may be larger than east: then the box crosses the antimeridian. In degrees. */
typedef struct {
    double west, south, east, north;
} chora_lonlat_box;

/** Of a grid that holds a path. */
chora_lonlat_box chora_grid_box(const chora_grid *grid);

/** The box of many boxes: the narrower of what lies around Greenwich and around the antimeridian.
 */
typedef struct {
    bool any;
    double south, north;
    double west[2], east[2]; /* Counted from -180 to 180, and from 0 to 360. */
} chora_lonlat_union;

void chora_lonlat_union_add(chora_lonlat_union *all, chora_lonlat_box box);
/** All boxes of the other too. */
void chora_lonlat_union_join(chora_lonlat_union *all, const chora_lonlat_union *other);
chora_lonlat_box chora_lonlat_union_box(const chora_lonlat_union *all);

#endif
