/**
 * @file
 * Many things in the order of two whole numbers each.
 */
#ifndef CHORA_BASE_SORT_KEYS_H
#define CHORA_BASE_SORT_KEYS_H

#include <stddef.h>
#include <stdint.h>

/** What an item is sorted by. */
typedef struct {
    uint64_t high, low;
    size_t row; /**< Of the item. */
} chora_sort_key;

/** By `high`, then `low`; equal ones stay in their order. 0, or -1 without memory. */
int chora_sort_keys(chora_sort_key *keys, size_t count);

/** Items of `size` bytes to where their sorted keys stand, in place: keys[i].row, each once, says
 * which comes to i, and is i afterwards. */
void chora_sort_follow(chora_sort_key *keys, size_t count, void *items, size_t size);

/** A number that is larger when `value` is, for a key; not for NaN. */
uint64_t chora_sort_number(double value);

#endif
