/* A breakdown under an output profile. */
#include "measure/breakdown.h"
#include "measure/withhold.h"

#include <stdlib.h>

static size_t cell_index(const chora_breakdown *b, size_t area, size_t period, size_t value)
{
    return (area * b->periods + period) * (b->value_count + 1) + value;
}

/* Areas are rows of the table, which has found what is to be withheld of them. */
static void take_areas(chora_breakdown *b)
{
    size_t slots = b->value_count + 1;
    for (size_t area = 0; b->by_area && area < b->areas; area++) {
        b->row_withheld[area * slots + b->value_count] =
            b->table->total_withheld && b->table->total_withheld[area];
        for (size_t period = 0; period < b->periods; period++)
            b->withheld[cell_index(b, area, period, b->value_count)] =
                chora_table_cell(b->table, area, period).withheld;
    }
}

/* One row for each area and value. */
typedef struct {
    int64_t *counts, *group;
    bool *also, *withheld;
    size_t rows;
} value_rows;

static void fill_rows(const chora_breakdown *b, value_rows *v)
{
    for (size_t row = 0; row < v->rows; row++) {
        size_t area = row / b->values_shown, value = row % b->values_shown;
        v->group[row] = (int64_t)area;
        for (size_t period = 0; period < b->periods; period++) {
            size_t at = row * b->periods + period;
            v->counts[at] = b->cells[cell_index(b, area, period, value)].incidents;
            v->also[at] = b->withheld[cell_index(b, area, period, b->value_count)];
        }
    }
}

static void take_rows(chora_breakdown *b, const value_rows *v)
{
    for (size_t row = 0; row < v->rows; row++) {
        size_t area = row / b->values_shown, value = row % b->values_shown;
        const bool *withheld = v->withheld + row * (b->periods + 1);
        for (size_t period = 0; period < b->periods; period++) {
            b->withheld[cell_index(b, area, period, value)] = withheld[period];
            b->folded = b->folded || withheld[period];
        }
        b->row_withheld[area * (b->value_count + 1) + value] =
            withheld[b->periods] && b->periods > 1;
    }
}

static chora_status withhold_values(chora_breakdown *b, int smallest, chora_error *err)
{
    value_rows v = { .rows = b->areas * b->values_shown };
    size_t cells = v.rows * (b->periods + 1) + 1;
    v.counts = chora_alloc(cells, sizeof *v.counts);
    v.group = chora_alloc(v.rows + 1, sizeof *v.group);
    v.also = chora_alloc(cells, sizeof *v.also);
    v.withheld = chora_alloc(cells, sizeof *v.withheld);
    chora_status st = v.counts && v.group && v.also && v.withheld ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        fill_rows(b, &v);
        const chora_grouped_table grouped = { .rows = v.rows,
                                              .columns = b->periods,
                                              .counts = v.counts,
                                              .group = v.group,
                                              .also = v.also,
                                              .totals = b->periods > 1,
                                              .smallest = smallest };
        st = chora_suppress_groups(&grouped, v.withheld, err);
    }
    if (!st)
        take_rows(b, &v);
    free(v.counts);
    free(v.group);
    free(v.also);
    free(v.withheld);
    return st;
}

chora_status chora_breakdown_withhold(chora_breakdown *b, int smallest, chora_error *err)
{
    size_t slots = b->value_count + 1;
    b->withheld = chora_arena_alloc(b->arena, b->areas * b->periods * slots, sizeof *b->withheld);
    b->row_withheld = chora_arena_alloc(b->arena, b->areas * slots, sizeof *b->row_withheld);
    if (!b->withheld || !b->row_withheld)
        return chora_no_memory(err);
    take_areas(b);
    return b->values_shown ? withhold_values(b, smallest, err) : CHORA_OK;
}
