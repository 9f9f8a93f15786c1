/**
 * @file
 * A first look into an XLSX: what a reader would not tell, and what would drown it.
 */
#ifndef CHORA_EXCHANGE_WORKBOOK_H
#define CHORA_EXCHANGE_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Hidden sheets that are remembered by name. */
#define CHORA_HIDDEN_SHEETS 32

typedef struct {
    char hidden[CHORA_HIDDEN_SHEETS][128]; /**< Names of hidden sheets. */
    size_t hidden_count;
    size_t
        hidden_rows; /**< In all sheets, by hand or by a filter: they are read like the others. */
    uint64_t
        text_bytes; /**< Of all cells that share a text, each counted as long as that text is. */
    bool declares;  /**< A part has a document type: its entities could name other files. */
} chora_workbook;

/** Fill `out`. What cannot be read counts nothing: the reader will say so. */
void chora_workbook_look(const char *path, chora_workbook *out);

#endif
