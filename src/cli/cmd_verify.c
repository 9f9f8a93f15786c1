/* chora verify: is the project what its imports made it, and an output what was made of it? */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/custody.h>
#include <stdio.h>

static int print_report(const cli_values *values, const chora_verify_report *report,
                        const chora_verify_options *options)
{
    if (report->listing)
        cli_put(stdout, report->listing);
    cli_notes(report->text);
    cli_notes(report->notes);
    cli_say(options->incidents ? stderr : stdout,
            "%s: %lld entries in the ledger, %lld incidents; the ledger comes to %s\n",
            values->words[0], (long long)report->entries, (long long)report->incidents,
            report->head);
    if (options->output)
        cli_say(options->incidents ? stderr : stdout, "%s: %zu files\n", options->output,
                report->files);
    if (report->problems > 0) {
        cli_note("not proven: %zu thing%s", report->problems,
                 report->problems == 1 ? " differs" : "s differ");
        return EXIT_FAILED;
    }
    fputs("proven: nothing differs\n", options->incidents ? stderr : stdout);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_verify_options options = { .output = values->word_count > 1 ? values->words[1] : NULL,
                                     .head = cli_text(values, OPTION_HEAD),
                                     .profile = cli_text(values, OPTION_PROFILE),
                                     .incidents = cli_given(values, OPTION_INCIDENTS) };
    chora_verify_report report = { 0 };
    chora_error err = CHORA_ERROR_INIT;

    if (!is_project(values->words[0]))
        return cli_usage(values, "%s is no project", values->words[0]);
    if (values->word_count > 2)
        return cli_usage(values, "one output, folder or manifest.json at a time");
    if (options.incidents && !options.output)
        return cli_usage(values, "--incidents lists those of an output: name one");
    if (chora_verify(values->words[0], &options, &report, &err))
        return cli_failed(&err);
    int code = print_report(values, &report, &options);
    chora_verify_report_free(&report);
    return code;
}

static const cli_option options[] = {
    { "incidents", OPTION_INCIDENTS, NULL, "list which incidents are in the output" },
    { "head", OPTION_HEAD, "HASH", "what the ledger must come to, as noted down earlier" },
    { "profile", OPTION_PROFILE, "FILE",
      "the output profile of your own that outputs were made under" },
    { 0 },
};

const cli_command cmd_verify = {
    .name = "verify",
    .words = "PROJECT.chora [OUTPUT|FOLDER|manifest.json]",
    .summary = "Prove that a project and its outputs are as they were made",
    .more = "Examples:\n"
            "  chora verify af.chora\n"
            "  chora verify af.chora out/manifest.json\n"
            "  chora verify af.chora out/attacks_2022-03.png --incidents\n\n"
            "Without its manifest a map or report is proven by the note that it carries.\n"
            "Every import and decision is an entry of the project's ledger, with the hash of the "
            "entry before it. The exit code is 1 when anything differs.",
    .options = options,
    .least_words = 1,
    .run = run,
};
