/* House styles, palettes and colours. */
#include "style_fixture.h"

#include "style/colour.h"
#include "style/data_names.h"
#include "style/palette.h"
#include "style/style.h"
#include "style/style_keys.h"
#include "style/vision.h"

#include <unistd.h>

/* A style file in a folder of its own; messages then name it f.yaml. */
static void load(const char *text, size_t length, chora_error *out)
{
    chora_arena *arena = chora_arena_new();
    chora_style style;

    assert_int_equal(chora_file_write("f.yaml", text, length, NULL), CHORA_OK);
    if (chora_style_load("f.yaml", arena, &style, out) == CHORA_OK)
        strcpy(out->message, "ok");
    chora_arena_free(arena);
}

static void told_are_mistakes(void **state)
{
    style_run_cases("style_mistakes.txt", load);
}

static chora_style style_of(chora_arena *arena, const char *name)
{
    chora_style style;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_style_load(name, arena, &style, &err) != CHORA_OK)
        fail_msg("%s", err.message);
    return style;
}

static void the_report_style_is_that_of_the_tokens(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_style s = style_of(arena, "report");

    assert_string_equal(s.name, "report");
    assert_float_equal(s.title.size_pt, 11, 1e-9);
    assert_int_equal(s.title.weight, 600);
    assert_string_equal(s.title.family, "Noto Sans");
    assert_int_equal(s.source.width, 87);
    assert_true(s.neighbour.italic);
    assert_int_equal(s.neighbour.colour, 0x68635CFF);
    assert_float_equal(s.area_label_steps[3], 5.4, 1e-9);
    assert_int_equal(s.zero, 0xFAF8F4FF);
    assert_float_equal(s.control.dash[1], 1.4, 1e-9);
    assert_float_equal(s.margin_pt, 3 * 72 / 25.4, 1e-9);
    assert_float_equal(s.circle_mm_per_root, 0.66, 1e-9);
    assert_string_equal(s.palette, "chora-sequential");
    /* Names of areas without incidents stay readable: 4.5 is WCAG's least. */
    assert_true(chora_colour_contrast(s.area_zero.colour, s.zero) >= 4.5);
    chora_arena_free(arena);
}

/* Every key of the table stands in report.yaml: nothing is left to chance. */
static void check_given(const chora_key *keys, const chora_yaml_node *node, const char *where)
{
    for (; keys->name; keys++) {
        const chora_yaml_node *value = chora_yaml_get(node, keys->name);
        if (strcmp(keys->name, "extends") == 0 ||
            (strcmp(keys->name, "family") == 0 && strcmp(where, "type") != 0))
            continue;
        if (!value)
            fail_msg("report.yaml: %s of %s is missing", keys->name, where);
        if (keys->keys)
            check_given(keys->keys, value, keys->name);
    }
}

static void the_report_style_is_complete(void **state)
{
    chora_arena *arena = chora_arena_new();
    const chora_yaml_node *root = NULL;

    assert_int_equal(chora_yaml_load(CHORA_SOURCE_FOLDER "/styles/report.yaml", arena, &root, NULL),
                     CHORA_OK);
    check_given(chora_style_keys(), root, "the style");
    chora_arena_free(arena);
}

static void write_file(const char *path, const char *text)
{
    assert_int_equal(chora_file_write(path, text, strlen(text), NULL), CHORA_OK);
}

static void a_house_style_holds_what_differs(void **state)
{
    chora_arena *arena = chora_arena_new();

    assert_int_equal(chora_folder_make("house", NULL), CHORA_OK);
    write_file("house/base.yaml", "style: base\ncolour: {ink: \"#102030\"}\n"
                                  "type: {family: Noto Serif, title: {size: 5mm}}\n");
    write_file("house/mine.yaml", "extends: base.yaml\nstyle: mine\ncolour: {ink2: \"#405060\"}\n"
                                  "line: {disputed: {dash: [3]}, river: {colour: ink}}\n"
                                  "page: {margin: 4}\n");
    chora_style report = style_of(arena, "report");
    chora_style mine = style_of(arena, "house/mine.yaml");
    assert_string_equal(mine.name, "mine");
    assert_int_equal(mine.ink, 0x102030FF);
    assert_int_equal(mine.title.colour, 0x102030FF); /* Named in report.yaml. */
    assert_int_equal(mine.source.colour, 0x405060FF);
    assert_int_equal(mine.river.colour, 0x102030FF);
    assert_int_equal(mine.leader_casing.colour, report.paper);
    assert_float_equal(mine.title.size_pt, 5 * 72 / 25.4, 1e-9);
    assert_string_equal(mine.source.family, "Noto Serif");
    assert_float_equal(mine.disputed.dash[0], 3, 1e-9);
    assert_float_equal(mine.disputed.dash[1], 0, 1e-9);
    assert_float_equal(mine.disputed.width_pt, report.disputed.width_pt, 1e-9);
    assert_float_equal(mine.margin_pt, 4 * 72 / 25.4, 1e-9);
    chora_arena_free(arena);
}

