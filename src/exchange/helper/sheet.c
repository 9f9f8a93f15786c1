#include "sheet.h"
#include "base/limits.h"
#include "value.h"

#include <string.h>

bool chora_sheet_row_is_blank(OGRFeatureH row, int columns)
{
    for (int i = 0; i < columns; i++)
        if (OGR_F_IsFieldSetAndNotNull(row, i) && *OGR_F_GetFieldAsString(row, i))
            return false;
    return true;
}

static OGRFeatureH next_filled(OGRLayerH layer, int columns)
{
    OGRFeatureH row;

    while ((row = OGR_L_GetNextFeature(layer)) && chora_sheet_row_is_blank(row, columns))
        OGR_F_Destroy(row);
    return row;
}

/* The row's cells as they are handed on, "" for none; NULL without memory. */
static const char **cells_of(OGRFeatureH row, int columns, chora_kind kind, chora_arena *arena)
{
    const char **cells = chora_arena_alloc(arena, (size_t)columns + 1, sizeof *cells);
    chora_buffer value = CHORA_BUFFER_INIT(4 * CHORA_MAX_CELL);

    for (int i = 0; cells && i < columns; i++) {
        chora_buffer_clear(&value);
        bool there = chora_value_add(&value, row, i, kind);
        cells[i] = chora_arena_strdup(arena, there ? chora_buffer_text(&value) : "");
        if (!cells[i] || value.failed)
            cells = NULL;
    }
    chora_buffer_free(&value);
    return cells;
}

/* Take the held row `index` for the header, and drop it with those before. */
static chora_status settle(chora_sheet_head *head, size_t index, int columns, chora_kind kind,
                           chora_error *err)
{
    head->line = (int64_t)OGR_F_GetFID(head->held[index]);
    head->names = cells_of(head->held[index], columns, kind, head->arena);
    for (size_t i = 0; i <= index; i++)
        OGR_F_Destroy(head->held[i]);
    head->next = index + 1;
    return head->names ? CHORA_OK : chora_no_memory(err);
}

static chora_status find(chora_sheet_head *head, OGRLayerH layer, int columns, chora_kind kind,
                         const char *name, chora_error *err)
{
    chora_header_look looks[CHORA_HEADER_ROWS];
    OGRFeatureH row;

    while (head->count < CHORA_HEADER_ROWS && (row = next_filled(layer, columns))) {
        const char **cells = cells_of(row, columns, kind, head->arena);
        if (cells)
            looks[head->count] = chora_header_look_at(cells, (size_t)columns);
        head->held[head->count++] = row;
        if (!cells)
            return chora_no_memory(err);
    }
    if (head->count == 0)
        return chora_fail(err, CHORA_EDATA, "%s holds no table: no row, and no header either",
                          name);
    size_t found = chora_header_find(looks, head->count);
    head->found = found > 0;
    return settle(head, found, columns, kind, err);
}

static chora_status go_to(chora_sheet_head *head, OGRLayerH layer, int columns, chora_kind kind,
                          const char *name, int64_t asked, chora_error *err)
{
    OGRFeatureH row;

    while ((row = next_filled(layer, columns)) && (int64_t)OGR_F_GetFID(row) < asked)
        OGR_F_Destroy(row);
    if (row) {
        head->held[head->count++] = row;
        if ((int64_t)OGR_F_GetFID(row) == asked)
            return settle(head, 0, columns, kind, err);
    }
    return chora_fail(err, CHORA_EINVAL, "%s: header_row: row %lld of the sheet holds nothing",
                      name, (long long)asked);
}

chora_status chora_sheet_head_read(OGRLayerH layer, chora_kind kind, const char *name,
                                   int64_t asked, chora_sheet_head *out, chora_error *err)
{
    int columns = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));

    out->arena = chora_arena_new();
    if (!out->arena)
        return chora_no_memory(err);
    OGR_L_ResetReading(layer);
    return asked > 0 ? go_to(out, layer, columns, kind, name, asked, err)
                     : find(out, layer, columns, kind, name, err);
}

OGRFeatureH chora_sheet_next(chora_sheet_head *head, OGRLayerH layer)
{
    return head->next < head->count ? head->held[head->next++] : OGR_L_GetNextFeature(layer);
}

void chora_sheet_head_free(chora_sheet_head *head)
{
    while (head->next < head->count)
        OGR_F_Destroy(head->held[head->next++]);
    chora_arena_free(head->arena);
}
