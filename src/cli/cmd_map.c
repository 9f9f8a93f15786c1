/* chora map: one figure, from a project or straight from a table. */
#include "cli/command.h"
#include "cli/lint.h"
#include "cli/project.h"
#include "cli/table.h"

#include <chora/classes.h>
#include <chora/figure.h>
#include <stdio.h>
#include <string.h>

enum { MOST_OUTPUTS = 16 };

static int read_svg(const cli_values *values, chora_map_options *out)
{
    const char *kind = cli_text(values, OPTION_SVG);

    out->editable_svg = kind && strcmp(kind, "editable") == 0;
    out->print_svg = kind && strcmp(kind, "print") == 0;
    if (kind && !out->editable_svg && !out->print_svg)
        return cli_usage(values, "--svg: \"%s\" is no kind of SVG; choose editable or print", kind);
    return EXIT_DONE;
}

static int read_options(const cli_values *values, const char **outputs, chora_map_options *out)
{
    const char *dpi = cli_text(values, OPTION_DPI);

    out->outputs = outputs;
    out->output_count = cli_all(values, 'o', outputs, MOST_OUTPUTS);
    out->format = cli_text(values, OPTION_FORMAT);
    out->title = cli_text(values, OPTION_TITLE);
    out->style = cli_text(values, OPTION_STYLE);
    out->language = cli_text(values, OPTION_LANGUAGE);
    out->where = cli_text(values, OPTION_WHERE);
    out->dataset = cli_text(values, OPTION_DATASET);
    out->alt_text = cli_text(values, OPTION_ALT_TEXT);
    out->profile = cli_text(values, OPTION_PROFILE);
    out->stages = values->stages;
    out->small = cli_given(values, OPTION_SMALL);
    if (out->output_count == 0 && !cli_given(values, OPTION_LINT) && !out->alt_text)
        return cli_usage(values, "name the picture to make: -o map.png (or .svg, .pdf)");
    if (dpi && (!chora_number_parse(dpi, &out->dpi) || out->dpi < 10))
        return cli_usage(values, "--dpi: \"%s\" is no resolution; write a number such as 300", dpi);
    int code = read_period(values, &out->period_given, &out->period, &out->written, &out->calendar);
    if (code)
        return code;
    if (cli_given(values, OPTION_LINT))
        for (size_t i = 0; i < out->output_count; i++)
            if (cli_is_stdout(outputs[i]))
                return cli_usage(values, "--lint prints to standard output: give -o a file's name");
    return read_svg(values, out);
}

/* The first picture that is a file, or NULL. */
static const char *first_file(const chora_map_options *options)
{
    for (size_t i = 0; i < options->output_count; i++)
        if (!cli_is_stdout(options->outputs[i]))
            return options->outputs[i];
    return NULL;
}

static int map_table(const cli_values *values, const chora_map_options *options,
                     chora_map_report *report)
{
    cli_table table;

    cli_table_begin(values, first_file(options), &table);
    chora_status st = chora_map_table(values->words[0], table.countries, table.country_count,
                                      &table.options, options, &table.import, report, &table.err);
    return cli_table_end(values, &table, st);
}

