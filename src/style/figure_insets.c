/* The insets of a figure file. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <math.h>

static void read_inset(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       chora_figure_inset *out)
{
    *out = (chora_figure_inset){
        .lat = NAN, .lon = NAN, .radius_km = NAN, .row = node->row, .column = node->column
    };
    chora_schema_read(reading, node, "insets", key->keys, out);
    if (node->kind != CHORA_YAML_MAPPING)
        return;
    bool point = !isnan(out->lat) && !isnan(out->lon);
    if ((out->around != NULL) == point || isnan(out->lat) != isnan(out->lon))
        chora_reading_problem(reading, node,
                              "an inset has a place: around: Kabul (a town, or the code or name of "
                              "an area), or lat and lon");
    else if (point && !out->title)
        chora_reading_problem(reading, node, "an inset at lat and lon needs a title");
    if (isnan(out->radius_km) && !chora_yaml_get(node, "radius_km"))
        chora_reading_problem(reading, node, "an inset needs radius_km, as in radius_km: 40");
}

void chora_figure_read_insets(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    figure->inset_count = 0;
    if (node->kind != CHORA_YAML_SEQUENCE || node->count > CHORA_INSETS_MAX) {
        chora_reading_problem(reading, node,
                              "insets takes a list of at most %d, as in "
                              "[{around: Kabul, radius_km: 40}]",
                              CHORA_INSETS_MAX);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        read_inset(reading, key, &node->items[i], &figure->insets[figure->inset_count++]);
}
