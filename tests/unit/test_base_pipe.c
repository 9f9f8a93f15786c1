/* The ends of a job and its middle: order and what is told are the same on one thread and on more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pipe.h"

enum { SLOTS = 3 };

typedef struct {
    int value, worked;
} slot;

typedef struct {
    int next, last, breaks_at; /* 0: never */
} source;

typedef struct {
    int taken, sum, breaks_at;
    bool in_order, with_work;
} sink;

static chora_status fill(void *context, void *room, bool *more, chora_error *err)
{
    source *from = context;
    int value = from->next++;
    if (value == from->breaks_at)
        return chora_fail(err, CHORA_EDATA, "filling %d", value);
    *(slot *)room = (slot){ .value = value };
    *more = value < from->last;
    return CHORA_OK;
}

static chora_status work(void *context, void *room, chora_error *err)
{
    const int *breaks_at = context;
    slot *own = room;
    if (own->value == *breaks_at)
        return chora_fail(err, CHORA_ESTORE, "working on %d", own->value);
    own->worked = -own->value;
    return CHORA_OK;
}

static chora_status empty(void *context, void *room, chora_error *err)
{
    sink *to = context;
    int value = ((slot *)room)->value;
    if (value == to->breaks_at)
        return chora_fail(err, CHORA_EIO, "emptying %d", value);
    to->taken++;
    to->in_order = to->in_order && value == to->taken &&
                   ((slot *)room)->worked == (to->with_work ? -value : 0);
    to->sum += value;
    return CHORA_OK;
}

enum { NO_WORK = -1 };

static sink run(size_t workers, int last, int fill_breaks, int work_breaks, int empty_breaks,
                chora_error *err)
{
    slot room[SLOTS];
    void *slots[SLOTS] = { &room[0], &room[1], &room[2] };
    source from = { 1, last, fill_breaks };
    bool with_work = work_breaks != NO_WORK;
    sink to = { 0, 0, empty_breaks, true, with_work };
    chora_pipe pipe = {
        slots, SLOTS, fill, &from, with_work ? work : NULL, &work_breaks, empty, &to
    };
    *err = (chora_error)CHORA_ERROR_INIT;
    chora_pipe_run(&pipe, workers, err);
    return to;
}

static void everything_arrives_in_order(void **state)
{
    chora_error err;
    (void)state;
    for (size_t workers = 0; workers <= 2; workers++) {
        for (int last = 1; last <= 200; last += 199) {
            for (int working = NO_WORK; working <= 0; working++) {
                sink to = run(workers, last, 0, working, 0, &err);
                assert_int_equal(err.status, CHORA_OK);
                assert_int_equal(to.taken, last);
                assert_true(to.in_order);
            }
        }
    }
}

static void the_earliest_failure_is_told(void **state)
{
    static const struct {
        int fill, work, empty;
        const char *told;
        int taken;
    } cases[] = {
        { 1, NO_WORK, 0, "filling 1", 0 },      { 20, NO_WORK, 0, "filling 20", 19 },
        { 0, NO_WORK, 1, "emptying 1", 0 },     { 0, NO_WORK, 20, "emptying 20", 19 },
        { 21, NO_WORK, 20, "emptying 20", 19 }, { 20, NO_WORK, 21, "filling 20", 19 },
        { 0, 1, 0, "working on 1", 0 },         { 0, 20, 0, "working on 20", 19 },
        { 21, 20, 0, "working on 20", 19 },     { 20, 21, 0, "filling 20", 19 },
        { 0, 21, 20, "emptying 20", 19 },       { 0, 20, 21, "working on 20", 19 },
        { 20, 0, 0, "filling 20", 19 },         { 0, 0, 20, "emptying 20", 19 },
    };
    chora_error err;
    (void)state;
    for (size_t workers = 1; workers <= 2; workers++) {
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            sink to = run(workers, 100, cases[i].fill, cases[i].work, cases[i].empty, &err);
            assert_string_equal(err.message, cases[i].told);
            assert_int_equal(to.taken, cases[i].taken);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_arrives_in_order),
        cmocka_unit_test(the_earliest_failure_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
