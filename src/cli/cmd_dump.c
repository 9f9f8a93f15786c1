/* chora dump: a stage of the pipeline as text. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/figure.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run(const cli_values *values)
{
    chora_map_options options = CHORA_MAP_INIT;
    chora_error err = CHORA_ERROR_INIT;
    const char *period = cli_text(values, OPTION_PERIOD);
    chora_store *store = NULL;
    char *text = NULL;

    if (strcmp(values->words[1], "scene") != 0)
        return cli_usage(values, "\"%s\" is no stage; choose scene", values->words[1]);
    if (period) {
        if (chora_period_parse(period, &options.period, &err))
            return cli_usage(values, "--period: %s", err.message);
        options.period_given = true;
    }
    options.figure = values->word_count > 2 ? values->words[2] : NULL;
    int code = open_project(values, false, &store);
    if (!code && chora_dump_scene(store, &options, &text, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    if (!code)
        fputs(text, stdout);
    free(text);
    return code;
}

static const cli_option options[] = {
    { "period", OPTION_PERIOD, "PERIOD", "2022-03, 2022-Q1, 2022 or 2021-08..2023-08" },
    { 0 },
};

const cli_command cmd_dump = {
    .name = "dump",
    .words = "PROJECT.chora scene [FIGURE.yaml]",
    .summary = "Print a stage as text: the scene of a figure",
    .options = options,
    .least_words = 2,
    .run = run,
};
