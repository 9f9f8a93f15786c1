/* chora check: what is missing, doubtful or contradictory. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_example(const chora_finding *finding)
{
    bool has_key = *finding->key != '\0', has_line = finding->line > 0;

    fputs("  example: ", stdout);
    if (has_key) {
        cli_put(stdout, finding->dataset);
        putchar(':');
        cli_put(stdout, finding->shown);
    }
    if (has_line) {
        fputs(has_key ? " (" : "", stdout);
        cli_put(stdout, finding->file);
        printf(" line %lld%s", (long long)finding->line, has_key ? ")" : "");
    }
    if (*finding->detail) {
        fputs(has_key || has_line ? ": " : "", stdout);
        cli_put(stdout, finding->detail);
    }
    putchar('\n');
}

static void print_findings(const chora_check_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const chora_finding *finding = &report->findings[i];
        int unit = (int)strlen(finding->unit) - (finding->count == 1); /* "1 row", "2 rows" */
        printf("%s: %lld %.*s: %s\n", finding->id, (long long)finding->count, unit, finding->unit,
               finding->what);
        print_example(finding);
        cli_say(stdout, "  to do: %s\n", finding->todo);
    }
    if (report->count == 0)
        printf("incidents %lld; nothing to report\n", (long long)report->incidents);
    else
        printf("incidents %lld; to look at %zu, notes %zu\n", (long long)report->incidents,
               report->problem_count, report->count - report->problem_count);
}

static int print_json(const chora_check_report *report)
{
    chora_error err = CHORA_ERROR_INIT;
    char *text;

    if (chora_check_json(report, &text, &err))
        return cli_failed(&err);
    puts(text);
    free(text);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_check_report report = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    int code = open_project(values, false, &store);

    if (!code && chora_check(store, &report, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    if (!code && cli_given(values, OPTION_JSON))
        code = print_json(&report);
    else if (!code)
        print_findings(&report);
    if (!code && report.problem_count > 0 && cli_given(values, OPTION_STRICT))
        code = EXIT_LEFT_OUT;
    chora_check_report_free(&report);
    return code;
}

static const cli_option options[] = {
    { "json", OPTION_JSON, NULL, "one JSON object instead of text" },
    { "strict", OPTION_STRICT, NULL, "exit with 3 when there is something to look at" },
    { 0 },
};

const cli_command cmd_check = {
    .name = "check",
    .words = "PROJECT.chora",
    .summary = "Tell what is missing, doubtful or contradictory, and what to do",
    .more = "Each finding has an id, a count, an example (dataset:id, file and line) and a remedy. "
            "Notes (ids that begin with coarse) say how precisely things are known; they are "
            "nothing to mend and do not count for --strict.",
    .options = options,
    .least_words = 1,
    .run = run,
};
