/* YAML text to a tree: values, places, limits, mistakes. */
#include "style_fixture.h"

#include "style/yaml.h"

static void parse(const char *text, size_t length, chora_error *out)
{
    chora_arena *arena = chora_arena_new();
    const chora_yaml_node *root = NULL;

    if (chora_yaml_parse("f.yaml", text, length, arena, &root, out) == CHORA_OK)
        strcpy(out->message, "ok");
    else
        assert_int_equal(out->status, CHORA_EINVAL);
    chora_arena_free(arena);
}

static void told_are_mistakes(void **state)
{
    style_run_cases("yaml_mistakes.txt", parse);
}

static void a_tree_has_values_and_places(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF# head\na: 1\nb:\n  - x\n  - \"~\"\nc: {d: ~, \xC3\xA9: 'q'}\n";
    chora_arena *arena = chora_arena_new();
    const chora_yaml_node *root = NULL;

    assert_int_equal(chora_yaml_parse("t", text, sizeof text - 1, arena, &root, NULL), CHORA_OK);
    assert_int_equal(root->kind, CHORA_YAML_MAPPING);
    assert_int_equal(root->count, 3);
    assert_string_equal(chora_yaml_get(root, "a")->text, "1");

    const chora_yaml_node *list = chora_yaml_get(root, "b");
    assert_int_equal(list->kind, CHORA_YAML_SEQUENCE);
    assert_int_equal(list->count, 2);
    assert_int_equal(list->items[0].row, 4);
    assert_int_equal(list->items[0].column, 5);
    assert_false(chora_yaml_is_null(&list->items[1]));

    const chora_yaml_node *map = chora_yaml_get(root, "c");
    assert_true(chora_yaml_is_null(chora_yaml_get(map, "d")));
    assert_string_equal(chora_yaml_get(map, "\xC3\xA9")->text, "q");
    assert_true(chora_yaml_get(map, "\xC3\xA9")->quoted);
    assert_int_equal(map->keys[1].column, 11); /* Characters, not bytes. */
    assert_null(chora_yaml_get(map, "e"));
    assert_null(chora_yaml_get(list, "e"));
    chora_arena_free(arena);
}

static void limits_hold(void **state)
{
    chora_arena *arena = chora_arena_new();
    const chora_yaml_node *root = NULL;
    chora_error err = CHORA_ERROR_INIT;
    size_t size = (1 << 20) + 1;
    char *large = calloc(size, 1);
    char deep[80];

    memset(large, '#', size);
    assert_int_equal(chora_yaml_parse("f", large, size, arena, &root, &err), CHORA_ELIMIT);
    assert_string_equal(err.message, "f is larger than 1 MiB");
    memset(deep, '[', 33);
    memset(deep + 33, ']', 33);
    assert_int_equal(chora_yaml_parse("f", deep + 1, 64, arena, &root, NULL), CHORA_OK);
    memset(large, '[', 100000);
    err = (chora_error)CHORA_ERROR_INIT;
    assert_int_equal(chora_yaml_parse("f", large, 100000, arena, &root, &err), CHORA_EINVAL);
    assert_string_equal(err.message, "f:1:33: nested more than 32 deep");
    err = (chora_error)CHORA_ERROR_INIT;
    assert_int_equal(chora_yaml_parse("f", "a: 1\nb\xC3\xA9: \xFF", 11, arena, &root, &err),
                     CHORA_EINVAL);
    assert_string_equal(err.message, "f:2:5: this is not UTF-8; save the file as UTF-8");
    free(large);
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_are_mistakes),
        cmocka_unit_test(a_tree_has_values_and_places),
        cmocka_unit_test(limits_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
