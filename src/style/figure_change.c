/* A layer that shows a change: measure: {against: ...}. */
#include "style/figure.h"
#include "style/figure_keys.h"

void chora_figure_read_against(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;
    chora_error err = CHORA_ERROR_INIT;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    if (chora_against_parse(text, &layer->measure.against, &err) == CHORA_OK)
        layer->measure.is_change = true;
    else
        chora_reading_problem(reading, node, "against: %s", err.message);
}

/* The breaks of a change are those of one side, and its last box is open. */
static void check_breaks(chora_reading *reading, const chora_yaml_node *breaks,
                         chora_figure_layer *layer)
{
    enum { BREAKS_MAX = 4 };
    layer->class_count = 2 * (layer->break_count + 1) + 1;
    if (layer->break_count > BREAKS_MAX)
        chora_reading_problem(reading, breaks,
                              "breaks of a change are those of one side, at most %d; the last box "
                              "of each side is open",
                              BREAKS_MAX);
    else if (layer->break_count > 0 && layer->breaks[0] <= 0)
        chora_reading_problem(reading, breaks,
                              "breaks of a change are sizes above 0, for both sides alike");
}

static void check_classes(chora_reading *reading, const chora_yaml_node *classes,
                          chora_figure_layer *layer)
{
    const chora_yaml_node *count = chora_yaml_get(classes, "count");
    const chora_yaml_node *breaks = chora_yaml_get(classes, "breaks");
    const chora_yaml_node *zero = chora_yaml_get(classes, "zero");

    if (breaks)
        check_breaks(reading, breaks, layer);
    else if (count &&
             (layer->class_count % 2 == 0 || layer->class_count < 3 || layer->class_count > 11))
        chora_reading_problem(reading, count,
                              "count of a change is odd, 3 to 11: as many boxes for fewer as for "
                              "more, and one for the same");
    if (layer->method == CHORA_DIVERGING)
        chora_reading_problem(reading, chora_yaml_get(classes, "method"),
                              "a change has two sides about 0 whatever the method; take method "
                              "diverging away");
    if (zero && !layer->zero_own)
        chora_reading_problem(reading, zero,
                              "areas with none in either period are always apart in a change");
}

void chora_figure_check_change(chora_reading *reading, const chora_yaml_node *node,
                               chora_figure_layer *layer)
{
    enum { BOXES = 7 };
    const chora_yaml_node *classes =
        node && node->kind == CHORA_YAML_MAPPING ? chora_yaml_get(node, "classes") : NULL;
    bool given = classes && classes->kind == CHORA_YAML_MAPPING;

    if (!given || (!chora_yaml_get(classes, "count") && !chora_yaml_get(classes, "breaks")))
        layer->class_count = BOXES;
    if (given)
        check_classes(reading, classes, layer);
    if (!layer->palette)
        layer->palette = "chora-diverging";
}

void chora_figure_check_alone(chora_reading *reading, const chora_yaml_node *node,
                              const chora_figure *figure)
{
    bool change = false, others = figure->layer_count > 1;

    for (size_t i = 0; i < figure->layer_count; i++)
        change = change || figure->layers[i].measure.is_change;
    if (change && others)
        chora_reading_problem(reading, node,
                              "a change is drawn alone: symbols of one period beside it would be "
                              "read as both; give them a figure of their own");
}
