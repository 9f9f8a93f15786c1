/* Other programs: what they say when they fail, and that they are ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"

#include <string.h>

static void run(const char *script, unsigned seconds, chora_status wanted, const char *words)
{
    const char *const sh[] = { "sh", "-c", script, NULL };
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_program_run(sh, "WORD", "value", seconds, &err), wanted);
    if (words && !strstr(err.message, words))
        fail_msg("\"%s\" is not in \"%s\"", words, err.message);
}

static void test_ends(void **state)
{
    (void)state;
    run("[ \"$WORD\" = value ]", 5, CHORA_OK, NULL);
    run("echo it broke >&2; exit 7", 5, CHORA_EIO, "sh failed (7): it broke");
    run("kill -11 $$", 5, CHORA_EIO, "was ended by signal 11");
    run("while :; do :; done", 1, CHORA_ELIMIT, "was ended after 1 seconds of work");
}

static void test_no_such_program(void **state)
{
    (void)state;
    const char *const words[] = { "no-such-program-here", NULL };
    chora_error err = CHORA_ERROR_INIT;
    assert_int_equal(chora_program_run(words, NULL, NULL, 5, &err), CHORA_ENOTFOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_no_such_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
