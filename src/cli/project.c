#include "cli/project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool is_project(const char *word)
{
    size_t length = strlen(word);
    return length > 6 && strcmp(word + length - 6, ".chora") == 0;
}

int open_project(const cli_values *values, bool writable, chora_store **out)
{
    chora_error err = CHORA_ERROR_INIT;

    if (!is_project(values->words[0]))
        return cli_usage(values,
                         "%s is no project; make one with: chora init NAME.chora --country AFG",
                         values->words[0]);
    if (chora_store_open(values->words[0], writable, out, &err))
        return cli_failed(&err);
    chora_store_time(*out, values->stages);
    return EXIT_DONE;
}

chora_import_options import_options_of(const cli_values *values)
{
    chora_import_options options = CHORA_IMPORT_INIT;

    options.dataset = cli_text(values, OPTION_DATASET);
    options.columns = cli_text(values, OPTION_COLUMNS);
    options.encoding = cli_text(values, OPTION_ENCODING);
    options.sheet = cli_text(values, OPTION_SHEET);
    options.dates = cli_text(values, OPTION_DATES);
    options.decimal = cli_text(values, OPTION_DECIMAL);
    options.licence = cli_text(values, OPTION_LICENCE);
    options.accessed = cli_text(values, OPTION_ACCESSED);
    options.origin = cli_text(values, OPTION_ORIGIN);
    options.append = cli_given(values, OPTION_APPEND);
    options.spatial_index = cli_given(values, OPTION_SPATIAL_INDEX);
    options.rejects = cli_text(values, OPTION_REJECTS);
    const char *workers = cli_text(values, 'j');
    options.workers = workers && atoi(workers) > 0 ? atoi(workers) : 0;
    return options;
}

static void print_mapping(FILE *to, const char *mapping)
{
    fputs("columns, as recognised (--save-columns FILE keeps them, --columns FILE passes them "
          "back):\n",
          to);
    while (mapping && *mapping) {
        int length = (int)strcspn(mapping, "\n");
        cli_say(to, "  %.*s\n", length, mapping);
        mapping += length + (mapping[length] == '\n');
    }
}

/* The mapping's columns in one line: columns: date "event date", area state. */
static void print_columns(FILE *to, const char *mapping)
{
    static const char head[] = "\ncolumns:\n";
    const char *line = mapping ? strstr(mapping, head) : NULL, *before = "columns: ";
    if (!line)
        return;
    for (line += sizeof head - 1; line[0] == ' '; line += line[0] == '\n') {
        int length = (int)strcspn(line, "\n"), key = (int)strcspn(line, ":");
        if (length > key + 2)
            cli_say(to, "%s%.*s %.*s", before, key - 2, line + 2, length - key - 2, line + key + 2);
        before = ", ";
        line += length;
    }
    fputc('\n', to);
}

static void print_placing(FILE *to, const chora_placing *placing)
{
    fprintf(to, "incidents in the project, by how precisely they are placed:");
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        if (placing->by_level[level] > 0)
            fprintf(to, " %s %lld", chora_precision_name((chora_precision)level),
                    (long long)placing->by_level[level]);
    fputc('\n', to);
}

void print_import(const char *path, const chora_import_report *report, bool to_stderr)
{
    FILE *to = to_stderr ? stderr : stdout;

    cli_notes(report->notes);
    cli_say(to, "%s: %s, dataset \"%s\"\n", path, report->format, report->dataset);
    if (to_stderr)
        print_columns(to, report->mapping);
    else
        print_mapping(to, report->mapping);
    print_placing(to, &report->placing);
    fprintf(to,
            "read %lld = new %lld + unchanged %lld + updated %lld + conflict %lld + rejected %lld",
            (long long)report->read, (long long)report->fresh, (long long)report->unchanged,
            (long long)report->updated, (long long)report->conflict, (long long)report->rejected);
    if (*report->rejects_path)
        cli_say(to, " (see %s)", report->rejects_path);
    fprintf(to, "; withdrawn %lld\n", (long long)report->withdrawn);
}

