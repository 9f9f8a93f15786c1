/* The starter figure: it parses, says the defaults, and names every key. The lists of styles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "style/figure_keys.h"
#include "style/palette.h"

#include <chora/starter.h>
#include <chora/style.h>

static char *starter(void)
{
    char *text = NULL;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_starter_figure(&text, &err))
        fail_msg("%s", err.message);
    return text;
}

static chora_figure parse(chora_arena *arena, const char *text)
{
    chora_figure figure;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_figure_parse("figure", text, strlen(text), arena, &figure, &err))
        fail_msg("%s", err.message);
    return figure;
}

static void it_says_the_defaults(void **state)
{
    chora_arena *arena = chora_arena_new();
    char *text = starter();
    chora_figure figure = parse(arena, text), defaults;

    chora_figure_default(&defaults);
    assert_string_equal(figure.title, defaults.title);
    assert_null(figure.subtitle);
    assert_null(figure.frame_areas);
    assert_null(figure.where);
    assert_null(figure.source);
    assert_string_equal(figure.projection, defaults.projection);
    assert_true(figure.neighbours == defaults.neighbours && figure.rivers == defaults.rivers);
    assert_true(figure.area_labels == defaults.area_labels);
    assert_true(figure.area_values == defaults.area_values);
    assert_int_equal(figure.place_labels, defaults.place_labels);
    assert_string_equal(figure.language, defaults.language);
    assert_int_equal(figure.legend, defaults.legend);
    assert_float_equal(figure.width_pt, defaults.width_pt, 1e-9);
    assert_float_equal(figure.height_pt, defaults.height_pt, 1e-9);
    assert_string_equal(figure.style, defaults.style);
    assert_true(!figure.period_given && !figure.repeats);
    assert_int_equal(figure.output_count, defaults.output_count);
    assert_true(figure.outputs[0].dpi == defaults.outputs[0].dpi);
    assert_int_equal(figure.layer_count, defaults.layer_count);
    for (size_t i = 0; i < figure.layer_count; i++) {
        const chora_figure_layer *a = &figure.layers[i], *b = &defaults.layers[i];
        assert_true(a->kind == b->kind && a->level == b->level && a->method == b->method);
        assert_true(a->class_count == b->class_count && a->over == b->over);
        assert_true(a->zero_own == b->zero_own && a->reverse == b->reverse);
        assert_string_equal(a->measure.of, b->measure.of);
        assert_true(a->measure.per == 0 && !a->palette && !a->legend_title && !a->break_count);
    }
    free(text);
    chora_arena_free(arena);
}

/* "#key: value" becomes a key; "# words" stays a comment. */
static void switch_on(char *text)
{
    for (char *at = text; (at = strchr(at, '#')); at++) {
        bool begins = at == text || strchr(" \n", at[-1]);
        bool key = at[1] && strchr("abcdefghijklmnopqrstuvwxyz", at[1]);
        bool by = strncmp(at, "#  by:", 6) == 0;
        if (!begins || !(key || by))
            continue;
        memmove(at, at + 1, strlen(at)); /* repeat's own key keeps its two spaces */
    }
}

/** Leave out the line of a key. */
static void leave_out(char *text, const char *key)
{
    char *line = strstr(text, key);

    assert_non_null(line);
    while (line > text && line[-1] != '\n')
        line--;
    char *next = strchr(line, '\n') + 1;
    memmove(line, next, strlen(next) + 1);
}

static void every_example_is_right(void **state)
{
    chora_arena *arena = chora_arena_new();
    char *text = starter();

    switch_on(text);
    leave_out(text, "breaks: [");
    leave_out(text, "midpoint: 0");
    leave_out(text, "against: previous");
    leave_out(text, "share_of: killed > 0");
    leave_out(text, "small_multiples:");
    leave_out(text, "year, or a column");
    leave_out(text, "columns: 4");
    chora_figure figure = parse(arena, text);
    assert_string_equal(figure.id, "attacks-by-province");
    assert_true(figure.period_given && figure.repeats);
    assert_string_equal(figure.layers[0].palette, "OrRd");
    assert_true(figure.layers[0].measure.per == 100000);
    assert_string_equal(figure.layers[1].legend_title, "Attacks per town");
    free(text);
    chora_arena_free(arena);
}

