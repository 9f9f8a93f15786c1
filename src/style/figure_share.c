/* A layer that shows a share: measure: {share_of: ...}. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

void chora_figure_read_share(chora_reading *reading, const chora_key *key,
                             const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    if (strspn(text, " \t\r\n") == strlen(text)) {
        chora_reading_problem(reading, node,
                              "share_of takes a condition over one incident's columns, as in "
                              "verification = 'verified'");
        return;
    }
    layer->measure.share_of = chora_arena_strdup(reading->arena, text);
    layer->measure.share_row = node->row;
    layer->measure.share_column = node->column;
    reading->no_memory |= layer->measure.share_of == NULL;
}

static const chora_yaml_node *mapping_of(const chora_yaml_node *node, const char *key)
{
    const chora_yaml_node *found =
        node && node->kind == CHORA_YAML_MAPPING ? chora_yaml_get(node, key) : NULL;
    return found && found->kind == CHORA_YAML_MAPPING ? found : NULL;
}

static void check_measure(chora_reading *reading, const chora_yaml_node *measure,
                          const chora_figure_layer *layer)
{
    const chora_yaml_node *of = chora_yaml_get(measure, "of");
    const chora_yaml_node *per = chora_yaml_get(measure, "per");
    const chora_yaml_node *against = chora_yaml_get(measure, "against");

    if (of && layer->measure.of && strcmp(layer->measure.of, "count") != 0)
        chora_reading_problem(reading, of,
                              "a share is one of incidents: share_of goes with of: count");
    if (per)
        chora_reading_problem(reading, per, "a share is in percent: take per away, or share_of");
    if (against)
        chora_reading_problem(reading, against,
                              "a share is not held against another period: draw one figure for "
                              "each period, or take share_of away");
}

/* Round fifths unless something else is asked for: a share has a scale of its own. */
static void default_breaks(chora_figure_layer *layer)
{
    static const double fifths[] = { 20, 40, 60, 80, 100 };
    layer->method = CHORA_FIXED;
    layer->breaks = fifths;
    layer->break_count = layer->class_count = sizeof fifths / sizeof *fifths;
}

void chora_figure_check_share(chora_reading *reading, const chora_yaml_node *node,
                              chora_figure_layer *layer)
{
    const chora_yaml_node *measure = mapping_of(node, "measure");
    const chora_yaml_node *classes = mapping_of(node, "classes");
    const chora_yaml_node *zero = classes ? chora_yaml_get(classes, "zero") : NULL;

    if (measure)
        check_measure(reading, measure, layer);
    if (!classes || (!chora_yaml_get(classes, "method") && !chora_yaml_get(classes, "breaks") &&
                     !chora_yaml_get(classes, "count")))
        default_breaks(layer);
    if (zero && !layer->zero_own)
        chora_reading_problem(reading, zero,
                              "areas without incidents are always apart in a share: they have no "
                              "percentage, not one of 0");
}
