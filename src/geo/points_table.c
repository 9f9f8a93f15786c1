/* Open addressing with linear probing, at most half full. */
#include "geo/points_table.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= 0x9e3779b97f4a7c15u;
    value ^= value >> 29;
    value *= 0xbf58476d1ce4e5b9u;
    return value ^ (value >> 32);
}

static size_t power_above(size_t least)
{
    size_t size = 16;
    while (size < least)
        size *= 2;
    return size;
}

bool chora_points_table_open(chora_points_table *table, size_t capacity)
{
    *table = (chora_points_table){ 0 };
    if (capacity >= (size_t)1 << 31)
        return false;
    size_t size = power_above(capacity * 2);
    table->slots = chora_alloc(size, sizeof *table->slots);
    table->points = chora_alloc(capacity + 1, sizeof *table->points);
    if (!table->slots || !table->points) {
        chora_points_table_close(table);
        return false;
    }
    memset(table->slots, 0xff, size * sizeof *table->slots);
    table->mask = size - 1;
    return true;
}

void chora_points_table_close(chora_points_table *table)
{
    free(table->slots);
    free(table->points);
    *table = (chora_points_table){ 0 };
}

static uint64_t point_hash(chora_xy point)
{
    uint64_t x, y;
    memcpy(&x, &point.x, 8);
    memcpy(&y, &point.y, 8);
    return mix(x ^ mix(y));
}

uint32_t chora_points_table_add(chora_points_table *table, chora_xy point)
{
    point.x += 0.0;
    point.y += 0.0;
    size_t slot = point_hash(point) & table->mask;
    for (; table->slots[slot] != CHORA_NO_NUMBER; slot = (slot + 1) & table->mask) {
        const chora_xy *known = &table->points[table->slots[slot]];
        if (known->x == point.x && known->y == point.y)
            return table->slots[slot];
    }
    table->slots[slot] = (uint32_t)table->count;
    table->points[table->count] = point;
    return (uint32_t)table->count++;
}

static struct chora_pair *find_pair(const chora_pairs_table *table, uint32_t a, uint32_t b)
{
    size_t slot = mix((uint64_t)a << 32 | b) & table->mask;
    for (;; slot = (slot + 1) & table->mask) {
        struct chora_pair *pair = &table->slots[slot];
        if (pair->a == CHORA_NO_NUMBER || (pair->a == a && pair->b == b))
            return pair;
    }
}

static bool make_slots(chora_pairs_table *table, size_t size)
{
    struct chora_pair *slots = chora_alloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < size; i++)
        slots[i].a = CHORA_NO_NUMBER;
    table->slots = slots;
    table->mask = size - 1;
    return true;
}

bool chora_pairs_table_open(chora_pairs_table *table)
{
    *table = (chora_pairs_table){ 0 };
    return make_slots(table, 1024);
}

void chora_pairs_table_close(chora_pairs_table *table)
{
    free(table->slots);
    *table = (chora_pairs_table){ 0 };
}

static bool grow_pairs(chora_pairs_table *table)
{
    chora_pairs_table old = *table;
    if (!make_slots(table, (old.mask + 1) * 2))
        return false;
    for (size_t i = 0; i <= old.mask; i++)
        if (old.slots[i].a != CHORA_NO_NUMBER)
            *find_pair(table, old.slots[i].a, old.slots[i].b) = old.slots[i];
    free(old.slots);
    return true;
}

bool chora_pairs_table_put(chora_pairs_table *table, uint32_t a, uint32_t b, int64_t value)
{
    if (table->count * 2 > table->mask && !grow_pairs(table))
        return false;
    struct chora_pair *pair = find_pair(table, a, b);
    if (pair->a != CHORA_NO_NUMBER)
        return true;
    *pair = (struct chora_pair){ a, b, value };
    table->count++;
    return true;
}

bool chora_pairs_table_get(const chora_pairs_table *table, uint32_t a, uint32_t b, int64_t *value)
{
    const struct chora_pair *pair = find_pair(table, a, b);
    if (pair->a == CHORA_NO_NUMBER)
        return false;
    *value = pair->value;
    return true;
}
