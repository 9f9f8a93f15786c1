#include "cli/table.h"

#include "cli/project.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "out/areas.geojson": "out/areas.rejects.csv". Without memory none: they are counted anyway. */
static char *rejects_path(const char *stem)
{
    size_t size = strlen(stem) + 16;
    char *path = malloc(size);
    const char *dot = strrchr(stem, '.'), *slash = strrchr(stem, '/');
    int length = dot && (!slash || dot > slash) ? (int)(dot - stem) : (int)strlen(stem);
    if (path)
        snprintf(path, size, "%.*s.rejects.csv", length, stem);
    return path;
}

void cli_table_begin(const cli_values *values, const char *output, cli_table *out)
{
    bool is_file = output && !cli_is_stdout(output);

    *out = (cli_table){ .options = import_options_of(values), .err = CHORA_ERROR_INIT };
    out->country_count = cli_all(values, OPTION_COUNTRY, out->countries, CLI_TABLE_COUNTRIES);
    out->rejects = rejects_path(is_file ? output : values->words[0]);
    if (!out->options.rejects)
        out->options.rejects = out->rejects;
    out->options.dataset = NULL;
    out->options.guess_calendar = true;
}

int cli_table_end(const cli_values *values, cli_table *table, chora_status done)
{
    int code = EXIT_DONE;

    if (table->import.read > 0)
        print_import(values->words[0], &table->import, true);
    if (done)
        code = cli_failed(&table->err);
    else if (import_left_rows_out(&table->import) && cli_given(values, OPTION_STRICT))
        code = EXIT_LEFT_OUT;
    chora_import_report_free(&table->import);
    free(table->rejects);
    return code;
}
