#include "measure/suppress.h"

#include "base/memory.h"
#include "measure/rings.h"

#include <stdlib.h>

typedef struct {
    int64_t cost;
    size_t column;
} corner;

typedef struct {
    int64_t cost;
    size_t row, column; /* The corner across. */
} rectangle;

/* With the totals as a last column, each row's numbers less its total, and each column's, add up to
 * something that is known. Rows, then columns, are nodes of a graph, withheld numbers its links. */
typedef struct {
    const chora_suppress_table *table;
    size_t width;    /* columns + 1 */
    int64_t *values; /* rows x width */
    bool *withheld;  /* The caller's. */
    chora_rings *rings;
    corner *corners; /* Of one row. */
} suppressing;

static bool exists(const suppressing *s, size_t row, size_t column)
{
    return s->values[row * s->width + column] >= 0;
}

static bool is_withheld(const suppressing *s, size_t row, size_t column)
{
    return s->withheld[row * s->width + column];
}

/* May the number change so that what it adds to its row's sum becomes more (or less)? A total adds
 * with a minus. */
static bool can_change(const suppressing *s, size_t row, size_t column, bool more)
{
    bool is_total = column == s->table->columns;
    return more != is_total || s->values[row * s->width + column] > 0;
}

/* From a row one goes on to columns by numbers that become more, from a column to rows by numbers
 * that become less. */
static chora_status link_withheld(suppressing *s, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t row = 0; row < s->table->rows; row++)
        for (size_t column = 0; !st && column < s->width; column++) {
            bool out = can_change(s, row, column, true), back = can_change(s, row, column, false);
            size_t other = s->table->rows + column;
            if (is_withheld(s, row, column))
                st = chora_rings_add(s->rings, out ? row : other, out ? other : row, out && back,
                                     err);
        }
    return st;
}

/* What is lost by withholding one more: nothing for what is withheld already. Zeros are kept where
 * that is possible. */
static int64_t cost(const suppressing *s, size_t row, size_t column)
{
    int64_t value = s->values[row * s->width + column];
    if (is_withheld(s, row, column))
        return 0;
    return 1 + value + (value == 0 ? 1000000 : 0) + (column == s->table->columns ? 1000 : 0);
}

static bool turns(const suppressing *s, size_t row, size_t column, size_t other_row,
                  size_t other_column, bool more)
{
    return can_change(s, row, column, more) && can_change(s, row, other_column, !more) &&
           can_change(s, other_row, column, !more) && can_change(s, other_row, other_column, more);
}

static void withhold(suppressing *s, size_t row, size_t column)
{
    s->withheld[row * s->width + column] = true;
}

static int by_cost(const void *a, const void *b)
{
    const corner *x = a, *y = b;
    int order = (x->cost > y->cost) - (x->cost < y->cost);
    return order ? order : (x->column > y->column) - (x->column < y->column);
}

/* What can be withheld beside the number in its row, the cheapest first. */
static size_t list_corners(suppressing *s, size_t row, size_t column)
{
    size_t count = 0;
    for (size_t i = 0; i < s->width; i++)
        if (i != column && exists(s, row, i))
            s->corners[count++] = (corner){ cost(s, row, i), i };
    if (count > 1)
        qsort(s->corners, count, sizeof *s->corners, by_cost);
    return count;
}

/* The row with the cheapest corner in the column. */
static size_t cheapest_row(const suppressing *s, size_t row, size_t column)
{
    size_t best = row;
    for (size_t i = 0; i < s->table->rows; i++)
        if (i != row && exists(s, i, column) &&
            (best == row || cost(s, i, column) < cost(s, best, column)))
            best = i;
    return best;
}

/* Of two that cost the same the upper one, then the left one. */
static bool is_less(const rectangle *best, int64_t all, size_t row, size_t column)
{
    return all < best->cost ||
           (all == best->cost && (row < best->row || (row == best->row && column < best->column)));
}

