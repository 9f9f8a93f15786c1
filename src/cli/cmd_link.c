/* chora link: which claim and which verified incident are the same event. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/link.h>
#include <stdio.h>
#include <stdlib.h>

static void print_links(FILE *to, const chora_link_report *report)
{
    cli_say(to,
            "claims (%s) %lld = by id %lld + by rule %lld + by decision %lld + decided to be apart "
            "%lld + claimed only %lld + to review %lld\n",
            report->claims_dataset, (long long)report->claims, (long long)report->by_id,
            (long long)report->by_rule, (long long)report->by_decision, (long long)report->apart,
            (long long)report->alone, (long long)report->to_review);
    cli_say(to, "verified (%s) %lld = linked to a claim %lld + verified only %lld\n",
            report->verified_dataset, (long long)report->verified,
            (long long)report->verified_linked,
            (long long)(report->verified - report->verified_linked));
}

static int read_days(const cli_values *values, chora_link_options *options)
{
    const char *text = cli_text(values, OPTION_DAYS);
    char *end = NULL;
    if (!text)
        return EXIT_DONE;
    long days = strtol(text, &end, 10);
    if (end == text || *end || days < 0 || days > CHORA_LINK_DAYS_MAX)
        return cli_usage(values, "--days takes a number from 0 to %d, not \"%s\"",
                         CHORA_LINK_DAYS_MAX, text);
    options->by_rule = true;
    options->days = (int)days;
    return EXIT_DONE;
}

/* Is a rule asked for? Then both datasets are named. */
static int read_rule(const cli_values *values, chora_link_options *options, bool *given)
{
    options->claims = cli_text(values, OPTION_CLAIMS);
    options->verified = cli_text(values, OPTION_VERIFIED);
    options->id = cli_text(values, OPTION_ID);
    options->same = cli_text(values, OPTION_SAME);
    int code = read_days(values, options);
    if (!code)
        code = read_level(values, 1, &options->level);
    if (code)
        return code;
    bool parts = options->id || options->by_rule || options->same;
    *given = options->claims || options->verified || parts;
    if (*given && (!options->claims || !options->verified))
        return cli_usage(values, "name both datasets: --claims NAME --verified NAME");
    if (*given && !options->by_rule && !options->id)
        return cli_usage(values, "say what ties a claim to an incident: --id COLUMN or --days N");
    if (options->same && !options->by_rule)
        return cli_usage(values, "--same goes with --days");
    return EXIT_DONE;
}

static int apply_decisions(chora_store *store, const char *path, chora_link_report *links)
{
    chora_link_decisions report = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    if (chora_link_decide(store, path, &report, &err))
        return cli_failed(&err);
    cli_say(stdout,
            "%s: read %lld = new %lld + changed %lld + as before %lld + undone %lld + undecided "
            "%lld\n",
            path, (long long)report.rows, (long long)report.fresh, (long long)report.changed,
            (long long)report.unchanged, (long long)report.undone, (long long)report.undecided);
    *links = report.links;
    return EXIT_DONE;
}

static int write_review(chora_store *store, const char *path, FILE *to)
{
    int64_t rows = 0;
    chora_error err = CHORA_ERROR_INIT;
    if (chora_link_review(store, path, &rows, &err))
        return cli_failed(&err);
    cli_say(to, "%s: %lld claims to decide on\n", path, (long long)rows);
    return EXIT_DONE;
}

static int link_project(const cli_values *values, chora_store *store,
                        const chora_link_options *options, bool given, chora_link_report *links)
{
    const char *decisions = cli_text(values, OPTION_DECISIONS);
    chora_error err = CHORA_ERROR_INIT;
    if ((given || !decisions) && chora_link(store, given ? options : NULL, links, &err))
        return cli_failed(&err);
    return decisions ? apply_decisions(store, decisions, links) : EXIT_DONE;
}

static int forget(chora_store *store)
{
    chora_error err = CHORA_ERROR_INIT;
    if (chora_link_forget(store, &err))
        return cli_failed(&err);
    puts("the rule, its links and its decisions are forgotten");
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    const char *review = cli_text(values, OPTION_REVIEW);
    FILE *to = cli_is_stdout(review) ? stderr : stdout;
    chora_link_options options = CHORA_LINK_INIT;
    chora_link_report links = { .claims = 0 };
    chora_store *store = NULL;
    bool given = false;
    int code = read_rule(values, &options, &given);
    if (!code)
        code = open_project(values, true, &store);
    if (!code && cli_given(values, OPTION_FORGET)) {
        code = forget(store);
        chora_store_close(store);
        return code;
    }
    if (!code)
        code = link_project(values, store, &options, given, &links);
    if (!code)
        print_links(to, &links);
    if (!code && review)
        code = write_review(store, review, to);
    chora_store_close(store);
    if (code)
        return code;
    return links.to_review > 0 && cli_given(values, OPTION_STRICT) ? EXIT_LEFT_OUT : EXIT_DONE;
}

static const cli_option options[] = {
    { "claims", OPTION_CLAIMS, "NAME", "the dataset of claims" },
    { "verified", OPTION_VERIFIED, "NAME", "the dataset of verified incidents" },
    { "id", OPTION_ID, "COLUMN",
      "column of the claims with the id of the verified row; COLUMN=OTHER equals another column" },
    { "days", OPTION_DAYS, "N", "the rule: at most so many days between the dates ..." },
    { "level", OPTION_LEVEL, "LEVEL",
      "... in the same area: country, province (default) or district" },
    { "same", OPTION_SAME, "COLUMNS", "... with the same words in these columns: type,target" },
    { "review", OPTION_REVIEW, "FILE",
      "write what a person should decide on, .csv or .xlsx; - for CSV on standard output" },
    { "decisions", OPTION_DECISIONS, "FILE", "read such a table back, with its decisions" },
    { "forget", OPTION_FORGET, NULL, "the rule, its links and its decisions" },
    { "strict", OPTION_STRICT, NULL, "exit with 3 when a claim waits for a decision" },
    { 0 },
};

const cli_command cmd_link = {
    .name = "link",
    .words = "PROJECT.chora",
    .summary = "Tie what a group claims to what was verified, by an id or a stated rule",
    .more =
        "Examples:\n"
        "  chora link af.chora --claims al-naba --verified documented --id verified_id\n"
        "  chora link af.chora --claims al-naba --verified documented --days 3 --same type \\\n"
        "      --review pairs.csv\n"
        "  chora link af.chora --decisions pairs.csv\n\n"
        "The project keeps the rule and follows it again after every import. A claim and an "
        "incident are linked by the rule only when they are the only pair for both; everything "
        "else waits for a decision: the id of a verified incident, the number of a candidate of "
        "its row (1 to 5), none or - (no verified incident is the same event), undo, or empty.",
    .options = options,
    .least_words = 1,
    .run = run,
};
