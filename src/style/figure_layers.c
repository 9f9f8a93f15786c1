/* The layers of a figure file. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <math.h>
#include <string.h>

chora_figure_layer chora_layer_default(chora_layer_kind kind)
{
    enum { PARTS = 5 }; /* more are not told apart on so small a symbol */
    chora_figure_layer layer = { .kind = kind, .level = 1 };

    layer.measure.of = "count";
    layer.method = CHORA_FISHER;
    layer.class_count = 5;
    layer.over = CHORA_OVER_ALL_PERIODS;
    layer.zero_own = true;
    layer.parts = PARTS;
    return layer;
}

/* What goes together in a layer of symbols. */
static void check_symbols(chora_reading *reading, const chora_yaml_node *node,
                          chora_figure_layer *layer)
{
    if (node->kind != CHORA_YAML_MAPPING)
        return;
    const chora_yaml_node *size = chora_yaml_get(node, "size");
    const chora_yaml_node *palette = chora_yaml_get(node, "palette");
    const chora_yaml_node *by = chora_yaml_get(node, "by");
    if (by) {
        layer->by_row = by->row;
        layer->by_column = by->column;
    }
    if (size && layer->at == CHORA_AT_INCIDENT)
        chora_reading_problem(reading, size,
                              "size goes with at: place; with at: incident every symbol is one "
                              "incident, all of one size");
    const chora_yaml_node *scaling = chora_yaml_get(node, "scaling");
    if (scaling && layer->scaling != CHORA_CIRCLES_AREA &&
        (layer->by || layer->at == CHORA_AT_INCIDENT || layer->is_twin))
        chora_reading_problem(reading, scaling,
                              "scaling goes with plain circles: symbols that are told apart or "
                              "packed are in proportion by area");
    if (palette && !layer->by)
        chora_reading_problem(reading, palette,
                              "palette goes with by, the column whose words get its colours");
}

/* Two layers of the figure: one a number. */
static void read_bivariate(chora_reading *reading, const chora_key *keys,
                           const chora_yaml_node *name, const chora_yaml_node *value,
                           chora_figure *figure)
{
    static const chora_yaml_node nothing = { .kind = CHORA_YAML_MAPPING };
    chora_figure_bivariate both;
    if (figure->layer_count + 2 > CHORA_FIGURE_LAYERS_MAX) {
        chora_reading_problem(reading, name, "a bivariate layer is drawn alone");
        return;
    }
    chora_bivariate_start(&both);
    chora_figure_read_bivariate(reading, value && !chora_yaml_is_null(value) ? value : &nothing,
                                keys, &both);
    figure->layers[figure->layer_count++] = both.across;
    figure->layers[figure->layer_count++] = both.up;
}

/* {choropleth: {…}}, {choropleth: } or just choropleth. */
static void read_layer(chora_reading *reading, const chora_key *keys, const chora_yaml_node *node,
                       chora_figure *figure)
{
    const chora_yaml_node *name = node, *value = NULL;
    static const char *const names[] = { "choropleth", "symbols", "hexagons", "bivariate", NULL };
    chora_layer_kind kind = CHORA_LAYER_CHOROPLETH;

    if (node->kind == CHORA_YAML_MAPPING && node->count == 1) {
        name = &node->keys[0];
        value = &node->items[0];
    }
    if (name->kind != CHORA_YAML_SCALAR) {
        chora_reading_problem(
            reading, node,
            "a layer is one of choropleth, symbols, hexagons and bivariate, as in "
            "- choropleth: {…}");
        return;
    }
    for (; names[kind] && strcmp(names[kind], name->text) != 0; kind++)
        ;
    if (!names[kind]) {
        chora_reading_unknown(reading, name, "layer", names);
        return;
    }
    if (kind == CHORA_LAYER_SECOND) {
        read_bivariate(reading, keys[kind].keys, name, value, figure);
        return;
    }
    chora_figure_layer *layer = &figure->layers[figure->layer_count++];
    const char *title = figure->layer_count == 1 ? layer->legend_title : NULL;
    *layer = chora_layer_default(kind);
    layer->legend_title = title; /* `legend: {title: …}` may stand above the layers. */
    if (value)
        chora_schema_read(reading, value, names[kind], keys[kind].keys, layer);
    if (layer->measure.is_change)
        chora_figure_check_change(reading, value, layer);
    if (layer->measure.share_of)
        chora_figure_check_share(reading, value, layer);
    if (value && kind == CHORA_LAYER_SYMBOLS)
        check_symbols(reading, value, layer);
    if (kind == CHORA_LAYER_SYMBOLS)
        chora_figure_check_area_symbols(reading, value, layer);
    if (figure->layer_count < CHORA_FIGURE_LAYERS_MAX &&
        chora_figure_second_half(layer, &figure->layers[figure->layer_count]))
        figure->layer_count++;
    /* one hue from end to end would hide which side a class is on */
    if (layer->method == CHORA_DIVERGING && !layer->palette)
        layer->palette = "chora-diverging";
}

