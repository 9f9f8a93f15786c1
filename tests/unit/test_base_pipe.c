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
    int value, worked, worked_again;
} slot;

typedef struct {
    int next, last, breaks_at; /* 0: never */
} source;

typedef struct {
    int taken, sum, breaks_at, middles;
    bool in_order;
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

static chora_status work_again(void *context, void *room, chora_error *err)
{
    const int *breaks_at = context;
    slot *own = room;
    if (own->value == *breaks_at)
        return chora_fail(err, CHORA_ELIMIT, "working again on %d", own->value);
    own->worked_again = 2 * own->worked;
    return CHORA_OK;
}

static chora_status empty(void *context, void *room, chora_error *err)
{
    sink *to = context;
    const slot *own = room;
    int value = own->value;
    if (value == to->breaks_at)
        return chora_fail(err, CHORA_EIO, "emptying %d", value);
    to->taken++;
    to->in_order = to->in_order && value == to->taken &&
                   own->worked == (to->middles > 0 ? -value : 0) &&
                   own->worked_again == (to->middles > 1 ? -2 * value : 0);
    to->sum += value;
    return CHORA_OK;
}

enum { NO_WORK = -1 };

/* Where each end breaks; 0: nowhere, NO_WORK: there is no such middle. */
typedef struct {
    int fill, work, again, empty;
} breaks;

static sink run(size_t workers, int last, breaks at, chora_error *err)
{
    slot room[SLOTS];
    void *slots[SLOTS] = { &room[0], &room[1], &room[2] };
    source from = { 1, last, at.fill };
    int middles = at.work == NO_WORK ? 0 : at.again == NO_WORK ? 1 : 2;
    sink to = { 0, 0, at.empty, middles, true };
    chora_pipe pipe = { .slots = slots,
                        .slot_count = SLOTS,
                        .fill = fill,
                        .filler = &from,
                        .middles = { { work, &at.work }, { work_again, &at.again } },
                        .middle_count = (size_t)middles,
                        .empty = empty,
                        .emptier = &to };
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
            for (int middles = 0; middles <= 2; middles++) {
                breaks none = { .work = middles > 0 ? 0 : NO_WORK,
                                .again = middles > 1 ? 0 : NO_WORK };
                sink to = run(workers, last, none, &err);
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
        breaks at;
        const char *told;
        int taken;
    } cases[] = {
        { { 1, NO_WORK, NO_WORK, 0 }, "filling 1", 0 },
        { { 20, NO_WORK, NO_WORK, 0 }, "filling 20", 19 },
        { { 0, NO_WORK, NO_WORK, 1 }, "emptying 1", 0 },
        { { 0, NO_WORK, NO_WORK, 20 }, "emptying 20", 19 },
        { { 21, NO_WORK, NO_WORK, 20 }, "emptying 20", 19 },
        { { 20, NO_WORK, NO_WORK, 21 }, "filling 20", 19 },
        { { 0, 1, NO_WORK, 0 }, "working on 1", 0 },
        { { 0, 20, NO_WORK, 0 }, "working on 20", 19 },
        { { 21, 20, NO_WORK, 0 }, "working on 20", 19 },
        { { 20, 21, NO_WORK, 0 }, "filling 20", 19 },
        { { 0, 21, NO_WORK, 20 }, "emptying 20", 19 },
        { { 0, 20, NO_WORK, 21 }, "working on 20", 19 },
        { { 20, 0, NO_WORK, 0 }, "filling 20", 19 },
        { { 0, 0, NO_WORK, 20 }, "emptying 20", 19 },
        { { 0, 0, 1, 0 }, "working again on 1", 0 },
        { { 0, 21, 20, 0 }, "working again on 20", 19 },
        { { 21, 20, 21, 0 }, "working on 20", 19 },
        { { 21, 21, 20, 21 }, "working again on 20", 19 },
        { { 20, 21, 21, 0 }, "filling 20", 19 },
        { { 0, 21, 21, 20 }, "emptying 20", 19 },
    };
    chora_error err;
    (void)state;
    for (size_t workers = 1; workers <= 2; workers++) {
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            sink to = run(workers, 100, cases[i].at, &err);
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
