/* Small numbers withheld: whatever is printed, no withheld number may have only one possible value.
 * The possible values are found by trying all tables with the same printed numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "measure/suppress.h"

#include <string.h>

enum { ROWS = 3, COLUMNS = 3, WIDTH = COLUMNS + 1, CELLS = ROWS * COLUMNS };

/* Every table whose columns add up and whose printed numbers are those printed. */
typedef struct {
    int64_t counts[CELLS], tried[CELLS], column_total[COLUMNS], row_total[ROWS];
    bool withheld[ROWS * WIDTH], totals;
    int64_t least[CELLS], most[CELLS], tables;
} attack;

static bool rows_agree(const attack *a)
{
    for (int row = 0; row < ROWS; row++) {
        int64_t sum = 0;
        for (int column = 0; column < COLUMNS; column++)
            sum += a->tried[row * COLUMNS + column];
        if (a->totals && !a->withheld[row * WIDTH + COLUMNS] && sum != a->row_total[row])
            return false;
    }
    return true;
}

static void note(attack *a)
{
    if (!rows_agree(a))
        return;
    a->tables++;
    for (int i = 0; i < CELLS; i++) {
        a->least[i] = a->tried[i] < a->least[i] ? a->tried[i] : a->least[i];
        a->most[i] = a->tried[i] > a->most[i] ? a->tried[i] : a->most[i];
    }
}

/* Column by column, from the top; `left` is what the column still needs. */
static void try_from(attack *a, int column, int row, int64_t left)
{
    if (row == ROWS) {
        if (left != 0)
            return;
        if (column + 1 == COLUMNS)
            note(a);
        else
            try_from(a, column + 1, 0, a->column_total[column + 1]);
        return;
    }
    int at = row * COLUMNS + column;
    bool open = !a->withheld[row * WIDTH + column];
    for (int64_t value = open ? a->counts[at] : 0; value <= (open ? a->counts[at] : left);
         value++) {
        if (value > left)
            return;
        a->tried[at] = value;
        try_from(a, column, row + 1, left - value);
    }
}

static void attack_table(const int64_t *counts, bool totals, int smallest)
{
    attack a = { .totals = totals, .tables = 0 };
    memcpy(a.counts, counts, sizeof a.counts);
    for (int i = 0; i < CELLS; i++) {
        a.column_total[i % COLUMNS] += counts[i];
        a.row_total[i / COLUMNS] += counts[i];
        a.least[i] = INT64_MAX;
    }
    const chora_suppress_table table = { ROWS, COLUMNS, counts, totals, smallest, NULL };
    assert_int_equal(chora_suppress(&table, a.withheld, NULL), CHORA_OK);
    try_from(&a, 0, 0, a.column_total[0]);
    assert_true(a.tables >= 1);
    for (int i = 0; i < CELLS; i++) {
        bool withheld = a.withheld[i / COLUMNS * WIDTH + i % COLUMNS];
        if (counts[i] > 0 && counts[i] < smallest)
            assert_true(withheld);
        if (withheld && a.least[i] == a.most[i])
            fail_msg("cell %d is known to be %d", i, (int)counts[i]);
        if (!withheld)
            assert_int_equal(a.least[i], a.most[i]);
    }
}

static void test_no_way_back(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (int table = 0; table < 300; table++) {
        int64_t counts[CELLS];
        for (int i = 0; i < CELLS; i++) {
            random = random * 1664525u + 1013904223u;
            int value = (int)(random >> 24) % 9;
            counts[i] = value > 5 ? 0 : value;
        }
        attack_table(counts, table % 2 == 0, 3);
    }
}

/* One small number in a row and column of zeros: zeros have to go with it. */
static void test_alone(void **state)
{
    (void)state;
    attack_table((int64_t[]){ 2, 0, 0, 0, 0, 0, 0, 0, 0 }, true, 3);
    attack_table((int64_t[]){ 2, 0, 0, 0, 9, 0, 0, 0, 9 }, true, 3);
    attack_table((int64_t[]){ 2, 8, 8, 8, 9, 8, 8, 8, 9 }, true, 3);
    attack_table((int64_t[]){ 2, 0, 0, 0, 0, 0, 0, 0, 0 }, false, 3);
}

static void test_nothing_small(void **state)
{
    (void)state;
    const int64_t counts[] = { 0, 9, 7, -1, 5, 6 };
    bool withheld[6 + 3];
    const chora_suppress_table table = { 3, 2, counts, true, 5, NULL };
    assert_int_equal(chora_suppress(&table, withheld, NULL), CHORA_OK);
    for (int i = 0; i < 9; i++)
        assert_false(withheld[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_way_back),
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_nothing_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
