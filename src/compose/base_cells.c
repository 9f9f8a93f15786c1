/* What the tables say of the areas. */
#include "compose/base_step.h"
#include "compose/bivariate.h"
#include "compose/difference.h"
#include "compose/symbols.h"

#include <math.h>
#include <stdlib.h>

size_t chora_base_layer(const chora_base_map *base)
{
    return (size_t)(base->cells >= 0 ? base->cells : base->circles);
}

const chora_table *chora_base_table(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return inputs->tables[chora_base_layer(base)];
}

chora_cell chora_base_cell(const chora_base_map *base, const chora_figure_inputs *inputs,
                           size_t area, size_t period)
{
    if (base->cells < 0 || base->row[area] == CHORA_NO_INDEX)
        return (chora_cell){ .state = CHORA_CELL_NO_DATA };
    if (inputs->changes)
        return chora_difference_cell(chora_difference_of(base, inputs, area, period));
    chora_cell cell = chora_table_cell(inputs->tables[base->cells], base->row[area], period);
    cell.value *= base->rate.factor;
    return cell;
}

/* ---- rows ------------------------------------------------------------------------------------ */

typedef struct {
    int64_t id;
    size_t row;
} table_row;

static int by_id(const void *a, const void *b)
{
    const table_row *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static double largest_number(const chora_table *table)
{
    double largest = 0;
    for (size_t p = 0; p < chora_table_periods(table); p++)
        for (size_t i = 0; i < chora_table_areas(table); i++) {
            chora_cell cell = chora_table_cell(table, i, p);
            if (cell.state == CHORA_CELL_NUMBER)
                largest = fmax(largest, cell.value);
        }
    return largest;
}

/* Which row of the table belongs to each area. */
chora_status chora_base_rows_make(chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_error *err)
{
    base->row = chora_arena_alloc(base->arena, base->area_count + 1, sizeof *base->row);
    if (!base->row)
        return chora_no_memory(err);
    if (base->cells < 0)
        return CHORA_OK;
    const chora_table *table = inputs->tables[base->cells];
    bool pair = inputs->figure->layers[base->cells].is_pair; /* an axis prints its own numbers */
    if (!inputs->changes && !pair) /* the legend of a change is made in the table's numbers */
        base->rate = chora_shown_rate_of(&inputs->figure->layers[base->cells].measure,
                                         largest_number(table));
    size_t count = chora_table_areas(table);
    table_row *rows = chora_alloc(count + 1, sizeof *rows);
    if (!rows)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        rows[i] = (table_row){ chora_table_area_id(table, i), i };
    qsort(rows, count, sizeof *rows, by_id);
    for (size_t a = 0; a < base->area_count; a++) {
        table_row key = { inputs->areas->areas[a].id, 0 };
        const table_row *found = count ? bsearch(&key, rows, count, sizeof *rows, by_id) : NULL;
        base->row[a] = found ? found->row : CHORA_NO_INDEX;
    }
    free(rows);
    return CHORA_OK;
}

/* ---- all periods ----------------------------------------------------------------------------- */

/* Of halves the number of incidents is known, whatever is known of each. */
static bool is_unknown(const chora_base_map *base)
{
    return base->marks >= 0 && !base->parts.halves;
}

/* What is in the legend of any period is in that of all: it keeps its form from page to page. */
void chora_base_look_through(chora_base_map *base, const chora_figure_inputs *inputs)
{
    size_t periods = chora_table_periods(chora_base_table(base, inputs));
    base->no_data = base->hexmap && base->hexmap->no_data;
    for (size_t p = 0; p < periods; p++) {
        for (size_t a = 0; base->cells >= 0 && a < base->area_count; a++) {
            chora_cell cell = chora_base_cell(base, inputs, a, p);
            chora_cell_state state = cell.state;
            bool none = cell.value == 0 ||
                        (chora_table_is_share(inputs->tables[base->cells]) && cell.whole == 0);
            base->zero = base->zero || (state == CHORA_CELL_NUMBER && none);
            base->no_data = base->no_data || (state == CHORA_CELL_NO_DATA &&
                                              (base->choropleth >= 0 || is_unknown(base)));
            if (chora_bivariate_is(base, inputs) &&
                chora_bivariate_second(base, inputs, a, p).state == CHORA_CELL_NO_DATA)
                base->no_data = true;
            base->not_covered = base->not_covered || state == CHORA_CELL_NOT_COVERED;
        }
        if (base->circles >= 0) {
            int64_t coarse = chora_symbols_coarse(base, inputs, p);
            base->coarse = coarse > base->coarse ? coarse : base->coarse;
        }
    }
}
