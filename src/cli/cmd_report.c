/* chora report: a template with its numbers, figures and tables filled in. */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/project.h"

#include <chora/report.h>

enum { MOST_OUTPUTS = 16 };

static int read_options(const cli_values *values, const char **outputs, chora_report_options *out)
{
    out->template_file = values->words[1];
    out->outputs = outputs;
    out->output_count = cli_all(values, 'o', outputs, MOST_OUTPUTS);
    out->dataset = cli_text(values, OPTION_DATASET);
    out->language = cli_text(values, OPTION_LANGUAGE);
    if (out->output_count == 0)
        return cli_usage(values, "name the report to make: -o report.pdf");
    return read_period(values, &out->period_given, &out->period, &out->written, &out->calendar);
}

/* Pages are a PDF's: a web page has none, and a Word document's are its reader's. */
static void note_made(const chora_report_summary *made)
{
    if (made->pages)
        cli_note("%s: %zu pages, %zu figures, %zu tables", made->period, made->pages, made->figures,
                 made->tables);
    else
        cli_note("%s: %zu figures, %zu tables", made->period, made->figures, made->tables);
}

static int run(const cli_values *values)
{
    const char *outputs[MOST_OUTPUTS];
    chora_report_options options = CHORA_REPORT_INIT;
    chora_report_summary summary = { 0 };
    chora_profile_report profile;
    const char *chosen = cli_text(values, OPTION_PROFILE);
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    cli_bar bar = { 0 };
    chora_progress progress = terminal_progress(&bar);
    int code = read_options(values, outputs, &options);

    options.progress = &progress;
    if (!code)
        code = open_project(values, false, &store);
    if (code)
        return code;
    if (chora_profile_use(store, chosen, &profile, &err) ||
        chora_report(store, &options, &summary, &err)) {
        code = cli_failed(&err);
    } else {
        note_profile(&profile, chosen != NULL);
        note_made(&summary);
    }
    chora_store_close(store);
    return code;
}

static const cli_option options[] = {
    { "output", 'o', "FILE",
      "the report; .pdf, .html or .docx (by pandoc); - for a PDF on standard output; may be "
      "repeated" },
    { "period", OPTION_PERIOD, "PERIOD",
      "2022-03, 2022-Q1, 2022 or 2021-08..2023-08 (default: the last month covered to its end)" },
    { "language", OPTION_LANGUAGE, "TAG",
      "instead of the template's: fa; takes monthly.fa.md when it lies beside monthly.md" },
    CALENDAR_OPTION,
    { "dataset", OPTION_DATASET, "NAME", "of several in the project" },
    { "profile", OPTION_PROFILE, "NAME",
      "what is shown of incidents marked as sensitive: internal, partner, public or a file "
      "(default: public when any is)" },
    { 0 },
};

const cli_command cmd_report = {
    .name = "report",
    .words = "PROJECT.chora TEMPLATE.md",
    .summary = "Make a report from a Markdown template",
    .more = "Examples:\n"
            "  chora new report monthly.md\n"
            "  chora report af.chora monthly.md --period 2023-03 -o 2023-03.pdf -o 2023-03.html\n\n"
            "docs/report.md says what a template can name.",
    .options = options,
    .least_words = 2,
    .run = run,
};
