/* chora export: numbers per area, or the incidents themselves. */
#include "cli/command.h"
#include "cli/project.h"
#include "cli/table.h"

#include <chora/measure.h>

#include <chora/figure.h>
#include <chora/review.h>
#include <stdio.h>
#include <string.h>

static int read_kind(const cli_values *values, chora_export_kind *out)
{
    if (strcmp(values->words[1], "areas") == 0)
        *out = CHORA_EXPORT_AREAS;
    else if (strcmp(values->words[1], "incidents") == 0)
        *out = CHORA_EXPORT_INCIDENTS;
    else if (strcmp(values->words[1], "table") == 0 || strcmp(values->words[1], "chart") == 0)
        *out = CHORA_EXPORT_TABLE;
    else if (strcmp(values->words[1], "claims") == 0)
        *out = CHORA_EXPORT_CLAIMS;
    else
        return cli_usage(values,
                         "\"%s\" cannot be exported; choose areas, table, chart, claims, "
                         "incidents or decisions",
                         values->words[1]);
    return EXIT_DONE;
}

static bool is_one_span(chora_period_kind kind)
{
    return kind == CHORA_PERIOD_ALL || kind == CHORA_PERIOD_SPAN;
}

static void print_account(const chora_export_options *options, const chora_export_report *report)
{
    FILE *to = cli_is_stdout(options->path) ? stderr : stdout;

    cli_say(to, "%s: %lld rows\n", options->path, (long long)report->rows);
    fprintf(to,
            "incidents %lld = in areas %lld + too coarse %lld + not placed %lld + outside the "
            "period %lld + left out by the filter %lld\n",
            (long long)report->accepted, (long long)report->in_areas, (long long)report->too_coarse,
            (long long)report->unplaced, (long long)report->outside_period,
            (long long)report->filtered_out);
    if (report->is_withheld)
        fputs("the file does not tell these numbers: they are small, or would give a small one "
              "away\n",
              to);
    if (*report->profile.name)
        cli_say(to, "profile %s: %lld of them shown less precisely\n", report->profile.name,
                (long long)report->shielded);
    if (report->smallest > 0)
        fprintf(to, "numbers from 1 to %d are withheld, and others that would give them away\n",
                report->smallest - 1);
    if (options->is_change)
        fprintf(to, "held against: %lld incidents in areas in the earlier period%s\n",
                (long long)report->in_areas_before, is_one_span(options->by) ? "" : "s");
}

static int needs_project(const cli_values *values, const char *what)
{
    return cli_usage(values,
                     "%s are kept in a project, not in a table: chora init NAME.chora --country "
                     "CODE, then chora import NAME.chora %s, then export from NAME.chora",
                     what, values->words[0]);
}

