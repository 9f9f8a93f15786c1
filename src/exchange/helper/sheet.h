/**
 * @file
 * A workbook's sheet: which of its rows is the header, and the rows that were read to find that.
 */
#ifndef CHORA_HELPER_SHEET_H
#define CHORA_HELPER_SHEET_H

#include "base/error.h"
#include "base/memory.h"
#include "exchange/header_row.h"
#include "exchange/kind.h"

#include <ogr_api.h>

typedef struct {
    OGRFeatureH held[CHORA_HEADER_ROWS]; /**< Rows behind the header, still to be handed on. */
    size_t count, next;
    chora_arena *arena;
    const char **names; /**< Of the columns; "" where the header has no cell. */
    int64_t line;       /**< Row of the header. */
    bool found;         /**< Below other rows, by what it looks like. */
} chora_sheet_head;

/**
 * Read to the header: row `asked`, or where that is 0 the one that is found. Other rows up to it
 * are dropped.
 * @return CHORA_OK; CHORA_EINVAL (no such row); CHORA_EDATA (no row); CHORA_ENOMEM.
 */
chora_status chora_sheet_head_read(OGRLayerH layer, chora_kind kind, const char *name,
                                   int64_t asked, chora_sheet_head *out, chora_error *err);

/** The next row, of those that are held first; NULL after the last. The caller destroys it. */
OGRFeatureH chora_sheet_next(chora_sheet_head *head, OGRLayerH layer);

/** Does any cell hold anything? */
bool chora_sheet_row_is_blank(OGRFeatureH row, int columns);

void chora_sheet_head_free(chora_sheet_head *head); /**< Zeros are fine. */

#endif