/* With two corners in another row; the corners that come later cost as much or more by themselves.
 */
static void try_row(const suppressing *s, size_t row, size_t column, size_t other, size_t corners,
                    rectangle *best)
{
    if (other == row || !exists(s, other, column))
        return;
    for (size_t i = 0; i < corners; i++) {
        size_t beside = s->corners[i].column;
        int64_t all = cost(s, other, column) + s->corners[i].cost;
        if (!is_less(best, all, other, 0))
            return;
        if (!exists(s, other, beside))
            continue;
        all += cost(s, other, beside);
        if (is_less(best, all, other, beside) && (turns(s, row, column, other, beside, true) ||
                                                  turns(s, row, column, other, beside, false)))
            *best = (rectangle){ all, other, beside };
    }
}

/* The cheapest rectangle that has the number at a corner. A good row first: most others need not be
 * gone through then. */
static void complement(suppressing *s, size_t row, size_t column)
{
    rectangle best = { INT64_MAX, 0, 0 };
    size_t corners = list_corners(s, row, column);
    try_row(s, row, column, cheapest_row(s, row, column), corners, &best);
    for (size_t i = 0; i < s->table->rows; i++)
        try_row(s, row, column, i, corners, &best);
    if (best.cost == INT64_MAX)
        return;
    withhold(s, best.row, best.column);
    withhold(s, best.row, column);
    withhold(s, row, best.column);
    chora_rings_join(s->rings, row, best.row);
    chora_rings_join(s->rings, row, s->table->rows + column);
    chora_rings_join(s->rings, row, s->table->rows + best.column);
}

static void fill(suppressing *s)
{
    const chora_suppress_table *table = s->table;
    for (size_t row = 0; row < table->rows; row++) {
        int64_t *total = &s->values[row * s->width + table->columns];
        bool any = false;
        for (size_t column = 0; column < table->columns; column++) {
            int64_t value = table->counts[row * table->columns + column];
            s->values[row * s->width + column] = value;
            *total += value > 0 ? value : 0;
            any = any || value >= 0;
        }
        *total = any ? *total : -1;
    }
}

static void withhold_small(suppressing *s)
{
    for (size_t i = 0; i < s->table->rows * s->width; i++) {
        const chora_suppress_table *table = s->table;
        size_t row = i / s->width, column = i % s->width;
        bool is_total = column == table->columns;
        bool also =
            is_total ? !table->totals : table->also && table->also[row * table->columns + column];
        bool is_small = s->values[i] > 0 && s->values[i] < table->smallest;
        s->withheld[i] = s->values[i] >= 0 && (also || is_small);
    }
}

/* What is added lies on a ring with what it was added for: one pass is enough. */
static chora_status complement_all(suppressing *s, chora_error *err)
{
    chora_status st = link_withheld(s, err);
    for (size_t row = 0; row < s->table->rows; row++)
        for (size_t column = 0; !st && column < s->table->columns + s->table->totals; column++) {
            bool is_safe = true;
            if (is_withheld(s, row, column))
                st = chora_rings_on_ring(s->rings, row, s->table->rows + column, &is_safe, err);
            if (!st && !is_safe)
                complement(s, row, column);
        }
    return st;
}

chora_status chora_suppress(const chora_suppress_table *table, bool *out, chora_error *err)
{
    suppressing s = { .table = table, .width = table->columns + 1, .withheld = out };
    s.values = chora_alloc(table->rows * s.width + 1, sizeof *s.values);
    s.corners = chora_alloc(s.width, sizeof *s.corners);
    chora_status st = s.values && s.corners ? CHORA_OK : chora_no_memory(err);
    if (!st)
        st = chora_rings_new(table->rows + s.width, &s.rings, err);
    if (!st) {
        fill(&s);
        withhold_small(&s);
        st = complement_all(&s, err);
    }
    free(s.values);
    free(s.corners);
    chora_rings_free(s.rings);
    return st;
}
