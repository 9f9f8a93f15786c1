/* chora styles: what a figure's style: can be. */
#include "cli/command.h"

#include <chora/style.h>
#include <stdio.h>

static int run(const cli_values *values)
{
    chora_style_list list = { 0 };
    chora_error err = CHORA_ERROR_INIT;

    if (values->word_count > 0)
        return cli_usage(values, "\"%s\" is too many", values->words[0]);
    if (chora_styles_list(&list, &err))
        return cli_failed(&err);
    for (size_t i = 0; i < list.count; i++) {
        const chora_style_info *style = &list.items[i];
        if (*style->about)
            printf("%-10s %s\n", style->name, style->about);
        else
            printf("%-10s like %s, with changes\n", style->name,
                   *style->extends ? style->extends : "report");
    }
    chora_style_list_free(&list);
    return EXIT_DONE;
}

const cli_command cmd_styles = {
    .name = "styles",
    .words = "",
    .summary = "List the house styles",
    .more = "A style of your own is a YAML file that holds what differs: extends: report.",
    .run = run,
};
