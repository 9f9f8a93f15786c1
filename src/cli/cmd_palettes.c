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

static void print_check(const char *name, const chora_palette_report *report)
{
    printf("%s, %zu classes: distance (CIEDE2000) of %s\nclasses ", name, report->count + 1,
           report->square ? "each from the one after it that looks most like it"
                          : "neighbouring classes");
    for (size_t v = 0; v < CHORA_PALETTE_VISIONS; v++)
        printf(" %7s", chora_palette_vision_name(v));
    putchar('\n');
    for (size_t i = 0; i < report->count; i++) {
        const chora_palette_pair *pair = &report->pairs[i];
        printf("%2zu and %-2zu", pair->first, pair->second);
        for (size_t v = 0; v < CHORA_PALETTE_VISIONS; v++)
            printf(" %7.1f", pair->distance[v]);
        puts(pair->close ? "  close" : "");
    }
    if (report->close)
        printf("%zu of %zu pairs are closer than %.0f to somebody\n", report->close, report->count,
               report->least);
    else
        printf("all are %.0f or more apart, to everybody%s\n", report->least,
               report->square ? "; on a photocopy style mono has lines for them"
                              : " and on a photocopy");
}

static int check(const cli_values *values)
{
    const char *name = values->word_count ? values->words[0] : "chora-sequential";
    const char *count = cli_text(values, OPTION_COUNT);
    chora_error err = CHORA_ERROR_INIT;
    chora_palette_report report;
    double classes = 5;
    char *text;

    if (values->word_count > 1)
        return cli_usage(values, "one palette at a time");
    if (count && (!chora_number_parse(count, &classes) || classes < 2 || classes > 12))
        return cli_usage(values, "--count takes 2 to 12, not \"%s\"", count);
    if (chora_palette_check(name, (size_t)classes, &report, &err))
        return cli_failed(&err);
    if (!cli_given(values, OPTION_JSON)) {
        print_check(name, &report);
    } else {
        if (chora_palette_check_json(name, &report, &text, &err))
            return cli_failed(&err);
        fputs(text, stdout);
        free(text);
    }
    return report.close ? EXIT_FAILED : EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_palette_list list = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    const char *path = cli_text(values, 'o');
    int code = EXIT_DONE;

    if (cli_given(values, OPTION_CHECK))
        return check(values);
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
    { "check", OPTION_CHECK, NULL,
      "can neighbouring classes of one palette be told apart, with three deficiencies of colour "
      "vision and on a photocopy? Exit with 1 when not" },
    { "count", OPTION_COUNT, "N", "with --check: classes (default: 5)" },
    { "json", OPTION_JSON, NULL, "JSON instead of text" },
    { 0 },
};

const cli_command cmd_palettes = {
    .name = "palettes",
    .words = "[NAME]",
    .summary = "List the palettes, or draw them",
    .more = "Example:\n"
            "  chora palettes -o palettes.png\n"
            "  chora palettes --check OrRd --count 6\n\n"
            "Sequential and diverging ones give other numbers of classes too, mixed from theirs. "
            "Colour-blind safe is what their makers say; of qualitative ones it holds for the "
            "first few colours.",
    .options = options,
    .run = run,
};
