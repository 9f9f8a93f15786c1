/* chora dump: a stage of the pipeline as text. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/figure.h>
#include <chora/report.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static chora_status dump_report(chora_store *store, const chora_map_options *from, char **out,
                                chora_error *err)
{
    chora_report_options options = CHORA_REPORT_INIT;

    options.template_file = from->figure;
    options.period_given = from->period_given;
    options.period = from->period;
    options.written = from->written;
    options.calendar = from->calendar;
    return chora_dump_report(store, &options, out, err);
}

static int run(const cli_values *values)
{
    bool report = strcmp(values->words[1], "report") == 0;
    chora_map_options options = CHORA_MAP_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    char *text = NULL;

    if (!report && strcmp(values->words[1], "scene") != 0)
        return cli_usage(values, "\"%s\" is no stage; choose scene or report", values->words[1]);
    if (report && values->word_count < 3)
        return cli_usage(values, "name the template: chora dump PROJECT.chora report monthly.md");
    options.figure = values->word_count > 2 ? values->words[2] : NULL;
    int code = read_period(values, &options.period_given, &options.period, &options.written,
                           &options.calendar);
    if (!code)
        code = open_project(values, false, &store);
    if (!code && (report ? dump_report(store, &options, &text, &err)
                         : chora_dump_scene(store, &options, &text, &err)))
        code = cli_failed(&err);
    chora_store_close(store);
    if (!code)
        fputs(text, stdout);
    free(text);
    return code;
}

static const cli_option options[] = {
    { "period", OPTION_PERIOD, "PERIOD", "2022-03, 2022-Q1, 2022 or 2021-08..2023-08" },
    CALENDAR_OPTION,
    { 0 },
};

const cli_command cmd_dump = {
    .name = "dump",
    .words = "PROJECT.chora scene [FIGURE.yaml] | PROJECT.chora report TEMPLATE.md",
    .summary = "Print a stage as text: the scene of a figure, the blocks of a report",
    .options = options,
    .least_words = 2,
    .run = run,
};
