/* Figure files: every key's value, every mistake told, and the JSON schema that says the same. */
#include "style_fixture.h"

#include "style/figure.h"
#include "style/figure_keys.h"

#define MM (72 / 25.4)

static void parse(const char *text, size_t length, chora_error *out)
{
    chora_arena *arena = chora_arena_new();
    chora_figure figure;

    if (chora_figure_parse("f.yaml", text, length, arena, &figure, out) == CHORA_OK)
        strcpy(out->message, "ok");
    else
        assert_int_equal(out->status, CHORA_EINVAL);
    chora_arena_free(arena);
}

static void told_are_mistakes(void **state)
{
    style_run_cases("figure_mistakes.txt", parse);
}

static chora_figure read(chora_arena *arena, const char *name, const char *text)
{
    chora_figure figure;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_figure_parse(name, text, strlen(text), arena, &figure, &err) != CHORA_OK)
        fail_msg("%s", err.message);
    return figure;
}

static void every_key_is_read(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_figure f =
        read(arena, "f.yaml",
             "chora: 1\n"
             "figure: attacks-by-province\n"
             "title: \"Attacks by province, {period}\"\n"
             "subtitle: \"Most in {country}\"\n"
             "period: 2022-03\n"
             "data: {dataset: documented, where: verification = 'verified'}\n"
             "frame: {areas: [AF-KAB, AF-NAN], projection: EPSG:32642}\n"
             "base: {neighbours: no, rivers: true}\n"
             "layers:\n"
             "  - choropleth:\n"
             "      level: district\n"
             "      measure: {of: killed, per: 100000, stat: sum}\n"
             "      classes: {method: quantile, count: 4, over: each-period, zero: in-classes}\n"
             "      palette: OrRd\n"
             "      reverse: true\n"
             "      title: Killed\n"
             "  - symbols: {at: place, size: injured, shape: circle, title: Injured}\n"
             "  - choropleth: {classes: {breaks: [1, 3, 6, 10]}, measure: {per: km2}}\n"
             "labels: {areas: name-only, places: 9, language: fa}\n"
             "legend: {place: below}\n"
             "page: {width: 8.5 cm, height: 300pt}\n"
             "style: mine.yaml\n"
             "source: Us\n"
             "repeat: {by: quarter}\n"
             "outputs: [png@150dpi, svg, pdf, png]\n");

    assert_string_equal(f.id, "attacks-by-province");
    assert_string_equal(f.title, "Attacks by province, {period}");
    assert_string_equal(f.subtitle, "Most in {country}");
    assert_true(f.period_given && f.period.kind == CHORA_PERIOD_MONTH);
    assert_int_equal(f.period.first, chora_day_from_ymd(2022, 3, 1));
    assert_string_equal(f.dataset, "documented");
    assert_string_equal(f.where, "verification = 'verified'");
    assert_string_equal(f.frame_areas, "AF-KAB,AF-NAN");
    assert_string_equal(f.projection, "EPSG:32642");
    assert_true(!f.neighbours && f.rivers);
    assert_int_equal(f.layer_count, 3);
    assert_int_equal(f.layers[0].kind, CHORA_LAYER_CHOROPLETH);
    assert_int_equal(f.layers[0].level, 2);
    assert_string_equal(f.layers[0].measure.of, "killed");
    assert_true(f.layers[0].measure.per == 100000);
    assert_string_equal(f.layers[0].measure.per_value, "population");
    assert_int_equal(f.layers[0].method, CHORA_QUANTILE);
    assert_int_equal(f.layers[0].class_count, 4);
    assert_int_equal(f.layers[0].over, CHORA_OVER_EACH_PERIOD);
    assert_false(f.layers[0].zero_own);
    assert_string_equal(f.layers[0].palette, "OrRd");
    assert_true(f.layers[0].reverse);
    assert_string_equal(f.layers[0].legend_title, "Killed");
    assert_int_equal(f.layers[1].kind, CHORA_LAYER_SYMBOLS);
    assert_string_equal(f.layers[1].measure.of, "injured");
    assert_string_equal(f.layers[1].legend_title, "Injured");
    assert_int_equal(f.layers[2].method, CHORA_FIXED);
    assert_int_equal(f.layers[2].break_count, 4);
    assert_int_equal(f.layers[2].class_count, 4);
    assert_true(f.layers[2].breaks[3] == 10);
    assert_string_equal(f.layers[2].measure.per_value, "km2");
    assert_true(f.layers[2].measure.per == 1);
    assert_true(f.area_labels && !f.area_values);
    assert_int_equal(f.place_labels, 9);
    assert_string_equal(f.language, "fa");
    assert_int_equal(f.legend, CHORA_LEGEND_BELOW);
    assert_float_equal(f.width_pt, 85 * MM, 1e-9);
    assert_float_equal(f.height_pt, 300, 1e-9);
    assert_string_equal(f.style, "mine.yaml");
    assert_string_equal(f.source, "Us");
    assert_true(f.repeats && f.repeat_by == CHORA_PERIOD_QUARTER);
    assert_int_equal(f.output_count, 4);
    assert_string_equal(f.outputs[0].format, "png");
    assert_true(f.outputs[0].dpi == 150 && f.outputs[3].dpi == 0);
    assert_string_equal(f.outputs[2].format, "pdf");
    chora_arena_free(arena);
}