static int export_decisions(const cli_values *values)
{
    const char *path = cli_text(values, 'o');
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    int64_t count = 0;

    if (!path)
        return cli_usage(values, "name the file to write: -o decisions.csv (or .xlsx)");
    if (!is_project(values->words[0]))
        return needs_project(values, "decisions on places");
    int code = open_project(values, false, &store);
    if (!code && chora_decisions_write(store, path, &count, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    if (!code)
        cli_say(cli_is_stdout(path) ? stderr : stdout, "%s: %lld decisions\n", path,
                (long long)count);
    return code;
}

/* --by, --from, --to, --calendar: an exit code. */
static int read_periods(const cli_values *values, chora_export_options *options)
{
    cli_span span = { .by = options->by };
    chora_error err = CHORA_ERROR_INIT;
    int code = read_span(values, &span);

    if (code)
        return code;
    chora_period given = { CHORA_PERIOD_SPAN, span.first, span.last };
    if (span.given && chora_period_stated(given, span.written, span.calendar, &err))
        return cli_usage(values, "--from: %s", err.message);
    options->by = chora_period_kind_in(span.by, span.calendar);
    options->span_given = span.given;
    options->first = span.first;
    options->last = span.last;
    options->calendar = span.calendar;
    return EXIT_DONE;
}

/* --against: an exit code. */
static int read_against(const cli_values *values, chora_export_options *options)
{
    const char *text = cli_text(values, OPTION_AGAINST);
    chora_error err = CHORA_ERROR_INIT;

    if (!text)
        return EXIT_DONE;
    if (options->kind != CHORA_EXPORT_AREAS)
        return cli_usage(values, "--against goes with areas: an incident has no number before");
    if (chora_against_parse(text, &options->against, &err) ||
        chora_period_stated(options->against.span, options->against.written, options->calendar,
                            &err))
        return cli_usage(values, "--against: %s", err.message);
    options->is_change = true;
    return EXIT_DONE;
}

/* --share-of: an exit code. */
static int read_share(const cli_values *values, chora_export_options *options)
{
    options->share_of = cli_text(values, OPTION_SHARE_OF);
    if (!options->share_of)
        return EXIT_DONE;
    if (options->kind != CHORA_EXPORT_AREAS)
        return cli_usage(values, "--share-of goes with areas: an incident has no share");
    if (options->is_change)
        return cli_usage(values, "--share-of and --against: a share is not held against another");
    return EXIT_DONE;
}

static int read_boundaries(const cli_values *values, chora_export_options *options)
{
    const char *text = cli_text(values, OPTION_BOUNDARIES);
    chora_period day = { CHORA_PERIOD_SPAN, CHORA_BOUNDARIES_CURRENT, CHORA_BOUNDARIES_CURRENT };
    chora_error err = CHORA_ERROR_INIT;

    if (text && strcmp(text, "current") != 0 && chora_period_parse(text, &day, &err))
        return cli_usage(values, "--boundaries takes current or a date: %s", err.message);
    options->boundaries_given = text != NULL;
    options->boundaries_on = day.last;
    return EXIT_DONE;
}

static bool is_mapping(const char *text)
{
    const char *dot = strrchr(text, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

/* --columns is a list of those to write; of a table also the file that says which they are. */
static int read_columns(const cli_values *values, const char **list, const char **mapping)
{
    enum { MOST = 16 };
    const char *given[MOST];
    size_t count = cli_all(values, OPTION_COLUMNS, given, MOST);

    for (size_t i = 0; i < count; i++)
        *(is_mapping(given[i]) ? mapping : list) = given[i];
    if (*mapping && is_project(values->words[0]))
        return cli_usage(values,
                         "--columns %s: a project's tables were read already; name the columns to "
                         "write, such as --columns id,date,province",
                         *mapping);
    return EXIT_DONE;
}

/* Claims and totals are tied to incidents by what a project keeps. */
static int check_table(const cli_values *values, const chora_export_options *options)
{
    if (is_project(values->words[0]))
        return EXIT_DONE;
    if (options->kind == CHORA_EXPORT_CLAIMS)
        return needs_project(values, "claims and what ties them to incidents");
    if (options->tally)
        return needs_project(values, "totals");
    return EXIT_DONE;
}

static bool left_rows_out(const chora_export_options *options, const chora_export_report *report)
{
    bool lists = options->kind == CHORA_EXPORT_INCIDENTS;
    return (lists ? report->rows : report->in_areas) < report->accepted;
}

static int export_project(const cli_values *values, const chora_export_options *options,
                          chora_export_report *report)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    int code = open_project(values, false, &store);

    if (!code && chora_export(store, options, report, &err))
        code = cli_failed(&err);
    chora_store_close(store);
    return code;
}

static int export_table(const cli_values *values, const char *mapping,
                        const chora_export_options *options, chora_export_report *report)
{
    cli_table table;

    cli_table_begin(values, options->path, &table);
    table.options.columns = mapping;
    chora_status st =
        chora_export_from_table(values->words[0], table.countries, table.country_count,
                                &table.options, options, &table.import, report, &table.err);
    return cli_table_end(values, &table, st);
}

static int run(const cli_values *values)
{
    if (strcmp(values->words[1], "decisions") == 0)
        return export_decisions(values);

    chora_export_options options = CHORA_EXPORT_INIT;
    chora_export_report report = { 0 };
    const char *mapping = NULL;
    int code = read_kind(values, &options.kind);

    if (!code)
        code = read_periods(values, &options);
    if (!code)
        code = read_level(values, 1, &options.level);
    if (!code)
        code = read_against(values, &options);
    if (!code)
        code = read_share(values, &options);
    options.path = cli_text(values, 'o');
    options.dataset = cli_text(values, OPTION_DATASET);
    options.where = cli_text(values, OPTION_WHERE);
    options.of = cli_text(values, OPTION_OF);
    options.split = cli_text(values, OPTION_SPLIT);
    options.tally = cli_text(values, OPTION_TALLY);
    options.language = cli_text(values, OPTION_LANGUAGE);
    if (!code && strcmp(values->words[1], "chart") == 0) {
        options.figure = values->word_count > 2 ? values->words[2] : NULL;
        if (!options.figure)
            code = cli_usage(values, "name the chart: chora export %s chart FIGURE.yaml",
                             values->words[0]);
    }
    options.profile = cli_text(values, OPTION_PROFILE);
    options.stages = values->stages;
    if (!code)
        code = read_columns(values, &options.columns, &mapping);
    if (!code)
        code = read_boundaries(values, &options);
    if (!code && !options.path)
        code = cli_usage(values, "name the file to write: -o areas.geojson (or .gpkg, .csv)");
    if (!code)
        code = check_table(values, &options);
    if (code)
        return code;
    code = is_project(values->words[0]) ? export_project(values, &options, &report)
                                        : export_table(values, mapping, &options, &report);
    if (code != EXIT_DONE && code != EXIT_LEFT_OUT)
        return code;
    note_profile(&report.profile, options.profile != NULL);
    print_account(&options, &report);
    return cli_given(values, OPTION_STRICT) && left_rows_out(&options, &report) ? EXIT_LEFT_OUT
                                                                                : code;
}

static const cli_option options[] = {
    { "output", 'o', "FILE",
      ".geojson, .gpkg, .csv or .xlsx (decisions: .csv or .xlsx); - for standard output" },
    { "columns", OPTION_COLUMNS, "LIST",
      "only these, for a public release: id,date,province; geometry too for points of incidents; "
      "for a table also FILE.yaml, its column mapping" },
    { "split", OPTION_SPLIT, "COLUMN", "table: a row for each of its values, such as claim" },
    { "language", OPTION_LANGUAGE, "TAG",
      "names of areas, and in .csv and .xlsx the heads and the read-me sheet, such as fa (default: "
      "heads are keys)" },
    { "tally", OPTION_TALLY, "NAME", "claims: the dataset of totals to set beside them" },
    { "by", OPTION_BY, "PERIOD", "areas: a value each month, quarter or year (default: all)" },
    { "from", OPTION_FROM, "PERIOD", "first period (default: the covered span)" },
    { "to", OPTION_TO, "PERIOD", "last period" },
    { "calendar", OPTION_CALENDAR, "NAME",
      "solar-hijri: months, quarters and years of that calendar (default: gregorian)" },
    { "level", OPTION_LEVEL, "LEVEL", "areas: country, province (default) or district" },
    { "of", OPTION_OF, "MEASURE", "areas: count (default), killed, injured or a number column" },
    { "against", OPTION_AGAINST, "PERIOD",
      "areas: the change from previous, year-ago or a period such as 2021-08..2022-07" },
    { "share-of", OPTION_SHARE_OF, "CONDITION",
      "areas: part, whole and percent of the incidents for which it holds" },
    { "boundaries", OPTION_BOUNDARIES, "DATE",
      "areas: of several layers those that hold then, or current (default: at the span's end)" },
    { "dataset", OPTION_DATASET, "NAME", "of several in the project" },
    { "where", OPTION_WHERE, "CONDITION", "only incidents for which it holds" },
    { "profile", OPTION_PROFILE, "NAME",
      "what is shown of incidents marked as sensitive: internal, partner, public or a file "
      "(default: public when any is)" },
    { "country", OPTION_COUNTRY, "CODE",
      "for a table: its country (default: found from the data)" },
    TABLE_OPTIONS,
    { "strict", OPTION_STRICT, NULL, "exit with 3 when rows were left out" },
    { 0 },
};

const cli_command cmd_export = {
    .name = "export",
    .words = "PROJECT.chora|TABLE areas|table|chart FIGURE.yaml|claims|incidents|decisions",
    .summary = "Write numbers per area, the incidents, or the decisions on places",
    .more =
        "Examples:\n"
        "  chora export attacks.csv areas --by month -o areas.geojson\n"
        "  chora export af.chora areas --by month -o areas.geojson\n"
        "  chora export af.chora areas --from 2022 --to 2022 --against previous -o change.csv\n"
        "  chora export af.chora incidents -o incidents.geojson\n"
        "  chora export af.chora incidents --columns date,province,type,killed_low -o public.csv\n"
        "  chora export af.chora table --by month --split claim -o table.xlsx\n"
        "  chora export af.chora chart incidents-by-month.yaml -o incidents-by-month.csv\n"
        "  chora export af.chora claims --by month --tally al-naba -o claims.csv\n"
        "  chora export af.chora decisions -o decisions.csv\n\n"
        "Straight from a table the file is that of a project of this table alone. Claims and "
        "decisions are kept in projects.",
    .options = options,
    .least_words = 2,
    .run = run,
};
