#include "cli/lint.h"

#include <stdio.h>
#include <stdlib.h>

static int print_json(const chora_lint_list *list)
{
    chora_error err = CHORA_ERROR_INIT;
    char *text = NULL;

    if (chora_lint_json(list, &text, &err))
        return cli_failed(&err);
    fputs(text, stdout);
    free(text);
    return EXIT_DONE;
}

static void print_text(const chora_lint_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        cli_say(stdout, "%s: %s: %s\n", list->items[i].page, list->items[i].rule,
                list->items[i].message);
    }
    printf("pages %zu, texts %zu; ", list->pages, list->texts);
    if (list->count)
        printf("found %zu\n", list->count);
    else
        puts("nothing found");
}

int print_lint(const cli_values *values, const chora_lint_list *list)
{
    if (cli_given(values, OPTION_JSON)) {
        int code = print_json(list);
        if (code)
            return code;
    } else {
        print_text(list);
    }
    return list->count ? EXIT_FAILED : EXIT_DONE;
}
