/**
 * @file
 * Which row of a table is its header: sheets for people have a title, a source and blank rows above
 * it. They are passed over only when nothing else can be meant.
 */
#ifndef CHORA_EXCHANGE_HEADER_ROW_H
#define CHORA_EXCHANGE_HEADER_ROW_H

#include <stdbool.h>
#include <stddef.h>

/** How many rows are looked at. */
#define CHORA_HEADER_ROWS 25

/** What a row looks like. */
typedef struct {
    size_t filled;  /**< Cells that hold anything. */
    bool all_words; /**< No cell begins like a number or a date, and no two are the same. */
    bool numbers;   /**< One does. */
} chora_header_look;

/** NULL cells are empty. */
chora_header_look chora_header_look_at(const char *const *cells, size_t count);

/**
 * The index of the header: the first row, unless the rows above another one have hardly a cell each
 * and that one names, in words, most of the columns that rows with numbers below it fill.
 */
size_t chora_header_find(const chora_header_look *rows, size_t count);

#endif
