/* chora batch: figures x periods. */
#include "cli/command.h"
#include "cli/lint.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"

#include <chora/figure.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LANGUAGES = 16, LONGEST_LIST = 256 };

/** --languages, taken apart. */
typedef struct {
    char text[LONGEST_LIST];
    const char *items[MOST_LANGUAGES];
    size_t count;
} language_list;

static int read_languages(const cli_values *values, language_list *out)
{
    const char *given = cli_text(values, OPTION_LANGUAGES);
    char *save = NULL;
    if (!given)
        return EXIT_DONE;
    if (strlen(given) >= sizeof out->text)
        return cli_usage(values, "--languages: too many");
    memcpy(out->text, given, strlen(given) + 1);
    for (char *item = strtok_r(out->text, ", ", &save); item; item = strtok_r(NULL, ", ", &save)) {
        for (size_t i = 0; i < out->count; i++)
            if (strcmp(out->items[i], item) == 0)
                return cli_usage(values, "--languages names \"%s\" twice", item);
        if (out->count == MOST_LANGUAGES)
            return cli_usage(values, "--languages: %d at most", MOST_LANGUAGES);
        out->items[out->count++] = item;
    }
    return out->count ? EXIT_DONE : cli_usage(values, "--languages names none: en,fa,ps");
}

static int batch_project(const cli_values *values, const chora_batch_options *options,
                         chora_batch_report *report)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    int code = open_project(values, false, &store);

    if (!code && chora_batch(store, options, report, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    return code;
}

static int batch_table(const cli_values *values, const chora_batch_options *options,
                       chora_batch_report *report)
{
    cli_table table;

    cli_table_begin(values, NULL, &table);
    chora_status st = chora_batch_table(values->words[0], table.countries, table.country_count,
                                        &table.options, options, &table.import, report, &table.err);
    return cli_table_end(values, &table, st);
}

static int run(const cli_values *values)
{
    language_list languages = { .count = 0 };
    chora_batch_options options = CHORA_BATCH_INIT;
    chora_batch_report report = { 0 };
    chora_lint_list lint = CHORA_LINT_LIST_INIT;
    cli_bar bar = { 0 };
    chora_progress progress = terminal_progress(&bar);
    const char *workers = cli_text(values, 'j');
    cli_span span = { .by = options.by };
    int code = read_span(values, &span);

    if (!code)
        code = read_languages(values, &languages);
    options.by = span.by;
    options.by_given = span.by_given;
    options.span_given = span.given;
    options.first = span.first;
    options.last = span.last;
    options.calendar = span.calendar;
    options.written = span.written;
    options.languages = languages.items;
    options.language_count = languages.count;
    options.figures = values->words + 1;
    options.figure_count = values->word_count - 1;
    options.folder = cli_text(values, 'o');
    options.profile = cli_text(values, OPTION_PROFILE);
    options.progress = &progress;
    options.alt_text = cli_given(values, OPTION_ALT_TEXT);
    options.small = cli_given(values, OPTION_SMALL);
    options.stages = values->stages;
    options.lint = cli_given(values, OPTION_LINT) ? &lint : NULL;
    if (!code && !options.folder)
        code = cli_usage(values, "name the folder for what is made: -o out/");
    if (!code && workers && (options.workers = strtoul(workers, NULL, 10)) == 0)
        code = cli_usage(values, "-j: \"%s\" is no number of threads", workers);
    if (!code)
        code = is_project(values->words[0]) ? batch_project(values, &options, &report)
                                            : batch_table(values, &options, &report);
    bool done = code == EXIT_DONE || code == EXIT_LEFT_OUT;
    if (done)
        note_profile(&report.profile, options.profile != NULL);
    if (done && !(options.lint && cli_given(values, OPTION_JSON)))
        cli_say(stdout,
                "%zu files in %s (%zu made now, %zu were there), listed in manifest.json; "
                "index.html shows them\n",
                report.files, options.folder, report.painted, report.files - report.painted);
    if (done && options.lint) {
        int found = print_lint(values, &lint);
        code = found ? found : code;
    }
    chora_lint_list_free(&lint);
    return code;
}

static const cli_option options[] = {
    { "output", 'o', "FOLDER", "where the files go; made when missing" },
    { "by", OPTION_BY, "PERIOD",
      "month, quarter, year or all (default: the figure's repeat; month for a report)" },
    { "from", OPTION_FROM, "PERIOD", "first period, such as 2021-08 (default: the covered span)" },
    { "to", OPTION_TO, "PERIOD", "last period" },
    CALENDAR_OPTION,
    { "languages", OPTION_LANGUAGES, "LIST",
      "everything in each of them, such as en,fa,ps; names then end in _en, _fa, _ps" },
    { "alt-text", OPTION_ALT_TEXT, NULL,
      "beside each figure its words, for people who cannot see it: NAME.alt.txt" },
    { "small", OPTION_SMALL, NULL,
      "PNGs of at most 256 colours: about half the bytes; with more, the blends at edges are "
      "near" },
    { "profile", OPTION_PROFILE, "NAME",
      "what is shown of incidents marked as sensitive: internal, partner, public or a file "
      "(default: public when any is)" },
    { "country", OPTION_COUNTRY, "CODE",
      "for a table: its country (default: found from the data)" },
    { "columns", OPTION_COLUMNS, "FILE", "for a table: column mapping (YAML)" },
    TABLE_OPTIONS,
    { "lint", OPTION_LINT, NULL, "look every page over; exit with 1 when something is found" },
    { "json", OPTION_JSON, NULL, "with --lint: one JSON object instead of text" },
    { "strict", OPTION_STRICT, NULL, "for a table: exit with 3 when rows of it were left out" },
    { "jobs", 'j', "N", "threads (default: all cores)" },
    { 0 },
};

const cli_command cmd_batch = {
    .name = "batch",
    .words = "PROJECT.chora|TABLE REPORT.md|FIGURE.yaml|FOLDER...",
    .summary = "Make every report and figure for every month, quarter or year",
    .more = "Example:\n"
            "  chora batch af.chora figures/ --by month --from 2021-08 --to 2023-08 -o out/\n"
            "  chora batch af.chora monthly.md figures/ --from 2022-01 --to 2022-12 -o 2022/\n\n"
            "A template (*.md) becomes a PDF for each period and one web page with all months, or "
            "what its \"outputs:\" names: docx, a Word document, needs pandoc. "
            "index.html leads to everything. Classes are taken over all periods, so that the maps "
            "can be compared. A run that "
            "was stopped goes on where it stood. Straight from a table the figures are those of a "
            "project of this table alone; reports need a project.",
    .options = options,
    .least_words = 2,
    .run = run,
};
