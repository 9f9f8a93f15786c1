/**
 * @file
 * Numbers for points: equal coordinates get the same one.
 */
#ifndef CHORA_GEO_POINTS_TABLE_H
#define CHORA_GEO_POINTS_TABLE_H

#include "geo/shape.h"

/** No entry. */
#define CHORA_NO_NUMBER UINT32_MAX

typedef struct {
    uint32_t *slots;
    size_t mask;
    chora_xy *points; /**< By number. */
    size_t count;
} chora_points_table;

/** Room for `capacity` different points; false without memory or for more than 2^31. */
bool chora_points_table_open(chora_points_table *table, size_t capacity);
void chora_points_table_close(chora_points_table *table);
/** The point's number; new points get the next one. -0 is 0. */
uint32_t chora_points_table_add(chora_points_table *table, chora_xy point);

/** A value for an ordered pair of numbers. */
typedef struct {
    struct chora_pair {
        uint32_t a, b;
        int64_t value;
    } * slots;
    size_t mask, count;
} chora_pairs_table;

bool chora_pairs_table_open(chora_pairs_table *table);
void chora_pairs_table_close(chora_pairs_table *table);
/** Keep a value; an earlier one for the pair stays. False without memory. */
bool chora_pairs_table_put(chora_pairs_table *table, uint32_t a, uint32_t b, int64_t value);
bool chora_pairs_table_get(const chora_pairs_table *table, uint32_t a, uint32_t b, int64_t *value);

#endif