static void defaults_are_the_report_page(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_figure f = read(arena, "figures/by-month.yaml",
                          "legend: {title: Attacks}\nlayers: [choropleth, {symbols: }]\n"
                          "subtitle: \ndata: {where: }\nstyle: ~\n");

    assert_string_equal(f.id, "by-month");
    assert_string_equal(f.file, "figures/by-month.yaml");
    assert_string_equal(f.subtitle, "");
    assert_null(f.where);
    assert_string_equal(f.style, "report");
    assert_float_equal(f.width_pt, 170 * MM, 1e-9);
    assert_float_equal(f.height_pt, 120 * MM, 1e-9);
    assert_true(f.neighbours && !f.rivers && f.area_labels && f.area_values && !f.repeats);
    assert_string_equal(f.layers[0].legend_title, "Attacks");
    assert_string_equal(f.layers[1].legend_title, "Attacks");
    assert_int_equal(f.layers[0].method, CHORA_FISHER);
    assert_int_equal(f.layers[0].level, 1);
    assert_true(f.layers[0].zero_own);
    assert_string_equal(f.outputs[0].format, "png");
    assert_true(f.output_count == 1 && f.outputs[0].dpi == 300);

    chora_figure given;
    chora_figure_default(&given);
    assert_int_equal(given.layer_count, 2);
    assert_int_equal(given.layers[1].kind, CHORA_LAYER_SYMBOLS);
    chora_arena_free(arena);
}

static void diverging_classes_have_two_sides(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_figure f =
        read(arena, "f.yaml",
             "layers:\n"
             "  - choropleth: {classes: {method: diverging, count: 6, midpoint: -1.5}}\n"
             "  - choropleth: {classes: {method: diverging}, palette: RdBu}\n"
             "  - choropleth: {classes: {method: head-tail}}\n");

    assert_int_equal(f.layers[0].method, CHORA_DIVERGING);
    assert_true(f.layers[0].midpoint == -1.5 && f.layers[1].midpoint == 0);
    assert_string_equal(f.layers[0].palette, "chora-diverging");
    assert_string_equal(f.layers[1].palette, "RdBu");
    assert_int_equal(f.layers[2].method, CHORA_HEAD_TAIL);
    assert_null(f.layers[2].palette);
    chora_arena_free(arena);
}

static void a_failure_leaves_out_alone(void **state)
{
    chora_arena *arena = chora_arena_new();
    chora_figure f = { .place_labels = 77 };
    chora_error err = CHORA_ERROR_INIT;

    assert_int_equal(chora_figure_parse("f", "a: 1", 4, arena, &f, NULL), CHORA_EINVAL);
    assert_int_equal(chora_figure_load("no/such.yaml", arena, &f, &err), CHORA_EIO);
    assert_int_equal(f.place_labels, 77);
    chora_arena_free(arena);
}

/* ---- styles/figure.schema.json --------------------------------------------------------------- */

static const chora_yaml_node *properties_of(const chora_yaml_node *schema)
{
    const chora_yaml_node *items = chora_yaml_get(schema, "items");
    const chora_yaml_node *any = chora_yaml_get(schema, "additionalProperties");

    if (any && any->kind == CHORA_YAML_MAPPING) /* keys of the author's own, such as languages */
        items = any;
    return chora_yaml_get(items ? items : schema, "properties");
}

static void check_words(const chora_key *key, const chora_yaml_node *schema)
{
    const chora_yaml_node *words = chora_yaml_get(schema, "enum");
    size_t at = 0;

    assert_non_null(words);
    for (const chora_word *word = key->words; word->text; word++) {
        if (word->later)
            continue;
        assert_true(at < words->count);
        assert_string_equal(words->items[at++].text, word->text);
    }
    assert_int_equal(at, words->count);
}

static void check_keys(const chora_key *keys, const chora_yaml_node *schema)
{
    const chora_yaml_node *properties = properties_of(schema);
    size_t at = 0;

    assert_non_null(properties);
    for (; keys->name; keys++, at++) {
        assert_true(at < properties->count);
        assert_string_equal(properties->keys[at].text, keys->name);
        assert_non_null(chora_yaml_get(&properties->items[at], "description"));
        if (keys->words)
            check_words(keys, &properties->items[at]);
        if (keys->keys)
            check_keys(keys->keys, &properties->items[at]);
    }
    assert_int_equal(at, properties->count);
}

static void the_json_schema_has_the_same_keys(void **state)
{
    chora_arena *arena = chora_arena_new();
    const chora_yaml_node *root = NULL;
    chora_error err = CHORA_ERROR_INIT;

    if (chora_yaml_load(CHORA_SOURCE_FOLDER "/styles/figure.schema.json", arena, &root, &err))
        fail_msg("%s", err.message);
    check_keys(chora_figure_keys(), root);
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_are_mistakes),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(defaults_are_the_report_page),
        cmocka_unit_test(diverging_classes_have_two_sides),
        cmocka_unit_test(a_failure_leaves_out_alone),
        cmocka_unit_test(the_json_schema_has_the_same_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
