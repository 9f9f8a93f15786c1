/**
 * @file
 * The point of each area on the page where its label, symbol or leader stands best.
 */
#ifndef CHORA_COMPOSE_INNER_POINTS_H
#define CHORA_COMPOSE_INNER_POINTS_H

#include "compose/base_map.h"

/** Fill `inner` of the base from its shapes and view; NAN where nothing is drawn. CHORA_ENOMEM. */
chora_status chora_inner_points(chora_base_map *base, const chora_areas *areas, chora_error *err);

/** The same of one shape, from its form alone. */
chora_status chora_inner_point(const chora_shape *shape, chora_xy *out, chora_error *err);

#endif
