/**
 * @file
 * What commands do with a table that is read without a project.
 */
#ifndef CHORA_CLI_TABLE_H
#define CHORA_CLI_TABLE_H

#include "cli/command.h"

#include <chora/intake.h>

enum { CLI_TABLE_COUNTRIES = 64 };

/** How the table of the first word is read, and what became of it. Borrows from the values. */
typedef struct {
    const char *countries[CLI_TABLE_COUNTRIES];
    size_t country_count;
    chora_import_options options;
    char *rejects; /**< Owned. */
    chora_import_report import;
    chora_error err;
} cli_table;

/** `output`: the file that is made, beside which rejected rows are listed; NULL or "-": they are
 * listed beside the table's name. */
void cli_table_begin(const cli_values *values, const char *output, cli_table *out);
/** Say on standard error what was read and how it was placed, or why `done` is no success; an exit
 * code, which is EXIT_LEFT_OUT when rows were and --strict was given. */
int cli_table_end(const cli_values *values, cli_table *table, chora_status done);

/** The options for reading one, but --columns, for tables of options. */
#define TABLE_OPTIONS                                                                              \
    { "dates", OPTION_DATES, "ORDER", "for a table: iso, dmy, mdy or solar-hijri" },               \
        { "decimal", OPTION_DECIMAL, "MARK",                                                       \
          "for a table: comma when numbers are written 34,53" },                                   \
        { "encoding", OPTION_ENCODING, "NAME", "for a table that is not UTF-8" },                  \
        { "sheet", OPTION_SHEET, "NAME", "for a workbook" },                                       \
    {                                                                                              \
        "rejects", OPTION_REJECTS, "FILE", "for a table: where rejected rows are listed"           \
    }

#endif
