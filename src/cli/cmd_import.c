/* chora import: incidents, boundary layers, denominators, totals. */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/text_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int import_incidents(chora_store *store, const cli_values *values, size_t first_word)
{
    chora_import_options options = import_options_of(values);
    cli_bar bar = { 0 };
    chora_progress progress = terminal_progress(&bar);
    const char *save = cli_text(values, OPTION_SAVE_COLUMNS);
    bool left_out = false;
    int code = EXIT_DONE;

    options.progress = &progress;
    for (size_t i = first_word; !code && i < values->word_count; i++) {
        chora_import_report report = { 0 };
        chora_error err = CHORA_ERROR_INIT;
        if (chora_import_incidents(store, values->words[i], &options, &report, &err)) {
            code = cli_failed(&err);
        } else {
            if (save)
                code = cli_write_text(save, report.mapping, true);
            print_import(values->words[i], &report, false);
            left_out |= import_left_rows_out(&report);
        }
        chora_import_report_free(&report);
    }
    if (!code && left_out && cli_given(values, OPTION_STRICT))
        return EXIT_LEFT_OUT;
    return code;
}

static int import_boundaries(chora_store *store, const cli_values *values, size_t first_word)
{
    chora_boundaries_options options = CHORA_BOUNDARIES_INIT;
    int code = read_level(values, -1, &options.level);

    options.code = cli_text(values, OPTION_CODE);
    options.name = cli_text(values, OPTION_NAME);
    options.layer = cli_text(values, OPTION_LAYER);
    options.crs = cli_text(values, OPTION_CRS);
    options.encoding = cli_text(values, OPTION_ENCODING);
    options.source = cli_text(values, OPTION_SOURCE);
    options.licence = cli_text(values, OPTION_LICENCE);
    options.valid_from = cli_text(values, OPTION_VALID_FROM);
    options.valid_to = cli_text(values, OPTION_VALID_TO);
    for (size_t i = first_word; !code && i < values->word_count; i++) {
        chora_boundaries_report report = { 0 };
        chora_error err = CHORA_ERROR_INIT;
        if (chora_import_boundaries(store, values->words[i], &options, &report, &err))
            return cli_failed(&err);
        cli_notes(report.notes);
        cli_say(stdout, "%s: level %d, code from %s, name from %s\n", values->words[i],
                report.level, report.code_field, report.name_field);
        printf("read %lld = imported %lld + rejected %lld; repaired %lld; without a parent %lld\n",
               (long long)report.read, (long long)report.imported, (long long)report.rejected,
               (long long)report.repaired, (long long)report.without_parent);
        if (report.rejected > 0 && cli_given(values, OPTION_STRICT))
            code = EXIT_LEFT_OUT;
        free(report.notes);
    }
    return code;
}

static int import_values(chora_store *store, const cli_values *values, size_t first_word)
{
    chora_values_options options = CHORA_VALUES_INIT;
    const char *year = cli_text(values, OPTION_YEAR);
    int code = read_level(values, 1, &options.level);

    options.name = cli_text(values, OPTION_NAME);
    options.year = year ? atoi(year) : 0;
    options.code = cli_text(values, OPTION_CODE);
    options.value = cli_text(values, OPTION_VALUE);
    options.source = cli_text(values, OPTION_SOURCE);
    if (!code && !options.name)
        code = cli_usage(values, "say what the numbers are: --name population");
    if (!code && (options.year < 1000 || options.year > 9999))
        code = cli_usage(values, "say of which year the numbers are: --year 2021");
    for (size_t i = first_word; !code && i < values->word_count; i++) {
        chora_values_report report = { 0 };
        chora_error err = CHORA_ERROR_INIT;
        if (chora_import_values(store, values->words[i], &options, &report, &err))
            return cli_failed(&err);
        cli_notes(report.notes);
        printf("read %lld = stored %lld + missing %lld + rejected %lld; areas without a number: "
               "%lld (no data, not zero)\n",
               (long long)report.read, (long long)report.stored, (long long)report.missing,
               (long long)report.rejected, (long long)report.areas_without);
        if (report.rejected > 0 && cli_given(values, OPTION_STRICT))
            code = EXIT_LEFT_OUT;
        free(report.notes);
    }
    return code;
}

