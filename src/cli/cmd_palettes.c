/* chora palettes: what a figure's palette: can be, as a list or a picture. */
#include "cli/command.h"

#include <chora/classes.h>
#include <chora/style.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_list(const chora_palette_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const chora_palette_info *palette = &list->items[i];
        bool first = i == 0 || palette->kind != palette[-1].kind;
        if (first)
            printf("%s%s\n", i > 0 ? "\n" : "", chora_palette_kind_name(palette->kind));
        printf("  %-18s %2zu to %-2zu classes  %s\n", palette->name, palette->least, palette->most,
               palette->colour_blind ? "colour-blind safe" : "-");
    }
}

static int print_json(const chora_palette_list *list)
{
    chora_error err = CHORA_ERROR_INIT;
    char *text;

    if (chora_palettes_json(list, &text, &err))
        return cli_failed(&err);
    fputs(text, stdout);
    free(text);
    return EXIT_DONE;
}

static int draw(const cli_values *values, const char *path)
{
    const char *dpi = cli_text(values, OPTION_DPI);
    chora_error err = CHORA_ERROR_INIT;
    double resolution = 0;

    if (dpi && (!chora_number_parse(dpi, &resolution) || resolution < 36 || resolution > 2400))
        return cli_usage(values, "--dpi takes 36 to 2400, not \"%s\"", dpi);
    if (chora_palette_sheet(path, cli_text(values, OPTION_FORMAT), resolution, &err))
        return err.status == CHORA_EINVAL ? cli_usage(values, "%s", err.message) : cli_failed(&err);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_palette_list list = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    const char *path = cli_text(values, 'o');
    int code = EXIT_DONE;

    if (values->word_count > 0)
        return cli_usage(values, "\"%s\" is too many; the picture's name goes behind -o",
                         values->words[0]);
    if (path)
        return draw(values, path);
    if (chora_palettes_list(&list, &err))
        return cli_failed(&err);
    if (cli_given(values, OPTION_JSON))
        code = print_json(&list);
    else
        print_list(&list);
    chora_palette_list_free(&list);
    return code;
}

static const cli_option options[] = {
    { "output", 'o', "FILE", "draw them: .png, .svg or .pdf; - for standard output" },
    { "format", OPTION_FORMAT, "FORMAT", "of standard output: png, svg or pdf" },
    { "dpi", OPTION_DPI, "N", "of a PNG (default: 200)" },
    { "json", OPTION_JSON, NULL, "one JSON array instead of text" },
    { 0 },
};

const cli_command cmd_palettes = {
    .name = "palettes",
    .words = "",
    .summary = "List the palettes, or draw them",
    .more = "Example:\n"
            "  chora palettes -o palettes.png\n\n"
            "Sequential and diverging ones give other numbers of classes too, mixed from theirs. "
            "Colour-blind safe is what their makers say; of qualitative ones it holds for the "
            "first few colours.",
    .options = options,
    .run = run,
};
