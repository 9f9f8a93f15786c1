/* chora new: files to start from. They never take the place of one that is there. */
#include "cli/command.h"
#include "cli/project.h"
#include "cli/text_file.h"

#include <chora/starter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_PATH = 4096 };

static int refuse(const char *path)
{
    cli_note("%s is there already; nothing was written", path);
    return EXIT_FAILED;
}

static int write_new(const char *path, const char *text)
{
    if (cli_is_stdout(path)) {
        fputs(text, stdout);
        return EXIT_DONE;
    }
    return cli_write_text(path, text, false);
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length > tail && strcmp(path + length - tail, ending) == 0;
}

/* What can be made from nothing. */
typedef struct {
    const char *what, *ending, *next;
    chora_status (*make)(const char *language, char **out, chora_error *err);
} starter;

static chora_status make_figure(const char *language, char **out, chora_error *err)
{
    (void)language;
    return chora_starter_figure(out, err);
}

static chora_status make_style(const char *language, char **out, chora_error *err)
{
    (void)language;
    return chora_starter_style(out, err);
}

static const starter starters[] = {
    { "figure", ".yaml", "chora map PROJECT.chora %s -o map.png", make_figure },
    { "report", ".md", "chora report PROJECT.chora %s -o report.pdf", chora_starter_report },
    { "style", ".yaml", "chora map PROJECT.chora --style ./%s -o map.png", make_style },
};

static int new_file(const cli_values *values, const starter *from)
{
    const char *path = values->words[1];
    chora_error err = CHORA_ERROR_INIT;
    char *text;

    if (!cli_is_stdout(path) && !ends_in(path, from->ending))
        return cli_usage(values, "a %s file ends in %s; \"%s\" does not", from->what, from->ending,
                         path);
    if (from->make(cli_text(values, OPTION_LANGUAGE), &text, &err))
        return cli_failed(&err);
    int code = write_new(path, text);
    free(text);
    if (!code && !cli_is_stdout(path)) {
        printf("made %s; next: ", path);
        printf(from->next, path);
        putchar('\n');
    }
    return code;
}

/* "folder/NAME.mapping.yaml" for "folder/NAME.csv": where an import looks for it. */
static bool mapping_path(const char *table, char out[LONGEST_PATH])
{
    const char *slash = strrchr(table, '/'), *name = slash ? slash + 1 : table;
    const char *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - table) : strlen(table);

    return snprintf(out, LONGEST_PATH, "%.*s.mapping.yaml", (int)length, table) < LONGEST_PATH;
}

static int new_columns(const cli_values *values)
{
    const char *table = values->words[1], *path = cli_text(values, 'o');
    chora_import_options options = import_options_of(values);
    options.guess_calendar = true;
    char beside[LONGEST_PATH];
    chora_error err = CHORA_ERROR_INIT;
    char *text;

    if (!path && !mapping_path(table, beside))
        return cli_usage(values, "%s: too long a name", table);
    if (!path)
        path = beside;
    if (!cli_is_stdout(path) && access(path, F_OK) == 0)
        return refuse(path);
    if (chora_starter_columns(table, &options, &text, &err))
        return cli_failed(&err);
    int code = write_new(path, text);
    free(text);
    if (!code && !cli_is_stdout(path))
        cli_say(stdout, "made %s; next: check it, then chora import PROJECT.chora %s%s%s\n", path,
                table, path == beside ? "" : " --columns ", path == beside ? "" : path);
    return code;
}

static const cli_option options[] = {
    { "language", OPTION_LANGUAGE, "TAG", "report: of its text, such as fa (default: en)" },
    { "output", 'o', "FILE", "columns: its name (default: NAME.mapping.yaml beside the table)" },
    { "dates", OPTION_DATES, "ORDER",
      "columns: iso, dmy, mdy or solar-hijri (default: found from the file)" },
    { "decimal", OPTION_DECIMAL, "MARK", "columns: comma when numbers are written 34,53" },
    { "encoding", OPTION_ENCODING, "NAME", "columns: of a text file that is not UTF-8" },
    { "sheet", OPTION_SHEET, "NAME", "columns: of a workbook" },
    { 0 },
};

static int run(const cli_values *values)
{
    const starter *from = NULL;

    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++)
        if (strcmp(values->words[0], starters[i].what) == 0)
            from = &starters[i];
    if (!from && strcmp(values->words[0], "columns") != 0)
        return cli_usage(values, "\"%s\" cannot be made; choose figure, style, report or columns",
                         values->words[0]);
    if (values->word_count > 2)
        return cli_usage(values, "one file at a time");
    bool report = from && strcmp(from->what, "report") == 0;
    if (cli_given(values, OPTION_LANGUAGE) && !report)
        return cli_usage(values, "--language goes with report, not with %s", values->words[0]);
    for (const cli_option *option = options; from && option->name; option++)
        if (option->key != OPTION_LANGUAGE && cli_given(values, option->key))
            return cli_usage(values, "--%s goes with columns, not with %s", option->name,
                             from->what);
    return from ? new_file(values, from) : new_columns(values);
}

const cli_command cmd_new = {
    .name = "new",
    .words = "figure NAME.yaml | style NAME.yaml | report NAME.md | columns TABLE",
    .summary = "Make a file to start from: a figure, a style, a report, the columns of a table",
    .more =
        "Examples:\n"
        "  chora new figure attacks.yaml       every key with its default, commented\n"
        "  chora new style house.yaml          colours, fonts and logo of your own\n"
        "  chora new report monthly.md         a monthly report\n"
        "  chora new report --language fa monthly.fa.md\n"
        "  chora new columns attacks.csv       what chora would read each column as, to edit\n\n"
        "A file that is there is never overwritten; - is standard output.",
    .options = options,
    .least_words = 2,
    .run = run,
};
