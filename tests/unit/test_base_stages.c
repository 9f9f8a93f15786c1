/* The clock of stages: time belongs to the stage that is entered, of all threads together. */
#include "base/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){ 0, ms * 1000000 }, NULL);
}

static double wall_of(chora_stages *stages, chora_stage stage)
{
    return chora_stages_get(stages, (size_t)stage).wall_ms;
}

static void entering_and_going_back(void **state)
{
    chora_stages *stages = chora_stages_new();
    (void)state;
    assert_int_equal(chora_stages_enter(stages, CHORA_STAGE_READ), CHORA_STAGE_OTHER);
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_FILL);
    assert_int_equal(before, CHORA_STAGE_READ);
    wait_ms(3);
    chora_stages_enter(stages, before);
    assert_true(wall_of(stages, CHORA_STAGE_FILL) >= 3);
    assert_true(chora_stages_get(stages, CHORA_STAGE_FILL).peak_mb > 0);
    assert_true(wall_of(stages, CHORA_STAGE_STROKE) == 0);
    assert_true(chora_stages_get(stages, CHORA_STAGE_STROKE).peak_mb == 0);
    chora_stages_free(stages);
}

static void skipped_time_belongs_to_nobody(void **state)
{
    chora_stages *stages = chora_stages_new();
    (void)state;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    chora_stages_enter(stages, CHORA_STAGE_READ);
    wait_ms(50);
    chora_stages_skip(stages);
    double read = wall_of(stages, CHORA_STAGE_READ);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double all =
        (double)(end.tv_sec - begin.tv_sec) * 1e3 + (double)(end.tv_nsec - begin.tv_nsec) / 1e6;
    assert_true(read <= all - 50);
    chora_stages_free(stages);
}

static void clocks_of_threads_are_added(void **state)
{
    chora_stages *stages = chora_stages_new();
    chora_stages *other = chora_stages_of_thread(stages);
    (void)state;
    chora_stages_enter(other, CHORA_STAGE_FILL);
    wait_ms(3);
    chora_stages_enter(other, CHORA_STAGE_OTHER);
    chora_stages_add(stages, other);
    assert_true(wall_of(stages, CHORA_STAGE_FILL) >= 3);
    chora_stages_free(other);
    chora_stages_free(stages);
}

static void no_clock_is_fine(void **state)
{
    (void)state;
    assert_null(chora_stages_of_thread(NULL));
    chora_stages_enter(NULL, CHORA_STAGE_READ);
    chora_stages_skip(NULL);
    chora_stages_add(NULL, NULL);
    chora_stages_free(NULL);
}

static void every_stage_has_a_name(void **state)
{
    chora_stages *stages = chora_stages_new();
    (void)state;
    assert_string_equal(chora_stages_get(stages, CHORA_STAGE_START).name, "start");
    assert_string_equal(chora_stages_get(stages, CHORA_STAGE_WRITE).name, "write");
    for (size_t i = 0; i < chora_stages_count(); i++)
        assert_non_null(chora_stages_get(stages, i).name);
    chora_stages_free(stages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entering_and_going_back),
        cmocka_unit_test(skipped_time_belongs_to_nobody),
        cmocka_unit_test(clocks_of_threads_are_added),
        cmocka_unit_test(no_clock_is_fine),
        cmocka_unit_test(every_stage_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
