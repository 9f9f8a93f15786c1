/**
 * @file
 * The inside of a table: made by measuring, immutable afterwards.
 */
#ifndef CHORA_MEASURE_TABLE_H
#define CHORA_MEASURE_TABLE_H

#include "base/file.h"
#include "base/memory.h"
#include "measure/frame.h"

#include <chora/measure.h>

/** The three ways to show rows, each with an account of its own. */
enum { CHORA_BY_AREA, CHORA_BY_SYMBOL, CHORA_BY_EITHER, CHORA_WAYS };

struct chora_table {
    chora_arena *arena; /**< Holds all that follows. */
    const char *dataset;
    char hash[CHORA_SHA256_TEXT];
    chora_day first, last;
    bool is_whole;
    chora_frame frame; /**< `on` says in whose boundaries. */
    size_t period_count;
    chora_period *periods;
    chora_cell *cells;                   /**< Area by area, its periods in order. */
    chora_account *accounts[CHORA_WAYS]; /**< One a period. */
    chora_account overall;               /**< By area, over all periods together. */
    chora_symbol *symbols;
    size_t *symbol_start; /**< period_count + 1 entries. */
};

/**
 * The account of all periods together: a row is shown when its area and period are in the table,
 * outside the period when it is in none of them.
 */
chora_account chora_table_overall_account(const chora_table *table);

#endif
