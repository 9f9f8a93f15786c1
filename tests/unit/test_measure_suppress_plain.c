/* What is withheld is what the definition says, tried number by number and rectangle by rectangle;
 * and tables that are too large for that are done in no time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "measure/suppress.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = 8, CELLS = SIDE * (SIDE + 1), NODES = 2 * SIDE + 1, TABLES = 6000 };

/* ---- the definition -------------------------------------------------------------------------- */

typedef struct {
    const chora_suppress_table *of;
    int64_t values[CELLS]; /* With the totals as a last column. */
    bool withheld[CELLS], reached[NODES];
} plain;

static size_t width(const plain *p)
{
    return p->of->columns + 1;
}

static bool can_change(const plain *p, size_t row, size_t column, bool more)
{
    return more != (column == p->of->columns) || p->values[row * width(p) + column] > 0;
}

/* From rows to columns by numbers that become more, back by numbers that become less. */
static void reach(plain *p, size_t node, size_t skip)
{
    size_t rows = p->of->rows;
    bool from_row = node < rows;
    if (p->reached[node])
        return;
    p->reached[node] = true;
    for (size_t i = 0; i < (from_row ? width(p) : rows); i++) {
        size_t row = from_row ? node : i, column = from_row ? i : node - rows;
        size_t at = row * width(p) + column;
        if (p->withheld[at] && at != skip && can_change(p, row, column, from_row))
            reach(p, from_row ? rows + column : row, skip);
    }
}

static bool is_way(plain *p, size_t from, size_t to, size_t skip)
{
    memset(p->reached, 0, sizeof p->reached);
    reach(p, from, skip);
    return p->reached[to];
}

static bool is_safe(plain *p, size_t row, size_t column)
{
    size_t at = row * width(p) + column, node = p->of->rows + column;
    return (can_change(p, row, column, true) && is_way(p, node, row, at)) ||
           (can_change(p, row, column, false) && is_way(p, row, node, at));
}

static int64_t cost(const plain *p, size_t row, size_t column)
{
    int64_t value = p->values[row * width(p) + column];
    if (p->withheld[row * width(p) + column])
        return 0;
    return 1 + value + (value == 0 ? 1000000 : 0) + (column == p->of->columns ? 1000 : 0);
}

static bool turns(const plain *p, size_t r, size_t c, size_t row, size_t column, bool more)
{
    return can_change(p, r, c, more) && can_change(p, r, column, !more) &&
           can_change(p, row, c, !more) && can_change(p, row, column, more);
}

static bool is_rectangle(const plain *p, size_t r, size_t c, size_t row, size_t column)
{
    return row != r && column != c && p->values[row * width(p) + column] >= 0 &&
           p->values[row * width(p) + c] >= 0 && p->values[r * width(p) + column] >= 0 &&
           (turns(p, r, c, row, column, true) || turns(p, r, c, row, column, false));
}

static void complement(plain *p, size_t r, size_t c)
{
    int64_t least = INT64_MAX;
    size_t best_row = r, best_column = c;
    for (size_t row = 0; row < p->of->rows; row++)
        for (size_t column = 0; column < width(p); column++) {
            if (!is_rectangle(p, r, c, row, column))
                continue;
            int64_t all = cost(p, row, column) + cost(p, row, c) + cost(p, r, column);
            best_row = all < least ? row : best_row;
            best_column = all < least ? column : best_column;
            least = all < least ? all : least;
        }
    p->withheld[best_row * width(p) + best_column] = true;
    p->withheld[best_row * width(p) + c] = true;
    p->withheld[r * width(p) + best_column] = true;
}

static void begin(plain *p, const chora_suppress_table *of)
{
    *p = (plain){ .of = of };
    for (size_t row = 0; row < of->rows; row++) {
        int64_t *total = &p->values[row * width(p) + of->columns];
        *total = -1;
        for (size_t column = 0; column < of->columns; column++) {
            int64_t value = of->counts[row * of->columns + column];
            p->values[row * width(p) + column] = value;
            if (value >= 0)
                *total = (*total < 0 ? 0 : *total) + value;
        }
        for (size_t column = 0; column < width(p); column++) {
            int64_t value = p->values[row * width(p) + column];
            bool also = column == of->columns ? !of->totals
                                              : of->also && of->also[row * of->columns + column];
            bool is_small = value > 0 && value < of->smallest;
            p->withheld[row * width(p) + column] = value >= 0 && (also || is_small);
        }
    }
}

static void suppress(plain *p, const chora_suppress_table *of)
{
    begin(p, of);
    for (size_t row = 0; row < of->rows; row++)
        for (size_t column = 0; column < of->columns + of->totals; column++)
            if (p->withheld[row * width(p) + column] && !is_safe(p, row, column))
                complement(p, row, column);
}

/* ---- tables ---------------------------------------------------------------------------------- */

static uint32_t random_state = 11;

static unsigned below(unsigned limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 12) % limit;
}

static void test_as_defined(void **state)
{
    (void)state;
    int withheld = 0;
    for (int table = 0; table < TABLES; table++) {
        int64_t counts[SIDE * SIDE];
        bool also[SIDE * SIDE], found[CELLS];
        unsigned zeros = below(10), missing = below(3) ? 0 : below(5), others = below(2) * below(4);
        unsigned largest = 1 + below(30);
        for (int i = 0; i < SIDE * SIDE; i++) {
            counts[i] = below(10) < zeros ? 0 : below(largest);
            if (below(10) < missing)
                counts[i] = -1;
            also[i] = below(10) < others;
        }
        const chora_suppress_table of = { .rows = 1 + below(SIDE),
                                          .columns = 1 + below(SIDE),
                                          .counts = counts,
                                          .totals = below(2),
                                          .smallest = 1 + (int)below(8),
                                          .also = below(2) ? also : NULL };
        plain p;
        suppress(&p, &of);
        assert_int_equal(chora_suppress(&of, found, NULL), CHORA_OK);
        for (size_t i = 0; i < of.rows * (of.columns + 1); i++) {
            withheld += found[i];
            if (found[i] != p.withheld[i])
                fail_msg("table %d: number %zu", table, i);
        }
    }
    assert_true(withheld > TABLES);
}

/* One number of each of many: as many steps for each as there are others would be 10^11. */
static void test_many(void **state)
{
    (void)state;
    const size_t rows = 300000;
    int64_t *counts = calloc(rows, sizeof *counts);
    bool *withheld = calloc(2 * rows, sizeof *withheld);
    size_t small = 0, found = 0;
    for (size_t i = 0; i < rows; i++) {
        counts[i] = below(9);
        small += counts[i] > 0 && counts[i] < 5;
    }
    const chora_suppress_table of = { .rows = rows, .columns = 1, .counts = counts, .smallest = 5 };
    assert_int_equal(chora_suppress(&of, withheld, NULL), CHORA_OK);
    for (size_t i = 0; i < rows; i++)
        found += withheld[2 * i];
    assert_int_equal(found, small);
    free(counts);
    free(withheld);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_defined),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
