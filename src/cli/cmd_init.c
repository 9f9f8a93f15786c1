/* chora init: a new project with the embedded areas, lines and towns. */
#include "cli/command.h"
#include "cli/project.h"

#include <stdio.h>

static int run(const cli_values *values)
{
    const char *countries[64];
    size_t count = cli_all(values, OPTION_COUNTRY, countries, 64);
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;

    if (!is_project(values->words[0]))
        return cli_usage(values, "the project's name ends in .chora: %s.chora", values->words[0]);
    if (count == 0)
        return cli_usage(values, "say which country: --country AFG (or AF, Afghanistan, WORLD)");
    if (chora_project_init(values->words[0], countries, count, &store, &err))
        return cli_failed(&err);
    chora_store_close(store);
    cli_say(stdout, "made %s; next: chora import %s YOUR-INCIDENTS.csv\n", values->words[0],
            values->words[0]);
    return EXIT_DONE;
}

static const cli_option options[] = {
    { "country", OPTION_COUNTRY, "CODE",
      "ISO code or name; may be given several times; WORLD for all" },
    { 0 },
};

const cli_command cmd_init = {
    .name = "init",
    .words = "PROJECT.chora",
    .summary = "Make a project with a country's boundaries, towns and base layers",
    .more = "Example:\n  chora init af.chora --country AFG\n\nThe boundaries are Natural Earth's; "
            "better ones come in with `chora import PROJECT boundaries FILE`.",
    .options = options,
    .least_words = 1,
    .run = run,
};
