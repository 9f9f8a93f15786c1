/**
 * @file
 * A first look into an XLSX: what a reader would not tell, and what would drown it.
 */
#ifndef CHORA_EXCHANGE_WORKBOOK_H
#define CHORA_EXCHANGE_WORKBOOK_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t
        hidden_rows; /**< In all sheets, by hand or by a filter: they are read like the others. */
    uint64_t
        text_bytes; /**< Of all cells that share a text, each counted as long as that text is. */
} chora_workbook;

/** What cannot be read counts nothing: the reader will say so. */
chora_workbook chora_workbook_look(const char *path);

#endif
