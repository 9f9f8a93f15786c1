/* The helper as a process: one that hangs is ended, one that dies is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "exchange/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* A helper that does what a shell does with `act`. */
static char *make_helper(const char *folder, const char *act)
{
    chora_error err = CHORA_ERROR_INIT;
    char text[256], *path = chora_path_join(folder, "helper");
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", act);
    assert_int_equal(chora_file_write(path, text, strlen(text), &err), CHORA_OK);
    assert_int_equal(chmod(path, 0700), 0);
    assert_int_equal(setenv("CHORA_EXCHANGE", path, 1), 0);
    return path;
}

static const struct {
    const char *act, *says;
    chora_status status;
} helpers[] = {
    { "exec sleep 60", "said nothing for 1 seconds and was ended", CHORA_ELIMIT },
    /* it answers in part, and no more: a head of a message of 100 bytes */
    { "printf '\\001\\144\\000\\000\\000abc' >&0; exec sleep 60", "said nothing for 1 seconds",
      CHORA_ELIMIT },
    { "exit 0", "the reader broke off", CHORA_EDATA },
    { "kill -KILL $$", "the reader broke off", CHORA_EDATA },
    { "kill -XCPU $$", "takes longer than two minutes", CHORA_ELIMIT },
    { "kill -ABRT $$", "needs more memory", CHORA_ELIMIT },
};

static void test_silence(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    char *folder = NULL;
    assert_int_equal(chora_folder_temporary(&folder, &err), CHORA_OK);
    for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
        char *path = make_helper(folder, helpers[i].act);
        /* Where the machine is busy, a shell needs more than a second to say that it ends. */
        chora_helper helper = { .silence_s = strstr(helpers[i].act, "sleep") ? 1 : 20 };
        chora_message message;
        time_t before = time(NULL);
        assert_int_equal(chora_helper_start(&helper, &err), CHORA_OK);
        pid_t pid = helper.pid;
        chora_status st = chora_helper_receive(&helper, "a.shp", &message, &err);
        if (st != helpers[i].status || !strstr(err.message, helpers[i].says))
            fail_msg("%s: %d, %s", helpers[i].act, (int)st, err.message);
        assert_non_null(strstr(err.message, "a.shp"));
        assert_true(time(NULL) - before < 30);
        chora_helper_stop(&helper);
        assert_int_not_equal(kill(pid, 0), 0); /* it is gone, and waited for */
        free(path);
    }
    chora_folder_remove(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_silence) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