static int map_project(const cli_values *values, const chora_map_options *options,
                       chora_map_report *report)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    int code = open_project(values, false, &store);

    if (!code && chora_map(store, options, report, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    return code;
}

static void tell(const chora_map_report *report)
{
    cli_note("%s", report->reconciliation);
    if (report->is_withheld)
        cli_note("the map does not tell these numbers: they are small, or would give a small one "
                 "away");
    if (report->circles_left_out)
        cli_note("%zu circles would hide the map: only the areas are drawn; a figure file with "
                 "the layer symbols draws them (chora new figure)",
                 report->circles_left_out);
    if (*report->palette)
        cli_note(
            "classes %zu and %zu of %s look alike to some eyes or on a photocopy (chora palettes "
            "--check %s --count %zu); fewer classes or another palette tell them apart",
            report->palette_first, report->palette_first + 1, report->palette, report->palette,
            report->palette_classes);
    if (report->colours > CHORA_SMALL_COLOURS)
        cli_note("the PNG has %d of its %zu colours: those of areas are exact, the blends at their "
                 "edges are near",
                 CHORA_SMALL_COLOURS, report->colours);
    if (*report->boxes)
        cli_note("no font has every letter of \"%s\": boxes stand in their place", report->boxes);
}

static int run(const cli_values *values)
{
    const char *outputs[MOST_OUTPUTS];
    chora_map_options options = CHORA_MAP_INIT;
    chora_map_report report = { 0 };
    chora_lint_list lint = CHORA_LINT_LIST_INIT;
    int code = read_options(values, outputs, &options);

    if (code)
        return code;
    if (values->word_count > 2)
        return cli_usage(values, "one figure at a time; chora batch makes several");
    options.figure = values->word_count > 1 ? values->words[1] : NULL;
    if (cli_given(values, OPTION_LINT))
        options.lint = &lint;
    code = is_project(values->words[0]) ? map_project(values, &options, &report)
                                        : map_table(values, &options, &report);
    bool done = code == EXIT_DONE || code == EXIT_LEFT_OUT;
    if (done) {
        note_profile(&report.profile, options.profile != NULL);
        tell(&report);
        if (report.shown < report.accepted && cli_given(values, OPTION_STRICT))
            code = EXIT_LEFT_OUT;
    }
    if (options.lint && done) {
        int found = print_lint(values, &lint);
        code = found ? found : code;
    }
    chora_lint_list_free(&lint);
    return code;
}

static const cli_option options[] = {
    { "output", 'o', "FILE",
      "the picture; .png, .svg or .pdf; - for standard output; may be repeated" },
    { "format", OPTION_FORMAT, "FORMAT", "png, svg or pdf, for -o -" },
    { "svg", OPTION_SVG, "KIND",
      "editable: text stays text, a layer for each group; print: as painted (default: the "
      "figure's outputs, else print)" },
    { "dpi", OPTION_DPI, "N", "pixels an inch of a PNG (default: the figure's, else 300)" },
    { "small", OPTION_SMALL, NULL,
      "a PNG of at most 256 colours: about half the bytes; with more, the blends at edges are "
      "near" },
    { "period", OPTION_PERIOD, "PERIOD", "2022-03, 2022-Q1, 2022 or 2021-08..2023-08" },
    { "title", OPTION_TITLE, "TEXT", "instead of the figure's" },
    { "style", OPTION_STYLE, "NAME", "report, slide, web, mono ... (chora styles lists them)" },
    { "language", OPTION_LANGUAGE, "TAG",
      "of words, numbers, dates and names: en, fa, ps, ar ..." },
    CALENDAR_OPTION,
    { "where", OPTION_WHERE, "CONDITION",
      "only incidents for which it holds, such as \"killed > 0\"" },
    { "dataset", OPTION_DATASET, "NAME", "of several in the project" },
    { "profile", OPTION_PROFILE, "NAME",
      "what is shown of incidents marked as sensitive: internal, partner, public or a file "
      "(default: public when any is)" },
    { "country", OPTION_COUNTRY, "CODE",
      "for a table: its country (default: found from the data)" },
    { "columns", OPTION_COLUMNS, "FILE", "for a table: column mapping (YAML)" },
    TABLE_OPTIONS,
    { "alt-text", OPTION_ALT_TEXT, "FILE",
      "the picture in words, for people who cannot see it; - for standard output" },
    { "lint", OPTION_LINT, NULL,
      "look the page over: overlaps, borders, contrast, legend; exit with 1 when something is "
      "found; -o may then be left out" },
    { "json", OPTION_JSON, NULL, "with --lint: one JSON object instead of text" },
    { "strict", OPTION_STRICT, NULL, "exit with 3 when rows were left out" },
    { 0 },
};

const cli_command cmd_map = {
    .name = "map",
    .words = "PROJECT.chora|TABLE [FIGURE.yaml]",
    .summary = "Make one map, from a project or straight from a table",
    .more = "Examples:\n"
            "  chora map attacks.csv -o attacks.png\n"
            "  chora map af.chora attacks-by-province.yaml -o attacks.pdf -o attacks.svg\n\n"
            "Without a figure file the incidents are counted by province and by town.",
    .options = options,
    .least_words = 1,
    .run = run,
};
