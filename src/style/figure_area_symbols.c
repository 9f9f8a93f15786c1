/* symbols: {at: area}: one symbol an area: a circle, a ring or pie of shares, or twin halves. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

static const chora_key half_keys[] = {
    { "where", CHORA_KEY_TEXT, CHORA_MEMBER(chora_figure_half, where) },
    { "title", CHORA_KEY_TEXT, CHORA_MEMBER(chora_figure_half, title) },
    { .name = NULL },
};

static void set_claims(chora_figure_layer *layer)
{
    layer->halves[0] = (chora_figure_half){ "claim = 'claimed'", NULL, 0, 0 };
    layer->halves[1] = (chora_figure_half){ "verification = 'verified'", NULL, 0, 0 };
}

static void read_half(chora_reading *reading, const chora_yaml_node *node, chora_figure_half *out)
{
    const chora_yaml_node *where =
        node->kind == CHORA_YAML_MAPPING ? chora_yaml_get(node, "where") : NULL;
    chora_schema_read(reading, node, "twin", half_keys, out);
    out->row = where ? where->row : 0;
    out->column = where ? where->column : 0;
    if (!out->where || strspn(out->where, " \t\r\n") == strlen(out->where))
        chora_reading_problem(reading, node,
                              "each half takes where:, a condition over one incident's columns, "
                              "and title:");
}

void chora_figure_read_twin(chora_reading *reading, const chora_key *key,
                            const chora_yaml_node *node, void *target)
{
    chora_figure_layer *layer = target;
    layer->is_twin = true;
    set_claims(layer);
    if (node->kind == CHORA_YAML_SCALAR && strcmp(node->text, "claims") == 0)
        return;
    if (node->kind != CHORA_YAML_SEQUENCE || node->count != 2) {
        chora_reading_problem(reading, node,
                              "twin takes claims (claimed and verified), or two halves, as in "
                              "[{where: killed > 0, title: Deadly}, {where: …, title: …}]");
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        layer->halves[i] = (chora_figure_half){ NULL, NULL, 0, 0 };
        read_half(reading, &node->items[i], &layer->halves[i]);
    }
}

/* Keys that only a symbol of an area has. */
static void check_place(chora_reading *reading, const chora_yaml_node *node)
{
    static const char *const own[] = { "level", "parts", "twin" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const chora_yaml_node *key = chora_yaml_get(node, own[i]);
        if (key)
            chora_reading_problem(reading, key, "%s goes with at: area", own[i]);
    }
}

static void check_parts(chora_reading *reading, const chora_yaml_node *node,
                        const chora_figure_layer *layer)
{
    const chora_yaml_node *parts = chora_yaml_get(node, "parts");
    const chora_yaml_node *twin = chora_yaml_get(node, "twin");
    const chora_yaml_node *size = chora_yaml_get(node, "size");
    if (parts && !layer->by)
        chora_reading_problem(reading, parts,
                              "parts goes with by, the column whose words they are");
    if (twin && layer->by)
        chora_reading_problem(reading, twin,
                              "an area has twin halves or a share for each word of by, not both");
    if (twin && size && strcmp(layer->measure.of, "count") != 0)
        chora_reading_problem(reading, size, "halves count incidents: take size away");
}

static void check_shape(chora_reading *reading, const chora_yaml_node *node,
                        const chora_figure_layer *layer)
{
    const chora_yaml_node *shape = chora_yaml_get(node, "shape");
    bool shares = layer->at == CHORA_AT_AREA && layer->by;
    if (shape && layer->shape != CHORA_SHAPE_CIRCLE && !shares)
        chora_reading_problem(reading, shape,
                              "shape: %s goes with at: area and by: the words of a column are its "
                              "parts",
                              layer->shape == CHORA_SHAPE_PIE ? "pie" : "ring");
}

static void set_half(const chora_figure_half *half, chora_figure_measure *measure)
{
    measure->share_of = half->where;
    measure->share_row = half->row;
    measure->share_column = half->column;
}

void chora_figure_check_area_symbols(chora_reading *reading, const chora_yaml_node *node,
                                     chora_figure_layer *layer)
{
    bool given = node && node->kind == CHORA_YAML_MAPPING;
    if (given)
        check_shape(reading, node, layer);
    if (layer->at != CHORA_AT_AREA) {
        if (given)
            check_place(reading, node);
        return;
    }
    layer->kind = CHORA_LAYER_AREA_SYMBOLS;
    if (given)
        check_parts(reading, node, layer);
    if (layer->is_twin)
        set_half(&layer->halves[0], &layer->measure);
}

bool chora_figure_second_half(const chora_figure_layer *layer, chora_figure_layer *out)
{
    if (layer->kind != CHORA_LAYER_AREA_SYMBOLS || !layer->is_twin)
        return false;
    *out = *layer;
    out->kind = CHORA_LAYER_SECOND;
    set_half(&layer->halves[1], &out->measure);
    return true;
}
