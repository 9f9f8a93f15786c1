/* chora diff: what changed since an earlier import, and which published figures that touches. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/diff.h>
#include <stdio.h>
#include <string.h>

static int write_file(const char *path, const char *text)
{
    if (cli_is_stdout(path)) {
        fputs(text, stdout);
        return EXIT_DONE;
    }
    chora_error err = CHORA_ERROR_INIT;
    return chora_diff_write(path, text, &err) ? cli_failed(&err) : EXIT_DONE;
}

static int tell(const cli_values *values, const chora_diff_report *report)
{
    const char *rows = cli_text(values, 'o'), *erratum = cli_text(values, OPTION_ERRATUM);
    int code = EXIT_DONE;
    if (rows)
        code = write_file(rows, report->csv);
    if (!code && erratum)
        code = write_file(erratum, report->erratum);
    if (code || cli_is_stdout(rows ? rows : "") || cli_is_stdout(erratum ? erratum : ""))
        return code;
    if (cli_given(values, OPTION_JSON))
        fputs(report->json, stdout);
    else
        cli_put(stdout, report->text);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_diff_options options = { .since = cli_text(values, OPTION_SINCE),
                                   .published = values->words + 1,
                                   .published_count = values->word_count - 1,
                                   .language = cli_text(values, OPTION_LANGUAGE),
                                   .profile = cli_text(values, OPTION_PROFILE) };
    chora_diff_report report = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    if (!is_project(values->words[0]))
        return cli_usage(values, "%s is no project", values->words[0]);
    if (chora_diff(values->words[0], &options, &report, &err))
        return cli_failed(&err);
    int code = tell(values, &report);
    chora_diff_report_free(&report);
    return code;
}

static const cli_option options[] = {
    { "since", OPTION_SINCE, "DATE|RUN",
      "what imports on that day or later changed, or what came after that run (default: what the "
      "published folders were made from; without them, before the latest import of incidents)" },
    { "output", 'o', "FILE.csv",
      "the rows: a line for each incident that came or went, and for each "
      "column of one that changed; - for standard output" },
    { "erratum", OPTION_ERRATUM, "FILE.md", "a note to publish; - for standard output" },
    { "language", OPTION_LANGUAGE, "TAG",
      "of the erratum, such as fa (default: that of the published report)" },
    { "json", OPTION_JSON, NULL, "everything as one JSON object" },
    { "profile", OPTION_PROFILE, "NAME",
      "internal: list protected incidents too (else they are only counted)" },
    { 0 },
};

const cli_command cmd_diff = {
    .name = "diff",
    .words = "PROJECT.chora [FOLDER|manifest.json...]",
    .summary = "What changed since an earlier import, and which published figures that touches",
    .more = "Examples:\n"
            "  chora diff af.chora\n"
            "  chora diff af.chora --since 2026-11-01 2022/ --erratum erratum.md\n"
            "  chora diff af.chora --since 3 2022/ --erratum erratum.fa.md --language fa\n"
            "  chora diff af.chora --since 3 2022/manifest.json -o changes.csv\n\n"
            "A folder is one that chora batch has filled: what its figures and reports counted is "
            "compared with what they would count now.",
    .options = options,
    .least_words = 1,
    .run = run,
};