static void a_fingerprint_tells_styles_apart(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_buffer a = CHORA_BUFFER_INIT(1 << 16), b = CHORA_BUFFER_INIT(1 << 16);
    chora_style report = style_of(arena, "report");

    write_file("f.yaml", "style: other name\n");
    chora_style same = style_of(arena, "f.yaml");
    chora_style_fingerprint(&report, &a);
    chora_style_fingerprint(&same, &b);
    assert_string_equal(chora_buffer_text(&a), chora_buffer_text(&b));
    same.river.dash[1] = 0.25;
    chora_buffer_clear(&b);
    chora_style_fingerprint(&same, &b);
    assert_string_not_equal(chora_buffer_text(&a), chora_buffer_text(&b));
    chora_buffer_free(&a);
    chora_buffer_free(&b);
    chora_arena_free(arena);
}

/* ---- colours --------------------------------------------------------------------------------- */

static void colours_are_read(void **state)
{
    static const char *const wrong[] = {
        "", "#", "7A0C1C", "#7A0C1", "#7A0C1CF", "#7A0C1G", "red"
    };
    chora_colour colour = 1;

    assert_true(chora_colour_parse("#7a0C1c", &colour));
    assert_int_equal(colour, 0x7A0C1CFF);
    assert_true(chora_colour_parse("#7A0C1C80", &colour));
    assert_int_equal(colour, 0x7A0C1C80);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(chora_colour_parse(wrong[i], &colour));
    assert_int_equal(colour, 0x7A0C1C80);
}

