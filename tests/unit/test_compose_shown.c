/* Numbers and names as they are printed. */
#include "compose/plain_name.h"
#include "compose/rate.h"
#include "compose/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void small_rates_are_told_per_more(void **state)
{
    (void)state;
    static const struct {
        const char *per_value;
        double per, largest, factor;
    } cases[] = {
        { NULL, 0, 0.001, 1 }, /* no rate */
        { "km2", 0, 0.0093, 1000 },
        { "km2", 0, 0.00004, 1e6 },
        { "km2", 0, 0.1, 1 },
        { "km2", 0, 0, 1 },
        { "km2", 100, 0.0093, 1 }, /* the author's own amount */
        { "population", 0, 0.00031, 1e5 },
        { "population", 100000, 0.02, 1 },
        { "population", 0, 2e-7, 1e6 },
        { "houses", 0, 0.02, 1000 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_figure_measure measure = { .of = "count",
                                         .per = cases[i].per,
                                         .per_value = cases[i].per_value };
        chora_shown_rate rate = chora_shown_rate_of(&measure, cases[i].largest);
        assert_true(rate.factor == cases[i].factor);
        assert_true(rate.measure.per == (rate.factor == 1 ? cases[i].per : rate.factor));
    }
}

static void what_is_not_zero_does_not_read_as_zero(void **state)
{
    (void)state;
    for (double value = 0.9; value > 1e-11; value /= 3) {
        char text[CHORA_NUMBER_TEXT_MAX];
        chora_number_text(NULL, value, false, text);
        assert_true(strpbrk(text, "123456789") != NULL);
        assert_true(strtod(text, NULL) > 0.94 * value && strtod(text, NULL) < 1.06 * value);
    }
}

static void empty_classes_read_like_the_others(void **state)
{
    (void)state;
    const double values[] = { 0.000019, 0.0004, 0.0011, 0.009277 };
    chora_classes_options options = CHORA_CLASSES_INIT;
    chora_classes made, shown;
    options.method = CHORA_EQUAL;
    options.count = 4;
    options.whole = false;
    assert_int_equal(chora_classes_make(values, 4, &options, &made, NULL), CHORA_OK);
    chora_shown_classes(NULL, &made, 1000, false, &shown);
    assert_int_equal(shown.count, made.count);
    for (size_t c = 0; c < shown.count; c++) {
        assert_null(strchr(shown.classes[c].label, '>'));
        assert_true(strlen(shown.classes[c].label) < 14);
    }
    assert_string_equal(shown.classes[0].label, "0.019\xE2\x80\x93"
                                                "1.1");
    assert_string_equal(shown.classes[3].label, "9.3");
    for (size_t i = 0; i < 4; i++) /* what is shown falls into the same class */
        assert_int_equal(chora_classes_of(&made, values[i]),
                         chora_classes_of(&shown, 1000 * values[i]));
}

/* Figures that cannot tell classes apart are not cut. */
static void close_classes_keep_their_figures(void **state)
{
    (void)state;
    const double values[] = { 10.01, 10.02, 10.03, 10.04 };
    chora_classes_options options = CHORA_CLASSES_INIT;
    chora_classes made, shown;
    options.count = 4;
    options.whole = false;
    assert_int_equal(chora_classes_make(values, 4, &options, &made, NULL), CHORA_OK);
    chora_shown_classes(NULL, &made, 1, false, &shown);
    for (size_t c = 0; c + 1 < shown.count; c++)
        assert_string_not_equal(shown.classes[c].label, shown.classes[c + 1].label);
}

static void transliterated_names_are_printed_plain(void **state)
{
    (void)state;
    static const struct {
        const char *name, *country, *language, *expect;
    } cases[] = {
        { "Asadābād", "AFG", "en", "Asadabad" },
        { "Mazār-e Sharīf", "AFG", NULL, "Mazar-e Sharif" },
        { "Imām Şāḩib", "AFG", "en", "Imam Sahib" },
        { "‘Ayn al ‘Arab", "SYR", "en", "Ayn al Arab" },
        { "Ra’s al ‘Ayn", "SYR", "en", "Ra’s al Ayn" },
        { "Şūrān", "SYR", "fr", "Şūrān" },
        { "Muş", "TUR", "en", "Muş" },
        { "Jūrmala", "LVA", "en", "Jūrmala" },
        { "Vitória", "BRA", "en", "Vitória" },
        { "Kabul", "", "en", "Kabul" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_buffer out = CHORA_BUFFER_INIT(256);
        chora_plain_name(cases[i].name, cases[i].country, cases[i].language, &out);
        assert_string_equal(chora_buffer_text(&out), cases[i].expect);
        chora_buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_rates_are_told_per_more),
        cmocka_unit_test(what_is_not_zero_does_not_read_as_zero),
        cmocka_unit_test(empty_classes_read_like_the_others),
        cmocka_unit_test(close_classes_keep_their_figures),
        cmocka_unit_test(transliterated_names_are_printed_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
