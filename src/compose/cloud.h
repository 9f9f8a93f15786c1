/**
 * @file
 * Incidents so many that their symbols would cover the map: each a small dot on its site, one over
 * the other, and darker where there are more.
 */
#ifndef CHORA_COMPOSE_CLOUD_H
#define CHORA_COMPOSE_CLOUD_H

#include "compose/crowd.h"

/** How large and how dark the dots are. */
typedef struct {
    double radius; /**< Points. */
    double alpha;  /**< 0 .. 1. */
} chora_cloud;

/** For the fullest period: `dots` on that much land, square points. */
chora_cloud chora_cloud_of(size_t dots, double land);

/**
 * As chora_crowd_make, for dots that may hide one another. Those known only to their town stand
 * side by side in a ring about it, so that none seems to know its site. CHORA_ENOMEM.
 */
chora_status chora_cloud_make(const chora_crowding *crowding, const chora_symbol *symbols,
                              const chora_xy *at, size_t count, chora_arena *arena,
                              chora_crowd *out, chora_error *err);

#endif
