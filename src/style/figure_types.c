/* Which types of map stand alone, and what they take. */
#include "style/figure.h"
#include "style/figure_keys.h"

static bool has_kind(const chora_figure *figure, chora_layer_kind kind)
{
    for (size_t i = 0; i < figure->layer_count; i++)
        if (figure->layers[i].kind == kind)
            return true;
    return false;
}

void chora_figure_check_types(chora_reading *reading, const chora_yaml_node *node,
                              const chora_figure *figure)
{
    size_t twin = has_kind(figure, CHORA_LAYER_SECOND) ? 2 : 1;
    if (has_kind(figure, CHORA_LAYER_AREA_SYMBOLS)) {
        if (figure->layer_count > twin)
            chora_reading_problem(
                reading, node,
                "symbols at: area are drawn alone: colours and circles under them "
                "could not be read; give them a figure of their own");
    } else if (figure->layer_count > 2 && has_kind(figure, CHORA_LAYER_SECOND))
        chora_reading_problem(
            reading, node,
            "a bivariate map is drawn alone: its colours already show two numbers; "
            "give the other layers a figure of their own");
    if (figure->layer_count > 1 && has_kind(figure, CHORA_LAYER_HEXAGONS))
        chora_reading_problem(reading, node,
                              "hexagons are drawn alone: colours of areas under them would be read "
                              "as theirs, and circles would hide them; give them a figure of their "
                              "own");
}
