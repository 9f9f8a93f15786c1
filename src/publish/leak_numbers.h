/**
 * @file
 * Positions looked for in numbers: degrees with a point or a comma, in either order, cut or
 * rounded; degrees and minutes; metres of Web Mercator, UTM and MGRS.
 */
#ifndef CHORA_PUBLISH_LEAK_NUMBERS_H
#define CHORA_PUBLISH_LEAK_NUMBERS_H

#include "base/error.h"
#include "geo/shape.h"

/** Two numbers that would give a position away: both without their signs. */
typedef struct {
    double first, second;
    const char *key; /**< Whose; borrowed. */
} chora_leak_pair;

typedef struct {
    chora_leak_pair *items; /**< By `first` once settled. */
    size_t count, capacity;
} chora_leak_pairs;

typedef struct {
    chora_leak_pairs degrees, metres, grid;
    struct {
        chora_xy at; /**< Signs as they are. */
        const char *key;
    } * points;
    size_t point_count, point_capacity;
    chora_xy *allowed; /**< Positions that are shown: a hit that is one of them is none. */
    size_t allowed_count, allowed_capacity;
} chora_leak_points;

chora_status chora_leak_points_add(chora_leak_points *points, const char *key, chora_xy at,
                                   chora_error *err);
chora_status chora_leak_points_allow(chora_leak_points *points, chora_xy at, chora_error *err);
/** After the last one. */
chora_status chora_leak_points_settle(chora_leak_points *points, chora_error *err);
void chora_leak_points_free(chora_leak_points *points);

/**
 * Whose position stands in the text; NULL: nobody's. Degrees need `decimals` right decimals, or
 * they are a chance hit on some other number; three are about 100 m. `minutes`: also degrees with
 * minutes.
 */
const char *chora_leak_points_find(const chora_leak_points *points, const char *text, size_t length,
                                   int decimals, bool minutes, size_t *where);

#endif
