/* Sorting by two numbers: as qsort would, and equal ones in their order. */
#include "base/sort_keys.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 700 };

static uint64_t next_number(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 20;
}

static int in_order(const void *a, const void *b)
{
    const chora_sort_key *x = a, *y = b;
    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void keys_come_as_from_qsort(void **state)
{
    uint64_t seed = 7;
    (void)state;
    for (size_t count = 0; count <= MOST; count = count * 2 + 1) {
        for (unsigned shift = 0; shift < 64; shift += 13) {
            chora_sort_key keys[MOST], wanted[MOST];
            for (size_t i = 0; i < count; i++)
                keys[i] = (chora_sort_key){ (next_number(&seed) % 3) << shift,
                                            (next_number(&seed) % 300) << shift, i };
            memcpy(wanted, keys, sizeof wanted);
            qsort(wanted, count, sizeof *wanted, in_order);
            assert_int_equal(chora_sort_keys(keys, count), 0);
            assert_memory_equal(keys, wanted, count * sizeof *keys);
        }
    }
}

static void items_follow_their_keys(void **state)
{
    struct {
        char text[13];
        int number;
    } items[MOST];
    chora_sort_key keys[MOST];
    uint64_t seed = 11;
    (void)state;
    for (size_t i = 0; i < MOST; i++) {
        items[i].number = (int)(next_number(&seed) % 500);
        keys[i] = (chora_sort_key){ 0, (uint64_t)items[i].number, i };
    }
    chora_sort_keys(keys, MOST);
    chora_sort_follow(keys, MOST, items, sizeof *items);
    for (size_t i = 0; i < MOST; i++) {
        assert_int_equal(items[i].number, keys[i].low);
        assert_int_equal(keys[i].row, i);
    }
}

static void numbers_keep_their_order(void **state)
{
    static const double numbers[] = { -INFINITY, -1e300, -2.5, -2,  -1e-300, 0,
                                      1e-300,    0.5,    1,    1.5, 1e18,    INFINITY };
    (void)state;
    for (size_t i = 1; i < sizeof numbers / sizeof *numbers; i++)
        assert_true(chora_sort_number(numbers[i - 1]) < chora_sort_number(numbers[i]));
    assert_true(chora_sort_number(-0.0) == chora_sort_number(0.0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_come_as_from_qsort),
        cmocka_unit_test(items_follow_their_keys),
        cmocka_unit_test(numbers_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
