/* Which row is the header: one case for each side of each rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "exchange/header_row.h"

#include <stdio.h>

/* "t3" a row of three words, "n3" one with numbers in it, "d3" one that repeats itself. */
static chora_header_look look(const char *said)
{
    size_t filled = (size_t)(said[1] - '0');
    return (chora_header_look){ filled, said[0] == 't', said[0] == 'n' };
}

static void the_header_is_found(void **state)
{
    static const struct {
        const char *rows[6];
        size_t header;
    } cases[] = {
        { { "t3", "n3" }, 0 },
        { { "t1", "t3", "n3" }, 1 },       /* a title above it */
        { { "t1", "t1", "t6", "n6" }, 2 }, /* two of them */
        { { "t1", "n1", "t6", "n6" }, 2 }, /* with a number */
        { { "t1", "t2", "n4" }, 0 },       /* half of the columns are named: not most */
        { { "t1", "t3", "n4" }, 1 },       /* most are */
        { { "t1", "t2", "n3" }, 1 },       /* two cells are enough */
        { { "t1", "t1", "n1" }, 0 },       /* one cell is none */
        { { "t1", "t3", "n1" }, 0 },       /* no row with numbers below: one cell is a note */
        { { "t1", "t3", "t3" }, 0 },       /* nor words only */
        { { "t1", "t3", "t3", "n2" }, 1 }, /* two are a row */
        { { "t1", "d3", "t3", "n3" }, 0 }, /* what repeats itself stands above it: too much */
        { { "n3", "t3", "n3" }, 0 },       /* rows above are rows */
        { { "t2", "t4", "n4" }, 0 },       /* of four columns one cell may stand above */
        { { "t1", "t4", "n4" }, 1 },
        { { "t2", "t5", "n5" }, 1 }, /* of five two */
        { { "n3", "t5", "n5" }, 0 },
        { { "n3", "t9", "n9" }, 1 }, /* of nine a third */
        { { "n4", "t9", "n9" }, 0 },
        { { "n9" }, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_header_look rows[6];
        size_t count = 0;
        for (; count < 6 && cases[i].rows[count]; count++)
            rows[count] = look(cases[i].rows[count]);
        if (chora_header_find(rows, count) != cases[i].header)
            fail_msg("case %zu: row %zu", i, chora_header_find(rows, count));
    }
}

static void rows_are_looked_at_cell_by_cell(void **state)
{
    static const char *const words[] = { "id", NULL, " ", "date" };
    static const char *const twice[] = { "id", "date", " id" };
    static const char *const numbers[] = { "id", "+(\xDB\xB1", "x" };
    static const char *const odd[] = { "x1", "n/a", "-" };
    (void)state;
    chora_header_look found = chora_header_look_at(words, 4);
    assert_true(found.filled == 2 && found.all_words && !found.numbers);
    found = chora_header_look_at(twice, 3);
    assert_true(found.filled == 3 && !found.all_words && !found.numbers);
    found = chora_header_look_at(numbers, 3);
    assert_true(found.filled == 3 && !found.all_words && found.numbers);
    found = chora_header_look_at(odd, 3);
    assert_true(found.filled == 3 && found.all_words && !found.numbers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_is_found),
        cmocka_unit_test(rows_are_looked_at_cell_by_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