static int import_tally(chora_store *store, const cli_values *values, size_t first_word)
{
    for (size_t i = first_word; i < values->word_count; i++) {
        chora_error err = CHORA_ERROR_INIT;
        int64_t stored = 0;
        if (chora_import_tally(store, values->words[i], cli_text(values, OPTION_DATASET),
                               cli_text(values, OPTION_DATES), &stored, &err))
            return cli_failed(&err);
        cli_say(stdout, "%s: %lld totals, shown beside incidents, never added to them\n",
                values->words[i], (long long)stored);
    }
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    static const struct {
        const char *word;
        int (*import)(chora_store *store, const cli_values *values, size_t first_word);
    } kinds[] = { { "incidents", import_incidents },
                  { "boundaries", import_boundaries },
                  { "values", import_values },
                  { "tally", import_tally },
                  { "tallies", import_tally } };
    int (*import)(chora_store *, const cli_values *, size_t) = import_incidents;
    size_t first_word = 1;
    chora_store *store = NULL;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(values->words[1], kinds[i].word) == 0) {
            import = kinds[i].import;
            first_word = 2;
        }
    if (first_word >= values->word_count)
        return cli_usage(values, "name the file to import");
    int code = open_project(values, true, &store);
    if (!code)
        code = import(store, values, first_word);
    chora_store_close(store);
    return code;
}

static const cli_option options[] = {
    { "dataset", OPTION_DATASET, "NAME", "name of the dataset (default: the file's name)" },
    { "columns", OPTION_COLUMNS, "FILE", "column mapping to use (YAML)" },
    { "save-columns", OPTION_SAVE_COLUMNS, "FILE", "keep the mapping that was used" },
    { "append", OPTION_APPEND, NULL,
      "rows not in this file stay (default: the file is the whole dataset)" },
    { "dates", OPTION_DATES, "ORDER",
      "iso, dmy, mdy or solar-hijri (default: found from the whole file)" },
    { "decimal", OPTION_DECIMAL, "MARK", "comma when numbers are written 34,53" },
    { "encoding", OPTION_ENCODING, "NAME", "of a text file that is not UTF-8, such as CP1256" },
    { "sheet", OPTION_SHEET, "NAME", "of a workbook" },
    { "origin", OPTION_ORIGIN, "TEXT", "who made the dataset, for the source line" },
    { "licence", OPTION_LICENCE, "TEXT", "of the dataset or layer" },
    { "accessed", OPTION_ACCESSED, "DATE", "when the dataset was fetched" },
    { "rejects", OPTION_REJECTS, "FILE", "where rejected rows are listed" },
    { "spatial-index", OPTION_SPATIAL_INDEX, NULL,
      "give the incidents an R-tree, for programs such as QGIS (once made it is kept)" },
    { "strict", OPTION_STRICT, NULL, "exit with 3 when rows were left out" },
    { "jobs", 'j', "N",
      "threads: 1, or reading, placing and writing side by side (default: as cores)" },
    { "level", OPTION_LEVEL, "LEVEL", "boundaries, values: country, province, district" },
    { "code", OPTION_CODE, "FIELD", "boundaries, values: the field with the area's code" },
    { "name", OPTION_NAME, "FIELD", "boundaries: the field with the name; values: what they are" },
    { "value", OPTION_VALUE, "FIELD", "values: the field with the number" },
    { "year", OPTION_YEAR, "YEAR", "values: of which year" },
    { "layer", OPTION_LAYER, "NAME", "boundaries: of several layers in one file" },
    { "crs", OPTION_CRS, "EPSG:n", "boundaries: for a file that states none" },
    { "source", OPTION_SOURCE, "TEXT", "boundaries, values: for the source line" },
    { "valid-from", OPTION_VALID_FROM, "DATE", "boundaries: first day they hold" },
    { "valid-to", OPTION_VALID_TO, "DATE", "boundaries: last day they hold" },
    { 0 },
};

const cli_command cmd_import = {
    .name = "import",
    .words = "PROJECT.chora [incidents|boundaries|values|tally] FILE...",
    .summary = "Bring in incidents (CSV, XLSX, ACLED, UCDP GED ...), boundaries or populations",
    .more = "Examples:\n"
            "  chora import af.chora attacks.xlsx\n"
            "  chora import af.chora boundaries afg_adm2.zip --level district\n"
            "  chora import af.chora values people.csv --name population --year 2021\n\n"
            "The same file again changes nothing. The last line accounts for every row.",
    .options = options,
    .least_words = 2,
    .run = run,
};
