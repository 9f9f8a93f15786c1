/**
 * @file
 * Things several commands do with a project.
 */
#ifndef CHORA_CLI_PROJECT_H
#define CHORA_CLI_PROJECT_H

#include "cli/command.h"

#include <chora/intake.h>
#include <chora/period.h>
#include <chora/profile.h>
#include <chora/store.h>

/** Does the word name a project (extension .chora)? */
bool is_project(const char *word);

/** Open the project named by the first word; an exit code, 0 when it is open. */
int open_project(const cli_values *values, bool writable, chora_store **out);

/** The options of `chora import` for incidents. */
chora_import_options import_options_of(const cli_values *values);

/** Print what was read and how it was placed; the last line closes the account. */
void print_import(const char *path, const chora_import_report *report, bool to_stderr);

/** Rows that were left out of an import: rejected, in conflict, or without a place. */
bool import_left_rows_out(const chora_import_report *report);

/** What an output profile did, as notes; nothing when none holds. `chosen`: by the person. */
void note_profile(const chora_profile_report *report, bool chosen);

/** What --by, --from, --to and --calendar say. */
typedef struct {
    chora_period_kind by; /**< Gregorian, whatever the calendar. */
    bool by_given, given; /**< The span is given. */
    chora_day first, last;
    chora_calendar calendar, written; /**< As in chora_map_options. */
} cli_span;

/** An exit code, 0 when they are fine; `out->by` is the fallback. */
int read_span(const cli_values *values, cli_span *out);

/** --period and --calendar: an exit code. */
int read_period(const cli_values *values, bool *given, chora_period *out, chora_calendar *written,
                chora_calendar *calendar);

/** The option --calendar, for tables of options. */
#define CALENDAR_OPTION                                                                            \
    {                                                                                              \
        "calendar", OPTION_CALENDAR, "NAME",                                                       \
            "solar-hijri: count months of that calendar and tell dates in it; gregorian "          \
            "(default: what the file says)"                                                        \
    }

/** --level province | district | country | 1; `fallback` when it is not given. An exit code. */
int read_level(const cli_values *values, int fallback, int *out);

#endif
