/* The command: process settings, then the subcommand. */
#include "cli/command.h"
#include "cli/process.h"
#include "cli/stages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const cli_command *const commands[] = {
    &cmd_map,     &cmd_init,     &cmd_import, &cmd_match, &cmd_link,   &cmd_check,
    &cmd_batch,   &cmd_report,   &cmd_export, &cmd_find,  &cmd_verify, &cmd_diff,
    &cmd_classes, &cmd_palettes, &cmd_styles, &cmd_new,   &cmd_dump,   NULL
};

static void print_help(FILE *to)
{
    fputs("Usage: chora COMMAND [OPTION...] ...\n"
          "Turn a table of incidents into print-ready maps, with every row accounted for.\n\n"
          "  chora map attacks.csv -o attacks.png      the first map, without a project\n\n",
          to);
    for (const cli_command *const *at = commands; *at; at++)
        fprintf(to, "  %-8s %s\n", (*at)->name, (*at)->summary);
    fputs("\nchora COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 wrong use,\n"
          "3 done but rows were left out (with --strict).\n",
          to);
}

static const cli_command *find_command(const char *name)
{
    for (const cli_command *const *at = commands; *at; at++)
        if (strcmp((*at)->name, name) == 0)
            return *at;
    return NULL;
}

/* Text that waits in a buffer is no output yet. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    cli_note("standard output cannot be written: %s", strerror(errno));
    return EXIT_FAILED;
}

int main(int argc, char **argv)
{
    static cli_values values; /* Large, and only one. */

    process_prepare();
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "help") == 0 && argc > 2) { /* "chora help map" is "chora map --help". */
        static char help[] = "--help";
        argv[1] = argv[2];
        argv[2] = help;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return finish(EXIT_DONE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("chora " CHORA_VERSION);
        return finish(EXIT_DONE);
    }
    const cli_command *command = find_command(argv[1]);
    if (!command) {
        cli_note("there is no command \"%s\"; chora --help lists them", argv[1]);
        return EXIT_USAGE;
    }
    cli_parse(command, argc - 1, argv + 1, &values);
    values.stages = stages_asked();
    int code = command->run(&values);
    stages_write(values.stages);
    return finish(code);
}
