/* Text in a web page: one way to write it for each place where it can stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/csv_text.h"
#include "report/html_svg.h"
#include "report/html_text.h"

typedef void (*writer)(chora_buffer *out, const char *text);

static void assert_written(writer write, const char *text, const char *expected)
{
    chora_buffer out = CHORA_BUFFER_INIT(4096);
    write(&out, text);
    assert_string_equal(chora_buffer_text(&out), expected);
    chora_buffer_free(&out);
}

static void markup_stays_text(void **state)
{
    assert_written(chora_html_text, "a <b> & \"c\"", "a &lt;b&gt; &amp; \"c\"");
    assert_written(chora_html_attribute, "\"><script>'`", "&quot;&gt;&lt;script&gt;&#39;&#96;");
    assert_written(chora_html_text, "کابل", "کابل");
}

static void only_known_links_are_followed(void **state)
{
    assert_written(chora_html_link, "https://a.b/?x=1&y=\"2\"",
                   "https://a.b/?x=1&amp;y=&quot;2&quot;");
    assert_written(chora_html_link, "javascript:alert(1)", "#");
    assert_written(chora_html_link, "data:text/html,x", "#");
    assert_written(chora_html_link, " https://a.b", "#");
    assert_written(chora_html_link, "mailto:a@b.c", "mailto:a@b.c");
}

static void a_script_cannot_be_ended(void **state)
{
    assert_written(chora_html_json, "</script>\n\"\\",
                   "\"\\u003c/script\\u003e\\u000a\\u0022\\u005c\"");
    assert_written(chora_html_json, "a\xE2\x80\xA8z", "\"a\\u2028z\"");
}

static void formulas_are_no_formulas(void **state)
{
    assert_written(chora_csv_add_guarded, "=1+1", "'=1+1");
    assert_written(chora_csv_add_guarded, "@SUM(A1)", "'@SUM(A1)");
    assert_written(chora_csv_add_guarded, "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
    assert_written(chora_csv_add_guarded,
                   "\xEF\xBC\x9D"
                   "1",
                   "'\xEF\xBC\x9D"
                   "1");
    assert_written(chora_csv_add_guarded, "+1+1", "'+1+1");
    assert_written(chora_csv_add_guarded, "-5", "-5");
    assert_written(chora_csv_add_guarded, "+93 20 1234", "'+93 20 1234");
    assert_written(chora_csv_add_guarded, "a, \"b\"", "\"a, \"\"b\"\"\"");
    assert_written(chora_csv_add_guarded,
                   "5\xE2\x80\x93"
                   "12",
                   "5\xE2\x80\x93"
                   "12");
}

static const char svg[] =
    "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 500 100\" font-family=\"'Noto Sans'\">\n"
    "<style>\n.area{fill:#AABBCC}\n</style>\n<defs>\n"
    "<clipPath id=\"clip\"><rect x=\"1\"/></clipPath>\n</defs>\n"
    "<g id=\"layer-paper\" inkscape:groupmode=\"layer\">\n<rect fill=\"#FFFFFF\"/></g>\n"
    "<g id=\"layer-areas\" clip-path=\"url(#clip)\">\n"
    "<path id=\"AF-KAB\" class=\"area\" d=\"M0 0z\"><title>Kabul: 3</title></path></g>\n</svg>\n";

static void names_of_a_figure_are_its_own(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_html_figures figures = { .arena = arena };
    chora_buffer shared = CHORA_BUFFER_INIT(1 << 16), out = CHORA_BUFFER_INIT(1 << 16);
    assert_true(chora_html_svg(&figures, svg, "A \"map\"", &shared, &out));
    assert_true(chora_html_svg(&figures, svg, "again", &shared, &out));
    const char *text = chora_buffer_text(&out);
    assert_non_null(strstr(text, "<svg id=\"f1\" class=wide viewBox=\"0 0 500 100\""));
    assert_non_null(strstr(text, "aria-label=\"A &quot;map&quot;\""));
    assert_non_null(strstr(text, "#f2 .v-area{fill:var(--cAABBCC)}"));
    assert_non_null(strstr(text, "<path id=\"f2-AF-KAB\" data-id=\"AF-KAB\" class=\"v-area\""));
    assert_non_null(strstr(text, "clip-path=\"url(#f1-clip)\""));
    assert_null(strstr(text, "inkscape"));
    assert_null(strstr(text, "layer-paper"));
    chora_buffer_clear(&out);
    chora_html_colours(&figures, false, &out);
    assert_string_equal(chora_buffer_text(&out), "--cAABBCC:#AABBCC;");
    chora_buffer_free(&out);
    chora_buffer_free(&shared);
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_stays_text),
        cmocka_unit_test(only_known_links_are_followed),
        cmocka_unit_test(a_script_cannot_be_ended),
        cmocka_unit_test(formulas_are_no_formulas),
        cmocka_unit_test(names_of_a_figure_are_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