void chora_figure_read_layers(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    figure->layer_count = 0;
    if (node->kind != CHORA_YAML_SEQUENCE || node->count == 0 ||
        node->count > CHORA_FIGURE_LAYERS_MAX) {
        chora_reading_problem(reading, node, "layers takes a list of 1 to %d layers",
                              CHORA_FIGURE_LAYERS_MAX);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        read_layer(reading, key->keys, &node->items[i], figure);
    chora_figure_check_alone(reading, node, figure);
    chora_figure_check_types(reading, node, figure);
}

/* 100000, or km2 for a density. */
void chora_figure_read_per(chora_reading *reading, const chora_key *key,
                           const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;

    if (node->kind == CHORA_YAML_SCALAR && strcmp(node->text, "km2") == 0) {
        layer->measure.per = 1;
        layer->measure.per_value = "km2";
        return;
    }
    double per = 0;
    if (!chora_reading_number(reading, key, node, &per))
        return;
    if (per <= 0)
        chora_reading_problem(reading, node, "per takes a number above 0, or km2");
    layer->measure.per = per;
    layer->measure.per_value = "population";
}

void chora_figure_read_breaks(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;

    if (node->kind != CHORA_YAML_SEQUENCE || node->count == 0 || node->count > CHORA_CLASSES_MAX) {
        chora_reading_problem(reading, node,
                              "breaks takes the upper bounds of 1 to %d classes, as in [1, 3, 10]",
                              CHORA_CLASSES_MAX);
        return;
    }
    double *breaks = chora_arena_alloc(reading->arena, node->count, sizeof *breaks);
    if (!breaks) {
        reading->no_memory = true;
        return;
    }
    double last = -INFINITY;
    for (size_t i = 0; i < node->count; i++) {
        if (!chora_reading_number(reading, key, &node->items[i], &breaks[i]))
            continue;
        if (breaks[i] <= last)
            chora_reading_problem(reading, &node->items[i],
                                  "breaks must rise; %s does not exceed the one before it",
                                  node->items[i].text);
        last = breaks[i];
    }
    layer->breaks = breaks;
    layer->break_count = node->count;
}

/* Breaks go with the method fixed, and only with it. */
void chora_figure_read_classes(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;

    chora_schema_read(reading, node, key->name, key->keys, target);
    if (node->kind != CHORA_YAML_MAPPING)
        return;
    const chora_yaml_node *method = chora_yaml_get(node, "method");
    const chora_yaml_node *breaks = chora_yaml_get(node, "breaks");
    const chora_yaml_node *count = chora_yaml_get(node, "count");
    if (breaks && !method)
        layer->method = CHORA_FIXED;
    if (breaks && method && layer->method != CHORA_FIXED && method->text)
        chora_reading_problem(reading, breaks, "breaks go with method fixed, not with %s",
                              method->text);
    if (layer->method == CHORA_FIXED && !breaks)
        chora_reading_problem(reading, method, "method fixed needs breaks, as in [1, 3, 10]");
    if (layer->method == CHORA_FIXED && breaks && count)
        chora_reading_problem(reading, count, "count is that of the breaks with method fixed");
    const chora_yaml_node *midpoint = chora_yaml_get(node, "midpoint");
    if (midpoint && layer->method != CHORA_DIVERGING)
        chora_reading_problem(reading, midpoint, "midpoint goes with method diverging");
    if (layer->break_count > 0)
        layer->class_count = layer->break_count;
}