bool import_left_rows_out(const chora_import_report *report)
{
    return report->rejected > 0 || report->conflict > 0 || report->placing.by_level[CHORA_NONE] > 0;
}

static int read_calendar(const cli_values *values, chora_calendar *out)
{
    const char *text = cli_text(values, OPTION_CALENDAR);
    chora_error err = CHORA_ERROR_INIT;

    if (text && chora_calendar_parse(text, out, &err))
        return cli_usage(values, "--calendar: %s", err.message);
    return EXIT_DONE;
}

int read_period(const cli_values *values, bool *given, chora_period *out, chora_calendar *written,
                chora_calendar *calendar)
{
    const char *text = cli_text(values, OPTION_PERIOD);
    chora_error err = CHORA_ERROR_INIT;

    *given = text != NULL;
    if (text && chora_period_read(text, out, written, &err))
        return cli_usage(values, "--period: %s", err.message);
    return read_calendar(values, calendar);
}

/* One end of the span: any period; its first or last day. */
static int read_end(const cli_values *values, int key, bool last_day, cli_span *out, bool *given)
{
    const char *text = cli_text(values, key);
    chora_error err = CHORA_ERROR_INIT;
    chora_calendar written = out->written;
    chora_period period;

    *given = text != NULL;
    if (!text)
        return EXIT_DONE;
    if (chora_period_read(text, &period, &written, &err))
        return cli_usage(values, "%s: %s", last_day ? "--to" : "--from", err.message);
    if (last_day && out->written != CHORA_CALENDAR_OF_LANGUAGE && written != out->written)
        return cli_usage(values, "--from and --to are of two calendars");
    *(last_day ? &out->last : &out->first) = last_day ? period.last : period.first;
    out->written = written;
    return EXIT_DONE;
}

int read_span(const cli_values *values, cli_span *out)
{
    chora_error err = CHORA_ERROR_INIT;
    const char *text = cli_text(values, OPTION_BY);
    bool from = false, to = false;

    out->by_given = text != NULL;
    if (text && chora_period_kind_parse(text, &out->by, &err))
        return cli_usage(values, "--by: %s", err.message);
    int code = read_calendar(values, &out->calendar);
    if (!code)
        code = read_end(values, OPTION_FROM, false, out, &from);
    if (!code)
        code = read_end(values, OPTION_TO, true, out, &to);
    if (code)
        return code;
    if (from != to)
        return cli_usage(values, "--from and --to go together");
    if (from && out->last < out->first)
        return cli_usage(values, "--to lies before --from");
    out->given = from;
    return EXIT_DONE;
}

int read_level(const cli_values *values, int fallback, int *out)
{
    static const char *const names[] = { "country", "province", "district", NULL };
    const char *text = cli_text(values, OPTION_LEVEL);

    *out = fallback;
    if (!text)
        return EXIT_DONE;
    for (int i = 0; names[i]; i++)
        if (strcmp(text, names[i]) == 0 || (text[0] == '0' + i && !text[1])) {
            *out = i;
            return EXIT_DONE;
        }
    return cli_usage(
        values, "--level: \"%s\" is no level; use country, province or district (0, 1, 2)", text);
}

void note_profile(const chora_profile_report *report, bool chosen)
{
    if (!*report->name)
        return;
    cli_note("profile %s%s: %lld of %lld marked incidents shown less precisely (%lld moved); %s",
             report->name, chosen ? "" : " (incidents are marked as sensitive)",
             (long long)report->coarser, (long long)report->marked, (long long)report->displaced,
             chosen ? "docs/protection.md says how" : "--profile chooses another");
    if (report->no_spot > 0)
        cli_note("%lld that should be moved have no coordinates, no room inside their area or no "
                 "project that keeps their false point: they are shown by the area only",
                 (long long)report->no_spot);
}
