/* small_multiples: {by: month} */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

static const struct {
    const char *word;
    chora_period_kind kind;
} steps[] = { { "month", CHORA_PERIOD_MONTH },
              { "quarter", CHORA_PERIOD_QUARTER },
              { "year", CHORA_PERIOD_YEAR } };

static void read_by(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                    void *target)
{
    chora_figure_multiples *multiples = &((chora_figure *)target)->multiples;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(steps[i].word, text) == 0) {
            multiples->by_period = true;
            multiples->step = steps[i].kind;
            return;
        }
    multiples->column = chora_arena_strdup(reading->arena, text);
    reading->no_memory |= multiples->column == NULL;
}

const chora_key chora_multiples_keys[] = {
    { "by", CHORA_KEY_OTHER, .read = read_by },
    { "columns", CHORA_KEY_COUNT, CHORA_MEMBER(chora_figure, multiples.columns), .low = 1,
      .high = 12 },
    { .name = NULL },
};

void chora_figure_read_multiples(chora_reading *reading, const chora_key *key,
                                 const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    if (node->kind != CHORA_YAML_MAPPING || !chora_yaml_get(node, "by")) {
        chora_reading_problem(reading, node,
                              "small_multiples needs by: month, quarter, year or the name of a "
                              "column, as in {by: month}");
        return;
    }
    chora_schema_read(reading, node, key->name, chora_multiples_keys, figure);
    figure->is_multiples = true;
}

/* Was a key of the page, or of the first layer's classes, given? */
static bool is_given(const chora_yaml_node *root, const char *mapping, const char *key)
{
    const chora_yaml_node *node = chora_yaml_get(root, mapping);
    return node && node->kind == CHORA_YAML_MAPPING && chora_yaml_get(node, key);
}

static bool has_class_count(const chora_yaml_node *layers)
{
    const chora_yaml_node *layer = layers && layers->count ? &layers->items[0] : NULL;
    const chora_yaml_node *keys =
        layer && layer->kind == CHORA_YAML_MAPPING && layer->count ? &layer->items[0] : NULL;
    return keys && keys->kind == CHORA_YAML_MAPPING && is_given(keys, "classes", "count");
}

void chora_figure_check_multiples(chora_reading *reading, const chora_yaml_node *root,
                                  chora_figure *figure)
{
    enum { CLASSES = 4 }; /* more are not told apart on a small map */
    const chora_yaml_node *layers = chora_yaml_get(root, "layers");

    if (!figure->is_multiples || !layers)
        return;
    if (figure->layer_count != 1 || figure->layers[0].kind != CHORA_LAYER_CHOROPLETH)
        chora_reading_problem(reading, layers,
                              "small multiples draw one choropleth; circles would hide such small "
                              "areas");
    else if (figure->layers[0].measure.is_change)
        chora_reading_problem(reading, layers,
                              "small multiples show numbers, not changes: the eye compares one map "
                              "with the next; take against away");
    else if (figure->layers[0].measure.share_of)
        chora_reading_problem(reading, layers,
                              "small multiples show numbers, not shares: on so small a map no "
                              "label can tell 3 of 5 from 60 %%; take share_of away");
    if (figure->layers[0].method != CHORA_FIXED && !has_class_count(layers))
        figure->layers[0].class_count = CLASSES;
    if (!is_given(root, "page", "height"))
        figure->height_pt = 0; /* as high as the maps need */
}
