/**
 * @file
 * Cells over polygons, each with the borders that touch it and one polygon known to hold its
 * middle: what holds another of its points is told by the borders between the two.
 */
#ifndef CHORA_GEO_LOCATE_GRID_H
#define CHORA_GEO_LOCATE_GRID_H

#include "geo/shape.h"

typedef struct chora_locate_grid chora_locate_grid;

/** One polygon: rings of a shape. */
typedef struct {
    const chora_shape *shape;
    size_t first, last;
} chora_locate_rings;

/** How many polygons hold a point, borders included; `polygon` receives one of them. */
typedef size_t chora_locate_ask(void *context, chora_xy xy, size_t *polygon);

/** Cells of a grid over polygons with so many corners together. */
size_t chora_locate_grid_cells(size_t corners);

/**
 * @param polygons  Their shapes are borrowed for as long as the grid is used.
 * @param box       Of all of them.
 * @return NULL without memory.
 */
chora_locate_grid *chora_locate_grid_new(const chora_locate_rings *polygons, size_t count,
                                         chora_box box, chora_locate_ask *ask, void *context);
void chora_locate_grid_free(chora_locate_grid *grid);

/** More polygons over one point are left to the search without a grid. */
#define CHORA_LOCATE_OVER 8

/**
 * The polygons that hold a point of the box.
 * @return False where rounding could decide, as on a border: the point is to be asked for.
 */
bool chora_locate_grid_find(const chora_locate_grid *grid, chora_xy xy,
                            size_t polygons[CHORA_LOCATE_OVER], size_t *count);

#endif
