/* cairo's SVG, shortened: given and expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "paint/svg_shorten.h"

static const struct {
    const char *given, *expected;
} CASES[] = {
    { "", "" },
    { "<g id=\"d\"/>", "<g id=\"d\"/>" },
    /* Relative to the place before; what is the same command goes on. */
    { "<path d=\"M 1.25 2 L 3.5 2.125 L 3.5 -0.5 \"/>", "<path d=\"m1.25 2l2.25 .13 0-2.63\"/>" },
    /* Rounded once, so that a long line does not drift away. */
    { "<path d=\"M 0.004 0 L 0.008 0 L 0.012 0 L 0.016 0 \"/>",
      "<path d=\"m0 0l.01 0 0 0 .01 0\"/>" },
    /* Back at the beginning after a closed line; the last move leads nowhere. */
    { "<path d=\"M 1 1 L 4 1 L 4 5 Z M 1 1 M 10 10 L 11 10 Z M 10 10 \"/>",
      "<path d=\"m1 1l3 0 0 4zm0 0m9 9l1 0z\"/>" },
    { "<path d=\"M 1 1 C 2 2 3 3 4 4 C 5 5 6 6 7 7 \"/>",
      "<path d=\"m1 1c1 1 2 2 3 3 1 1 2 2 3 3\"/>" },
    { "<path d=\"M 100 200 L 90 200 L 90 100000.5 \"/>", "<path d=\"m100 200l-10 0 0 99800.5\"/>" },
    /* Letters are small: a decimal more. */
    { "<symbol><path d=\"M 0.65625 -5 L 0 0 \"/></symbol><path d=\"M 0.65625 -5 L 0 0 \"/>",
      "<symbol><path d=\"m.656-5l-.656 5\"/></symbol><path d=\"m.66-5l-.66 5\"/>" },
    /* What cairo does not write stays. */
    { "<path d=\"M 1 1 A 2 2 0 0 0 3 3 \"/>", "<path d=\"M 1 1 A 2 2 0 0 0 3 3 \"/>" },
    { "<path d=\"M 1,1\"/>", "<path d=\"M 1,1\"/>" },
    { "<path d=\"M 1 1", "<path d=\"M 1 1" },
    { "<path style=\"stroke:none;\" d=\"\"/>", "<path d=\"\"/>" },
    { "<path "
      "style=\"fill:none;stroke-width:0.2;stroke-linecap:butt;stroke:rgb(99.215686%,85.882353%,"
      "69.019608%);stroke-opacity:0.5;stroke-miterlimit:10;\"/>",
      "<path style=\"fill:none;stroke-width:0.2;stroke:#fddbb0;stroke-opacity:0.5\"/>" },
    { "<g style=\"fill:rgb(100%,0%,3.921569%);fill-opacity:1;\">", "<g style=\"fill:#ff000a\">" },
    { "<g style=\"fill:rgb(1,2,3);", "<g style=\"fill:rgb(1,2,3)" },
};

static void as_expected(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        chora_buffer out = CHORA_BUFFER_INIT(1 << 16);
        chora_svg_shorten(CASES[i].given, &out);
        assert_string_equal(chora_buffer_text(&out), CASES[i].expected);
        chora_buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(as_expected) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
