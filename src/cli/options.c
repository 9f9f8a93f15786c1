/* Subcommand options through argp, from the commands' own tables. */
#include "cli/command.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPTIONS = 32 };

static error_t take_option(int key, char *arg, struct argp_state *state)
{
    cli_values *values = state->input;

    if (key == ARGP_KEY_ARG) {
        if (values->word_count == sizeof values->words / sizeof *values->words)
            argp_error(state, "too many words");
        values->words[values->word_count++] = arg;
        return 0;
    }
    if (key >= ARGP_KEY_FINI || key == ARGP_KEY_END || key == ARGP_KEY_NO_ARGS || key == 0)
        return ARGP_ERR_UNKNOWN;
    if (values->option_count == sizeof values->options / sizeof *values->options)
        argp_error(state, "too many options");
    values->options[values->option_count].key = key;
    values->options[values->option_count++].value = arg ? arg : "";
    return 0;
}

static void fill_options(const cli_option *from, struct argp_option *to)
{
    for (size_t i = 0; from && from[i].name && i + 1 < MOST_OPTIONS; i++)
        to[i] = (struct argp_option){
            .name = from[i].name, .key = from[i].key, .arg = from[i].arg, .doc = from[i].help
        };
}

void cli_parse(const cli_command *command, int argc, char **argv, cli_values *out)
{
    struct argp_option options[MOST_OPTIONS] = { { 0 } };
    char doc[4096], prog[64];

    fill_options(command->options, options);
    snprintf(doc, sizeof doc, "%s\v%s", command->summary, command->more ? command->more : "");
    snprintf(prog, sizeof prog, "chora %s", command->name);
    struct argp parser = {
        .options = options, .parser = take_option, .args_doc = command->words, .doc = doc
    };
    argv[0] = prog;
    out->prog = command->name;
    argp_err_exit_status = EXIT_USAGE;
    argp_parse(&parser, argc, argv, 0, NULL, out);
    if (out->word_count < command->least_words) {
        cli_usage(out, "expected %s", command->words);
        exit(EXIT_USAGE);
    }
}

const char *cli_text(const cli_values *values, int key)
{
    for (size_t i = values->option_count; i > 0; i--)
        if (values->options[i - 1].key == key)
            return values->options[i - 1].value;
    return NULL;
}

bool cli_given(const cli_values *values, int key)
{
    return cli_text(values, key) != NULL;
}

size_t cli_all(const cli_values *values, int key, const char **out, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < values->option_count && count < most; i++)
        if (values->options[i].key == key)
            out[count++] = values->options[i].value;
    return count;
}
