#include "measure/suppress.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* With the totals as a last column, each row's numbers less its total, and each column's, add up to
 * something that is known. */
typedef struct {
    const chora_suppress_table *table;
    size_t width;    /* columns + 1 */
    int64_t *values; /* rows x width */
    bool *withheld;  /* The caller's. */
    size_t *queue;   /* Rows, then columns, as nodes of a graph whose edges are withheld numbers. */
    bool *reached;
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

static void reach(suppressing *s, size_t node, size_t *tail)
{
    if (s->reached[node])
        return;
    s->reached[node] = true;
    s->queue[(*tail)++] = node;
}

/* From a row one goes on to columns by numbers that become more, from a column to rows by numbers
 * that become less; never by the number that is asked about. */
static void step_from(suppressing *s, size_t node, size_t skip, size_t *tail)
{
    size_t rows = s->table->rows;
    bool from_row = node < rows;
    for (size_t i = 0; i < (from_row ? s->width : rows); i++) {
        size_t row = from_row ? node : i, column = from_row ? i : node - rows;
        if (is_withheld(s, row, column) && row * s->width + column != skip &&
            can_change(s, row, column, from_row))
            reach(s, from_row ? rows + column : row, tail);
    }
}

static bool is_path(suppressing *s, size_t from, size_t to, size_t skip)
{
    size_t head = 0, tail = 0;
    memset(s->reached, 0, (s->table->rows + s->width) * sizeof *s->reached);
    reach(s, from, &tail);
    while (head < tail && !s->reached[to])
        step_from(s, s->queue[head++], skip, &tail);
    return s->reached[to];
}

/* Is another number possible in its place? */
static bool is_safe(suppressing *s, size_t row, size_t column)
{
    size_t skip = row * s->width + column, as_column = s->table->rows + column;
    return (can_change(s, row, column, true) && is_path(s, as_column, row, skip)) ||
           (can_change(s, row, column, false) && is_path(s, row, as_column, skip));
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

/* The cheapest rectangle that has the number at a corner. */
static void complement(suppressing *s, size_t row, size_t column)
{
    int64_t least = INT64_MAX;
    size_t best_row = 0, best_column = 0;
    for (size_t r = 0; r < s->table->rows; r++)
        for (size_t c = 0; c < s->width; c++) {
            if (r == row || c == column || !exists(s, r, c) || !exists(s, r, column) ||
                !exists(s, row, c))
                continue;
            if (!turns(s, row, column, r, c, true) && !turns(s, row, column, r, c, false))
                continue;
            int64_t all = cost(s, r, c) + cost(s, r, column) + cost(s, row, c);
            if (all < least) {
                least = all;
                best_row = r;
                best_column = c;
            }
        }
    if (least == INT64_MAX)
        return;
    withhold(s, best_row, best_column);
    withhold(s, best_row, column);
    withhold(s, row, best_column);
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
        bool is_small = s->values[i] > 0 && s->values[i] < table->smallest &&
                        !(table->exempt && table->exempt[row]);
        s->withheld[i] = s->values[i] >= 0 && (also || is_small);
    }
}

chora_status chora_suppress(const chora_suppress_table *table, bool *out, chora_error *err)
{
    suppressing s = { .table = table, .width = table->columns + 1, .withheld = out };
    size_t cells = table->rows * s.width, nodes = table->rows + s.width;
    s.values = chora_alloc(cells + 1, sizeof *s.values);
    s.queue = chora_alloc(nodes, sizeof *s.queue);
    s.reached = chora_alloc(nodes, sizeof *s.reached);
    chora_status st = s.values && s.queue && s.reached ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        fill(&s);
        withhold_small(&s);
        /* What is added lies on a cycle with what it was added for: one pass is enough. */
        for (size_t i = 0; i < cells; i++)
            if (out[i] && (table->totals || i % s.width < table->columns) &&
                !is_safe(&s, i / s.width, i % s.width))
                complement(&s, i / s.width, i % s.width);
    }
    free(s.values);
    free(s.queue);
    free(s.reached);
    return st;
}
