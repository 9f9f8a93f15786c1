#include "publish/export_share.h"

#include <math.h>

enum { PART, WHOLE, SHARE };

static const chora_field columns[CHORA_EXPORT_SHARE_COLUMNS] = {
    [PART] = { "part", CHORA_FIELD_INTEGER },
    [WHOLE] = { "whole", CHORA_FIELD_INTEGER },
    [SHARE] = { "share", CHORA_FIELD_REAL },
};

int chora_export_share_fields(const chora_table *table, chora_arena *arena, chora_field *out)
{
    size_t periods = chora_table_periods(table);
    for (size_t period = 0; period < periods; period++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(chora_table_period(table, period), id);
        for (int column = 0; column < CHORA_EXPORT_SHARE_COLUMNS; column++, out++) {
            *out = columns[column];
            if (periods > 1)
                out->name = chora_arena_printf(arena, "%s %s", id, columns[column].name);
            if (!out->name)
                return -1;
        }
    }
    return 0;
}

/* A tenth of a percent: the table's own is for printing. */
static double exact_share(chora_cell cell)
{
    return round(1000.0 * (double)cell.part / (double)cell.whole) / 10;
}

void chora_export_share_cells(const chora_table *table, size_t area, chora_cell_out *out)
{
    for (size_t period = 0; period < chora_table_periods(table); period++) {
        chora_cell cell = chora_table_cell(table, area, period);
        bool missing = cell.state == CHORA_CELL_NOT_COVERED;
        bool none = missing || cell.whole == 0;
        out[PART] = (chora_cell_out){ .missing = missing, .integer = cell.part };
        out[WHOLE] = (chora_cell_out){ .missing = missing, .integer = cell.whole };
        out[SHARE] = (chora_cell_out){ .missing = none, .real = none ? 0 : exact_share(cell) };
        out += CHORA_EXPORT_SHARE_COLUMNS;
    }
}
