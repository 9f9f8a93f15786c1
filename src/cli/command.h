/**
 * @file
 * What a subcommand is: a table of options, from which --help and the manual are made, and a
 * function that runs it on what was given.
 */
#ifndef CHORA_CLI_COMMAND_H
#define CHORA_CLI_COMMAND_H

#include <chora/stages.h>
#include <chora/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** Exit codes. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_LEFT_OUT = 3 };

/** One option. A key above 255 has no short form. */
typedef struct {
    const char *name; /**< "output" for --output. */
    int key;          /**< 'o', or one of the OPTION_ constants. */
    const char *arg;  /**< "FILE"; NULL for a flag. */
    const char *help;
} cli_option;

/** Options without a short form. */
enum {
    OPTION_COUNTRY = 256,
    OPTION_LEVEL,
    OPTION_CODE,
    OPTION_NAME,
    OPTION_LAYER,
    OPTION_CRS,
    OPTION_ENCODING,
    OPTION_SHEET,
    OPTION_COLUMNS,
    OPTION_SAVE_COLUMNS,
    OPTION_DATASET,
    OPTION_APPEND,
    OPTION_SPATIAL_INDEX,
    OPTION_DATES,
    OPTION_DECIMAL,
    OPTION_LICENCE,
    OPTION_ACCESSED,
    OPTION_ORIGIN,
    OPTION_REJECTS,
    OPTION_YEAR,
    OPTION_VALUE,
    OPTION_SOURCE,
    OPTION_VALID_FROM,
    OPTION_VALID_TO,
    OPTION_BOUNDARIES,
    OPTION_FORMAT,
    OPTION_DPI,
    OPTION_PERIOD,
    OPTION_TITLE,
    OPTION_STYLE,
    OPTION_LANGUAGE,
    OPTION_CALENDAR,
    OPTION_LANGUAGES,
    OPTION_WHERE,
    OPTION_BY,
    OPTION_FROM,
    OPTION_TO,
    OPTION_OF,
    OPTION_JSON,
    OPTION_STRICT,
    OPTION_IN,
    OPTION_ON,
    OPTION_REVIEW,
    OPTION_DECISIONS,
    OPTION_SVG,
    OPTION_SMALL,
    OPTION_METHOD,
    OPTION_COUNT,
    OPTION_BREAKS,
    OPTION_ZERO,
    OPTION_THRESHOLD,
    OPTION_HINGE,
    OPTION_MIDPOINT,
    OPTION_LINT,
    OPTION_ALT_TEXT,
    OPTION_CHECK,
    OPTION_AGAINST,
    OPTION_SPLIT,
    OPTION_PROFILE,
    OPTION_HEAD,
    OPTION_INCIDENTS,
    OPTION_SHARE_OF,
    OPTION_CLAIMS,
    OPTION_VERIFIED,
    OPTION_ID,
    OPTION_DAYS,
    OPTION_SAME,
    OPTION_FORGET,
    OPTION_SINCE,
    OPTION_ERRATUM,
    OPTION_TALLY
};

/** What was given: options in order, then the words. */
typedef struct {
    const char *prog; /**< "chora map". */
    struct {
        int key;
        const char *value;
    } options[128];
    size_t option_count;
    const char *words[4096];
    size_t word_count;
    chora_stages *stages; /**< Where the time goes, when the environment asks; else NULL. */
} cli_values;

/** The last value of an option, or NULL. */
const char *cli_text(const cli_values *values, int key);
bool cli_given(const cli_values *values, int key);
/** All values of an option, at most `most`; how many. */
size_t cli_all(const cli_values *values, int key, const char **out, size_t most);

typedef struct {
    const char *name;
    const char *words;         /**< "PROJECT FILE...". */
    const char *summary;       /**< One line. */
    const char *more;          /**< What a newcomer needs to know; with an example. */
    const cli_option *options; /**< Ends with a NULL name; may be NULL. */
    size_t least_words;
    int (*run)(const cli_values *values);
} cli_command;

extern const cli_command cmd_init, cmd_import, cmd_match, cmd_map, cmd_batch, cmd_export, cmd_dump,
    cmd_find, cmd_check, cmd_classes, cmd_palettes, cmd_styles, cmd_new, cmd_report, cmd_verify,
    cmd_link, cmd_diff;

/** Parse the words behind "chora NAME". Ends the process on --help (0) and on a mistake (2). */
void cli_parse(const cli_command *command, int argc, char **argv, cli_values *out);

/* ---- telling ------------------------------------------------------------------------------- */

/** "chora: message" on standard error, a line for each line; the exit code of a failure. */
int cli_failed(const chora_error *err);
/** The same for a wrong use of the command line. */
int cli_usage(const cli_values *values, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** "chora: note" on standard error. */
void cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/** Lines of notes; NULL is fine. */
void cli_notes(const char *lines);

/** Text that may hold a stranger's words: what a terminal would obey is written out. */
void cli_put(FILE *to, const char *text);
void cli_say(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** An output file was asked for with -o -: then nothing else may go to standard output. */
bool cli_is_stdout(const char *path);

#endif
