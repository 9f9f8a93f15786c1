/* chora match: place every incident again; the review round trip. */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/project.h"

#include <chora/review.h>
#include <stdio.h>

static void print_placing(FILE *to, const chora_placing *placing)
{
    int64_t none = placing->by_level[CHORA_NONE];

    fprintf(to, "placed %lld of %lld:", (long long)(placing->total - none),
            (long long)placing->total);
    for (int level = 0; level < CHORA_NONE; level++)
        if (placing->by_level[level] > 0)
            fprintf(to, " %s %lld", chora_precision_name((chora_precision)level),
                    (long long)placing->by_level[level]);
    fprintf(to, "; not placed %lld\n", (long long)none);
}

static int apply_decisions(chora_store *store, const char *path, const chora_progress *progress,
                           chora_placing *placing, bool *done)
{
    chora_decisions_report report;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_decisions_apply(store, path, progress, &report, &err))
        return cli_failed(&err);
    cli_say(stdout,
            "%s: read %lld = new %lld + changed %lld + as before %lld + undone %lld + undecided "
            "%lld; incidents that rest on decisions: %lld\n",
            path, (long long)report.rows, (long long)report.fresh, (long long)report.changed,
            (long long)report.unchanged, (long long)report.undone, (long long)report.undecided,
            (long long)report.incidents);
    *done = report.placed;
    if (report.placed)
        *placing = report.placing;
    return EXIT_DONE;
}

static int write_review(chora_store *store, const char *path, FILE *to)
{
    chora_review_report report;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_review_write(store, path, &report, &err))
        return cli_failed(&err);
    fprintf(to, "incidents %lld = placed %lld + to review %lld", (long long)report.incidents,
            (long long)report.placed, (long long)report.to_review);
    if (report.set_aside > 0)
        fprintf(to, " + said to be nowhere %lld", (long long)report.set_aside);
    cli_say(to, "\n%s: %lld rows", path, (long long)report.rows);
    if (report.placed_coarser > 0)
        fprintf(to, "; incidents that have a place all the same, coarser or in doubt: %lld",
                (long long)report.placed_coarser);
    fputc('\n', to);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    const char *review = cli_text(values, OPTION_REVIEW);
    const char *decisions = cli_text(values, OPTION_DECISIONS);
    FILE *to = cli_is_stdout(review) ? stderr : stdout;
    chora_error err = CHORA_ERROR_INIT;
    chora_placing placing = { 0 };
    chora_store *store = NULL;
    bool placed = false;
    cli_bar bar = { 0 };
    chora_progress progress = terminal_progress(&bar);
    int code = open_project(values, true, &store);

    if (!code && decisions)
        code = apply_decisions(store, decisions, &progress, &placing, &placed);
    bool place = !decisions || (review && !placed);
    if (!code && place && chora_place_all(store, &progress, &placing, &err))
        code = cli_failed(&err);
    placed |= place && !code;
    if (!code && placed)
        print_placing(to, &placing);
    if (!code && review)
        code = write_review(store, review, to);
    chora_store_close(store);
    if (code)
        return code;
    return placing.by_level[CHORA_NONE] > 0 && cli_given(values, OPTION_STRICT) ? EXIT_LEFT_OUT
                                                                                : EXIT_DONE;
}

static const cli_option options[] = {
    { "review", OPTION_REVIEW, "FILE",
      "write what a person should decide on, .csv or .xlsx; - for CSV on standard output" },
    { "decisions", OPTION_DECISIONS, "FILE", "read such a table back, with its decisions" },
    { "strict", OPTION_STRICT, NULL, "exit with 3 when an incident has no place" },
    { 0 },
};

const cli_command cmd_match = {
    .name = "match",
    .words = "PROJECT.chora",
    .summary = "Place every incident again; review what could not be placed",
    .more = "Examples:\n"
            "  chora match af.chora --review review.csv\n"
            "  chora match af.chora --decisions review.csv\n\n"
            "A decision is a code (AF-KAB, geonames:1138958), the number of a candidate of its "
            "row (1 to 5), a name that is unique, none or - (it is no place), undo, or empty "
            "(undecided). Decisions are remembered; chora export af.chora decisions writes them "
            "for other projects.",
    .options = options,
    .least_words = 1,
    .run = run,
};
