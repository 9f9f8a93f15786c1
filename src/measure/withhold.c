#include "measure/withhold.h"

#include "measure/suppress.h"

#include <stdlib.h>

static void apply(chora_table *table, const bool *withheld)
{
    size_t width = table->period_count + 1;
    for (size_t area = 0; area < table->frame.count; area++) {
        double sum = 0;
        for (size_t period = 0; period < table->period_count; period++) {
            chora_cell *cell = &table->cells[area * table->period_count + period];
            sum += cell->state == CHORA_CELL_NUMBER ? cell->value : 0;
            if (withheld[area * width + period])
                *cell = (chora_cell){ .state = CHORA_CELL_NO_DATA,
                                      .partial = cell->partial,
                                      .withheld = true };
        }
        table->row_totals[area] = sum;
        table->total_withheld[area] = withheld[area * width + table->period_count];
    }
}

chora_status chora_table_withhold(chora_table *table, int smallest, chora_error *err)
{
    if (table->is_share)
        return chora_fail(
            err, CHORA_EINVAL,
            "share_of: the output profile withholds numbers of marked incidents below "
            "%d, which a share would give away; show counts, or use another profile",
            smallest);
    size_t rows = table->frame.count, columns = table->period_count;
    int64_t *counts = chora_alloc(rows * columns + 1, sizeof *counts);
    bool *withheld = chora_alloc(rows * (columns + 1) + 1, sizeof *withheld);
    table->row_totals = chora_arena_alloc(table->arena, rows + 1, sizeof *table->row_totals);
    table->total_withheld =
        chora_arena_alloc(table->arena, rows + 1, sizeof *table->total_withheld);
    chora_status st = counts && withheld && table->row_totals && table->total_withheld
                          ? CHORA_OK
                          : chora_no_memory(err);
    const chora_suppress_table numbers = { rows, columns, counts, columns > 1, smallest };
    for (size_t i = 0; !st && i < rows * columns; i++)
        counts[i] =
            table->cells[i].state == CHORA_CELL_NOT_COVERED ? -1 : table->cells[i].incidents;
    if (!st)
        st = chora_suppress(&numbers, withheld, err);
    if (!st) {
        table->smallest = smallest;
        apply(table, withheld);
    }
    free(counts);
    free(withheld);
    return st;
}
