/**
 * @file
 * Where the areas are on the page, coarsely: is this box wholly outside all of them?
 */
#ifndef CHORA_COMPOSE_LAND_H
#define CHORA_COMPOSE_LAND_H

#include "geo/shape.h"

#include <stdint.h>

typedef struct {
    chora_box frame;
    double cell; /**< Points. */
    size_t columns, rows;
    unsigned char *taken; /**< A cell that an area covers or touches. */
    uint32_t *sums;       /**< Of all cells above and left; (columns + 1) x (rows + 1). */
} chora_land;

chora_status chora_land_open(chora_box frame, const chora_shape *const *shapes, size_t count,
                             chora_land *out, chora_error *err);
void chora_land_close(chora_land *land);

/** True only when no area has a point in the box; the part outside the frame is not looked at. */
bool chora_land_is_clear(const chora_land *land, chora_box box);
bool chora_land_holds(const chora_land *land, chora_xy point);

#endif
