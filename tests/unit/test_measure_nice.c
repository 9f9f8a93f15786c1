/* Legend values of nested circles. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "measure/nice.h"

typedef struct {
    double max;
    size_t wanted;
    size_t count;
    double values[4];
} nice_case;

static void test_nice_values(void **state)
{
    static const nice_case cases[] = {
        { 41, 3, 3, { 40, 10, 1 } },
        { 1, 3, 1, { 1 } },
        { 2, 3, 2, { 2, 1 } },
        { 3, 3, 2, { 3, 1 } },
        { 9, 3, 3, { 9, 2, 1 } },
        { 10, 3, 3, { 10, 2, 1 } },
        { 23, 3, 3, { 20, 5, 1 } },
        { 99, 3, 3, { 80, 20, 2 } },
        { 165, 3, 3, { 150, 20, 2 } },
        { 1000, 3, 3, { 1000, 200, 20 } },
        { 4111.45, 3, 3, { 4000, 1000, 100 } },
        { 41, 1, 1, { 40 } },
        { 0.42, 2, 2, { 0.4, 0.1 } },
        { 0, 3, 0, { 0 } },
        { -3, 3, 0, { 0 } },
        { NAN, 3, 0, { 0 } },
        { INFINITY, 3, 0, { 0 } },
        { 41, 0, 0, { 0 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double out[4] = { 0 };
        size_t count = chora_nice_values(cases[i].max, cases[i].wanted, out);
        if (count != cases[i].count)
            fail_msg("case %zu: %zu values", i, count);
        for (size_t v = 0; v < count; v++)
            if (fabs(out[v] - cases[i].values[v]) > 1e-12)
                fail_msg("case %zu: value %zu is %g", i, v, out[v]);
    }
}

/** For every maximum: descending, not above it, wider apart than the eye needs. */
static void test_every_maximum(void **state)
{
    for (int max = 1; max < 20000; max++) {
        double out[3];
        size_t count = chora_nice_values(max, 3, out);
        assert_true(count >= 1 && out[0] <= max && out[0] > 0.65 * max);
        for (size_t v = 1; v < count; v++)
            assert_true(out[v] <= out[v - 1] / 2 && out[v] >= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nice_values),
        cmocka_unit_test(test_every_maximum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