static void check_named(const char *text, const chora_key *keys)
{
    char mark[64];

    for (; keys->name; keys++) {
        snprintf(mark, sizeof mark, "%s:", keys->name);
        if (keys->kind == CHORA_KEY_LATER)
            continue;
        if (!strstr(text, mark))
            fail_msg("the starter does not name %s", keys->name);
        for (const chora_word *word = keys->words; word && word->text; word++)
            if (!word->later && !strstr(text, word->text))
                fail_msg("the starter does not name %s of %s", word->text, keys->name);
        if (keys->keys)
            check_named(text, keys->keys);
    }
}

static void every_key_and_word_is_named(void **state)
{
    char *text = starter();

    check_named(text, chora_figure_keys());
    free(text);
}

/* ---- lists ----------------------------------------------------------------------------------- */

static void palettes_are_all_of_use(void **state)
{
    chora_palette_list list = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    size_t safe = 0;

    if (chora_palettes_list(&list, &err))
        fail_msg("%s", err.message);
    assert_true(list.count > 50);
    for (size_t i = 0; i < list.count; i++) {
        const chora_palette_info *palette = &list.items[i];
        chora_colour colours[12], ends[2];
        assert_true(palette->least >= 2 && palette->least <= palette->most && palette->most <= 12);
        assert_int_equal(chora_palette_colours(palette->name, palette->most, false, colours, &err),
                         CHORA_OK);
        assert_true(*palette->source && *palette->licence);
        safe += palette->colour_blind;
        if (i > 0)
            assert_true(palette->kind >= palette[-1].kind);
        if (palette->kind != CHORA_PALETTE_DIVERGING)
            continue;
        /* two sides: the ends differ more from each other than lightness says */
        assert_int_equal(chora_palette_colours(palette->name, 2, false, ends, &err), CHORA_OK);
        int red = abs((int)(ends[0] >> 24) - (int)(ends[1] >> 24));
        int blue = abs((int)(ends[0] >> 8 & 255) - (int)(ends[1] >> 8 & 255));
        int green = abs((int)(ends[0] >> 16 & 255) - (int)(ends[1] >> 16 & 255));
        assert_true(red + green + blue > 60);
        /* and a middle that is lighter than both */
        assert_int_equal(chora_palette_colours(palette->name, 7, false, colours, &err), CHORA_OK);
        const chora_colour black = 0x000000FF;
        if (chora_colour_contrast(colours[3], black) <= chora_colour_contrast(colours[0], black) ||
            chora_colour_contrast(colours[3], black) <= chora_colour_contrast(colours[6], black))
            fail_msg("%s has no light middle", palette->name);
    }
    assert_true(safe > 40 && safe < list.count);
    chora_palette_list_free(&list);
    chora_palette_list_free(NULL);
}

static void styles_say_what_they_are(void **state)
{
    chora_style_list list = { 0 };
    chora_error err = CHORA_ERROR_INIT;
    bool report = false;

    if (chora_styles_list(&list, &err))
        fail_msg("%s", err.message);
    for (size_t i = 0; i < list.count; i++) {
        assert_null(strchr(list.items[i].about, '\n'));
        report |= strcmp(list.items[i].name, "report") == 0 && *list.items[i].about;
    }
    assert_true(report);
    chora_style_list_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_the_defaults),        cmocka_unit_test(every_example_is_right),
        cmocka_unit_test(every_key_and_word_is_named), cmocka_unit_test(palettes_are_all_of_use),
        cmocka_unit_test(styles_say_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
