#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/json.h"

#include <math.h>
#include <string.h>

static void build(chora_buffer *out, bool pretty)
{
    chora_json json;

    chora_json_begin(&json, out, pretty);
    chora_json_object(&json, NULL);
    chora_json_text(&json, "name",
                    "Kab\"ul\\\n\t\x01\x7F \xDA\xA9\xD8\xA7\xD8\xA8\xD9\x84 \xC2\x85\xE2\x80\xA8");
    chora_json_text(&json, "none", NULL);
    chora_json_integer(&json, "count", INT64_MIN);
    chora_json_array(&json, "list");
    chora_json_number(&json, NULL, 1.25, 1);
    chora_json_number(&json, NULL, NAN, 1);
    chora_json_boolean(&json, NULL, true);
    chora_json_object(&json, NULL);
    chora_json_object_end(&json);
    chora_json_array_end(&json);
    chora_json_null(&json, "nothing");
    chora_json_object_end(&json);
}

static void test_writing(void **state)
{
    chora_buffer out = CHORA_BUFFER_INIT(4096);
    (void)state;

    build(&out, false);
    assert_string_equal(
        chora_buffer_text(&out),
        "{\"name\": \"Kab\\\"ul\\\\\\n\\t\\u0001\\u007f \xDA\xA9\xD8\xA7\xD8\xA8\xD9\x84 "
        "\\u0085\\u2028\", \"none\": null, \"count\": -9223372036854775808, "
        "\"list\": [1.2, null, true, {}], \"nothing\": null}");
    chora_buffer_clear(&out);
    build(&out, true);
    assert_non_null(strstr(
        chora_buffer_text(&out),
        "\n  \"list\": [\n    1.2,\n    null,\n    true,\n    {}\n  ],\n  \"nothing\": null\n}\n"));
    chora_buffer_free(&out);
}

static void test_too_deep_fails_the_buffer(void **state)
{
    chora_buffer out = CHORA_BUFFER_INIT(4096);
    chora_json json;
    (void)state;

    chora_json_begin(&json, &out, false);
    for (int i = 0; i < 40; i++)
        chora_json_array(&json, NULL);
    assert_true(out.failed);
    chora_buffer_free(&out);
}

static void add_member(void *context, const char *key, const char *text)
{
    chora_buffer_printf(context, "%s=%s;", key, text ? text : "(null)");
}

static void test_reading_flat(void **state)
{
    static const struct {
        const char *given, *expected; /* NULL: refused. */
    } cases[] = {
        { "{}", "" },
        { " {\"b\": \"x\\u0627\", \"a\": 1.10, \"n\": null, \"t\": true} ",
          "b=x\xD8\xA7;a=1.10;n=(null);t=true;" },
        { "{\"id\": 12345678901234567}", "id=12345678901234567;" },
        { "{\"a\": {}}", NULL },
        { "{\"a\": [1]}", NULL },
        { "{\"a\": 1, \"b\": []}", NULL },
        { "[1]", NULL },
        { "\"a\"", NULL },
        { "", NULL },
        { "{\"a\": 1", NULL },
        { "{\"a\": 1} x", NULL },
        { "{\"a\": NaN}", NULL },
        { "{\"a\": \"\\u0000b\"}", NULL },
        { "{\"a\": \"\xE9\"}", NULL },
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_buffer out = CHORA_BUFFER_INIT(4096);
        int st = chora_json_read_flat(cases[i].given, add_member, &out);
        if (st != (cases[i].expected ? 0 : -1))
            print_error("%s\n", cases[i].given);
        assert_int_equal(st, cases[i].expected ? 0 : -1);
        assert_string_equal(chora_buffer_text(&out), cases[i].expected ? cases[i].expected : "");
        chora_buffer_free(&out);
    }
    assert_int_equal(chora_json_read_flat(NULL, add_member, NULL), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writing),
        cmocka_unit_test(test_too_deep_fails_the_buffer),
        cmocka_unit_test(test_reading_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
