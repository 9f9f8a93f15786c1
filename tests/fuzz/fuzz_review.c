/* A stranger's list of decisions: applied whole or not at all. */
#include "fuzz_file.h"

#include <chora/intake.h>
#include <chora/review.h>

static chora_store *store;

static void close_project(void)
{
    chora_store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const countries[] = { "FJI" };
    char path[96];
    chora_error err = CHORA_ERROR_INIT;
    chora_decisions_report report;

    if (!store) {
        char project[96];
        PROMISE(chora_project_init(fuzz_path("chora", project), countries, 1, &store, &err) ==
                CHORA_OK);
        unlink(project); /* It lives on as long as it is open. */
        atexit(close_project);
    }
    fuzz_write(fuzz_path("csv", path), data, size);
    if (chora_decisions_apply(store, path, NULL, &report, &err) == CHORA_OK)
        PROMISE(report.rows == report.undecided + report.fresh + report.changed + report.unchanged +
                                   report.undone);
    else
        PROMISE(*err.message);
    unlink(path);
    return 0;
}
