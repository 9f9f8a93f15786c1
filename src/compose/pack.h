/**
 * @file
 * Discs in a plane: packed close together, and packs kept off each other. Pure geometry.
 */
#ifndef CHORA_COMPOSE_PACK_H
#define CHORA_COMPOSE_PACK_H

#include "base/error.h"
#include "base/memory.h"
#include "geo/shape.h"

/** Hexagonal packs of 1 to `most` equal discs, pitch 1. */
typedef struct {
    size_t most;
    chora_xy
        *spots[3]; /**< About a disc, the middle of two, the middle of three; from inside out. */
} chora_hexagons;

/** Lives in `arena`. CHORA_ENOMEM. */
chora_status chora_hexagons_make(size_t most, chora_arena *arena, chora_hexagons *out,
                                 chora_error *err);

/** The spots, from inside out, of the smallest of the three packs of `count` discs. */
const chora_xy *chora_hexagons_of(const chora_hexagons *hexagons, size_t count);

/** From the pack's middle to the middle of its outermost disc; 0 for one. */
double chora_hexagons_radius(const chora_hexagons *hexagons, size_t count);

#define CHORA_PACK_SIZES_MAX 16
/**
 * Discs of different radii side by side, `gap` apart: the largest in the middle, each of the others
 * as near to it as can be. Answers the radius of a circle about the origin that holds them all. At
 * most CHORA_PACK_SIZES_MAX.
 */
double chora_pack_sizes(const double *radii, size_t count, double gap, chora_xy *out);

/** A pack on the page. */
typedef struct {
    chora_xy anchor; /**< Where it belongs ... */
    chora_xy at;     /**< ... and where it stands. */
    double reach;    /**< Radius. */
} chora_disc;

/**
 * Move discs, small ones more than large ones, until none overlaps another, staying inside the box.
 * Always the same for the same discs. Answers how many pairs still overlap. `order` is room for
 * `count` indexes.
 */
size_t chora_discs_spread(chora_disc *discs, size_t count, chora_box within, size_t *order);

/** Indexes by x, then index. `order` holds each index once, in any order. */
void chora_discs_order(const chora_disc *discs, size_t count, size_t *order);

/** How much two discs overlap where they stand; below 0 they are apart. */
double chora_discs_overlap(const chora_disc *a, const chora_disc *b);

#endif
