/**
 * @file
 * A grid of equal hexagons over a plane, standing on a corner. Pure geometry.
 */
#ifndef CHORA_COMPOSE_HEXGRID_H
#define CHORA_COMPOSE_HEXGRID_H

#include "geo/shape.h"

#include <stdint.h>

/** One hexagon: `column` counts along a row, `row` up the slanted rows; (0, 0) is at the origin. */
typedef struct {
    int32_t column, row;
} chora_hex;

/** The hexagon whose middle is nearest; `pitch` is from side to side, in the units of the point. On
 * a shared side, always the same one. The point must be finite. */
chora_hex chora_hex_at(double pitch, chora_xy point);

chora_xy chora_hex_middle(double pitch, chora_hex hex);

/** Six corners and the first again, counter-clockwise where y goes up. */
void chora_hex_ring(double pitch, chora_hex hex, chora_xy out[7]);

/** Area of a hexagon in the square of the pitch's unit. */
double chora_hex_area(double pitch);

/** By row, then column. */
int chora_hex_compare(chora_hex a, chora_hex b);

#endif