static void contrast_is_that_of_wcag(void **state)
{
    static const struct {
        chora_colour a, b;
        double ratio;
    } cases[] = {
        { 0x000000FF, 0xFFFFFFFF, 21 },    { 0xFFFFFFFF, 0xFFFFFFFF, 1 },
        { 0x777777FF, 0xFFFFFFFF, 4.478 }, { 0x767676FF, 0xFFFFFFFF, 4.542 },
        { 0xFF0000FF, 0xFFFFFFFF, 3.998 }, { 0x0000FFFF, 0xFFFFFFFF, 8.592 },
        { 0x00FF00FF, 0xFFFFFFFF, 1.372 }, { 0x756F67FF, 0xFAF8F4FF, 4.7 },
        { 0xC63C2EFF, 0xFFFFFFFF, 5.1 },   { 0x7A0C1CFF, 0xFFFFFFFF, 11 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double tolerance = i < 7 ? 0.001 : 0.15; /* The last three as the design states them. */
        assert_float_equal(chora_colour_contrast(cases[i].a, cases[i].b), cases[i].ratio,
                           tolerance);
        assert_float_equal(chora_colour_contrast(cases[i].b, cases[i].a), cases[i].ratio,
                           tolerance);
    }
}

static void mixing_is_even(void **state)
{
    assert_int_equal(chora_colour_mix(0x102030FF, 0xFFFFFFFF, 0), 0x102030FF);
    assert_int_equal(chora_colour_mix(0x102030FF, 0xFFFFFFFF, 1), 0xFFFFFFFF);
    assert_int_equal(chora_colour_mix(0x000000FF, 0xFFFFFFFF, 0.5), 0x636363FF); /* OKLab L 0.5. */
}

/* ---- palettes -------------------------------------------------------------------------------- */

static void palettes_give_any_number(void **state)
{
    chora_arena *arena = chora_arena_new();
    const char *const *names = NULL;
    chora_colour colours[12], back[12];
    size_t count = 0;

    assert_int_equal(chora_data_names("styles/palettes", "chora-sequential", arena, &names, NULL),
                     CHORA_OK);
    for (; names[count]; count++) {
        for (size_t n = 0; n <= 12; n++) {
            chora_error err = CHORA_ERROR_INIT;
            chora_status st = chora_palette_colours(names[count], n, false, colours, &err);
            if (st && strstr(err.message, "has at most"))
                break; /* Qualitative. */
            if (st)
                fail_msg("%s", err.message);
            assert_int_equal(chora_palette_colours(names[count], n, true, back, NULL), CHORA_OK);
            for (size_t i = 0; i < n; i++) {
                assert_int_equal(colours[i], back[n - 1 - i]);
                for (size_t j = 0; j < i; j++)
                    assert_int_not_equal(colours[i], colours[j]);
            }
        }
    }
    assert_true(count >= 50);
    chora_arena_free(arena);
}

/* A photocopier keeps the classes of a sequential palette in order. */
static void sequential_palettes_only_darken(void **state)
{
    static const char *const names[] = { "chora-sequential", "OrRd",    "YlGnBu", "Greys",
                                         "viridis",          "cividis", "batlow", "lajolla" };
    chora_colour colours[12];

    for (size_t p = 0; p < sizeof names / sizeof *names; p++) {
        for (size_t n = 2; n <= 9; n++) {
            assert_int_equal(chora_palette_colours(names[p], n, false, colours, NULL), CHORA_OK);
            for (size_t i = 1; i < n; i++)
                assert_true(chora_colour_contrast(colours[i], 0xFFFFFFFF) >
                            chora_colour_contrast(colours[i - 1], 0xFFFFFFFF));
        }
    }
}

static void the_given_sets_are_kept(void **state)
{
    static const chora_colour five[] = { 0xFDDBB0FF, 0xF9B272FF, 0xEA7A4AFF, 0xC63C2EFF,
                                         0x7A0C1CFF };
    chora_colour colours[12];

    assert_int_equal(chora_palette_colours("chora-sequential", 5, false, colours, NULL), CHORA_OK);
    assert_memory_equal(colours, five, sizeof five);
    assert_int_equal(chora_palette_colours("OrRd", 4, false, colours, NULL), CHORA_OK);
    assert_int_equal(colours[1], 0xFDCC8AFF);
    assert_int_equal(chora_palette_colours("Set1", 2, false, colours, NULL), CHORA_OK);
    assert_int_equal(colours[1], 0x377EB8FF);
}

static double from_zero(chora_colour colour, chora_colour zero)
{
    return chora_lab_distance(chora_vision_lab(colour, CHORA_VISION_COMMON),
                              chora_vision_lab(zero, CHORA_VISION_COMMON));
}

/* Many begin almost white: their first class would read as zero. */
static void first_classes_are_told_from_zero(void **state)
{
    (void)state;
    const chora_colour zero = 0xFAF8F4FFu;
    chora_arena *arena = chora_arena_new();
    const char *const *names = NULL;
    assert_int_equal(chora_data_names("styles/palettes", "chora-sequential", arena, &names, NULL),
                     CHORA_OK);
    for (size_t p = 0; names[p]; p++) {
        chora_palette_info info;
        assert_int_equal(chora_palette_describe(names[p], arena, &info, NULL), CHORA_OK);
        for (size_t n = 2; info.kind == CHORA_PALETTE_SEQUENTIAL && n <= 7; n++) {
            chora_colour plain[12], colours[12];
            assert_int_equal(chora_palette_colours(names[p], n, false, plain, NULL), CHORA_OK);
            assert_int_equal(chora_palette_on_ground(names[p], n, false, zero, colours, NULL),
                             CHORA_OK);
            if (from_zero(colours[0], zero) < 12 ||
                chora_colour_contrast(colours[0], zero) > chora_colour_contrast(colours[1], zero))
                fail_msg("%s, %zu classes: #%08X", names[p], n, colours[0]);
            if (from_zero(plain[0], zero) >= 12)
                assert_memory_equal(plain, colours, n * sizeof *plain);
        }
    }
    chora_arena_free(arena);
}

static void palettes_that_cannot_be_are_told(void **state)
{
    static const struct {
        const char *name;
        size_t count;
        chora_status status;
        const char *message;
    } cases[] = {
        { "OrDr", 5, CHORA_ENOTFOUND, "no palette \"OrDr\"; did you mean \"OrRd\"?" },
        { "quite another", 5, CHORA_ENOTFOUND, "no palette \"quite another\"" },
        { "../report", 5, CHORA_ENOTFOUND, "no palette \"../report\"" },
        { "Set1", 12, CHORA_EINVAL, "palette Set1 has at most 9 colours, not 12" },
        { "OrRd", 13, CHORA_EINVAL, "at most 12 classes can be coloured, not 13" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_colour colours[12] = { 7 };
        assert_int_equal(chora_palette_colours(cases[i].name, cases[i].count, false, colours, &err),
                         cases[i].status);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(colours[0], 7);
    }
}

static char *folder;

static int enter_folder(void **state)
{
    return chora_folder_temporary(&folder, NULL) != CHORA_OK || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
    if (chdir("/") == 0)
        chora_folder_remove(folder);
    free(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_are_mistakes),
        cmocka_unit_test(the_report_style_is_that_of_the_tokens),
        cmocka_unit_test(the_report_style_is_complete),
        cmocka_unit_test(a_house_style_holds_what_differs),
        cmocka_unit_test(a_fingerprint_tells_styles_apart),
        cmocka_unit_test(colours_are_read),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(mixing_is_even),
        cmocka_unit_test(palettes_give_any_number),
        cmocka_unit_test(sequential_palettes_only_darken),
        cmocka_unit_test(first_classes_are_told_from_zero),
        cmocka_unit_test(the_given_sets_are_kept),
        cmocka_unit_test(palettes_that_cannot_be_are_told),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
