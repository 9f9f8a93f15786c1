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

/* Names come from strangers: no escape sequence of theirs reaches the terminal. */
static void print_safe(const char *text)
{
    for (; *text; text++)
        putchar((unsigned char)*text < 0x20 || *text == 0x7F ? '?' : *text);
}

static void print_text(const chora_lint_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        print_safe(list->items[i].page);
        printf(": %s: ", list->items[i].rule);
        print_safe(list->items[i].message);
        putchar('\n');
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
