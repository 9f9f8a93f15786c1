/* What is made side by side comes in its order, up to what failed. */
#include "base/in_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { COUNT = 300, WORKERS = 4 };

typedef struct {
    size_t made[WORKERS]; /* By each worker, last. */
    size_t taken[COUNT], taken_count;
    size_t fails; /* This one. */
} work;

static chora_status make(void *context, size_t worker, size_t index, chora_error *err)
{
    work *w = context;
    if (index % 7 == 0) {
        const struct timespec moment = { 0, 200000 };
        nanosleep(&moment, NULL);
    }
    w->made[worker] = index;
    return index == w->fails ? chora_fail(err, CHORA_EDATA, "number %zu", index) : CHORA_OK;
}

static chora_status take(void *context, size_t worker, size_t index, chora_error *err)
{
    work *w = context;
    (void)err;
    assert_int_equal(w->made[worker], index);
    w->taken[w->taken_count++] = index;
    return CHORA_OK;
}

static void all_come_in_order(void **state)
{
    (void)state;
    for (size_t workers = 1; workers <= WORKERS; workers++) {
        work w = { .fails = COUNT };
        assert_int_equal(chora_in_order_run(workers, COUNT, make, take, &w, NULL), CHORA_OK);
        assert_int_equal(w.taken_count, COUNT);
        for (size_t i = 0; i < COUNT; i++)
            assert_int_equal(w.taken[i], i);
    }
}

static void what_failed_is_told_and_not_taken(void **state)
{
    (void)state;
    for (size_t workers = 1; workers <= WORKERS; workers++) {
        work w = { .fails = 131 };
        chora_error err = CHORA_ERROR_INIT;
        assert_int_equal(chora_in_order_run(workers, COUNT, make, take, &w, &err), CHORA_EDATA);
        assert_string_equal(err.message, "number 131");
        assert_true(w.taken_count >= 131);
        for (size_t i = 0; i < 131; i++)
            assert_int_equal(w.taken[i], i);
        assert_true(w.taken_count == 131 || w.taken[131] > 131);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_in_order),
        cmocka_unit_test(what_failed_is_told_and_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
