/* A layer that shows two numbers of each area: bivariate: {across: …, up: …}. It becomes two
 * layers: a choropleth of the first number, and behind it one that only holds the second. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

void chora_bivariate_start(chora_figure_bivariate *both)
{
    enum { CLASSES = 3 };
    both->across = chora_layer_default(CHORA_LAYER_CHOROPLETH);
    both->across.is_pair = true;
    both->across.method = CHORA_QUANTILE;
    both->across.class_count = CLASSES;
    both->across.zero_own = false; /* areas without an incident are apart, whatever the numbers */
    both->across.palette = "chora-bivariate";
    both->up = both->across;
    both->up.kind = CHORA_LAYER_SECOND;
    both->up.measure.of = "killed";
}

static const chora_yaml_node *mapping_of(const chora_yaml_node *node, const char *key)
{
    const chora_yaml_node *found =
        node && node->kind == CHORA_YAML_MAPPING ? chora_yaml_get(node, key) : NULL;
    return found && found->kind == CHORA_YAML_MAPPING ? found : NULL;
}

/* The classes of both, unless the axis has breaks of its own. */
static void take_classes(chora_reading *reading, const chora_yaml_node *axis,
                         const chora_figure_layer *common, chora_figure_layer *layer)
{
    layer->method = common->method;
    layer->over = common->over;
    layer->class_count = common->class_count;
    const chora_yaml_node *breaks = axis ? chora_yaml_get(axis, "breaks") : NULL;
    if (!breaks || layer->break_count == 0)
        return;
    layer->method = CHORA_FIXED;
    layer->class_count = layer->break_count;
    if (layer->break_count < 2 || layer->break_count > CHORA_PAIR_MOST)
        chora_reading_problem(reading, breaks,
                              "an axis has 2 or %d classes: breaks takes as many upper bounds",
                              CHORA_PAIR_MOST);
}

static void check_axis(chora_reading *reading, const chora_yaml_node *axis,
                       const chora_figure_layer *layer)
{
    const char *per = layer->measure.per_value;
    if (axis && per && strcmp(per, "km2") == 0)
        chora_reading_problem(reading, chora_yaml_get(axis, "per"),
                              "per: km2 gives numbers too small for an axis; write per: 100000, or "
                              "take it away");
}

static bool same_measure(const chora_figure_layer *a, const chora_figure_layer *b)
{
    return strcmp(a->measure.of, b->measure.of) == 0 && a->measure.per == b->measure.per;
}

void chora_figure_read_bivariate(chora_reading *reading, const chora_yaml_node *node,
                                 const chora_key *keys, chora_figure_bivariate *both)
{
    chora_schema_read(reading, node, "bivariate", keys, both);
    const chora_yaml_node *across = mapping_of(node, "across"), *up = mapping_of(node, "up");
    const chora_figure_layer common = both->across;
    take_classes(reading, across, &common, &both->across);
    take_classes(reading, up, &common, &both->up);
    both->up.level = common.level;
    check_axis(reading, across, &both->across);
    check_axis(reading, up, &both->up);
    if (same_measure(&both->across, &both->up))
        chora_reading_problem(reading, node,
                              "both axes show the same number; a bivariate map takes two, as in "
                              "across: {of: count}, up: {of: killed}");
}
